import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Lab } from '../../src-main/lab/create-lab.ts';
import type { AppHost } from './app-host.ts';
import { test } from './app-test.ts';
import { headline, needsYou, presentStep } from './cockpit.ts';
import { people } from './people.ts';
import { makeRun, namePeople, prepareRun } from './prepare-run.ts';

const drain = /^Take the session border controllers/;
const drainDone = /^Done: Take the session border controllers/;
const press = 'Press the button while the other machine is up';

test('twenty hosts, long titles, forms of one name: what to do is in sight, and each state is said in one way', async ({
  host,
  lab,
  dataFolder,
}) => {
  const { page: window } = host;
  await startTheRun(host, lab, dataFolder);
  await decideOneOfTwenty(window);
  await leftOutInWords(window);
  await longTitle(window);
  await stopIsSaidOnce(window, lab);
  await formsOfOneName(window);
  await seenFromTheList(window);
});

/** Beside the runbook lies an inventory of twenty more hosts: one machine of the lab under twenty names. */
function crowdedSite(dataFolder: string, lab: Lab): string {
  const folder = join(dataFolder, 'crowd');
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(import.meta.dirname, 'crowded.yaml'), join(folder, 'crowded.yaml'));
  const given = readFileSync(lab.inventoryPath, 'utf8');
  const machine = /^ {2}voice-c:\n((?: {4}.*\n)+)/m.exec(given)?.[1] ?? '';
  const edges = Array.from({ length: 20 }, (_, at) => `edge-${String(at + 1).padStart(2, '0')}`);
  const hosts = edges.map((edge) => `  ${edge}:\n${machine}`).join('');
  const inventory = given
    .replace(/^groups:$/m, `${hosts}groups:\n  edges: [${edges.join(', ')}]`)
    .replace(/^bindings:$/m, 'bindings:\n  crowded: { near: voice-c, far: voice-a, edges: edges }');
  writeFileSync(join(folder, 'site.inventory.yaml'), inventory);
  return join(folder, 'crowded.yaml');
}

async function startTheRun(host: AppHost, lab: Lab, dataFolder: string): Promise<void> {
  const runbook = crowdedSite(dataFolder, lab);
  const { page: window } = host;
  await host.openFile(runbook, () => window.getByRole('button', { name: 'Open a file…' }).first().click());
  await expect(window.getByRole('heading', { name: 'A crowded night', level: 1 })).toBeVisible();
  await window.getByRole('link', { name: 'New run' }).click();
  await namePeople(window, Object.values(people));
  await makeRun(window);
  await prepareRun(window, [people.approver, people.tester]);
}

async function decideOneOfTwenty(window: Page): Promise<void> {
  await expect(headline(window)).toContainText('Decide what failed: Patch every edge');
  const step = presentStep(window);
  // Nineteen lines of what went well would stand between the error and the answers.
  await expect(step.getByText('on 19 hosts')).toBeInViewport();
  await expect(step.getByRole('radio', { name: /Stop the run/ })).toBeInViewport();
  await expect(step.getByLabel('Output')).toContainText('the lock is held');
  // Its beginning, where one line is longer than the box.
  expect(await step.getByLabel('Output').evaluate((box) => box.lastElementChild?.getBoundingClientRect().top)).toBe(
    await step.getByLabel('Output').evaluate((box) => box.getBoundingClientRect().top),
  );
  await expect(window.getByRole('tab', { name: /^edge-19/, selected: true })).toBeInViewport();
  await step.getByText('on 19 hosts').click();
  await expect(step.getByRole('listitem').filter({ hasText: 'edge-01' }).last()).toBeVisible();
  await step.getByRole('radio', { name: /Go on, it stays failed/ }).click();
  await step.getByRole('textbox', { name: 'Reason' }).fill('It is mended tomorrow.');
  await step.getByRole('button', { name: /^Go on, it stays failed/ }).click();
}

/** The expression is for the details; the record of the signature names what was signed. */
async function leftOutInWords(window: Page): Promise<void> {
  await window.getByRole('treeitem', { name: /^not applicable Warm the cold site/ }).click();
  await expect(presentStep(window)).toContainText('the condition of the runbook does not hold');
  await expect(presentStep(window).getByText('params.cold', { exact: true })).toBeHidden();
  await expect(window.getByRole('log', { name: 'Events' })).toContainText('Change approver: the plan');
}

