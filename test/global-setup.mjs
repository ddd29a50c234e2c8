import { buildPrograms } from '../scripts/bootstrap.mjs';

/** Commands are tested as they are built, which is also three times as quick as from their sources. */
export const setup = buildPrograms;
