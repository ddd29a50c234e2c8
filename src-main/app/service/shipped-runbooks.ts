import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The runbooks that come with the program. */
export interface ShippedRunbooks {
  readonly folder: string;
  /** A checkout, whose runbooks are its owner's to edit; in a package they stay as they came. */
  readonly writable: boolean;
}

/** Looked for in the folders above `start`: sources, the bundle and a package lie at different depths below them. */
export function shippedRunbooks(start: string): ShippedRunbooks | undefined {
  for (let at = start; ; at = dirname(at)) {
    const folder = join(at, 'runbooks');
    if (existsSync(folder)) return { folder, writable: existsSync(join(at, 'src-main')) };
    if (dirname(at) === at) return undefined;
  }
}
