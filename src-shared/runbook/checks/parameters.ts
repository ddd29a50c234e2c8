import { fault, type Finding } from '../finding.ts';
import { asList, asMap, type LooseMap } from '../loose.ts';
import { suggestion } from '../nearest.ts';
import { parameterFault } from '../parameter-value.ts';
import type { Survey } from '../survey.ts';
import { hasTemplate } from '../template.ts';

/** Defaults are of their type, choices belong to `choice`, a secret has no default; the same for questions. */
export function checkParameters(survey: Survey): readonly Finding[] {
  return [
    ...[...survey.params].flatMap(([id, parameter]) => {
      const { type, choices, default: value } = parameter;
      const path = ['parameters', id];
      if (typeof type !== 'string') return [];
      const secret = type === 'secret' && value !== undefined;
      return [
        ...choicesOf(type, choices, path),
        ...(secret
          ? [fault([...path, 'default'], 'runbook.secret', 'A secret has no default: no secret is ever in the file')]
          : []),
        ...(value === undefined || secret ? [] : ofType(type, value, asList(choices), [...path, 'default'])),
      ];
    }),
    ...survey.steps.flatMap(({ body, path }) => chosenFirst(asMap(body['choose']), [...path, 'choose'])),
    ...survey.steps.flatMap(({ body, path }) =>
      (['manual', 'terminal'] as const).flatMap((kind) =>
        Object.entries(asMap(asMap(body[kind])['ask'])).flatMap(([id, question]) => {
          const { type = 'string', choices } = asMap(question);
          return typeof type === 'string' ? choicesOf(type, choices, [...path, kind, 'ask', id]) : [];
        }),
      ),
    ),
  ];
}

/** A `default` that is offered nowhere would stand first nowhere. */
function chosenFirst({ options, default: first }: LooseMap, path: Finding['path']): readonly Finding[] {
  const offered = asList(options).filter((one) => typeof one === 'string');
  if (typeof first !== 'string' || offered.length === 0) return [];
  if ([first, ...offered].some(hasTemplate) || offered.includes(first)) return [];
  return [
    fault([...path, 'default'], 'runbook.value', `\`${first}\` is none of the options${suggestion(first, offered)}`),
  ];
}

function choicesOf(type: string, choices: unknown, path: Finding['path']): readonly Finding[] {
  if (type === 'choice' && asList(choices).length === 0) {
    return [
      fault(path, 'schema.missing-key', 'The key `choices` is missing: a choice needs something to choose from', 'key'),
    ];
  }
  if (type === 'choice' || choices === undefined) return [];
  return [
    fault(
      [...path, 'choices'],
      'runbook.misplaced-key',
      `\`choices\` says nothing on a \`${type}\`, only on a \`choice\``,
      'key',
    ),
  ];
}

type Scalar = string | number | boolean;
const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

/** What is no scalar is the schema's to tell. */
function ofType(type: string, value: unknown, choices: readonly unknown[], path: Finding['path']): readonly Finding[] {
  if (!isScalar(value) || (type === 'choice' && choices.length === 0)) return [];
  const expected = parameterFault(type, value, choices.filter(isScalar));
  return expected === undefined
    ? []
    : [fault(path, 'runbook.value', `Found \`${String(value)}\`, expected ${expected}, as the type \`${type}\` says`)];
}
