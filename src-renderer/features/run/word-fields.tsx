import { Autocomplete, Button, TextInput } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import type { OnWordOf } from '../../../src-shared/run/facts.ts';
import { useKeys } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { stepTexts } from './step-texts.ts';
import classes from './word-fields.module.css';

export interface WordFieldsProps {
  readonly word: OnWordOf | undefined;
  readonly onChange: (word: OnWordOf | undefined) => void;
}

/** True where it is said who, of whom and how. */
export function isWordWhole({ name, organisation, how }: OnWordOf): boolean {
  return [name, organisation, how].every((part) => part.trim() !== '');
}

/** A confirmation on somebody's word: W, then the name. */
export function WordFields({ word, onChange }: WordFieldsProps) {
  const words = useTexts(stepTexts);
  const begin = (): void => onChange({ name: '', organisation: '', how: words.wordHows[0] ?? '' });
  useKeys(word === undefined ? [{ keys: ['w'], does: words.word, run: begin }] : []);
  if (word === undefined) {
    return (
      <div>
        <Button variant="subtle" size="compact-sm" leftSection={<IconMessage size={14} />} onClick={begin}>
          {words.word} (W)
        </Button>
      </div>
    );
  }
  return (
    <fieldset className={classes['word']}>
      <legend>{words.wordLegend}</legend>
      <TextInput
        autoFocus={word.name === ''}
        label={words.wordName}
        value={word.name}
        onChange={(event) => onChange({ ...word, name: event.currentTarget.value })}
      />
      <TextInput
        label={words.wordOrganisation}
        value={word.organisation}
        onChange={(event) => onChange({ ...word, organisation: event.currentTarget.value })}
      />
      <Autocomplete
        label={words.wordHow}
        data={[...words.wordHows]}
        value={word.how}
        onChange={(how) => onChange({ ...word, how })}
      />
      <Button variant="subtle" size="compact-sm" onClick={() => onChange(undefined)}>
        {words.wordAway}
      </Button>
    </fieldset>
  );
}
