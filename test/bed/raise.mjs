/**
 * `node test/bed/raise.mjs`, as root on Linux, after `npm run drillbook -- --help` has built the app: raises the bed, serves
 * the app beside it and takes lines: the name of a trouble begins it, `mend` before it ends it, `who` says who serves.
 */
import { createInterface } from 'node:readline';
import { troubles } from './bed-troubles.ts';
import { serveBed } from './served-bed.ts';
import { whyNoBed } from './why-no-bed.ts';

if (whyNoBed() !== undefined) process.exit(1);
const { bed, runbook, url, end } = await serveBed({ ttl: 60 });
const say = (...lines) => process.stdout.write(`${lines.join('\n')}\n`);

function who() {
  const { observer, ns1, ns2, ns3 } = bed.hosts;
  const page = observer.run(['curl', '-sS', '-m', '3', `http://${bed.vip}:8080/health`], { mayFail: true });
  say(`VIP ${bed.vip}: ${(page.stdout + page.stderr).trim()}`);
  for (const server of [ns1, ns2, ns3]) say(`${server.name} ${server.address}: ${bed.names.ask(server).join(' ')}`);
}

function help() {
  for (const [name, { title, until }] of Object.entries(troubles))
    say(`  ${name.padEnd(12)} ${title}${until === undefined ? '' : `; back: mend ${name}`}`);
  say('  who          who serves at the VIP, and what each name server says', '  Ctrl+C       ends everything');
}

say(`App       ${url}`, `Runbook   ${runbook} (Library, Open a file…)`, `TSIG key  ${bed.names.secret}`, 'Lines:');
help();
const lines = createInterface({ input: process.stdin });
process.once('SIGINT', () => lines.close());
for await (const line of lines) {
  const [, mend, name] = /^(mend )?(.*)$/u.exec(line.trim()) ?? [];
  const act = mend === undefined ? troubles[name]?.begin : troubles[name]?.until;
  try {
    if (act !== undefined) say(`${line.trim()}: ${act(bed) ?? 'done'}`);
    else if (name === 'who') who();
    else help();
  } catch (error) {
    // What is there already cannot be begun again: the bed goes on.
    say(String(error));
  }
}
await end();
