import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import type { RunState } from '../../src-shared/run/state.ts';
import { writeRunbook } from './bench-run.ts';
import { floodScript, hostCount, megabytesEach } from './flood.ts';
import { watchLoop } from './loop-probe.ts';
import { limit, median, percentile, type Line } from './measure.ts';
import { clickTimesDuring, framesDuring, type Frames } from './page-watch.ts';
import { serveApp } from './served-app.ts';
import { makeServedRun } from './served-run.ts';
import { startSshHosts } from './ssh-hosts.ts';

/** Seconds that the hosts print; the page is watched in the middle of them. */
const seconds = 32;
const watched = 20;
/** Milliseconds from one look at a host to the next. */
const lookMs = 1_000;
const name = `${hostCount} hosts at ${megabytesEach} MB/s each`;

/** Every host prints at once, two terminals are in sight, and somebody clicks: core and page must both go on. */
export async function measureFloodInPage(browser: Browser, folder: string): Promise<readonly Line[]> {
  const hosts = await startSshHosts(folder, hostCount);
  const app = await serveApp(join(folder, 'flooded'), { watched: true });
  try {
    const runbook = writeRunbook(folder, 'flood-in-page', 1, hostCount, floodScript(seconds));
    const served = await makeServedRun(app.url, runbook, hosts.inventory);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const still = await stillFrames(page);
    await page.goto(`${app.url}#/run?run=${served.run}&tab=cockpit`);
    await served.start();
    await page.getByRole('tab', { name: 'h1', exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Two side by side' }).first().click();
    await page.locator('.xterm').nth(1).waitFor();
    let frames: Frames = { perSecond: NaN, longestMs: NaN };
    let clicks: readonly number[] = [];
    const own = watchLoop();
    const late = await app.lateDuring(async () => {
      frames = await framesDuring(page, async () => {
        clicks = await clickTimesDuring(page, () => lookAround(page));
      });
    });
    const idle = own.end();
    const ended = await served.until(({ outcome }) => outcome !== undefined);
    if (ended.outcome !== 'completed') throw new Error(`The run ended as ${ended.outcome ?? 'nothing'}`);
    served.close();
    await page.close();
    const besides = `p50 ${late.p50.toFixed(1)}, longest ${late.max.toFixed(0)} ms, ${late.cores.toFixed(2)} cores; a process that hardly works beside it ${idle.p99.toFixed(1)} ms`;
    return [
      limit(`${name}, in a page: event-loop delay p99`, late.p99, 'ms', 20, besides),
      {
        kind: 'figure',
        name: `${name}: frames of the page`,
        value: frames.perSecond,
        unit: 'frames/s',
        goal: { atLeast: 50 },
        detail: `longest pause ${frames.longestMs.toFixed(0)} ms; an empty page before it ${still.perSecond.toFixed(1)}; ${rateOf(ended).toFixed(0)} MB/s recorded`,
      },
      limit(
        `${name}: a click is answered, p95`,
        percentile(clicks, 95),
        'ms',
        100,
        `p50 ${median(clicks).toFixed(0)}, longest ${Math.max(...clicks).toFixed(0)} ms of ${clicks.length}`,
      ),
    ];
  } finally {
    await app.stop();
    await hosts.stop();
  }
}

/** Megabytes a second while the slowest host printed: what was really under way. */
function rateOf({ steps }: RunState): number {
  const ended = [...steps.values()].flatMap(({ hosts }) =>
    hosts.flatMap(({ attempts }) => attempts.map((one) => one.ended)),
  );
  const bytes = ended.reduce((sum, one) => sum + (one?.recording?.bytes ?? 0), 0);
  return bytes / 1000 / Math.max(...ended.map((one) => one?.durationMs ?? 0));
}

async function stillFrames(page: Page): Promise<Frames> {
  await page.goto('about:blank');
  return framesDuring(page, () => sleep(1_000));
}

/** Hosts are looked at one after another, as somebody does who wonders which one is ill. */
async function lookAround(page: Page): Promise<void> {
  const until = performance.now() + watched * 1_000;
  for (let turn = 0; performance.now() < until; turn += 1) {
    const next = performance.now() + lookMs;
    await page
      .getByRole('tab', { name: new RegExp(`^h${1 + ((turn * 7) % hostCount)}\\b`) })
      .first()
      .click();
    await sleep(Math.max(0, next - performance.now()));
  }
}
