import { expect, type Page } from '@playwright/test';
import { people, signers, type Somebody } from './people.ts';

/** From the welcome of the first start into the form of a new run. */
export async function enterPracticeLab(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Start the practice lab' }).click();
  await expect(window.getByRole('heading', { name: 'New run', level: 1 })).toBeVisible();
}

/** Who takes part and what stands on the cover; everything else the practice inventory brings along. */
export async function fillInNewRun(window: Page): Promise<void> {
  await expect(window.getByRole('radio', { name: 'Rehearsal' })).toBeChecked();
  await namePeople(window, Object.values(people));
  await fillInCover(window, { customer: 'Practice customer', site: 'Practice lab', change: 'CHG-PRACTICE' });
}

/** What the report is headed with, in a window that began an hour ago. */
export async function fillInCover(
  window: Page,
  { customer = '', site = '', change = '' }: Partial<Record<'customer' | 'site' | 'change', string>>,
): Promise<void> {
  for (const [label, text] of Object.entries({ Customer: customer, Site: site, Change: change })) {
    await window.getByRole('textbox', { name: label, exact: true }).fill(text);
  }
  const hour = 3_600_000;
  await window.getByLabel('Window from').fill(localMinute(Date.now() - hour));
  await window.getByLabel('Window to').fill(localMinute(Date.now() + 4 * hour));
}

export async function namePeople(window: Page, taking: readonly Somebody[]): Promise<void> {
  for (const { role, name, organisation } of taking) {
    await window.getByRole('textbox', { name: `${role}: Name` }).fill(name);
    await window.getByRole('textbox', { name: `${role}: Organisation` }).fill(organisation);
  }
}

/** As a field for date and time takes it, in the zone of this machine, which is the form's own choice. */
function localMinute(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export async function makeRun(window: Page): Promise<void> {
  const make = window.getByRole('button', { name: 'Make the run' });
  // Never `disabled`, so that the keyboard can hear why not: what counts is what it says.
  await expect(make).toHaveAttribute('aria-disabled', 'false');
  await make.click();
  await expect(window.getByRole('heading', { name: 'Prepare the run' })).toBeVisible();
}

/** The operator vouches for the person, and somebody else for the operator; who then chooses a PIN alone at the keyboard. */
async function setOwnPin(window: Page, { role, name, pin }: Somebody): Promise<void> {
  await window.getByRole('button', { name: `Set PIN… ${name}` }).click();
  const dialog = window.getByRole('dialog', { name: `PIN of ${name}` });
  if (role === people.operator.role) await dialog.getByLabel('Who made sure').fill(people.witness.name);
  await dialog.getByRole('combobox', { name: 'How' }).fill('known in person');
  await dialog.getByRole('button', { name: `${name} is at the keyboard` }).click();
  await dialog.getByLabel('New PIN').fill(pin);
  await dialog.getByLabel('The same once more').fill(pin);
  await dialog.getByRole('button', { name: 'Set my PIN' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
}

async function takePreflight(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Take preflight' }).click();
  await expect(window.getByText('everything that is required holds')).toBeVisible({ timeout: 60_000 });
}

async function approvePlan(window: Page, { role, name, pin }: Somebody): Promise<void> {
  const approval = window.getByRole('region', { name: `Approval by the ${role}` });
  await approval.getByLabel(`PIN of ${name}`).fill(pin);
  await approval.getByRole('button', { name: /^Approve the plan/ }).click();
  // An operator approves their own plan where the runbook names nobody else.
  await expect(window.getByText(new RegExp(`^(Approved|Self-approved) by ${name},`))).toBeVisible();
}

async function startRun(window: Page): Promise<void> {
  await window.getByRole('button', { name: /^Start the rehearsal: \d+ steps? on \d+ hosts?$/ }).click();
  await expect(window.getByRole('region', { name: 'The step that is looked at' })).toBeVisible();
}

/** Where the RTO counts from the moment that a person names: now. */
async function declareNow(window: Page): Promise<void> {
  const declare = window.getByRole('button', { name: 'Declare', exact: true });
  if (!(await declare.isVisible())) return;
  await declare.click();
  await expect(window.getByText(/^The RTO counts from \d/)).toBeVisible();
}

/** All that comes before the first step; `signing`: those who have no PIN at this desk yet. */
export async function prepareRun(
  window: Page,
  signing: readonly Somebody[] = signers,
  approver: Somebody = people.approver,
): Promise<void> {
  for (const signer of signing) await setOwnPin(window, signer);
  await takePreflight(window);
  await approvePlan(window, approver);
  await declareNow(window);
  await startRun(window);
}
