import type { CaseId, HostId, RoleId, RunId, Sha256, StepId } from '../base/ids.ts';
import type { PlanDnsChange } from './dns-change.ts';
import type { PlanCopy } from './file-copy.ts';
import type { PlanMessage } from './message.ts';
import type { WorldCheck } from './world-check.ts';

/**
 * The frozen plan: what a run will do, to the last character of each script. Its RFC 8785 form is `plan.json`, whose
 * SHA-256 is the plan hash. It holds no secret, no time and no run id; the mode belongs to the run, not to the plan.
 */
export interface Plan {
  readonly format: 1;
  readonly runbook: PlanRunbook;
  readonly inventory: PlanInventory;
  /** Values of the runbook's parameters, of their type whatever they came as. Secrets are only named. */
  readonly parameters: Readonly<Record<string, PlanParameter>>;
  readonly targets: Readonly<Record<string, PlanTarget>>;
  readonly people: Readonly<Record<RoleId, PlanRole>>;
  readonly objectives: PlanObjectives;
  readonly phases: readonly PlanPhase[];
  /** Every step instance in the order of the document; `rollback/…` steps of an explicit rollback included. */
  readonly steps: readonly PlanStep[];
  readonly forms: readonly PlanForm[];
  readonly compare: readonly PlanCompare[];
  readonly probes: readonly PlanProbe[];
  /** The FST/DRP text of the report, as it stands in the runbook. */
  readonly document?: PlanDocument;
  /** Expected seconds from start to end along the longest chain, and the ids of that chain. */
  readonly criticalPath: { readonly seconds: number; readonly steps: readonly StepId[] };
  readonly follows?: PlanFollows;
}

/** The sealed run whose open items this plan takes up. Being part of the plan, all of it is under the plan hash. */
export interface PlanFollows {
  readonly runId: RunId;
  readonly head: Sha256;
  /** What was said there of the cases that are open, oldest first: the report prints both results. */
  readonly verdicts?: readonly FollowedVerdict[];
}

export interface FollowedVerdict {
  readonly run: RunId;
  readonly case: CaseId;
  readonly is: 'PASS' | 'FAIL' | 'OTHER';
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly by: { readonly name: string; readonly organisation?: string; readonly title?: string };
  readonly caveat?: string;
  readonly comment?: string;
  readonly retest?: string;
  readonly early: boolean;
  readonly scripted: boolean;
}

export interface PlanRunbook {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly summary?: string;
  readonly system?: string;
  /** The runbook file, byte for byte as UTF-8 text. */
  readonly text: string;
}

interface PlanInventory {
  readonly id: string;
  readonly practice: boolean;
  readonly hosts: Readonly<Record<HostId, PlanHost>>;
  readonly contacts: readonly PlanContact[];
}

export interface PlanContact {
  readonly name: string;
  readonly phone?: string;
  readonly mail?: string;
  readonly for: readonly string[];
}

type Platform = 'linux' | 'aix' | 'solaris' | 'windows' | 'windows-nlb' | 'other';

/** How a host is reached. `login: false`: it can be checked and iterated, and runs nothing. */
export interface PlanHost {
  readonly id: HostId;
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly login: boolean;
  /** Key paths keep their `~`: home folders stay out of the plan. */
  readonly auth: PlanAuth;
  /** The only accepted key, as `<algorithm> <base64>`; without it known_hosts decides. */
  readonly hostKey?: string;
  readonly platform: Platform;
  readonly jump?: HostId;
  readonly sudo: 'none' | 'nopasswd';
  readonly site?: string;
  /** From the app only: a port of the host to the one where the app reaches it. */
  readonly ports: Readonly<Record<string, number>>;
  readonly vars: Readonly<Record<string, unknown>>;
}

export type PlanAuth =
  | { readonly kind: 'key'; readonly path: string }
  | { readonly kind: 'agent' }
  | { readonly kind: 'password' }
  | { readonly kind: 'saved'; readonly name: string };

export type PlanParameter =
  | {
      readonly type: Exclude<ParameterType, 'secret'>;
      readonly title: string;
      /** `null`: optional and not given. */
      readonly value: string | number | boolean | null;
    }
  /** `given`: the run has to have it before it starts; false where it is optional and was left out. */
  | { readonly type: 'secret'; readonly title: string; readonly given: boolean };

export type ParameterType =
  'string' | 'hostname' | 'ip' | 'port' | 'integer' | 'number' | 'boolean' | 'duration' | 'choice' | 'secret';

export interface PlanTarget {
  readonly id: string;
  readonly title: string;
  readonly hosts: readonly HostId[];
  readonly mayBeDark: boolean;
}

