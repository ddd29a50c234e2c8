/**
 * `npm run demo`: the main job on this machine, in under a minute. Starts the practice lab, runs the TVox activation in
 * rehearsal with the answers of invented people, writes the report, verifies it, and says where everything is.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DrillError, messageOf } from '../src-shared/base/drill-error.ts';
import { startPracticeLab } from '../src-main/app/practice-lab.ts';
import { reportCommand } from '../src-main/host-cli/report-command.ts';
import { runCommand } from '../src-main/host-cli/run-command.ts';
import { verifyCommand } from '../src-main/host-cli/verify-command.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'demo');
const runs = join(folder, 'runs');
const runbooks = join(root, 'runbooks/tvox');

mkdirSync(runs, { recursive: true, mode: 0o700 });

type Lab = Awaited<ReturnType<typeof startPracticeLab>>;

/** The fixed addresses, or free ones where another lab has them. */
async function startLab(): Promise<Lab> {
  try {
    return await startPracticeLab('fixed', { fresh: true });
  } catch (thrown) {
    if (thrown instanceof DrillError && thrown.code === 'lab.cannot-start') return startPracticeLab('free');
    throw thrown;
  }
}

function title(text: string): void {
  console.log(`\n== ${text}`);
}

function must(code: number, what: string): void {
  if (code !== 0) throw new Error(`${what} ended with exit status ${code}.`);
}

async function rehearse(lab: Lab): Promise<string> {
  title('The activation, in rehearsal: real SSH to simulated hosts, answers of invented people');
  const code = await runCommand(join(runbooks, 'activation.yaml'), {
    inventory: lab.inventoryPath,
    answers: join(runbooks, 'activation.answers.yaml'),
    runs,
    set: [],
    secret: [],
    about: [],
    allowDestructive: [],
    yes: false,
    seal: true,
    format: 'text',
    acceptNewHostKeys: false,
  });
  must(code, 'The run');
  // Run folders are named by their time: the last one is this one.
  return join(runs, readdirSync(runs).sort().at(-1) ?? '');
}

async function demo(): Promise<void> {
  const started = performance.now();
  title('The practice lab');
  const lab = await startLab();
  try {
    for (const { id, address, port } of lab.hosts) console.log(`  ${id}  ${address}:${port}`);
    const run = await rehearse(lab);
    const pdf = join(folder, 'activation.pdf');
    title('The report: signed, with the journal, recordings and evidence inside');
    must(await reportCommand(run, { format: 'pdf', lang: 'en', out: pdf }), 'The report');
    title('Verified, as anybody can do it offline: the PDF, then the run folder');
    must(await verifyCommand(pdf, { format: 'text' }), 'Verifying the PDF');
    must(await verifyCommand(run, { format: 'text' }), 'Verifying the run folder');
    title(`Done in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    const shown = (path: string): string => relative(process.cwd(), path) || '.';
    console.log(`  Report      ${shown(pdf)}`);
    console.log(`  Run folder  ${shown(run)}`);
    console.log(`  Try         npx drillbook verify ${shown(pdf)}`);
    console.log(`              npx drillbook status ${shown(run)}`);
    console.log(`              npx drillbook lab      (then do it yourself, without answers)`);
  } finally {
    await lab.dispose();
  }
}

await demo().catch((thrown: unknown) => {
  console.error(`\nThe demo failed: ${messageOf(thrown)}`);
  process.exitCode = 1;
});
