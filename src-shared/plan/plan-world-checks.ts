import type { CheckDocument } from '../runbook/step-schema.ts';
import { given } from './given.ts';
import { listOf } from './one-or-more.ts';
import type { Path } from './plan-problem.ts';
import { report } from './plan-problem.ts';
import type { Planning } from './planning.ts';
import { domainName, recordExample, recordText } from './record-text.ts';
import { endpointsOf, nameServersOf, vantagesOf } from './resolve-hosts.ts';
import type { Scope } from './scope.ts';
import type { Endpoint, PlanNameServer, RecordType, WorldCheck } from './world-check.ts';

/** Where a check of one of these kinds stands: `path` leads to the kind's own key. */
export interface WorldPlace {
  readonly scope: Scope;
  readonly path: Path;
  /** Notes that there is nobody to look at or from, where the step has no `when` that sees it. */
  readonly someOf: <Found extends readonly unknown[]>(found: Found, path: Path, message: string) => Found;
}

const portLimits = [1, 65_535] as const;
const nobodyToAsk = 'There is no host to ask, so nothing would be proven.';

type Checked<Kind extends WorldCheck['kind']> = Extract<WorldCheck, { readonly kind: Kind }>;
type Asked<Kind extends keyof CheckDocument> = NonNullable<CheckDocument[Kind]>;

/** Every value is known at planning: what is approved is what will be sent. */
export function planHttpCheck(planning: Planning, http: Asked<'http'>, place: WorldPlace): Checked<'http'> {
  const { scope, path } = place;
  const { templates } = planning;
  const to = http.to === undefined ? undefined : whomOf(planning, http.to, place);
  return {
    kind: 'http',
    from: fromOf(planning, http.from, place),
    details: {
      url: urlOf(planning, http.url, scope, [...path, 'url']),
      ...given({ to }),
      follow: http.follow ?? false,
      verify: http.verify ?? true,
      status: statusOf(planning, http.status, [100, 599], place),
      ...given({ contains: http.contains && templates.known(http.contains, scope, [...path, 'contains']) }),
    },
  };
}

export function planDnsCheck(planning: Planning, dns: Asked<'dns'>, place: WorldPlace): Checked<'dns'> {
  const { scope, path } = place;
  const type = dns.type ?? 'A';
  return {
    kind: 'dns',
    from: fromOf(planning, dns.from, place),
    details: {
      name: nameOf(planning, dns.name, scope, [...path, 'name']),
      type,
      resolvers: resolversOf(planning, dns.resolvers, place),
      equals: recordsOf(planning, type, dns.equals, scope, [...path, 'equals']),
    },
  };
}

export function planSipCheck(planning: Planning, sip: Asked<'sip'>, place: WorldPlace): Checked<'sip'> {
  const { scope, path } = place;
  const { templates } = planning;
  const transport = sip.transport ?? 'udp';
  const usual = transport === 'tls' ? 5061 : 5060;
  const { auth } = sip;
  const from = fromOf(planning, sip.from, place);
  if ((transport === 'tls' || auth !== undefined) && from.some((one) => one !== 'app')) {
    // sipsak takes a password on its command line only, where every user of the host can read it.
    const message = 'TLS and a login are asked from `app` only: take the other vantages out.';
    report(planning, 'plan.value-invalid', [...path, 'from'], message);
  }
  return {
    kind: 'sip',
    from,
    details: {
      to: whomOf(planning, sip.to, place),
      port: sip.port === undefined ? usual : templates.count(sip.port, portLimits, scope, [...path, 'port']),
      transport,
      status: statusOf(planning, sip.status, [200, 699], place),
      verify: sip.verify ?? true,
      ...given({ ca: sip.ca && pemOf(planning, sip.ca, scope, [...path, 'ca']) }),
      ...given({
        auth: auth && { user: templates.known(auth.user, scope, [...path, 'auth', 'user']), secret: auth.secret },
      }),
    },
  };
}

export function planPingCheck(planning: Planning, ping: Asked<'ping'>, place: WorldPlace): Checked<'ping'> {
  return { kind: 'ping', from: fromOf(planning, ping.from, place), details: { to: whomOf(planning, ping.to, place) } };
}

