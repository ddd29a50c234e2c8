import type { ErrorObject } from 'ajv/dist/2020.js';
import { fault, type DocumentPath, type Finding } from '../../src-shared/runbook/finding.ts';
import { jsonSchema } from '../../src-shared/runbook/json-schema.ts';
import { suggestion } from '../../src-shared/runbook/nearest.ts';
import { branchValidator } from './branch-validator.ts';
import { validatorOf } from './schema-validator.ts';
import { expectedOf, foundOf, type SchemaPart } from './schema-words.ts';

/** The schemas that were used, for the branches of their unions. */
const schemas = new Map<string, object>();

/** Judges a document by the schema of its kind (`runbook.v1`, …): every fault at once, each about what was meant. */
export function schemaFaults(name: string, schema: object, document: unknown): readonly Finding[] {
  schemas.set(name, schema);
  const validate = validatorOf(name, schema);
  return validate(document) ? [] : findings(name, validate.errors ?? [], []);
}

/** Errors as findings; `base` is where the judged value stands in the whole document. */
function findings(name: string, errors: readonly ErrorObject[], base: DocumentPath): readonly Finding[] {
  // What failed inside a union is told again, for the branch that was meant; the outermost union speaks.
  const unions = errors.filter((error) => error.keyword === 'anyOf').map((error) => error.instancePath);
  const outermost = unions.filter((path) => !unions.some((other) => other !== path && isInside(path, other)));
  // Of several unions at one place the last error is the outermost: errors come from the inside out.
  const speaker = new Map(
    errors.filter(({ keyword }) => keyword === 'anyOf').map((error) => [error.instancePath, error]),
  );
  return errors.flatMap((error) => {
    const path = [...base, ...pathOf(error)];
    if (error.keyword === 'anyOf' && outermost.includes(error.instancePath)) {
      return speaker.get(error.instancePath) === error ? unionFindings(name, error, path) : [];
    }
    if (outermost.some((union) => isInside(error.instancePath, union))) return [];
    return oneFinding(error, path);
  });
}

const isInside = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}/`);

function oneFinding(error: ErrorObject, path: DocumentPath): readonly Finding[] {
  const schema = (error.parentSchema ?? {}) as SchemaPart;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params['additionalProperty']);
      const legal = Object.keys(schema.properties ?? {});
      const names = Object.keys(schema.patternProperties ?? {});
      const expected = names.length > 0 ? `; a name here matches ${names[0] ?? ''}` : suggestion(key, legal);
      return [fault([...path, key], 'schema.unknown-key', `Unknown key \`${key}\`${expected}`, 'key')];
    }
    case 'required': {
      const key = String(error.params['missingProperty']);
      return [fault(path, 'schema.missing-key', `The key \`${key}\` is missing${aboutKey(schema, key)}`, 'start')];
    }
    case 'if':
    case '$ref':
      return [];
    default:
      return [fault(path, 'schema.wrong-value', wrongValue(error, schema))];
  }
}

function aboutKey(schema: SchemaPart, key: string): string {
  const about = schema.properties?.[key]?.description;
  return about === undefined ? '' : `: ${about}`;
}

function wrongValue(error: ErrorObject, schema: SchemaPart): string {
  const written: unknown = error.data;
  const near = schema.enum && typeof written === 'string' ? suggestion(written, schema.enum.map(String)) : '';
  return `Found ${foundOf(written)}, expected ${expectedOf(schema)}${near.startsWith(' —') ? near : ''}`;
}

/** The branch of a union that fits the kind of value, judged alone; where none fits, what all of them want. */
function unionFindings(name: string, error: ErrorObject, path: DocumentPath): readonly Finding[] {
  const branches = error.schema as readonly SchemaPart[];
  const fitting = branches.filter((branch) => fits(branch, error.data));
  const branch = fitting.length > 1 ? bestObject(fitting, error.data) : fitting[0];
  if (branch === undefined) {
    const expected = expectedOf((error.parentSchema ?? {}) as SchemaPart);
    return [fault(path, 'schema.wrong-value', `Found ${foundOf(error.data)}, expected ${expected}`)];
  }
  const validate = branchValidator(branch, definitionsOf(name));
  return validate(error.data) ? [] : findings(name, validate.errors ?? [], path);
}

function definitionsOf(name: string): unknown {
  const schema = schemas.get(name);
  const whole = schema === undefined ? {} : jsonSchema(name, schema);
  return (whole as { readonly $defs?: unknown }).$defs ?? {};
}

function fits(branch: SchemaPart, value: unknown): boolean {
  const { type, const: constant } = branch;
  if (Array.isArray(value)) return type === 'array';
  if (typeof value === 'object' && value !== null) return type === 'object';
  if (typeof value === 'string') return type === 'string' && constant === undefined;
  if (typeof value === 'number') return type === 'integer' || (type === 'number' && constant === undefined);
  return typeof value === type;
}

/** Of several kinds of object, the one that knows most of the keys that were written. */
function bestObject(branches: readonly SchemaPart[], value: unknown): SchemaPart | undefined {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const known = (branch: SchemaPart): number =>
    keys.filter((key) => Object.hasOwn(branch.properties ?? {}, key)).length;
  return branches.toSorted((a, b) => known(b) - known(a))[0];
}

function pathOf(error: ErrorObject): DocumentPath {
  const parts = error.instancePath.split('/').slice(1);
  // A map may have keys that look like numbers; `locate` reads both alike, and only lists are shown with brackets.
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}
