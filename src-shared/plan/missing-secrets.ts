import type { Plan, PlanCheck, PlanStep } from './plan.ts';

/**
 * Optional secrets that were not given and that a step or probe cannot do without, one sentence each: said before the
 * run, not at two in the morning. A step with a `when` may be left out, so it is not held against it.
 */
export function missingSecrets({ steps, probes, parameters }: Plan): readonly string[] {
  const needed = [
    ...steps.filter(({ when }) => when === undefined).map((step) => ({ id: step.id, secret: ofStep(step) })),
    ...probes.map(({ id, check }) => ({ id: `the probe ${id}`, secret: ofCheck(check) })),
  ];
  return needed.flatMap(({ id, secret }) => {
    const parameter = secret === undefined ? undefined : parameters[secret];
    if (secret === undefined || parameter?.type !== 'secret' || parameter.given) return [];
    return [`The secret ${secret} (${parameter.title}) was not given, and ${id} cannot do without it.`];
  });
}

/** A key of DNS updates that cannot be one, as it was given: its owner is still at the desk before the run. */
export function wrongKey({ steps, parameters }: Plan, values: Readonly<Record<string, string>>): string | undefined {
  for (const { action } of steps) {
    const id = action.kind === 'dns' ? action.change.key?.secret : undefined;
    const value = id === undefined ? undefined : values[id];
    if (id === undefined || value === undefined || isKey(value.trim())) continue;
    return `The secret ${id} (${parameters[id]?.title ?? id}) is no base64: copy the key from its file, between the quotes.`;
  }
  return undefined;
}

/** True for what can be the key of a DNS update: base64. */
export function isKey(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/u.test(text);
}

function ofStep({ action }: PlanStep): string | undefined {
  if (action.kind === 'dns') return action.change.key?.secret;
  return action.kind === 'check' ? ofCheck(action.check) : undefined;
}

function ofCheck(check: PlanCheck): string | undefined {
  return check.kind === 'sip' ? check.details.auth?.secret : undefined;
}
