/** The parts of JSON Schema that our schemas use. */
export interface SchemaPart {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly SchemaPart[];
  readonly enum?: readonly (string | number)[];
  readonly const?: string | number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxProperties?: number;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly patternProperties?: Readonly<Record<string, SchemaPart>>;
}

/** What was found, in words short enough for a line. */
export function foundOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map of keys';
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text \`${shortened(value)}\``;
  if (typeof value === 'boolean') return `\`${String(value)}\``;
  return typeof value === 'number' ? `the number ${value}` : 'another value';
}

/** What a schema wants, in words: `a duration such as 90s`, `one of a, b, c`, `text, or a list`. */
export function expectedOf(schema: SchemaPart): string {
  const { anyOf, enum: values, const: constant, pattern } = schema;
  if (anyOf !== undefined) return [...new Set(anyOf.map(expectedOf))].join(', or ');
  if (values !== undefined) return `one of ${values.map((one) => `\`${one}\``).join(', ')}`;
  if (constant !== undefined) return `\`${constant}\``;
  return pattern === undefined ? typeWords(schema) : patternWords(schema, pattern);
}

function typeWords(schema: SchemaPart): string {
  switch (schema.type) {
    case 'string':
      return schema.maxLength === undefined ? 'text' : `text of at most ${schema.maxLength} characters`;
    case 'integer':
    case 'number':
      return `${schema.type === 'integer' ? 'a whole number' : 'a number'}${rangeWords(schema)}`;
    case 'boolean':
      return '`true` or `false`';
    case 'array':
      return schema.minItems === undefined ? 'a list' : 'a list with something in it';
    case 'object':
      return objectWords(schema);
    default:
      return schema.$ref === undefined ? 'another value' : 'a map of keys';
  }
}

function objectWords(schema: SchemaPart): string {
  if (schema.maxProperties === 1) return 'a map with one key';
  const keys = Object.keys(schema.properties ?? {});
  return keys.length > 0 && keys.length <= 6
    ? `a map with ${keys.map((key) => `\`${key}\``).join(', ')}`
    : 'a map of keys';
}

function rangeWords({ minimum, maximum }: SchemaPart): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  return minimum === undefined ? '' : ` of at least ${minimum}`;
}

function patternWords(schema: SchemaPart, pattern: string): string {
  if (pattern.includes('ms)?$')) return 'a duration such as `90s`, `45m` or `1h30m`';
  if (pattern === '\\{\\{') return 'a template `{{ … }}`';
  if (pattern.includes('://')) return 'a URL such as `https://voice.example.test/health`';
  const example = schema.examples?.[0];
  const length = schema.maxLength === undefined ? '' : `, at most ${schema.maxLength} characters`;
  return typeof example === 'string'
    ? `text like \`${example}\` (${pattern}${length})`
    : `text that matches ${pattern}${length}`;
}

function shortened(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 60 || line !== text ? `${line.slice(0, 60)}…` : line;
}
