import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPageServer } from '../../../src-main/host-web/page-server.ts';

const token = 'the-token-of-this-test';
let data: string;
let server: ReturnType<typeof createPageServer>;
let at: string;
let cookie: string;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'drillbook-download-'));
  mkdirSync(join(data, 'page'));
  mkdirSync(join(data, 'runs/20261121-1/report'), { recursive: true });
  writeFileSync(join(data, 'runs/20261121-1/report/20261121-1.pdf'), '%PDF of the run');
  writeFileSync(join(data, 'runs/20261121-1/report/other.pdf'), 'not a report of ours');
  writeFileSync(join(data, 'runs/20261121-1/journal.json'), '{}');
  server = createPageServer({ folder: join(data, 'page'), runs: join(data, 'runs'), token });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  at = `http://127.0.0.1:${port}`;
  cookie = `drillbook-${port}=${token}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(data, { recursive: true, force: true });
});

async function fetched(path: string, init: RequestInit = { headers: { Cookie: cookie } }) {
  const answer = await fetch(`${at}${path}`, init);
  const body = await answer.text();
  return answer.status === 200 ? { body, kept: answer.headers.get('content-disposition') } : answer.status;
}

test('a report is fetched as a file with its name, by whoever has the cookie', async () => {
  expect(await fetched('/report/20261121-1.pdf')).toEqual({
    body: '%PDF of the run',
    kept: 'attachment; filename="20261121-1.pdf"',
  });
  const head = await fetch(`${at}/report/20261121-1.pdf`, { method: 'HEAD', headers: { Cookie: cookie } });
  expect([head.headers.get('content-type'), head.headers.get('content-length')]).toEqual(['application/pdf', '15']);
});

test('nothing else of a run is given out, and nothing to strangers', async () => {
  const paths = ['/report/20261121-1.html', '/report/other.pdf', '/report/..%2f20261121-1%2fjournal.json', '/report/'];
  expect(await Promise.all(paths.map((path) => fetched(path)))).toEqual([404, 404, 404, 404]);
  expect(await fetched('/report/20261121-1.pdf', {})).toBe(403);
});
