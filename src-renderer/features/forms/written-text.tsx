import { Button } from '@mantine/core';
import { useState } from 'react';
import { useHolder } from '../../state/run-context.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './form-panel.module.css';
import { formsTexts } from './forms-texts.ts';

export interface WrittenTextProps {
  readonly kind: 'comment' | 'exemptions' | 'exceptions';
  readonly subject: string;
  readonly label: string;
  readonly hint?: string;
  /** As the record has it. */
  readonly text: string | undefined;
  readonly writable: boolean;
}

/** A text that becomes part of the record when it is written down; until then it is only in this window. */
export function WrittenText({ kind, subject, label, hint, text = '', writable }: WrittenTextProps) {
  const words = useTexts(formsTexts);
  const tester = useHolder('tester');
  const [typed, setTyped] = useState<string>();
  const sending = useSend();
  const value = typed ?? text;
  const write = async (): Promise<void> => {
    if (await sending.send({ type: 'write-comment', kind, subject, text: value, by: tester })) setTyped(undefined);
  };
  if (!writable) return text === '' ? null : <p className={classes['comment']}>{`${label}: ${text}`}</p>;
  return (
    <div className={classes['written']}>
      <TextArea label={label} hint={hint} value={value} onChange={setTyped} />
      {typed === undefined || typed === text ? null : (
        <Button size="xs" variant="default" loading={sending.sending} onClick={write}>
          {words.save}
        </Button>
      )}
      <Refusal of={sending} />
    </div>
  );
}
