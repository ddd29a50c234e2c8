import type { ReactNode } from 'react';
import type { RunbookDocument } from '../../../src-shared/runbook/runbook-schema.ts';
import { asList } from '../../../src-shared/runbook/loose.ts';
import { defaultedText } from '../../../src-shared/runbook/defaulted-text.ts';
import { useCall } from '../../state/use-call.ts';
import { criticalChain } from '../../ui/graph/critical-chain.ts';
import { MarkdownText } from '../../ui/markdown-text.tsx';
import { expectedText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { FactTable } from './fact-table.tsx';
import { LastRuns } from './last-runs.tsx';
import { OverviewForms } from './overview-forms.tsx';
import { parameterRows, peopleRows, targetRows } from './overview-rows.ts';
import classes from './overview-tab.module.css';
import { countsOf, type Outline } from './runbook-outline.ts';
import { runbookTexts } from './runbook-texts.ts';

export interface OverviewTabProps {
  readonly file: string;
  readonly document: RunbookDocument;
  readonly outline: Outline;
}

/** What a person must know of a runbook before choosing it: what it does, to what, with whom, how long, how risky. */
export function OverviewTab({ file, document, outline }: OverviewTabProps) {
  const words = useTexts(runbookTexts);
  const { head: heads, columns: rows } = words;
  const people = peopleRows(document, words);
  const targets = targetRows(document, words);
  const parameters = parameterRows(document, words);
  return (
    <div className={classes['page']}>
      <div className={classes['main']}>
        {document.summary === undefined ? null : (
          <div className={classes['summary']}>
            <MarkdownText text={document.summary} />
          </div>
        )}
        <Figures document={document} outline={outline} />
        <Section title={heads.targets} empty={targets.length === 0}>
          <FactTable label={heads.targets} heads={[rows.id, rows.what, rows.hosts]} rows={targets} />
        </Section>
        <Section title={heads.people} empty={people.length === 0}>
          <FactTable label={heads.people} heads={[rows.role, rows.who]} rows={people} />
        </Section>
        <Section title={heads.parameters} empty={parameters.length === 0}>
          <FactTable
            label={heads.parameters}
            heads={[rows.parameter, rows.what, rows.type, rows.usual]}
            rows={parameters}
          />
        </Section>
        <OverviewForms forms={document.forms ?? []} />
      </div>
      <Side file={file} document={document} outline={outline} />
    </div>
  );
}

function Section({
  title,
  empty,
  children,
}: {
  readonly title: string;
  readonly empty: boolean;
  readonly children: ReactNode;
}) {
  if (empty) return null;
  return (
    <section className={classes['section']}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Figures({ document, outline }: Pick<OverviewTabProps, 'document' | 'outline'>) {
  const words = useTexts(runbookTexts);
  const counts = countsOf(document, outline);
  const shown = (['phases', 'steps', 'cases', 'people', 'destructive', 'withoutUndo'] as const).filter(
    (name) => counts[name] > 0,
  );
  return (
    <dl className={classes['figures']} aria-label={words.head.figures}>
      {shown.map((name) => (
        <div key={name} data-risk={name === 'destructive' || name === 'withoutUndo'}>
          <dt>{words.counts[name]}</dt>
          <dd>{counts[name]}</dd>
        </div>
      ))}
    </dl>
  );
}

function Side({ file, document, outline }: OverviewTabProps) {
  const words = useTexts(runbookTexts);
  const [runs] = useCall('runs.list', {}, ['runs']);
  const own = runs.kind === 'there' ? runs.value.filter(({ runbook }) => runbook.id === document.id) : [];
  const { objectives, probes, compare, document: text } = document;
  const clock = objectives?.clock;
  const withDefaults = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : defaultedText(text, document.parameters ?? {});
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.facts.rto, withDefaults(objectives?.rto)],
    [words.facts.rpo, withDefaults(objectives?.rpo?.target)],
    [
      words.facts.clock,
      clock === undefined
        ? undefined
        : words.clock(clock.from === undefined || clock.from === 'declared' ? words.declared : clock.from, clock.to),
    ],
    [words.facts.expected, usualTime(outline)],
    [words.facts.system, document.system],
    [words.facts.version, document.version],
    [words.facts.owner, text?.control?.owner],
    [words.facts.reviewed, text?.control?.reviewed],
    [words.facts.approved, text?.control?.approved],
    [words.facts.classification, text?.control?.classification],
    [words.head.probes, namesOf(probes)],
    [words.head.compare, namesOf(compare)],
    [words.facts.file, file],
  ];
  return (
    <aside className={classes['side']}>
      <dl>
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <h2>{words.head.runs}</h2>
      <LastRuns runs={own.slice(0, 5)} />
      <Revisions document={document} />
    </aside>
  );
}

function Revisions({ document }: Pick<OverviewTabProps, 'document'>) {
  const words = useTexts(runbookTexts);
  const revisions = document.document?.control?.revisions ?? [];
  if (revisions.length === 0) return null;
  return (
    <>
      <h2>{words.head.revisions}</h2>
      <ul className={classes['revisions']}>
        {revisions.map((one, index) => (
          <li key={index}>
            {typeof one === 'string'
              ? one
              : [one.version, one.date, one.author, one.change].filter((part) => part !== undefined).join(' · ')}
          </li>
        ))}
      </ul>
    </>
  );
}

function namesOf(list: readonly { readonly id: string; readonly title?: string }[] | undefined): string | undefined {
  const names = asList(list).length === 0 ? undefined : list?.map(({ id, title }) => title ?? id);
  return names?.join(', ');
}

/** Along the critical path of the main part; what says nothing of its length counts as nothing. */
function usualTime({ phases, steps }: Outline): string | undefined {
  const main = phases.filter(({ rollback }) => !rollback);
  const times = new Map(steps.map(({ id, takesMs = 0 }) => [id, takesMs]));
  const ms = criticalChain(main, steps).reduce((sum, id) => sum + (times.get(id) ?? 0), 0);
  return ms === 0 ? undefined : expectedText(ms);
}
