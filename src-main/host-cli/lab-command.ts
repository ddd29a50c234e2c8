import { once } from 'node:events';
import { join, relative } from 'node:path';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { LabOrder, LabStatus, LabSystemName, LabSystemStatus } from '../../src-shared/rpc/lab-calls.ts';
import { askPracticeLab, startPracticeLab, type PracticeLab } from '../app/practice-lab.ts';
import { shippedRunbooks } from '../app/service/shipped-runbooks.ts';
import { asCalled, shellWord } from './as-called.ts';
import type { ExitCode } from './exit-code.ts';
import { createScreen } from './screen.ts';
import { bold, oneLine, toned } from './terminal-text.ts';

/** A runbook to begin with, for each system. */
const firstRunbooks: Readonly<Record<LabSystemName, string>> = {
  tvox: 'activation',
  genesys: 'vip-takeover',
  'sip-ha': 'failover',
  policyguru: 'ea-failover',
  wazo: 'berofos-switch',
};

type Line = (text: string) => void;

/** `drillbook lab`: simulated hosts behind real ssh, until Ctrl+C. One that runs already gets the systems it lacks. */
export async function labCommand(options: {
  readonly system?: readonly LabSystemName[];
  readonly freePorts: boolean;
  readonly fresh: boolean;
}): Promise<ExitCode> {
  const screen = createScreen({ input: process.stdin, output: process.stdout });
  const line: Line = (text) => {
    screen.line(text);
  };
  const { fresh, system: systems = ['tvox'] } = options;
  const other = options.freePorts ? undefined : await askPracticeLab({ do: 'start', systems: [...systems], fresh });
  if (other !== undefined) {
    line(bold('The practice lab runs already, in another program: it ends there.'));
    for (const one of other.status.systems) describe(one, line);
    return 0;
  }
  const lab = await startPracticeLab(options.freePorts ? 'free' : 'fixed', { systems, fresh });
  try {
    greet(lab, line);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    await Promise.race([lab.ended, ...signals.map((signal) => once(process, signal))]);
  } finally {
    await lab.dispose();
  }
  return 0;
}

/** `drillbook lab do | fault | time | power | renew | stop`. Throws DrillError `lab.order-refused`. */
export async function labOrderCommand(order: LabOrder): Promise<ExitCode> {
  const { said } = await answerOf(order);
  process.stdout.write(`${oneLine(said)}\n`);
  return 0;
}

/** `drillbook lab state`: all that can be seen and done. */
export async function labStateCommand(
  systems: readonly LabSystemName[] | undefined,
  format: 'text' | 'json',
): Promise<ExitCode> {
  const { status } = await answerOf({ do: 'state' });
  const shown = status.systems.filter(({ name }) => systems?.includes(name) ?? true);
  const lines: string[] = [];
  if (format === 'json') lines.push(JSON.stringify(shown, undefined, 2));
  else for (const one of shown) lines.push(...stateLines(one));
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

async function answerOf(order: LabOrder): Promise<{ readonly said: string; readonly status: LabStatus }> {
  const answer = await askPracticeLab(order);
  if (answer !== undefined) return answer;
  throw new DrillError('lab.order-refused', `No practice lab of yours runs: start it with ${asCalled(['lab'])}.`);
}

function greet(lab: PracticeLab, line: Line): void {
  const titles = lab.systems.map(({ title }) => title).join(', ');
  line(bold(`The practice lab is up: simulated ${titles} hosts behind real ssh, on this machine only.`));
  for (const { id, address, port, user } of lab.hosts) {
    line(`  ${id.padEnd(10)} ssh -i ${lab.hosts[0]?.keyFile ?? ''} -p ${port} ${user}@${address}`);
  }
  line(`known_hosts  ${lab.knownHostsFile}`);
  for (const system of lab.systems) {
    describe({ name: system.name, title: system.title, inventory: system.inventoryPath, page: system.pageUrl }, line);
  }
  line('');
  line('How it is, and what can be done to it meanwhile:');
  line(`  ${asCalled(['lab', 'state'])}`);
  line(`Ctrl+C ends the lab; the next start finds it as it was left, with --fresh as if for the first time.`);
}

/** Where the shipped runbooks are, as it can be typed here: short in a checkout, in full from elsewhere. */
function shownRunbooks(): string {
  const folder = shippedRunbooks(import.meta.dirname)?.folder ?? 'runbooks';
  const near = relative(process.cwd(), folder);
  return near.startsWith('..') ? folder : near;
}

function describe(system: Pick<LabSystemStatus, 'name' | 'title' | 'inventory' | 'page'>, line: Line): void {
  const { name, title, inventory, page } = system;
  const runbook = join(shownRunbooks(), name, firstRunbooks[name]);
  line('');
  line(bold(title));
  line(`  Inventory  ${inventory}`);
  line(`  Hands      ${page}  (what people do by hand, and the power switches)`);
  line(`  Run        ${asCalled(['run', `${runbook}.yaml`, '--inventory', inventory])}`);
  line(`             and, with the answers of invented people: --answers ${shellWord(`${runbook}.answers.yaml`)}`);
}

function stateLines(system: LabSystemStatus): readonly string[] {
  const { title, name, facts, warning, hosts, actions, timings } = system;
  const table = (rows: readonly (readonly string[])[]): readonly string[] =>
    rows.map((row) =>
      `  ${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(26))).join(' ')}`.trimEnd(),
    );
  return [
    bold(`${title} (${name})`),
    ...(warning === undefined ? [] : [`  ${toned('bad', oneLine(warning))}`]),
    ...table(facts.map(([label, value]) => [oneLine(label), oneLine(value)])),
    'Hosts',
    ...table(
      hosts.map(({ id, power, fault, address }) => {
        const faulty = fault === undefined ? '' : `  fault: ${[fault.kind, fault.value ?? ''].join(' ').trim()}`;
        return [id, `${(power ?? 'no login').padEnd(9)} ${address}${faulty}`];
      }),
    ),
    'Do',
    ...table(actions.map((one) => [one.id, `${one.title}${one.fault === true ? ' (fault)' : ''}`])),
    'Times',
    ...table(timings.map((one) => [one.name, `${String(one.ms)} ms`])),
    '',
  ];
}
