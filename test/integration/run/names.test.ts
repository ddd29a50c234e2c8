import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPrimary, whyNoBind, type BindServer } from '../steps/bind-server.ts';
import { createSite, operator, quiet, seen, stepId, type Site } from './site.ts';

const secret = randomBytes(32).toString('base64');

describe.skipIf(whyNoBind() !== undefined)('a name that is moved by BIND 9', () => {
  let site: Site;
  let bind: BindServer;
  beforeAll(async () => {
    bind = await startPrimary(['voice 240 IN A 192.0.2.10'], secret);
    site = await createSite(secret);
  });
  afterAll(async () => {
    await site.dispose();
    await bind.stop();
  });

  test('moves, is proven, is put back with its old TTL; the record holds no key', async () => {
    const server = `"127.0.0.1:${bind.port}"`;
    const dns = `{ server: ${server}, zone: example.test, name: voice.example.test, set: 192.0.2.20, key: { name: drillbook, secret: token }, resolvers: ${server} }`;
    const phases = `
  - id: do
    title: Do
    steps:
      - { id: name, title: The name, destructive: true, dns: ${dns}, undo: { restore: true } }
      - { id: there, title: It is there, check: { dns: { name: voice.example.test, resolvers: ${server}, equals: 192.0.2.20 } } }`;
    const run = await site.start(phases, 'parameters: { token: { type: secret, title: Key } }');
    const whyOf = (id: string): string =>
      (run.state.steps.get(stepId(id))?.why ?? '').replaceAll(`127.0.0.1:${bind.port}`, 'ns');
    expect([seen(run, 'do/name'), whyOf('do/name'), whyOf('do/there'), run.state.outcome]).toEqual([
      ['passed', ['app passed 1']],
      'ns says 192.0.2.20 (TTL 60 s)',
      'ns says 192.0.2.20 (TTL 60 s)',
      'completed',
    ]);
    const begun = await run.command({ type: 'roll-back', by: operator, reason: 'as planned' });
    if (!begun.ok) throw new Error(begun.refusal);
    await quiet(run);
    expect([whyOf('rollback/do/name'), run.state.steps.get(stepId('do/name'))?.state, run.state.name]).toEqual([
      'ns says 192.0.2.10 (TTL 240 s)',
      'undone',
      'rolled-back',
    ]);
    const attempt = run.state.steps.get(stepId('do/name'))?.hosts[0]?.attempts[0];
    const recording = readFileSync(join(run.folder, attempt?.ended?.recording?.file ?? ''), 'utf8');
    const journal = readFileSync(join(run.folder, 'journal.jsonl'), 'utf8');
    expect([
      attempt?.kept,
      recording.includes('new: voice.example.test 60 A 192.0.2.20'),
      [recording, journal].some((text) => text.includes(secret)),
      journal.indexOf('"before-kept"') < journal.indexOf('"attempt-ended"'),
    ]).toEqual([{ records: ['192.0.2.10'], ttl: 240 }, true, false, true]);
    await run.close();
  });
});
