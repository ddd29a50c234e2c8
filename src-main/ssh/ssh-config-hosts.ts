import { parse } from 'ssh-config';
import { resolveSshAlias, type SshAlias } from './ssh-alias.ts';

export interface ConfiguredHosts {
  readonly hosts: readonly { readonly alias: string; readonly login: SshAlias }[];
  /** What was left out, in the order of the file, one sentence each. */
  readonly leftOut: readonly string[];
  /** What holds for any other name: patterns count for hops too. */
  readonly resolve: (name: string) => SshAlias;
}

/**
 * Every host that an OpenSSH client configuration names by itself, with what holds for it, wildcards included. Patterns
 * name no machine, and `Match` and `Include` decide by what is only known when one connects: they are told, not guessed.
 */
export function configuredHosts(text: string): ConfiguredHosts {
  const aliases: string[] = [];
  const leftOut: string[] = [];
  for (const { key, words } of directives(parse(text))) {
    const said = words.join(' ');
    if (key === 'match') leftOut.push(`Match ${said}: what it says holds only while one connects`);
    if (key === 'include') leftOut.push(`Include ${said}: import that file by itself`);
    if (key !== 'host') continue;
    for (const word of words) {
      if (word.startsWith('!')) leftOut.push(`Host ${word}: an exception, not a host`);
      else if (/[*?]/.test(word))
        leftOut.push(`Host ${word}: a pattern names no machine; what it sets holds for its hosts`);
      else if (word !== '' && !aliases.includes(word)) aliases.push(word);
    }
  }
  const hosts = aliases.flatMap((alias) => {
    const login = resolveSshAlias(text, alias);
    if (login.unknownToken === undefined) return [{ alias, login }];
    leftOut.push(
      `${alias}: its HostName holds ${login.unknownToken}, which stands for nothing there; ssh refuses it too`,
    );
    return [];
  });
  const lines = hosts.flatMap(({ login }) => login.ignored).filter((line) => !/^(match|include)\b/i.test(line));
  const ignored = [...new Set(lines)].map((line) => `${line}: not supported; reach its hosts another way`);
  return { hosts, leftOut: [...leftOut, ...ignored], resolve: (name) => resolveSshAlias(text, name) };
}

interface Directive {
  readonly key: string;
  readonly words: readonly string[];
}

/** In the order of the file; those of a section follow it. */
function directives(lines: ReturnType<typeof parse>): readonly Directive[] {
  return lines.flatMap((line): readonly Directive[] => {
    if (!('param' in line)) return [];
    const { param, value } = line;
    const words = typeof value === 'string' ? value.split(/\s+/) : value.map(({ val }) => val);
    const inside = 'config' in line ? directives(line.config) : [];
    return [{ key: param.toLowerCase(), words }, ...inside];
  });
}
