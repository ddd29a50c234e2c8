import { useState } from 'react';
import { useRun } from '../../state/run-context.tsx';

export type Writing =
  /** The run is sealed or held elsewhere, or not ended: who may write is known without a question. */
  | { readonly may: 'yes' | 'not-here' | 'sealed' }
  /** It is over and all was said: what is changed now opens the run again, so it takes a word of its own. */
  | { readonly may: 'when-corrected'; readonly correct: () => void };

/** Whether something can be written on a page; `settled`: nothing that it asks for is missing. */
export function useWriting(settled: boolean): Writing {
  const here = useRun(({ held }) => held === 'here');
  const sealed = useRun(({ state }) => state.name === 'sealed');
  const ended = useRun(({ state }) => state.endedAt !== undefined);
  const [correcting, setCorrecting] = useState(false);
  if (sealed) return { may: 'sealed' };
  if (!here) return { may: 'not-here' };
  if (!ended || !settled || correcting) return { may: 'yes' };
  return { may: 'when-corrected', correct: () => setCorrecting(true) };
}