function fromOf(
  planning: Planning,
  from: string | readonly string[] | undefined,
  { scope, path, someOf }: WorldPlace,
): Checked<'ping'>['from'] {
  return someOf(
    vantagesOf(planning, from, scope, [...path, 'from']),
    [...path, 'from'],
    'There is no host to look from.',
  );
}

function whomOf(planning: Planning, to: string, { scope, path, someOf }: WorldPlace): readonly Endpoint[] {
  return someOf(endpointsOf(planning, to, scope, [...path, 'to']), [...path, 'to'], nobodyToAsk);
}

function statusOf(
  planning: Planning,
  status: number | string | readonly (number | string)[] | undefined,
  limits: readonly [number, number],
  { scope, path }: WorldPlace,
): readonly number[] {
  const all: readonly (number | string)[] =
    status === undefined ? [200] : typeof status === 'object' ? status : [status];
  return all.map((one) => planning.templates.count(one, limits, scope, [...path, 'status']));
}

/** An address that a program can ask: a user and password in it would be in the plan for everybody to read. */
function urlOf(planning: Planning, text: string, scope: Scope, path: Path): string {
  const before = planning.problems.all.length;
  const url = planning.templates.known(text, scope, path).trim();
  if (planning.problems.all.length > before) return url;
  if (/^https?:\/\/[^/?#]*@/iu.test(url)) {
    report(
      planning,
      'plan.value-invalid',
      path,
      'The URL carries a user or a password. Take it out: a plan holds no secret.',
    );
  } else if (!/^https?:\/\/(\[[0-9a-f:.]+\]|[^\s/?#:@[\]]+)(:\d{1,5})?([/?#]\S*)?$/iu.test(url)) {
    const message = `${JSON.stringify(url)} is no http or https URL. Write it like https://voice.example.test/health.`;
    report(planning, 'plan.value-invalid', path, message);
  }
  return url;
}

/** A domain name, in lower case and without its final dot. */
export function nameOf(planning: Planning, text: string, scope: Scope, path: Path): string {
  const before = planning.problems.all.length;
  const name = planning.templates.known(text, scope, path).trim();
  const sound = domainName(name);
  if (sound === undefined && planning.problems.all.length === before) {
    const message = `${JSON.stringify(name)} is no domain name. Write it like voice.example.test.`;
    report(planning, 'plan.value-invalid', path, message);
  }
  return sound ?? name;
}

/** Records in the form in which they are compared, each once and in order: a set. */
export function recordsOf(
  planning: Planning,
  type: RecordType,
  texts: string | readonly string[],
  scope: Scope,
  path: Path,
): readonly string[] {
  const records = listOf(texts).flatMap((text) => {
    const before = planning.problems.all.length;
    const value = planning.templates.known(text, scope, path);
    if (planning.problems.all.length > before) return [];
    const record = recordText(type, value);
    if (record !== undefined) return [record];
    const message = `${JSON.stringify(value)} is no ${type} record. Write it like ${recordExample(type)}.`;
    report(planning, 'plan.value-invalid', path, message);
    return [];
  });
  return [...new Set(records)].sort();
}

/** The certificates themselves stand in the plan: a file could be another one on the night of the change. */
function pemOf(planning: Planning, text: string, scope: Scope, path: Path): string {
  const pem = planning.templates.known(text, scope, path);
  if (!/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/u.test(pem)) {
    const message = 'No certificate is found here. Paste it with its lines BEGIN CERTIFICATE and END CERTIFICATE.';
    report(planning, 'plan.value-invalid', path, message);
  }
  return pem;
}

/** A resolver that was written wrongly has been told of: it is not missing as well. */
export function resolversOf(
  planning: Planning,
  names: string | readonly string[],
  { scope, path, someOf }: WorldPlace,
): readonly PlanNameServer[] {
  const before = planning.problems.all.length;
  const found = nameServersOf(planning, names, scope, [...path, 'resolvers']);
  if (planning.problems.all.length > before) return found;
  return someOf(found, [...path, 'resolvers'], 'There is no resolver to ask.');
}
