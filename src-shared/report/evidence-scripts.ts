import type { HostWork, Plan } from '../plan/plan.ts';

/** A script that takes evidence of cases; forms of several hosts share it. */
export interface EvidenceScript {
  /** Where it is printed. */
  readonly anchor: string;
  readonly script: string;
  /** What it is run on, for every case that it serves. */
  readonly work: readonly HostWork[];
}

/** Each script that takes evidence once, by its text, in the order of the forms. */
export function evidenceScripts(plan: Plan): ReadonlyMap<string, EvidenceScript> {
  const found = new Map<string, EvidenceScript>();
  for (const form of plan.forms)
    for (const { evidence } of form.groups.flatMap(({ cases }) => cases)) {
      if (evidence?.kind !== 'run') continue;
      const { script, hosts } = evidence;
      const known = found.get(script);
      const anchor = known?.anchor ?? `script-${found.size + 1}`;
      found.set(script, { anchor, script, work: [...(known?.work ?? []), ...hosts] });
    }
  return found;
}

/** The line by which a script is known beside its output: the first that does something of its own. */
export function scriptInShort(script: string): string {
  const lines = script.trim().split('\n');
  const telling = lines.find((line) => !/^\s*(?:#|set\s|$)/.test(line)) ?? lines[0] ?? '';
  return `${telling.trim()} …`;
}
