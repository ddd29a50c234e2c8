import { Command, CommanderError, Help, InvalidArgumentError, Option } from 'commander';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { remedies } from '../../src-shared/base/error-codes.ts';
import { version } from '../app/version.ts';
import { asCalled } from './as-called.ts';
import type { ExitCode } from './exit-code.ts';
import { addLabCommands } from './lab-program.ts';
import type { ImportOptions } from './import-command.ts';
import type { NewOptions } from './new-command.ts';
import type { PlanOptions } from './plan-command.ts';
import type { ReportOptions } from './report-command.ts';
import type { ResumeOptions } from './resume-command.ts';
import type { RunOptions } from './run-command.ts';
import type { ServeOptions } from './serve-command.ts';

/**
 * The `drillbook` command. Each command loads its own part when it is called: help and validation must not wait for
 * ssh and PDF libraries.
 */
const program = new Command('drillbook')
  .description('Runs disaster-recovery runbooks over SSH, takes verdicts and sign-offs, and proves what was done.')
  .version(version, '--version', 'print the version')
  .helpOption('-h, --help', 'show this help')
  // That a list is empty and a switch is off says nothing.
  .configureHelp({
    optionDescription: (option) => new Help().optionDescription(option).replace(/ \(default: (\[\]|false)\)$/, ''),
  })
  .showHelpAfterError('(drillbook help <command> tells more, with an example)')
  .exitOverride()
  .addHelpText(
    'after',
    `
Exit status: 0 done, 1 failed or does not hold, 2 wrong usage, 3 waits for people or owes something,
4 an unknown is undecided. Ctrl+C first pauses a run, then stops what runs.

First time? ${asCalled(['lab'])}, then follow what it says.`,
  );

const list = (value: string, before: readonly string[]): readonly string[] => [...before, value];
const commas = (value: string, before: readonly string[]): readonly string[] => [...before, ...value.split(',')];
const wholeNumber = (value: string): number => {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new InvalidArgumentError('A port is 0 to 65535.');
  return Number(value);
};
const ends = (code: Promise<ExitCode>): Promise<void> =>
  code.then((value) => {
    process.exitCode = value;
  });
const format = (...choices: readonly string[]): Option =>
  new Option('--format <format>', 'how to print').choices(choices).default(choices[0]);
const example = (command: Command, text: string): Command => command.addHelpText('after', `\nExample:\n  ${text}`);

/** Options of every command that connects to hosts. */
function connecting(command: Command): Command {
  return command
    .option('--answers <file>', 'a file that answers for people; what it does not cover stays open')
    .option('--secret <name=@file>', 'a secret from a file, or NAME=- from standard input (repeatable)', list, [])
    .option('--accept-new-host-keys', 'record host keys at first sight; a changed key is never accepted', false)
    .option('--no-seal', 'leave the run open when it is done')
    .addOption(format('text', 'jsonl'));
}

example(
  program
    .command('new')
    .description('Write a first runbook with its inventory and answers, valid as they are: asks, or takes the flags')
    .argument('[file]', 'where the runbook goes; its inventory and answers go beside it')
    .option('--title <text>', 'what it does, in one line')
    .option('--system <name>', 'for which system')
    .option('--owner <name>', 'who answers for it')
    .option('--rto <duration>', 'within what time the service must be back, such as 30m')
    .option('--host <id=address>', 'a host, with :port where sshd is elsewhere (repeatable)', list, [])
    .option('--user <name>', 'as whom one logs in there')
    .option('--key <file>', 'the private key for it')
    .option('--steps <kinds>', 'step kinds to begin with, such as check,run,manual,test')
    .option('--lab', 'on a host of the practice lab of this machine, which must be up', false)
    .action((file: string | undefined, options: NewOptions) =>
      ends(import('./new-command.ts').then((it) => it.newCommand(file, options))),
    ),
  'drillbook new restart-web.yaml --title "Restart the web service" --host web-1=192.0.2.10 --user dr',
);

