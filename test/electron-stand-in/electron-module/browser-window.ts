import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { preventable } from './preventable.ts';
import { WebContents, type WebPreferences } from './web-contents.ts';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface WindowOptions extends Partial<Bounds> {
  readonly title?: string;
  readonly show?: boolean;
  readonly webPreferences?: WebPreferences;
}

let lastId = 0;
/** Which window has the keyboard. */
const keyboard: { window: BrowserWindow | null } = { window: null };
const windows = new Set<BrowserWindow>();

/** A window without a screen: what can be seen of it are its page, its state and its events. */
export class BrowserWindow extends EventEmitter {
  readonly id = ++lastId;
  readonly webContents: WebContents;
  #bounds: Bounds;
  #title: string;
  #visible: boolean;
  #minimized = false;
  #maximized = false;

  constructor(options: WindowOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const { x = 0, y = 0, width = 800, height = 600, title = app.name, show = true, webPreferences = {} } = options;
    this.#bounds = { x, y, width, height };
    this.#title = title;
    this.#visible = show;
    const close = (): void => {
      this.close();
    };
    const destroy = (): void => {
      this.destroy();
    };
    this.webContents = new WebContents(webPreferences, { width, height }, close, destroy);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show', {}));
    windows.add(this);
    app.windows.add(this);
    if (show) keyboard.window = this;
    app.emit('browser-window-created', {}, this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return keyboard.window;
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows].find(({ webContents }) => webContents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return [...windows].find((window) => window.id === id) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  loadFile(file: string): Promise<void> {
    return this.webContents.loadFile(file);
  }

  /** A listener of `close` can keep it open. */
  close(): void {
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.isDestroyed()) return;
    windows.delete(this);
    app.windows.delete(this);
    if (keyboard.window === this) keyboard.window = null;
    this.webContents.destroy();
    this.emit('closed');
    if (windows.size === 0) app.onLastWindowGone();
  }

  isDestroyed(): boolean {
    return this.webContents.isDestroyed();
  }

  show(): void {
    this.#visible = true;
    this.emit('show');
    this.focus();
  }

  hide(): void {
    this.#visible = false;
    this.emit('hide');
    this.blur();
  }

  isVisible(): boolean {
    return this.#visible;
  }

  focus(): void {
    if (keyboard.window === this) return;
    keyboard.window = this;
    this.emit('focus', {});
    app.emit('browser-window-focus', {}, this);
  }

  blur(): void {
    if (keyboard.window !== this) return;
    keyboard.window = null;
    this.emit('blur', {});
    app.emit('browser-window-blur', {}, this);
  }

  isFocused(): boolean {
    return keyboard.window === this;
  }

  minimize(): void {
    this.#minimized = true;
    this.blur();
  }

  restore(): void {
    this.#minimized = false;
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  maximize(): void {
    this.#maximized = true;
    this.emit('maximize');
  }

  unmaximize(): void {
    this.#maximized = false;
    this.emit('unmaximize');
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  isFullScreen(): boolean {
    return false;
  }

  getBounds(): Bounds {
    return { ...this.#bounds };
  }

  getNormalBounds(): Bounds {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    void this.webContents.resizeTo(this.#bounds);
    this.emit('resize');
    this.emit('move');
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  // What only a desktop shows.
  setMenuBarVisibility(): void {}
  setProgressBar(): void {}
  setBackgroundColor(): void {}
  flashFrame(): void {}
  setFullScreen(): void {}
  setAlwaysOnTop(): void {}
}
