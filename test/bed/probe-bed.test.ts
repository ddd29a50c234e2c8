import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WorldCheck } from '../../src-shared/plan/world-check.ts';
import { watchAnswers, type AnswerWatch, type Gap } from './answer-watch.ts';
import { startBed, type Bed } from './bed.ts';
import { apart, measureProbe } from './measured-probe.ts';
import { untilTrue } from './namespace-host.ts';
import { httpPort } from './voice-service.ts';
import { whyNoBed } from './why-no-bed.ts';

const noBed = whyNoBed() !== undefined;
let bed: Bed;
beforeAll(async () => {
  if (!noBed) bed = await startBed();
});
afterAll(() => (noBed ? undefined : bed.end()));

const askPort = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(httpPort, address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });

/** One ping that goes on, 20 requests a second, by the times that it prints itself. */
function watchPings(address: string): AnswerWatch {
  const ping = spawn('ping', ['-n', '-D', '-i', '0.05', address], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  ping.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const answers = (): readonly number[] =>
    [...said.matchAll(/^\[([\d.]+)\] \d+ bytes from/gm)].map(([, seconds]) => Number(seconds) * 1000);
  return {
    silentMs: () => Date.now() - (answers().at(-1) ?? 0),
    end: () => {
      ping.kill();
      const all = answers();
      return all.flatMap((toMs, at): readonly Gap[] => {
        const fromMs = (all[at - 1] ?? toMs) + 50;
        return toMs - fromMs > 500 ? [{ fromMs, toMs }] : [];
      });
    },
  };
}

test.skipIf(noBed)(
  'RUN-63: a host whose cable is pulled, twice: port, page and ping agree with independent meters within half a second',
  async () => {
    const { primary } = bed.hosts;
    const { address } = primary;
    const to = [{ address }];
    const url = `http://${address}:${httpPort}/health`;
    const checks: readonly WorldCheck[] = [
      { kind: 'tcp', from: ['app'], to, ports: [httpPort], is: 'open' },
      { kind: 'http', from: ['app'], details: { url, follow: false, verify: true, status: [200] } },
      { kind: 'ping', from: ['app'], details: { to } },
    ];
    const probes = checks.map((check) => measureProbe(check, 300));
    const [port, pings] = [watchAnswers(() => askPort(address)), watchPings(address)];
    const back = (): Promise<void> =>
      untilTrue(
        () => probes.every((one) => one.seen().is === 'up') && port.silentMs() < 200 && pings.silentMs() < 200,
        () => `never back: ${JSON.stringify(probes.map((one) => one.seen().spans))}`,
      );
    try {
      await back();
      for (const silentMs of [2_000, 3_500]) {
        bed.network.plug(primary, false);
        await untilTrue(
          () => pings.silentMs() > silentMs,
          () => 'never out',
        );
        bed.network.plug(primary, true);
        await back();
      }
    } finally {
      await Promise.all(probes.map((one) => one.stop()));
    }
    const watched = [port.end(), port.end(), pings.end()];
    expect(probes.map((one, at) => apart(one.seen(), watched[at] ?? []))).toEqual([[], [], []]);
  },
);
