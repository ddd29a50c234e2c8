import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from './cli.ts';
import { caseCount, latexText, makeFormRun } from './form-run.ts';
import { measureInTurn, median, medianRatio, timed } from './measure.ts';
import type { Line } from './measure.ts';
import { runForPeak } from './peak-memory.ts';
import type { Peak } from './peak-memory.ts';
import { ms } from './print-lines.ts';
import { missingPrograms, runProgram } from './programs.ts';

const rounds = 5;
const pages = 200;
const name = `PDF, ${caseCount} cases + ${pages} transcript pages`;

/** The report as a whole process: the run read and checked, pages, attachments, signature. */
export async function measurePdf(folder: string): Promise<readonly Line[]> {
  const env = { DRILLBOOK_DATA: join(folder, 'data') };
  const report = async (run: string): Promise<Peak> => {
    const out = join(folder, 'report.pdf');
    return runForPeak([cli, 'report', run, '--out', out], env);
  };
  const small = await makeFormRun(join(folder, 'small'), pages);
  const large = await makeFormRun(join(folder, 'large'), pages * 10);
  // The installation's keys are made once in its life, and the bundle is read from disk once.
  await report(small);
  const memory = { small: (await report(small)).peakMiB, large: (await report(large)).peakMiB };
  return [
    await againstLatex(folder, async () => (await report(small)).ms),
    {
      kind: 'figure',
      name: `${name}: memory for ${pages * 10} / ${pages} pages`,
      value: memory.large / memory.small,
      unit: 'x',
      goal: { atMost: 1.25 },
      detail: `peak ${memory.large.toFixed(0)} / ${memory.small.toFixed(0)} MiB`,
    },
  ];
}

async function againstLatex(folder: string, ours: () => Promise<number>): Promise<Line> {
  const missing = missingPrograms('pdflatex');
  if (missing.length > 0) return { kind: 'missing', name: `${name} / pdflatex twice`, programs: missing };
  writeFileSync(join(folder, 'document.tex'), latexText(pages));
  const args = ['-interaction=batchmode', '-halt-on-error', 'document.tex'];
  const twice = async (): Promise<void> => {
    await runProgram('pdflatex', args, { cwd: folder });
    await runProgram('pdflatex', args, { cwd: folder });
  };
  await twice();
  const cost = await measureInTurn(rounds, { ours, latex: () => timed(twice) });
  return {
    kind: 'figure',
    name: `${name} / pdflatex twice`,
    value: medianRatio(cost.ours, cost.latex),
    unit: 'x',
    goal: { atMost: 1.5 },
    detail: `${ms(median(cost.ours))} / ${ms(median(cost.latex))}`,
  };
}
