import { Button, Skeleton } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { assertNever } from '../../../src-shared/base/assert-never.ts';
import type { RunbookView } from '../../../src-shared/rpc/library-calls.ts';
import { core } from '../../platform/core.ts';
import { useLinkStore } from '../../state/link-store.ts';
import { hashOf, useRoute, type RunbookTab } from '../../state/route-store.ts';
import { useCall } from '../../state/use-call.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { nameOf } from '../../ui/file-paths.ts';
import { usePalette } from '../../ui/keys.ts';
import { Screen } from '../../ui/screen.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { DocumentTab } from './document-tab.tsx';
import { LostDraft } from './edit/lost-draft.tsx';
import { useLeaveGuard } from './edit/use-leave-guard.tsx';
import { GraphTab } from './graph-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { ProblemsTab } from './problems-tab.tsx';
import { outlineOf } from './runbook-outline.ts';
import classes from './runbook-screen.module.css';
import { RunbookTabs } from './runbook-tabs.tsx';
import { runbookTexts } from './runbook-texts.ts';
import { StepsTab } from './steps-tab.tsx';
import { Validity } from './validity.tsx';

export interface RunbookScreenProps {
  readonly file: string;
  readonly tab: RunbookTab;
}

/** The editor is the heaviest part of the window: nobody waits for it who does not edit. */
const EditTab = lazy(async () => {
  const { EditTab: component } = await import('./edit/edit-tab.tsx');
  return { default: component };
});

/** One runbook file: what it says, what is wrong with it, and its text to edit. */
export function RunbookScreen({ file, tab }: RunbookScreenProps) {
  const words = useTexts(runbookTexts);
  const [called, reload] = useCall('library.read', { file }, ['library']);
  const view = called.kind === 'there' ? called.value : undefined;
  const leaving = useLeaveGuard(file);
  const errors = view?.problems.filter(({ severity }) => severity === 'error').length ?? 0;
  const title = view?.document?.title ?? nameOf(file);
  return (
    <Screen
      fill
      title={title}
      lead={view === undefined ? undefined : <Lead view={view} errors={errors} />}
      actions={<RunbookActions file={file} runnable={view?.document !== undefined} tab={tab} />}
      tabs={<RunbookTabs file={file} tab={tab} problems={view?.problems.length ?? 0} errors={errors} />}
    >
      {called.kind === 'failed' ? (
        <div className={classes['page']}>
          <ErrorNote error={called.error} onRetry={reload} />
          <LostDraft file={file} onReload={reload} />
        </div>
      ) : null}
      {called.kind === 'loading' ? (
        <div className={classes['page']} role="status" aria-label={words.loading}>
          <Skeleton height={24} width={280} mb={16} />
          <Skeleton height={140} />
        </div>
      ) : null}
      {view === undefined ? null : <Page view={view} tab={tab} onReload={reload} />}
      {leaving}
    </Screen>
  );
}

function Lead({ view, errors }: { readonly view: RunbookView; readonly errors: number }) {
  const { document, problems } = view;
  const known = document === undefined ? [] : [document.id, document.version, document.system];
  return (
    <span className={classes['lead']}>
      <span>{known.filter((one) => one !== undefined).join(' · ')}</span>
      <Validity errors={errors} hints={problems.length - errors} />
    </span>
  );
}

interface RunbookActionsProps extends RunbookScreenProps {
  readonly runnable: boolean;
}

function RunbookActions({ file, runnable, tab }: RunbookActionsProps) {
  const words = useTexts(runbookTexts);
  const go = useRoute((state) => state.go);
  const native = useLinkStore(({ info }) => info?.nativeDialogs === true);
  const show = (): void => void core.call('host.showInFolder', { file }).catch(() => undefined);
  const run = (): void => go({ screen: 'new-run', runbook: file });
  usePalette([
    ...(runnable ? [{ id: 'runbook-run', group: words.group, label: words.newRun, run }] : []),
    {
      id: 'runbook-edit',
      group: words.group,
      label: words.edit,
      run: () => go({ screen: 'runbook', file, tab: 'edit' }),
    },
    ...(native ? [{ id: 'runbook-folder', group: words.group, label: words.showInFolder, run: show }] : []),
  ]);
  return (
    <>
      {native ? (
        <Button variant="default" onClick={show}>
          {words.showInFolder}
        </Button>
      ) : null}
      {runnable ? (
        <Button
          component="a"
          variant={tab === 'edit' ? 'default' : 'filled'}
          href={hashOf({ screen: 'new-run', runbook: file })}
        >
          {words.newRun}
        </Button>
      ) : (
        <span className={classes['why']}>{words.cannotRun}</span>
      )}
    </>
  );
}

interface PageProps {
  readonly view: RunbookView;
  readonly tab: RunbookTab;
  readonly onReload: () => void;
}

function Page({ view, tab, onReload }: PageProps) {
  const { file, document, problems } = view;
  const outline = useMemo(() => (document === undefined ? undefined : outlineOf(document)), [document]);
  // A step that was opened in the graph is where the list begins.
  const [step, setStep] = useState<string>();
  if (tab === 'edit') {
    return (
      <Suspense fallback={null}>
        <EditTab view={view} onReload={onReload} />
      </Suspense>
    );
  }
  if (tab === 'problems') return <ProblemsTab file={file} problems={problems} />;
  if (document === undefined || outline === undefined) return <Faulty file={file} />;
  switch (tab) {
    case 'overview':
      return <OverviewTab file={file} document={document} outline={outline} />;
    case 'steps':
      return <StepsTab outline={outline} first={step} />;
    case 'graph':
      return <GraphTab file={file} outline={outline} selected={step} onSelect={setStep} />;
    case 'document':
      return <DocumentTab document={document} />;
    default:
      return assertNever(tab, 'page of a runbook');
  }
}

function Faulty({ file }: { readonly file: string }) {
  const words = useTexts(runbookTexts);
  return (
    <EmptyState
      icon={IconFileAlert}
      title={words.faultyTitle}
      actions={
        <>
          <Button component="a" href={hashOf({ screen: 'runbook', file, tab: 'problems' })}>
            {words.seeProblems}
          </Button>
          <Button component="a" variant="default" href={hashOf({ screen: 'runbook', file, tab: 'edit' })}>
            {words.edit}
          </Button>
        </>
      }
    >
      {words.faulty}
    </EmptyState>
  );
}
