import { IconFileText } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RunbookDocument } from '../../../src-shared/runbook/runbook-schema.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MarkdownText } from '../../ui/markdown-text.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { documentTexts } from './document-texts.ts';
import { proseText } from './document-text.ts';
import { FactTable } from './fact-table.tsx';
import classes from './document-tab.module.css';

export interface DocumentTabProps {
  readonly document: RunbookDocument;
}

/** The text that the report prints before the results, as it will read. */
export function DocumentTab({ document: { document } }: DocumentTabProps) {
  const words = useTexts(documentTexts);
  if (document === undefined) {
    return (
      <EmptyState icon={IconFileText} title={words.none}>
        {words.noneNote}
      </EmptyState>
    );
  }
  const { goals, scope, locations, resources, schedule, strategy, recordKeeping, criteria, deliverables } = document;
  const prose = (title: string, value: unknown): ReactNode =>
    value === undefined ? null : (
      <Section title={title}>
        <MarkdownText text={proseText(value)} />
      </Section>
    );
  const table = (
    title: string,
    heads: readonly string[],
    rows: readonly (readonly unknown[])[] | undefined,
  ): ReactNode =>
    rows === undefined ? null : (
      <Section title={title}>
        <FactTable label={title} heads={heads} rows={rows.map((row) => row.map(proseText))} />
      </Section>
    );
  return (
    <div className={classes['page']} role="region" tabIndex={0} aria-label={words.text}>
      <div className={classes['paper']}>
        {prose(words.goals, goals)}
        {prose(words.scopeIn, scope?.in)}
        {prose(words.scopeOut, scope?.out)}
        {table(
          words.locations,
          [words.location, words.items],
          locations?.map((row) => [row.location, row.items]),
        )}
        {table(
          words.resources,
          [words.role, words.responsibilities, words.names],
          resources?.map((row) => [row.role, row.responsibilities, row.names]),
        )}
        {table(
          words.schedule,
          [words.task, words.artifact, words.completion],
          schedule?.map((row) => [row.task, row.artifact, row.completion]),
        )}
        {prose(words.strategy, strategy)}
        {prose(words.recordKeeping, recordKeeping)}
        {prose(words.criteria, criteria)}
        {prose(words.deliverables, deliverables)}
      </div>
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
