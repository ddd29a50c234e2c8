import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** A key that does something on this screen, as the sheet (`?`) shows it. */
export interface KeyBinding {
  /** `j`, `Enter`, `ctrl+Enter`, `shift+?`: modifiers in the order ctrl, alt, shift; letters in lower case. */
  readonly keys: readonly string[];
  readonly does: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Works also while the person types into a field. */
  readonly whileTyping?: boolean;
}

/** An action of the palette (Ctrl+K), with its key where it has one. */
export interface PaletteAction {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly description?: string;
  readonly keys?: string;
  readonly run: () => void;
}

interface KeyState {
  readonly bindings: readonly (readonly KeyBinding[])[];
  readonly actions: readonly (readonly PaletteAction[])[];
}

/** What can be done here by key and by palette; each part of the screen adds its own while it is shown. */
export const useKeyStore = create<KeyState>()(() => ({ bindings: [], actions: [] }));

/** Binds keys as long as the component is shown; a later one goes before an earlier one. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  const entry = useRef<readonly KeyBinding[]>([]);
  const label = bindings.map(({ keys, does }) => `${keys.join(' ')} ${does}`).join('\n');
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    // The entry calls what the newest render bound: no binding is added again for each of them.
    entry.current = latest.current.map((binding, index) => ({
      ...binding,
      run: (event) => {
        latest.current[index]?.run(event);
      },
    }));
    const own = entry.current;
    useKeyStore.setState(({ bindings: all }) => ({ bindings: [...all, own] }));
    return () => {
      useKeyStore.setState(({ bindings: all }) => ({ bindings: all.filter((one) => one !== own) }));
    };
  }, [label]);
}

/** Offers actions in the palette as long as the component is shown. */
export function usePalette(actions: readonly PaletteAction[]): void {
  const latest = useRef(actions);
  const label = actions.map(({ id, label: text }) => `${id} ${text}`).join('\n');
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const own = latest.current.map((action, index) => ({
      ...action,
      run: () => {
        latest.current[index]?.run();
      },
    }));
    useKeyStore.setState(({ actions: all }) => ({ actions: [...all, own] }));
    return () => {
      useKeyStore.setState(({ actions: all }) => ({ actions: all.filter((one) => one !== own) }));
    };
  }, [label]);
}

/** `ctrl+shift+Enter` of an event. Cmd counts as Ctrl; shift is left out where it only makes the character. */
function keyOf(event: KeyboardEvent): string {
  const letter = event.key.length === 1;
  const shift = event.shiftKey && (!letter || event.ctrlKey || event.metaKey);
  const parts = [event.ctrlKey || event.metaKey ? 'ctrl' : '', event.altKey ? 'alt' : '', shift ? 'shift' : ''];
  const key = event.key === ' ' ? 'Space' : letter ? event.key.toLowerCase() : event.key;
  return [...parts.filter((part) => part !== ''), key].join('+');
}

const typingTags = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Inside a terminal or an editor plain keys belong to it; only `ctrl+shift+…` and what says so is ours. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[data-keys="own"]') !== null) return true;
  const input = target instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(target.type);
  return (typingTags.has(target.tagName) && !input) || target.isContentEditable;
}

/** A control that Enter and Space press keeps them. */
function isPressed(event: KeyboardEvent): boolean {
  const plain = event.key === 'Enter' || event.key === ' ';
  const target =
    event.target instanceof HTMLElement ? event.target.closest('button, a, [role="button"], summary') : null;
  return plain && target !== null && !event.ctrlKey && !event.metaKey;
}

window.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || isPressed(event)) return;
  const key = keyOf(event);
  const typing = isTyping(event.target);
  // A dialog that is open has the keys; what lies under it must not act.
  const modal = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
  for (const bindings of useKeyStore.getState().bindings.toReversed()) {
    const found = bindings.find((one) => one.keys.includes(key) && (one.whileTyping === true || (!typing && !modal)));
    if (found === undefined) continue;
    event.preventDefault();
    found.run(event);
    return;
  }
});
