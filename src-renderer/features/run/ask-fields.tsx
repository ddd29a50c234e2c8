import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { parameterFault } from '../../../src-shared/runbook/parameter-value.ts';
import type { PlanQuestion } from '../../../src-shared/plan/plan.ts';
import { questionsInOrder } from '../../../src-shared/plan/questions-in-order.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './ask-fields.module.css';
import { stepTexts } from './step-texts.ts';
import type { TaskDraft } from './task-drafts.ts';

export interface AskFieldsProps {
  readonly ask: Readonly<Record<string, PlanQuestion>>;
  readonly values: TaskDraft['answers'];
  readonly onChange: (values: TaskDraft['answers']) => void;
}

const numeric: ReadonlySet<string> = new Set(['integer', 'number', 'port']);

/** The values that a step asks for, each of its type; what is wrong with one is said at it. */
export function AskFields({ ask, values, onChange }: AskFieldsProps) {
  const questions = questionsInOrder(ask);
  if (questions.length === 0) return null;
  return (
    <div className={classes['fields']}>
      {questions.map(([id, question]) => (
        <AskField
          key={id}
          question={question}
          value={values[id]}
          onChange={(value) => onChange({ ...values, [id]: value })}
        />
      ))}
    </div>
  );
}

interface AskFieldProps {
  readonly question: PlanQuestion;
  readonly value: string | boolean | undefined;
  readonly onChange: (value: string | boolean) => void;
}

function AskField({ question, value, onChange }: AskFieldProps) {
  const words = useTexts(stepTexts);
  const { title, description, required, type, choices = [] } = question;
  const common = { label: title, withAsterisk: required, ...(description === undefined ? {} : { description }) };
  if (type === 'boolean') {
    return (
      <Checkbox
        label={title}
        {...(description === undefined ? {} : { description })}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  const text = typeof value === 'string' ? value : '';
  if (type === 'choice') {
    return (
      <NativeSelect
        {...common}
        data={[{ value: '', label: words.choose }, ...choices]}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const fault = faultOf(question, value);
  return (
    <TextInput
      {...common}
      error={fault === undefined ? undefined : words.fault(type)}
      inputMode={numeric.has(type) ? 'decimal' : 'text'}
      autoComplete="off"
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Why an answer is none of its type; undefined where it is, or where nothing was typed yet. */
export function faultOf(question: PlanQuestion, value: string | boolean | undefined): string | undefined {
  const { type, choices = [] } = question;
  if (typeof value !== 'string' || value === '' || type === 'choice') return undefined;
  return parameterFault(type, typed(question, value), choices);
}

/** What was typed, as the type asks for it; what is no number stays text, and the rule says what is wrong. */
function typed({ type }: PlanQuestion, text: string): string | number {
  const number = Number(text.replace(',', '.'));
  return numeric.has(type) && text.trim() !== '' && Number.isFinite(number) ? number : text;
}

/** The answers that were given, for the confirmation; what was left empty is left out. */
export function answersOf(ask: AskFieldsProps['ask'], values: TaskDraft['answers']): Readonly<Record<string, unknown>> {
  const given = Object.entries(ask).flatMap(([id, question]): readonly (readonly [string, unknown])[] => {
    const value = values[id];
    if (value === undefined || value === '') return [];
    return [[id, typeof value === 'string' ? typed(question, value) : value]];
  });
  return Object.fromEntries(given);
}
