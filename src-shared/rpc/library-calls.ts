import { Type } from 'typebox';
import type { HostId, Sha256 } from '../base/ids.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlanProblemCode } from '../plan/plan-problem.ts';
import type { HostProbe } from '../run/facts.ts';
import type { Problem, ProblemCode } from '../runbook/finding.ts';
import type { RunbookDocument } from '../runbook/runbook-schema.ts';
import { closed, hostId, nothing, path, prose, runId, strings } from './fields.ts';
import type { RunEntry } from './run-calls.ts';

const document = Type.String({ maxLength: 1024 * 1024 });

/** Runbooks and inventories on disk, and plans made of them. `file` and `folder` are absolute paths. */
export const libraryParams = {
  'library.list': nothing,
  'library.addFolder': Type.Object({ folder: path }, closed),
  'library.removeFolder': Type.Object({ folder: path }, closed),
  'library.read': Type.Object({ file: path }, closed),
  /** Judges text that is not saved, as it stands in the editor. */
  'library.check': Type.Object({ file: path, text: document }, closed),
  /** `replaces`: the SHA-256 of the text that was opened; a file that changed meanwhile is not overwritten. */
  'library.save': Type.Object({ file: path, text: document, replaces: Type.Optional(Type.String()) }, closed),
  /** A file that was dropped or picked in a browser: kept in the data folder's library. */
  'library.import': Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }), text: document }, closed),
  /** The JSON Schema of a document kind, for completion. */
  'library.schema': Type.Object({ kind: Type.Union([Type.Literal('runbook'), Type.Literal('inventory')]) }, closed),
  'files.browse': Type.Object({ folder: Type.Optional(path) }, closed),
  'inventories.list': Type.Object({ runbook: Type.Optional(path) }, closed),
  /** Connects to one host as preflight would. */
  'inventories.test': Type.Object({ file: path, host: hostId }, closed),
  'plan.make': Type.Object(
    {
      runbook: path,
      inventory: path,
      set: strings,
      secrets: Type.Array(Type.String()),
      /** The sealed run whose open items the plan takes up. */
      follow: Type.Optional(runId),
    },
    closed,
  ),
  'drafts.list': nothing,
  'drafts.save': Type.Object({ id: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }), draft: prose }, closed),
  'drafts.remove': Type.Object({ id: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }) }, closed),
};

export interface LibraryResults {
  'library.list': Library;
  'library.addFolder': Library;
  'library.removeFolder': Library;
  'library.read': RunbookView;
  'library.check': RunbookView;
  'library.save': { readonly sha256: Sha256 };
  'library.import': { readonly file: string };
  'library.schema': unknown;
  'files.browse': FolderView;
  'inventories.list': readonly InventoryEntry[];
  'inventories.test': HostProbe;
  'plan.make': MadePlan;
  'drafts.list': readonly StoredDraft[];
  'drafts.save': null;
  'drafts.remove': null;
}

export interface Library {
  /** Folders that are looked through, the shipped runbooks' first. */
  readonly folders: readonly { readonly folder: string; readonly shipped: boolean; readonly problem?: string }[];
  readonly runbooks: readonly RunbookEntry[];
}

export interface RunbookEntry {
  readonly file: string;
  /** Path below its folder of the library. */
  readonly shown: string;
  readonly shipped: boolean;
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly system?: string;
  readonly summary?: string;
  readonly owner?: string;
  readonly phases: number;
  readonly steps: number;
  readonly cases: number;
  readonly errors: number;
  readonly hints: number;
  /** RTO as the runbook writes it. */
  readonly rto?: string;
  /** Newest first, at most three. */
  readonly lastRuns: readonly RunEntry[];
}

export interface RunbookView {
  readonly file: string;
  readonly text: string;
  readonly sha256: Sha256;
  readonly problems: readonly Problem[];
  /** Undefined where an error forbids to use it. */
  readonly document?: RunbookDocument;
  readonly writable: boolean;
}

export interface FolderView {
  readonly folder: string;
  readonly parent?: string;
  readonly entries: readonly {
    readonly name: string;
    readonly path: string;
    readonly kind: 'folder' | 'file';
  }[];
}

export interface InventoryEntry {
  readonly file: string;
  readonly id: string;
  readonly practice: boolean;
  readonly hosts: readonly {
    readonly id: HostId;
    readonly name: string;
    readonly address: string;
    readonly login: boolean;
  }[];
  readonly groups: readonly string[];
  /** Ids of the runbooks that it binds; `*` for any. */
  readonly binds: readonly string[];
  /** It binds every target of the runbook that was asked for. */
  readonly fits: boolean;
  readonly problems: readonly Problem[];
}

export type MadePlan =
  | { readonly ok: true; readonly plan: Plan; readonly planHash: Sha256; readonly hints: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly MadePlanFault[] };

export type MadePlanFault = Omit<Problem, 'code'> & { readonly code: ProblemCode | PlanProblemCode };

/** What somebody has filled in of a new run; no secret is ever in it. `draft` is the window's own JSON. */
export interface StoredDraft {
  readonly id: string;
  readonly savedAt: string;
  readonly draft: string;
}
