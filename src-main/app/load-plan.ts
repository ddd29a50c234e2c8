import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Sha256 } from '../../src-shared/base/ids.ts';
import { canonicalPlan } from '../../src-shared/plan/canonical.ts';
import type { ResolvedAlias } from '../../src-shared/plan/host-book.ts';
import { makePlan } from '../../src-shared/plan/make-plan.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import type { PlanProblem, PlanProblemCode } from '../../src-shared/plan/plan-problem.ts';
import type { Problem, ProblemCode } from '../../src-shared/runbook/finding.ts';
import type { InventoryDocument } from '../../src-shared/runbook/inventory-schema.ts';
import { sha256 } from '../journal/sha256.ts';
import { loadInventory } from '../library/load-inventory.ts';
import { loadRunbook } from '../library/load-runbook.ts';
import type { LoadedDocument } from '../library/loaded-document.ts';
import { readUploads } from './uploads.ts';
import { resolveSshAlias } from '../ssh/ssh-alias.ts';

export interface PlanRequest {
  /** Paths of the runbook and the inventory. */
  readonly runbook: string;
  readonly inventory: string;
  /** `--set`, by parameter id. */
  readonly set: Readonly<Record<string, string>>;
  /** Ids of the secret parameters that are given. */
  readonly secrets: ReadonlySet<string>;
  readonly follows?: NonNullable<Plan['follows']>;
}

export type LoadedPlan =
  | {
      readonly ok: true;
      readonly plan: Plan;
      readonly planText: string;
      readonly planHash: Sha256;
      readonly hints: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly PlanFault[] };

/** A problem of either file, or one that only planning can find. */
export type PlanFault = Omit<Problem, 'code'> & { readonly code: ProblemCode | PlanProblemCode };

/** Reads, validates and plans: the frozen plan, or every problem of both files at once. Throws DrillError `file.not-readable`. */
export async function loadPlan(request: PlanRequest): Promise<LoadedPlan> {
  const inventory = await loadInventory(request.inventory);
  const groups = inventory.document === undefined ? undefined : new Set(Object.keys(inventory.document.groups ?? {}));
  const runbook = await loadRunbook(request.runbook, groups);
  const found = [...runbook.problems, ...inventory.problems];
  const errors = found.filter((problem) => problem.severity === 'error');
  if (runbook.document === undefined || inventory.document === undefined || errors.length > 0) {
    return { ok: false, problems: errors };
  }
  const planned = makePlan({
    runbook: runbook.document,
    runbookText: runbook.text,
    inventory: withKeyPaths(inventory.document, dirname(resolve(request.inventory))),
    resolvedAliases: await resolveAliases(inventory.document),
    parameters: request.set,
    givenSecrets: request.secrets,
    files: await readUploads(runbook.document, request.runbook),
    ...(request.follows === undefined ? {} : { follows: request.follows }),
  });
  if ('problems' in planned) {
    return { ok: false, problems: planned.problems.map((one) => placed(one, runbook, inventory)) };
  }
  const planText = canonicalPlan(planned.plan);
  return { ok: true, plan: planned.plan, planText, planHash: sha256(planText), hints: found };
}

function placed(problem: PlanProblem, runbook: LoadedDocument<unknown>, inventory: LoadedDocument<unknown>): PlanFault {
  const { code, path, message } = problem;
  const file = problem.in === 'inventory' ? inventory : runbook;
  const at = problem.in === 'set' ? [] : path;
  return { ...file.place({ code: 'runbook.value', path: at, at: 'value', severity: 'error', message }), code };
}

/** Key files are named beside the inventory; the home folder is written as `~`, so that it does not enter the plan. */
export function withKeyPaths(inventory: InventoryDocument, folder: string): InventoryDocument {
  const hosts = Object.entries(inventory.hosts).map(([id, host]) => {
    const { auth } = host;
    if (auth === undefined || !('key' in auth) || auth.key.startsWith('~')) return [id, host];
    const path = isAbsolute(auth.key) ? auth.key : join(folder, auth.key);
    const home = `${homedir()}/`;
    return [id, { ...host, auth: { ...auth, key: path.startsWith(home) ? `~/${path.slice(home.length)}` : path } }];
  });
  return { ...inventory, hosts: Object.fromEntries(hosts) as InventoryDocument['hosts'] };
}

/** What `~/.ssh/config` says of the aliases that the inventory names. */
export async function resolveAliases(inventory: InventoryDocument): Promise<Readonly<Record<string, ResolvedAlias>>> {
  const aliases = Object.values(inventory.hosts).flatMap((host) => (host.ssh === undefined ? [] : [host.ssh]));
  if (aliases.length === 0) return {};
  const text = await readFile(join(homedir(), '.ssh', 'config'), 'utf8').catch(() => '');
  return Object.fromEntries(
    aliases.map((alias) => {
      const found = resolveSshAlias(text, alias);
      return [alias, { ...found, proxyJump: found.proxyJump.map((hop) => resolveHop(text, hop)) }];
    }),
  );
}

/** A hop may be an alias itself: what the hop says wins. */
function resolveHop(text: string, hop: string): string {
  const [, user, host = hop, port] = /^(?:([^@]+)@)?(.+?)(?::(\d+))?$/.exec(hop) ?? [];
  const found = resolveSshAlias(text, host);
  const login = user ?? found.user;
  const at = port ?? found.port;
  return `${login === undefined ? '' : `${login}@`}${found.hostName}${at === undefined ? '' : `:${at}`}`;
}
