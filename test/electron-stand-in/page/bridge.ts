import type { PageWindow } from './page-window.ts';

export interface Bridge {
  /** contextBridge.exposeInMainWorld, called in the preload's world. */
  readonly expose: (name: string, api: unknown) => void;
}

/**
 * contextBridge between the page's own world and the preload's: one copy runs in each. The worlds share the document
 * only, so they talk by events on it, whose `detail` Blink clones from one world to the other. Functions and promises
 * cross as numbers and are called back; values that cannot be cloned throw, as in Electron.
 */
export function makeBridge(world: 'page' | 'preload'): Bridge {
  type Reply = { readonly ok: boolean; readonly value: unknown } | undefined;
  type Waiting = (ok: boolean, value: unknown) => void;
  const { document } = globalThis as unknown as PageWindow;
  const other = world === 'page' ? 'preload' : 'page';
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const waiting = new Map<string, Waiting>();
  // What a side rejects with crosses as its message.
  const asError = (value: unknown): Error => (value instanceof Error ? value : new Error(String(value)));
  let last = 0;

  const send = (kind: string, detail: unknown): void => {
    document.dispatchEvent(new CustomEvent(`stand-in:${other}:${kind}`, { detail }));
  };
  const listen = (kind: string, listener: (detail: never) => void): void => {
    document.addEventListener(`stand-in:${world}:${kind}`, (event) => {
      listener((event as CustomEvent).detail as never);
    });
  };

  const wrap = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const known = functions.indexOf(value as never);
      return { kind: 'function', id: known >= 0 ? known : functions.push(value as never) - 1 };
    }
    if (value instanceof Promise) {
      const id = `${world}-${++last}`;
      value.then(
        (result) => {
          send('settle', { id, ok: true, value: wrap(result) });
        },
        (cause: unknown) => {
          send('settle', { id, ok: false, value: wrap(cause) });
        },
      );
      return { kind: 'promise', id };
    }
    // Electron keeps the message only.
    if (value instanceof Error) return { kind: 'error', message: value.message };
    if (typeof value === 'symbol') throw new TypeError('symbols cannot cross the context bridge');
    if (Array.isArray(value)) return { kind: 'array', items: value.map(wrap) };
    if (typeof value !== 'object' || value === null) return { kind: 'value', value };
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype) return { kind: 'value', value: structuredClone(value) };
    return { kind: 'object', entries: Object.entries(value).map(([key, held]) => [key, wrap(held)]) };
  };

  const call = (id: number, args: unknown[]): unknown => {
    const name = `${world}-${++last}`;
    let reply: Reply;
    const hear = (event: Event): void => {
      reply = (event as CustomEvent).detail as Reply;
    };
    // The answer comes while the event is being dispatched: a call through the bridge is synchronous.
    document.addEventListener(`stand-in:${world}:return-${name}`, hear, { once: true });
    send('call', { id, name, args: args.map(wrap) });
    if (reply === undefined) throw new Error('the other world is gone');
    const value = unwrap(reply.value);
    if (!reply.ok) throw asError(value);
    return value;
  };

  const unwrap = (wrapped: unknown): unknown => {
    const it = wrapped as { readonly kind: string; readonly id: never; readonly value?: unknown };
    if (it.kind === 'function') return (...args: unknown[]) => call(it.id, args);
    if (it.kind === 'promise') {
      return new Promise((resolve, reject) => {
        waiting.set(it.id, (ok, value) => {
          if (ok) resolve(value);
          else reject(asError(value));
        });
      });
    }
    if (it.kind === 'error') return new Error((wrapped as { message: string }).message);
    if (it.kind === 'array') return (wrapped as { items: unknown[] }).items.map(unwrap);
    if (it.kind === 'object') {
      const { entries } = wrapped as { entries: [string, unknown][] };
      return Object.fromEntries(entries.map(([key, held]) => [key, unwrap(held)]));
    }
    return it.value;
  };

  const freeze = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };

  listen('call', ({ id, name, args }: { id: number; name: string; args: unknown[] }) => {
    let reply: Reply;
    try {
      reply = { ok: true, value: wrap(functions[id]?.(...args.map(unwrap))) };
    } catch (cause) {
      reply = { ok: false, value: wrap(cause) };
    }
    send(`return-${name}`, reply);
  });
  listen('settle', ({ id, ok, value }: { id: string; ok: boolean; value: unknown }) => {
    waiting.get(id)?.(ok, unwrap(value));
    waiting.delete(id);
  });
  if (world === 'page') {
    listen('expose', ({ name, api }: { name: string; api: unknown }) => {
      Object.defineProperty(globalThis, name, { value: freeze(unwrap(api)), enumerable: true });
    });
  }
  return {
    expose: (name, api) => {
      send('expose', { name, api: wrap(api) });
    },
  };
}
