import { join } from 'node:path';
import type { LabAnswer, LabOrder, LabSystemName } from '../../src-shared/rpc/lab-calls.ts';
import { createLab, type Lab } from '../lab/create-lab.ts';
import { askLab } from '../lab/lab-control.ts';
import { ownDataFolder } from './own-data.ts';

export type PracticeLab = Lab;

export interface PracticeLabOptions {
  /** Default: TVox. */
  readonly systems?: readonly LabSystemName[];
  /** As if for the first time. Default: as it was left. */
  readonly fresh?: boolean;
}

/** Where keys, inventories and what is kept of the practice lab of this user stay: `<data>/lab`. */
function practiceLabFolder(): string {
  return join(ownDataFolder(), 'lab');
}

/** The practice lab of this user. With free ports it begins anew each time. Throws DrillError `lab.cannot-start`. */
export function startPracticeLab(ports: 'fixed' | 'free', options: PracticeLabOptions = {}): Promise<Lab> {
  return createLab({ folder: practiceLabFolder(), ports, keep: ports === 'fixed', ...options });
}

/** Asks the lab of this user that another program runs; undefined where none does. Throws DrillError as the lab does. */
export function askPracticeLab(order: LabOrder): Promise<LabAnswer | undefined> {
  return askLab(practiceLabFolder(), order);
}
