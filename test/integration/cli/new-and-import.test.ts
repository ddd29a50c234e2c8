import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Place } from './drillbook.ts';

let place: Place;
beforeAll(() => {
  place = new Place();
});
afterAll(() => place.dispose());

test('new asks what it needs, and says what is wrong with an answer', async () => {
  const asked = place.startOnTerminal('new');
  const answer = async (question: string, text: string): Promise<void> => {
    await asked.until(question);
    asked.type(text);
  };
  await answer('in one line?', 'Move the file service');
  await answer('For which system?', '');
  await answer('Who answers for it?', 'Ann');
  await answer('must the service be back?', 'soon');
  await asked.until('That is no duration.');
  asked.type('45m');
  await answer('On which hosts?', 'files-1');
  await asked.until('“files-1” is no host. Write it like web-1=192.0.2.10');
  asked.type('files-1=192.0.2.10 files-2=files2.example.test:2222');
  await answer('As which user', 'dr');
  await answer('With which private key?', '');
  await answer('Kinds:', 'run chek');
  await asked.until('There is no kind “chek”');
  asked.type('run check');
  const { code, stdout } = await asked.ended;
  const text = (ending: string): string =>
    readFileSync(join(place.folder, `move-the-file-service${ending}.yaml`), 'utf8');
  expect([code, stdout.includes('Written, and valid as it is:')]).toEqual([0, true]);
  expect(text('')).toMatch(/^objectives:\n {2}rto: "45m"\n {2}clock: \{ from: before\/reachable, to: change\/act \}$/m);
  expect(text('.inventory')).toContain('server: [files-1, files-2]');
  expect(text('.inventory')).toContain('    port: 2222\n    ports: { 22: 2222 }\n    user: "dr"\n');
});

test('without a person new takes flags, and says which one is missing or wrong', async () => {
  const flags = ['--title', 'T', '--host', 'a=192.0.2.1'];
  const ends = [
    await place.run('new', 'x.yaml'),
    await place.run('new', 'x.yaml', ...flags, '--rto', 'soon'),
    await place.run('new', 'x.yaml', ...flags, '--steps', 'runn'),
    await place.run('new', 'x.yaml', '--title', 'T', '--lab'),
    await place.run('new', '???.yaml', ...flags),
    await place.run('new', 'x.yaml', ...flags),
    await place.run('new', 'x.yaml', ...flags),
  ];
  expect(ends.map(({ code, stderr }) => [code, stderr.split('\n')[0]?.replaceAll(place.folder, '…')])).toEqual([
    [2, 'drillbook: --title is missing: What does it do, in one line? Nobody can be asked here.'],
    [2, 'drillbook: --rto "soon": That is no duration. Write it like 90s, 45m or 1h30m.'],
    [2, expect.stringMatching(/^drillbook: --steps "runn": There is no kind “runn”.*Kinds: check, run/) as string],
    [2, expect.stringContaining('start it first, `drillbook lab --system tvox`') as string],
    [2, 'drillbook: “???” gives no name for files: name the file, such as restart-web.yaml.'],
    [0, ''],
    [2, 'drillbook: …/x.yaml is there already: choose another name, or move it away'],
  ]);
});

const config = `Host bastion
  HostName 203.0.113.5
  User jump
Host web-1 web-2.example.test
  HostName %h.internal
  Port 2222
  ProxyJump bastion
Host db
  HostName 10.0.0.5
  ProxyJump bastion,ops@[2001:db8::1]:2200
  IdentityFile ~/.ssh/%n
  IdentityFile ~/.ssh/other
Host strange
  HostName %k.example.test
Host *.lab !odd
  User lab
Match exec "true"
  User odd
  Include other.conf
Host *
  User dr
`;

test('an ssh configuration becomes an inventory; jumps are chains of hosts, and what was left out is said', async () => {
  place.file('ssh-config', config);
  const { code, stdout } = await place.run('import', 'ssh-config', 'ssh-config', '--out', 'site.inventory.yaml');
  expect([code, readFileSync(join(place.folder, 'site.inventory.yaml'), 'utf8')]).toEqual([
    0,
    `# Made by \`drillbook import ssh-config\` of ssh-config. Host keys are checked against known_hosts.
drillbook: 1
kind: inventory
id: site
hosts:
  bastion: { address: "203.0.113.5", user: "jump" }
  web-1: { address: "web-1.internal", port: 2222, user: "dr", jump: bastion }
  web-2-example-test: { name: "web-2.example.test", address: "web-2.example.test.internal", port: 2222, user: "dr", jump: bastion }
  db: { address: "10.0.0.5", user: "dr", auth: { key: "~/.ssh/db" }, jump: jump-2001-db8-1 }
  jump-2001-db8-1: { name: "ops@[2001:db8::1]:2200", address: "2001:db8::1", port: 2200, user: "ops", jump: bastion }
`,
  ]);
  const said = stdout.split('\n').flatMap((line) => (line.startsWith('  ') ? [line.trim()] : []));
  expect(said.slice(0, 7)).toEqual([
    'Host *.lab: a pattern names no machine; what it sets holds for its hosts',
    'Host !odd: an exception, not a host',
    'Match exec true: what it says holds only while one connects',
    'Include other.conf: import that file by itself',
    'Host *: a pattern names no machine; what it sets holds for its hosts',
    'strange: its HostName holds %k, which stands for nothing there; ssh refuses it too',
    'db: only the first of its keys is used, ~/.ssh/db',
  ]);
});

test('what cannot be imported is told', async () => {
  place.file('patterns', 'Host *\n  User dr\n');
  const ends = [
    await place.run('import', 'ssh-config', 'patterns', '--out', 'p.yaml'),
    await place.run('import', 'ssh-config', 'gone', '--out', 'p.yaml'),
    await place.run('import', 'ssh-config', 'ssh-config', '--out', 'site.inventory.yaml'),
    await place.run('import', 'ssh-config', 'ssh-config', '--out', '#.yaml'),
  ];
  expect(ends.map(({ code, stderr }) => [code, stderr.split('\n')[0]])).toEqual([
    [2, 'drillbook: patterns names no host: lines such as `Host web-1` are read, patterns are not.'],
    [2, expect.stringContaining('gone cannot be read') as string],
    [2, 'drillbook: site.inventory.yaml is there already: choose another name with --out, and compare.'],
    [2, 'drillbook: “” cannot be the id of an inventory: give one as --id my-site.'],
  ]);
});
