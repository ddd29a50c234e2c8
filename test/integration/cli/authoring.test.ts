import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Place, runFolderOf, type Running } from './drillbook.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/authoring.md'), 'utf8');

let place: Place;
let lab: Running;

beforeAll(async () => {
  place = new Place();
  place.file(
    'my-ssh-config',
    'Host web-1\n  HostName 192.0.2.10\n  User dr\n  ProxyJump bastion.example.test\nHost *\n  User nobody\n',
  );
  lab = place.start('lab', '--free-ports');
  await lab.until('Ctrl+C ends the lab');
});
afterAll(async () => {
  lab.signal('SIGINT');
  await lab.ended;
  await place.dispose();
});

/** The lines of every `sh` block; a document within (`<<'END'`) stays with its command. */
function commands(): readonly string[] {
  const blocks = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text = '']) => text);
  return blocks.flatMap((block) => block.split(/\n(?=npx |sed |cat )/)).map((one) => one.trim());
}

test('every command of the guide does what the guide says, in its order', async () => {
  const [first, ...others] = commands();
  expect(first).toBe('npx drillbook lab');
  let folder = '';
  const ends: unknown[] = [];
  for (const command of others) {
    const ended = await place.typed(command.replaceAll('RUN-FOLDER', folder));
    if (command.startsWith('npx drillbook run')) folder = runFolderOf(ended.stdout);
    const wanted = command.includes('# ends with 1') ? 1 : 0;
    if (ended.code !== wanted)
      throw new Error(`${command}\nended with ${String(ended.code)}\n${ended.stdout}${ended.stderr}`);
    ends.push(command.split(' ').slice(0, 3).join(' '));
  }
  expect(ends).toEqual([
    'npx drillbook new',
    'npx drillbook validate',
    'npx drillbook plan',
    'npx drillbook run',
    'npx drillbook status',
    'npx drillbook rollback',
    'npx drillbook report',
    'npx drillbook verify',
    "sed -i 's/^",
    'npx drillbook validate',
    "sed -i 's/^",
    'npx drillbook validate',
    'npx drillbook import',
    'cat >> my-site.inventory.yaml',
    'npx drillbook plan',
  ]);
});
