import { expect, type Page } from '@playwright/test';
import type { SampleRuns } from './sample-runs.ts';

/** A screen or dialog as somebody reaches it. */
export interface ShownScreen {
  readonly name: string;
  /** The part of the address behind `#`. */
  readonly at: string;
  /** What a person does there to see it. */
  readonly then?: (window: Page) => Promise<void>;
}

/** Goes to a screen from wherever the window is; nothing that was open before is open any more. */
export async function showScreen(window: Page, { at, then }: ShownScreen): Promise<void> {
  await window.evaluate((hash) => {
    location.hash = hash;
  }, at);
  await window.reload();
  await settled(window);
  await then?.(window);
  await settled(window);
}

/** Nothing is loading any more, and what moved has come to rest. */
export async function settled(window: Page): Promise<void> {
  await expect(window.locator('main')).toBeVisible();
  await expect(window.locator('.mantine-Loader-root, .mantine-Skeleton-root').filter({ visible: true })).toHaveCount(
    0,
    {
      timeout: 60_000,
    },
  );
  // What turns for ever, as the mark of a running step does, is not waited for.
  await window.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

const press = (name: string | RegExp) => (window: Page) => window.getByRole('button', { name }).first().click();
const openDialog = (name: string | RegExp) => async (window: Page) => {
  await press(name)(window);
  await expect(window.getByRole('dialog')).toBeVisible();
};
const hold = async (window: Page): Promise<void> => {
  const open = window.getByRole('button', { name: /Open it here to act|Aprila qui/ });
  await expect(window.getByRole('heading', { level: 1 }).first()).toBeVisible();
  if (await open.isVisible()) {
    await open.click();
    await expect(open).toBeHidden();
  }
};
const held = (then: (window: Page) => Promise<void>) => async (window: Page) => {
  await hold(window);
  await then(window);
};

function run(id: string, tab: string, item?: string): string {
  return `/run?${new URLSearchParams({ run: id, tab, ...(item === undefined ? {} : { item }) }).toString()}`;
}

/** Every screen and dialog of the app; `runbook` is a file of the library. */
export function allScreens(runs: SampleRuns, runbook: string): readonly ShownScreen[] {
  return [
    { name: 'library-welcome', at: '/library' },
    ...runbookTabs(runbook),
    { name: 'new-run', at: `/new-run?${new URLSearchParams({ runbook }).toString()}` },
    { name: 'prepare', at: run(runs.prepare, 'prepare'), then: hold },
    { name: 'prepare-pin', at: run(runs.prepare, 'prepare'), then: held(openDialog('Set PIN…')) },
    ...cockpits(runs),
    ...pagesOfRun(runs),
    ...otherScreens(runs),
  ];
}

function runbookTabs(runbook: string): readonly ShownScreen[] {
  // Drawn by workers and in parts that are loaded when they are wanted.
  const drawn: Readonly<Record<string, string>> = { graph: '.react-flow__node', edit: '.cm-line' };
  return ['overview', 'steps', 'graph', 'document', 'problems', 'edit'].map((tab) => ({
    name: `runbook-${tab}`,
    at: `/runbook?${new URLSearchParams({ file: runbook, tab }).toString()}`,
    then: (window) => expect(window.locator(drawn[tab] ?? 'main').first()).toBeVisible(),
  }));
}

/** The cockpit, once for each kind of need, and its dialogs. */
export function cockpits(runs: SampleRuns): readonly ShownScreen[] {
  const at = (id: string): string => run(id, 'cockpit');
  const stop = async (window: Page): Promise<void> => {
    await expect(window.getByRole('alert').first()).toBeVisible({ timeout: 30_000 });
  };
  const showGraph = async (window: Page): Promise<void> => {
    await window.keyboard.press('g');
    await expect(window.locator('.react-flow__node').first()).toBeVisible();
  };
  return [
    { name: 'cockpit-confirm', at: at(runs.confirm), then: hold },
    { name: 'cockpit-stop', at: at(runs.stop), then: held(stop) },
    { name: 'cockpit-failed', at: at(runs.failed), then: hold },
    { name: 'cockpit-unknown', at: at(runs.unknown), then: hold },
    { name: 'cockpit-choose', at: at(runs.choose), then: hold },
    { name: 'cockpit-sign', at: at(runs.sign), then: hold },
    { name: 'cockpit-form', at: at(runs.form), then: hold },
    { name: 'cockpit-completed', at: at(runs.done) },
    { name: 'cockpit-only-shown', at: at(runs.done) },
    { name: 'cockpit-graph', at: at(runs.confirm), then: held(showGraph) },
    {
      name: 'cockpit-timeline',
      at: at(runs.confirm),
      then: held((window) =>
        window.getByRole('radiogroup', { name: 'How the steps are shown' }).getByText('Time').click(),
      ),
    },
    { name: 'dialog-pause', at: at(runs.confirm), then: held(openDialog('Pause')) },
    { name: 'dialog-stop', at: at(runs.confirm), then: held(openDialog('Stop…')) },
    { name: 'dialog-roll-back', at: at(runs.confirm), then: held(openDialog('Roll back…')) },
    { name: 'dialog-skip', at: at(runs.confirm), then: held(openDialog('Skip…')) },
    { name: 'dialog-not-worked', at: at(runs.confirm), then: held(openDialog('It did not work…')) },
    { name: 'dialog-note', at: at(runs.confirm), then: held(openDialog(/^Note/)) },
    { name: 'dialog-hand-over', at: at(runs.confirm), then: held(openDialog('Operator: Change…')) },
  ];
}

function pagesOfRun(runs: SampleRuns): readonly ShownScreen[] {
  const pdf = async (window: Page): Promise<void> => {
    await expect(window.getByRole('region', { name: /^Page 1 of \d+$/ })).toBeVisible({ timeout: 60_000 });
  };
  return [
    { name: 'forms', at: run(runs.form, 'forms'), then: hold },
    { name: 'forms-signed', at: run(runs.done, 'forms') },
    { name: 'forms-final-page', at: run(runs.done, 'forms', 'final') },
    { name: 'report', at: run(runs.done, 'report'), then: pdf },
    { name: 'report-open', at: run(runs.form, 'report'), then: pdf },
    { name: 'recordings', at: run(runs.done, 'recordings') },
  ];
}

function otherScreens(runs: SampleRuns): readonly ShownScreen[] {
  return [
    { name: 'history', at: '/history' },
    {
      name: 'history-compare',
      at: `/history?${new URLSearchParams({ compare: `${runs.done}|${runs.form}` }).toString()}`,
    },
    { name: 'verify', at: '/verify' },
    ...['look', 'identities', 'known-hosts', 'inventories', 'lab', 'data'].map((tab) => ({
      name: `settings-${tab}`,
      at: `/settings?tab=${tab}`,
    })),
    { name: 'palette', at: '/library', then: (window) => window.keyboard.press('Control+k') },
    { name: 'keys', at: run(runs.confirm, 'cockpit'), then: held((window) => window.keyboard.press('?')) },
    { name: 'file-dialog', at: '/library', then: openDialog('Open a file…') },
  ];
}
