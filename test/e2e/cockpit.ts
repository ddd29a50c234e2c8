import { basename } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Somebody } from './people.ts';

/** A file as a person drops or pastes it. */
export interface Evidence {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** The step in the middle of the cockpit. */
export function presentStep(window: Page): Locator {
  return window.getByRole('region', { name: 'The step that is looked at' });
}

/** What happens now and who must act: the one headline of a run. */
export function headline(window: Page): Locator {
  return window.getByRole('heading', { level: 1 });
}

/** The queue of what waits for people. */
export function needsYou(window: Page): Locator {
  return window.getByRole('region', { name: 'Needs you' });
}

/** Another page of the same run. */
export async function goToPage(window: Page, page: 'Prepare' | 'Cockpit' | 'Forms' | 'Report'): Promise<void> {
  await window.getByRole('navigation', { name: 'Pages of the run' }).getByRole('link', { name: page }).click();
}

/** The step comes into the queue of what waits for people, and from there into the middle. */
export async function turnTo(window: Page, title: string): Promise<Locator> {
  await needsYou(window).getByRole('button', { name: title }).first().click({ timeout: 60_000 });
  const step = presentStep(window);
  await expect(step.getByRole('heading', { name: title, level: 2 }).first()).toBeVisible();
  return step;
}

export interface Confirmation {
  readonly answers?: Readonly<Record<string, string>>;
  readonly note?: string;
  readonly file?: Evidence;
  readonly pasted?: Evidence;
}

/** Does what the step asks for and says so; the step goes from the queue when the record has it. */
export async function confirmStep(window: Page, title: string, confirmation: Confirmation = {}): Promise<void> {
  const { answers = {}, note, file, pasted } = confirmation;
  const step = await turnTo(window, title);
  for (const [label, answer] of Object.entries(answers)) await step.getByRole('textbox', { name: label }).fill(answer);
  if (note !== undefined) await step.getByRole('textbox', { name: /^Comment/ }).fill(note);
  if (file !== undefined) await attachFile(step, file);
  if (pasted !== undefined) await pasteFile(window, step, pasted);
  await step.getByRole('button', { name: `Done: ${title}` }).click();
  await expect(needsYou(window).getByRole('button', { name: title })).toBeHidden();
}

async function attachFile(place: Locator, file: Evidence): Promise<void> {
  await place.locator('input[type="file"]').setInputFiles(file);
  await expect(place.getByRole('listitem').filter({ hasText: file.name })).toBeVisible();
}

/** Files of this machine, by their paths; returns when the record has them. */
export async function attachFiles(place: Locator, files: readonly string[]): Promise<void> {
  if (files.length > 0) await place.locator('input[type="file"]').setInputFiles([...files]);
  for (const file of files) await expect(place.getByRole('listitem').filter({ hasText: basename(file) })).toBeVisible();
}

/** As Ctrl+V brings it: the clipboard of the machine belongs to everybody on it, so the event is made by hand. */
export async function pasteFile(window: Page, place: Locator, { name, mimeType, buffer }: Evidence): Promise<void> {
  await window.evaluate(
    ({ name: fileName, type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], fileName, { type }));
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(paste);
    },
    { name, type: mimeType, base64: buffer.toString('base64') },
  );
  await expect(place.getByRole('button', { name: /^Take .*out$/ })).not.toHaveCount(0);
}

/** Gives a signature with the person's own PIN, with a drawn one beside it where that is wanted. */
export async function signHere(place: Locator, signer: Somebody, drawn = false): Promise<void> {
  await signWithPin(place, signer, drawn);
  const { role, name } = signer;
  const signature = place.getByRole('region', { name: `Signature of the ${role}` });
  await expect(signature.getByRole('button', { name: `Sign as ${name}` })).toBeHidden();
}

/** The same, and does not look what became of it: the view may go to another signature of the same person at once. */
export async function signWithPin(place: Locator, { role, name, pin }: Somebody, drawn = false): Promise<void> {
  const signature = place.getByRole('region', { name: `Signature of the ${role}` });
  await signature.getByLabel(`PIN of ${name}`).fill(pin);
  if (drawn) await draw(signature);
  await signature.getByRole('button', { name: `Sign as ${name}` }).click();
}

/** One stroke up and down, by the hand of somebody who is in a hurry. */
async function draw(place: Locator): Promise<void> {
  const pad = place.getByRole('img', { name: /^Draw with mouse/ });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('The box for the drawn signature is not on the screen');
  const { mouse } = place.page();
  const at = (x: number, y: number): readonly [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await mouse.move(...at(0.1, 0.6));
  await mouse.down();
  for (const [x, y] of [
    [0.25, 0.2],
    [0.4, 0.8],
    [0.55, 0.3],
    [0.7, 0.7],
    [0.9, 0.4],
  ] as const) {
    await mouse.move(...at(x, y), { steps: 4 });
  }
  await mouse.up();
}
