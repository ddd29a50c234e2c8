import { EventEmitter } from 'node:events';
import type { Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { CommandLine } from './command-line.ts';
import { preventable } from './preventable.ts';
import { findRunningApp } from './running-app.ts';
import { takeSingleInstance } from './single-instance.ts';

/** What `quit` must know of a window. */
interface OpenWindow {
  close: () => void;
}

class App extends EventEmitter {
  readonly running = findRunningApp(process.argv.slice(2));
  readonly commandLine = new CommandLine();
  readonly isPackaged = false;
  name = this.running.name;
  /** Open windows in the order in which they were made. */
  readonly windows = new Set<OpenWindow>();
  readonly #paths = new Map<string, string>();
  readonly #ready = Promise.withResolvers<object>();
  #isReady = false;
  #quitting = false;
  #lock: Server | undefined;

  isReady(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<object> {
    return this.#ready.promise;
  }

  /** Called once Chromium is up. Resolve before emit: Playwright's loader keeps the emitted event for later. */
  becomeReady(): void {
    this.#isReady = true;
    this.#ready.resolve({});
    this.emit('ready', {}, {});
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    return this.running.version;
  }

  getAppPath(): string {
    return this.running.folder;
  }

  getLocale(): string {
    return 'en-US';
  }

  getPath(name: string): string {
    const appData = this.#paths.get('appData') ?? process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
    const known: Readonly<Record<string, string>> = {
      home: homedir(),
      temp: tmpdir(),
      exe: process.execPath,
      appData,
      userData: this.commandLine.getSwitchValue('user-data-dir') || join(appData, this.name),
      logs: join(appData, this.name, 'logs'),
    };
    return this.#paths.get(name) ?? known[name] ?? join(homedir(), name.charAt(0).toUpperCase() + name.slice(1));
  }

  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(data: unknown = {}): boolean {
    const told = { argv: process.argv, cwd: process.cwd(), data };
    this.#lock ??= takeSingleInstance(join(this.getPath('userData'), 'SingletonSocket'), told, (second) => {
      this.emit('second-instance', preventable({}), second.argv, second.cwd, second.data);
    });
    return this.#lock !== undefined;
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock !== undefined;
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.close();
    this.#lock = undefined;
  }

  /** Asks the app, then each window; whoever vetoes keeps the app running. */
  quit(): void {
    if (this.#quitting) return;
    const before = preventable({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    for (const window of [...this.windows]) window.close();
    if (this.windows.size > 0) return;
    const will = preventable({});
    this.emit('will-quit', will);
    if (!will.defaultPrevented) this.exit(0);
  }

  exit(code = 0): void {
    this.#quitting = true;
    this.emit('quit', {}, code);
    process.exit(code);
  }

  /** The last window is gone: an app that does not listen ends. */
  onLastWindowGone(): void {
    if (this.#quitting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  setAsDefaultProtocolClient(): boolean {
    return true;
  }

  // What the desktop would show or do; there is none here.
  focus(): void {}
  relaunch(): void {}
  enableSandbox(): void {}
  setAppUserModelId(): void {}
  setAboutPanelOptions(): void {}
  addRecentDocument(): void {}
}

export const app = new App();
