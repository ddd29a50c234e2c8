import type { HostControl, HostPlan, LabAction, LabService, LabSystem, LabView } from '../lab-system.ts';
import type { ProgramCall, ProgramReply } from '../lab-system.ts';
import { SipHaPair, sides, type Side, type SipHaState } from './sip-ha-pair.ts';
import { runSipHaProgram, sipHaPrograms } from './sip-ha-programs.ts';

/** SSH and MySQL; SIP is served at the service address only. */
const ports = [22, 3306];
const service = 'service';

/** The imitated KCCVoIP SIP-HA: a MASTER and a SLAVE with Asterisk, and the service address that one of them answers at. */
export class SipHaSystem implements LabSystem<SipHaState> {
  readonly name = 'sip-ha';
  readonly title = 'KCCVoIP SIP-HA';
  readonly programs = sipHaPrograms;
  readonly hosts: readonly HostPlan[] = [
    { id: 'pbx-master', name: 'PBX master', number: 11, ports, vars: { role: 'master' } },
    { id: 'pbx-slave', name: 'PBX slave', number: 12, ports, vars: { role: 'slave' } },
    { id: service, name: 'Service address', number: 20, ports: [], vars: { role: 'service' }, login: false },
  ];
  /** `failoverMs`: from the failure of the master to the slave's taking over by itself; 60 s at most in the product. */
  readonly timings = { failoverMs: 4000, takeoverMs: 2500, syncEveryMs: 60_000, phonesMs: 2000 };
  readonly services: readonly LabService[];
  readonly #control: HostControl;
  readonly #pair: SipHaPair;

  constructor(control: HostControl) {
    this.#control = control;
    this.#pair = new SipHaPair(control);
    this.services = [
      { kind: 'sip', host: service, port: 5060, status: () => (this.#pair.answersSip() ? 200 : undefined) },
    ];
  }

  state(): SipHaState {
    return this.#pair.state();
  }

  powerChanged(host: string): void {
    this.#pair.powerChanged(host);
  }

  run(call: ProgramCall): ProgramReply | undefined {
    return runSipHaProgram(call, this.#pair, this.#control);
  }

  actions(): readonly LabAction[] {
    const each = (side: Side): readonly LabAction[] => [
      { id: `stop asterisk ${side}`, title: `Stop Asterisk on the ${side}`, fault: true },
      { id: `start asterisk ${side}`, title: `Start Asterisk on the ${side}` },
      { id: `power-off ${side}`, title: `Cut the mains of the ${side}`, fault: true },
      { id: `power-on ${side}`, title: `Switch the ${side} on` },
      { id: `mysql-stop ${side}`, title: `MySQL replication of the ${side} stops`, fault: true },
      { id: `mysql-start ${side}`, title: `MySQL replication of the ${side} runs` },
      { id: `unknown-state ${side}`, title: `sip-ha -v of the ${side} says something unheard of`, fault: true },
      { id: `known-state ${side}`, title: `sip-ha -v of the ${side} speaks as usual` },
    ];
    return [
      ...sides.flatMap(each),
      { id: 'both-active', title: 'Both servers take themselves for the active one', fault: true },
      { id: 'one-active', title: 'Only the master is active' },
      { id: 'slave-active', title: 'Only the slave is active, as after a failover' },
      { id: 'sip-silent', title: 'The active server no longer answers SIP', fault: true },
      { id: 'sip-answers', title: 'The active server answers SIP' },
      { id: 'sync-stop', title: 'The 60 s check no longer runs from cron', fault: true },
      { id: 'sync-start', title: 'The 60 s check runs from cron' },
      { id: 'rsync-missing', title: 'rsync is gone from both servers', fault: true },
      { id: 'rsync-back', title: 'rsync is there' },
      { id: 'restart softphones', title: 'The users restart their softphones' },
    ];
  }

  act(id: string): string {
    if (!this.actions().some((one) => one.id === id)) {
      const known = this.actions().map((one) => one.id);
      throw new Error(`unknown action ${JSON.stringify(id)}; there are: ${known.join(', ')}`);
    }
    return this.#pair.act(id);
  }

  view(): LabView {
    const { holders, bothActive, engine, replication, mysql, contacts } = this.state();
    return {
      facts: [
        ['Service address answered by', holders.length === 0 ? 'nobody' : holders.join(' and ')],
        ...(this.#pair.answersSip() || holders.length === 0 ? [] : [['SIP', 'no answer'] as const]),
        ...sides.map((side) => [`Asterisk on the ${side}`, engine[side]] as const),
        ...sides.map((side) => [`MySQL replication on the ${side}`, mysql[side]] as const),
        ['File sync', `${replication.direction}, last check ${replication.lastCheck}`],
        ['Registered', `${contacts.phones} phones, ${contacts.softphones} softphones`],
      ],
      ...(bothActive ? { warning: 'Both servers are active: two answer at the service address.' } : {}),
    };
  }

  save(): unknown {
    return { version: 1, pair: this.#pair.save() };
  }

  restore(saved: unknown): void {
    const { version, pair } = saved as { readonly version: number; readonly pair: unknown };
    if (version !== 1) throw new Error('the saved SIP-HA is of another version');
    this.#pair.restore(pair);
  }

  inventoryTail(): string {
    const address = (host: string): string => this.#control.address(host);
    const common = [
      `    service_address: ${address(service)}`,
      `    master_management: ${address('pbx-master')}`,
      `    slave_management: ${address('pbx-slave')}`,
    ];
    const switching = ['    practice_hands: lab-hands', '    failover_within: 20s'];
    const cdr = '    cdr_query: SELECT cdr';
    const bound = '{ master: pbx-master, slave: pbx-slave, service: service }';
    const ids = ['sip-ha-failover', 'sip-ha-failback', 'sip-ha-readiness'];
    return [
      'groups:',
      '  pair: [pbx-master, pbx-slave]',
      'bindings:',
      ...ids.map((id) => `  ${id}: ${bound}`),
      'parameters:',
      ...ids.flatMap((id) => [`  ${id}:`, ...common, ...(id === 'sip-ha-readiness' ? [] : switching), cdr]),
      'contacts:',
      '  - { name: Telephony desk (imagined), phone: "000 400", for: [decision/announced, endpoints/restart] }',
      '',
    ].join('\n');
  }
}
