import type { HostControl, LabSystem, SystemName } from '../lab-system.ts';
import { GenesysSystem } from './genesys.ts';
import { PolicyguruSystem } from './policyguru.ts';
import { SipHaSystem } from './sip-ha.ts';
import { TvoxSystem } from './tvox.ts';
import { WazoSystem } from './wazo.ts';

/** How each imitated system is made; one that is not here cannot be started. */
export const allSystems: ReadonlyMap<SystemName, (control: HostControl) => LabSystem<unknown>> = new Map<
  SystemName,
  (control: HostControl) => LabSystem<unknown>
>([
  ['tvox', (control) => new TvoxSystem(control)],
  ['genesys', (control) => new GenesysSystem(control)],
  ['sip-ha', (control) => new SipHaSystem(control)],
  ['policyguru', (control) => new PolicyguruSystem(control)],
  ['wazo', (control) => new WazoSystem(control)],
]);
