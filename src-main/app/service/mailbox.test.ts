import { expect, test } from 'vitest';
import { createMailbox } from './mailbox.ts';

test('what is said while nobody listens waits for the first listener; later news reach all, in order', () => {
  const mailbox = createMailbox<string>();
  const heard: string[] = [];
  mailbox.say('a');
  const first = mailbox.on((value) => heard.push(`1 ${value}`));
  const second = mailbox.on((value) => heard.push(`2 ${value}`));
  mailbox.say('b');
  void first.dispose();
  void first.dispose();
  mailbox.say('c');
  void second.dispose();
  mailbox.say('d');
  mailbox.on((value) => heard.push(`3 ${value}`));
  expect(heard).toEqual(['1 a', '1 b', '2 b', '2 c', '3 d']);
});
