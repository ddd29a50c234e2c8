import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Place, runFolderOf } from './drillbook.ts';

const place = new Place();
afterAll(() => place.dispose());

const runbooks = join(import.meta.dirname, '../../../runbooks/tvox');

test('the main job: the TVox activation, its signed report, and a verification that finds one changed byte', async () => {
  const inventory = await place.labInventory();
  const answers = join(runbooks, 'activation.answers.yaml');
  const ran = await place.run('run', join(runbooks, 'activation.yaml'), '--inventory', inventory, '--answers', answers);
  expect([ran.code, ran.stderr, ran.stdout.match(/^(completed|Accepted: .*)$/gm)]).toEqual([
    0,
    '',
    ['completed', 'Accepted: 11 of 11 verdicts, 10 PASS, 1 OTHER'],
  ]);
  const folder = runFolderOf(ran.stdout);
  const pdf = join(place.folder, 'report.pdf');
  const written = await Promise.all(
    (['pdf', 'html', 'json', 'junit'] as const).map((format) =>
      place.run('report', folder, '--format', format, '--out', join(place.folder, `report.${format}`)),
    ),
  );
  expect(written.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
    [0, ''],
    [0, ''],
  ]);
  expect([(await place.run('verify', pdf)).code, (await place.run('verify', folder)).code]).toEqual([0, 0]);

  const bytes = readFileSync(pdf);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  writeFileSync(pdf, bytes);
  expect((await place.run('verify', pdf)).code).toBe(1);
});
