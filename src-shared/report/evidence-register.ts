import type { CaseId, StepId } from '../base/ids.ts';
import type { Plan, PlanCase } from '../plan/plan.ts';
import { endedBadly } from '../run/bad-evidence.ts';
import type { AttemptEnded, EvidenceRef } from '../run/facts.ts';
import type { AttemptState, CaseState, RunState, StepRunState } from '../run/state.ts';
import type { CaseEvidenceView, EvidenceView } from './model.ts';
import { evidenceScripts, scriptInShort } from './evidence-scripts.ts';
import { stepScript } from '../plan/step-hosts.ts';
import { indexOf } from '../run/plan-index.ts';
import { personWords } from './person-words.ts';
import { attemptLines, endWords } from './step-words.ts';
import type { ReportTexts } from './texts/en.ts';

/** Every piece of evidence under its number, and what stands beside each case. */
export interface EvidenceRegister {
  readonly all: readonly EvidenceView[];
  readonly ofCase: ReadonlyMap<CaseId, readonly CaseEvidenceView[]>;
}

/** Lines that fit beside a case; the rest stands in the register. */
const linesBesideCase = 8;
/** Of these, from the end. */
const tailBesideCase = 5;

/** Characters of a line that surely stands beside its case in one row. */
const wholeLine = 90;
/** Of the script that was run. */
const commandLines = 4;

type Numberless = Omit<EvidenceView, 'number'>;
type CommandView = Pick<CaseEvidenceView, 'command' | 'script'>;

/** Numbers all evidence: of the cases in the order of the forms, then of steps, notes and sign-offs. */
export function evidenceRegister(plan: Plan, state: RunState, texts: ReportTexts): EvidenceRegister {
  const all: EvidenceView[] = [];
  const add = (one: Numberless): string => {
    const number = `E-${String(all.length + 1).padStart(3, '0')}`;
    all.push({ number, ...one });
    return number;
  };
  const ofCase = new Map<CaseId, readonly CaseEvidenceView[]>();
  const scripts = evidenceScripts(plan);
  for (const form of plan.forms)
    for (const group of form.groups)
      for (const one of group.cases) ofCase.set(one.id, caseEvidence(one, state, scripts, texts, add));
  for (const step of plan.steps) addStepFiles(state.steps.get(step.id), texts, add);
  for (const note of state.notes) addFiles(note.evidence, note.text, texts.evidence.note, note.at, add);
  for (const one of state.signOffs)
    addFiles(one.evidence, texts.evidence.signOff(one.subject), one.person.name, one.at, add);
  return { all, ofCase };
}

function caseEvidence(
  one: PlanCase,
  state: RunState,
  scripts: ReturnType<typeof evidenceScripts>,
  texts: ReportTexts,
  add: (one: Numberless) => string,
): readonly CaseEvidenceView[] {
  const found = state.cases.get(one.id);
  const ofCase = (file: Numberless): string => add({ ...file, ofCase: one.id });
  const script = one.evidence?.kind === 'run' ? one.evidence.script : undefined;
  const command = script === undefined ? {} : commandView(script, scripts.get(script)?.anchor ?? '');
  const shown: CaseEvidenceView[] = takenEvidence(one, found, command, texts, add);
  if (one.evidence?.kind === 'step') shown.push(...stepEvidence(one.id, one.evidence.step, state, texts, add));
  for (const verdict of found?.verdicts ?? [])
    shown.push(...addFiles(verdict.evidence, texts.evidence.verdict(one.id), verdict.by.name, verdict.at, ofCase));
  const mail = found?.agreed?.evidence;
  if (mail !== undefined)
    shown.push(...addFiles([mail], texts.evidence.agreement(one.id), found?.agreed?.name ?? '', undefined, ofCase));
  return shown;
}

function takenEvidence(
  one: PlanCase,
  found: CaseState | undefined,
  command: CommandView,
  texts: ReportTexts,
  add: (one: Numberless) => string,
): CaseEvidenceView[] {
  return (found?.evidence ?? []).map((taken) => {
    const end = endWords(taken.end, texts);
    const lines = taken.text.trimEnd() === '' ? [] : taken.text.trimEnd().split('\n');
    const isWhole = lines.length <= linesBesideCase + 1 && lines.every((line) => line.length <= wholeLine);
    const number = add({
      what: texts.evidence.caseText(one.id),
      source: `${taken.host} · ${end}`,
      at: taken.at,
      text: taken.text,
      truncated: taken.truncated,
      ...(isWhole ? { shownWith: one.id } : {}),
      ...(taken.recording === undefined ? {} : { recording: taken.recording }),
    });
    const shown = lines.map((text) => ({ text, marked: false }));
    return { ...beside(number, taken.host, end, shown, command), ...(endedBadly(taken.end) ? { bad: true } : {}) };
  });
}

