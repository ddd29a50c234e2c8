import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type {
  LabAnswer,
  LabFaultKind,
  LabHostStatus,
  LabOrder,
  LabStatus,
  LabSystemStatus,
} from '../../src-shared/rpc/lab-calls.ts';
import type { Fault, SystemName } from './lab-system.ts';
import type { LabHostInfo, RunningSystem } from './running-system.ts';

/** What orders need of a lab. */
export interface OrderedLab {
  readonly systems: readonly RunningSystem[];
  readonly hosts: readonly LabHostInfo[];
  system(name: SystemName): RunningSystem;
  add(names: readonly SystemName[], fresh: boolean): Promise<void>;
  remove(name: SystemName, options?: { readonly forget: boolean }): Promise<void>;
}

/** What a fault is set with where nothing is said; ms, or the text. */
const defaults = { drop: 1000, slow: 2000, 'wrong-output': 'nonsense' } as const;

/** Does what a window, the command line or another program asks. Throws DrillError `lab.order-refused`, or why a start failed. */
export async function obeyOrder(lab: OrderedLab, order: LabOrder): Promise<LabAnswer> {
  try {
    const said = await obey(lab, order);
    return { said, status: labStatusOf(lab) };
  } catch (thrown) {
    if (thrown instanceof DrillError) throw thrown;
    throw new DrillError('lab.order-refused', messageOf(thrown), { cause: thrown });
  }
}

/** The whole lab as a window or the command line shows it. */
export function labStatusOf(lab: OrderedLab): LabStatus {
  const [first] = lab.systems;
  return {
    running: first !== undefined,
    ...(first === undefined ? {} : { inventory: first.inventoryPath, page: first.pageUrl }),
    hosts: lab.hosts.map(({ id, address, port }) => ({ name: id, address, port })),
    systems: lab.systems.map(systemStatus),
  };
}

async function obey(lab: OrderedLab, order: LabOrder): Promise<string> {
  switch (order.do) {
    case 'state':
      return '';
    case 'start':
      await lab.add(order.systems, order.fresh);
      return `started: ${order.systems.join(', ')}`;
    case 'stop': {
      const names = order.system === undefined ? lab.systems.map(({ name }) => name) : [order.system];
      for (const name of names) await lab.remove(name);
      return `stopped: ${names.join(', ')}`;
    }
    case 'renew':
      await lab.remove(order.system, { forget: true });
      await lab.add([order.system], true);
      return `${order.system} begins anew`;
    case 'act': {
      const knows = (one: RunningSystem): boolean => one.actions().some(({ id }) => id === order.action);
      return theOne(lab, order.system, `the action “${order.action}”`, knows).act(order.action);
    }
    case 'fault':
      return setFault(lab, order);
    case 'time': {
      const knows = (one: RunningSystem): boolean => order.name in one.timings();
      const system = theOne(lab, order.system, `the time ${order.name}`, knows);
      system.setTimings({ [order.name]: order.ms });
      return `${order.name} of ${system.title}: ${String(order.ms)} ms`;
    }
    case 'power':
      return switchPower(lab, order);
  }
}

/** The system that is named, or the only one that knows what is asked for. */
function theOne(
  lab: OrderedLab,
  named: LabSystemStatus['name'] | undefined,
  what: string,
  knows: (system: RunningSystem) => boolean,
): RunningSystem {
  if (named !== undefined) return lab.system(named);
  const [first, ...more] = lab.systems.filter(knows);
  if (!first) {
    // With one system it can say itself what it knows.
    const [only, ...others] = lab.systems;
    if (only && others.length === 0) return only;
    throw new Error(`No system of this lab knows ${what}; these run: ${lab.systems.map((one) => one.name).join(', ')}`);
  }
  if (more.length === 0) return first;
  throw new Error(`Several systems know ${what}; say which: ${[first, ...more].map((one) => one.name).join(', ')}`);
}

function systemOfHost(lab: OrderedLab, named: LabSystemStatus['name'] | undefined, host: string): RunningSystem {
  return theOne(lab, named, `the host ${host}`, ({ hosts }) => hosts.some(({ id }) => id === host));
}

async function setFault(lab: OrderedLab, order: Extract<LabOrder, { do: 'fault' }>): Promise<string> {
  const { host, kind, value } = order;
  const fault = kind === 'none' ? undefined : faultOf(kind, value);
  await systemOfHost(lab, order.system, host).setFault(host, fault);
  return fault === undefined ? `${host}: no fault` : `${host}: ${kind}`;
}

function switchPower(lab: OrderedLab, { system: named, host, to }: Extract<LabOrder, { do: 'power' }>): string {
  const system = systemOfHost(lab, named, host);
  if (to === 'on') system.powerOn(host);
  else system.powerOff(host, { mains: to === 'mains' });
  return { on: `${host}: powered on`, off: `${host}: switched off`, mains: `${host}: mains cut` }[to];
}

function faultOf(kind: LabFaultKind, value: string | undefined): Fault {
  switch (kind) {
    case 'hang-connect':
      return { kind: 'hang', at: 'connect' };
    case 'hang-command':
      return { kind: 'hang', at: 'command' };
    case 'slow':
      return { kind, byMs: milliseconds(value, defaults.slow) };
    case 'drop':
      return { kind, afterMs: milliseconds(value, defaults.drop) };
    case 'wrong-output':
      return { kind, text: `${value ?? defaults['wrong-output']}\n` };
    case 'refuse':
    case 'changed-host-key':
      return { kind };
  }
}

function milliseconds(value: string | undefined, otherwise: number): number {
  if (value === undefined || value === '') return otherwise;
  if (/^\d{1,8}$/.test(value)) return Number(value);
  throw new Error(`“${value}” is no time in ms`);
}

function systemStatus(system: RunningSystem): LabSystemStatus {
  const { facts, warning } = system.view();
  const [power, faults] = [system.power(), system.faults()];
  const hosts = system.everyHost().map(({ id, address, port }): LabHostStatus => {
    const [is, fault] = [power[id], faults[id]];
    return {
      id,
      address,
      ...(port === undefined ? {} : { port }),
      ...(is === undefined ? {} : { power: is }),
      ...(fault === undefined ? {} : { fault: faultStatus(fault) }),
    };
  });
  return {
    name: system.name,
    title: system.title,
    inventory: system.inventoryPath,
    page: system.pageUrl,
    facts,
    ...(warning === undefined ? {} : { warning }),
    actions: system.actions(),
    timings: Object.entries(system.timings()).map(([name, ms]) => ({ name, ms })),
    hosts,
  };
}

function faultStatus(fault: Fault): NonNullable<LabHostStatus['fault']> {
  switch (fault.kind) {
    case 'hang':
      return { kind: fault.at === 'connect' ? 'hang-connect' : 'hang-command' };
    case 'slow':
      return { kind: fault.kind, value: String(fault.byMs) };
    case 'drop':
      return { kind: fault.kind, value: String(fault.afterMs) };
    case 'wrong-output':
      return { kind: fault.kind, value: fault.text.trimEnd() };
    case 'refuse':
    case 'changed-host-key':
      return { kind: fault.kind };
  }
}
