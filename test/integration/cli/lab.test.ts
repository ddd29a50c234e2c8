import { afterAll, beforeAll, expect, test } from 'vitest';
import { Place, type Running } from './drillbook.ts';

let place: Place;
let lab: Running;

beforeAll(async () => {
  place = new Place();
  lab = place.start('lab', '--free-ports', '--system', 'tvox,wazo');
  await lab.until('Ctrl+C ends the lab');
});
afterAll(async () => {
  lab.signal('SIGINT');
  await lab.ended;
  await place.dispose();
});

test('orders from another terminal: done, seen in the state, refused with what is known', async () => {
  const said = async (...words: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await place.run('lab', ...words);
    return `${String(code)} ${(stdout || stderr).split('\n')[0] ?? ''}`;
  };
  const seen = [
    await said('do', 'name', 'client'),
    await said('fault', 'voice-a', 'slow', '30'),
    await said('time', 'phonesMs', '10'),
    await said('--system', 'tvox', 'power', 'voice-b', 'mains'),
    await said('do', 'nonsense'),
    await said('fault', 'voice-a', 'nonsense'),
    await said('time', 'phonesMs', 'soon'),
  ];
  const { stdout } = await place.run('lab', 'state', '--system', 'tvox', '--format', 'json');
  const [tvox, ...others] = JSON.parse(stdout) as readonly {
    readonly hosts: readonly { readonly id: string; readonly power?: string; readonly fault?: unknown }[];
  }[];
  expect([seen, tvox?.hosts.slice(0, 2).map(({ id, power, fault }) => [id, power, fault]), others]).toEqual([
    [
      '0 voice.practice.test now points at voice-c',
      '0 voice-a: slow',
      '0 phonesMs of TVox: 10 ms',
      '0 voice-b: mains cut',
      '1 drillbook: No system of this lab knows the action “nonsense”; these run: tvox, wazo',
      expect.stringMatching(/^2 error: command-argument value 'nonsense' is invalid.*Known: none, refuse/),
      expect.stringMatching(/^2 error: .*A time is 0 to 86400000 ms/),
    ],
    [
      ['voice-a', 'on', { kind: 'slow', value: '30' }],
      ['voice-b', 'off', undefined],
    ],
    [],
  ]);
});

test('stopped from another terminal, it ends; then nobody is there to ask', async () => {
  const stopped = await place.run('lab', 'stop');
  const { code, stdout } = await lab.ended;
  // What it tells to type works from this folder, which is not the checkout.
  const told = stdout.match(/(?<=drillbook run |--answers )\S+/g) ?? [];
  expect([told.length, (await place.run('validate', ...told)).code]).toEqual([4, 0]);
  const { stderr, code: refused } = await place.run('lab', 'state');
  expect([stopped.stdout, code, refused, stderr.split('\n')[0]]).toEqual([
    'stopped: tvox, wazo\n',
    0,
    1,
    expect.stringMatching(/^drillbook: No practice lab of yours runs: start it with (npx )?drillbook lab\.$/),
  ]);
});
