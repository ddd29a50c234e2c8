import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import type { Place } from '../cli/drillbook.ts';

/** The report of a run as it stands, as `report --format json` writes it: everything that a reader can be told. */
export async function reportOf(place: Place, run: string): Promise<string> {
  const out = join(place.folder, `${basename(run)}.report.json`);
  const { code, stderr } = await place.run('report', run, '--format', 'json', '--out', out);
  expect([code, stderr]).toEqual([0, '']);
  return readFileSync(out, 'utf8');
}
