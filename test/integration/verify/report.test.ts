import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openInstallation } from '../../../src-main/journal/installation.ts';
import { runAttachments } from '../../../src-main/report/attachments.ts';
import { renderPdf } from '../../../src-main/report/render-pdf.ts';
import { verifyPath } from '../../../src-main/verify/verify-path.ts';
import { verifyPdf } from '../../../src-main/verify/verify-pdf.ts';
import type { Plan } from '../../../src-shared/plan/plan.ts';
import { buildReport } from '../../../src-shared/report/build-report.ts';
import { evolve, initialState } from '../../../src-shared/run/evolve.ts';
import { tempFolder } from '../journal/fixture.ts';
import { pdfsig } from './pdf-fixture.ts';
import { makeRun } from './run-fixture.ts';

test('the report that we make of a run verifies with its signer', async () => {
  const installation = await openInstallation(tempFolder(), 'test-host', Date.UTC(2026, 10, 21));
  const { folder, records } = await makeRun(installation);
  const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as Plan;
  const planHash = records[0]!.prev;
  const { files: attachments, notAttached, missing } = await runAttachments(folder, records);
  const state = records.reduce(evolve, initialState(plan, planHash));
  const generatedAt = '2026-11-21T04:00:00.000Z';
  const about = { events: records, lang: 'it', generatedAt, notAttached, missing } as const;
  const model = buildReport({ plan, planHash, state, ...about });
  const path = join(folder, 'report.pdf');
  await writeFile(path, renderPdf(model, plan, { attachments, installation }).chunks);
  const bytes = readFileSync(path);
  const fingerprint = installation.certificateFingerprint;
  expect(await verifyPath(path, { signer: fingerprint })).toEqual({
    ok: true,
    kind: 'pdf',
    head: records.at(-1)!.hash,
    records: records.length,
    signer: { fingerprint, subject: 'CN=Drillbook installation test-host, O=Drillbook' },
    problems: [],
    notes: [],
  });
  expect(pdfsig(folder, bytes)).toBe('Signature is Valid.');
  const missed: number[] = [];
  // A prime step: every part of the file has its share, from the header to the end.
  for (let at = 0; at < bytes.length; at += 4999) {
    const damaged = Buffer.from(bytes);
    damaged[at]! ^= 1 << (at % 8);
    if ((await verifyPdf(damaged)).problems.length === 0) missed.push(at);
  }
  expect(missed).toEqual([]);
});
