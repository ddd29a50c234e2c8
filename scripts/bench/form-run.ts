import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPlan } from '../../src-main/app/load-plan.ts';
import { systemClock } from '../../src-main/app/system-clock.ts';
import { openRun } from '../../src-main/journal/open-run.ts';
import { createRunFolder } from '../../src-main/journal/run-folder.ts';
import { asId } from '../../src-shared/base/ids.ts';
import type { CaseId, HostId, RoleId, RunId, Sha256 } from '../../src-shared/base/ids.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import type { Fact } from '../../src-shared/run/facts.ts';

const groupCount = 20;
const casesEach = 25;
export const caseCount = groupCount * casesEach;
/** Cases with a transcript: one a group. Longer transcripts then change nothing but their length. */
const transcripts = groupCount;
/** Lines on one of our pages of evidence; LaTeX gets some three more on each with `\\small`. */
const linesOnPage = 63;
const tester = { name: 'Practice tester', role: asId<RoleId>('tester'), organisation: 'Vendor' };
const host = asId<HostId>('voice-a');

/** Makes a run folder in which every case has a verdict and some have long evidence; gives its path. */
export async function makeFormRun(folder: string, pages: number): Promise<string> {
  mkdirSync(folder);
  const runbook = join(folder, 'runbook.yaml');
  const inventory = join(folder, 'inventory.yaml');
  writeFileSync(runbook, runbookText());
  writeFileSync(inventory, inventoryText());
  const planned = await loadPlan({ runbook, inventory, set: {}, secrets: new Set() });
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  const made = await createRunFolder(folder, planned.plan.runbook.id, planned.planText, systemClock.now());
  const { storage } = await openRun(made.folder, systemClock);
  await storage.journal.append(facts(planned.plan, made.runId, storage.journal.head, pages));
  await storage.journal.close();
  return made.folder;
}

/** The same rows and lines for pdflatex: a table that breaks over pages, and verbatim text. */
export function latexText(pages: number): string {
  const rows = Array.from(
    { length: caseCount },
    (_, n) => `${n + 1} & ${procedure(n)} & ${expected} & PASS \\\\ \\hline`,
  );
  const text = transcript(pages * linesOnPage);
  return `\\documentclass[a4paper,10pt]{article}
\\usepackage{longtable}
\\usepackage[margin=20mm]{geometry}
\\begin{document}
\\tableofcontents
\\section{Results}
\\begin{longtable}{|r|p{70mm}|p{60mm}|l|}
\\hline
${rows.join('\n')}
\\end{longtable}
\\section{Transcripts}
\\small
\\begin{verbatim}
${text}
\\end{verbatim}
\\end{document}
`;
}

const expected = 'All of them run, and none was started again since the change.';

function procedure(n: number): string {
  return `Show the processes of service ${n + 1} on this server and compare their start times.`;
}

function transcript(lines: number): string {
  const line = (n: number): string =>
    `Nov 21 02:03:43 voice-a app[${4000 + (n % 900)}]: replication ${n} is active, ${n % 37} ms behind`;
  return Array.from({ length: lines }, (_, n) => line(n)).join('\n');
}

function runbookText(): string {
  const groups = Array.from({ length: groupCount }, (_, group) => ({
    id: `g${group + 1}`,
    title: `Service group ${group + 1}`,
    cases: Array.from({ length: casesEach }, (_, n) => ({
      id: `c${n + 1}`,
      procedure: procedure(group * casesEach + n),
      expected,
      ...(n === 0 ? { evidence: { on: 'server', run: 'journalctl --since -1h' } } : {}),
    })),
  }));
  return JSON.stringify({
    drillbook: 1,
    id: 'large-form',
    title: 'A large form',
    version: '1',
    targets: { server: { title: 'Server', hosts: 1 } },
    people: { tester: { title: 'Tester' }, witness: { title: 'Witness' } },
    phases: [{ id: 'tests', title: 'Tests', steps: [{ id: 'form', title: 'Form', form: 'baseline' }] }],
    forms: [{ id: 'baseline', title: 'Baseline', groups, sign: { tester: 'required', witness: 'required' } }],
  });
}

function inventoryText(): string {
  return JSON.stringify({
    drillbook: 1,
    kind: 'inventory',
    id: 'bench',
    practice: true,
    hosts: { [host]: { address: '192.0.2.10', user: 'dr', auth: { agent: true } } },
    bindings: { '*': { server: host } },
  });
}

function facts(plan: Plan, runId: RunId, planHash: Sha256, pages: number): readonly Fact[] {
  const [form] = plan.forms;
  const step = plan.steps.find(({ id }) => id === form?.id);
  if (form === undefined || step === undefined) throw new Error('The plan has no form');
  const { id, version, title } = plan.runbook;
  const runbook = { id, version, title };
  const people = { [tester.role]: tester };
  const text = transcript(Math.round((pages * linesOnPage) / transcripts));
  const cases = form.groups.flatMap((group) => group.cases);
  return [
    {
      type: 'run-created',
      data: {
        format: 1,
        runId,
        planHash,
        runbook,
        mode: 'rehearsal',
        practice: true,
        allowDestructive: [],
        about: { zone: 'UTC' },
        people,
        certificate: planHash,
        version: '0.1.0',
      },
    },
    { type: 'run-started', data: { by: tester } },
    { type: 'step-started', data: { step: step.id, hosts: [] } },
    ...cases.flatMap(({ id: found, evidence }) => [
      ...(evidence === undefined ? [] : [taken(found, text)]),
      passed(found),
    ]),
  ];
}

function taken(found: CaseId, text: string): Fact {
  return {
    type: 'evidence-taken',
    data: { case: found, host, end: { kind: 'exit', code: 0 }, text, truncated: false },
  };
}

function passed(found: CaseId): Fact {
  return {
    type: 'verdict-given',
    data: { case: found, is: 'PASS', by: tester, evidence: [], early: false, scripted: true },
  };
}
