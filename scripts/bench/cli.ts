import { join } from 'node:path';

/** The built command line, for figures of whole processes. */
export const cli = join(import.meta.dirname, '../../out/cli/main.mjs');
