/** A path or name as a shell takes it for one word. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A command line to go on with, written so that it works when it is copied: in a checkout there is only `npx drillbook`. */
export function asCalled(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  // npm and npx tell what they run which script they run it for.
  const command = env['npm_lifecycle_event'] === undefined ? 'drillbook' : 'npx drillbook';
  return [command, ...args.map(shellWord)].join(' ');
}
