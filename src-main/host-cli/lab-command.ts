import { once } from 'node:events';
import { startPracticeLab } from '../app/practice-lab.ts';
import { asCalled } from './as-called.ts';
import type { ExitCode } from './exit-code.ts';
import { createScreen } from './screen.ts';
import { bold } from './terminal-text.ts';

/** `drillbook lab`: simulated hosts behind real ssh, until Ctrl+C. */
export async function labCommand(options: { readonly freePorts: boolean }): Promise<ExitCode> {
  const lab = await startPracticeLab(options.freePorts ? 'free' : 'fixed');
  const screen = createScreen({ input: process.stdin, output: process.stdout });
  try {
    screen.line(bold('The practice lab is up: simulated TVox hosts behind real ssh, on this machine only.'));
    for (const { id, address, port, user } of lab.hosts) {
      screen.line(`  ${id.padEnd(10)} ssh -i ${lab.hosts[0]?.keyFile ?? ''} -p ${port} ${user}@${address}`);
    }
    screen.line(`Inventory    ${lab.inventoryPath}`);
    screen.line(`known_hosts  ${lab.knownHostsFile}`);
    screen.line(`Hands        ${lab.pageUrl}  (the imitated OCC and the power switches)`);
    screen.line('');
    screen.line('In another terminal, to be asked everything yourself:');
    const run = ['run', 'runbooks/tvox/activation.yaml', '--inventory', lab.inventoryPath];
    screen.line(`  ${asCalled(run)}`);
    screen.line('or, with the answers of invented people, the same and:');
    screen.line('  --answers runbooks/tvox/activation.answers.yaml');
    screen.line('Ctrl+C ends the lab; what it did to its hosts is forgotten then.');
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
  } finally {
    await lab.dispose();
  }
  return 0;
}
