import { Button } from '@mantine/core';
import { useState } from 'react';
import { hashOf } from '../../state/route-store.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useKeys, usePalette } from '../../ui/keys.ts';
import { Screen } from '../../ui/screen.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { AboutPart } from './about-part.tsx';
import { Checklist, type Check } from './checklist.tsx';
import { DraftsMenu } from './drafts-menu.tsx';
import { InventoryPart } from './inventory-part.tsx';
import { ModePart } from './mode-part.tsx';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';
import { ParametersPart } from './parameters-part.tsx';
import { PeoplePart } from './people-part.tsx';
import { PlanPart } from './plan-part.tsx';
import type { InitialDraft } from './read-initial.ts';
import { RunbookPart } from './runbook-part.tsx';
import { summaryOf } from './summary.ts';
import { summaryTexts } from './summary-texts.ts';
import { useDraft, type DraftKeeper } from './use-draft.ts';
import { useMakeRun, type MakeRun } from './use-make-run.ts';
import { useNewRun } from './use-new-run.ts';

/** The page of a new run: its parts, and at the side what is still missing. */
export function NewRunForm({ id, draft: initial }: InitialDraft) {
  const words = useTexts(newRunTexts);
  const summary = useTexts(summaryTexts);
  const keeper = useDraft(id, initial, () => {
    // A reload comes back to this draft; it is no step back of its own.
    history.replaceState(null, '', hashOf({ screen: 'new-run', draft: id }));
  });
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({});
  const run = useNewRun(keeper.draft, secrets);
  const making = useMakeRun(run, secrets, keeper.drop);
  const { draft, planned } = run;
  const { change } = keeper;
  const checks = summaryOf(run, secrets, summary, words);
  const follows = draft.follow;
  return (
    <Screen
      title={follows === undefined ? words.title : words.titleFollow}
      lead={follows === undefined ? undefined : words.leadFollow(follows)}
      actions={<DraftsMenu own={id} zone={draft.zone} />}
    >
      <div className={classes['page']}>
        <div>
          <RunbookPart
            runbook={draft.runbook}
            summary={run.document?.summary}
            onChange={(runbook) => change({ runbook })}
          />
          <InventoryPart
            inventories={run.inventories}
            asked={run.document !== undefined}
            inventory={draft.inventory}
            practice={run.practice}
            plan={planned.made?.plan}
            onChange={(inventory) => change({ inventory })}
          />
          <ModePart draft={draft} change={change} practice={run.practice} destructive={run.destructive} />
          <ParametersPart
            known={run.document !== undefined}
            parameters={run.parameters}
            set={draft.set}
            planned={planned.made?.plan.parameters}
            faults={run.faults}
            secrets={secrets}
            onSet={(set) => change({ set })}
            onSecrets={setSecrets}
          />
          <PeoplePart
            roles={run.roles}
            people={draft.people}
            clashes={run.clashes}
            onChange={(people) => change({ people })}
          />
          <AboutPart draft={draft} change={change} />
          <PlanPart run={run} />
        </div>
        <Side checks={checks} making={making} keeper={keeper} />
      </div>
    </Screen>
  );
}

interface SideProps {
  readonly checks: readonly Check[];
  readonly making: MakeRun;
  readonly keeper: DraftKeeper;
}

/** What is missing, and the one button, which says why it cannot be pressed. */
function Side({ checks, making: { making, error, make }, keeper: { saved } }: SideProps) {
  const words = useTexts(newRunTexts);
  const summary = useTexts(summaryTexts);
  const missing = checks.filter(({ state }) => state === 'missing' || state === 'working');
  const possible = missing.length === 0 && !making;
  const go = (): void => {
    if (possible) void make();
  };
  useKeys([{ keys: ['ctrl+Enter'], does: summary.make, run: go, whileTyping: true }]);
  usePalette(
    possible ? [{ id: 'make-run', label: summary.make, group: words.title, keys: 'Ctrl+Enter', run: go }] : [],
  );
  const why = summary.missing(missing.map(({ title }) => title).join(', '));
  return (
    <aside className={classes['side']}>
      <Checklist label={summary.label} checks={checks} />
      {/* Not `disabled`: the keyboard must be able to come here and hear why. */}
      <Button
        aria-disabled={!possible}
        {...(possible ? {} : { 'data-disabled': true })}
        loading={making}
        onClick={go}
        aria-describedby="make-note"
      >
        {making ? summary.making : summary.make}
      </Button>
      <p id="make-note" className={missing.length > 0 ? classes['warn'] : classes['quiet']}>
        {missing.length > 0 ? why : summary.makeNext}
      </p>
      {error === undefined ? null : <ErrorNote error={error} />}
      {saved.kind === 'failed' ? (
        <ErrorNote error={saved.error} />
      ) : (
        <p className={classes['quiet']} role="status">
          {words.kept[saved.kind]}
        </p>
      )}
    </aside>
  );
}
