import { fault, type Finding } from '../finding.ts';
import { asMap } from '../loose.ts';
import type { Survey } from '../survey.ts';
import { hasTemplate } from '../template.ts';

/** Files beside the runbook are constant paths below its folder: the plan holds what they are, to the last byte. */
export function checkFiles(survey: Survey): readonly Finding[] {
  return survey.steps.flatMap(({ body, path }) => {
    const { from } = asMap(asMap(body['copy'])['upload']);
    if (typeof from !== 'string') return [];
    const wrong = faultOf(from);
    return wrong === undefined ? [] : [fault([...path, 'copy', 'upload', 'from'], 'runbook.value', wrong)];
  });
}

function faultOf(from: string): string | undefined {
  if (hasTemplate(from))
    return `\`${from}\` holds a template: which file is uploaded is fixed when the runbook is written`;
  if (from.startsWith('/') || from.startsWith('~') || /^[A-Za-z]:/.test(from)) {
    return `\`${from}\` is no path beside the runbook: put the file into the runbook’s folder and write its path from there`;
  }
  if (from.includes('\\')) return `\`${from}\`: write folders with \`/\`, on every system`;
  if (!from.split('/').includes('..')) return undefined;
  return `\`${from}\` leads out of the runbook’s folder: who is given the runbook would not have the file`;
}
