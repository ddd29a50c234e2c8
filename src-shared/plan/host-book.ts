import type { HostId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { HostDocument, InventoryDocument } from '../runbook/inventory-schema.ts';
import { unique } from './one-or-more.ts';
import type { Path, ProblemList } from './plan-problem.ts';
import { listed } from './plan-problem.ts';
import type { PlanAuth, PlanHost } from './plan.ts';
import { given } from './given.ts';

/** What `~/.ssh/config` says of an alias. Key paths keep their `~`: home folders stay out of the plan. */
export interface ResolvedAlias {
  readonly hostName: string;
  readonly port?: number;
  readonly user?: string;
  /** Only the first is used. */
  readonly identityFile: readonly string[];
  /** `[user@]host[:port]`, the first hop first. */
  readonly proxyJump: readonly string[];
  /** A program that leads to the host, which is not run here. */
  readonly proxyCommand?: string;
  /** Lines of the file that are not heeded here. */
  readonly ignored?: readonly string[];
}

/** The hosts of the inventory, and which of them the plan needs: no other host stands in it. */
export interface HostBook {
  /** The hosts of a group. Undefined where there is no such group. */
  group(name: string): readonly HostId[] | undefined;
  /** The hosts that a name stands for: a group, or a host by its id. Undefined for a name that is unknown. */
  named(name: string): readonly HostId[] | undefined;
  /** The host that has this address. */
  at(address: string): HostId | undefined;
  /** Group names and host ids, for messages. */
  readonly names: readonly string[];
  /** The host as the plan holds it; from now on it is part of the plan, with the hosts that lead to it. */
  use(id: HostId): PlanHost;
  used(): Readonly<Record<HostId, PlanHost>>;
}

export interface HostSources {
  readonly inventory: InventoryDocument;
  readonly aliases: Readonly<Record<string, ResolvedAlias>>;
  readonly problems: ProblemList;
}

/** Hosts are looked at when they are first used, so that a fault of a host that is not needed stops nothing. */
export function createHostBook(sources: HostSources): HostBook {
  const { inventory } = sources;
  const groups = new Map(Object.entries(inventory.groups ?? {}));
  const documents = new Map(Object.entries(inventory.hosts));
  const used = new Map<HostId, PlanHost>();
  const use = (id: HostId): PlanHost => {
    const known = used.get(id);
    if (known !== undefined) return known;
    const made = planHost(sources, id, documents.get(id) ?? {});
    // Kept before its jump host is looked at, so that a loop of jumps ends.
    used.set(id, made.host);
    for (const hop of made.hops) used.set(hop.id, hop);
    const { jump } = made.host;
    if (jump !== undefined && documents.has(jump)) use(jump);
    return made.host;
  };
  const group = (name: string): readonly HostId[] | undefined => {
    const ids = groups.get(name)?.filter((id) => documents.has(id));
    return ids === undefined ? undefined : unique(ids).map((id) => asId<HostId>(id));
  };
  return {
    group,
    named: (name) => group(name) ?? (documents.has(name) ? [asId<HostId>(name)] : undefined),
    at: (address) => {
      const found = [...documents].find(([, document]) => document.address === address);
      return found === undefined ? undefined : asId<HostId>(found[0]);
    },
    names: [...groups.keys(), ...documents.keys()],
    use,
    used: () => Object.fromEntries(used),
  };
}

/** What is given in the inventory wins over the alias, key by key. */
function planHost(
  { aliases, problems }: HostSources,
  id: HostId,
  document: HostDocument,
): { readonly host: PlanHost; readonly hops: readonly PlanHost[] } {
  const path: Path = ['hosts', id];
  const alias = document.ssh === undefined ? undefined : aliases[document.ssh];
  if (document.ssh !== undefined && alias === undefined) {
    const message = `The ssh alias "${document.ssh}" of ${id} was not found in ~/.ssh/config. Add it there, or give address and user here.`;
    problems.add({ code: 'plan.host-incomplete', in: 'inventory', path: [...path, 'ssh'], message });
  }
  const login = document.login !== 'none';
  const address = document.address ?? alias?.hostName ?? '';
  const user = document.user ?? alias?.user ?? '';
  const lacks = [...(address === '' ? ['address'] : []), ...(login && user === '' ? ['user'] : [])];
  if (lacks.length > 0 && (document.ssh === undefined || alias !== undefined)) {
    const include = alias?.ignored?.find((line) => /^include\b/iu.test(line));
    const unread = include === undefined ? '' : ` (\`${include}\` of ~/.ssh/config is not read.)`;
    const message = `${id} has no ${listed(lacks)}. Give it here, or by an ssh alias that names it.${unread}`;
    problems.add({ code: 'plan.host-incomplete', in: 'inventory', path, message });
  }
  if (login && alias?.proxyCommand !== undefined && document.jump === undefined) {
    // Going there directly instead would time out, or meet another machine that has the same address in this network.
    const message = `${id}: ~/.ssh/config reaches it by \`ProxyCommand ${alias.proxyCommand}\`, and no program is run for that here. Give a \`jump\` host here, or ProxyJump there.`;
    problems.add({ code: 'plan.host-incomplete', in: 'inventory', path: [...path, 'ssh'], message });
  }
  const hops = document.jump === undefined ? hopsOf(id, alias, user, aliases) : [];
  const jump = document.jump === undefined ? hops.at(-1)?.id : asId<HostId>(document.jump);
  const host: PlanHost = {
    id,
    name: document.name ?? id,
    address,
    port: document.port ?? alias?.port ?? 22,
    user,
    login,
    auth: authOf(document, alias),
    ...given({ hostKey: document.hostKey }),
    platform: document.platform ?? 'linux',
    ...given({ jump }),
    sudo: document.sudo ?? 'none',
    ...given({ site: document.site }),
    ports: document.ports ?? {},
    vars: document.vars ?? {},
  };
  return { host, hops };
}

/** Without `auth` the key of the alias, else the agent. Secrets are never here: passwords are asked for. */
function authOf({ auth }: HostDocument, alias: ResolvedAlias | undefined): PlanAuth {
  if (auth?.key !== undefined) return { kind: 'key', path: auth.key };
  if (auth?.password !== undefined) return { kind: 'password' };
  if (auth?.saved !== undefined) return { kind: 'saved', name: auth.saved };
  const [path] = auth?.agent === true ? [] : (alias?.identityFile ?? []);
  return path === undefined ? { kind: 'agent' } : { kind: 'key', path };
}

/**
 * The jump hosts of an ssh alias, as hosts of the plan. Their ids hold a dot, which no id of an inventory does; a hop
 * that is an alias itself is looked up, its own hops are not.
 */
function hopsOf(
  id: HostId,
  alias: ResolvedAlias | undefined,
  user: string,
  aliases: Readonly<Record<string, ResolvedAlias>>,
): readonly PlanHost[] {
  const hops: PlanHost[] = [];
  for (const [index, hop] of (alias?.proxyJump ?? []).entries()) {
    const at = hop.lastIndexOf('@');
    const colon = /:(\d+)$/u.exec(hop.slice(at + 1));
    const name = hop.slice(at + 1, colon === null ? undefined : at + 1 + colon.index);
    const known = aliases[name];
    const [path] = known?.identityFile ?? [];
    const before = hops.at(-1)?.id;
    hops.push({
      id: asId<HostId>(`${id}.jump${index + 1}`),
      name: hop,
      address: known?.hostName ?? name.replace(/^\[(.*)\]$/u, '$1'),
      port: colon?.[1] === undefined ? (known?.port ?? 22) : Number(colon[1]),
      user: at >= 0 ? hop.slice(0, at) : (known?.user ?? user),
      login: true,
      auth: path === undefined ? { kind: 'agent' } : { kind: 'key', path },
      platform: 'other',
      ...given({ jump: before }),
      sudo: 'none',
      ports: {},
      vars: {},
    });
  }
  return hops;
}
