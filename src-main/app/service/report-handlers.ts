import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import type { CallParams, Handlers } from '../../../src-shared/rpc/calls.ts';
import type { MadeReport, VerifiedFile } from '../../../src-shared/rpc/desk-calls.ts';
import type { App } from '../app.ts';
import { verify } from '../verify.ts';
import type { ReportRequest } from '../report-task.ts';
import { writeReport } from '../write-report.ts';

/** Bytes; as base64 it must fit into one frame (`maxFrameLength`) with room for the rest of the answer. */
const largestPreview = 34 * 1024 * 1024;

/** Reports made of a run as it stands, and files of others looked at. */
export function createReportHandlers(app: App): Handlers<'report.make' | 'report.saveAs' | 'report.verify'> {
  const runs = join(app.dataFolder, 'runs');
  return {
    'report.make': async ({ run, format, lang, preview = true }) => {
      const made = await make({ folder: join(runs, run), format, lang });
      if (format !== 'pdf' || !preview || made.bytes > largestPreview) return made;
      return { ...made, base64: (await readFile(made.file)).toString('base64') };
    },
    'report.saveAs': async ({ run, format, lang, out }) => {
      const file = resolve(out);
      await refuseRunFiles(runs, file);
      return make({ folder: join(runs, run), format, lang, out: file });
    },
    'report.verify': (params) => verifyFile(params),
  };
}

async function make(request: ReportRequest): Promise<MadeReport> {
  const { file, pages, missing, foreign } = await writeReport(request);
  const { size } = await stat(file);
  return { file, name: basename(file), bytes: size, missing, foreign, ...(pages === undefined ? {} : { pages }) };
}

/** A name that was picked by mistake must not replace a journal or an evidence file. */
async function refuseRunFiles(runs: string, file: string): Promise<void> {
  const real = join(await realpath(dirname(file)).catch(() => dirname(file)), basename(file));
  const inside = real.startsWith((await realpath(runs).catch(() => runs)) + sep);
  if (!inside || basename(dirname(real)) === 'report') return;
  throw new DrillError('file.not-writable', `${file} is inside the record of a run: save the report elsewhere.`);
}

async function verifyFile({ file, name, base64 }: CallParams<'report.verify'>): Promise<VerifiedFile> {
  if (file !== undefined) return shown(file, await verify(resolve(file), undefined));
  if (base64 === undefined) throw new DrillError('file.not-readable', 'No file was given to verify.');
  // 0700, so that nobody else of this machine reads or changes it meanwhile.
  const folder = await mkdtemp(join(tmpdir(), 'drillbook-verify-'));
  try {
    const copy = join(folder, randomBytes(4).toString('hex'));
    await writeFile(copy, Buffer.from(base64, 'base64'), { mode: 0o600 });
    return shown(name ?? 'the dropped file', await verify(copy, undefined));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function shown(file: string, found: Awaited<ReturnType<typeof verify>>): VerifiedFile {
  const { ok, head, records, problems, notes, signer } = found;
  return {
    file,
    ok,
    ...(head === null ? {} : { head }),
    records,
    problems: problems.map(({ record, what }) => (record === null ? { what } : { record, what })),
    notes: [...(signer === undefined ? [] : [`Signed by ${signer.fingerprint} (${signer.subject}).`]), ...notes],
  };
}
