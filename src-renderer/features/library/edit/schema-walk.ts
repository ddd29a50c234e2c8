import { asList, asMap, isMap, type LooseMap } from '../../../../src-shared/runbook/loose.ts';

/** A key that is legal at a place, with what the schema says of it. */
export interface LegalKey {
  readonly key: string;
  readonly required: boolean;
  readonly title: string | undefined;
  readonly description: string | undefined;
  /** What follows the key: text on its line, or a map or list below it. */
  readonly shape: 'value' | 'map' | 'list';
  readonly usual: string | undefined;
}

export interface LegalValue {
  readonly value: string;
  readonly description: string | undefined;
}

/** All schemas that may hold for a place of a document, references and alternatives resolved. */
export function schemasAt(root: unknown, path: readonly (string | number)[]): readonly LooseMap[] {
  let found = resolved(root, root);
  for (const part of path) {
    found = found.flatMap((schema) => childOf(schema, part).flatMap((child) => resolved(root, child)));
  }
  return found;
}

/** The keys of the maps among the schemas, in the schema's order, those that must be there first. */
export function legalKeys(root: unknown, schemas: readonly LooseMap[]): readonly LegalKey[] {
  const found = new Map<string, LegalKey>();
  for (const schema of schemas) {
    const required = asList(schema['required']);
    for (const [key, child] of Object.entries(asMap(schema['properties']))) {
      if (found.has(key)) continue;
      const own = resolved(root, child);
      const told = [asMap(child), ...own];
      found.set(key, {
        key,
        required: required.includes(key),
        title: textOf(told, 'title'),
        description: textOf(told, 'description'),
        shape: shapeOf(root, own),
        usual: usualOf(told),
      });
    }
  }
  return [...found.values()].toSorted((a, b) => Number(b.required) - Number(a.required));
}

/** The values that the schemas name: constants, choices, yes and no. */
export function legalValues(schemas: readonly LooseMap[]): readonly LegalValue[] {
  const values = schemas.flatMap((schema) => {
    const named = [...asList(schema['enum']), ...('const' in schema ? [schema['const']] : [])];
    const flags = schema['type'] === 'boolean' && named.length === 0 ? [true, false] : [];
    const description = textOf([schema], 'description');
    return [...named, ...flags].map((value) => ({ value: String(value), description }));
  });
  return [...new Map(values.map((one) => [one.value, one])).values()];
}

function resolved(root: unknown, schema: unknown): readonly LooseMap[] {
  const found: LooseMap[] = [];
  const seen = new Set<unknown>();
  const waiting = [schema];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (!isMap(one) || seen.has(one)) continue;
    // A part may lead back to itself: each is looked at once.
    seen.add(one);
    const reference = one['$ref'];
    if (typeof reference === 'string') waiting.push(pointed(root, reference));
    const alternatives = [...asList(one['anyOf']), ...asList(one['oneOf'])];
    if (alternatives.length > 0) waiting.push(...alternatives.toReversed());
    else if (typeof reference !== 'string') found.push(one);
  }
  return found;
}

function pointed(root: unknown, reference: string): unknown {
  return reference
    .replace(/^#\/?/, '')
    .split('/')
    .reduce<unknown>((at, part) => asMap(at)[part], root);
}

function childOf(schema: LooseMap, part: string | number): readonly unknown[] {
  if (typeof part === 'number') return isMap(schema['items']) ? [schema['items']] : [];
  const named = asMap(schema['properties'])[part];
  if (named !== undefined) return [named];
  const free = Object.values(asMap(schema['patternProperties']));
  return isMap(schema['additionalProperties']) ? [...free, schema['additionalProperties']] : free;
}

function shapeOf(root: unknown, schemas: readonly LooseMap[]): LegalKey['shape'] {
  const isObject = (schema: LooseMap): boolean => schema['type'] === 'object';
  if (schemas.length > 0 && schemas.every(isObject)) return 'map';
  const ofMaps = schemas.every(
    (schema) => schema['type'] === 'array' && resolved(root, schema['items']).some(isObject),
  );
  return schemas.length > 0 && ofMaps ? 'list' : 'value';
}

function textOf(schemas: readonly LooseMap[], key: string): string | undefined {
  return schemas.map((schema) => schema[key]).find((value) => typeof value === 'string');
}

function usualOf(schemas: readonly LooseMap[]): string | undefined {
  const value = schemas.map((schema) => schema['default']).find((one) => one !== undefined);
  return value === undefined ? undefined : JSON.stringify(value);
}
