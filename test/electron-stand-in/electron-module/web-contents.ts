import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pageScripts } from '../page-scripts.ts';
import { PageTarget, type PageListener, type PageSize } from '../page-target.ts';
import { makeCodec } from '../page/codec.ts';
import type { FromPage } from '../page/preload-world.ts';
import { app } from './app.ts';
import { ipcMain } from './ipc-main.ts';
import { preventable } from './preventable.ts';
import { protocol } from './protocol.ts';
import { runningChromium } from './running-chromium.ts';
import { session } from './session.ts';

export interface WebPreferences {
  readonly preload?: string;
  readonly additionalArguments?: readonly string[];
  readonly nodeIntegration?: boolean;
  readonly contextIsolation?: boolean;
  readonly sandbox?: boolean;
}

type OpenHandler = (details: { url: string; disposition: string }) => { readonly action: 'allow' | 'deny' };

const codec = makeCodec();
const byTarget = new Map<string, WebContents>();
let lastId = 0;

export class WebContents extends EventEmitter {
  readonly id = ++lastId;
  /** Messages of this page only, before `ipcMain` hears them. */
  readonly ipc = new EventEmitter();
  /** One object for the whole life, as `senderFrame` is compared with it. */
  readonly mainFrame = { url: '', origin: 'null', parent: null, frameTreeNodeId: this.id };
  readonly #page: Promise<PageTarget>;
  readonly #closeWindow: () => void;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #destroyed = false;

  constructor(preferences: WebPreferences, size: PageSize, closeWindow: () => void, onGone: () => void) {
    super();
    // The stand-in has one kind of page, the safe one: anything else would pass here and be a hole in Electron.
    if (
      preferences.nodeIntegration === true ||
      preferences.contextIsolation === false ||
      preferences.sandbox === false
    ) {
      throw new Error('The stand-in shows sandboxed, isolated pages only');
    }
    this.#closeWindow = closeWindow;
    this.#page = this.#open(preferences, size, onGone);
  }

  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return byTarget.get(targetId);
  }

  static getAllWebContents(): WebContents[] {
    return [...byTarget.values()];
  }

  async #open(
    { preload, additionalArguments = [] }: WebPreferences,
    size: PageSize,
    onGone: () => void,
  ): Promise<PageTarget> {
    const { cdp } = await runningChromium;
    const page = await PageTarget.open(cdp, size, pageScripts(preload, additionalArguments), this.#listener(onGone));
    byTarget.set(page.id, this);
    return page;
  }

  #listener(onGone: () => void): PageListener {
    return {
      onGone,
      onMessage: (message) => void this.#hear(message),
      onNavigated: (url) => {
        this.mainFrame.url = protocol.toApp(url);
        this.mainFrame.origin = /^[^:]+:\/\/[^/]*/.exec(this.mainFrame.url)?.[0] ?? 'null';
        this.emit('did-navigate', {}, this.mainFrame.url);
      },
      onDomReady: () => this.emit('dom-ready', {}),
      onLoaded: () => {
        if (this.mainFrame.url !== 'about:blank') this.emit('did-finish-load', {});
      },
      onConsole: (level, message) => this.emit('console-message', { level, message }),
      mayNavigate: (url) => {
        const event = preventable({ url: protocol.toApp(url), isMainFrame: true, initiator: this.mainFrame });
        this.emit('will-navigate', event, event.url);
        return !event.defaultPrevented;
      },
      onCrashed: () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
    };
  }

  async #hear(message: FromPage): Promise<void> {
    if (message.kind === 'open') {
      const { action } = this.#openHandler({ url: message.url, disposition: 'foreground-tab' });
      if (action === 'allow') process.stderr.write(`The stand-in opens no second page: ${message.url}\n`);
      return;
    }
    const event = { type: 'frame', sender: this, senderFrame: this.mainFrame, processId: 1, frameId: 1 };
    const args = codec.decode(message.args) as unknown[];
    if (message.kind === 'send') {
      this.ipc.emit(message.channel, event, ...args);
      ipcMain.emit(message.channel, event, ...args);
      return;
    }
    const { id, channel } = message;
    const page = await this.#page;
    try {
      page.post({ kind: 'result', id, value: codec.encode(await ipcMain.answer(channel, event, args)) });
    } catch (cause) {
      page.post({ kind: 'refusal', id, message: `Error invoking remote method '${channel}': ${String(cause)}` });
    }
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    const encoded = codec.encode(args);
    void this.#page.then((page) => {
      page.post({ kind: 'message', channel, args: encoded });
    });
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#page;
    const target = await protocol.toChromium(url);
    const { cdp } = await runningChromium;
    if (target !== url) await session.defaultSession.applyPermissions(cdp.session(), new URL(target).origin);
    const loaded = new Promise((done) => this.once('did-finish-load', done));
    await page.navigate(target);
    await loaded;
  }

  loadFile(file: string): Promise<void> {
    return this.loadURL(pathToFileURL(resolve(app.getAppPath(), file)).href);
  }

  reload(): void {
    void Promise.all([this.#page, protocol.toChromium(this.mainFrame.url)]).then(([page, url]) => {
      page.reload(url);
    });
  }

  async executeJavaScript(code: string): Promise<unknown> {
    return (await this.#page).evaluate(code);
  }

  async capturePage(): Promise<{ toPNG: () => Buffer }> {
    const png = await (await this.#page).screenshot();
    return { toPNG: () => png };
  }

  async resizeTo(size: PageSize): Promise<void> {
    await (await this.#page).resize(size);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  close(): void {
    this.#closeWindow();
  }

  /** The window is going: its page as well. */
  destroy(): void {
    this.#destroyed = true;
    this.emit('destroyed');
    void this.#page.then((page) => {
      byTarget.delete(page.id);
      page.close();
    });
  }

  isLoading(): boolean {
    return this.mainFrame.url === '';
  }

  // Seen by nobody without a screen.
  focus(): void {}
  openDevTools(): void {}
  setZoomFactor(): void {}
  setVisualZoomLevelLimits(): void {}
}
