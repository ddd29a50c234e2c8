import { asMap, isMap, type LooseMap } from '../../../src-shared/runbook/loose.ts';
import type { OutlineStep } from './runbook-outline.ts';
import { plainYaml } from './plain-yaml.ts';

/** Keys whose values are told beside the main content, in the order in which a reader asks for them. */
export const factNames = [
  'on',
  'forEach',
  'by',
  'when',
  'guard',
  'needs',
  'env',
  'expect',
  'capture',
  'within',
  'for',
  'every',
  'timeout',
  'retry',
  'serial',
  'unreachable',
  'onFailure',
  'mode',
  'tty',
  'ask',
  'evidence',
  'takes',
] as const;
export type FactName = (typeof factNames)[number];

export type StepBlock =
  /** What runs on hosts, to the last character. */
  | { readonly kind: 'script'; readonly text: string }
  /** What a person reads. */
  | { readonly kind: 'prose'; readonly text: string }
  /** What is asserted or sent, by its own keys. */
  | { readonly kind: 'details'; readonly name: string; readonly text: string };

export interface StepContent {
  readonly blocks: readonly StepBlock[];
  /** An empty text is an empty list: `needs: []` waits for nothing. */
  readonly facts: readonly { readonly name: FactName; readonly text: string }[];
  readonly undo: UndoContent | undefined;
}

export type UndoContent =
  | { readonly kind: 'run' | 'manual'; readonly text: string }
  /** `none`: why there can be none. `restore` says it all. */
  | { readonly kind: 'none' | 'restore'; readonly text: string };

/** What a step says, in parts that can be shown: its script or instructions, its conditions, its way back. Pure. */
export function stepContent({ body, kind }: Pick<OutlineStep, 'body' | 'kind'>): StepContent {
  const loose = body as unknown as LooseMap;
  const main = kind === undefined ? undefined : loose[kind];
  const inner = asMap(main);
  const facts = factNames.flatMap((name) => {
    // `ask` and `evidence` stand inside the kind; everything else beside it.
    const within = name === 'ask' || name === 'evidence' ? inner[name] : undefined;
    // A check's script names its hosts itself.
    const value = loose[name] ?? within ?? (name === 'on' ? asMap(inner['run'])['on'] : undefined);
    return value === undefined ? [] : [{ name, text: plainYaml(value) }];
  });
  const undo = asMap(loose['undo']);
  return { blocks: blocksOf(kind, main), facts, undo: undoOf(undo) };
}

function blocksOf(kind: OutlineStep['kind'], main: unknown): readonly StepBlock[] {
  if (kind === undefined) return [];
  switch (kind) {
    case 'run':
      return [{ kind: 'script', text: textOf(main) }];
    case 'manual':
    case 'terminal':
      return [{ kind: 'prose', text: textOf(isMap(main) ? main['instructions'] : main) }];
    case 'check': {
      const { run, ...others } = asMap(main);
      const { script, on: _on, ...rest } = asMap(run);
      return [
        ...(script === undefined ? [] : [{ kind: 'script', text: textOf(script) } as const]),
        ...Object.entries({ ...others, ...(Object.keys(rest).length === 0 ? {} : { run: rest }) }).map(
          ([name, value]): StepBlock => ({ kind: 'details', name, text: plainYaml(value) }),
        ),
      ];
    }
    case 'test': {
      const { procedure, expected, evidence: _evidence, ...rest } = asMap(main);
      const details =
        Object.keys(rest).length === 0 ? [] : [{ kind: 'details', name: kind, text: plainYaml(rest) } as const];
      return [{ kind: 'prose', text: `${textOf(procedure)}\n\n**→** ${textOf(expected)}` }, ...details];
    }
    default:
      return [{ kind: 'details', name: kind, text: plainYaml(main) }];
  }
}

function undoOf(undo: LooseMap): UndoContent | undefined {
  if (typeof undo['none'] === 'string') return { kind: 'none', text: undo['none'] };
  if (undo['run'] !== undefined) return { kind: 'run', text: textOf(undo['run']) };
  if (undo['restore'] === true) return { kind: 'restore', text: '' };
  const manual = undo['manual'];
  if (manual === undefined) return undefined;
  return { kind: 'manual', text: textOf(isMap(manual) ? manual['instructions'] : manual) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trimEnd() : '';
}