const imports = program.command('import').description('Make an inventory of what this machine knows already');
example(
  imports
    .command('ssh-config')
    .description('An inventory of the hosts in an OpenSSH client configuration')
    .argument('[file]', 'the configuration (default: ~/.ssh/config)')
    .requiredOption('--out <file>', 'where the inventory goes')
    .option('--id <id>', 'its id (default: from the name of the file)')
    .action((file: string | undefined, options: ImportOptions) =>
      ends(import('./import-command.ts').then((it) => it.importSshConfig(file, options))),
    ),
  'drillbook import ssh-config --out site.inventory.yaml',
);

example(
  program
    .command('validate')
    .description('Say everything that is wrong with runbooks, inventories and answers files, and where')
    .argument('<file...>', 'the files')
    .addOption(format('text', 'json'))
    .action((files: string[], options: { format: 'text' | 'json' }) =>
      ends(import('./validate-command.ts').then((it) => it.validateCommand(files, options.format))),
    ),
  'drillbook validate activation.yaml site.inventory.yaml',
);

example(
  program
    .command('plan')
    .description('Show who does what where, with the very scripts; nothing is contacted')
    .argument('<runbook>', 'the runbook')
    .requiredOption('--inventory <file>', 'the hosts')
    .option('--set <name=value>', 'a parameter (repeatable)', list, [])
    .option('--out <file>', 'where the PDF goes (default: plan.pdf)')
    .addOption(format('text', 'json', 'dot', 'pdf'))
    .addOption(new Option('--lang <lang>', 'language of the PDF').choices(['en', 'it']).default('en'))
    .action((runbook: string, options: PlanOptions) =>
      ends(import('./plan-command.ts').then((it) => it.planCommand(runbook, options))),
    ),
  'drillbook plan activation.yaml --inventory site.inventory.yaml --set client_ip=192.0.2.21 --format pdf',
);

example(
  connecting(
    program
      .command('run')
      .description('Run a runbook: preflight, approval, then every step, its people and its forms')
      .argument('<runbook>', 'the runbook')
      .requiredOption('--inventory <file>', 'the hosts')
      .addOption(
        new Option('--mode <mode>', 'obligatory unless the inventory is for practice').choices(['live', 'rehearsal']),
      )
      .option('--set <name=value>', 'a parameter (repeatable)', list, [])
      .option(
        '--about <name=value>',
        'for the cover: customer, site, change, occasion, window.from, window.to, zone',
        list,
        [],
      )
      .option('--runs <dir>', 'where run folders are made (default: runs/ in the data folder, which `doctor` names)')
      .option('--yes', 'approve the plan yourself; printed as self-approved', false)
      .option('--allow-destructive <host,…>', 'hosts on which a rehearsal really runs destructive steps', commas, [])
      .option('--follow <dir>', 'a new run of what this sealed one left open'),
  ).action((runbook: string, options: RunOptions) =>
    ends(import('./run-command.ts').then((it) => it.runCommand(runbook, options))),
  ),
  'drillbook run activation.yaml --inventory site.inventory.yaml --mode rehearsal --about customer="Example Ltd" --yes',
);

example(
  connecting(
    program
      .command('resume')
      .description('Go on with a run that waits, was paused, or was cut off')
      .argument('<dir>', 'the run folder')
      .option('--yes', 'approve the plan yourself, where that is still open', false),
  ).action((folder: string, options: ResumeOptions) =>
    ends(import('./resume-command.ts').then((it) => it.resumeCommand(folder, options))),
  ),
  'drillbook resume runs/20261121T010000Z-activation-1a2b --answers people.yaml',
);

example(
  connecting(
    program
      .command('rollback')
      .description('Show what would be undone, newest first, and undo it')
      .argument('<dir>', 'the run folder')
      .option('--yes', 'do not ask before the first step', false),
  ).action((folder: string, options: ResumeOptions) =>
    ends(import('./resume-command.ts').then((it) => it.rollbackCommand(folder, options))),
  ),
  'drillbook rollback runs/20261121T010000Z-activation-1a2b --yes',
);

example(
  program
    .command('note')
    .description(
      'Add a note to a run that is not sealed; to one that is under way, its operator types it at a question',
    )
    .argument('<dir>', 'the run folder')
    .argument('<text>', 'what happened')
    .option('--by <name>', 'who says so (default: your login name)')
    .option('--at <time>', 'when it happened, if not now; without an offset in the zone of the run')
    .action((folder: string, text: string, options: { by?: string; at?: string }) =>
      ends(import('./note-command.ts').then((it) => it.noteCommand(folder, text, options))),
    ),
  'drillbook note runs/20261121T010000Z-activation-1a2b "Carrier called back" --at 2026-11-21T02:14+01:00',
);

