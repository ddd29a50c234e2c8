import canonicalize from 'canonicalize';
import type { Plan } from './plan.ts';

/**
 * The RFC 8785 form of a plan: the text of `plan.json`, whose SHA-256 (of its UTF-8 bytes) is the plan hash. The same
 * inputs give the same text, whatever the order of their keys. Throws on a lone surrogate, which validation refuses.
 */
export function canonicalPlan(plan: Plan): string {
  const text = canonicalize(plan);
  // Only for what JSON cannot hold at all, which a plan never is.
  if (text === undefined) throw new TypeError('A plan has no canonical form');
  return text;
}
