import { type Command, InvalidArgumentError, Option } from 'commander';
import { labFaultKinds, labSystemNames, type LabOrder, type LabSystemName } from '../../src-shared/rpc/lab-calls.ts';
import type { ExitCode } from './exit-code.ts';

interface LabOptions {
  readonly system?: readonly LabSystemName[];
  readonly freePorts: boolean;
  readonly fresh: boolean;
}

type Ends = (code: Promise<ExitCode>) => Promise<void>;

/** `drillbook lab`, which starts it, and what can be done to one that runs, here or in another program of the user. */
export function addLabCommands(program: Command, ends: Ends): Command {
  const lab = program
    .command('lab')
    .description('Start the practice lab: simulated hosts behind real ssh, on this machine only, until Ctrl+C')
    .option('--system <name,…>', `all, or of ${labSystemNames.join(', ')} (default: tvox)`, systemsOf)
    .option('--fresh', 'as if for the first time, not as it was left', false)
    .option('--free-ports', 'other addresses than the fixed ones, for a second lab', false)
    .action((options: LabOptions) => ends(import('./lab-command.ts').then((it) => it.labCommand(options))));
  const send = (make: (system: { system?: LabSystemName }) => LabOrder): Promise<void> => {
    const [only, ...more] = lab.opts<LabOptions>().system ?? [];
    const order = make(only === undefined || more.length > 0 ? {} : { system: only });
    return ends(import('./lab-command.ts').then((it) => it.labOrderCommand(order)));
  };
  const order = (name: string, description: string): Command =>
    lab.command(name).description(description).addHelpText('after', '\n--system NAME says which, where several fit.');
  order('state', 'Say how the lab that runs is: what its systems are like, and what can be done to them')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(({ format }: { format: 'text' | 'json' }) =>
      ends(import('./lab-command.ts').then((it) => it.labStateCommand(lab.opts<LabOptions>().system, format))),
    );
  order('do', 'Do what people do by hand, or set a fault of the system, as `lab-hands` does')
    .argument('<action...>', 'as `drillbook lab state` lists them')
    .action((words: readonly string[] | string) =>
      send((system) => ({ do: 'act', ...system, action: [words].flat().join(' ') })),
    );
  order('fault', 'Set a fault on a host, or clear it')
    .argument('<host>', 'the host')
    .argument('<kind>', `none, or ${labFaultKinds.join(', ')}`, kindOf)
    .argument('[value]', 'ms, or the text')
    .action((host: string, kind: 'none' | (typeof labFaultKinds)[number], value: string | undefined) =>
      send((system) => ({ do: 'fault', ...system, host, kind, ...(value === undefined ? {} : { value }) })),
    );
  order('time', 'Set a time')
    .argument('<name>', 'as `drillbook lab state` lists them')
    .argument('<ms>', 'milliseconds', milliseconds)
    .action((name: string, ms: number) => send((system) => ({ do: 'time', ...system, name, ms })));
  order('power', 'Work the power switch of a host')
    .argument('<host>', 'the host')
    .argument('<to>', 'on, off (as `systemctl poweroff`) or mains (cut at once)', powerOf)
    .action((host: string, to: 'on' | 'off' | 'mains') => send((system) => ({ do: 'power', ...system, host, to })));
  order('renew', 'Forget what was done to a system, and start it anew')
    .argument('<system>', labSystemNames.join(', '), systemOf)
    .action((system: LabSystemName) => send(() => ({ do: 'renew', system })));
  order('stop', 'Stop the lab, or one system with --system; a start finds it as it was left').action(() =>
    send((system) => ({ do: 'stop', ...system })),
  );
  return lab;
}

function systemsOf(value: string): readonly LabSystemName[] {
  return value === 'all' ? labSystemNames : value.split(',').map(systemOf);
}

function systemOf(value: string): LabSystemName {
  return oneOf(labSystemNames, value);
}

function kindOf(value: string): 'none' | (typeof labFaultKinds)[number] {
  return oneOf(['none', ...labFaultKinds], value);
}

function powerOf(value: string): 'on' | 'off' | 'mains' {
  return oneOf(['on', 'off', 'mains'], value);
}

function oneOf<Value extends string>(known: readonly Value[], value: string): Value {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new InvalidArgumentError(`Known: ${known.join(', ')}.`);
  return found;
}

function milliseconds(value: string): number {
  if (!/^\d{1,8}$/.test(value) || Number(value) > 86_400_000) {
    throw new InvalidArgumentError('A time is 0 to 86400000 ms.');
  }
  return Number(value);
}
