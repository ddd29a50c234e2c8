import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HostControl, HostPlan, LabAction, LabSystem, LabView, ProgramCall, ProgramReply } from '../lab-system.ts';
import { Berofos, type BerofosConfig, type BerofosPower, type Relays, type SavedBerofos } from './wazo-berofos.ts';
import { reachBerofos, runBnfos } from './wazo-bnfos.ts';
import { readBnfosConf, writeBnfosConf, type BerofosDeclaration } from './wazo-conf.ts';
import { wazoInventoryTail } from './wazo-inventory.ts';

const master = 'wazo-1';
const slave = 'wazo-2';
/** Below the home of the slave, where the real ones are below `/`. */
const confFile = 'etc/bnfos.conf';
const logFile = 'var/log/syslog';
const firmwareFile = 'bnfos_v153.bin';
const installedPassword = 'practice-fos1';
const linesOfDevice = 4;

type Side = 'master' | 'slave';

const plans = [
  { id: 'fos1', number: 31, mac: '00:19:32:00:12:1D', freshAddress: '192.168.0.2' },
  { id: 'fos2', number: 32, mac: '00:19:32:00:12:2E', freshAddress: '192.168.0.2' },
  { id: 'fos3', number: 33, mac: '00:19:32:00:12:3F', freshAddress: '192.168.0.103' },
] as const;

interface BerofosState extends BerofosConfig {
  readonly connected: boolean;
  readonly power: BerofosPower;
  readonly relays: Relays;
  readonly leds: string;
}

/** What the imitated site is like at one moment. */
export interface WazoState {
  readonly berofos: Readonly<Record<string, BerofosState>>;
  /** The text of bnfos.conf on the slave; undefined: it is not there. */
  readonly conf: string | undefined;
  readonly syslog: readonly string[];
}

interface Saved {
  readonly version: 1;
  readonly berofos: Readonly<Record<string, SavedBerofos>>;
}

/** Two imitated Wazo, of which the slave drives berofos devices: the first in service, two more still in their boxes. */
export class WazoSystem implements LabSystem<WazoState> {
  readonly name = 'wazo';
  readonly title = 'Wazo with berofos failover switches';
  readonly programs: readonly string[] = ['bnfos', 'xivo-berofos', 'wazo-isdn', 'apt-get'];
  readonly timings = { fosStartMs: 2000, watchMs: 3000 };
  readonly services = [];
  readonly hosts: readonly HostPlan[] = [
    { id: master, name: 'Wazo 1', number: 11, ports: [22, 5060], vars: { role: 'master' } },
    { id: slave, name: 'Wazo 2', number: 12, ports: [22, 5060], vars: { role: 'slave' } },
    ...plans.map(({ id, number, mac, freshAddress }, at): HostPlan => {
      const vars = { mac, found_at: freshAddress };
      return { id, name: `berofos ${String(at + 1)}`, number, ports: [], vars, platform: 'other', login: false };
    }),
  ];
  readonly #control: HostControl;
  readonly #devices: readonly Berofos[];
  /** Undefined until the master is up for the first time: the lab itself is still starting. */
  #masterWasUp: boolean | undefined;

  constructor(control: HostControl) {
    this.#control = control;
    const startMs = (): number => control.timings()['fosStartMs'] ?? this.timings.fosStartMs;
    this.#devices = plans.map((plan) => new Berofos(plan, () => control.now(), startMs));
  }

  prepare(): void {
    const first = this.#device('fos1');
    const host = this.#control.address('fos1');
    first.install(host, installedPassword);
    const login = `admin:${installedPassword}`;
    this.#write(confFile, writeBnfosConf([{ name: 'fos1', mac: first.plan.mac, host, login }]));
    this.#write(logFile, '');
    this.#write(firmwareFile, 'Not a firmware: the practice lab only looks at its name.\n');
    this.#log('practice-lab', 'the slave is up');
  }

