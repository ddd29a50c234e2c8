import { useKeys } from '../../ui/keys.ts';

/** Ctrl+Enter does the one thing that the step asks for, also while somebody types, but never under a dialog. */
export function usePrimary(does: string, run: (() => void) | undefined): void {
  const guarded = (): void => {
    if (document.querySelector('[role="dialog"][aria-modal="true"]') === null) run?.();
  };
  useKeys(run === undefined ? [] : [{ keys: ['ctrl+Enter'], does, whileTyping: true, run: guarded }]);
}
