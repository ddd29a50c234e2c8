import { expect, type Locator } from '@playwright/test';
import type { Somebody } from './people.ts';

type Verdict = 'PASS' | 'FAIL' | 'OTHER';

export interface VerdictWords {
  readonly comment?: string;
  /** Why a case that has a verdict is tested again. */
  readonly retest?: string;
  readonly caveat?: { readonly text: string; readonly agreedBy: Somebody };
}

/** Presses the box of one case and records it; `number` is the one that is printed, such as 2.3. */
export async function giveVerdict(form: Locator, number: string, is: Verdict, words: VerdictWords = {}): Promise<void> {
  const { comment, retest, caveat } = words;
  const boxes = form.getByRole('group', { name: `Verdict ${number}`, exact: true });
  await boxes.getByRole('button', { name: is }).click();
  const fields = form.getByRole('form', { name: `Record ${is}` });
  if (retest !== undefined) await fields.getByLabel('Why is it tested again?').fill(retest);
  if (caveat !== undefined) {
    await fields.getByLabel('Caveat').fill(caveat.text);
    await fields.getByLabel('Agreed by (a person of the customer)').fill(caveat.agreedBy.name);
    await fields.getByLabel('Organisation').fill(caveat.agreedBy.organisation);
  }
  if (comment !== undefined) await fields.getByLabel('Comment').fill(comment);
  await fields.getByRole('button', { name: `Record ${is}` }).click();
  await expect(boxes.getByRole('button', { name: is })).toHaveAttribute('aria-pressed', 'true');
}
