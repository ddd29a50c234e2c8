type Json = Readonly<Record<string, unknown>>;

const address = (name: string) => `https://drillbook.example/schema/${name}.schema.json`;

/**
 * The JSON Schema 2020-12 of one kind of file, as plain data: parts marked `shared` stand once, in `$defs`.
 * It is what ajv compiles and what editors read.
 */
export function jsonSchema(name: string, schema: object): Json {
  const definitions: Record<string, unknown> = {};
  const body = bundled(schema, definitions) as Json;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: address(name),
    ...body,
    ...(Object.keys(definitions).length > 0 ? { $defs: definitions } : {}),
  };
}

/** Keys whose values are data of the author, not schemas: they are copied as they stand. */
const dataKeys = new Set(['examples', 'default', 'enum', 'const', 'required']);

function bundled(schema: unknown, definitions: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((one) => bundled(one, definitions));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { shared, ...rest } = schema as { readonly shared?: unknown } & Json;
  const copy = (): Json =>
    Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [key, dataKeys.has(key) ? value : bundled(value, definitions)]),
    );
  if (typeof shared !== 'string') return copy();
  // Set before the copy is made, so that a part inside itself would end too.
  if (!(shared in definitions)) {
    definitions[shared] = {};
    definitions[shared] = copy();
  }
  return { $ref: `#/$defs/${shared}` };
}
