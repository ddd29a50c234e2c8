import { useEffect, useRef, useState } from 'react';
import type { CaseView } from '../../../src-shared/report/model.ts';
import type { Verdict } from '../../../src-shared/run/facts.ts';
import { MarkdownText } from '../../ui/markdown-text.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { CaseEvidence } from './case-evidence.tsx';
import { CaseHistory } from './case-history.tsx';
import classes from './form-panel.module.css';
import { formsTexts } from './forms-texts.ts';
import { verdictAsked } from './use-case-keys.ts';
import { VerdictForm } from './verdict-form.tsx';

export interface CaseRowProps {
  readonly view: CaseView;
  readonly chosen: boolean;
  /** Why no verdict can be given now. */
  readonly why: string | undefined;
  readonly onChoose: () => void;
  readonly onGiven: () => void;
}

const verdicts: readonly Verdict[] = ['PASS', 'FAIL', 'OTHER'];

/** One case: what to do, what is expected, what was seen, and the three boxes. */
export function CaseRow({ view, chosen, why, onChoose, onGiven }: CaseRowProps) {
  const words = useTexts(formsTexts);
  const [giving, setGiving] = useState<Verdict>();
  const row = useRef<HTMLDivElement>(null);
  const can = why === undefined;
  useEffect(() => {
    const element = row.current;
    const asked = (event: Event): void => {
      if (can) setGiving((event as CustomEvent<Verdict>).detail);
    };
    element?.addEventListener(verdictAsked, asked);
    return () => {
      element?.removeEventListener(verdictAsked, asked);
    };
  }, [can]);
  return (
    <div
      ref={row}
      role="group"
      aria-label={words.case(view.number)}
      tabIndex={-1}
      className={classes['case']}
      data-case={view.id}
      data-chosen={chosen}
      onFocus={onChoose}
      onClick={onChoose}
    >
      <div className={classes['row']}>
        <div className={classes['procedure']}>
          <span className={classes['number']}>{view.number}</span>
          <MarkdownText text={view.procedure} />
        </div>
        <MarkdownText text={view.expected} />
        <VerdictBoxes view={view} why={why} onGive={setGiving} />
      </div>
      <CaseEvidence view={view} />
      <CaseHistory view={view} />
      {giving === undefined ? null : (
        <VerdictForm
          key={giving}
          view={view}
          is={giving}
          onGiven={() => {
            setGiving(undefined);
            onGiven();
          }}
          onLeave={() => {
            setGiving(undefined);
            row.current?.focus();
          }}
        />
      )}
    </div>
  );
}

interface VerdictBoxesProps {
  readonly view: CaseView;
  /** Why no verdict can be given now. */
  readonly why: string | undefined;
  readonly onGive: (is: Verdict) => void;
}

function VerdictBoxes({ view, why, onGive }: VerdictBoxesProps) {
  const words = useTexts(formsTexts);
  return (
    <div className={classes['boxes']} role="group" aria-label={`${words.verdict} ${view.number}`}>
      {verdicts.map((is) => (
        <button
          key={is}
          type="button"
          className={classes['box']}
          data-is={is}
          aria-pressed={view.verdict === is}
          disabled={why !== undefined}
          title={why}
          onClick={() => {
            onGive(is);
          }}
        >
          {is}
        </button>
      ))}
    </div>
  );
}