  state(): WazoState {
    const berofos = this.#devices.map((device) => {
      const { connected, power, relays, leds } = device;
      return [device.plan.id, { ...device.config, connected, power, relays, leds }] as const;
    });
    const conf = this.#path(confFile);
    return {
      berofos: Object.fromEntries(berofos),
      conf: existsSync(conf) ? readFileSync(conf, 'utf8') : undefined,
      syslog: readFileSync(this.#path(logFile), 'utf8').trimEnd().split('\n'),
    };
  }

  view(): LabView {
    const facts = this.#devices.map((device): readonly [string, string] => {
      const where = device.connected ? `at ${device.config.address}` : 'not connected';
      return [device.plan.id, `${where}; ${device.power}; relays ${device.relays}; LEDs: ${device.leds}`];
    });
    const away = this.#isUp(master) && this.#inService().some(({ relays }) => relays === 'A-D');
    const warning = 'The master is on, and lines are at the slave.';
    return { facts, ...(away ? { warning } : {}) };
  }

  actions(): readonly LabAction[] {
    return [
      ...plans.flatMap(({ id }) => [
        { id: `connect ${id}`, title: `${id}: connect it to the network` },
        { id: `power-on ${id}`, title: `${id}: power on` },
        { id: `power-off ${id}`, title: `${id}: power off` },
        { id: `hold-button ${id}`, title: `${id}: press and hold the black button` },
        { id: `release-button ${id}`, title: `${id}: release the black button` },
        { id: `unpack ${id}`, title: `${id}: put another one there, as it comes from the box` },
        { id: `wrong-password ${id}`, title: `${id}: somebody changes its password`, fault: true },
        { id: `right-password ${id}`, title: `${id}: its password is that of bnfos.conf again` },
      ]),
      { id: 'power-off master', title: 'The master loses its power: the slave will switch the lines' },
      { id: 'power-on master', title: 'The master comes back: the slave will switch the lines' },
      { id: 'remove-conf', title: 'The slave has no bnfos.conf, as before its first berofos' },
      { id: 'slave-looks', title: 'The slave looks after the master now, and switches as it finds it', fault: true },
    ];
  }

  act(id: string): string {
    const [verb = '', name = ''] = id.split(' ');
    if (!this.actions().some((action) => action.id === id)) {
      throw new Error(
        `unknown: ${id}. Known: ${this.actions()
          .map((action) => action.id)
          .join(', ')}`,
      );
    }
    if (verb === 'slave-looks') return this.#watch();
    if (verb === 'remove-conf') {
      rmSync(this.#path(confFile), { force: true });
      return `${slave}: ${confFile} is gone`;
    }
    if (name === 'master') return this.#powerMaster(verb);
    return this.#handle(verb, this.#device(name));
  }

  /** The slave looks after its master: some time after it went, or came back, it switches the lines by itself. */
  powerChanged(): void {
    const isUp = this.#isUp(master);
    const before = this.#masterWasUp;
    if (isUp) this.#masterWasUp = true;
    else if (before !== undefined) this.#masterWasUp = false;
    if (before === undefined || before === isUp) return;
    const look = (): void => {
      // The lab, with the folder of the slave, may be gone by then; the master may have changed its mind.
      if (existsSync(this.#path(logFile)) && this.#isUp(master) === isUp) this.#watch();
    };
    setTimeout(look, this.#control.timings()['watchMs'] ?? this.timings.watchMs).unref();
  }

  run(call: ProgramCall): ProgramReply | undefined {
    switch (call.program) {
      case 'bnfos':
        return this.#bnfos(call);
      case 'xivo-berofos':
        return this.#switchByHand(call);
      case 'wazo-isdn':
        return this.#spans(call);
      case 'apt-get':
        return { stdout: 'bntools is already the newest version.\n', exit: 0 };
      default:
        return undefined;
    }
  }

  inventoryTail(): string {
    return wazoInventoryTail({ master, slave, conf: confFile, syslog: logFile, firmware: firmwareFile });
  }

  save(): Saved {
    return { version: 1, berofos: Object.fromEntries(this.#devices.map((device) => [device.plan.id, device.save()])) };
  }

  restore(saved: unknown): void {
    const { version, berofos } = saved as Saved;
    if (version !== (1 as number)) throw new Error('the saved Wazo is of another version');
    for (const device of this.#devices) {
      const one = berofos[device.plan.id];
      if (one) device.restore(one);
    }
  }

  #device(id: string): Berofos {
    const device = this.#devices.find(({ plan }) => plan.id === id);
    if (!device) throw new Error(`no berofos ${id}`);
    return device;
  }

  #isUp(host: string): boolean {
    return ['on', 'stopping'].includes(this.#control.power(host));
  }

  #path(file: string): string {
    return join(this.#control.home(slave), file);
  }

  /** Files of the slave belong to the account of its scripts, which may not be ours. */
  #write(file: string, text: string): void {
    const path = this.#path(file);
    const { uid, gid } = statSync(this.#control.home(slave));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    // The folders between too: a script that makes a copy beside the file writes there.
    for (let at = path; at !== this.#control.home(slave); at = dirname(at)) chownSync(at, uid, gid);
  }

  #log(program: string, message: string): void {
    const at = new Date(this.#control.now());
    const day = at.toLocaleDateString('en-US', { month: 'short', day: '2-digit', timeZone: 'UTC' });
    const line = `${day} ${at.toISOString().slice(11, 19)} ${slave} ${program}: ${message}\n`;
    writeFileSync(this.#path(logFile), line, { flag: 'a' });
  }

  #declarations(): readonly BerofosDeclaration[] {
    const path = this.#path(confFile);
    return existsSync(path) ? readBnfosConf(readFileSync(path, 'utf8')) : [];
  }

  /** Devices that bnfos.conf names and that have power. */
  #inService(): readonly Berofos[] {
    const macs = this.#declarations().map(({ mac }) => mac.toLowerCase());
    return this.#devices.filter(({ plan, power }) => power !== 'off' && macs.includes(plan.mac.toLowerCase()));
  }

  #handle(verb: string, device: Berofos): string {
    const { id, mac } = device.plan;
    switch (verb) {
      case 'connect':
        device.connect();
        break;
      case 'power-on':
        device.powerOn();
        break;
      case 'power-off':
        device.powerOff();
        break;
      case 'hold-button':
        device.holdButton();
        break;
      case 'release-button':
        device.releaseButton();
        break;
      case 'unpack':
        device.unpack();
        break;
      case 'wrong-password':
        device.configure({ passwordRequired: true, adminPassword: 'changed by somebody' });
        break;
      default: {
        const login = this.#declarations().find((one) => one.mac.toLowerCase() === mac.toLowerCase())?.login ?? '';
        device.configure({ adminPassword: login.slice(login.indexOf(':') + 1) });
      }
    }
    return `${verb} ${id}: LEDs: ${device.leds}`;
  }

  #powerMaster(verb: string): string {
    if (verb === 'power-off') this.#control.powerOff(master, { mains: true });
    else this.#control.powerOn(master);
    return `${verb} ${master}`;
  }

  #bnfos({ host, args }: ProgramCall): ProgramReply {
    if (host !== slave) return { stderr: 'bnfos: command not found\n', exit: 127 };
    const network = this.#control.address(slave).replace(/\d+$/, '');
    return runBnfos(args, {
      devices: this.#devices,
      declarations: () => this.#declarations(),
      writeConf: (text) => {
        this.#write(confFile, text);
      },
      hasFile: (path) => existsSync(join(this.#control.home(slave), path)),
      isNear: (address) => address.startsWith(network),
    });
  }

  #switchByHand({ host, args }: ProgramCall): ProgramReply {
    const [side] = args;
    if (side !== 'master' && side !== 'slave') return { stderr: 'usage: xivo-berofos master | slave\n', exit: 2 };
    if (host !== slave || this.#declarations().length === 0)
      return { stderr: 'xivo-berofos: no bnfos.conf\n', exit: 1 };
    const faults = this.#switchAll(side);
    return { stderr: faults.map((fault) => `xivo-berofos: ${fault}\n`).join(''), exit: faults.length > 0 ? 1 : 0 };
  }

  #watch(): string {
    const side: Side = this.#isUp(master) ? 'master' : 'slave';
    if (!this.#isUp(slave)) return `${slave} is off: nothing switches`;
    const faults = this.#switchAll(side);
    return `${slave} found the master ${side === 'master' ? 'up' : 'down'} and switched; ${String(faults.length)} refused`;
  }

  /** Moves every device of bnfos.conf and logs it; returns what went wrong, device by device. */
  #switchAll(side: Side): readonly string[] {
    return this.#declarations().flatMap((declaration) => {
      const device = reachBerofos(declaration, this.#devices, 'normal');
      if (typeof device === 'string') {
        this.#log('berofos', `cannot switch to ${side}: ${device}`);
        return [device];
      }
      const { settings } = device.config;
      device.configure({ settings: { ...settings, mode: side === 'master' ? 1 : 0 } });
      this.#log('berofos', `${declaration.name} switched to ${side}`);
      return [];
    });
  }

  /** `wazo-isdn`: the lab's stand-in for what a site writes itself; one line for each ISDN line of the host. */
  #spans({ host }: ProgramCall): ProgramReply {
    const here: Relays = host === master ? 'A-B' : 'A-D';
    const spans = this.#inService().flatMap(({ plan, relays }) =>
      Array.from({ length: linesOfDevice }, (_, at) => {
        return `${plan.id} line ${String(at + 1)}: ${relays === here ? 'up' : 'down'}\n`;
      }),
    );
    return { stdout: spans.join(''), exit: 0 };
  }
}
