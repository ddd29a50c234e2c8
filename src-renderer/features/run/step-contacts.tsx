import { IconMail, IconPhone } from '@tabler/icons-react';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { contactsFor } from '../../../src-shared/plan/contacts-for.ts';
import classes from './step-contacts.module.css';
import { stepTexts } from './step-texts.ts';

/** Whom to call for a step, with a number that can be dialled. */
export function StepContacts({ step }: { readonly step: string }) {
  const words = useTexts(stepTexts);
  const plan = useRun(({ opened }) => opened.plan);
  const contacts = contactsFor(plan, step);
  if (contacts.length === 0) return null;
  return (
    <ul className={classes['contacts']} aria-label={words.contacts}>
      {contacts.map(({ name, phone, mail }) => (
        <li key={name}>
          <strong>{name}</strong>
          {phone === undefined ? null : (
            <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
              <IconPhone size={14} aria-hidden /> {phone}
            </a>
          )}
          {mail === undefined ? null : (
            <a href={`mailto:${mail}`}>
              <IconMail size={14} aria-hidden /> {mail}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
