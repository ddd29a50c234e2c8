import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './app-test.ts';
import { confirmStep, goToPage, headline, signHere, turnTo } from './cockpit.ts';
import { giveVerdict } from './result-form.ts';
import { saveReport, sealRun } from './run-report.ts';
import { atTheLab } from './lab-page.ts';
import { people } from './people.ts';
import { enterPracticeLab, fillInNewRun, makeRun, prepareRun } from './prepare-run.ts';

const root = join(import.meta.dirname, '../..');
const powerNote = {
  name: 'power.txt',
  mimeType: 'text/plain',
  buffer: readFileSync(join(root, 'runbooks/tvox/evidence/power.txt')),
};
const screenshot = {
  name: 'image.png',
  mimeType: 'image/png',
  buffer: readFileSync(join(root, 'docs/pictures/forms.png')),
};

test('a newcomer does the whole TVox activation and holds a signed report that verifies', async ({
  host,
  window,
  dataFolder,
}) => {
  await enterPracticeLab(window);
  await fillInNewRun(window);
  await makeRun(window);
  await prepareRun(window);

  await confirmStep(window, 'The site is prepared', { note: 'Gone through with the customer, point by point.' });
  await signHere(await turnTo(window, 'Go'), people.approver);
  await isolateTheMaster(window);
  await activateTheClient(window);
  await reroute(window);
  await testTheFirstCall(window);
  await fillInTheForm(window);
  await signTheFinalPage(window);
  await expect(headline(window)).toHaveText('Completed Accepted with 1 caveat');

  await sealRun(window);
  const saved = join(dataFolder, 'activation.pdf');
  await saveReport(host, saved);
  const verified = spawnSync(process.execPath, [join(root, 'out/cli/main.mjs'), 'verify', saved], { encoding: 'utf8' });
  expect(verified).toMatchObject({ status: 0 });
});

async function isolateTheMaster(window: Page): Promise<void> {
  await confirmStep(window, 'A person has seen that every node is without power', {
    answers: { 'What was seen and by whom': 'Outlets of both nodes switched off, seen at the main site' },
    file: powerNote,
  });
}

async function activateTheClient(window: Page): Promise<void> {
  const title = 'Activate the client in its OCC';
  await turnTo(window, title);
  await atTheLab('activate');
  await confirmStep(window, title, { note: 'Pressed once.', pasted: screenshot });
}

async function reroute(window: Page): Promise<void> {
  await confirmStep(window, 'The carrier routes the calls to the disaster trunk', {
    answers: { "Carrier's ticket": 'PRACTICE-4711' },
  });
  await confirmStep(window, 'The DNS record points at the client');
}

async function testTheFirstCall(window: Page): Promise<void> {
  const title = 'A call from outside comes in';
  const step = await turnTo(window, title);
  await giveVerdict(step, '1.1', 'PASS', { comment: 'Heard on both sides.' });
  await signHere(step, people.tester);
  // The run goes on without the optional witness, who can still sign.
  await signHere(await turnTo(window, title), people.witness);
}

async function fillInTheForm(window: Page): Promise<void> {
  const form = await turnTo(window, 'The acceptance form');
  await giveVerdict(form, '1.1', 'PASS');
  await giveVerdict(form, '1.2', 'FAIL', { comment: 'The wrong page of the record was shown.' });
  await refuseTheIncompleteForm(window);
  await giveVerdict(form, '1.2', 'PASS', { retest: 'Looked at the proof itself.' });
  await giveVerdict(form, '2.1', 'PASS');
  await giveVerdict(form, '2.2', 'OTHER', {
    caveat: { text: 'The lab has no voice: the delay of the first call was not measured.', agreedBy: people.witness },
  });
  // Its evidence is due some seconds later; a verdict before that would stand as given early.
  await expect(form.getByText('Its evidence is taken by itself')).toBeHidden();
  await giveVerdict(form, '2.3', 'PASS');
  for (const number of ['3.1', '3.2', '3.3', '3.4', '4.1']) await giveVerdict(form, number, 'PASS');
  await signHere(form, people.tester);
  await signHere(await turnTo(window, 'The acceptance form'), people.witness, true);
}

/** Nobody can sign over what is still open: it is said what is missing, and nothing stands there to press. */
async function refuseTheIncompleteForm(window: Page): Promise<void> {
  await goToPage(window, 'Forms');
  await window.getByRole('link', { name: 'Final page' }).click();
  const final = window.getByRole('article', { name: 'Final page' });
  await expect(final.getByText('It cannot be signed now:')).toHaveCount(2);
  await expect(final.getByRole('button', { name: /^Sign as/ })).toHaveCount(0);
  await goToPage(window, 'Cockpit');
}

async function signTheFinalPage(window: Page): Promise<void> {
  for (const signer of [people.tester, people.witness]) {
    await signHere(await turnTo(window, `Final page: ${signer.role}`), signer);
  }
}
