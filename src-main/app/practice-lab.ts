import { homedir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '../journal/data-folder.ts';
import { createLab, type Lab } from '../lab/create-lab.ts';

/** The practice lab of this user: its keys and inventory stay in `<data>/lab`. Throws DrillError `lab.cannot-start`. */
export function startPracticeLab(ports: 'fixed' | 'free'): Promise<Lab> {
  const data = dataFolder({ env: process.env, platform: process.platform, home: homedir() });
  return createLab({ folder: join(data, 'lab'), ports });
}
