import { Loader } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { CaseEvidenceView, CaseView } from '../../../src-shared/report/model.ts';
import { awaitsEvidence, evidenceDueAt } from '../../../src-shared/run/forms-gate.ts';
import { indexOf } from '../../../src-shared/run/plan-index.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { timeText, useNow } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './form-panel.module.css';
import { formsTexts } from './forms-texts.ts';

/** What was seen, with the lines that matter marked; or when it will be looked at. */
export function CaseEvidence({ view }: { readonly view: CaseView }) {
  const words = useTexts(formsTexts);
  return (
    <>
      <ComingEvidence view={view} />
      {view.evidence.map((one) => (
        <figure key={one.number} className={classes['evidence']}>
          <figcaption>
            <strong>{one.number}</strong> {one.label} <EvidenceEnd of={one} />
          </figcaption>
          {one.lines.length === 0 && one.command === undefined ? null : (
            <pre tabIndex={0}>
              {(one.command ?? []).map((line) => `$ ${line}\n`).join('')}
              {one.lines.map(({ text, marked }, at) => (marked ? <mark key={at}>{`${text}\n`}</mark> : `${text}\n`))}
            </pre>
          )}
          {one.more === 0 ? null : <p>{words.moreLines(one.more)}</p>}
        </figure>
      ))}
    </>
  );
}

/** An end that a look should not have is seen without reading every number. */
function EvidenceEnd({ of: { end, bad } }: { readonly of: CaseEvidenceView }) {
  if (end === undefined) return null;
  if (bad !== true) return `· ${end}`;
  return (
    <strong className={classes['badEnd']}>
      <IconX size={13} stroke={3} aria-hidden /> {end}
    </strong>
  );
}

function ComingEvidence({ view }: { readonly view: CaseView }) {
  const words = useTexts(formsTexts);
  const now = useNow(5_000);
  const language = useSettings((settings) => settings.language);
  const state = useRun((run) => run.state);
  const planned = indexOf(state.plan).case.get(view.id)?.case;
  const found = state.cases.get(view.id);
  if (planned === undefined || state.startedAt === undefined) return null;
  if (found !== undefined && found.evidencePending.length > 0) {
    return (
      <p className={classes['coming']}>
        <Loader size={12} /> {words.evidenceTaking}
      </p>
    );
  }
  if (!awaitsEvidence(state, view.id, now)) return null;
  const due = evidenceDueAt(state, planned);
  const zone = state.created?.about.zone ?? 'UTC';
  const when = due === Infinity || due === 0 ? words.early1 : timeText(due, zone, language);
  return <p className={classes['coming']}>{words.evidenceComes(when)}</p>;
}
