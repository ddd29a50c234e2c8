import { ActionIcon, PasswordInput, Select, TextInput, Tooltip } from '@mantine/core';
import { IconEraser, IconRotate2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PlanParameter } from '../../../src-shared/plan/plan.ts';
import type { ParameterDocument } from '../../../src-shared/runbook/runbook-schema.ts';
import { InlineMarkdown } from '../../ui/markdown-text.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import type { FieldFault } from './checks.ts';
import { fieldTexts } from './field-texts.ts';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';
import { Part } from './part.tsx';

export interface ParametersPartProps {
  /** There is a runbook that may ask for some. */
  readonly known: boolean;
  readonly parameters: Readonly<Record<string, ParameterDocument>>;
  readonly set: Readonly<Record<string, string>>;
  /** What the plan made of them, once it could be made. */
  readonly planned: Readonly<Record<string, PlanParameter>> | undefined;
  readonly faults: ReadonlyMap<string, FieldFault>;
  /** Values of secrets: in this window's memory only. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly onSet: (set: Readonly<Record<string, string>>) => void;
  readonly onSecrets: (secrets: Readonly<Record<string, string>>) => void;
}

/** What the runbook asks for: a field for each, with its kind, its preset value and what is wrong with it. */
export function ParametersPart(props: ParametersPartProps) {
  const words = useTexts(newRunTexts);
  const fields = useTexts(fieldTexts);
  const entries = Object.entries(props.parameters);
  return (
    <Part id="parameters" title={words.sections.parameters} lead={words.leads.parameters}>
      {entries.length === 0 ? (
        <p className={classes['quiet']}>{props.known ? fields.noParameters : fields.chooseValuesLater}</p>
      ) : null}
      <div className={classes['fields']}>
        {entries.map(([id, parameter]) =>
          parameter.type === 'secret' ? (
            <SecretField key={id} id={id} parameter={parameter} {...props} />
          ) : (
            <ParameterField key={id} id={id} parameter={parameter} {...props} />
          ),
        )}
      </div>
    </Part>
  );
}

type FieldProps = ParametersPartProps & { readonly id: string; readonly parameter: ParameterDocument };

function SecretField({ id, parameter, secrets, onSecrets }: FieldProps) {
  const words = useTexts(fieldTexts);
  return (
    <PasswordInput
      label={labelOf(id, parameter, words.optional)}
      description={parameter.optional === true ? words.secretStays : `${words.secretStays} ${words.secretAsked}`}
      value={secrets[id] ?? ''}
      autoComplete="off"
      onChange={(event) => {
        const { [id]: _before, ...rest } = secrets;
        const value = event.currentTarget.value;
        onSecrets(value === '' ? rest : { ...rest, [id]: value });
      }}
    />
  );
}

function ParameterField({ id, parameter, set, planned, faults, onSet }: FieldProps) {
  const words = useTexts(fieldTexts);
  const { type, choices = [] } = parameter;
  const given = set[id];
  const preset = presetOf(id, parameter, given, planned);
  const fault = faults.get(id);
  const shown = {
    label: labelOf(id, parameter, words.optional),
    description: describe(parameter, given, preset, words),
    error: fault === undefined ? undefined : fault === 'needed' ? words.needed : wantedText(type, words),
    placeholder: preset?.text === '' ? words.emptyShown : (preset?.text ?? ''),
  };
  // Text may be given as empty; of every other kind, empty is "not given".
  const give = (value: string | null): void => {
    const { [id]: _before, ...rest } = set;
    onSet(value === null || (value === '' && type !== 'string') ? rest : { ...rest, [id]: value });
  };
  if (type === 'choice' || type === 'boolean') {
    const data =
      type === 'choice'
        ? choices.map((value) => ({ value, label: value }))
        : [
            { value: 'true', label: words.yes },
            { value: 'false', label: words.no },
          ];
    return <Select {...shown} data={data} value={given ?? null} onChange={give} clearable />;
  }
  return (
    <TextInput
      {...shown}
      value={given ?? ''}
      onChange={(event) => give(event.currentTarget.value)}
      autoComplete="off"
      spellCheck={false}
      inputMode={type === 'integer' || type === 'port' ? 'numeric' : 'text'}
      rightSection={
        <ValueTool given={given} clearable={type === 'string' && (preset?.text ?? '') !== ''} onGive={give} />
      }
    />
  );
}

interface ValueToolProps {
  readonly given: string | undefined;
  /** There is a preset text that somebody may not want. */
  readonly clearable: boolean;
  readonly onGive: (value: string | null) => void;
}

/** Back to the preset value; or, as it only shows in grey, an empty text in its place. */
function ValueTool({ given, clearable, onGive }: ValueToolProps) {
  const words = useTexts(fieldTexts);
  if (given === undefined && !clearable) return null;
  const [label, Icon] = given === undefined ? [words.takeEmpty, IconEraser] : [words.takeDefault, IconRotate2];
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={label}
        onClick={() => {
          onGive(given === undefined ? '' : null);
        }}
      >
        <Icon size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

type FieldWords = (typeof fieldTexts)['en'];

interface Preset {
  readonly text: string;
  readonly from: 'runbook' | 'inventory';
}

function labelOf(id: string, { title, optional }: ParameterDocument, word: string): ReactNode {
  return <InlineMarkdown text={`${title ?? id}${optional === true ? ` (${word})` : ''}`} />;
}

/** The value that holds without one of ours. Only the plan knows whether the inventory gives one. */
function presetOf(
  id: string,
  { default: preset }: ParameterDocument,
  given: string | undefined,
  planned: ParametersPartProps['planned'],
): Preset | undefined {
  const found = planned?.[id];
  const value = given === undefined && found !== undefined && found.type !== 'secret' ? found.value : null;
  if (value !== null && value !== preset) return { text: String(value), from: 'inventory' };
  return preset === undefined ? undefined : { text: String(preset), from: 'runbook' };
}

function describe(
  { description, type }: ParameterDocument,
  given: string | undefined,
  preset: Preset | undefined,
  words: FieldWords,
): string {
  const own = preset === undefined ? '' : preset.text === '' ? words.emptyShown : preset.text;
  const from = preset?.from === 'inventory' ? words.isInventorys(own) : words.isDefault(own);
  return [
    ...(description === undefined ? [] : [description]),
    ...(given === '' && type === 'string' ? [words.emptyGiven] : []),
    ...(preset === undefined ? [] : [from]),
  ].join(' ');
}

function wantedText(type: ParameterDocument['type'], words: FieldWords): string {
  return type === 'string' || type === 'secret' ? '' : words.wanted[type];
}
