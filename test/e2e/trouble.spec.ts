import { expect, type Page, type WebSocketRoute } from '@playwright/test';
import type { Lab } from '../../src-main/lab/create-lab.ts';
import type { AppHost } from './app-host.ts';
import { test } from './app-test.ts';
import { confirmStep, headline, needsYou, presentStep, turnTo } from './cockpit.ts';
import { people } from './people.ts';
import { practiceSite } from './practice-site.ts';
import { makeRun, namePeople, prepareRun } from './prepare-run.ts';

const slow = 'Copy what takes its time';
const flaky = 'Restart the service';
const pager = 'Silence the pager';
const press = 'Press the button while the other machine is up';

test('a crash in the middle of a step: the run comes back, and a person says what became of it', async ({
  host,
  lab,
  dataFolder,
}) => {
  await startTheRun(host, lab, dataFolder);
  await expect(headline(host.page)).toHaveText(`Running: ${slow} on voice-c`);

  const window = await host.killAndRestart();
  if (host.kind === 'electron') await findTheRun(window);
  await window.getByRole('button', { name: 'Open it here to act' }).click();
  await expect(headline(window)).toContainText(`Say what became of ${slow} on voice-c`);
  const step = await turnTo(window, slow);
  await step.getByRole('radio', { name: /Verified: it is done/ }).click();
  const decide = step.getByRole('button', { name: /^Verified: it is done/ });
  // Nobody decides without a reason that stands in the record.
  await expect(decide).toBeDisabled();
  await step.getByRole('textbox', { name: 'Reason' }).fill('Looked at the host: the copy is there.');
  await decide.click();
  await expect(headline(window)).toContainText(`Decide what failed: ${flaky}`);
  await expect(window.getByRole('log', { name: 'Events' })).toContainText('Looked at the host: the copy is there.');
});

test('what fails, waits, must stop or was wrong: tried again, paused, left out, held by its guard, rolled back', async ({
  host,
  lab,
  dataFolder,
}) => {
  const { page: window } = host;
  await startTheRun(host, lab, dataFolder);
  await tryAgain(window);
  await pauseAndGoOn(window);
  await reloadInTheMiddle(window);
  await leaveOut(window);
  await stopByTheGuard(window, lab);
  await rollBack(window);
});

test('the line to the core is cut: the window says so, and shows the present as soon as it is there again', async ({
  host,
  lab,
  dataFolder,
}, info) => {
  test.skip(info.project.name !== 'web', 'Under Electron there is no line: the core is in the same program.');
  const { page: window } = host;
  const line = await lineOf(window);
  await startTheRun(host, lab, dataFolder);
  await expect(headline(window)).toHaveText(`Running: ${slow} on voice-c`);

  await line.cut();
  await expect(window.getByRole('alert')).toContainText('No connection to the core');
  line.mend();
  await expect(window.getByRole('alert')).toBeHidden();
  await expect(headline(window)).toContainText(`Decide what failed: ${flaky}`);
});

/** From the file of a runbook to its first step. */
async function startTheRun(host: AppHost, lab: Lab, dataFolder: string): Promise<void> {
  const { runbook } = practiceSite(dataFolder, lab);
  const { page: window } = host;
  await host.openFile(runbook, () => window.getByRole('button', { name: 'Open a file…' }).first().click());
  await expect(window.getByRole('heading', { name: 'Trouble in the window', level: 1 })).toBeVisible();
  await window.getByRole('link', { name: 'New run' }).click();
  await namePeople(window, [people.operator, people.approver]);
  await makeRun(window);
  await prepareRun(window, [people.approver]);
}

/** A window that was killed with its program begins where every window begins; in a browser the page is still there. */
async function findTheRun(window: Page): Promise<void> {
  await window.getByRole('link', { name: 'Runs' }).click();
  await window.getByRole('link', { name: 'Trouble in the window' }).click();
}

