/** Makes a switch over a union complete at compile time, and loud when data from outside holds another kind. */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}
