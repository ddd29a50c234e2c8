import { snmpEngine } from '../runbook/steps/notify-words.ts';
import type { NotifyDocument } from '../runbook/step-schema.ts';
import { hasTemplate } from '../runbook/template.ts';
import { given } from './given.ts';
import type { PlanMessage, PlanServer } from './message.ts';
import { listOf } from './one-or-more.ts';
import type { Path } from './plan-problem.ts';
import { report } from './plan-problem.ts';
import type { PlanAction, PlanValue } from './plan.ts';
import type { Planning } from './planning.ts';
import { endpointsOf } from './resolve-hosts.ts';
import type { Scope } from './scope.ts';

type Notify = Extract<PlanAction, { readonly kind: 'notify' }>;
type Values = Notify['values'];

/** What a rehearsal says of itself in every message; the mode is known when the run is. */
const mode: PlanValue = { template: '{{ run.mode }}' };

/** A `notify` with its server and everything that it says; `path` leads to the `notify` key. */
export function planNotify(planning: Planning, notify: NotifyDocument, scope: Scope, path: Path): Notify {
  const { mail, webhook, syslog, snmp } = notify;
  if (mail !== undefined) return planMail(planning, mail, scope, [...path, 'mail']);
  if (webhook !== undefined) return planWebhook(planning, webhook, scope, [...path, 'webhook']);
  if (syslog !== undefined) return planSyslog(planning, syslog, scope, [...path, 'syslog']);
  if (snmp !== undefined) return planTrap(planning, snmp, scope, [...path, 'snmp']);
  throw new TypeError('A notify has no kind: validation refuses this');
}

type Texts = Readonly<Record<string, string | undefined>>;

/** Texts by their keys, and secrets by the names of their parameters. */
function valuesOf(planning: Planning, scope: Scope, path: Path, texts: Texts, secrets: Texts = {}): Values {
  const values: Record<string, PlanValue> = { mode };
  for (const [key, text] of Object.entries(texts)) {
    if (text !== undefined) values[key] = planning.templates.env(text, scope, [...path, key]);
  }
  for (const [key, secret] of Object.entries(secrets)) if (secret !== undefined) values[key] = { secret };
  return values;
}

function planMail(planning: Planning, mail: NonNullable<NotifyDocument['mail']>, scope: Scope, path: Path): Notify {
  const { security = 'starttls', from, subject, text, user, password, ca } = mail;
  const port = security === 'tls' ? 465 : security === 'starttls' ? 587 : 25;
  const to = listOf(mail.to).join(', ');
  const server = serverOf(planning, mail.server, port, scope, [...path, 'server']);
  return {
    kind: 'notify',
    message: { kind: 'mail', server, security, ...given({ ca }) },
    values: valuesOf(planning, scope, path, { from, to, subject, text, user }, { password }),
  };
}

function planWebhook(
  planning: Planning,
  { url, text, bearer, header, ca }: NonNullable<NotifyDocument['webhook']>,
  scope: Scope,
  path: Path,
): Notify {
  const values = valuesOf(planning, scope, path, { url, text }, { bearer, header: header?.secret });
  const known = values['url'];
  if (known !== undefined && 'value' in known && !isWebAddress(known.value)) {
    const message = `${JSON.stringify(known.value)} is no URL to post to. Write it like https://hooks.example.test/dr.`;
    report(planning, 'plan.value-invalid', [...path, 'url'], message);
  }
  return { kind: 'notify', message: { kind: 'webhook', ...given({ header: header?.name, ca }) }, values };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/?#@]+([/?#]\S*)?$/iu.test(text);
}

function planSyslog(
  planning: Planning,
  syslog: NonNullable<NotifyDocument['syslog']>,
  scope: Scope,
  path: Path,
): Notify {
  const { transport = 'udp', facility = 'local0', severity = 'notice', text, ca } = syslog;
  const usual = portOf(planning, syslog.port, transport === 'tls' ? 6514 : 514, scope, path);
  const server = serverOf(planning, syslog.server, usual, scope, [...path, 'server']);
  return {
    kind: 'notify',
    message: { kind: 'syslog', server, transport, facility, severity, ...given({ ca }) },
    values: valuesOf(planning, scope, path, { text }),
  };
}

function planTrap(planning: Planning, snmp: NonNullable<NotifyDocument['snmp']>, scope: Scope, path: Path): Notify {
  const { oid, inform = false, text, community, v3 } = snmp;
  const server = serverOf(planning, snmp.to, portOf(planning, snmp.port, 162, scope, path), scope, [...path, 'to']);
  const user = v3 && { user: v3.user, hash: v3.hash ?? 'sha', engine: (v3.engine ?? snmpEngine).toLowerCase() };
  const message: PlanMessage = { kind: 'snmp', server, oid: oid.replace(/^\./u, ''), inform, ...given({ v3: user }) };
  const secrets = { community, auth: v3?.auth, privacy: v3?.privacy };
  return { kind: 'notify', message, values: valuesOf(planning, scope, path, { text }, secrets) };
}

const portLimits = [1, 65_535] as const;

function portOf(
  { templates }: Planning,
  port: number | string | undefined,
  usual: number,
  scope: Scope,
  path: Path,
): number {
  return port === undefined ? usual : templates.count(port, portLimits, scope, [...path, 'port']);
}

/** `mail.example.test:587`, `[2001:db8::25]:587`, or a target with or without a port. */
function serverOf(planning: Planning, text: string, usual: number, scope: Scope, path: Path): PlanServer {
  const known = hasTemplate(text) ? planning.templates.known(text, scope, path) : text;
  const shape = /^(?:\[([^\]\s]+)\]|([^\s:[\]]+))(?::(\d{1,5}))?$/u.exec(known);
  const bare = /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/iu.test(known) ? known : undefined;
  const name = shape?.[1] ?? shape?.[2] ?? bare;
  const port = shape?.[3] === undefined ? usual : Number(shape[3]);
  if (name === undefined || port < 1 || port > 65_535) {
    const message = `${JSON.stringify(known)} is no server. Name a target, or write an address like mail.example.test:587 or [2001:db8::25]:587.`;
    report(planning, 'plan.value-invalid', path, message);
    return { at: { address: known }, port: usual };
  }
  // A template is an address, never a name of ours: what it gives must not become one by chance.
  const found = hasTemplate(text) ? [{ address: name }] : endpointsOf(planning, name, scope, path);
  const [at, ...others] = found;
  if (at === undefined || others.length > 0) {
    const message = `${JSON.stringify(name)} stands for ${found.length} hosts, and one server is meant. Name a target of one host.`;
    report(planning, 'plan.value-invalid', path, message);
  }
  return { at: at ?? { address: name }, port };
}
