import { assertNever } from '../base/assert-never.ts';
import { parseDuration } from '../runbook/duration.ts';
import type { InventoryDocument } from '../runbook/inventory-schema.ts';
import type { ParameterDocument, RunbookDocument } from '../runbook/runbook-schema.ts';
import { valueFault } from './env-limits.ts';
import type { Path, PlanProblem, ProblemList } from './plan-problem.ts';
import { listed } from './plan-problem.ts';
import type { ParameterType, PlanParameter } from './plan.ts';

type Scalar = string | number | boolean;
type Given = { readonly value: Scalar } & Pick<PlanProblem, 'in' | 'path'>;

export interface ParameterSources {
  readonly runbook: RunbookDocument;
  readonly inventory: InventoryDocument;
  /** From `--set`: text, read as the parameter's type. */
  readonly set: Readonly<Record<string, string>>;
  readonly givenSecrets: ReadonlySet<string>;
  readonly problems: ProblemList;
}

/**
 * The value of each parameter: `--set`, else the inventory's for this runbook, else its for `"*"`, else the default.
 * Secrets are only named; one that is not optional counts as given, since the run asks for it before it starts.
 */
export function planParameters(sources: ParameterSources): Readonly<Record<string, PlanParameter>> {
  const { runbook, givenSecrets, problems } = sources;
  const documents = new Map(Object.entries(runbook.parameters ?? {}));
  refuseUnknown(sources, documents);
  return Object.fromEntries(
    [...documents].map(([id, document]): [string, PlanParameter] => {
      const title = document.title ?? id;
      const given = givenFor(sources, id, document);
      if (document.type === 'secret') {
        if (given !== undefined) {
          const message = `${id} is a secret: no value of it may stand in a file or on a command line. Use --secret, DRILLBOOK_SECRET_${id.toUpperCase()} or the prompt.`;
          problems.add({ code: 'plan.parameter-invalid', in: given.in, path: given.path, message });
        }
        return [id, { type: 'secret', title, given: document.optional !== true || givenSecrets.has(id) }];
      }
      if (given === undefined && document.optional !== true) {
        const message = `${title}: the parameter "${id}" has no value. Give --set ${id}=…, a value in the inventory, or a default.`;
        problems.add({ code: 'plan.parameter-missing', in: 'runbook', path: ['parameters', id], message });
      }
      const value = given === undefined ? null : typedValue(id, document, document.type, given, problems);
      return [id, { type: document.type, title, value }];
    }),
  );
}

/** Where the value comes from, so that a wrong one is shown at the place that has to change. */
function givenFor(
  { runbook, inventory, set }: ParameterSources,
  id: string,
  document: ParameterDocument,
): Given | undefined {
  const text = Object.hasOwn(set, id) ? set[id] : undefined;
  if (text !== undefined) return { value: text, in: 'set', path: [id] };
  for (const key of [runbook.id, '*']) {
    const value = inventory.parameters?.[key]?.[id];
    if (value !== undefined) return { value, in: 'inventory', path: ['parameters', key, id] };
  }
  if (document.default === undefined) return undefined;
  return { value: document.default, in: 'runbook', path: ['parameters', id, 'default'] };
}

/** What `"*"` of the inventory names may belong to another runbook; everything else must be known to this one. */
function refuseUnknown(
  { runbook, inventory, set, givenSecrets, problems }: ParameterSources,
  documents: ReadonlyMap<string, ParameterDocument>,
): void {
  const refuse = (id: string, place: Pick<PlanProblem, 'in' | 'path'>): void => {
    const names = [...documents.keys()];
    const message = `The runbook has no parameter "${id}". It has ${listed(names)}.`;
    if (!documents.has(id)) problems.add({ code: 'plan.parameter-unknown', ...place, message });
  };
  for (const id of Object.keys(set)) refuse(id, { in: 'set', path: [id] });
  for (const id of Object.keys(inventory.parameters?.[runbook.id] ?? {})) {
    refuse(id, { in: 'inventory', path: ['parameters', runbook.id, id] });
  }
  for (const id of givenSecrets) {
    refuse(id, { in: 'set', path: [id] });
    const type = documents.get(id)?.type ?? 'secret';
    if (type === 'secret') continue;
    const message = `"${id}" is given as a secret, but it is a parameter of type ${type}. Give it with --set.`;
    problems.add({ code: 'plan.parameter-invalid', in: 'set', path: [id], message });
  }
}

