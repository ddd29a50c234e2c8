import { resolve } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { findAnswer } from '../../src-main/app/answers/match-answer.ts';
import type { PlanForm } from '../../src-shared/plan/plan.ts';
import type { AnswerDocument } from '../../src-shared/runbook/answers-schema.ts';
import { attachFiles } from './cockpit.ts';
import type { Script } from './shipped-run.ts';

type GivenVerdict = NonNullable<AnswerDocument['verdict']>;

/** For evidence that is taken some time after the form has opened; ms. */
const patience = 120_000;
const keyOf = { PASS: 'p', FAIL: 'f', OTHER: 'o' } as const;

/** Verdicts as a practised tester gives them: a key for the box, Enter to record it; the next case comes by itself. */
export async function fillInForm(place: Locator, form: PlanForm, { answers }: Script): Promise<void> {
  // A verdict before the evidence would stand as given early.
  await expect(place.getByText(/^Its evidence is taken by itself|^Evidence is being taken/)).toHaveCount(0, {
    timeout: patience,
  });
  const cases = form.groups.flatMap((group) => group.cases);
  for (const [at, { id }] of cases.entries()) {
    const verdict = findAnswer(answers.document.answers ?? [], 'verdict', id)?.verdict;
    if (verdict === undefined) throw new Error(`No verdict on ${id} in the answers`);
    const { evidence: files = [] } = verdict;
    await giveByKey(
      place,
      verdict,
      files.map((file) => resolve(answers.folder, file)),
    );
    const boxes = place.getByRole('group', { name: /^Verdict / }).nth(at);
    await expect(boxes.getByRole('button', { name: verdict.is, pressed: true })).toBeVisible();
  }
}

async function giveByKey(
  place: Locator,
  { is, comment, caveat, agreedBy }: GivenVerdict,
  files: readonly string[],
): Promise<void> {
  const { keyboard } = place.page();
  await keyboard.press(keyOf[is]);
  const fields = place.getByRole('form', { name: `Record ${is}` });
  const record = fields.getByRole('button', { name: `Record ${is}` });
  await expect(record).toBeVisible();
  if (caveat !== undefined) await fields.getByLabel('Caveat').fill(caveat);
  if (agreedBy !== undefined) {
    await fields.getByLabel('Agreed by (a person of the customer)').fill(agreedBy.name);
    await fields.getByLabel('Organisation').fill(agreedBy.organisation ?? '');
  }
  if (comment !== undefined) await fields.getByLabel('Comment').fill(comment);
  // Some cases have a place for files, others none.
  if ((await fields.locator('input[type="file"]').count()) > 0) await attachFiles(fields, files);
  await record.press('Enter');
  await expect(fields).toBeHidden();
}
