import type { HostControl, LabAction } from '../lab-system.ts';
import { alarms, applications, hostOf, type Application, type GenesysPair } from './genesys-pair.ts';
import type { GenesysPeer } from './genesys-peer.ts';
import type { GenesysWindows } from './genesys-windows.ts';

interface Site {
  readonly pair: GenesysPair;
  readonly peer: GenesysPeer;
  readonly windows: GenesysWindows;
  readonly control: HostControl;
}

const siteOne = [...Object.values(hostOf), 'scs'];

/** What people do by hand at the imitated site, and its faults. */
export const genesysActions: readonly LabAction[] = [
  { id: 'switchover', title: 'Switch over in SCI' },
  ...applications.flatMap((one): readonly LabAction[] => [
    { id: `stop ${one}`, title: `${one} fails`, fault: true },
    { id: `start ${one}`, title: `Start ${one}` },
    { id: `disconnect ${hostOf[one]}`, title: `${hostOf[one]} loses every network`, fault: true },
    { id: `management-lost ${hostOf[one]}`, title: `${hostOf[one]} loses its management network only`, fault: true },
    { id: `reconnect ${hostOf[one]}`, title: `${hostOf[one]} is connected again` },
    { id: `vip-up ${hostOf[one]}`, title: `Somebody puts the VIP on ${hostOf[one]}`, fault: true },
    { id: `vip-down ${hostOf[one]}`, title: `Somebody takes the VIP off ${hostOf[one]}`, fault: true },
  ]),
  ...alarms.map((one) => ({ id: `alarm ${one}`, title: `Test ${one} in SCI` })),
  { id: 'reactions off', title: 'The alarm reactions do not run', fault: true },
  { id: 'reactions on', title: 'The alarm reactions run' },
  { id: 'gateways away', title: 'The gateways stop sending to site 2' },
  { id: 'gateways back', title: 'The gateways send to both sites' },
  { id: 'routing away', title: 'The routing strategy stops sending to site 2' },
  { id: 'routing back', title: 'The routing strategy uses both sites' },
  { id: 'graceful-shutdown', title: 'Graceful shutdown of the SIP Server of site 2' },
  { id: 'start-site2', title: 'Start the SIP Server of site 2' },
  { id: 'config-server up', title: 'Bring up the Configuration Server of site 2' },
  { id: 'config-server standby', title: 'Configuration Server of site 2 back to standby' },
  { id: 'site1 off', title: 'Site 1 goes dark', fault: true },
  { id: 'site1 on', title: 'Site 1 is back' },
  ...['win-1', 'win-2'].flatMap((host): readonly LabAction[] => [
    { id: `properties-open ${host}`, title: `The properties of a network card are open on ${host}`, fault: true },
    { id: `properties-closed ${host}`, title: `The properties are closed on ${host}` },
  ]),
];

/** Does one of `genesysActions` and says what it did; throws with the known ids for another. */
export function actOn(id: string, site: Site): string {
  const action = genesysActions.find((one) => one.id === id);
  if (action === undefined) {
    const known = genesysActions.map((one) => one.id).join(', ');
    throw new Error(`unknown action ${JSON.stringify(id)}; there are: ${known}`);
  }
  if (!actOnPair(id, site)) actOnSites(id, site);
  return `${action.title}: done`;
}

/** True where it was an action on the pair. */
function actOnPair(id: string, { pair }: Site): boolean {
  const [verb = '', name = ''] = id.split(' ');
  const application: Application = applications.find((one) => one === name || hostOf[one] === name) ?? applications[0];
  switch (verb) {
    case 'switchover':
      if (!pair.switchOver()) throw new Error('SCS cannot reach both SIP Servers: no switchover');
      return true;
    case 'stop':
      pair.stop(application);
      return true;
    case 'start':
      pair.start(application);
      return true;
    case 'disconnect':
      pair.disconnect(application, 'disconnected');
      return true;
    case 'management-lost':
      pair.disconnect(application, 'management-lost');
      return true;
    case 'reconnect':
      pair.reconnect(application);
      return true;
    case 'vip-up':
    case 'vip-down':
      pair.setVip(application, verb === 'vip-up' ? 'up' : 'down');
      return true;
    case 'alarm':
      for (const alarm of alarms) if (alarm === name) pair.raise(alarm);
      return true;
    case 'reactions':
      pair.setReactions(name === 'on');
      return true;
    default:
      return false;
  }
}

function actOnSites(id: string, { peer, windows, control }: Site): void {
  const [verb, host = ''] = id.split(' ');
  if (verb === 'properties-open' || verb === 'properties-closed') {
    windows.setProperties(host, verb === 'properties-open');
    return;
  }
  switch (id) {
    case 'gateways away':
    case 'gateways back':
      peer.setGateways(id === 'gateways back');
      return;
    case 'routing away':
    case 'routing back':
      peer.setRouting(id === 'routing back');
      return;
    case 'graceful-shutdown':
      peer.shutDown();
      return;
    case 'start-site2':
      peer.start();
      return;
    case 'config-server up':
    case 'config-server standby':
      peer.setConfigServer(id === 'config-server up');
      return;
    case 'site1 off':
      for (const host of siteOne) control.powerOff(host, { mains: true });
      return;
    default:
      for (const host of siteOne) control.powerOn(host);
  }
}
