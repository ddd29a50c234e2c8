import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveSshAlias } from './ssh-alias.ts';

const canary = join(tmpdir(), `drillbook-alias-${process.pid}`);
const config = `
Include other
Host tvox-* !tvox-9
  HostName = %h.example.test
  User "dr user"
  IdentityFile ~/.ssh/a
  identityfile "~/.ssh/b c"
  ProxyJump j1,u@j2:2200
  CanonicalizeHostname yes
Match exec "touch ${canary}"
  Port 99
Host plain
  ProxyJump none
Host *
  User other
  Port 2222
  ProxyCommand nc %h
`;
const ignored = ['Include other', 'CanonicalizeHostname yes', `Match exec "touch ${canary}"`, 'ProxyCommand nc %h'];

test.each([
  [
    'tvox-1',
    {
      hostName: 'tvox-1.example.test',
      port: 2222,
      user: 'dr user',
      identityFile: ['~/.ssh/a', '~/.ssh/b c'],
      proxyJump: ['j1', 'u@j2:2200'],
      ignored,
    },
  ],
  [
    'tvox-9',
    {
      hostName: 'tvox-9',
      port: 2222,
      user: 'other',
      identityFile: [],
      proxyJump: [],
      proxyCommand: 'nc %h',
      ignored,
    },
  ],
  ['plain', { hostName: 'plain', port: 2222, user: 'other', identityFile: [], proxyJump: [], ignored }],
])('%s', (alias, expected) => {
  expect(resolveSshAlias(config, alias)).toEqual(expected);
});

test('no program of the file is started, and an empty file knows nothing', () => {
  expect([existsSync(canary), resolveSshAlias('', 'h')]).toEqual([
    false,
    { hostName: 'h', identityFile: [], proxyJump: [], ignored: [] },
  ]);
});

test('tokens are what OpenSSH makes of them; one that stands for nothing is told', () => {
  const text =
    'Host a\n  HostName %h.b%%c\n  User dr\n  IdentityFile %d/.ssh/%h_%r_%n_%p\n  ProxyJump gate-%n,%r@%h:%p\nHost odd\n  HostName %k.b';
  const { ignored: _, ...rest } = resolveSshAlias(text, 'a');
  expect([rest, resolveSshAlias(text, 'odd')]).toEqual([
    {
      hostName: 'a.b%c',
      user: 'dr',
      identityFile: ['~/.ssh/a.b%c_dr_a_22'],
      proxyJump: ['gate-a', 'dr@a.b%c:22'],
    },
    { hostName: '%k.b', identityFile: [], proxyJump: [], unknownToken: '%k', ignored: [] },
  ]);
});
