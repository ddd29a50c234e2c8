import { fault, type DocumentPath, type Finding } from '../finding.ts';
import { asList, asMap } from '../loose.ts';
import { nearest } from '../nearest.ts';
import type { Survey } from '../survey.ts';

const shape = /^[A-Z][A-Z0-9_]*$/;
/** Names that shells or the loader read themselves: a value there would change what runs. */
const forbidden = new Set(
  'PATH IFS ENV BASH_ENV SHELLOPTS BASHOPTS PS1 PS2 PS3 PS4 PROMPT_COMMAND CDPATH UID EUID PPID'.split(' '),
);
const maxValue = 64 * 1024;
const maxAll = 256 * 1024;

/** Names and sizes of variables, wherever `env` may stand. */
export function checkEnv(survey: Survey): readonly Finding[] {
  const { document } = survey;
  const phases = [
    ...asList(document['phases']).map((phase, at) => [['phases', at, 'env'], asMap(phase)['env']] as const),
    ...asList(asMap(document['rollback'])['phases']).map(
      (phase, at) => [['rollback', 'phases', at, 'env'], asMap(phase)['env']] as const,
    ),
  ];
  return [
    ...ofEnv(document['env'], ['env']),
    ...phases.flatMap(([path, env]) => ofEnv(env, path)),
    ...survey.steps.flatMap(({ body, path }) => [
      ...ofEnv(body['env'], [...path, 'env']),
      ...ofEnv(asMap(body['undo'])['env'], [...path, 'undo', 'env']),
    ]),
  ];
}

function ofEnv(env: unknown, path: DocumentPath): readonly Finding[] {
  const entries = Object.entries(asMap(env));
  const all = entries.reduce((sum, [name, value]) => sum + name.length + bytesOf(value), 0);
  const tooMuch = all > maxAll ? [fault(path, 'runbook.env', 'The variables are over 256 KiB together', 'key')] : [];
  return [
    ...tooMuch,
    ...entries.flatMap(([name, value]) => {
      const why = nameFault(name);
      if (why !== undefined) return [fault([...path, name], 'runbook.env', why, 'key')];
      return bytesOf(value) > maxValue ? [fault([...path, name], 'runbook.env', `\`${name}\` is over 64 KiB`)] : [];
    }),
  ];
}

function nameFault(name: string): string | undefined {
  if (forbidden.has(name) || name.startsWith('LD_'))
    return `\`${name}\` is refused: it changes what the shell itself runs`;
  if (name.startsWith('DRILLBOOK_')) return `\`${name}\` is refused: \`DRILLBOOK_…\` is set by Drillbook`;
  if (shape.test(name)) return undefined;
  const upper = name.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_');
  const near = shape.test(upper) ? nearest(name, [upper]) : undefined;
  return `\`${name}\` is no name for a variable: expected capital letters, digits and \`_\`${near === undefined ? '' : ` — did you mean \`${near}\`?`}`;
}

/** UTF-8 bytes of a value as the script will see it; a template counts as it is written. */
function bytesOf(value: unknown): number {
  const text = typeof value === 'string' ? value : '';
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