async function tryAgain(window: Page): Promise<void> {
  const step = await turnTo(window, flaky);
  await expect(step).toContainText('the service did not come up');
  await step.getByRole('radio', { name: /Try again on voice-c/ }).click();
  await step.getByRole('textbox', { name: 'Reason' }).fill('It often needs a second time.');
  await step.getByRole('button', { name: 'Try again on voice-c' }).click();
  await expect(needsYou(window).getByRole('button', { name: pager })).toBeVisible();
}

async function pauseAndGoOn(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Pause' }).click();
  await giveReason(window, 'The customer is called first.', 'Pause the run');
  await expect(headline(window)).toContainText('Paused: The customer is called first.');
  await window.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(headline(window)).toHaveText(`Waiting for the operator: ${pager}`);
}

/** What was typed and not sent belongs to the person: it is there again as well. */
async function reloadInTheMiddle(window: Page): Promise<void> {
  const note = (await turnTo(window, pager)).getByRole('textbox', { name: /^Comment/ });
  await note.fill('Half a sentence');
  const before = await shownIn(window);
  await window.reload();
  await expect.poll(() => shownIn(window)).toEqual(before);
  await expect(note).toHaveValue('Half a sentence');
}

/** Everything that does not move by itself. */
async function shownIn(window: Page): Promise<readonly string[]> {
  const parts = [headline(window), presentStep(window), needsYou(window), window.getByRole('tree', { name: 'Steps' })];
  const texts = await Promise.all(parts.map(async (part) => ((await part.isVisible()) ? part.innerText() : '')));
  return [window.url(), ...texts.map((text) => text.replaceAll(/\d+:\d\d/g, '0:00'))];
}

async function leaveOut(window: Page): Promise<void> {
  const step = await turnTo(window, pager);
  await step.getByRole('button', { name: 'Skip…' }).click();
  await giveReason(window, 'Nobody is on the night shift.', 'Skip the step');
  await expect(window.getByRole('treeitem', { name: new RegExp(`^skipped ${pager}`) })).toBeVisible();
}

async function stopByTheGuard(window: Page, lab: Lab): Promise<void> {
  const step = await turnTo(window, press);
  await expect(step.getByRole('button', { name: `Done: ${press}` })).toBeVisible();
  lab.powerOff('voice-a', { mains: true });
  await expect(step.getByRole('alert')).toContainText('STOP. Do not do it.');
  await expect(headline(window)).toContainText('STOP, do not do it');
  await expect(step.getByRole('button', { name: `Done: ${press}` })).toBeHidden();
  lab.powerOn('voice-a');
  await expect(step.getByRole('alert')).toBeHidden();
  await confirmStep(window, press);
}

async function rollBack(window: Page): Promise<void> {
  await turnTo(window, 'Which side takes over');
  await window.getByRole('button', { name: 'Roll back…' }).click();
  const dialog = window.getByRole('dialog', { name: 'Roll back' });
  await expect(dialog.getByRole('list', { name: 'Roll back' }).getByRole('listitem')).toContainText([
    press,
    flaky,
    slow,
  ]);
  await giveReason(window, 'The wrong evening.', 'Roll back: 3 undos');
  await needsYou(window).getByRole('button', { name: press }).click();
  await presentStep(window)
    .getByRole('button', { name: /^Done:/ })
    .click();
  await expect(headline(window)).toContainText('Rolled back');
}

async function giveReason(window: Page, reason: string, does: string): Promise<void> {
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await dialog.getByRole('button', { name: does }).click();
  await expect(dialog).toBeHidden();
}

interface Line {
  cut(): Promise<void>;
  mend(): void;
}

/** The window's line, led through our hands; only what is opened after this. */
async function lineOf(window: Page): Promise<Line> {
  const open = new Set<WebSocketRoute>();
  let whole = true;
  await window.routeWebSocket(/./, async (socket) => {
    if (!whole) return socket.close();
    open.add(socket);
    socket.connectToServer();
  });
  await window.reload();
  return {
    cut: async () => {
      whole = false;
      await Promise.all([...open].map((socket) => socket.close({ code: 4000 })));
      open.clear();
    },
    mend: () => {
      whole = true;
    },
  };
}