/** A step's result stands in for the case: the last attempt on each host, with the lines that met the expectation. */
function stepEvidence(
  id: CaseId,
  step: StepId,
  state: RunState,
  texts: ReportTexts,
  add: (one: Numberless) => string,
): readonly CaseEvidenceView[] {
  const run = state.steps.get(step);
  const last = (run?.hosts ?? []).flatMap(({ attempts }): AttemptState[] => attempts.slice(-1));
  if (run === undefined || (last.length === 0 && run.confirmed === undefined)) return [];
  const number = add({
    what: texts.evidence.caseText(id),
    source: texts.evidence.seeStep(step),
    step,
    truncated: false,
    ...(run.endedAt === undefined ? {} : { at: run.endedAt }),
  });
  const byHand = byHandViews(run, number, texts);
  if (last.length === 0) return [beside(number, step, undefined, []), ...byHand];
  const planned = indexOf(state.plan).step.get(step);
  const script = planned === undefined ? undefined : stepScript(planned);
  const command = script === undefined ? {} : commandView(script, `step-${step}`);
  const seen = last.map(({ started, ended }) => ({
    host: started.host,
    end: ended === undefined ? undefined : endWords(ended.end, texts),
    lines: ended === undefined ? [] : shownLines(ended),
    bad: ended !== undefined && ended.outcome !== 'passed',
  }));
  // Hosts that said the same say it once.
  const same = Map.groupBy(seen, ({ end, lines, bad }) => JSON.stringify([end, lines, bad]));
  const shown = [...same.values()].flatMap((hosts) => {
    const [first] = hosts;
    if (first === undefined) return [];
    const label = `${step} · ${hosts.map(({ host }) => host).join(', ')}`;
    const view = beside(number, label, first.end, first.lines, command);
    return [first.bad ? { ...view, bad: true as const } : view];
  });
  return [...shown, ...byHand];
}

/** Where a person said that it was done by hand, the verdict rests on that: who, why, and what they showed. */
function byHandViews(run: StepRunState, number: string, texts: ReportTexts): readonly CaseEvidenceView[] {
  return run.decisions
    .filter(({ choice }) => choice === 'by-hand')
    .map(({ by, reason, evidence }) =>
      beside(
        number,
        texts.evidence.byHand(run.id, personWords(by)),
        undefined,
        [reason, ...evidence.map(({ name }) => name)].map((text) => ({ text, marked: false })),
      ),
    );
}

/** A check from here has no output: what it found stands in its place. */
function shownLines(ended: AttemptEnded): CaseEvidenceView['lines'] {
  const lines = attemptLines(ended);
  const saysMore = ended.why !== '' && !/^exit \d+$/.test(ended.why);
  return lines.length === 0 && saysMore ? [{ text: ended.why, marked: false }] : lines;
}

/** What was run, as far as there is room: a claim is read beside the command that supports it. */
function commandView(script: string, anchor: string): CommandView {
  const lines = script.trim().split('\n');
  if (lines.length === 1) return { command: lines };
  const shown = lines.length <= commandLines ? lines : [...lines.slice(0, commandLines - 1), '…'];
  return { command: shown, script: { short: scriptInShort(script), anchor } };
}

function beside(
  number: string,
  label: string,
  end: string | undefined,
  lines: CaseEvidenceView['lines'],
  command: CommandView = {},
): CaseEvidenceView {
  const shown = linesBeside(lines);
  const more = lines.length - shown.filter((line) => line !== gapLine).length;
  return { number, label, ...(end === undefined ? {} : { end }), ...command, lines: shown, more };
}

const gapLine = { text: '…', marked: false };

/** What met the expectation must be seen; else the beginning, and the end, where outputs say what it comes to. */
function linesBeside(lines: CaseEvidenceView['lines']): CaseEvidenceView['lines'] {
  const marked = lines.filter((line) => line.marked);
  if (marked.length > 0 && lines.length > linesBesideCase) return marked.slice(0, linesBesideCase);
  // To say that one line is missing takes as much room as the line.
  if (lines.length <= linesBesideCase + 1) return lines;
  return [...lines.slice(0, linesBesideCase - tailBesideCase), gapLine, ...lines.slice(-tailBesideCase)];
}

function addStepFiles(run: StepRunState | undefined, texts: ReportTexts, add: (one: Numberless) => string): void {
  if (run === undefined) return;
  for (const { host, attempts } of run.hosts)
    for (const { ended, endedAt } of attempts)
      addFiles(ended?.evidence ?? [], texts.evidence.copied(run.id), host, endedAt, add);
  const { confirmed } = run;
  if (confirmed !== undefined)
    addFiles(confirmed.evidence, texts.evidence.confirmation(run.id), confirmed.by.name, run.endedAt, add);
  for (const report of run.reports)
    addFiles(report.evidence, texts.evidence.report(run.id), report.by.name, report.at, add);
  for (const decision of run.decisions)
    addFiles(decision.evidence, texts.evidence.decision(run.id), decision.by.name, undefined, add);
}

function addFiles(
  files: readonly EvidenceRef[],
  what: string,
  source: string,
  at: string | undefined,
  add: (one: Numberless) => string,
): readonly CaseEvidenceView[] {
  return files.map((file) => {
    const number = add({ what, source, file, truncated: false, ...(at === undefined ? {} : { at }) });
    return { number, label: file.name, lines: [], more: 0, file };
  });
}
