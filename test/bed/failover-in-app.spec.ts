import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { watchOutage } from './outage-watch.ts';
import { serveBed, type ServedBed } from './served-bed.ts';
import { sipPort } from './voice-service.ts';
import { whyNoBed } from './why-no-bed.ts';

const cli = join(import.meta.dirname, '../../out/cli/main.mjs');
const people = {
  Operator: { name: 'Olga Operator', organisation: 'Practice vendor', pin: '9753' },
  'Change approver': { name: 'Anna Approver', organisation: 'Practice customer', pin: '2468' },
  Tester: { name: 'Tomas Tester', organisation: 'Practice vendor', pin: '1357' },
} as const;

let served: ServedBed;
let browser: Browser;
test.skip(whyNoBed() !== undefined, 'needs root on Linux, and the packages of the bed');
test.beforeAll(async () => {
  served = await serveBed();
  const path = process.env['DRILLBOOK_CHROMIUM'] ?? '/usr/bin/chromium';
  const executable = existsSync(path) ? { executablePath: path } : {};
  browser = await chromium.launch({ ...executable, args: ['--no-sandbox', '--disable-gpu', '--disable-sync'] });
});
test.afterAll(async () => {
  await browser.close();
  await served.end();
});

test('an operator moves the service, sees the outage live, rolls back from the cockpit and holds a report that verifies', async () => {
  const window = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await window.goto(served.url);
  await makeTheRun(window);
  await prepareTheRun(window);
  const watch = watchOutage(served.bed.vip, sipPort);
  const meter = window.getByRole('list', { name: 'Outage meter' }).getByRole('listitem').first();
  await needs(window, 'Go');
  await sign(window, 'Change approver');
  await expect(meter).toContainText(/OUT for 0:\d\d/, { timeout: 60_000 });
  await expect(meter).toContainText(/answers · was out 0:\d\d/, { timeout: 120_000 });
  const shown = Number(/was out 0:(\d\d)/.exec(await meter.innerText())?.[1]);
  await needs(window, 'What the tester sees');
  expect(servedBy()).toEqual(['ok standby', served.bed.hosts.standby.address]);

  await rollBack(window);
  expect(servedBy()).toEqual(['ok primary', served.bed.hosts.primary.address]);
  const [first = NaN] = watch.end();
  // Whole seconds are shown, cut or rounded.
  expect(Math.abs(shown - first / 1000)).toBeLessThan(1.5);

  const pdf = await savePdf(window);
  const verified = spawnSync(process.execPath, [cli, 'verify', pdf], { encoding: 'utf8' });
  expect(verified, verified.stdout + verified.stderr).toMatchObject({ status: 0 });
});

/** Who answers at the VIP, and where the name leads. */
function servedBy(): readonly string[] {
  const { hosts, vip, names } = served.bed;
  const page = hosts.observer.run(['curl', '-sS', '-m', '3', `http://${vip}:8080/health`], { mayFail: true });
  return [page.stdout.trim(), ...names.ask(hosts.ns2)];
}

async function openFile(window: Page, file: string): Promise<void> {
  await window.getByRole('button', { name: 'Open a file…' }).first().click();
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel('Folder on the machine where Drillbook runs').fill(file);
  await dialog.getByRole('button', { name: 'Go there' }).click();
}

async function makeTheRun(window: Page): Promise<void> {
  await openFile(window, served.runbook);
  await window.getByRole('link', { name: 'New run', exact: true }).click();
  await window.getByRole('radio', { name: /^there/ }).check();
  await window.getByRole('radio', { name: 'Rehearsal' }).check();
  for (const [role, { name, organisation }] of Object.entries(people)) {
    await window.getByRole('textbox', { name: `${role}: Name` }).fill(name);
    await window.getByRole('textbox', { name: `${role}: Organisation` }).fill(organisation);
  }
  await window.getByLabel('TSIG key for the DNS update (hmac-sha256, base64)').fill(served.bed.names.secret);
  const make = window.getByRole('button', { name: 'Make the run' });
  await expect(make).toHaveAttribute('aria-disabled', 'false');
  await make.click();
  await expect(window.getByRole('heading', { name: 'Prepare the run' })).toBeVisible();
}

async function prepareTheRun(window: Page): Promise<void> {
  const { name, pin } = people['Change approver'];
  await window.getByRole('button', { name: `Set PIN… ${name}` }).click();
  const dialog = window.getByRole('dialog', { name: `PIN of ${name}` });
  await dialog.getByRole('combobox', { name: 'How' }).fill('known in person');
  await dialog.getByRole('button', { name: `${name} is at the keyboard` }).click();
  await dialog.getByLabel('New PIN').fill(pin);
  await dialog.getByLabel('The same once more').fill(pin);
  await dialog.getByRole('button', { name: 'Set my PIN' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await window.getByRole('button', { name: 'Take preflight' }).click();
  await expect(window.getByText('everything that is required holds')).toBeVisible({ timeout: 60_000 });
  const approval = window.getByRole('region', { name: 'Approval by the Change approver' });
  await approval.getByLabel(`PIN of ${name}`).fill(pin);
  await approval.getByRole('button', { name: /^Approve the plan/ }).click();
  await window.getByRole('button', { name: /^Start the rehearsal/ }).click();
}

async function needs(window: Page, title: string): Promise<void> {
  const queue = window.getByRole('region', { name: 'Needs you' });
  await queue.getByRole('button', { name: title }).first().click({ timeout: 120_000 });
}

async function sign(window: Page, role: keyof typeof people): Promise<void> {
  const { name, pin } = people[role];
  const place: Locator = window.getByRole('region', { name: `Signature of the ${role}` });
  await place.getByLabel(`PIN of ${name}`).fill(pin);
  await place.getByRole('button', { name: `Sign as ${name}` }).click();
}

async function rollBack(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Roll back…' }).click();
  const dialog = window.getByRole('dialog', { name: 'Roll back' });
  await expect(dialog.getByRole('listitem')).toHaveCount(7);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The witness has seen enough.');
  await dialog.getByRole('button', { name: 'Roll back: 7 undos' }).click();
  await expect(window.getByRole('heading', { level: 1 })).toContainText('Rolled back', { timeout: 120_000 });
}

async function savePdf(window: Page): Promise<string> {
  await window.getByRole('navigation', { name: 'Pages of the run' }).getByRole('link', { name: 'Report' }).click();
  await expect(window.getByRole('region', { name: /^Page 1 of \d+$/ })).toBeVisible({ timeout: 60_000 });
  await window.getByRole('button', { name: 'Save as PDF…' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel('Folder on the machine where Drillbook runs').fill(dirname(served.runbook));
  await dialog.getByRole('button', { name: 'Go there' }).click();
  await dialog.getByLabel('File name').fill('failover.pdf');
  await dialog.getByRole('button', { name: 'Save here' }).click();
  const pdf = join(dirname(served.runbook), 'failover.pdf');
  await expect(window.getByText(`Written: ${pdf}`)).toBeVisible({ timeout: 60_000 });
  return pdf;
}
