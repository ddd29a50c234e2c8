import { Loader } from '@mantine/core';
import { useStore } from 'zustand';
import { assertNever } from '../../src-shared/base/assert-never.ts';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { ErrorCode } from '../../src-shared/base/error-codes.ts';
import { FormPanel } from '../features/forms/form-panel.tsx';
import { FormsPage } from '../features/forms/forms-page.tsx';
import { SignPanel } from '../features/forms/sign-panel.tsx';
import { PreparePage } from '../features/new-run/prepare-page.tsx';
import { ReportPage } from '../features/report/report-page.tsx';
import { Cockpit, type CockpitSlots } from '../features/run/cockpit.tsx';
import { RunHeader } from '../features/run/run-header.tsx';
import { RecordingsPage } from '../features/terminal/recordings-page.tsx';
import { TerminalDock } from '../features/terminal/terminal-dock.tsx';
import type { RunTab } from '../state/route-store.ts';
import { RunProvider } from '../state/run-context.tsx';
import type { RunStore } from '../state/run-store.ts';
import { useRunStore } from '../state/use-run-store.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import classes from './run-pages.module.css';

export interface RunPagesProps {
  readonly run: string;
  readonly tab: RunTab;
  readonly item: string | undefined;
}

/** The pages of one run, which share one projection of its facts. */
export function RunPages({ run, tab, item }: RunPagesProps) {
  const store = useRunStore(run);
  return store === undefined ? null : <OpenedRun store={store} tab={tab} item={item} />;
}

function OpenedRun({ store, tab, item }: Omit<RunPagesProps, 'run'> & { readonly store: RunStore }) {
  const kind = useStore(store, (view) => (view.kind === 'open' && !view.caughtUp ? 'loading' : view.kind));
  switch (kind) {
    case 'loading':
      return (
        <div className={classes['middle']}>
          <Loader />
        </div>
      );
    case 'failed':
      return <FailedRun store={store} />;
    case 'open':
      return (
        <RunProvider store={store}>
          <div className={classes['run']}>
            <RunHeader />
            <div className={classes['page']}>
              <RunPage tab={tab} item={item} />
            </div>
          </div>
        </RunProvider>
      );
    default:
      return assertNever(kind, 'view of a run');
  }
}

function FailedRun({ store }: { readonly store: RunStore }) {
  const view = useStore(store);
  if (view.kind !== 'failed') return null;
  const error =
    view.code === undefined ? new Error(view.message) : new DrillError(view.code as ErrorCode, view.message);
  return (
    <div className={classes['middle']}>
      <ErrorNote error={error} />
    </div>
  );
}

const slots: CockpitSlots = {
  terminals: (step) => <TerminalDock step={step} />,
  form: (form) => <FormPanel form={form} />,
  sign: (subject, role) => <SignPanel subject={subject} role={role} />,
};

function RunPage({ tab, item }: { readonly tab: RunTab; readonly item: string | undefined }) {
  switch (tab) {
    case 'prepare':
      return <PreparePage />;
    case 'cockpit':
      return <Cockpit slots={slots} item={item} />;
    case 'forms':
      return <FormsPage item={item} />;
    case 'report':
      return <ReportPage />;
    case 'recordings':
      return <RecordingsPage />;
    default:
      return assertNever(tab, 'page of a run');
  }
}
