/** Names and values of a step's variables. */
export type EnvWords = readonly (readonly [name: string, value: string])[];

/** The variables of a script that goes to several hosts: what all have, and who has what otherwise. */
export interface SplitEnv {
  readonly same: EnvWords;
  /** Names whose values differ; empty where none do. */
  readonly names: readonly string[];
  /** Hosts with the same values of these names share a row, in the order of the hosts. */
  readonly rows: readonly { readonly hosts: readonly string[]; readonly values: readonly string[] }[];
}

/**
 * What (nearly) all steps with variables share, to be said once. A name belongs to it where every such step has it, with
 * the value that most of them have; a step with another value still shows its own.
 */
export function commonEnv(envs: readonly EnvWords[]): EnvWords {
  const having = envs.filter((env) => env.length > 0);
  if (having.length < 2) return [];
  const counts = new Map<string, Map<string, number>>();
  for (const env of having) {
    for (const [name, value] of env) {
      const values = counts.get(name) ?? new Map<string, number>();
      counts.set(name, values.set(value, (values.get(value) ?? 0) + 1));
    }
  }
  return [...counts].flatMap(([name, values]): EnvWords => {
    const most = [...values].reduce((best, one) => (one[1] > best[1] ? one : best));
    const everywhere = having.every((env) => env.some(([known]) => known === name));
    return everywhere && most[1] > 1 ? [[name, most[0]]] : [];
  });
}

/** What a step has beyond `common`, or otherwise. */
export function ownEnv(env: EnvWords, common: EnvWords): EnvWords {
  return env.filter(([name, value]) => !common.some(([known, shared]) => known === name && shared === value));
}

/** `NAME=value`, a line each. */
export function envLines(env: EnvWords): string {
  return env.map(([name, value]) => `${name}=${value}`).join('\n');
}
