import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { judgeKey, keyFingerprint, knownHostName, linesFor, parseKnownHosts } from './known-hosts.ts';

function publicKey(seed: string): Buffer {
  const algorithm = Buffer.from('ssh-ed25519');
  const length = Buffer.from([0, 0, 0, algorithm.length]);
  return Buffer.concat([length, algorithm, Buffer.from([0, 0, 0, 32]), Buffer.alloc(32, seed)]);
}

const a = publicKey('a').toString('base64');
const b = publicKey('b').toString('base64');
const salt = Buffer.alloc(20, 7);
const hashed = `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update('[h.test]:2222').digest('base64')}`;

test.each([
  ['plain', `h.test ssh-ed25519 ${a} comment`, 'H.test', 22, 'known'],
  ['one of several names', `x,h.test,10.0.0.1 ssh-ed25519 ${a}`, '10.0.0.1', 22, 'known'],
  ['tabs and CR LF', `h.test\tssh-ed25519\t${a}\r`, 'h.test', 22, 'known'],
  ['another port needs its own entry', `h.test ssh-ed25519 ${a}`, 'h.test', 2222, 'unknown'],
  ['a port', `[h.test]:2222 ssh-ed25519 ${a}`, 'h.test', 2222, 'known'],
  ['hashed with a port', `${hashed} ssh-ed25519 ${a}`, 'h.test', 2222, 'known'],
  ['hashed, another host', `${hashed} ssh-ed25519 ${a}`, 'i.test', 2222, 'unknown'],
  ['wildcards', `10.0.?.* ssh-ed25519 ${a}`, '10.0.1.22', 22, 'known'],
  ['a negation wins, wherever it stands', `*.test,!h.test ssh-ed25519 ${a}`, 'h.test', 22, 'unknown'],
  ['changed', `h.test ssh-ed25519 ${b}`, 'h.test', 22, 'changed'],
  ['two keys, one fits', `h.test ssh-ed25519 ${b}\nh.test ssh-ed25519 ${a}`, 'h.test', 22, 'known'],
  ['revoked goes before known', `h.test ssh-ed25519 ${a}\n@revoked * ssh-ed25519 ${a}`, 'h.test', 22, 'revoked'],
  ['another key revoked', `h.test ssh-ed25519 ${a}\n@revoked * ssh-ed25519 ${b}`, 'h.test', 22, 'known'],
  ['only another key revoked', `@revoked * ssh-ed25519 ${b}`, 'h.test', 22, 'unknown'],
  [
    'a certificate authority is not downgraded',
    `h.test ssh-ed25519 ${a}\n@cert-authority *.test ssh-ed25519 ${b}`,
    'h.test',
    22,
    'certificate',
  ],
  [
    'comments, bad lines, an unknown marker',
    `# x\n\nh.test\nh.test ssh-rsa ${a}\n@other h.test ssh-ed25519 ${a}`,
    'h.test',
    22,
    'unknown',
  ],
])('%s', (_name, text, address, port, expected) => {
  const lines = linesFor(parseKnownHosts(text, 'known_hosts'), knownHostName(address, port));
  expect(judgeKey(lines, publicKey('a')).kind).toBe(expected);
});

test('a fingerprint reads as OpenSSH prints it', () => {
  expect(keyFingerprint(Buffer.from('x'))).toBe('SHA256:LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE');
});
