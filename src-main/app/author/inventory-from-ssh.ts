import { idPattern } from '../../../src-shared/runbook/field.ts';
import type { ConfiguredHosts } from '../../ssh/ssh-config-hosts.ts';

export interface ImportedInventory {
  readonly text: string;
  readonly hosts: number;
  readonly leftOut: readonly string[];
}

interface HostEntry {
  readonly id: string;
  readonly name?: string;
  readonly address: string;
  readonly port?: number;
  readonly user?: string;
  readonly key?: string;
  readonly jump?: string;
}

/** An inventory of configured hosts. Hops of `ProxyJump` become hosts of their own, each behind the one before it. */
export function inventoryFromSsh(
  { hosts, leftOut, resolve }: ConfiguredHosts,
  id: string,
  from: string,
): ImportedInventory {
  const entries = new Map<string, HostEntry>();
  const notes = [...leftOut];
  for (const { alias } of hosts) entries.set(alias, { id: idOf(alias, entries), address: '' });
  for (const { alias, login } of hosts) {
    const { hostName: address, port, user, identityFile, proxyJump } = login;
    const [key, ...others] = identityFile;
    const hostId = entries.get(alias)?.id ?? alias;
    if (others.length > 0) notes.push(`${alias}: only the first of its keys is used, ${key ?? ''}`);
    const jump = chain(proxyJump, entries, hostId, resolve);
    entries.set(alias, {
      id: hostId,
      ...(hostId === alias ? {} : { name: alias }),
      address,
      ...(port === undefined || port === 22 ? {} : { port }),
      ...(user === undefined ? {} : { user }),
      ...(key === undefined ? {} : { key }),
      ...(jump === undefined ? {} : { jump }),
    });
  }
  const nameless = [...entries.values()].filter(({ user }) => user === undefined).map((entry) => entry.id);
  if (nameless.length > 0)
    notes.push(`no user is named for ${nameless.join(', ')}: give \`user\` before you plan with them`);
  const list = [...entries.values()].map(entryText).join('');
  const text = `# Made by \`drillbook import ssh-config\` of ${from}. Host keys are checked against known_hosts.
drillbook: 1
kind: inventory
id: ${id}
hosts:
${list}`;
  return { text, hosts: entries.size, leftOut: notes };
}

/** The last hop of `ProxyJump a,b`: b is reached through a. A hop that the file names as a host is that host. */
function chain(
  hops: readonly string[],
  entries: Map<string, HostEntry>,
  of: string,
  resolve: ConfiguredHosts['resolve'],
): string | undefined {
  let before: string | undefined;
  for (const hop of hops) {
    const [, user, bracketed, plain = '', port] = /^(?:([^@]+)@)?(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(hop) ?? [];
    const address = bracketed ?? plain;
    const known = user === undefined && port === undefined ? entries.get(address)?.id : undefined;
    if (known !== undefined) {
      before = known === of ? before : known;
      continue;
    }
    const name = `jump ${hop}${before === undefined ? '' : ` by ${before}`}`;
    const entry =
      entries.get(name) ?? hopEntry(hop, { address, user, port: Number(port ?? 0) }, entries, resolve, before);
    entries.set(name, entry);
    before = entry.id;
  }
  return before;
}

/** What the hop says wins over what the file says of its name. */
function hopEntry(
  hop: string,
  said: { readonly address: string; readonly user: string | undefined; readonly port: number },
  entries: ReadonlyMap<string, HostEntry>,
  resolve: ConfiguredHosts['resolve'],
  jump: string | undefined,
): HostEntry {
  const found = resolve(said.address);
  const user = said.user ?? found.user;
  const port = said.port > 0 ? said.port : (found.port ?? 22);
  const [key] = found.identityFile;
  return {
    id: idOf(`jump-${said.address}`, entries),
    name: hop,
    address: found.hostName,
    ...(port === 22 ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(key === undefined ? {} : { key }),
    ...(jump === undefined ? {} : { jump }),
  };
}

/** An alias may hold what an id may not: dots of a full name, mostly. */
function idOf(alias: string, taken: ReadonlyMap<string, HostEntry>): string {
  const ids = new Set([...taken.values()].map(({ id }) => id));
  const plain = alias
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, 60);
  const first = new RegExp(idPattern).test(plain) ? plain : 'host';
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? first : `${first}-${number}`;
    if (!ids.has(id)) return id;
  }
}

function entryText({ id, name, address, port, user, key, jump }: HostEntry): string {
  const fields = [
    ...(name === undefined ? [] : [`name: ${JSON.stringify(name)}`]),
    `address: ${JSON.stringify(address)}`,
    ...(port === undefined ? [] : [`port: ${port}`]),
    ...(user === undefined ? [] : [`user: ${JSON.stringify(user)}`]),
    ...(key === undefined ? [] : [`auth: { key: ${JSON.stringify(key)} }`]),
    ...(jump === undefined ? [] : [`jump: ${jump}`]),
  ];
  return `  ${id}: { ${fields.join(', ')} }\n`;
}
