import type { CheckDocument } from '../runbook/step-schema.ts';
import type { Place } from './host-work.ts';
import { workOn } from './host-work.ts';
import { listOf } from './one-or-more.ts';
import type { Path } from './plan-problem.ts';
import { report } from './plan-problem.ts';
import type { PlanCheck } from './plan.ts';
import type { Endpoint } from './world-check.ts';
import type { Planning } from './planning.ts';
import { endpointsOf, hostsToRunOn, vantagesOf } from './resolve-hosts.ts';
import { given } from './given.ts';
import type { WorldPlace } from './plan-world-checks.ts';
import { planDnsCheck, planHttpCheck, planPingCheck, planSipCheck } from './plan-world-checks.ts';

const portLimits = [1, 65_535] as const;

export interface CheckPlace extends Place {
  /** The `on` of the step, for a script without its own. */
  readonly on?: string | readonly string[];
  /** The step has a `when`, which may see that there is no host to look at. */
  readonly conditional: boolean;
}

/** A check with its hosts, ports and addresses; `place.path` leads to the `check` key. */
export function planCheck(planning: Planning, check: CheckDocument, place: CheckPlace): PlanCheck {
  const { scope, path } = place;
  if (check.tcp !== undefined) return tcpCheck(planning, check.tcp, place);
  if (check.run !== undefined) {
    const at = check.run.on === undefined ? path.slice(0, -1) : [...path, 'run'];
    const hosts = hostsToRunOn(planning, check.run.on ?? place.on, scope, [...at, 'on']);
    requireSome(planning, hosts, place, [...path, 'run'], 'The script has no host to run on. Give `on`.');
    return { kind: 'run', script: check.run.script, hosts: workOn(planning, hosts, place) };
  }
  const worldPlace = (kind: string): WorldPlace => ({
    scope,
    path: [...path, kind],
    someOf: (found, at, message) => {
      requireSome(planning, found, place, at, message);
      return found;
    },
  });
  if (check.http !== undefined) return planHttpCheck(planning, check.http, worldPlace('http'));
  if (check.dns !== undefined) return planDnsCheck(planning, check.dns, worldPlace('dns'));
  if (check.sip !== undefined) return planSipCheck(planning, check.sip, worldPlace('sip'));
  if (check.ping !== undefined) return planPingCheck(planning, check.ping, worldPlace('ping'));
  throw new TypeError('A check has no kind: validation refuses this');
}

/** Ports and the control are complete here: a `closed` that nobody could judge is refused by validation. */
function tcpCheck(planning: Planning, tcp: NonNullable<CheckDocument['tcp']>, place: CheckPlace): PlanCheck {
  const { scope } = place;
  const path = [...place.path, 'tcp'];
  const from = vantagesOf(planning, tcp.from, scope, [...path, 'from']);
  const to = endpointsOf(planning, tcp.to, scope, [...path, 'to']);
  requireSome(planning, from, place, [...path, 'from'], 'There is no host to look from.');
  // Of no host everything is true: closed ports of nobody would open the way for the next step.
  requireSome(planning, to, place, [...path, 'to'], 'There is no host to look at, so nothing would be proven.');
  const ports = listOf(tcp.ports).map((port) => planning.templates.count(port, portLimits, scope, [...path, 'ports']));
  const control: { readonly to: readonly Endpoint[]; readonly port: number } | undefined =
    tcp.control === undefined
      ? undefined
      : {
          to: endpointsOf(planning, tcp.control.to, scope, [...path, 'control', 'to']),
          port: planning.templates.count(tcp.control.port, portLimits, scope, [...path, 'control', 'port']),
        };
  if (control !== undefined) {
    requireSome(
      planning,
      control.to,
      place,
      [...path, 'control', 'to'],
      'There is no host that could answer as control.',
    );
  }
  return { kind: 'tcp', from, to, ports, is: tcp.is ?? 'open', ...given({ control }) };
}

/** Notes a check that has nobody to look at, or nobody to look from. */
function requireSome(
  planning: Planning,
  found: readonly unknown[],
  place: CheckPlace,
  path: Path,
  message: string,
): void {
  if (found.length === 0 && !place.conditional) report(planning, 'plan.no-hosts', path, message);
}
