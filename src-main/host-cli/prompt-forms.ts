import { asId, type CaseId, type RoleId, type StepId, type SubjectId } from '../../src-shared/base/ids.ts';
import type { PlanCase } from '../../src-shared/plan/plan.ts';
import { reportTexts } from '../../src-shared/report/report-texts.ts';
import { endWords } from '../../src-shared/report/step-words.ts';
import { endedBadly } from '../../src-shared/run/bad-evidence.ts';
import type { Command, Decision } from '../../src-shared/run/commands.ts';
import type { Agreement, EvidenceRef, FactData, Person, Verdict } from '../../src-shared/run/facts.ts';
import { openForSigning } from '../../src-shared/run/decide-forms.ts';
import { awaitsEvidence, formProgress } from '../../src-shared/run/forms-gate.ts';
import { indexOf } from '../../src-shared/run/plan-index.ts';
import type { Ask } from '../app/answers/respondent.ts';
import { choose, complain, evidenceFrom, orRefusal, personFor, show, textFor, type Dialogue } from './dialogue.ts';
import { wrapped } from './terminal-text.ts';
import { verdictsOf } from './verdicts-line.ts';

const verdicts: Readonly<Record<'p' | 'f' | 'o', Verdict>> = { p: 'PASS', f: 'FAIL', o: 'OTHER' };

/** Shows a case with the evidence that was taken, then takes the tester's verdict. Undefined: left for later. */
export async function askVerdict(dialogue: Dialogue, ask: Ask): Promise<Decision | undefined> {
  const id = asId<CaseId>(ask.id);
  const found = indexOf(dialogue.run.plan).case.get(id);
  if (found === undefined) return undefined;
  const { procedure, expected } = found.case;
  const evidence = dialogue.run.state.cases.get(id)?.evidence ?? [];
  show(
    dialogue,
    `${ask.kind === 'retest' ? 'FAILED, test again? ' : ''}${id}  (${ask.who})`,
    `Do:       ${procedure}`,
    `Expected: ${expected}`,
    ...evidence.map(evidenceText),
  );
  // What comes while the tester looks is shown at once: a verdict must not be given without it.
  const coming = dialogue.run.onRecords((records) => {
    for (const record of records) {
      if (record.type === 'evidence-taken' && record.data.case === id)
        show(dialogue, `Evidence of ${id}`, evidenceText(record.data));
    }
  });
  try {
    return await verdictOn(dialogue, ask, found.case);
  } finally {
    await coming.dispose();
  }
}

/** What was seen, and how the look ended where it ended badly: empty output alone would not tell. */
function evidenceText({ host, text, end }: FactData['evidence-taken']): string {
  const badly = endedBadly(end) ? ` (${endWords(end, reportTexts('en'))})` : '';
  return `${host === 'app' ? 'From here' : `On ${host}`}${badly}:\n${text}`;
}

async function verdictOn(dialogue: Dialogue, ask: Ask, { id, evidence }: PlanCase): Promise<Decision | undefined> {
  if (awaitsEvidence(dialogue.run.state, id, Date.now())) {
    complain(dialogue, 'Its evidence is not there yet: a verdict now is recorded as given early.');
  }
  const letter = await choose(dialogue, { p: 'PASS', f: 'FAIL', o: 'OTHER, with a caveat', l: 'Later' });
  if (letter === 'l') return undefined;
  const is = verdicts[letter];
  const by = await personFor(dialogue, ask.who);
  const caveat = is === 'OTHER' ? await textFor(dialogue, 'Caveat', { required: true }) : '';
  const agreedBy = is === 'OTHER' ? await agreement(dialogue) : undefined;
  const comment = await textFor(dialogue, 'Comment', { required: false });
  const command: Command = {
    type: 'give-verdict',
    case: id,
    is,
    by,
    evidence: evidence?.kind === 'person' ? await evidenceFrom(dialogue, evidence.required) : [],
    scripted: false,
    ...(caveat === '' ? {} : { caveat }),
    ...(agreedBy === undefined ? {} : { agreedBy }),
    ...(comment === '' ? {} : { comment }),
    ...(ask.kind === 'retest'
      ? { retest: await textFor(dialogue, 'Why it was tested again', { required: true }) }
      : {}),
  };
  return dialogue.run.command(command);
}

