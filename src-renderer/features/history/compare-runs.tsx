import { Button, Checkbox, Loader, Table } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { hashOf, useRoute } from '../../state/route-store.ts';
import type { RunProjection, RunStore } from '../../state/run-store.ts';
import { useRunStore } from '../../state/use-run-store.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Screen } from '../../ui/screen.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { clockText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { compareSteps, type ComparedStep, type StepSide } from './compare-steps.ts';
import { historyWords } from './history-texts.ts';
import classes from './history.module.css';

export interface CompareRunsProps {
  readonly one: string;
  readonly other: string;
}

/** Two runs beside each other: how each step ended, how often it was tried, how long it took. */
export function CompareRuns({ one, other }: CompareRunsProps) {
  const words = useTexts(historyWords);
  const go = useRoute((state) => state.go);
  const [left, right] = [useRunStore(one), useRunStore(other)];
  return (
    <Screen
      title={words.comparing}
      lead={`${one} · ${other}`}
      actions={
        <Button variant="default" onClick={() => go({ screen: 'history' })}>
          {words.back}
        </Button>
      }
    >
      {left === undefined || right === undefined ? <Loader /> : <BothRuns left={left} right={right} />}
    </Screen>
  );
}

function BothRuns({ left, right }: { readonly left: RunStore; readonly right: RunStore }) {
  const [one, other] = [useStore(left), useStore(right)];
  const failed = [one, other].find((view) => view.kind === 'failed');
  if (failed?.kind === 'failed') return <ErrorNote error={new Error(failed.message)} />;
  if (one.kind !== 'open' || other.kind !== 'open' || !one.caughtUp || !other.caughtUp) return <Loader />;
  return <Compared one={one} other={other} />;
}

function Compared({ one, other }: { readonly one: RunProjection; readonly other: RunProjection }) {
  const words = useTexts(historyWords);
  const [different, setDifferent] = useState(false);
  const steps = useMemo(() => compareSteps(one.state, other.state), [one.state, other.state]);
  const run = (id: string) => <a href={hashOf({ screen: 'run', run: id, tab: 'cockpit' })}>{id}</a>;
  return (
    <>
      <p>{one.opened.planHash === other.opened.planHash ? words.samePlan : words.otherPlan}</p>
      <Checkbox
        mb="sm"
        label={words.onlyDifferent}
        checked={different}
        onChange={(event) => setDifferent(event.currentTarget.checked)}
      />
      <Table.ScrollContainer minWidth={760}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.step}</Table.Th>
              <Table.Th>{run(one.opened.run)}</Table.Th>
              <Table.Th>{run(other.opened.run)}</Table.Th>
              <Table.Th>{words.difference}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {steps
              .filter(({ differs }) => differs || !different)
              .map((step) => (
                <ComparedRow key={step.id} step={step} />
              ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function ComparedRow({ step }: { readonly step: ComparedStep }) {
  const { one, other } = step;
  const both = one?.tookMs !== undefined && other?.tookMs !== undefined;
  const ms = both ? other.tookMs - one.tookMs : undefined;
  return (
    <Table.Tr data-differs={step.differs} className={classes['compared']}>
      <Table.Td>
        {step.title}
        <code>{step.id}</code>
      </Table.Td>
      <Table.Td>
        <Side side={one} />
      </Table.Td>
      <Table.Td>
        <Side side={other} />
      </Table.Td>
      <Table.Td>
        {ms === undefined || clockText(Math.abs(ms)) === '0:00' ? '' : `${ms >= 0 ? '+' : ''}${clockText(ms)}`}
      </Table.Td>
    </Table.Tr>
  );
}

function Side({ side }: { readonly side: StepSide | undefined }) {
  const words = useTexts(historyWords);
  if (side === undefined) return <span>{words.notThere}</span>;
  return (
    <>
      <StateMark state={side.state} word />
      <p>
        {side.tookMs === undefined ? '' : `${words.took} ${clockText(side.tookMs)}`}
        {side.attempts > 1 ? ` · ${words.attempts(side.attempts)}` : ''}
      </p>
    </>
  );
}
