import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { validate } from '../../../src-main/app/validate.ts';
import { loadPlan } from '../../../src-main/app/load-plan.ts';
import { stepLines } from '../../../src-shared/plan/step-text.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'drillbook-deeds-'));
  mkdirSync(join(folder, 'files'));
  writeFileSync(join(folder, 'files/peer.conf'), 'peer\n');
  writeFileSync(join(folder, 'files/large.bin'), Buffer.alloc(16 * 1024 * 1024 + 1));
  const host = (id: string, number: number): string =>
    `  ${id}: { name: Host ${id}, address: 192.0.2.${number}, user: dr, ports: { 587: 40587 } }\n`;
  const head = 'drillbook: 1\nkind: inventory\nid: i\nhosts:\n';
  writeFileSync(
    join(folder, 'i.yaml'),
    `${head}${host('a', 1)}${host('b', 2)}bindings: { r: { one: a, two: [a, b] } }\n`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function planned(step: string): Promise<readonly string[]> {
  const runbook = join(folder, 'r.yaml');
  const parameters = 'parameters: { pw: { type: secret, title: P }, dir: { type: string, default: /etc } }';
  const targets = 'targets: { one: { hosts: 1 }, two: { hosts: 2 } }';
  const head = `drillbook: 1\nid: r\ntitle: R\nversion: "1"\n${parameters}\n${targets}\n`;
  writeFileSync(runbook, `${head}phases:\n  - id: p\n    steps:\n      - { id: s, title: S, ${step} }\n`);
  const request = { runbook, inventory: join(folder, 'i.yaml'), set: {}, secrets: new Set(['pw']) };
  const result = await loadPlan(request);
  if (!result.ok) return result.problems.map(({ code, message }) => `${code}: ${message.replaceAll(folder, '…')}`);
  const [first] = result.plan.steps;
  return first === undefined
    ? []
    : stepLines(first, result.plan)
        .slice(1)
        .map((line) => line.trim());
}

const undo = 'undo: { restore: true }';

test('a copy is approved to the last character: file and hash, path, mode, what it becomes on each host', async () => {
  expect([
    await planned(
      `on: one, copy: { upload: { from: files/peer.conf, to: "{{ params.dir }}/peer", mode: "640", sudo: true } }, ${undo}`,
    ),
    await planned(
      `on: two, copy: { edit: { path: "/etc/{{ host.id }}", replace: "x", with: "{{ params.pw }}" } }, ${undo}`,
    ),
    await planned('on: one, copy: { download: { from: /var/log/x } }'),
  ]).toEqual([
    [
      'uploads files/peer.conf to /etc/peer on a',
      'as root, by sudo',
      '5 bytes, SHA-256 c8f00b2a94bd319b3bcf58418dd803601291e4b54d41d984dff2d167753ff7d3',
      'mode 0640',
      'shows the difference first; the old file stays as <path>.drillbook-<run>-<step>-<attempt>',
      'timeout 10m',
      'undo: puts back what this step found, where it changed it',
    ],
    [
      'changes the path of each host on a, b',
      'a: /etc/a',
      'b: /etc/b',
      'every match of x becomes secret pw',
      'shows the difference first; the old file stays as <path>.drillbook-<run>-<step>-<attempt>',
      'timeout 10m',
      'undo: puts back what this step found, where it changed it',
    ],
    ['takes /var/log/x of a as evidence', 'timeout 10m'],
  ]);
});

test('a message is approved with its server and every text of it', async () => {
  expect([
    await planned(
      'notify: { mail: { server: one, from: d@x.test, to: [a@x.test, b@x.test], subject: "On {{ run.id }}", text: "Two\\nlines", user: u, password: pw } }',
    ),
    await planned('notify: { webhook: { url: "{{ params.pw }}", text: T, header: { name: X-Key, secret: pw } } }'),
    await planned('notify: { syslog: { server: "[2001:db8::1]", transport: tls, text: T } }'),
    await planned(
      'notify: { snmp: { to: "192.0.2.61:1162", oid: .1.3.6.1, inform: true, text: T, v3: { user: u, auth: pw, privacy: pw, hash: sha256 } } }',
    ),
  ]).toEqual([
    [
      'mail by a:587 (STARTTLS)',
      'from: d@x.test',
      'to: a@x.test, b@x.test',
      'subject: On {{ run.id }} (when the step is ready)',
      'text: Two',
      'lines',
      'user: u',
      'password: secret pw',
      'in a rehearsal it begins with [rehearsal]',
    ],
    ['posts to secret pw', 'X-Key: secret pw', 'text: T', 'in a rehearsal it begins with [rehearsal]'],
    ['syslog to [2001:db8::1]:6514 by TLS, local0.notice', 'text: T', 'in a rehearsal it begins with [rehearsal]'],
    [
      'SNMP v3 (u, SHA256, AES) trap 1.3.6.1 to 192.0.2.61:1162',
      'asks for a receipt',
      'text: T',
      'authentication key: secret pw',
      'privacy key: secret pw',
      'in a rehearsal it begins with [rehearsal]',
    ],
  ]);
});

const faults: readonly (readonly [step: string, told: string])[] = [
  [
    'on: one, copy: { upload: { from: files/gone, to: /x } }',
    'plan.file-unreadable: files/gone: there is no such file beside the runbook (…/files/gone)',
  ],
  ['on: one, copy: { upload: { from: files, to: /x } }', 'plan.file-unreadable: files: it is no plain file'],
  [
    'on: one, copy: { upload: { from: files/large.bin, to: /x } }',
    'plan.file-unreadable: files/large.bin: it has 16777217 bytes, and a copy at most 16777216',
  ],
  [
    'on: one, copy: { upload: { from: ../x, to: /x } }',
    'runbook.value: `../x` leads out of the runbook’s folder: who is given the runbook would not have the file',
  ],
  [
    'on: one, copy: { upload: { from: /x, to: /x } }',
    'runbook.value: `/x` is no path beside the runbook: put the file into the runbook’s folder and write its path from there',
  ],
  [
    'on: one, copy: { upload: { from: "{{ params.dir }}", to: /x } }',
    'runbook.value: `{{ params.dir }}` holds a template: which file is uploaded is fixed when the runbook is written',
  ],
  [
    'on: one, copy: { upload: { from: files/peer.conf, to: /etc/ } }',
    'plan.value-invalid: "/etc/" names no file: write the whole path, the file’s name included.',
  ],
  [
    'on: one, copy: { download: { from: ~/x } }',
    'plan.value-invalid: "~/x" begins with `~`, which only a shell knows: a path without / begins in the home folder.',
  ],
  [
    'on: one, copy: { edit: { path: /x, replace: "(?=x)", with: y } }',
    'runbook.pattern: `(?=x)` is no RE2 pattern: it looks ahead or behind, RE2 has none, so that no pattern can hang the run; match more and `capture` what you need',
  ],
  [
    'on: one, copy: { edit: { path: /x, replace: x, with: "a {{ params.pw }}" } }',
    'runbook.secret: The secret `pw` must stand alone: `{{ params.pw }}`, nothing around it',
  ],
  [
    'on: one, copy: { edit: { path: "/{{ params.pw }}", replace: x, with: y } }',
    'runbook.secret: The secret `pw` is named outside of `env` and credentials: here it would be seen',
  ],
  [
    'notify: { syslog: { server: "x y", text: T } }',
    'plan.value-invalid: "x y" is no server. Name a target, or write an address like mail.example.test:587 or [2001:db8::25]:587.',
  ],
  [
    'notify: { syslog: { server: two, text: T } }',
    'plan.value-invalid: "two" stands for 2 hosts, and one server is meant. Name a target of one host.',
  ],
  [
    'notify: { webhook: { url: "ftp://x", text: T } }',
    'plan.value-invalid: "ftp://x" is no URL to post to. Write it like https://hooks.example.test/dr.',
  ],
  [
    'notify: { webhook: { url: "http://x.test/", text: T, bearer: dir } }',
    'runbook.unknown-name: There is no parameter `dir` of type `secret`; there is `pw`',
  ],
  [
    'destructive: true, undo: { none: N }, notify: { webhook: { url: "http://x.test/", text: T } }',
    'runbook.misplaced-key: `p/s` is a `notify`, which destroys nothing: take `destructive` out; `mode: live` keeps it from rehearsals',
  ],
  [
    'notify: { mail: { server: m, security: none, user: u, password: pw, from: f, to: t, subject: s, text: T } }',
    'runbook.secret: With `security: none` the password could be read on the way: use `starttls` or `tls`, or no `user`',
  ],
  [
    'notify: { mail: { server: m, user: u, from: f, to: t, subject: s, text: T } }',
    'schema.missing-key: `user` without `password`: a login needs both, and a server that asks for none neither',
  ],
];

test('a copy that nothing takes back is hinted at, with the line that would', async () => {
  await planned('on: one, copy: { edit: { path: /x, replace: x, with: y } }');
  const told = await validate([join(folder, 'r.yaml')]);
  expect(told.flatMap(({ code, message }) => (code === 'hint.no-undo' ? [message] : []))).toEqual([
    '`p/s` has no `undo`: a rollback will show it as not undone; `undo: { restore: true }` puts back what was there',
  ]);
});

test.each(faults)('%s is refused', async (step, told) => {
  expect(await planned(step)).toEqual([told]);
});
