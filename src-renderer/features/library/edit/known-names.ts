import { asList, asMap } from '../../../../src-shared/runbook/loose.ts';
import type { RunbookDocument } from '../../../../src-shared/runbook/runbook-schema.ts';
import { surveyOf } from '../../../../src-shared/runbook/survey.ts';

/**
 * What the document itself declares and a key at this place may name: targets for `on`, checks for `guard`, roles for
 * `by`, and so on. The schema cannot know them.
 */
export function knownNames(
  document: RunbookDocument | undefined,
  path: readonly (string | number)[],
): readonly string[] {
  const key = path.findLast((part) => typeof part === 'string');
  if (document === undefined || key === undefined) return [];
  const survey = surveyOf(document);
  const steps = survey.steps.map(({ id }) => id);
  switch (key) {
    case 'on':
      return [...survey.targets.keys()];
    case 'to':
      return path.includes('clock') ? steps : [...survey.targets.keys()];
    case 'from':
      return path.includes('clock') ? ['declared', ...steps] : ['app', ...survey.targets.keys()];
    case 'by':
    case 'who':
    case 'not':
      return [...survey.people.keys()];
    case 'guard':
      return survey.steps.filter(({ kinds }) => kinds.includes('check')).map(({ id }) => id);
    case 'needs':
    case 'step':
      return steps;
    case 'after':
      return [...survey.cases.map(({ id }) => id), ...steps];
    case 'form':
      return asList(document.forms).map((form) => String(asMap(form)['id']));
    default:
      return path.includes('forEach') ? [...survey.targets.keys()] : [];
  }
}
