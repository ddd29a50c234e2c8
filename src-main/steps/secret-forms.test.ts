import { expect, test } from 'vitest';
import { createSecretMask } from './secret-mask.ts';

const secret = `p@ss w'rd"<9>`;
const key = `-----BEGIN KEY-----\nQUJDREVGR0hJSktMTU5PUFFS\n-----END KEY-----\n`;

function masked(text: string): string {
  const mask = createSecretMask([secret, key, 'abc']);
  return Buffer.concat([mask.push(Buffer.from(text)), mask.flush()]).toString();
}

const base64 = (before: string): string => Buffer.from(`${before}${secret}!`).toString('base64');

test.each([
  ['as it stands', `x ${secret} y`, 'x •••••• y'],
  ['bash -x', String.raw`+ echo 'p@ss w'\''rd"<9>'`, "+ echo '••••••'"],
  ['dash -x', `+ echo 'p@ss w'"'"'rd"<9>'`, "+ echo '••••••'"],
  ['a URL', `?p=${encodeURIComponent(secret)}&q`, '?p=••••••&q'],
  ['a form', '?p=p%40ss+w%27rd%22%3C9%3E&q', '?p=••••••&q'],
  ['a URL in small letters', '?p=p%40ss%20w%27rd%22%3c9%3e&q', '?p=••••••&q'],
  ['JSON', JSON.stringify({ p: secret }), '{"p":"••••••"}'],
  ['XML', `<p>p@ss w'rd&quot;&lt;9&gt;</p>`, '<p>••••••</p>'],
  ['hex', Buffer.from(secret).toString('hex'), '••••••'],
  ['Base64', Buffer.from(secret).toString('base64'), '••••••g=='],
  ['a key with CRLF', `x\r\n${key.replaceAll('\n', '\r\n')}y`, 'x\r\n••••••y'],
  ['a key, indented', '  QUJDREVGR0hJSktMTU5PUFFS\n', '  ••••••\n'],
  ['a short one in Base64 would be found anywhere', Buffer.from('abc').toString('base64'), 'YWJj'],
])('a secret is masked: %s', (_, text, expected) => {
  expect(masked(text)).toBe(expected);
});

test.each([
  ['u', 'dX••••••4h'],
  ['us', 'dXN••••••IQ=='],
  ['user:', 'dXNlcjp••••••IQ=='],
])('inside Base64 behind “%s”: the characters that it shares with others stay', (before, expected) => {
  expect(masked(base64(before))).toBe(expected);
});
