import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PlanRole } from '../../../src-shared/plan/plan.ts';
import type { Person } from '../../../src-shared/run/facts.ts';
import { useRun } from '../../state/run-context.tsx';
import { useCanAct } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { mustDiffer } from './checks.ts';
import { fieldTexts } from './field-texts.ts';
import { NameDialog } from './name-dialog.tsx';
import classes from './new-run.module.css';
import { goToPart, Part } from './part.tsx';
import { PinDialog } from './pin-dialog.tsx';
import { prepareTexts } from './prepare-texts.ts';
import { signerTexts } from './signer-texts.ts';
import { signingRoles } from './signing-roles.ts';
import type { Pins } from './use-pins.ts';

interface SignersPartProps {
  readonly pins: Pins;
  readonly onPinSet: () => void;
}

/** Who takes which role, and whether they can sign at this desk. */
export function SignersPart({ pins, onPinSet }: SignersPartProps) {
  const words = useTexts(prepareTexts);
  const own = useTexts(signerTexts);
  const fields = useTexts(fieldTexts);
  const plan = useRun(({ opened }) => opened.plan);
  const people = useRun(({ state }) => state.people);
  const operator = ({ id }: PlanRole): boolean => id === 'operator';
  // The operator first, then in the order of the plan.
  const roles = Object.values(plan.people).sort((a, b) => Number(operator(b)) - Number(operator(a)));
  const signing = signingRoles(plan);
  return (
    <Part id="people" title={words.parts.people} lead={words.leads.people}>
      <table className={classes['table']} aria-label={words.parts.people}>
        <thead>
          <tr>
            <th scope="col">{fields.role}</th>
            <th scope="col">{own.person}</th>
            <th scope="col">{own.pin}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {roles.map((role) => (
            <SignerRow
              key={role.id}
              role={role}
              others={roles.filter((one) => mustDiffer(role, one)).map(({ title }) => title)}
              person={people[role.id]}
              signs={signing.has(role.id)}
              hasPin={pins(people[role.id])}
              onPinSet={onPinSet}
            />
          ))}
        </tbody>
      </table>
    </Part>
  );
}

interface SignerRowProps {
  readonly role: PlanRole;
  readonly others: readonly string[];
  readonly person: Person | undefined;
  readonly signs: boolean;
  readonly hasPin: boolean | undefined;
  readonly onPinSet: () => void;
}

function SignerRow({ role, others, person, signs, hasPin, onPinSet }: SignerRowProps) {
  const words = useTexts(signerTexts);
  const fields = useTexts(fieldTexts);
  const [dialog, setDialog] = useState<'name' | 'pin'>();
  const close = (): void => {
    setDialog(undefined);
    // The button that opened it may be gone: the keyboard goes on with the next one.
    setTimeout(() => goToPart('people'));
  };
  const notes = [
    ...(role.optional ? [fields.optional] : []),
    ...(others.length === 0 ? [] : [fields.notWith(others.join(', '))]),
  ];
  return (
    <tr>
      <th scope="row">
        {role.title}
        <div className={classes['quiet']}>{notes.join(' · ')}</div>
      </th>
      <td>
        {person === undefined ? <span className={classes['warn']}>{words.nameless}</span> : <Named person={person} />}
      </td>
      <td>
        <PinState signs={signs} named={person !== undefined} hasPin={hasPin} />
        <Identified role={role.id} />
      </td>
      <td>
        <RowButtons role={role} person={person} lacksPin={signs && hasPin === false} onOpen={setDialog} />
        {dialog === 'name' ? <NameDialog role={role} person={person} onClose={close} /> : null}
        {dialog === 'pin' && person !== undefined ? (
          <PinDialog role={role} person={person} onSet={onPinSet} onClose={close} />
        ) : null}
      </td>
    </tr>
  );
}

interface RowButtonsProps {
  readonly role: PlanRole;
  readonly person: Person | undefined;
  readonly lacksPin: boolean;
  readonly onOpen: (dialog: 'name' | 'pin') => void;
}

function RowButtons({ role, person, lacksPin, onOpen }: RowButtonsProps) {
  const words = useTexts(signerTexts);
  const canAct = useCanAct();
  const open = useRun(({ state }) => state.startedAt === undefined);
  const sealed = useRun(({ state }) => state.sealed !== undefined);
  return (
    <div className={classes['rowEnd']}>
      {!sealed && person !== undefined && lacksPin ? (
        <Button
          size="compact-sm"
          disabled={!canAct}
          aria-label={`${words.setPin} ${person.name}`}
          onClick={() => onOpen('pin')}
        >
          {words.setPin}
        </Button>
      ) : null}
      {/* Once the run has started, a role goes to somebody else by handing it over. */}
      {open || (person === undefined && !sealed) ? (
        <Button
          size="compact-sm"
          variant="default"
          disabled={!canAct}
          aria-label={`${person === undefined ? words.name : words.rename} ${role.title}`}
          onClick={() => onOpen('name')}
        >
          {person === undefined ? words.name : words.rename}
        </Button>
      ) : null}
    </div>
  );
}

function Named({ person: { name, organisation, title } }: { readonly person: Person }) {
  return (
    <>
      {name}
      <div className={classes['quiet']}>{[organisation, title].filter((one) => one !== undefined).join(', ')}</div>
    </>
  );
}

function PinState({
  signs,
  named,
  hasPin,
}: {
  readonly signs: boolean;
  readonly named: boolean;
  readonly hasPin: boolean | undefined;
}) {
  const words = useTexts(signerTexts);
  if (!signs) return <span className={classes['quiet']}>{words.signsNothing}</span>;
  if (!named || hasPin === undefined) return '–';
  return hasPin ? (
    <span className={classes['good']}>✔ {words.hasPin}</span>
  ) : (
    <span className={classes['warn']}>{words.noPin}</span>
  );
}

/** Who made sure of this person, as the record has it. */
function Identified({ role }: { readonly role: string }) {
  const words = useTexts(signerTexts);
  const by = useRun(({ records, state }) => {
    const held = state.people[role as PlanRole['id']];
    const named = records.findLast(
      (record) => record.type === 'person-named' && record.data.role === role && record.data.identifiedBy !== undefined,
    );
    // Another person took the role since: what was said of the first is not said of them.
    return named?.type === 'person-named' && named.data.person.name === held?.name
      ? named.data.identifiedBy
      : undefined;
  });
  return by === undefined ? null : <div className={classes['quiet']}>{words.identified(by)}</div>;
}
