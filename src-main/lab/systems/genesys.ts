import type {
  HostControl,
  HostPlan,
  LabAction,
  LabService,
  LabSystem,
  LabView,
  ProgramCall,
  ProgramReply,
} from '../lab-system.ts';
import { genesysActions, actOn } from './genesys-actions.ts';
import {
  applications,
  GenesysPair,
  hostOf,
  managementHost,
  type Application,
  type ServerState,
} from './genesys-pair.ts';
import { GenesysPeer, type PeerState } from './genesys-peer.ts';
import { genesysPrograms, runGenesysProgram } from './genesys-programs.ts';
import { genesysInventory } from './genesys-inventory.ts';
import { GenesysWindows, windowsHosts } from './genesys-windows.ts';

const none: readonly number[] = [];

/** What the imitated site is like at one moment. */
export interface GenesysState {
  readonly servers: Readonly<Record<Application, ServerState>>;
  /** Hosts that have the Virtual IP configured, reachable or not; more than one is the fault that must never be. */
  readonly vipOn: readonly string[];
  readonly primaries: readonly Application[];
  readonly sipAnswers: boolean;
  readonly reactionsRun: boolean;
  readonly peer: PeerState;
}

/** The imitated Genesys SIP Server pair with its Virtual IP and its SCS, and the peer at a second site. */
export class GenesysSystem implements LabSystem<GenesysState> {
  readonly name = 'genesys';
  readonly title = 'Genesys SIP Server';
  readonly programs = [...genesysPrograms, 'netsh', 'ipconfig'];
  readonly hosts: readonly HostPlan[] = [
    { id: 'sip-1', name: 'SIP host 1', number: 11, ports: [22], vars: { application: applications[0] } },
    { id: 'sip-2', name: 'SIP host 2', number: 12, ports: [22], vars: { application: applications[1] } },
    { id: managementHost, name: 'Management host', number: 13, ports: [22], vars: { role: 'management' } },
    { id: 'vip', name: 'Virtual IP', number: 20, ports: none, vars: { role: 'vip' }, login: false },
    { id: 'peer', name: 'SIP host of site 2', number: 31, ports: [22], vars: { role: 'peer' } },
    { id: 'peer-vip', name: 'Virtual IP of site 2', number: 30, ports: none, vars: { role: 'vip' }, login: false },
    ...windowsHosts,
  ];
  readonly timings = {
    reactionMs: 800,
    promoteMs: 1500,
    resolveMs: 20_000,
    drainMs: 4000,
    agentsMs: 4000,
  };
  readonly services: readonly LabService[];
  readonly #control: HostControl;
  readonly #pair: GenesysPair;
  readonly #peer: GenesysPeer;
  readonly #windows: GenesysWindows;

  constructor(control: HostControl) {
    this.#control = control;
    this.#pair = new GenesysPair(control);
    this.#windows = new GenesysWindows(control);
    const siteOne = ['sip-1', 'sip-2', managementHost];
    this.#peer = new GenesysPeer(control, () => siteOne.some((host) => control.power(host) !== 'off'));
    this.services = [
      { kind: 'sip', host: 'vip', port: 5060, status: () => (this.#pair.answersSip() ? 200 : undefined) },
      {
        kind: 'sip',
        host: 'peer-vip',
        port: 5060,
        status: () => (this.#peer.state().server === 'stopped' || control.power('peer') !== 'on' ? undefined : 200),
      },
    ];
  }

  state(): GenesysState {
    const servers = applications.map((one) => [one, this.#pair.server(one)] as const);
    return {
      servers: Object.fromEntries(servers) as GenesysState['servers'],
      vipOn: this.#pair.holders().map((one) => hostOf[one]),
      primaries: this.#pair.primaries(),
      sipAnswers: this.#pair.answersSip(),
      reactionsRun: this.#pair.reactionsRun,
      peer: this.#peer.state(),
    };
  }

  powerChanged(host: string): void {
    this.#pair.powerChanged(host);
    this.#peer.look();
  }

  run(call: ProgramCall): ProgramReply | undefined {
    if (call.host.startsWith('win-')) return this.#windows.run(call);
    return runGenesysProgram(call, { pair: this.#pair, peer: this.#peer, control: this.#control });
  }

  actions(): readonly LabAction[] {
    return genesysActions;
  }

  act(id: string): string {
    const site = { pair: this.#pair, peer: this.#peer, windows: this.#windows, control: this.#control };
    return actOn(id, site);
  }

  view(): LabView {
    const { servers, vipOn, primaries, sipAnswers, reactionsRun, peer } = this.state();
    const both = vipOn.length > 1 ? 'The Virtual IP is on two hosts.' : '';
    const two = primaries.length > 1 ? 'Two SIP Servers are primary.' : '';
    const warning = [both, two].filter((text) => text !== '').join(' ');
    const server = (one: Application): string => {
      const { running, mode, link } = servers[one];
      return `${running ? mode : 'stopped'} on ${hostOf[one]}${link === 'up' ? '' : ` (${link.replace('-', ' ')})`}`;
    };
    return {
      facts: [
        ...applications.map((one) => [one, server(one)] as const),
        ['Virtual IP on', vipOn.length === 0 ? 'no host' : vipOn.join(' and ')],
        ['SIP at the Virtual IP', sipAnswers ? 'answers' : 'silent'],
        ['Alarm reactions', reactionsRun ? 'run' : 'switched off'],
        ['Site 2', `SIP Server ${peer.server}, ${String(peer.calls)} calls, ${String(peer.refused)} refused`],
        ['Agents', `${String(peer.agents.site1)} at site 1, ${String(peer.agents.site2)} at site 2`],
        ['Virtual IP of the Windows hosts on', this.#windows.holders().join(' and ') || 'no host'],
        ['Configuration Server', `site 1 ${peer.configServer.site1}, site 2 ${peer.configServer.site2}`],
      ],
      ...(warning === '' ? {} : { warning }),
    };
  }

  save(): unknown {
    return { version: 1, pair: this.#pair.save(), peer: this.#peer.save(), windows: this.#windows.save() };
  }

  restore(saved: unknown): void {
    const { version, pair, peer, windows } = saved as Readonly<Record<string, unknown>>;
    if (version !== 1) throw new Error('the saved Genesys is of another version');
    this.#pair.restore(pair);
    this.#peer.restore(peer);
    this.#windows.restore(windows);
  }

  inventoryTail(): string {
    return genesysInventory((host) => this.#control.address(host));
  }
}
