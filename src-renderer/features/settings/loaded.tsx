import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Called } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';

export interface LoadedProps<Value> {
  readonly of: Called<Value>;
  readonly onRetry: () => void;
  readonly children: (value: Value) => ReactNode;
}

/** What was read, or that it is being read, or why it could not be. */
export function Loaded<Value>({ of, onRetry, children }: LoadedProps<Value>) {
  if (of.kind === 'loading') return <Loader size="sm" />;
  return of.kind === 'failed' ? <ErrorNote error={of.error} onRetry={onRetry} /> : children(of.value);
}
