import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callCore, itemsOf, openStream } from './page-core.ts';
import { canStart, mainFile, standIn, startApp, type StartedApp } from './started-app.ts';

describe.skipIf(!canStart)('the window of the desktop app', () => {
  let folder: string;
  let started: StartedApp;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drillbook-window-'));
    started = await startApp(folder);
  });
  afterAll(async () => {
    await started.app.close();
    await rm(folder, { recursive: true, maxRetries: 5 });
  });

  test('opens on the library; its page has a line to the core and nothing else of the system', async () => {
    const { app, page } = started;
    const seen = {
      url: await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL()),
      info: await callCore(page, 'app.info', {}),
      bridge: await page.evaluate('Object.keys(drillbook).sort()'),
      leaks: await page.evaluate("['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis)"),
      injected: await page.evaluate(`(() => {
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        document.head.append(script);
        return window.injected ?? 'refused';
      })()`),
    };
    expect(seen).toMatchObject({
      url: 'app://drillbook/index.html',
      info: { host: 'electron', nativeDialogs: true, dataFolder: folder },
      bridge: ['host', 'onClose', 'onFrame', 'pathOf', 'post'],
      leaks: [],
      injected: 'refused',
    });
  });

  test('has no permission but to put text on the clipboard and to notify', async () => {
    const states = await started.page.evaluate(`Promise.all(
      ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-write'].map(async (name) =>
        [name, (await navigator.permissions.query({ name })).state])).then(Object.fromEntries)`);
    expect(states).toEqual({
      geolocation: 'denied',
      camera: 'denied',
      microphone: 'denied',
      notifications: 'granted',
      'clipboard-write': 'granted',
    });
  });

  test('stays on its page; an address opens in the browser after a question, and only https', async () => {
    const { app, page } = started;
    await noteLinks(app, 1);
    await page.evaluate(`
      window.open('https://wiki.example/yes'); window.open('https://wiki.example/no');
      window.open('file:///etc/passwd'); location.href = 'https://wiki.example/away';`);
    await expect
      .poll(() => notedLinks(app))
      .toEqual({
        asked: ['https://wiki.example/yes', 'https://wiki.example/no'],
        opened: ['https://wiki.example/yes'],
      });
    expect(await page.getByRole('heading', { name: 'Library' }).isVisible()).toBe(true);
  });

  test('a number or an address of a contact goes to the program for it, after a question; no other kind of link', async () => {
    const { app, page } = started;
    await noteLinks(app, 2);
    const links = [
      'tel:+390612345',
      'ms-msdt:/id',
      'mailto:desk@example.test',
      'javascript:alert(1)',
      'sip:desk@pbx.test',
    ];
    for (const link of links) {
      await page.evaluate(`(() => {
        const link = document.createElement('a');
        link.href = ${JSON.stringify(link)};
        document.body.append(link);
        link.click();
        link.remove();
      })()`);
    }
    await expect
      .poll(() => notedLinks(app))
      .toEqual({
        asked: ['tel:+390612345', 'mailto:desk@example.test', 'sip:desk@pbx.test'],
        opened: ['tel:+390612345', 'mailto:desk@example.test'],
      });
    expect(await page.getByRole('heading', { name: 'Library' }).isVisible()).toBe(true);
  });

  test('what the system asks of it reaches the page: a second start with a link and a file, and the menu', async () => {
    const { app, page } = started;
    await openStream(page, 'host.wishes', 9_001);
    const file = join(folder, 'mine.drillbook');
    await writeFile(file, 'drillbook: 1\n');
    const words = [
      mainFile,
      'drillbook://run/20261121T010203Z-tvox-0a1b',
      'drillbook://run/../x',
      'mine.drillbook',
      'no.yaml',
    ];
    const program = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? standIn, 'electron');
    const second = spawn(program, words, {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, DRILLBOOK_DATA: folder },
    });
    expect(await once(second, 'exit')).toEqual([0, null]);
    await app.evaluate(({ Menu }) => {
      for (const id of ['command-palette', 'go-history']) Menu.getApplicationMenu()?.getMenuItemById(id)?.click();
    });
    await expect
      .poll(() => itemsOf(page, 9_001))
      .toEqual([
        { kind: 'open-run', run: '20261121T010203Z-tvox-0a1b' },
        { kind: 'open-file', file },
        { kind: 'command-palette' },
        { kind: 'go', to: 'history' },
      ]);
  });

  test('comes back where it was, unless that is on no screen any more', async () => {
    const place = (): Promise<unknown> =>
      started.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    const moveTo = (bounds: { x: number; y: number; width: number; height: number }): Promise<void> =>
      started.app.evaluate(({ BrowserWindow }, to) => {
        BrowserWindow.getAllWindows()[0]?.setBounds(to);
      }, bounds);
    const again = async (): Promise<void> => {
      await started.app.close();
      started = await startApp(folder);
    };
    await moveTo({ x: 100, y: 60, width: 1100, height: 700 });
    await again();
    expect(await place()).toEqual({ x: 100, y: 60, width: 1100, height: 700 });
    await moveTo({ x: 5000, y: 60, width: 1000, height: 650 });
    await again();
    expect(await place()).toEqual({ x: 0, y: 0, width: 1000, height: 650 });
  });

  test('a reload starts a new line to the core', async () => {
    const { page } = started;
    await page.reload();
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    expect(await callCore(page, 'settings.read', {})).toEqual({ settings: expect.any(String) as string });
  });
});

/** Notes which links the window asks about and which it opens; the first `yes` questions are answered with yes. */
function noteLinks(app: StartedApp['app'], yes: number): Promise<void> {
  return app.evaluate(({ dialog, shell }, most) => {
    const noted = { asked: [] as string[], opened: [] as string[] };
    Object.assign(globalThis, { noted });
    dialog.showMessageBox = (...args: unknown[]) => {
      noted.asked.push((args.at(-1) as { detail: string }).detail);
      return Promise.resolve({ response: noted.asked.length <= most ? 0 : 1, checkboxChecked: false });
    };
    shell.openExternal = (url: string) => Promise.resolve(void noted.opened.push(url));
  }, yes);
}

function notedLinks(app: StartedApp['app']): Promise<unknown> {
  return app.evaluate(() => (globalThis as unknown as { noted: unknown }).noted);
}
