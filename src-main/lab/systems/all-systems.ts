import type { HostControl, LabSystem, SystemName } from '../lab-system.ts';
import { TvoxSystem } from './tvox.ts';

/** How each imitated system is made; one that is not here cannot be started. */
export const allSystems: ReadonlyMap<SystemName, (control: HostControl) => LabSystem<unknown>> = new Map<
  SystemName,
  (control: HostControl) => LabSystem<unknown>
>([['tvox', (control) => new TvoxSystem(control)]]);
