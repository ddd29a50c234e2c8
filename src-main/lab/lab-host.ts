import type { Socket } from 'node:net';
import ssh2, { type AuthContext, type Connection } from 'ssh2';
import type { HostFolder } from './host-folder.ts';
import type { LabKey } from './lab-keys.ts';
import { LabPort } from './lab-port.ts';
import { serveSession, signalGroup } from './lab-session.ts';
import type { Fault, Power } from './lab-system.ts';
import type { PortService } from './services/port-service.ts';
import { UdpPort } from './udp-port.ts';

/** As OpenSSH's MaxSessions. */
const maxSessions = 10;

export interface LabHostSettings {
  readonly id: string;
  readonly address: string;
  /** Port as hosts see it -> port on this machine. */
  readonly ports: ReadonlyMap<number, number>;
  /** What is served on some of the ports; the others accept and say nothing. */
  readonly services: readonly PortService[];
  /** In ms; `powerOffMs` and `bootMs` among them. */
  readonly timings: () => Readonly<Record<string, number>>;
  readonly powerChanged: () => void;
  /** Absent: the host takes no login. */
  readonly login?: LoginSettings;
}

interface LoginSettings {
  readonly user: string;
  readonly folder: HostFolder;
  readonly hostKey: LabKey;
  readonly otherHostKey: LabKey;
  readonly clientKey: LabKey;
}

/** One simulated host: its ports, its sshd, its power switch and the fault that is set on it. */
export class LabHost {
  readonly id: string;
  readonly #settings: LabHostSettings;
  readonly #ports = new Map<number, LabPort>();
  readonly #datagramPorts = new Map<number, UdpPort>();
  readonly #running = new Set<number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #power: Power = 'off';
  #restart = false;
  #fault: Fault | undefined;
  #disposed = false;

  constructor(settings: LabHostSettings) {
    this.id = settings.id;
    this.#settings = settings;
    for (const [port, local] of settings.ports) this.#addPort(port, local);
  }

