import { assertNever } from '../base/assert-never.ts';
import type { DeedWords } from './deed-words.ts';
import type { PlanServer } from './message.ts';
import type { HostWork, PlanAction, PlanValue } from './plan.ts';

type Copy = Extract<PlanAction, { readonly kind: 'copy' }>;
type Notify = Extract<PlanAction, { readonly kind: 'notify' }>;

/** What a copy does, to the last character: the first line says it, the others show all the rest. */
export function copyLines({ copy, hosts, restores }: Copy, words: DeedWords): readonly string[] {
  const on = hosts.map(({ host }) => host).join(', ');
  const path = shared(hosts, 'path', words);
  const each = path === undefined ? below(hosts.map(({ host, env }) => `${host}: ${shown(env['path'], words)}`)) : [];
  const more = [...each, ...below(copy.sudo ? [words.asRoot] : [])];
  if (restores !== undefined) return [words.restores(restores), ...more];
  const where = path ?? words.perHost;
  switch (copy.kind) {
    case 'upload': {
      const { name, bytes, sha256 } = copy.file;
      const about = [words.file(bytes, sha256), words.mode(copy.mode), words.keepsOld];
      return [words.upload(name, where, on), ...more, ...below(about)];
    }
    case 'download':
      return [words.download(where, on), ...more];
    case 'edit': {
      const by = shared(hosts, 'with', words);
      const texts =
        by === undefined
          ? hosts.map(({ host, env }) => `${host}: ${words.replaces(copy.replace, quoted(env['with'], words))}`)
          : [words.replaces(copy.replace, quoted(hosts[0]?.env['with'], words))];
      return [words.edit(where, on), ...more, ...below([...texts, words.keepsOld])];
    }
    default:
      return assertNever(copy, 'kind of copy');
  }
}

/** To whom and by what a message goes, and every text of it. */
export function messageLines({ message, values }: Notify, words: DeedWords): readonly string[] {
  const ca = 'ca' in message ? [words.trusts, ...message.ca.trimEnd().split('\n')] : [];
  const rest = (...left: readonly string[]): readonly string[] =>
    below([...ca, ...valueLines(values, left, words), words.marked]);
  switch (message.kind) {
    case 'mail':
      return [words.mail(serverText(message.server), words.security[message.security]), ...rest()];
    case 'webhook': {
      const { header } = message;
      const proof = header === undefined ? [] : [words.header(header, shown(values['header'], words))];
      return [words.webhook(shown(values['url'], words)), ...below(proof), ...rest('url', 'header')];
    }
    case 'syslog': {
      const { server, transport, facility, severity } = message;
      return [words.syslog(serverText(server), transport.toUpperCase(), `${facility}.${severity}`), ...rest()];
    }
    case 'snmp': {
      const { server, oid, v3, inform } = message;
      const version = v3 === undefined ? 'v2c' : `v3 (${v3.user}, ${v3.hash.toUpperCase()}, AES)`;
      return [words.trap(serverText(server), oid, version), ...below(inform ? [words.inform] : []), ...rest()];
    }
    default:
      return assertNever(message, 'kind of message');
  }
}

/** `mail.example.test:587`; of a host of the inventory its id. */
function serverText({ at, port }: PlanServer): string {
  const name = 'host' in at ? at.host : at.address;
  return name.includes(':') ? `[${name}]:${port}` : `${name}:${port}`;
}

function valueLines(values: Notify['values'], left: readonly string[], words: DeedWords): readonly string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    if (key === 'mode' || left.includes(key)) return [];
    const [first = '', ...others] = shown(value, words).trimEnd().split('\n');
    return [`${words.keys[key] ?? key}: ${first}`, ...below(others)];
  });
}

/** A value that all hosts share; undefined where they differ. */
function shared(hosts: readonly HostWork[], name: string, words: DeedWords): string | undefined {
  const all = new Set(hosts.map(({ env }) => shown(env[name], words)));
  return all.size === 1 ? [...all][0] : undefined;
}

function shown(value: PlanValue | undefined, words: DeedWords): string {
  if (value === undefined) return '';
  if ('secret' in value) return words.secret(value.secret);
  return 'template' in value ? words.later(value.template) : value.value;
}

function quoted(value: PlanValue | undefined, words: DeedWords): string {
  return value !== undefined && 'value' in value ? JSON.stringify(value.value) : shown(value, words);
}

function below(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