async function agreement(dialogue: Dialogue): Promise<Agreement | undefined> {
  const name = await textFor(dialogue, 'Agreed to by (person of the customer)', { required: false });
  if (name === '') return undefined;
  const organisation = await textFor(dialogue, 'Their organisation', { required: true });
  const letter = await choose(dialogue, { n: 'By a note on this form', m: 'By mail, attached' });
  if (letter === 'n') return { name, organisation, how: 'note' };
  const [evidence] = await evidenceFrom(dialogue, true);
  return { name, organisation, how: 'mail', ...(evidence === undefined ? {} : { evidence }) };
}

/** What the role signs, in its words, then by which means. Also approvals, whose subject is `approval/sign/approver`. */
export async function askSignature(dialogue: Dialogue, ask: Ask): Promise<Decision | undefined> {
  const { state } = dialogue.run;
  const subject = asId<SubjectId>(ask.id);
  const signing = openForSigning(state, subject, ask.who);
  if (typeof signing === 'string') return { ok: false, refusal: signing };
  const form = asId<StepId>(ask.id.slice(0, ask.id.lastIndexOf('/sign/')));
  const summary = indexOf(dialogue.run.plan).form.has(form) ? formProgress(state, form).summary : ask.text;
  // Who signs for the whole run is told what it comes to.
  const verdicts = subject.startsWith('final/') ? verdictsOf(state) : '';
  const optional = ask.optional ? ', optional' : '';
  show(
    dialogue,
    `SIGN  ${ask.id}  (${ask.who}${optional})`,
    `“${signing.statement}”`,
    ...(summary === signing.statement ? [] : [summary]),
    ...(verdicts === '' ? [] : [verdicts]),
    `Plan ${dialogue.run.planHash.slice(0, 12)}, journal head ${state.head.slice(0, 12)}`,
  );
  const letter = await choose(dialogue, {
    s: 'Sign with PIN',
    p: 'On paper',
    m: 'By mail',
    r: 'Refuse',
    l: 'Later',
  });
  if (letter === 'l') return undefined;
  const person = await personFor(dialogue, ask.who);
  if (letter === 'r') {
    const reason = await textFor(dialogue, 'Reason for refusing', { required: true });
    return dialogue.run.command({
      type: 'refuse-sign-off',
      subject,
      role: ask.who,
      by: person,
      reason,
      scripted: false,
    });
  }
  const reservation = await textFor(dialogue, 'Reservation', { required: false });
  const signature: Signature = { subject, role: ask.who, person, ...(reservation === '' ? {} : { reservation }) };
  return letter === 's'
    ? signWithPin(dialogue, signature)
    : signElsewhere(dialogue, signature, letter === 'p' ? 'paper' : 'mail');
}

interface Signature {
  readonly subject: SubjectId;
  readonly role: RoleId;
  readonly person: Person;
  readonly reservation?: string;
}

/** A wrong PIN is asked for again at once: at another question it would be typed where everybody sees it. */
async function signWithPin(dialogue: Dialogue, signing: Signature): Promise<Decision> {
  for (;;) {
    const pin = await pinOf(dialogue, signing.person);
    const decision: Decision = await orRefusal(
      dialogue.run.sign({ ...signing, means: 'pin', pin, scripted: false, evidence: [] }),
    );
    const open = typeof openForSigning(dialogue.run.state, signing.subject, signing.role) !== 'string';
    if (decision.ok || !open) return decision;
    complain(dialogue, decision.refusal);
  }
}

/** A first PIN is typed twice: nobody could mend a slip in it, and the next signature would be locked out. */
async function pinOf(dialogue: Dialogue, person: Person): Promise<string> {
  const hidden = { required: true, hidden: true };
  if (await dialogue.run.hasPin(person)) return textFor(dialogue, `PIN of ${person.name} (typed unseen)`, hidden);
  const first = `  ${person.name} has no PIN here yet. Let them choose one and type it themselves, unseen.`;
  dialogue.screen.line(wrapped(first, dialogue.screen.columns));
  for (;;) {
    const pin = await textFor(dialogue, 'New PIN, at least four characters', hidden);
    if ((await textFor(dialogue, 'The same PIN again', hidden)) === pin) return pin;
    complain(dialogue, 'These were two different PINs.');
  }
}

async function signElsewhere(dialogue: Dialogue, signing: Signature, means: 'paper' | 'mail'): Promise<Decision> {
  const evidence: readonly EvidenceRef[] = await evidenceFrom(dialogue, true);
  const receivedBy = await personFor(dialogue, asId('operator'));
  return dialogue.run.sign({ ...signing, means, scripted: false, evidence, receivedBy });
}
