import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnswerRespondent } from '../../../src-main/app/answers/answer-respondent.ts';
import { peopleOf } from '../../../src-main/app/answers/answers.ts';
import { drive } from '../../../src-main/app/answers/drive.ts';
import { createApp } from '../../../src-main/app/app.ts';
import { readAnswers } from '../../../src-main/app/read-answers.ts';
import { systemClock } from '../../../src-main/app/system-clock.ts';
import { createLab, type Lab } from '../../../src-main/lab/create-lab.ts';
import { practiceKey } from '../../../src-main/lab/systems/tvox-names.ts';

const samples = join(import.meta.dirname, '../../../runbooks/samples');
const runbooks = readdirSync(samples).filter((name) => name.endsWith('.yaml') && !name.includes('answers'));

let folder: string;
let lab: Lab;
/** What the sample of an HTTP check asks: the lab's hosts serve no web. */
let web: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drillbook-samples-'));
  process.env['DRILLBOOK_DATA'] = folder;
  web = createServer((_, response) => response.end('ready'));
  await new Promise<void>((resolve) => web.listen(0, resolve));
  lab = await createLab({ folder: join(folder, 'lab'), ports: 'free' });
  writeFileSync(
    join(folder, 'inventory.yaml'),
    lab.inventoryText.replace(
      /^bindings:[^]*?(?=^\S|$(?![^]))/m,
      'bindings: { "*": { host: voice-c, service: voice-a, name_server: dns, resolver: dns2 } }\n',
    ),
  );
});

/** Parameters of a sample that have no default which fits the practice. */
function setFor(name: string): Readonly<Record<string, string>> {
  const address = web.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return name === 'check-http.yaml' ? { url: `http://practice.test:${port}/health` } : {};
}

afterAll(async () => {
  await new Promise((resolve) => web.close(resolve));
  await lab.dispose();
  rmSync(folder, { recursive: true, force: true });
});

test.each(runbooks)('the sample %s runs to its end in the practice lab', async (name) => {
  const app = createApp({
    credentials: { password: () => Promise.resolve(undefined), passphrase: () => Promise.resolve(undefined) },
    acceptNewHostKeys: false,
    secret: () => Promise.resolve(practiceKey.secret),
    knownHostsFiles: [lab.knownHostsFile],
  });
  const request = {
    runbook: join(samples, name),
    inventory: join(folder, 'inventory.yaml'),
    set: setFor(name),
    secrets: new Set(name === 'dns.yaml' ? ['tsig_key'] : []),
  };
  const planned = await app.plan(request);
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems, undefined, 1));
  const read = await readAnswers(join(samples, 'samples.answers.yaml'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems, undefined, 1));
  const people = peopleOf(read.answers);
  const about = { zone: 'Europe/Rome', customer: 'Practice customer' };
  const run = await app.createRun({ ...request, mode: 'rehearsal', about, people, allowDestructive: [] }, planned);
  const refused: string[] = [];
  const open = await drive(run, {
    respondents: [createAnswerRespondent(read.answers, () => Date.now())],
    operator: { name: 'Olga Operator', organisation: 'Practice vendor' },
    clock: systemClock,
    signal: new AbortController().signal,
    onRefused: (_ask, text) => refused.push(text),
  });
  const { outcome } = run.state;
  await run.close();
  // Three of its messages go out in a live run only.
  const expected = name === 'notify.yaml' ? 'completed with 3 simulated' : 'completed';
  expect([refused, open, outcome]).toEqual([[], [], expected]);
});
