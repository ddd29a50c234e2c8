import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDocumentJudge, type DocumentJudge } from '../../../src-main/app/service/document-judge.ts';

let folder: string;
let judge: DocumentJudge;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drillbook-judge-'));
  judge = createDocumentJudge();
});

afterEach(async () => {
  await judge.close();
  rmSync(folder, { recursive: true, force: true });
});

test('files, texts and summaries come back with their own answers, errors with their codes', async () => {
  const path = join(folder, 'a.yaml');
  const text = 'drillbook: 1\nid: a\ntitle: A\nversion: "1"\nphases: [{ id: p, steps: [{ id: s, wait: 1s }] }]\n';
  writeFileSync(path, text);
  const [file, loose, summary, none] = await Promise.all([
    judge.judge({ kind: 'file', path }),
    judge.judge({ kind: 'text', path, text: 'kind: inventory' }),
    judge.judge({ kind: 'summary', path }),
    judge.judge({ kind: 'file', path: join(folder, 'none') }).catch((thrown: unknown) => thrown),
  ]);
  expect(file).toMatchObject({ kind: 'runbook', text, whole: true, runbook: { id: 'a' } });
  expect(loose).toMatchObject({ kind: 'inventory' });
  expect(summary).toMatchObject({ id: 'a', steps: 1, errors: 0 });
  expect(none).toMatchObject({ name: 'DrillError', code: 'file.not-readable' });
});

test('while a runbook of a thousand steps is judged, everything else goes on', async () => {
  const steps = Array.from({ length: 1_000 }, (_, at) => `      - { id: s${at}, title: S, run: 'echo ${at}' }`);
  const text = `drillbook: 1\nid: big\ntitle: B\nversion: "1"\nphases:\n  - id: p\n    steps:\n${steps.join('\n')}\n`;
  await judge.judge({ kind: 'text', path: 'warm.yaml', text: 'drillbook: 1' });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  const { problems } = await judge.judge({ kind: 'text', path: 'big.yaml', text });
  const took = performance.now() - begun;
  delay.disable();
  expect(problems.length).toBeGreaterThan(1_000);
  // The answer itself has to be taken in; a busy machine delays everybody, so the bound is the work's own time.
  expect(delay.max / 1e6).toBeLessThan(Math.max(100, took / 2));
});
