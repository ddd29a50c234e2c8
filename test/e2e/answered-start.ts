import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Plan } from '../../src-shared/plan/plan.ts';
import { fillInCover, makeRun, namePeople, prepareRun } from './prepare-run.ts';
import type { CastMember, Script, ShippedRun } from './shipped-run.ts';

/** From the library to the form of a new run, with the hosts of the system's practice lab switched on. */
export async function beginShippedRun(window: Page, { title }: Script): Promise<void> {
  await window.getByRole('searchbox', { name: 'Search runbooks' }).fill(title);
  await window.getByRole('link', { name: `New run of ${title}`, exact: true }).click();
  await expect(window.getByRole('heading', { name: 'New run', level: 1 })).toBeVisible();
  await window.getByRole('button', { name: 'Start the practice lab' }).click();
  await expect(window.getByText('The practice lab is running.')).toBeVisible();
  await expect(window.getByRole('radio', { name: 'Rehearsal' })).toBeChecked();
}

/** Everything of the form from the answers, then the run; gives its plan. */
export async function makeShippedRun(window: Page, dataFolder: string, run: ShippedRun, script: Script): Promise<Plan> {
  const { document, answers, cast } = script;
  for (const [id, value] of Object.entries(run.values ?? {})) {
    await window.getByLabel(document.parameters?.[id]?.title ?? id, { exact: true }).fill(value);
  }
  await namePeople(window, cast);
  await fillInCover(window, answers.document.run ?? {});
  await makeRun(window);
  const id = new URLSearchParams(new URL(window.url()).hash.replace(/^[^?]*/, '')).get('run') ?? '';
  return JSON.parse(readFileSync(join(dataFolder, 'runs', id, 'plan.json'), 'utf8')) as Plan;
}

/** PINs of those who sign and have none at this desk, preflight, approval, start. */
export async function startShippedRun(window: Page, { cast, answers }: Script): Promise<void> {
  const pinless: CastMember[] = [];
  for (const member of cast) {
    const row = window
      .getByRole('table', { name: 'People and PINs' })
      .getByRole('row')
      .filter({ hasText: member.name });
    await expect(row).toContainText(/has a PIN|no PIN yet|signs nothing/);
    if (await row.getByText('no PIN yet').isVisible()) pinless.push(member);
  }
  const as = answers.document.answers?.find(({ step }) => step?.startsWith('approval/'))?.sign?.as;
  const approver = cast.find(({ id }) => id === as);
  if (approver === undefined) throw new Error('The answers name nobody who approves the plan');
  await prepareRun(window, pinless, approver);
}