  get power(): Power {
    return this.#power;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  /** Opens every port. Rejects with `EADDRINUSE` or `EADDRNOTAVAIL` where the machine cannot give one of them. */
  async start(): Promise<void> {
    await this.#openPorts();
    // The lab may have ended while the ports were being opened.
    if (this.#disposed) this.#goDark();
    else this.#setPower('on');
  }

  /** Opens and closes the ports whose service has changed its mind; a port that is taken meanwhile stays closed. */
  refresh(): void {
    if (!this.#isLit()) return;
    for (const service of this.#settings.services) {
      const listener = this.#ports.get(service.port);
      if (service.isOpen()) listener?.open().catch(() => undefined);
      else {
        listener?.close();
        listener?.cut();
      }
    }
  }

  setFault(fault: Fault | undefined): Promise<void> {
    this.#fault = fault;
    if (fault?.kind === 'refuse') this.#ports.get(22)?.close();
    return this.#isLit() ? this.#openPorts() : Promise.resolve();
  }

  /** Ports close and links are cut after `powerOffMs`, at once with `mains`. A host that is off stays so. */
  powerOff(options: { readonly mains: boolean }): void {
    this.#restart = false;
    if (this.#power === 'off') return;
    this.#clearTimers();
    if (options.mains) {
      this.#goDark();
      return;
    }
    this.#setPower('stopping');
    this.#later(this.#settings.timings()['powerOffMs'] ?? 0, () => {
      this.#goDark();
    });
  }

  /** Ports open after `bootMs`. A host that is still stopping comes back after it was off. */
  powerOn(): void {
    if (this.#power === 'stopping') this.#restart = true;
    if (this.#power !== 'off') return;
    this.#setPower('booting');
    this.#later(this.#settings.timings()['bootMs'] ?? 0, () => {
      // A port that somebody took in the meantime: the machine stays off, the lab stays up.
      this.start().catch(() => {
        this.#goDark();
      });
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#restart = false;
    this.#clearTimers();
    this.#goDark();
  }

  #goDark(): void {
    for (const port of this.#ports.values()) {
      port.close();
      port.cut();
    }
    for (const port of this.#datagramPorts.values()) port.close();
    // A machine without power runs nothing: also not what its shells left in the background.
    for (const pid of this.#running) signalGroup(pid, 'SIGKILL');
    this.#setPower('off');
    if (this.#restart) {
      this.#restart = false;
      this.powerOn();
    }
  }

  #setPower(power: Power): void {
    this.#power = power;
    this.#settings.powerChanged();
  }

  #addPort(port: number, local: number): void {
    const { address, services, login } = this.#settings;
    const service = services.find((one) => one.port === port);
    const onSocket = (socket: Socket): void => {
      if (port === 22 && login) this.#serveSsh(socket, login);
      else if (service?.onSocket) service.onSocket(socket);
      else socket.resume();
    };
    this.#ports.set(port, new LabPort(address, local, onSocket));
    if (service?.onDatagram) this.#datagramPorts.set(port, new UdpPort(address, local, service.onDatagram));
  }

  #isLit(): boolean {
    return this.#power === 'on' || this.#power === 'stopping';
  }

  async #openPorts(): Promise<void> {
    const shut = this.#settings.services.filter((service) => !service.isOpen()).map(({ port }) => port);
    if (this.#fault?.kind === 'refuse') shut.push(22);
    const open = [...this.#ports].filter(([port]) => !shut.includes(port)).map(([, listener]) => listener);
    await Promise.all([...open, ...this.#datagramPorts.values()].map((listener) => listener.open()));
  }

  #later(ms: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, ms);
    this.#timers.add(timer);
  }

  #clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #serveSsh(socket: Socket, login: LoginSettings): void {
    // Accepted and silent: the client's own timeout has to notice.
    if (this.#fault?.kind === 'hang' && this.#fault.at === 'connect') return;
    const key = this.#fault?.kind === 'changed-host-key' ? login.otherHostKey : login.hostKey;
    const server = new ssh2.Server({ hostKeys: [key.privateKey] });
    server.on('connection', (connection: Connection) => {
      this.#serveConnection(connection, socket, login);
    });
    socket.setNoDelay(true);
    server.injectSocket(socket);
  }

  #serveConnection(connection: Connection, socket: Socket, login: LoginSettings): void {
    let sessions = 0;
    let lost = false;
    // Before ssh2's own listener closes the channels, so that they can tell a cut from a goodbye.
    socket.prependListener('close', () => (lost = true));
    connection.on('error', () => socket.destroy());
    connection.on('authentication', (context) => {
      authenticate(context, login);
    });
    connection.on('session', (accept, reject) => {
      if (sessions >= maxSessions) {
        reject();
        return;
      }
      sessions++;
      serveSession(accept(), {
        id: this.id,
        user: login.user,
        folder: login.folder,
        running: this.#running,
        ended: () => {
          sessions--;
        },
        linkLost: () => lost,
        isHung: () => this.#fault?.kind === 'hang',
        beforeCommand: () => this.#beforeCommand(socket),
      });
    });
  }

  /** Applies the fault to a command that is about to begin; false: it never begins. */
  #beforeCommand(socket: Socket): Promise<boolean> {
    const fault = this.#fault;
    switch (fault?.kind) {
      case 'hang':
        return Promise.resolve(false);
      case 'slow':
        return new Promise((resolve) => {
          this.#later(fault.byMs, () => {
            resolve(true);
          });
        });
      case 'drop':
        this.#later(fault.afterMs, () => socket.destroy());
        return Promise.resolve(true);
      default:
        return Promise.resolve(true);
    }
  }
}

function authenticate(context: AuthContext, { user, clientKey }: LoginSettings): void {
  const key = ssh2.utils.parseKey(clientKey.publicKey);
  if (key instanceof Error || context.method !== 'publickey' || context.username !== user) {
    context.reject(['publickey']);
    return;
  }
  const same = context.key.algo === key.type && context.key.data.equals(key.getPublicSSH());
  // Without a signature the client only asks whether this key would do.
  const proven = !context.signature || !context.blob || key.verify(context.blob, context.signature, context.hashAlgo);
  if (same && proven) context.accept();
  else context.reject(['publickey']);
}
