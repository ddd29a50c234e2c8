import { afterAll, beforeAll, expect, test } from 'vitest';
import { journalOf, patience, Practice, sentTimes } from './practice.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await Practice.open();
  practice.hurry();
});
afterAll(() => practice.dispose());

test('a node that comes back while the button is offered: STOP, nothing is pressed until it is dark again', async () => {
  const { folder, code } = await practice.activate(practice.answers('activation', { without: ['activate/press'] }));
  practice.lab.powerOn('voice-b');
  await expect.poll(() => practice.lab.state().power['voice-b'], patience).toBe('on');
  const stopped = await practice.run('resume', folder, '--answers', practice.answers('activation'));
  const { steps } = await practice.status(folder);
  expect([code, stopped.code, stopped.stdout.match(/^not taken .*/m)?.[0], steps['activate/press']?.state]).toEqual([
    3,
    3,
    expect.stringMatching(
      /^not taken {2}confirm of activate\/press: STOP: the guard isolate\/dark .*still open: Voice B/,
    ),
    'needs-person',
  ]);
  expect([practice.lab.state().client.role, sentTimes(journalOf(folder), 'activate/press-in-lab')]).toEqual([
    'standby',
    0,
  ]);

  practice.lab.powerOff('voice-b', { mains: true });
  const answers = practice.answers('activation', { without: ['reroute/carrier'] });
  const pressed = await practice.run('resume', folder, '--answers', answers);
  expect([pressed.code, practice.lab.state().client.role, practice.lab.state().splitBrain]).toEqual([
    3,
    'active',
    false,
  ]);
});
