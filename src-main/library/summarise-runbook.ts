import type { RunbookEntry } from '../../src-shared/rpc/library-calls.ts';
import { defaultedText } from '../../src-shared/runbook/defaulted-text.ts';
import { asList, asMap } from '../../src-shared/runbook/loose.ts';
import { documentKind } from './document-kind.ts';
import { judgeRunbook } from './load-runbook.ts';
import { readDocument } from './loaded-document.ts';

/** What a library shows of a runbook, read loosely: a faulty one must be found to be mended. */
export type RunbookSummary = Omit<RunbookEntry, 'file' | 'shown' | 'shipped' | 'lastRuns'>;

/** `undefined`: an inventory, answers, or YAML of another program. Throws DrillError `file.not-readable`. */
export async function summariseRunbook(path: string): Promise<RunbookSummary | undefined> {
  const parsed = await readDocument(path);
  const root = asMap(parsed.value);
  const readable = parsed.value !== undefined;
  if (readable ? !isRunbook(root, path) : !looksLikeRunbook(parsed.text, path)) return undefined;
  const { problems } = judgeRunbook(parsed);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const said = (key: string): string | undefined =>
    readable
      ? textOf(root[key])
      : textOf(new RegExp(`^${key}: *["']?([^"'\\n#]+)`, 'm').exec(parsed.text)?.[1]?.trim());
  const phases = asList(root['phases']).map(asMap);
  const groups = asList(root['forms']).flatMap((form) => asList(asMap(form)['groups']));
  const rto = textOf(asMap(root['objectives'])['rto']);
  const optional = {
    system: said('system'),
    summary: said('summary'),
    owner: textOf(asMap(asMap(root['document'])['control'])['owner']),
    rto: rto === undefined ? undefined : defaultedText(rto, asMap(root['parameters'])),
  };
  return {
    id: said('id') ?? '',
    title: said('title') ?? '',
    version: said('version') ?? '',
    ...definedOnly(optional),
    phases: phases.length,
    steps: phases.reduce((sum, phase) => sum + asList(phase['steps']).length, 0),
    cases: groups.reduce<number>((sum, group) => sum + asList(asMap(group)['cases']).length, 0),
    errors,
    hints: problems.length - errors,
  };
}

type Root = ReturnType<typeof asMap>;

function isRunbook(root: Root, path: string): boolean {
  if (documentKind({ value: root }) !== 'runbook') return false;
  return isOwnEnding(path) || root['drillbook'] !== undefined || (root['phases'] !== undefined && 'id' in root);
}

/** A file that is no YAML yet: its lines still tell what it was meant to be. */
function looksLikeRunbook(text: string, path: string): boolean {
  if (/^(?:kind: *(?:inventory|answers)|answers:)/m.test(text)) return false;
  return isOwnEnding(path) || /^drillbook:/m.test(text);
}

function isOwnEnding(path: string): boolean {
  return path.toLowerCase().endsWith('.drillbook');
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

function definedOnly(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
