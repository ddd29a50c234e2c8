import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from '@playwright/test';

/** One target's part of the connection; commands and events carry the types of the DevTools protocol. */
export type CdpSession = Pick<CDPSession, 'send' | 'on'>;

interface Pending {
  readonly method: string;
  readonly settle: (result: unknown) => void;
  readonly refuse: (cause: Error) => void;
}

interface Incoming {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly sessionId?: string;
  readonly error?: { readonly message: string };
}

/**
 * Chromium's DevTools protocol over its pipe: JSON texts ended by a zero byte. The pipe rather than the port, because
 * Chromium ends when the pipe closes: a main process that is killed leaves no browser behind.
 */
export class CdpConnection {
  readonly #pending = new Map<number, Pending>();
  readonly #sessions = new Map<string, EventEmitter>();
  readonly #out: Writable;
  #lastId = 0;
  #rest = '';

  constructor(out: Writable, input: Readable) {
    this.#out = out;
    // A browser that is gone is told by its process, not by the broken pipe.
    out.on('error', () => undefined);
    input.setEncoding('utf8').on('data', (text: string) => {
      this.#receive(text);
    });
  }

  /** The session of an attached target; '' is the browser itself. */
  session(sessionId = ''): CdpSession {
    const events = this.#sessions.get(sessionId) ?? new EventEmitter();
    this.#sessions.set(sessionId, events);
    const send = (method: string, params: object = {}): Promise<unknown> => this.#send(sessionId, method, params);
    return Object.assign(events, { send }) as unknown as CdpSession;
  }

  #send(sessionId: string, method: string, params: object): Promise<unknown> {
    const id = ++this.#lastId;
    const whose = sessionId === '' ? {} : { sessionId };
    return new Promise((settle, refuse) => {
      this.#pending.set(id, { method, settle, refuse });
      this.#out.write(`${JSON.stringify({ id, method, params, ...whose })}\0`);
    });
  }

  #receive(text: string): void {
    const parts = (this.#rest + text).split('\0');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) this.#dispatch(JSON.parse(part) as Incoming);
  }

  #dispatch({ id, method, params, result, sessionId, error }: Incoming): void {
    if (id === undefined) {
      this.#sessions.get(sessionId ?? '')?.emit(method ?? '', params);
      return;
    }
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === undefined) pending?.settle(result);
    else pending?.refuse(new Error(`${pending.method}: ${error.message}`));
  }
}
