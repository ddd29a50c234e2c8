import { fault, type DocumentPath, type Finding } from '../finding.ts';
import { asMap } from '../loose.ts';
import { suggestion } from '../nearest.ts';
import { stepNamed, type Survey } from '../survey.ts';
import { unknownStep } from './order.ts';

/** Forms, cases and steps that forms, evidence and the clock name are there. */
export function checkForms(survey: Survey): readonly Finding[] {
  const { clock } = asMap(survey.document['objectives']);
  const { from, to } = asMap(clock);
  return [
    ...survey.steps.flatMap(({ body, path }) => {
      const form = typeof body['form'] === 'string' ? body['form'] : undefined;
      const evidence = asMap(asMap(body['test'])['evidence'])['step'];
      const unknown = form !== undefined && !survey.forms.has(form);
      const message = `There is no form \`${form ?? ''}\`${suggestion(form ?? '', survey.forms.keys())}`;
      return [
        ...(unknown ? [fault([...path, 'form'], 'runbook.unknown-name', message)] : []),
        ...step(survey, evidence, [...path, 'test', 'evidence', 'step']),
      ];
    }),
    ...survey.cases.flatMap(({ body, path, form }) => [
      ...step(survey, asMap(body['evidence'])['step'], [...path, 'evidence', 'step']),
      ...dueAfter(survey, asMap(body['due'])['after'], [...path, 'due', 'after'], form, body['id']),
    ]),
    ...(from === 'declared' ? [] : step(survey, from, ['objectives', 'clock', 'from'])),
    ...step(survey, to, ['objectives', 'clock', 'to']),
  ];
}

function step(survey: Survey, value: unknown, path: DocumentPath): readonly Finding[] {
  if (typeof value !== 'string' || stepNamed(survey, value) !== undefined) return [];
  // A form that no step places has a gate of its own, `forms/<form>`.
  const gate = /^forms\/([^/@]+)/.exec(value)?.[1];
  if (gate !== undefined && survey.forms.has(gate)) return [];
  return [unknownStep(survey, path, value)];
}

function dueAfter(survey: Survey, value: unknown, path: DocumentPath, form: string, self: unknown): readonly Finding[] {
  if (typeof value !== 'string' || value.includes('/')) return step(survey, value, path);
  const cases = survey.cases.filter((one) => one.form === form).map(({ id }) => id);
  if (value === self) return [fault(path, 'runbook.cycle', `The case \`${value}\` cannot be due after itself`)];
  if (cases.includes(value)) return [];
  const message = `There is no case \`${value}\` in the form \`${form}\`${suggestion(value, cases)} (a step is named \`phase/step\`)`;
  return [fault(path, 'runbook.unknown-name', message)];
}
