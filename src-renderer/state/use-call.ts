import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallName, CallParams, CallResults, StreamItems } from '../../src-shared/rpc/calls.ts';
import { core } from '../platform/core.ts';

export type Called<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'there'; readonly value: Value; readonly reloading: boolean };

/**
 * Reads something from the core, again whenever `changes` of one of `what` are announced, the parameters change, the
 * link was mended, or `reload` is called. What was read stays in sight while it is read again.
 */
export function useCall<Name extends CallName>(
  name: Name,
  params: CallParams<Name>,
  what: readonly StreamItems['changes']['what'][] = [],
): readonly [Called<CallResults[Name]>, () => void] {
  const [called, setCalled] = useState<Called<CallResults[Name]>>({ kind: 'loading' });
  const key = JSON.stringify(params);
  const kinds = what.join(' ');
  const latest = useRef(0);
  const reload = useCallback(() => {
    const number = (latest.current += 1);
    setCalled((before) => (before.kind === 'there' ? { ...before, reloading: true } : { kind: 'loading' }));
    core.call(name, JSON.parse(key) as CallParams<Name>).then(
      (value) => {
        if (number === latest.current) setCalled({ kind: 'there', value, reloading: false });
      },
      (error: unknown) => {
        if (number === latest.current) setCalled({ kind: 'failed', error });
      },
    );
  }, [name, key]);
  useEffect(() => {
    reload();
    const mended = core.onStatus((status) => {
      if (status === 'connected') reload();
    });
    const changed = core.subscribe('changes', {
      params: () => ({}),
      onItem: (item) => {
        if (kinds.split(' ').includes(item.what)) reload();
      },
    });
    return () => {
      latest.current += 1;
      void mended.dispose();
      void changed.dispose();
    };
  }, [reload, kinds]);
  return [called, reload];
}
