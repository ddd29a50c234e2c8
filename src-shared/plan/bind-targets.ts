import type { HostId } from '../base/ids.ts';
import type { InventoryDocument } from '../runbook/inventory-schema.ts';
import type { RunbookDocument } from '../runbook/runbook-schema.ts';
import type { HostBook } from './host-book.ts';
import { unique } from './one-or-more.ts';
import type { Path, ProblemList } from './plan-problem.ts';
import { listed } from './plan-problem.ts';
import type { PlanTarget } from './plan.ts';

/**
 * Binds each target of the runbook to hosts, in the order of its binding: the inventory's `bindings` of this runbook
 * before those of `"*"`; a binding names groups and hosts. Targets that may have no host need no binding.
 */
export function bindTargets(
  runbook: RunbookDocument,
  inventory: InventoryDocument,
  book: HostBook,
  problems: ProblemList,
): Readonly<Record<string, PlanTarget>> {
  const bind = (id: string, title: string, allowed: Range): readonly HostId[] => {
    const found = bindingOf(inventory, runbook.id, id);
    if (found === undefined) {
      if (allowed.least === 0) return [];
      const path: Path = ['targets', id];
      const message = `No host is bound to the target "${id}" (${title}). Add \`bindings: { ${runbook.id}: { ${id}: <host or group> } }\` to the inventory.`;
      problems.add({ code: 'plan.target-unbound', in: 'runbook', path, message });
      return [];
    }
    const hosts = unique(
      found.names.flatMap((name) => {
        const hosts = book.named(name);
        if (hosts !== undefined) return hosts;
        const message = `"${name}" is no host and no group of this inventory. It knows ${listed(book.names)}.`;
        problems.add({ code: 'plan.unknown-host', in: 'inventory', path: found.path, message });
        return [];
      }),
    );
    // Counted after groups are opened and doubles dropped: what counts is machines.
    if (hosts.length < allowed.least || hosts.length > allowed.most) {
      const message = `The target "${id}" (${title}) takes ${allowed.words}, and ${hosts.length} ${hosts.length === 1 ? 'is' : 'are'} bound to it: ${listed(hosts)}.`;
      problems.add({ code: 'plan.target-count', in: 'inventory', path: found.path, message });
    }
    return hosts;
  };
  return Object.fromEntries(
    Object.entries(runbook.targets ?? {}).map(([id, target]) => {
      const title = target.title ?? id;
      const hosts = bind(id, title, rangeOf(target.hosts));
      // Bound hosts stand in the plan even where no step uses them: expressions may name them.
      for (const host of hosts) book.use(host);
      return [id, { id, title, hosts, mayBeDark: target.mayBeDark ?? false }];
    }),
  );
}

/** A target that this runbook's own bindings leave out may still be bound for any runbook. */
function bindingOf(
  inventory: InventoryDocument,
  runbook: string,
  target: string,
): { readonly names: readonly string[]; readonly path: Path } | undefined {
  for (const key of [runbook, '*']) {
    const names = inventory.bindings?.[key]?.[target];
    if (names === undefined) continue;
    return { names: typeof names === 'string' ? [names] : names, path: ['bindings', key, target] };
  }
  return undefined;
}

interface Range {
  readonly least: number;
  readonly most: number;
  readonly words: string;
}

/** `2`, `1..2` or `1..*`; one where nothing is said. */
function rangeOf(hosts: number | string = 1): Range {
  const [first = '1', last = first] = String(hosts).split('..');
  const least = Number(first);
  const most = last === '*' ? Infinity : Number(last);
  if (most === Infinity) return { least, most, words: `${least} or more hosts` };
  return {
    least,
    most,
    words: least === most ? `exactly ${least} ${least === 1 ? 'host' : 'hosts'}` : `${least} to ${most} hosts`,
  };
}
