import { outcomeSentence, runNameOf } from '../run/acceptance.ts';
import type { Acceptance, Lack, Lang } from '../run/acceptance.ts';
import { indexOf } from '../run/plan-index.ts';
import type { RunState, RunStateName } from '../run/state.ts';
import type { OutcomeView } from './model.ts';
import { openSignatures } from './open-signatures.ts';
import type { OpenSignatureView } from './open-signature-view.ts';
import { outageLines } from './outage-view.ts';
import { roleTitle } from './person-words.ts';
import { finalSignatures } from './signature-views.ts';
import type { ReportTexts } from './texts/en.ts';

/** The big sentence of the cover and what supports it; never a bare tick, never "completed" over a doubt. */
export function outcomeView(state: RunState, acceptance: Acceptance, lang: Lang, texts: ReportTexts): OutcomeView {
  const words = outcomeSentence(runNameOf(state), acceptance.doubts, lang);
  const hasCases = acceptance.cases > 0;
  const open = openSignatures(state, acceptance);
  return {
    sentence: hasCases ? casesSentence(state, acceptance, lang, texts) : texts.outcome.nothing(words),
    support: [
      ...(hasCases
        ? [texts.outcome.run(words), ...verdictParts(acceptance, texts), signedPart(state, acceptance, texts)]
        : []),
      ...outageLines(state, texts),
      ...lackParts(state, acceptance.lacks, texts),
      ...openPart(open, texts),
    ].map(upperFirst),
    tone: toneOf(state, acceptance),
    final: acceptance.final,
    openSignatures: open,
    acceptance,
  };
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

const notPlain = new Set<string>(['failed', 'aborted', 'rolling-back', 'rolled-back'] satisfies RunStateName[]);

/** The tests may have been accepted before the change was taken back: then that is not the first thing to say. */
function casesSentence(state: RunState, acceptance: Acceptance, lang: Lang, texts: ReportTexts): string {
  const name = runNameOf(state);
  const sentence = acceptanceSentence(acceptance, texts);
  if (!notPlain.has(name)) return sentence;
  const run = texts.outcome.run(outcomeSentence(name, noDoubts, lang));
  const isOver = acceptance.accepted === undefined && name !== 'rolling-back';
  return texts.outcome.notPlain(run, lowerFirst(isOver ? texts.outcome.notAccepted : sentence));
}

const noDoubts = { skipped: [], simulated: [], owed: [], unknown: [], overridden: [], failed: [] };

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function acceptanceSentence({ accepted, other }: Acceptance, texts: ReportTexts): string {
  if (accepted === undefined) return texts.outcome.open;
  if (!accepted) return texts.outcome.notAccepted;
  return other === 0 ? texts.outcome.accepted : texts.outcome.acceptedWith(other);
}

function verdictParts(acceptance: Acceptance, texts: ReportTexts): readonly string[] {
  // Caveats without an agreement are among what lacks.
  const { cases, open, pass, fail, other, reservations } = acceptance;
  return [
    `${texts.outcome.verdicts(cases - open, cases)}: ${texts.outcome.counts(pass, fail, other)}`,
    ...(reservations > 0 ? [texts.outcome.reservations(reservations)] : []),
  ];
}

function signedPart(state: RunState, { signed, refused }: Acceptance, texts: ReportTexts): string {
  const titles = (roles: Acceptance['signed']): string => roles.map((role) => roleTitle(state.plan, role)).join(', ');
  if (refused.length > 0) return texts.outcome.refusedBy(titles(refused));
  if (signed.length === 0) return texts.outcome.unsigned;
  const words = signed.length > 1 ? texts.outcome.signedBoth : texts.outcome.signedBy(titles(signed));
  // A signature that a file gave is none that a person gave: the cover says which.
  return finalSignatures(state).some(({ scripted }) => scripted === true) ? `${words} ${texts.sign.byFile}` : words;
}

/** What keeps the report from being final; verdicts and agreements are counted, signatures named. */
function lackParts(state: RunState, lacks: readonly Lack[], texts: ReportTexts): readonly string[] {
  const words = texts.outcome.lacks;
  const count = (kind: Lack['kind']): number => lacks.filter((one) => one.kind === kind).length;
  const counted = (['verdict', 'agreement', 'unknown', 'owed'] as const).flatMap((kind) =>
    count(kind) === 0 ? [] : [`${words[kind](count(kind))}${namesOf(state, lacks, kind)}`],
  );
  const unsigned = count('signature');
  const named = lacks.flatMap((one) => {
    if (one.kind !== 'signature') return [];
    const form = [...indexOf(state.plan).form.values()].find(({ id }) => one.subject.startsWith(`${id}/sign/`));
    const where = form === undefined ? texts.outcome.finalPage : texts.outcome.formPage(form.title);
    const role = roleTitle(state.plan, one.role);
    return [one.scripted ? words.scripted(role, where) : words.signature(role, where, one.optional)];
  });
  // A cover has room for a few names.
  const signatures = unsigned > 6 ? [words.signatures(unsigned)] : named;
  return [...(count('run-open') === 0 ? [] : [words['run-open']]), ...counted, ...signatures];
}

/** How many signatures are open, and what that means; each by name stands on the final page. */
function openPart(open: readonly OpenSignatureView[], texts: ReportTexts): readonly string[] {
  const required = open.filter((one) => one.required).length;
  return open.length === 0 ? [] : [texts.outcome.openSignatures(required, open.length - required)];
}

const stepsNamed = 3;

/** Which steps are owed or unknown: what is still to be done on a host is the first thing to know of a report. */
function namesOf({ plan }: RunState, lacks: readonly Lack[], kind: Lack['kind']): string {
  const titles = lacks.flatMap((one) =>
    (one.kind === 'unknown' || one.kind === 'owed') && one.kind === kind
      ? [indexOf(plan).step.get(one.step)?.title ?? one.step]
      : [],
  );
  const shown = titles.slice(0, stepsNamed).map((title) => `“${title}”`);
  if (shown.length === 0) return '';
  return `: ${[...shown, ...(titles.length > stepsNamed ? ['…'] : [])].join(', ')}`;
}

function toneOf(state: RunState, { accepted, cases, doubts, final }: Acceptance): OutcomeView['tone'] {
  const name = runNameOf(state);
  if (accepted === false || name === 'failed' || name === 'aborted') return 'bad';
  const doubtful = Object.values(doubts).some((steps: readonly unknown[]) => steps.length > 0);
  if (cases > 0 && accepted === undefined) return 'open';
  if (cases === 0 && name !== 'completed' && name !== 'rolled-back') return 'open';
  return doubtful || !final || name === 'rolled-back' ? 'warning' : 'good';
}
