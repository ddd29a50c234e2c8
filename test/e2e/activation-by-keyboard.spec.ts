import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './app-test.ts';
import { headline, needsYou, pasteFile, presentStep } from './cockpit.ts';
import { keyboardOf, type Keyboard } from './keyboard.ts';
import { atTheLab } from './lab-page.ts';
import { people, signers, type Somebody } from './people.ts';

const screenshot = {
  name: 'image.png',
  mimeType: 'image/png',
  buffer: readFileSync(join(import.meta.dirname, '../../docs/pictures/forms.png')),
};

test('an operator without a mouse does the activation up to the signed form', async ({ window }) => {
  const keys = keyboardOf(window);
  await readTheSheet(window, keys);
  await fillInNewRun(window, keys);
  for (const signer of signers) await setOwnPin(window, keys, signer);
  await preflightApprovalStart(window, keys);

  await confirm(window, keys, 'The site is prepared');
  await sign(window, keys, 'Go', people.approver);
  await confirm(window, keys, 'A person has seen that every node is without power', 'What was seen and by whom');
  await atTheLab('activate');
  await confirm(window, keys, 'Activate the client in its OCC');
  await confirm(window, keys, 'The carrier routes the calls to the disaster trunk', "Carrier's ticket");
  await confirm(window, keys, 'The DNS record points at the client');
  await pass(window, keys, 'A call from outside comes in', 1);
  await sign(window, keys, 'A call from outside comes in', people.tester);
  await goOnWithoutTheWitness(window, keys);
  await pass(window, keys, 'The acceptance form', 10);
  await sign(window, keys, 'The acceptance form', people.tester);
  await expect(needsYou(window).getByRole('button', { name: 'Final page: Tester' })).toBeVisible();
});

/** `?` shows what every key does here, and Escape gives the screen back. */
async function readTheSheet(window: Page, keys: Keyboard): Promise<void> {
  await expect(window.getByRole('heading', { name: 'Library', level: 1 })).toBeVisible();
  await keys.press('?');
  const sheet = window.getByRole('dialog', { name: 'Keys of this screen' });
  await expect(sheet.getByRole('row', { name: /Ctrl \+ K.*Commands/ })).toBeVisible();
  await keys.press('Escape');
  await expect(sheet).toBeHidden();
}

async function fillInNewRun(window: Page, keys: Keyboard): Promise<void> {
  await keys.command('practice lab');
  await expect(window.getByRole('heading', { name: 'New run', level: 1 })).toBeVisible();
  for (const { role, name } of Object.values(people)) {
    await keys.write(window.getByRole('textbox', { name: `${role}: Name` }), name);
  }
  await expect(window.getByRole('button', { name: 'Make the run' })).toHaveAttribute('aria-disabled', 'false');
  await keys.press('Control+Enter');
  await expect(window.getByRole('heading', { name: 'Prepare the run' })).toBeVisible();
}

async function setOwnPin(window: Page, keys: Keyboard, { name, pin }: Somebody): Promise<void> {
  await keys.tabTo(window.getByRole('button', { name: `Set PIN… ${name}` }));
  await keys.press('Enter');
  const dialog = window.getByRole('dialog', { name: `PIN of ${name}` });
  await keys.write(dialog.getByRole('combobox', { name: 'How' }), 'known in person');
  await keys.tabTo(dialog.getByRole('button', { name: `${name} is at the keyboard` }));
  await keys.press('Enter');
  await expect(dialog.getByLabel('New PIN')).toBeFocused();
  await keys.write(dialog.getByLabel('New PIN'), pin);
  await keys.write(dialog.getByLabel('The same once more'), pin);
  await keys.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused();
  await keys.press('Enter');
  await expect(dialog).toBeHidden();
}

async function preflightApprovalStart(window: Page, keys: Keyboard): Promise<void> {
  await keys.tabTo(window.getByRole('button', { name: 'Take preflight' }));
  await keys.press('Enter');
  await expect(window.getByText('everything that is required holds')).toBeVisible({ timeout: 60_000 });
  const { name, pin } = people.approver;
  await keys.write(window.getByLabel(`PIN of ${name}`), pin);
  await keys.press('Enter');
  await expect(window.getByText(`Approved by ${name},`)).toBeVisible();
  await keys.press('Control+Enter');
  await expect(presentStep(window)).toBeVisible();
}

/** The view follows the run: what waits is in the middle, and Ctrl+Enter confirms it. */
async function confirm(window: Page, keys: Keyboard, title: string, question?: string): Promise<void> {
  await expect(headline(window)).toContainText(title, { timeout: 60_000 });
  const step = presentStep(window);
  await expect(step.getByRole('heading', { name: title, level: 2 })).toBeVisible();
  if (question !== undefined) await keys.write(step.getByRole('textbox', { name: question }), 'PRACTICE-4711');
  if (await step.getByText('evidence is required here').isVisible()) await pasteFile(window, step, screenshot);
  await keys.press('Control+Enter');
  await expect(needsYou(window).getByRole('button', { name: title })).toBeHidden();
}

async function sign(window: Page, keys: Keyboard, title: string, { role, name, pin }: Somebody): Promise<void> {
  await expect(headline(window)).toContainText(title);
  const signature = presentStep(window).getByRole('region', { name: `Signature of the ${role}` });
  await keys.write(signature.getByLabel(`PIN of ${name}`), pin);
  await keys.press('Enter');
  // The headline goes on with the run.
  await expect(headline(window)).not.toContainText(title);
}

/** Whoever signs after the tester most often sits beside: the view stays until they did, or somebody goes on. */
async function goOnWithoutTheWitness(window: Page, keys: Keyboard): Promise<void> {
  await expect(presentStep(window).getByText(`May still be signed here: ${people.witness.role}`)).toBeVisible();
  await keys.press('Control+Enter');
}

/** P opens the fields of the case that is looked at, Enter records it; the next one comes by itself. */
async function pass(window: Page, keys: Keyboard, title: string, cases: number): Promise<void> {
  await expect(headline(window)).toContainText(title, { timeout: 60_000 });
  const form = presentStep(window);
  await expect(form.getByText('Its evidence is taken by itself')).toBeHidden();
  for (let given = 0; given < cases; given += 1) {
    await keys.press('p');
    await expect(form.getByRole('button', { name: 'Record PASS' })).toBeFocused();
    await keys.press('Enter');
    await expect(form.getByRole('button', { name: 'Record PASS' })).toBeHidden();
    await expect(form.getByRole('button', { name: 'PASS', exact: true, pressed: true })).toHaveCount(given + 1);
  }
}
