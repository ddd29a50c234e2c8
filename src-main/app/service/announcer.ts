import type { Disposable } from '../../../src-shared/base/disposable.ts';

/** Listeners of one kind of news, called in the order in which they came. */
export function createAnnouncer<Value>(): {
  readonly on: (listener: (value: Value) => void) => Disposable;
  readonly say: (value: Value) => void;
} {
  const listeners = new Set<(value: Value) => void>();
  return {
    on: (listener) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    say: (value) => {
      for (const listener of [...listeners]) listener(value);
    },
  };
}
