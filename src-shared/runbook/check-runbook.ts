import { checkAudit } from './checks/audit.ts';
import { checkEnv } from './checks/env.ts';
import { checkExpressions } from './checks/expressions.ts';
import { checkFiles } from './checks/files.ts';
import { checkForms } from './checks/forms.ts';
import { checkHosts } from './checks/hosts.ts';
import { checkIds } from './checks/ids.ts';
import { checkKinds } from './checks/kinds.ts';
import { checkNotices } from './checks/notices.ts';
import { checkOrder } from './checks/order.ts';
import { checkParameters } from './checks/parameters.ts';
import { checkPatterns } from './checks/patterns.ts';
import { checkPeople } from './checks/people.ts';
import { checkSafety } from './checks/safety.ts';
import { checkScripts } from './checks/scripts.ts';
import type { Finding } from './finding.ts';
import { surveyOf } from './survey.ts';

const checks = [
  checkKinds,
  checkIds,
  checkOrder,
  checkHosts,
  checkPeople,
  checkForms,
  checkFiles,
  checkNotices,
  checkParameters,
  checkEnv,
  checkScripts,
  checkPatterns,
  checkExpressions,
  checkSafety,
  checkAudit,
];

/**
 * What the schema cannot say of a runbook: names that do not exist, circles, patterns, expressions, safety, and hints
 * for audit-readiness. Works on any value, whatever the schema said. `groups`: those of the inventory, where known.
 */
export function checkRunbook(value: unknown, groups?: ReadonlySet<string>): readonly Finding[] {
  const survey = surveyOf(value, groups);
  return checks.flatMap((check) => check(survey));
}
