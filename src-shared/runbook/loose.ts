/** A document that the schema may have refused: checks read it as it is, and take nothing for granted. */
export type LooseMap = Readonly<Record<string, unknown>>;

const none: LooseMap = {};

/** The value where it is a map of keys, else an empty one. */
export function asMap(value: unknown): LooseMap {
  return isMap(value) ? value : none;
}

export function isMap(value: unknown): value is LooseMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is a list, else an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** One text or a list of them, each with its place below the key; what is no text is left to the schema. */
export function asTexts(value: unknown): readonly { readonly text: string; readonly path: readonly number[] }[] {
  if (typeof value === 'string') return [{ text: value, path: [] }];
  return asList(value).flatMap((text, index) => (typeof text === 'string' ? [{ text, path: [index] }] : []));
}
