/** One value or a list of them, as a list; none where nothing is given. */
export function listOf<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}

/** Each once, in the order of the first. */
export function unique<Item>(items: Iterable<Item>): readonly Item[] {
  return [...new Set(items)];
}
