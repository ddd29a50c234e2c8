import { expect, test } from 'vitest';
import { isUnreachable } from '../../src-shared/base/is-unreachable.ts';
import { tcpError } from './ssh-error.ts';

// What is owed when a host does not answer must not be owed because this machine could not even try.
test.each([
  ['ECONNREFUSED', true],
  ['ETIMEDOUT', true],
  ['EHOSTUNREACH', true],
  ['EMFILE', false],
  ['ENFILE', false],
  ['ENOBUFS', false],
  ['EADDRNOTAVAIL', false],
])('%s: the host does not answer: %s', (code, expected) => {
  expect(isUnreachable(tcpError('A', Object.assign(new Error(code), { code })))).toBe(expected);
});
