import { spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPrimary, whyNoBind, type BindServer } from '../steps/bind-server.ts';
import { startSip, type SipServer } from '../steps/sip-server.ts';
import { createSite, stepId, type Site } from './site.ts';

/** The hosts are this machine: what they look with has to be here. */
function whyNoTools(): string | undefined {
  const missing = ['curl', 'sipsak', 'ping'].filter((one) => spawnSync('sh', ['-c', `command -v ${one}`]).status !== 0);
  if (missing.length === 0) return whyNoBind();
  const why = `${missing.join(' and ')} not installed: apt-get install curl sipsak iputils-ping`;
  process.stderr.write(`Skipped: checks from a host: ${why}\n`);
  return why;
}

describe.skipIf(whyNoTools() !== undefined)('checks from a host, over a real sshd', () => {
  let site: Site;
  let bind: BindServer;
  let sip: SipServer;
  let web: Server;
  beforeAll(async () => {
    bind = await startPrimary(['voice 60 IN A 192.0.2.10']);
    sip = await startSip('udp', {});
    web = createServer((_, response) => response.end('ready'));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    site = await createSite();
  });
  afterAll(async () => {
    await site.dispose();
    await new Promise((resolve) => web.close(resolve));
    await sip.stop();
    await bind.stop();
  });

  test('each kind looks from there by what the host has', async () => {
    const { port } = web.address() as AddressInfo;
    const checks = {
      dns: `{ dns: { from: one, name: voice.example.test, resolvers: "127.0.0.1:${bind.port}", equals: 192.0.2.10 } }`,
      http: `{ http: { from: one, url: "http://moved.test:${port}/", to: 127.0.0.1, contains: ready } }`,
      sip: `{ sip: { from: one, to: 127.0.0.1, port: ${sip.port} } }`,
      ping: '{ ping: { from: one, to: 127.0.0.1 } }',
    };
    const steps = Object.entries(checks).map(([id, check]) => `      - { id: ${id}, title: ${id}, check: ${check} }\n`);
    const run = await site.start(`  - id: look\n    title: Look\n    steps:\n${steps.join('')}`);
    const whys = Object.keys(checks).map((id) =>
      (run.state.steps.get(stepId(`look/${id}`))?.why ?? '')
        .replaceAll(/:\d{4,5}/gu, '')
        .replace(/ after [\d.]+ ms/u, ''),
    );
    expect([run.state.outcome, whys]).toEqual([
      'completed',
      [
        '127.0.0.1 from a says 192.0.2.10 (TTL 60 s)',
        'http://moved.test/ at 127.0.0.1 from a answers 200',
        '127.0.0.1 by UDP from a answers 200 OK',
        '127.0.0.1 from a answers',
      ],
    ]);
    await run.close();
  });
});
