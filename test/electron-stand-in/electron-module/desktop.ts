import { EventEmitter } from 'node:events';

/** The parts of Electron that talk to a desktop. There is none: they note what they were told, for specs to read. */

export const shell = {
  opened: [] as string[],
  openExternal: (url: string) => {
    shell.opened.push(url);
    return Promise.resolve();
  },
  openPath: (path: string) => {
    shell.opened.push(path);
    return Promise.resolve('');
  },
  showItemInFolder: (path: string) => {
    shell.opened.push(path);
  },
  beep: () => undefined,
};

let copied = '';
export const clipboard = {
  readText: () => copied,
  writeText: (text: string) => {
    copied = text;
  },
};

const workArea = { x: 0, y: 0, width: 1920, height: 1080 };
const display = { id: 1, bounds: workArea, workArea, workAreaSize: workArea, scaleFactor: 1 };
export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
});

const blockers = new Set<number>();
let lastBlocker = 0;
export const powerSaveBlocker = {
  start: (): number => {
    blockers.add(++lastBlocker);
    return lastBlocker;
  },
  stop: (id: number) => blockers.delete(id),
  isStarted: (id: number) => blockers.has(id),
  /** Not in Electron: ids of those that are on. */
  started: () => [...blockers],
};

export const powerMonitor = new EventEmitter();
export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: true, themeSource: 'system' });
export const nativeImage = {
  createFromPath: () => ({ isEmpty: () => true }),
  createEmpty: () => ({ isEmpty: () => true }),
};
export const crashReporter = { start: () => undefined };

interface NotificationOptions {
  readonly title?: string;
  readonly body?: string;
}

export class Notification extends EventEmitter {
  /** Not in Electron: everything that was shown, oldest first. */
  static readonly shown: Notification[] = [];
  readonly title: string;
  readonly body: string;

  constructor({ title = '', body = '' }: NotificationOptions = {}) {
    super();
    this.title = title;
    this.body = body;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    Notification.shown.push(this);
    this.emit('show', {});
  }

  close(): void {
    this.emit('close', {});
  }
}
