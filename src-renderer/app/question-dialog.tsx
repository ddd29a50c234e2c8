import { Button, Group, Modal, PasswordInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { Question } from '../../src-shared/rpc/desk-calls.ts';
import { core } from '../platform/core.ts';
import { useLinkStore } from '../state/link-store.ts';
import { useTexts, type Texts } from '../ui/use-texts.ts';

interface Words {
  readonly title: Readonly<Record<Question['kind'], (about: string) => string>>;
  readonly stays: string;
  readonly give: string;
  readonly none: string;
}

const texts: Texts<Words> = {
  en: {
    title: {
      password: (about) => `Password for ${about}`,
      passphrase: (about) => `Passphrase of ${about}`,
      secret: (about) => `Secret ${about}`,
    },
    stays: 'It stays in the memory of this program and is written nowhere.',
    give: 'Use it',
    none: 'I cannot tell',
  },
  it: {
    title: {
      password: (about) => `Password per ${about}`,
      passphrase: (about) => `Passphrase di ${about}`,
      secret: (about) => `Segreto ${about}`,
    },
    stays: 'Rimane nella memoria di questo programma e non viene scritto da nessuna parte.',
    give: 'Usalo',
    none: 'Non posso dirlo',
  },
};

/** Asks for what only a person can tell, one question at a time. */
export function QuestionDialog() {
  const question = useLinkStore(({ questions }) => questions[0]);
  return question === undefined ? null : <Asked key={question.id} question={question} />;
}

function Asked({ question }: { readonly question: Question }) {
  const words = useTexts(texts);
  const [value, setValue] = useState('');
  // The id of a secret says nothing to an operator; its title, where the runbook gives one, says it all.
  const named = question.kind === 'secret' && question.prompt !== '' ? question.prompt : undefined;
  const title = named ?? words.title[question.kind](question.about);
  const answer = (given: string | undefined): void => {
    const params = given === undefined ? { id: question.id } : { id: question.id, value: given };
    core.call('question.answer', params).catch(() => undefined);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    answer(value);
  };
  const leave = (): void => {
    answer(undefined);
  };
  return (
    <Modal opened onClose={leave} title={title} centered>
      <form onSubmit={submit}>
        <PasswordInput
          data-autofocus
          label={question.prompt === '' ? title : question.prompt}
          description={words.stays}
          value={value}
          autoComplete="off"
          onChange={(event) => {
            setValue(event.currentTarget.value);
          }}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={leave}>
            {words.none}
          </Button>
          <Button type="submit">{words.give}</Button>
        </Group>
      </form>
    </Modal>
  );
}
