import { Type, type Static } from 'typebox';
import { closed, nothing } from './fields.ts';

/** Every system that the practice lab imitates, in the order of every list. */
export const labSystemNames = ['tvox', 'genesys', 'sip-ha', 'policyguru', 'wazo'] as const;
export type LabSystemName = (typeof labSystemNames)[number];

/** What a system is called before it has been started. */
export const labSystemTitles: Readonly<Record<LabSystemName, string>> = {
  tvox: 'TVox',
  genesys: 'Genesys SIP Server',
  'sip-ha': 'KCCVoIP SIP-HA',
  policyguru: 'PolicyGuru',
  wazo: 'Wazo',
};

/** Faults of one host; those with a value take it in ms, `wrong-output` as the text. */
export const labFaultKinds = [
  'refuse',
  'hang-connect',
  'hang-command',
  'slow',
  'drop',
  'wrong-output',
  'changed-host-key',
] as const;
export type LabFaultKind = (typeof labFaultKinds)[number];

const system = Type.Enum([...labSystemNames]);
const name = Type.String({ minLength: 1, maxLength: 200 });
/** Left out: the only system of the lab that knows the host, the action or the time. */
const which = { system: Type.Optional(system) };

/** Something to be done to the lab that runs, by a window, the command line or another program of the same user. */
export const labOrder = Type.Union([
  Type.Object({ do: Type.Literal('state') }, closed),
  Type.Object({ do: Type.Literal('start'), systems: Type.Array(system), fresh: Type.Boolean() }, closed),
  Type.Object({ do: Type.Literal('stop'), ...which }, closed),
  /** Forgets what was done to a system and starts it anew. */
  Type.Object({ do: Type.Literal('renew'), system }, closed),
  Type.Object({ do: Type.Literal('act'), ...which, action: name }, closed),
  Type.Object(
    {
      do: Type.Literal('fault'),
      ...which,
      host: name,
      kind: Type.Enum(['none', ...labFaultKinds]),
      value: Type.Optional(Type.String({ maxLength: 4_000 })),
    },
    closed,
  ),
  /** In ms, up to a day. */
  Type.Object(
    { do: Type.Literal('time'), ...which, name, ms: Type.Integer({ minimum: 0, maximum: 86_400_000 }) },
    closed,
  ),
  Type.Object({ do: Type.Literal('power'), ...which, host: name, to: Type.Enum(['on', 'off', 'mains']) }, closed),
]);
export type LabOrder = Static<typeof labOrder>;

/** The calls for the practice lab. */
export const labParams = {
  'lab.status': nothing,
  /** Starts systems that do not run yet; `fresh`: those as if for the first time. Default: TVox, as it was left. */
  'lab.start': Type.Object(
    { systems: Type.Optional(Type.Array(system)), fresh: Type.Optional(Type.Boolean()) },
    closed,
  ),
  'lab.stop': nothing,
  'lab.order': Type.Object({ order: labOrder }, closed),
};

export interface LabResults {
  'lab.status': LabStatus;
  'lab.start': LabStatus;
  'lab.stop': LabStatus;
  'lab.order': LabAnswer;
}

/** What was done, in one line, and how the lab is now. */
export interface LabAnswer {
  readonly said: string;
  readonly status: LabStatus;
}

export interface LabStatus {
  readonly running: boolean;
  /** Another program of this machine runs it. Without `systems` it is another user's, and nothing can be done to it. */
  readonly elsewhere?: boolean;
  /** Of the first system that runs. */
  readonly inventory?: string;
  readonly page?: string;
  readonly hosts: readonly { readonly name: string; readonly address: string; readonly port: number }[];
  /** Those that run. */
  readonly systems: readonly LabSystemStatus[];
}

export interface LabSystemStatus {
  readonly name: LabSystemName;
  readonly title: string;
  readonly inventory: string;
  readonly page: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** What is dangerously wrong, such as a split brain. */
  readonly warning?: string;
  readonly actions: readonly { readonly id: string; readonly title: string; readonly fault?: boolean }[];
  readonly timings: readonly { readonly name: string; readonly ms: number }[];
  readonly hosts: readonly LabHostStatus[];
}

export interface LabHostStatus {
  readonly id: string;
  readonly address: string;
  /** Absent: it takes no login, and has no switch. */
  readonly port?: number;
  readonly power?: 'on' | 'stopping' | 'off' | 'booting';
  readonly fault?: { readonly kind: LabFaultKind; readonly value?: string };
}