/** The value as its type; what is wrong with it is noted, and planning goes on to find the rest. */
function typedValue(
  id: string,
  document: ParameterDocument,
  type: Exclude<ParameterType, 'secret'>,
  given: Given,
  problems: ProblemList,
): Scalar | null {
  const read = readValue(type, given.value, document.choices ?? []);
  const fault = 'wanted' in read ? `${shortened(given.value)} is no ${read.wanted}` : valueFault(String(read.value));
  if (fault !== undefined) {
    const path: Path = given.path;
    problems.add({ code: 'plan.parameter-invalid', in: given.in, path, message: `Parameter "${id}": ${fault}.` });
  }
  return 'value' in read ? read.value : null;
}

type Reading = { readonly value: Scalar } | { readonly wanted: string };

/** Reads a value as its type: text from `--set` and typed values of YAML alike. */
function readValue(type: Exclude<ParameterType, 'secret'>, given: Scalar, choices: readonly string[]): Reading {
  const text = String(given);
  const number = typeof given === 'number' ? given : numberOf(text);
  const textIf = (holds: boolean, wanted: string): Reading => (holds ? { value: text } : { wanted });
  switch (type) {
    case 'string':
      return { value: text };
    case 'hostname':
      return textIf(isHostname(text), 'host name (letters, digits, hyphens and dots, at most 253 characters)');
    case 'ip':
      return textIf(isIp(text), 'IPv4 or IPv6 address');
    case 'port':
      return Number.isInteger(number) && number >= 1 && number <= 65_535
        ? { value: number }
        : { wanted: 'port from 1 to 65535' };
    case 'integer':
      return Number.isSafeInteger(number) ? { value: number } : { wanted: 'whole number within ±(2^53-1)' };
    case 'number':
      return Number.isFinite(number) ? { value: number } : { wanted: 'number' };
    case 'boolean':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : { wanted: 'true or false' };
    case 'duration':
      return textIf(parseDuration(text) !== undefined, 'duration such as 90s, 45m or 1h30m');
    case 'choice':
      return textIf(choices.includes(text), `choice of this parameter (${listed(choices)})`);
    default:
      return assertNever(type, 'parameter type');
  }
}

/** Decimal only: `0x10`, `Infinity` and the empty text, which `Number` would take, are slips here. */
function numberOf(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/u.test(text) ? Number(text) : NaN;
}

/** A pasted certificate must not fill the screen. */
function shortened(value: Scalar): string {
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

/** RFC 1123, and the underscore that service names have. */
function isHostname(text: string): boolean {
  const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/iu;
  return (
    text.length <= 253 &&
    text
      .replace(/\.$/u, '')
      .split('.')
      .every((part) => label.test(part))
  );
}

function isIp(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

/** Without leading zeros, which some programs read as octal. */
function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/u.test(part) && Number(part) <= 255);
}

function isIpv6(text: string): boolean {
  // A dotted tail stands for two groups; a zone belongs to one machine and is no part of an address in a plan.
  const tail = text.slice(text.lastIndexOf(':') + 1);
  const plain = isIpv4(tail) ? `${text.slice(0, -tail.length)}0:0` : text;
  const sides = plain.split('::');
  const groups = sides.flatMap((side) => (side === '' ? [] : side.split(':')));
  const fits = sides.length === 2 ? groups.length <= 7 : sides.length === 1 && groups.length === 8;
  return fits && groups.every((group) => /^[0-9a-f]{1,4}$/iu.test(group));
}
