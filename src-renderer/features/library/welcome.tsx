import { Button } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useSettings } from '../../state/settings-store.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import type { PracticeLab } from './use-practice-lab.ts';
import { welcomeTexts } from './welcome-texts.ts';
import classes from './welcome.module.css';

export interface WelcomeProps {
  readonly lab: PracticeLab;
}

/** The first thing that a newcomer sees: what this is, and a way to try it in which nothing can go wrong. */
export function Welcome({ lab }: WelcomeProps) {
  const words = useTexts(welcomeTexts);
  const change = useSettings((state) => state.change);
  return (
    <section className={classes['welcome']} aria-label={words.title}>
      <IconFlask size={40} stroke={1.4} aria-hidden />
      <div className={classes['words']}>
        <h2>{words.title}</h2>
        <p>{words.what}</p>
        <p className={classes['offer']}>{words.offer}</p>
        <p className={classes['note']}>{words.note}</p>
        {lab.runbook === undefined ? <p className={classes['note']}>{words.missing}</p> : null}
        {lab.error === undefined ? null : <ErrorNote error={lab.error} onRetry={() => void lab.enter()} />}
        <div className={classes['actions']}>
          <Button loading={lab.starting} disabled={lab.runbook === undefined} onClick={lab.enter}>
            {lab.running ? words.goOn : words.start}
          </Button>
          <Button variant="default" onClick={() => change({ welcomed: true })}>
            {words.dismiss}
          </Button>
          <span role="status" className={classes['note']}>
            {lab.starting ? words.starting : null}
          </span>
        </div>
      </div>
    </section>
  );
}
