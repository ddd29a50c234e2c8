/** One `[fosX]` of bnfos.conf. */
export interface BerofosDeclaration {
  readonly name: string;
  readonly mac: string;
  readonly host: string;
  /** `user:password`; absent while the line is commented out. */
  readonly login?: string;
}

/** The names that the tool knows: `fos` and a number from 1. */
export const berofosName = /^fos[1-9]\d*$/;

/** Reads bnfos.conf: sections in square brackets, `key = value`; `#` begins a comment line. */
export function readBnfosConf(text: string): readonly BerofosDeclaration[] {
  const found: { name: string; values: Map<string, string> }[] = [];
  for (const line of text.split('\n')) {
    const name = /^\s*\[([^\]]*)\]/.exec(line)?.[1];
    const [, key, value] = /^\s*([a-z]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) found.push({ name, values: new Map() });
    else if (key !== undefined) found.at(-1)?.values.set(key, value ?? '');
  }
  return found.map(({ name, values }) => {
    const login = values.get('login');
    const [mac = '', host = ''] = [values.get('mac'), values.get('host')];
    return { name, mac, host, ...(login === undefined ? {} : { login }) };
  });
}

/** The file as `bnfos --scan -x` leaves it, whatever stood there before. */
export function writeBnfosConf(declarations: readonly BerofosDeclaration[]): string {
  return declarations
    .map(({ name, mac, host, login }) => {
      const last = login === undefined ? '#login = <user>:<password>' : `login = ${login}`;
      return `[${name}]\nmac = ${mac}\nhost = ${host}\n${last}\n`;
    })
    .join('\n');
}
