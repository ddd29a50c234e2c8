import { useEffect, useRef, useState } from 'react';
import type { RunbookView } from '../../../../src-shared/rpc/library-calls.ts';
import type { Problem } from '../../../../src-shared/runbook/finding.ts';
import type { RunbookDocument } from '../../../../src-shared/runbook/runbook-schema.ts';
import { core } from '../../../platform/core.ts';

/** A pause in typing after which the text is judged. */
const pauseMs = 300;

export interface Checked {
  readonly problems: readonly Problem[];
  /** The last version without errors. */
  readonly document: RunbookDocument | undefined;
  /** `document` is older than the text. */
  readonly stale: boolean;
  readonly checking: boolean;
  readonly error: unknown;
}

/** Judges the text as it is typed. An answer that comes after a newer question is not looked at. */
export function useCheck(view: RunbookView, text: string): Checked {
  const { file } = view;
  const [checked, setChecked] = useState<Checked>({
    problems: view.problems,
    document: view.document,
    stale: view.document === undefined,
    checking: false,
    error: undefined,
  });
  const turn = useRef(0);
  const judged = useRef(view.text);
  useEffect(() => {
    const number = (turn.current += 1);
    if (text === judged.current) return undefined;
    setChecked((before) => ({ ...before, checking: true }));
    const timer = setTimeout(() => {
      core.call('library.check', { file, text }).then(
        ({ problems, document }) => {
          if (number !== turn.current) return;
          judged.current = text;
          setChecked((before) => ({
            problems,
            document: document ?? before.document,
            stale: document === undefined,
            checking: false,
            error: undefined,
          }));
        },
        (error: unknown) => {
          if (number === turn.current) setChecked((before) => ({ ...before, checking: false, error }));
        },
      );
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [file, text]);
  return checked;
}