export interface PlanRole {
  readonly id: RoleId;
  readonly title: string;
  readonly optional: boolean;
  /** Roles whose person must be another one; symmetric. */
  readonly not: readonly RoleId[];
}

export interface PlanObjectives {
  readonly rtoMs?: number;
  readonly rpo?: { readonly targetMs: number; readonly measured?: string };
  /** `from`: `declared`, or a step whose start counts; `to`: a step whose pass counts. */
  readonly clock?: { readonly from: string; readonly to: string };
}

export interface PlanPhase {
  /** Of the rollback: `rollback/<phase>`. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly preflight: boolean;
  readonly section: 'main' | 'rollback';
}

/** A value for a script: known now, or a secret's name, or CEL parts that are evaluated when the step is ready. */
export type PlanValue = { readonly value: string } | { readonly secret: string } | { readonly template: string };

/** One host's share of a step: its environment is complete (runbook, phase and step merged). */
export interface HostWork {
  readonly host: HostId;
  readonly env: Readonly<Record<string, PlanValue>>;
}

export interface PlanStep {
  readonly id: StepId;
  readonly phase: string;
  readonly section: 'main' | 'rollback';
  readonly title: string;
  readonly description?: string;
  /** Who does it, where a person does: `by`, else the operator. */
  readonly by: RoleId;
  readonly needs: readonly StepId[];
  readonly guard: readonly StepId[];
  /** CEL; decided once, when the step is ready. */
  readonly when?: string;
  /** `forEach` names of this instance. */
  readonly bindings: Readonly<Record<string, HostId>>;
  readonly timing: PlanTiming;
  readonly serial?: number;
  readonly destructive: boolean;
  readonly unreachable: 'fail' | 'owe';
  readonly onFailure: 'ask' | 'stop' | 'continue' | 'rollback';
  readonly mode: 'live' | 'rehearsal' | 'both';
  readonly action: PlanAction;
  readonly expect: PlanExpect;
  readonly capture: Readonly<Record<string, { readonly pattern: string; readonly all: boolean }>>;
  readonly undo?: PlanUndo;
}

/** Milliseconds throughout; templates in the runbook's durations are resolved at planning. */
export interface PlanTiming {
  /** Of a script, for each host. Where the runbook says nothing: 10 minutes for `run` and a `run` check, else none. */
  readonly timeoutMs?: number;
  readonly retry?: { readonly times: number; readonly everyMs: number };
  /** Without it a check is taken once. */
  readonly withinMs?: number;
  readonly forMs?: number;
  /** Between two looks of a check; 2 s where the runbook says nothing. */
  readonly everyMs: number;
  readonly takesMs?: number;
}

export type PlanAction =
  | { readonly kind: 'run'; readonly script: string; readonly tty: boolean; readonly hosts: readonly HostWork[] }
  | { readonly kind: 'check'; readonly check: PlanCheck }
  | {
      readonly kind: 'manual';
      /** May hold `{{ … }}`, shown with values when the step is ready. */
      readonly instructions: string;
      readonly ask: Readonly<Record<string, PlanQuestion>>;
      readonly evidence: 'none' | 'optional' | 'required';
    }
  | {
      readonly kind: 'terminal';
      /** Where the person may open it. */
      readonly hosts: readonly HostWork[];
      /** The next three as in `manual`. */
      readonly instructions: string;
      readonly ask: Readonly<Record<string, PlanQuestion>>;
      readonly evidence: 'none' | 'optional' | 'required';
    }
  | { readonly kind: 'wait'; readonly forMs: number }
  | { readonly kind: 'wait'; readonly until: string }
  | {
      readonly kind: 'choose';
      /** Options known at planning, or CEL that gives a list when the step is ready. */
      readonly options: readonly string[] | { readonly cel: string };
      readonly default?: string;
    }
  /** Gate for one form instance, which has this step's id. */
  | { readonly kind: 'form'; readonly form: StepId }
  | {
      readonly kind: 'sign';
      readonly who: RoleId;
      readonly meaning: SignOffMeaning;
      readonly statement: string;
      readonly optional: boolean;
    }
  /** `restores`, only in a rollback: puts back what the attempts of that step had found. */
  | { readonly kind: 'dns'; readonly change: PlanDnsChange; readonly restores?: StepId }
  | {
      readonly kind: 'copy';
      readonly copy: PlanCopy;
      /** Their `env` holds the texts of the copy: `path`, and `with` of an edit. */
      readonly hosts: readonly HostWork[];
      readonly restores?: StepId;
    }
  /** `values`: texts that are sent and secrets that are used, by their keys in the runbook, and `mode`. */
  | {
      readonly kind: 'notify';
      readonly message: PlanMessage;
      readonly values: Readonly<Record<string, PlanValue>>;
    };

export type StepKind = PlanAction['kind'];

export interface PlanQuestion {
  /** Its place among the questions of its step, from 0. */
  readonly order: number;
  readonly title: string;
  readonly description?: string;
  readonly type: string;
  /** Of `type: choice`. */
  readonly choices?: readonly string[];
  readonly required: boolean;
}

/** What can be asserted about the world: by looking from outside, or by a script that changes nothing. */
export type PlanCheck =
  WorldCheck | { readonly kind: 'run'; readonly script: string; readonly hosts: readonly HostWork[] };

export interface PlanExpect {
  readonly exit: readonly (number | 'lost')[];
  readonly stdout?: PlanMatch;
  readonly stderr?: PlanMatch;
  /** CEL over this host's captures (`outputs`) and `steps`. */
  readonly that?: string;
  /** CEL over `results`, one per host; a missing host makes it unknown. */
  readonly across?: string;
}

export interface PlanMatch {
  readonly contains?: string;
  readonly matches?: string;
  readonly equals?: string;
  readonly not?: PlanMatch;
}

/** `title`, where the runbook gives one. Without `expect` exit status 0 is asked; without `timeoutMs` that of the step. */
export type PlanUndo =
  | {
      readonly kind: 'run';
      readonly title?: string;
      readonly script: string;
      readonly tty?: boolean;
      readonly hosts: readonly HostWork[];
      readonly expect?: PlanExpect;
      readonly timeoutMs?: number;
      readonly takesMs?: number;
    }
  | {
      readonly kind: 'manual';
      readonly title?: string;
      readonly instructions: string;
      readonly ask?: Readonly<Record<string, PlanQuestion>>;
      readonly evidence?: 'none' | 'optional' | 'required';
      readonly takesMs?: number;
    }
  /** Of `dns` and `copy`: what stood there before the first attempt is put back, where the step changed it. */
  | { readonly kind: 'restore'; readonly title?: string; readonly takesMs?: number }
  | { readonly kind: 'none'; readonly title?: string; readonly reason: string };

export type SignOffMeaning = 'executed' | 'witnessed' | 'accepts' | 'affirms' | 'approves';

export interface PlanForm {
  /** Also the id of the step that is its gate. */
  readonly id: StepId;
  readonly formId: string;
  readonly title: string;
  readonly description?: string;
  readonly host?: HostId;
  readonly groups: readonly PlanGroup[];
  /** Roles that sign the form: `required`, or `optional`. */
  readonly sign: Readonly<Record<RoleId, 'required' | 'optional'>>;
}

export interface PlanGroup {
  readonly id: string;
  /** Empty where the runbook gives the group no heading. */
  readonly title: string;
  readonly intro?: string;
  /** The reason printed where the group's `when` was false at planning; its cases are left out then. */
  readonly notApplicable?: string;
  readonly cases: readonly PlanCase[];
}

export interface PlanCase {
  readonly id: CaseId;
  readonly title?: string;
  readonly procedure: string;
  readonly expected: string;
  /** Evidence is taken `byMs` after that step's pass or that case's evidence. */
  readonly due?: { readonly after: StepId | CaseId; readonly byMs: number };
  readonly evidence?:
    | { readonly kind: 'run'; readonly script: string; readonly hosts: readonly HostWork[] }
    | { readonly kind: 'step'; readonly step: StepId }
    /** A file that a person attaches. */
    | { readonly kind: 'person'; readonly required: boolean };
}

export interface PlanCompare {
  readonly id: string;
  readonly title: string;
  readonly script: string;
  readonly hosts: readonly HostWork[];
}

export interface PlanProbe {
  readonly id: string;
  readonly title: string;
  readonly everyMs: number;
  readonly check: PlanCheck;
}

export interface PlanDocument {
  readonly control?: {
    readonly owner?: string;
    readonly revisions?: readonly {
      readonly version: string;
      readonly date: string;
      readonly author?: string;
      readonly change: string;
    }[];
    readonly reviewed?: string;
    readonly approved?: string;
    readonly classification?: string;
  };
  readonly goals?: string;
  readonly scope?: { readonly in?: string; readonly out?: string };
  readonly locations?: readonly { readonly location: string; readonly items: string }[];
  readonly resources?: readonly {
    readonly role: string;
    readonly responsibilities: readonly string[];
    readonly names: string;
  }[];
  readonly schedule?: readonly { readonly task: string; readonly artifact: string; readonly completion: string }[];
  readonly strategy?: string;
  readonly recordKeeping?: string;
  readonly criteria?: string;
  readonly deliverables?: readonly string[];
}
