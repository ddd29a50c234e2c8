import { fault, type DocumentPath, type Finding } from '../finding.ts';
import { asList, asMap, asTexts } from '../loose.ts';
import { suggestion } from '../nearest.ts';
import type { Survey } from '../survey.ts';

/** Roles that are named are declared; nobody must differ from themselves; cases have a tester and a witness. */
export function checkPeople(survey: Survey): readonly Finding[] {
  return [
    ...survey.steps.flatMap(({ body, path }) => [
      ...role(survey, body['by'], [...path, 'by']),
      ...role(survey, asMap(body['choose'])['by'], [...path, 'choose', 'by']),
      ...role(survey, asMap(body['sign'])['who'], [...path, 'sign', 'who']),
      ...signers(survey, asMap(body['test'])['sign'], [...path, 'test', 'sign']),
    ]),
    ...asList(survey.document['forms']).flatMap((form, at) =>
      signers(survey, asMap(form)['sign'], ['forms', at, 'sign']),
    ),
    ...[...survey.people].flatMap(([id, person]) => others(survey, id, person['not'])),
    ...testerAndWitness(survey),
  ];
}

function role(survey: Survey, value: unknown, path: DocumentPath): readonly Finding[] {
  if (typeof value !== 'string' || survey.people.has(value)) return [];
  return [fault(path, 'runbook.unknown-name', unknownRole(survey, value))];
}

function unknownRole(survey: Survey, written: string): string {
  return `There is no role \`${written}\` in \`people\`${suggestion(written, survey.people.keys())}`;
}

function signers(survey: Survey, sign: unknown, path: DocumentPath): readonly Finding[] {
  return Object.keys(asMap(sign)).flatMap((id) =>
    survey.people.has(id) ? [] : [fault([...path, id], 'runbook.unknown-name', unknownRole(survey, id), 'key')],
  );
}

function others(survey: Survey, id: string, not: unknown): readonly Finding[] {
  return asTexts(not).flatMap(({ text, path: below }) => {
    const path = ['people', id, 'not', ...below];
    const self = `\`${id}\` cannot be another person than \`${id}\`: name the other role`;
    return text === id ? [fault(path, 'runbook.people', self)] : role(survey, text, path);
  });
}

function testerAndWitness(survey: Survey): readonly Finding[] {
  const hasCases = survey.cases.length > 0 || survey.steps.some(({ kinds }) => kinds.includes('test'));
  if (!hasCases) return [];
  const missing = ['tester', 'witness'].filter((id) => !survey.people.has(id));
  const named = missing.map((id) => `\`${id}\``).join(' and ');
  const message = `There are test cases, so \`people\` must declare ${named}: one gives the verdicts, the other signs them`;
  return missing.length > 0 ? [fault(['people'], 'runbook.people', message, 'key')] : [];
}
