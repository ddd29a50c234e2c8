import { Radio, TextInput } from '@mantine/core';
import type { HostId } from '../../../src-shared/base/ids.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { allowedHosts, type Draft } from './draft.ts';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';
import { Part } from './part.tsx';

export interface ModePartProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly practice: boolean;
  /** On these the plan destroys something. */
  readonly destructive: readonly HostId[];
}

/** Live or rehearsal, with what each means here. */
export function ModePart({ draft, change, practice, destructive }: ModePartProps) {
  const words = useTexts(newRunTexts);
  const real = draft.mode === 'rehearsal' && !practice && destructive.length > 0;
  return (
    <Part id="mode" title={words.sections.mode} lead={words.leads.mode}>
      <Radio.Group
        aria-label={words.sections.mode}
        value={draft.mode ?? ''}
        onChange={(mode) => change({ mode: mode === 'live' ? 'live' : 'rehearsal' })}
      >
        <div className={classes['partBody']}>
          <Radio
            className={classes['choice'] ?? ''}
            {...(draft.mode === 'rehearsal' ? { mod: 'checked' } : {})}
            value="rehearsal"
            label={words.rehearsal}
            description={practice ? words.rehearsalPractice : words.rehearsalReal}
          />
          <Radio
            className={classes['choice'] ?? ''}
            {...(draft.mode === 'live' ? { mod: 'checked' } : {})}
            value="live"
            disabled={practice}
            label={words.live}
            description={practice ? words.liveRefused : words.liveMeans}
          />
        </div>
      </Radio.Group>
      {real ? <AllowField draft={draft} change={change} destructive={destructive} /> : null}
    </Part>
  );
}

/** Destroying something in a rehearsal takes the names of the hosts, typed. */
function AllowField({ draft, change, destructive }: Omit<ModePartProps, 'practice'>) {
  const words = useTexts(newRunTexts);
  const names = allowedHosts(draft);
  const unknown = names.filter((name) => !destructive.includes(name));
  const known = names.filter((name) => destructive.includes(name));
  return (
    <>
      <TextInput
        label={words.allow}
        description={words.allowMeans(destructive.join(', '))}
        value={draft.allow}
        onChange={(event) => change({ allow: event.currentTarget.value })}
        error={unknown.length === 0 ? undefined : words.allowUnknown(unknown.join(', '))}
        autoComplete="off"
        spellCheck={false}
      />
      {known.length === 0 ? null : (
        <p className={classes['bad']} role="status">
          {words.allowed(known.join(', '))}
        </p>
      )}
    </>
  );
}
