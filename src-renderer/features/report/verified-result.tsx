import { IconCheck, IconX } from '@tabler/icons-react';
import type { VerifiedFile } from '../../../src-shared/rpc/desk-calls.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { verifyWords } from './report-texts.ts';
import classes from './verify-screen.module.css';

/** What was found of a file: one big sentence, then every single thing that does not hold. */
export function VerifiedResult({ found }: { readonly found: VerifiedFile }) {
  const words = useTexts(verifyWords);
  const Icon = found.ok ? IconCheck : IconX;
  return (
    <section className={classes['result']} data-ok={found.ok}>
      <h2>
        <Icon size={22} aria-hidden /> {found.ok ? words.holds : words.doesNotHold}
      </h2>
      <p className={classes['file']}>{found.file}</p>
      {found.problems.length === 0 ? null : (
        <ul>
          {found.problems.map(({ record, what }, at) => (
            <li key={at}>
              {record === undefined ? '' : `${words.record(record)}: `}
              {what}
            </li>
          ))}
        </ul>
      )}
      <h3>{words.proven}</h3>
      <ul className={classes['notes']}>
        {found.records === undefined ? null : <li>{words.records(found.records)}</li>}
        {found.head === undefined ? null : (
          <li>
            <code>{words.head(found.head)}</code>
          </li>
        )}
        {found.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}
