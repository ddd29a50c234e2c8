import type { Bridge } from './bridge.ts';
import type { Codec } from './codec.ts';
import type { PageWindow } from './page-window.ts';

/** What a page says to the main process. Arguments are encoded by the codec. */
export type FromPage =
  | { readonly kind: 'send'; readonly channel: string; readonly args: string }
  | { readonly kind: 'invoke'; readonly channel: string; readonly args: string; readonly id: number }
  | { readonly kind: 'open'; readonly url: string };

/** What the main process says to a page. */
export type ToPage =
  | { readonly kind: 'message'; readonly channel: string; readonly args: string }
  | { readonly kind: 'result'; readonly id: number; readonly value: string }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string };

type Listener = (event: object, ...args: unknown[]) => void;

interface IpcRenderer {
  on: (channel: string, listener: Listener) => IpcRenderer;
  once: (channel: string, listener: Listener) => IpcRenderer;
  off: (channel: string, listener: Listener) => IpcRenderer;
  removeListener: (channel: string, listener: Listener) => IpcRenderer;
  send: (channel: string, ...args: unknown[]) => void;
  invoke: (channel: string, ...args: unknown[]) => Promise<unknown>;
}

/** A bundled CommonJS preload, as a function of what such a module may see in Electron's sandbox. */
type Preload = (
  require: (name: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  env: object,
) => void;

/** Runs the preload in its isolated world with `contextBridge` and `ipcRenderer`; nothing else can be required. */
export function runPreload(codec: Codec, bridge: Bridge, env: object, preload: Preload): void {
  const page = globalThis as unknown as PageWindow;
  const listeners = new Map<string, { readonly listener: Listener; readonly once: boolean }[]>();
  const invoked = new Map<number, { resolve: (value: unknown) => void; reject: (cause: Error) => void }>();
  let lastId = 0;

  const post = (message: FromPage): void => {
    page.standInPost(JSON.stringify(message));
  };
  const add = (channel: string, listener: Listener, once: boolean): IpcRenderer => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const remove = (channel: string, gone: Listener): IpcRenderer => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter(({ listener }) => listener !== gone),
    );
    return ipcRenderer;
  };
  const ipcRenderer: IpcRenderer = {
    on: (channel, listener) => add(channel, listener, false),
    once: (channel, listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    send: (channel, ...args) => {
      post({ kind: 'send', channel, args: codec.encode(args) });
    },
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        post({ kind: 'invoke', channel, args: codec.encode(args), id });
        invoked.set(id, { resolve, reject });
      }),
  };

  page.standInReceive = (text) => {
    const message = JSON.parse(text) as ToPage;
    if (message.kind === 'message') {
      const args = codec.decode(message.args) as unknown[];
      for (const { listener, once } of listeners.get(message.channel) ?? []) {
        if (once) remove(message.channel, listener);
        listener({ sender: ipcRenderer, ports: [] }, ...args);
      }
      return;
    }
    const waiting = invoked.get(message.id);
    invoked.delete(message.id);
    if (message.kind === 'result') waiting?.resolve(codec.decode(message.value));
    else waiting?.reject(new Error(message.message));
  };
  page.document.addEventListener('stand-in:preload:open', (event) => {
    post({ kind: 'open', url: (event as CustomEvent<string>).detail });
  });

  // A file that was dropped has no path here: the page reads its content, as it does in a browser.
  const webUtils = { getPathForFile: () => '' };
  const contextBridge = { exposeInMainWorld: bridge.expose };
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return { ipcRenderer, contextBridge, webUtils };
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  preload(require, module, module.exports, env);
}
