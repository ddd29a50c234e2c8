import { useEffect } from 'react';
import { assertNever } from '../../src-shared/base/assert-never.ts';
import type { HostWish } from '../../src-shared/rpc/calls.ts';
import { core } from '../platform/core.ts';
import { useRoute } from '../state/route-store.ts';
import { usePaletteOpen } from './command-palette.tsx';

/** Does what the system asks of the app: a deep link, a file that was opened with it, an entry of the menu. */
export function useHostWishes(): void {
  useEffect(() => {
    const subscription = core.subscribe('host.wishes', { params: () => ({}), onItem: fulfil });
    return () => {
      void subscription.dispose();
    };
  }, []);
}

function fulfil(wish: HostWish): void {
  const { go } = useRoute.getState();
  switch (wish.kind) {
    case 'open-file':
      if (wish.file.toLowerCase().endsWith('.pdf')) go({ screen: 'verify' });
      else go({ screen: 'runbook', file: wish.file, tab: 'overview' });
      return;
    case 'open-run':
      go({ screen: 'run', run: wish.run, tab: 'cockpit' });
      return;
    case 'command-palette':
      usePaletteOpen.getState().setOpen(true);
      return;
    case 'go':
      go({ screen: wish.to });
      return;
    default:
      assertNever(wish, 'wish of the host');
  }
}
