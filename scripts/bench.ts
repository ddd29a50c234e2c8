/**
 * `npm run bench [-- GROUP…]`: what the program costs, as ratios against a peer or a limit in the same run. A missed
 * goal is said and is no failure: timings depend on the machine. docs/benchmarks.md says what each group measures.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureFan50 } from './bench/fan50.ts';
import { measureFanout } from './bench/fanout.ts';
import { measureFlood } from './bench/flood.ts';
import { measureFstPlan } from './bench/fst-plan.ts';
import { measureJournal } from './bench/journal.ts';
import { measureLab } from './bench/lab.ts';
import type { Line } from './bench/measure.ts';
import { measureOutput } from './bench/output.ts';
import { measurePdf } from './bench/pdf.ts';
import { textOf } from './bench/print-lines.ts';
import { measureRunbooks } from './bench/runbooks.ts';
import { measureStep } from './bench/step.ts';
import { measureValidate } from './bench/validate.ts';
import { measureWindow } from './bench/window.ts';

const groups: Readonly<Record<string, (folder: string) => Promise<readonly Line[]>>> = {
  step: measureStep,
  fanout: measureFanout,
  fan50: measureFan50,
  journal: measureJournal,
  validate: measureValidate,
  runbooks: measureRunbooks,
  fst: measureFstPlan,
  lab: measureLab,
  pdf: measurePdf,
  output: measureOutput,
  flood: measureFlood,
  window: measureWindow,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => groups[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(', ')}. The groups are ${Object.keys(groups).join(', ')}.`);
  process.exit(2);
}

console.log(`Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})`);
for (const [name, measure] of Object.entries(groups)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const folder = mkdtempSync(join(tmpdir(), `drillbook-bench-${name}-`));
  const started = performance.now();
  try {
    const lines = await measure(folder);
    console.log(`${name} (${((performance.now() - started) / 1000).toFixed(0)} s)`);
    for (const line of lines) console.log(textOf(line));
  } catch (error) {
    console.error(`${name} broke:`, error);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
