import { useState } from 'react';
import type { CaseView } from '../../../src-shared/report/model.ts';
import { focusCase } from './use-case-keys.ts';

export interface GoingOn {
  /** After a verdict: goes to the next case that has none, and from the last one to the signature. */
  readonly given: (id: string) => void;
  /** Every case was given here: who signs next has the keyboard. */
  readonly toSign: boolean;
}

/** Takes whoever gives a hundred verdicts from one to the next; a case that is tested again keeps the keyboard. */
export function useGoingOn(cases: readonly CaseView[]): GoingOn {
  const [toSign, setToSign] = useState(false);
  const given = (id: string): void => {
    const at = cases.findIndex((one) => one.id === id);
    const again = cases[at]?.verdict !== undefined;
    // The verdict that was just given may not be in the view yet: its case is left out by its id.
    const open = [...cases.slice(at + 1), ...cases.slice(0, at)].find(({ verdict }) => verdict === undefined);
    if (again) focusCase(id);
    else if (open === undefined) setToSign(true);
    else focusCase(open.id);
  };
  return { given, toSign };
}
