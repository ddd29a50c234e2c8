import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

/** What the fixture puts on `window`, and into its main process' globals. */
interface Fixture {
  double(value: unknown): Promise<unknown>;
  noClone(): Promise<unknown>;
  say(...args: unknown[]): void;
  onSaid(listener: (...args: unknown[]) => void): { dispose(): void };
  readonly sandboxed: boolean;
  readonly nodeModules: string;
}
declare const fixture: Fixture;
type Noted = Partial<Record<'asked' | 'led' | 'secondStart' | 'closeAsked' | 'mayClose', unknown>>;

const main = join(import.meta.dirname, 'fixture/main.mjs');
const program = join(import.meta.dirname, 'electron');
process.env['ELECTRON_OVERRIDE_DIST_PATH'] = import.meta.dirname;

describe.skipIf(!existsSync('/usr/bin/chromium'))('the stand-in, started by Playwright’s own launch', () => {
  let folder: string;
  let app: ElectronApplication;
  let page: Page;
  const noted = (name: keyof Noted): Promise<unknown> =>
    app.evaluate((_electron, asked) => (globalThis as Noted)[asked], name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stand-in-test-'));
    app = await _electron.launch({ args: [main, `--user-data-dir=${folder}`] });
    page = await app.firstWindow();
    await page.waitForFunction('window.scriptRan');
  });
  afterAll(async () => {
    await app.evaluate(() => {
      (globalThis as Noted).mayClose = true;
    });
    await app.close();
    await rm(folder, { recursive: true });
  });

  test('a page of an own scheme is a secure context with module workers, under its CSP', async () => {
    const seen = await page.evaluate(`worker.then((word) => ({
      word, secure: isSecureContext, inline: window.inline ?? 'kept out', title: document.title,
    }))`);
    expect(seen).toEqual({ word: 'from a module worker', secure: true, inline: 'kept out', title: 'Fixture' });
  });

  test('the preload runs in a world of its own, with nothing of Node', async () => {
    const seen = await page.evaluate(() => ({
      frozen: Object.isFrozen(fixture),
      sandboxed: fixture.sandboxed,
      nodeModules: fixture.nodeModules,
      leaks: ['require', 'process', 'module', 'standInPost', 'standInReceive'].filter((name) => name in globalThis),
    }));
    expect(seen).toEqual({ frozen: true, sandboxed: true, nodeModules: 'module not found: node:fs', leaks: [] });
  });

  test('calls are answered with the sender’s address, and refused in Electron’s words', async () => {
    const seen = await page.evaluate(async () => ({
      answered: await fixture.double(21),
      notCloneable: await fixture.noClone().catch(String),
      notSent: await fixture.double(() => 1).catch(String),
    }));
    expect(seen).toEqual({
      answered: { doubled: 42, from: 'app://fixture/index.html' },
      notCloneable: "Error: Error invoking remote method 'no-clone': Error: An object could not be cloned.",
      notSent: 'Error: An object could not be cloned.',
    });
  });

  test('messages go both ways in order, with what structured cloning carries', async () => {
    const seen = await page.evaluate(async () => {
      const said: unknown[] = [];
      const all = Promise.withResolvers<undefined>();
      const listening = fixture.onSaid((...args) => {
        if (said.push(...args) >= 101) all.resolve(undefined);
      });
      fixture.say({ when: new Date(0), bytes: new Uint8Array([1, 2]), map: new Map([['a', { b: undefined }]]) });
      for (let n = 1; n <= 100; n++) fixture.say(n);
      await all.promise;
      listening.dispose();
      const [first, ...rest] = said as [{ when: Date; bytes: Uint8Array; map: Map<string, object> }, ...number[]];
      const inOrder = rest.every((n, at) => n === at + 1);
      return [first.when.getTime(), [...first.bytes], [...first.map.keys()], 'b' in first.map.get('a')!, inOrder];
    });
    expect(seen).toEqual([0, [1, 2], ['a'], true, true]);
  });

  test('the main process decides where the page goes, and on new windows', async () => {
    await page.evaluate("window.open('https://example.test/new'); location.href = 'https://example.test/away';");
    await expect.poll(() => noted('led')).toBe('https://example.test/away');
    expect(await noted('asked')).toBe('https://example.test/new');
    await expect.poll(() => page.title()).toBe('Fixture');
  });

  test('a second start tells the first and ends', async () => {
    const second = spawn(program, [main, `--user-data-dir=${folder}`, 'drillbook://run/r1'], { stdio: 'ignore' });
    expect(await once(second, 'exit')).toEqual([0, null]);
    expect(await noted('secondStart')).toBe('drillbook://run/r1');
  });

  test('a listener of close keeps the window', async () => {
    const open = await app.evaluate(({ app: electronApp, BrowserWindow }) => {
      electronApp.quit();
      return BrowserWindow.getAllWindows().length;
    });
    expect([open, await noted('closeAsked')]).toEqual([1, true]);
  });
});

test.skipIf(!existsSync('/usr/bin/chromium'))('a main process that is killed takes its browser along', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-test-'));
  // A killed process cannot remove its browser's profile: it is made in the test's own folder.
  const env = { ...process.env, TMPDIR: folder };
  const child = spawn(program, [main, `--user-data-dir=${folder}`], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const address = await vi.waitFor(
    () => {
      const found = /DevTools listening on ws:\/\/([^/]+)/.exec(said)?.[1];
      if (found === undefined) throw new Error(said);
      return found;
    },
    { timeout: 20_000 },
  );
  expect((await fetch(`http://${address}/json/version`)).status).toBe(200);
  child.kill('SIGKILL');
  await expect
    .poll(() => fetch(`http://${address}/json/version`).then(String, () => 'gone'), { timeout: 10_000 })
    .toBe('gone');
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});
