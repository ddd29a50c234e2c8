/**
 * The same fields without those that have no value. Optional keys of the plan are left out, never `undefined`: both
 * have the same canonical form, but a plan read back from its file must also equal the one that was written.
 */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<Fields>;
}

type Given<Fields> = { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