async function longTitle(window: Page): Promise<void> {
  await needsYou(window).getByRole('button', { name: drain }).click();
  const box = await headline(window).boundingBox();
  expect(box?.height).toBeLessThanOrEqual(56);
  const step = presentStep(window);
  await expect(step.getByText('This step runs nothing on a host.')).toBeHidden();
  await expect(window.getByText('This step runs nothing on a host.')).toBeVisible();
  const calls = step.getByRole('textbox', { name: 'Calls that were still up' });
  await calls.fill('four');
  // Not refused by the core after it was pressed: told before.
  await expect(step).toContainText('Still missing: Calls that were still up (Expected a whole number)');
  await expect(step.getByRole('button', { name: drainDone })).toBeDisabled();
  await focusIsKept(window);
  await calls.fill('4');
  await window.keyboard.press('Control+Enter');
  await expect(headline(window)).toContainText(press);
  await window.getByRole('treeitem', { name: drain.source.replace('^', 'passed ') }).click();
  // By the words of the question, not by its key.
  await expect(step).toContainText('Calls that were still up: 4');
}

/** Whoever has no mouse goes on where they were: at what opened the dialog, or in the part that stays. */
async function focusIsKept(window: Page): Promise<void> {
  const note = window.getByRole('button', { name: /^Note/ });
  await note.focus();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('dialog').getByRole('textbox').first()).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toBeHidden();
  await expect(note).toBeFocused();
}

async function stopIsSaidOnce(window: Page, lab: Lab): Promise<void> {
  await needsYou(window).getByRole('button', { name: press }).click();
  const step = presentStep(window);
  await expect(step.getByRole('button', { name: `Done: ${press}` })).toBeVisible();
  lab.powerOff('voice-a', { mains: true });
  await expect(headline(window)).toHaveText(`STOP, do not do it: ${press}`);
  await expect(window.getByRole('treeitem', { name: new RegExp(`^STOP ${press}`) })).toBeVisible();
  await expect(step).not.toContainText('needs a person');
  lab.powerOn('voice-a');
  await expect(headline(window)).toHaveText(`Waiting for the operator: ${press}`);
  const done = step.getByRole('button', { name: `Done: ${press}` });
  await done.focus();
  await window.keyboard.press('Enter');
  await expect(done).toBeHidden();
  // The button is gone, the step's place is not.
  await expect(step).toBeFocused();
}

/** Two forms of one step's title: the headline, the list and the queue name the form. */
async function formsOfOneName(window: Page): Promise<void> {
  await expect(headline(window)).toHaveText(
    /^Waiting for the tester: Acceptance of Voice [AC]: 1 verdict( and 1 more)?$/,
  );
  await expect(window.getByRole('treeitem', { name: /Acceptance tests Acceptance of Voice A/ })).toBeVisible();
  await window.keyboard.press('n');
  await expect(window.getByText('1 verdict is open')).toBeVisible();
  await window.keyboard.press('o');
  const fields = window.getByRole('form', { name: 'Record OTHER' });
  await expect(fields).toContainText('Still missing: Caveat');
  await fields.getByLabel('Caveat').fill('It rings twice.');
  await fields.getByLabel('Agreed by (a person of the customer)').fill('Rita Rossi');
  await fields.getByLabel('Organisation').fill('Customer');
  await fields.getByText('a mail, attached').click();
  // Half an agreement would be recorded as none.
  await expect(fields.getByRole('button', { name: 'Record OTHER' })).toBeDisabled();
  await expect(fields).toContainText('Still missing: a mail, attached');
  await fields.getByRole('button', { name: 'Leave it' }).click();
  await window.keyboard.press('p');
  await window.getByRole('button', { name: 'Record PASS' }).press('Enter');
  const signature = window.getByRole('region', { name: 'Signature of the Tester' });
  const pin = signature.getByLabel(`PIN of ${people.tester.name}`);
  await pin.fill('0000');
  await signature.getByRole('button', { name: `Sign as ${people.tester.name}` }).click();
  await expect(signature.getByRole('alert')).toContainText('That is not the PIN');
  // To be typed again at once, and not under what was said of it.
  await expect(pin).toBeFocused();
  const [field, said] = await Promise.all([pin.boundingBox(), signature.getByRole('alert').boundingBox()]);
  expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(said?.y ?? 0);
}

async function seenFromTheList(window: Page): Promise<void> {
  await window.getByRole('link', { name: 'Runs' }).click();
  const row = window.getByRole('listitem').filter({ hasText: 'A crowded night' });
  await expect(row).toContainText('waits for: Tester');
}
