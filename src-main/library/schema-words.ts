type Schema = Readonly<Record<string, unknown>>;

/** What was found, in words short enough for a line. */
export function foundOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map of keys';
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text \`${shortened(value)}\``;
  return typeof value === 'boolean' ? `\`${String(value)}\`` : `the number ${String(value as number)}`;
}

/** What a schema wants, in words: `a duration such as 90s`, `one of a, b, c`, `text, or a list`. */
export function expectedOf(schema: Schema): string {
  const { anyOf, enum: values, const: constant, type, pattern } = schema;
  if (Array.isArray(anyOf)) return [...new Set((anyOf as readonly Schema[]).map(expectedOf))].join(', or ');
  if (Array.isArray(values)) return `one of ${values.map((one) => `\`${String(one)}\``).join(', ')}`;
  if (constant !== undefined) return `\`${String(constant)}\``;
  if (typeof pattern === 'string') return patternWords(schema, pattern);
  switch (type) {
    case 'string':
      return schema['maxLength'] === undefined ? 'text' : `text of at most ${String(schema['maxLength'])} characters`;
    case 'integer':
    case 'number':
      return `${type === 'integer' ? 'a whole number' : 'a number'}${rangeWords(schema)}`;
    case 'boolean':
      return '`true` or `false`';
    case 'array':
      return schema['minItems'] === undefined ? 'a list' : 'a list with something in it';
    case 'object':
      return objectWords(schema);
    default:
      return schema['$ref'] === undefined ? 'another value' : 'a map of keys';
  }
}

function objectWords(schema: Schema): string {
  if (schema['maxProperties'] === 1) return 'a map with one key';
  const keys = Object.keys((schema['properties'] ?? {}) as Schema);
  return keys.length > 0 && keys.length <= 6
    ? `a map with ${keys.map((key) => `\`${key}\``).join(', ')}`
    : 'a map of keys';
}

function rangeWords({ minimum, maximum }: Schema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${String(minimum)} to ${String(maximum)}`;
  return minimum === undefined ? '' : ` of at least ${String(minimum)}`;
}

function patternWords(schema: Schema, pattern: string): string {
  if (pattern.includes('ms)?$')) return 'a duration such as `90s`, `45m` or `1h30m`';
  if (pattern === '\\{\\{') return 'a template `{{ … }}`';
  const example = (schema['examples'] as readonly unknown[] | undefined)?.[0];
  return typeof example === 'string' ? `text like \`${example}\` (${pattern})` : `text that matches ${pattern}`;
}

function shortened(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 60 || line !== text ? `${line.slice(0, 60)}…` : line;
}
