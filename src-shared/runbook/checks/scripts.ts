import { fault, hint, type Finding } from '../finding.ts';
import { sitesOf, type Site } from '../sites.ts';
import type { Survey } from '../survey.ts';

const ours = ['params', 'targets', 'steps', 'host', 'people', 'run', 'results', 'outputs'];
/** What makes code of text: a value in a variable is safe until one of these reads it. */
const evaluators: readonly (readonly [RegExp, string])[] = [
  [/(^|[\s;&|({`])eval\s/m, 'eval'],
  [/(^|[\s;&|({`/])(ba|da|k|z|c|tc|mk)?sh\s+(-\w+\s+)*-\w*c\b/m, 'sh -c'],
  [/(^|[\s;&|({`/])ssh\s/m, 'ssh'],
  [/\$\(\([^)]*[A-Za-z_]/, '$((…))'],
];

/** Scripts are constant text; those that evaluate text themselves are named. */
export function checkScripts(survey: Survey): readonly Finding[] {
  return sitesOf(survey)
    .filter(({ kind }) => kind === 'script')
    .flatMap((site) => [...templates(site), ...evaluates(site)]);
}

function templates({ text, path, names }: Site): readonly Finding[] {
  const found = [...text.matchAll(/\{\{-?\s*([A-Za-z_]\w*)/g)].find(([, name]) =>
    [...ours, ...names].includes(name ?? ''),
  );
  if (found === undefined) return [];
  const line = text.slice(0, found.index).split('\n').length;
  const message = `\`{{ ${found[1] ?? ''}…\` in line ${line} of a script: scripts are constant text; write \`env: { NAME: "{{ … }}" }\` and \`"$NAME"\` in the script`;
  return [fault(path, 'runbook.template-in-script', message)];
}

function evaluates({ text, path }: Site): readonly Finding[] {
  const found = evaluators.filter(([pattern]) => pattern.test(text)).map(([, what]) => `\`${what}\``);
  if (found.length === 0) return [];
  const message = `The script evaluates text itself (${found.join(', ')}): be sure that no value from \`env\` can become code there`;
  return [hint(path, 'hint.evaluates', message, 'value')];
}
