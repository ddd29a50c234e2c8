import { Type, type Static } from 'typebox';
import type { Command } from '../run/commands.ts';
import type { Agreement } from '../run/facts.ts';
import {
  caseId,
  closed,
  evidence,
  evidenceRef,
  hostOrApp,
  instant,
  person,
  prose,
  roleId,
  sentence,
  stepId,
  subjectId,
} from './fields.ts';

const command = <Name extends Command['type'], Fields extends Parameters<typeof Type.Object>[0]>(
  name: Name,
  fields: Fields,
) => Type.Object({ type: Type.Literal(name), ...fields }, closed);

const literals = <const Values extends readonly string[]>(...values: Values) =>
  Type.Unsafe<Values[number]>({ enum: [...values] });

const onWordOf = Type.Object({ name: sentence, organisation: sentence, how: sentence }, closed);
const agreement = Type.Unsafe<Agreement>(
  Type.Object(
    { name: sentence, organisation: sentence, how: literals('note', 'mail'), evidence: Type.Optional(evidenceRef) },
    closed,
  ),
);
/** Only a file of answers is scripted; a window never is. */
const byHand = { scripted: Type.Literal(false) };
const byPerson = { by: person, reason: sentence };

/**
 * What a person may ask of a run from a window. Sign-offs and seals have calls of their own, because they need a PIN or
 * the installation's key; what the engine tells itself (`observe`, `advance`, `open-session`) cannot be sent at all.
 */
export const userCommand = Type.Union([
  command('name-person', { role: roleId, person, identifiedBy: Type.Optional(sentence) }),
  // That both signed is said by the core, which has seen their PINs (`run.handOver`).
  command('hand-over-role', {
    role: roleId,
    to: person,
    reason: sentence,
    identifiedBy: Type.Optional(sentence),
    bothSigned: Type.Literal(false),
  }),
  command('start-preflight', {}),
  command('accept-preflight', { subject: Type.String({ minLength: 1 }), ...byPerson }),
  command('declare-rto', { time: instant, by: person }),
  command('start', { by: person }),
  command('pause', byPerson),
  command('continue', { by: person }),
  command('abort', byPerson),
  command('roll-back', byPerson),
  command('stop-step', { step: stepId, ...byPerson }),
  command('confirm', {
    step: stepId,
    by: person,
    note: Type.Optional(prose),
    answers: Type.Record(Type.String(), Type.Unknown()),
    evidence,
    onWordOf: Type.Optional(onWordOf),
    ...byHand,
  }),
  command('report-failure', { step: stepId, ...byPerson, evidence, ...byHand }),
  command('choose', { step: stepId, by: person, option: sentence, ...byHand }),
  command('decide-failure', {
    step: stepId,
    choice: literals('retry', 'by-hand', 'skip', 'continue', 'rollback', 'abort'),
    ...byPerson,
    evidence,
    ...byHand,
  }),
  command('decide-unknown', {
    step: stepId,
    host: hostOrApp,
    choice: literals('verified-done', 'run-again', 'failed'),
    ...byPerson,
    ...byHand,
  }),
  command('skip', { step: stepId, ...byPerson }),
  command('override-guard', { step: stepId, ...byPerson }),
  command('give-verdict', {
    case: caseId,
    is: literals('PASS', 'FAIL', 'OTHER'),
    by: person,
    caveat: Type.Optional(prose),
    agreedBy: Type.Optional(agreement),
    comment: Type.Optional(prose),
    retest: Type.Optional(sentence),
    evidence,
    ...byHand,
  }),
  command('take-evidence', { case: caseId, by: person }),
  command('agree-caveat', { case: caseId, agreedBy: agreement }),
  command('write-comment', {
    kind: literals('comment', 'exemptions', 'exceptions'),
    subject: Type.String({ minLength: 1 }),
    text: prose,
    by: person,
  }),
  command('refuse-sign-off', { subject: subjectId, role: roleId, ...byPerson, ...byHand }),
  command('add-note', {
    text: prose,
    by: person,
    eventAt: Type.Optional(instant),
    step: Type.Optional(stepId),
    evidence,
  }),
]);

/** Always a `Command`; the compiler says so where `user-command.ts` and `commands.ts` drift apart. */
export type UserCommand = Extract<Static<typeof userCommand>, Command>;
