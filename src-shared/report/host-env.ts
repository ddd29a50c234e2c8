import type { HostWork } from '../plan/plan.ts';
import type { Block, Cell } from './blocks.ts';
import { envLines } from './common-env.ts';
import type { EnvWords, SplitEnv } from './common-env.ts';
import { valueWords } from './step-words.ts';
import type { ReportTexts } from './texts/en.ts';

/** More columns than these would be too narrow for values: then each row lists its names. */
const mostColumns = 4;

/** Variables by name, as hosts have them. Secrets are only named. */
export function splitEnv(work: readonly HostWork[], texts: ReportTexts): SplitEnv {
  const all = [...new Set(work.flatMap(({ env }) => Object.keys(env)))];
  const valueOf = (one: HostWork, name: string): string => valueWords(one.env[name], texts);
  const names = all.filter((name) => new Set(work.map((one) => valueOf(one, name))).size > 1);
  const same = all.flatMap((name): EnvWords => {
    const [first] = work;
    return first === undefined || names.includes(name) ? [] : [[name, valueOf(first, name)]];
  });
  if (names.length === 0) return { same, names, rows: [] };
  const byValues = Map.groupBy(work, (one) => JSON.stringify(names.map((name) => valueOf(one, name))));
  const rows = [...byValues].map(([values, ones]) => ({
    hosts: [...new Set(ones.map(({ host }) => host))],
    values: JSON.parse(values) as string[],
  }));
  return { same, names, rows };
}

/** The values that differ, a row for the hosts that share them. */
export function hostEnvBlocks({ names, rows }: Pick<SplitEnv, 'names' | 'rows'>, texts: ReportTexts): readonly Block[] {
  if (names.length === 0) return [];
  const many = names.length > mostColumns;
  const titles = many ? [texts.steps.env] : names;
  const hostWidth = many ? 0.24 : names.length === 1 ? 0.5 : 0.28;
  const cell = (text: string): Cell => ({ text, mono: true });
  return [
    {
      kind: 'table',
      columns: [
        { title: texts.compare.host, width: hostWidth },
        ...titles.map((title) => ({ title, width: (1 - hostWidth) / titles.length })),
      ],
      rows: rows.map(({ hosts, values }) => [
        hosts.join(', '),
        ...(many ? [cell(envLines(names.map((name, at) => [name, values[at] ?? ''])))] : values.map(cell)),
      ]),
      empty: '',
    },
  ];
}