example(
  program
    .command('status')
    .description('Say where a run stands and what it waits for; also while it is being run')
    .argument('<dir>', 'the run folder')
    .addOption(format('text', 'json'))
    .action((folder: string, options: { format: 'text' | 'json' }) =>
      ends(import('./status-command.ts').then((it) => it.statusCommand(folder, options.format))),
    ),
  'drillbook status runs/20261121T010000Z-activation-1a2b --format json',
);

example(
  program
    .command('seal')
    .description('End the record of a run that has ended; nothing can be added afterwards')
    .argument('<dir>', 'the run folder')
    .action((folder: string) => ends(import('./seal-command.ts').then((it) => it.sealCommand(folder)))),
  'drillbook seal runs/20261121T010000Z-activation-1a2b',
);

example(
  program
    .command('report')
    .description('Write the report of a run, also of an aborted one; a PDF is signed and carries the whole record')
    .argument('<dir>', 'the run folder')
    .option('--out <file>', 'where it goes (default: report/ in the run folder)')
    .addOption(format('pdf', 'html', 'json', 'junit'))
    .addOption(new Option('--lang <lang>', 'language').choices(['en', 'it']).default('en'))
    .action((folder: string, options: ReportOptions) =>
      ends(import('./report-command.ts').then((it) => it.reportCommand(folder, options))),
    ),
  'drillbook report runs/20261121T010000Z-activation-1a2b --out acceptance.pdf --lang it',
);

example(
  program
    .command('verify')
    .description('Say whether a report, a bundle or a run folder holds, and what is the first thing that does not')
    .argument('<path>', 'a PDF, a bundle or a run folder')
    .option('--signer <fingerprint>', 'the signer it must come from; without it only consistency is proven')
    .addOption(format('text', 'json'))
    .action((path: string, options: { signer?: string; format: 'text' | 'json' }) =>
      ends(import('./verify-command.ts').then((it) => it.verifyCommand(path, options))),
    ),
  'drillbook verify acceptance.pdf --signer 5f:0c:…',
);

example(addLabCommands(program, ends), 'drillbook lab --system tvox,genesys');

example(
  program
    .command('doctor')
    .description('Look at this machine: what would keep a run from working')
    .action(() => ends(import('./doctor-command.ts').then((it) => it.doctorCommand()))),
  'drillbook doctor',
);

example(
  program
    .command('serve')
    .description('Serve the app to a browser of this machine, until Ctrl+C')
    .option('--port <number>', 'the port on 127.0.0.1; 0: any free one', wholeNumber, 7467)
    .option('--open', 'open the browser', false)
    .action((options: ServeOptions) => ends(import('./serve-command.ts').then((it) => it.serveCommand(options)))),
  'drillbook serve --open',
);

/** What went wrong, and how to mend it. A file that cannot be opened is wrong usage, a fault of its content is not. */
function failed(thrown: unknown): void {
  if (thrown instanceof CommanderError) {
    // Help and version were asked for and printed; anything else commander has explained.
    process.exitCode = thrown.exitCode === 0 ? 0 : 2;
    return;
  }
  const known = thrown instanceof DrillError;
  process.stderr.write(`drillbook: ${messageOf(thrown)}\n`);
  if (known) process.stderr.write(`  ${remedies[thrown.code]} (${thrown.code})\n`);
  else if (thrown instanceof Error) process.stderr.write(`${thrown.stack ?? ''}\n`);
  process.exitCode = known && (thrown.code.startsWith('usage.') || thrown.code.startsWith('file.')) ? 2 : 1;
}

// The reader may go away (`| head`), or its disk be full: the run must not end with it. Only the second is a failure,
// since somebody would take half an answer for the whole.
process.stderr.on('error', () => undefined);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.once('exit', (code) => {
    process.stderr.write(`drillbook: not all of the output could be written: ${error.message}\n`);
    if (code === 0) process.exitCode = 1;
  });
});
await program.parseAsync().catch(failed);
