import { mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Browser, Page } from '@playwright/test';
import type { ThreadFigures } from './graph-thread.ts';
import { limit, measureInTurn, median, type Line } from './measure.ts';
import { framesDuring, goTo } from './page-watch.ts';
import { missingPrograms } from './programs.ts';
import { hasChromium, serveApp, serveEmptyPage, startBrowser, type ServedApp } from './served-app.ts';
import { makeStepRun } from './step-run.ts';
import { measureEcho } from './window-echo.ts';
import { measureFloodInPage } from './window-flood.ts';
import { measureOutputInPage } from './window-output.ts';

const rounds = 5;

/** What a person waits for in a window: against limits, since no peer shows the same. */
export async function measureWindow(folder: string): Promise<readonly Line[]> {
  const lines: Line[] = [...(await graphLines())];
  if (!hasChromium()) return [...lines, { kind: 'missing', name: 'the page', programs: ['chromium'] }];
  const browser = await startBrowser();
  try {
    lines.push(await firstScreen(browser, folder), ...(await largeRun(browser, folder)));
    const missing = missingPrograms('sshd', 'ssh-keygen');
    if (missing.length > 0) return [...lines, { kind: 'missing', name: 'terminals in the page', programs: missing }];
    lines.push(...(await measureEcho(browser, folder)), ...(await measureFloodInPage(browser, folder)));
    return [...lines, ...(await measureOutputInPage(folder))];
  } finally {
    await browser.close();
  }
}

/** Each time in a thread of its own: a page's worker lays out its first graph with code that nothing has warmed. */
async function graphLines(): Promise<readonly Line[]> {
  const seen: ThreadFigures[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const thread = new Worker(new URL('./graph-thread.ts', import.meta.url));
    const [figures] = (await once(thread, 'message')) as [ThreadFigures];
    await thread.terminate();
    seen.push(figures);
  }
  const whole = median(seen.map(({ wholeMs }) => wholeMs));
  const phase = median(seen.map(({ phaseMs }) => phaseMs));
  const worked = median(seen.map(({ workedMs }) => workedMs));
  return [
    limit(
      'graph of 1,000 steps laid out in a thread',
      whole,
      'ms',
      600,
      `20 phases of 50; both worked ${worked.toFixed(0)} ms`,
    ),
    limit('one phase of it again', phase, 'ms', 50, '50 steps'),
  ];
}

/** From the start of the program to the library on the screen; the browser is there already. */
async function firstScreen(browser: Browser, folder: string): Promise<Line> {
  const data = join(folder, 'first');
  const shown = (): Promise<number> => untilShown(browser, () => serveApp(data), 'TVox');
  // The installation's keys are made at the very first start.
  const first = await shown();
  const cost = await measureInTurn(rounds, {
    ours: shown,
    empty: () => untilShown(browser, serveEmptyPage, 'Here'),
  });
  const detail = `an empty page of a bare server ${median(cost.empty).toFixed(0)} ms; the very first start ${first.toFixed(0)} ms`;
  return limit('first screen after the start', median(cost.ours), 'ms', 1500, detail);
}

async function untilShown(browser: Browser, serve: () => Promise<ServedApp>, text: string): Promise<number> {
  const page = await browser.newPage();
  const began = performance.now();
  const app = await serve();
  await page.goto(app.url);
  await page.getByRole('main').getByText(text).first().waitFor();
  const spent = performance.now() - began;
  await page.close();
  await app.stop();
  return spent;
}

async function largeRun(browser: Browser, folder: string): Promise<readonly Line[]> {
  const data = join(folder, 'large');
  mkdirSync(data);
  const run = await makeStepRun(data);
  const app = await serveApp(data);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(app.url);
    await page.getByRole('main').getByText('TVox', { exact: false }).first().waitFor();
    const opened: number[] = [];
    for (let round = 0; round < rounds; round += 1) opened.push(await openRun(page, run));
    const frames = await framesDuring(page, () => scrollSteps(page));
    return [
      limit('a run of 1,000 steps opens', median(opened), 'ms', 1000, '3,998 facts folded in the window'),
      {
        kind: 'figure',
        name: 'its steps scrolled through',
        value: frames.perSecond,
        unit: 'frames/s',
        goal: { atLeast: 50 },
        detail: `longest pause ${frames.longestMs.toFixed(0)} ms`,
      },
    ];
  } finally {
    await app.stop();
  }
}

async function openRun(page: Page, run: string): Promise<number> {
  await goTo(page, '#/history');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const began = performance.now();
  await goTo(page, `#/run?run=${run}&tab=cockpit`);
  await page.getByText('Service 50 of the group is started').first().waitFor();
  return performance.now() - began;
}

async function scrollSteps(page: Page): Promise<void> {
  await page.getByText('is started').first().hover();
  for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, turn < 30 ? -600 : 600);
}
