import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asId, type RoleId, type RunId, type SubjectId } from '../../src-shared/base/ids.ts';
import type { CallParams } from '../../src-shared/rpc/calls.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import { makeRun, operator } from './made-run.ts';
import { callCore } from './page-core.ts';
import { canStart, isStandIn, startApp, type StartedApp } from './started-app.ts';

/** Answers of the native question, and what it was asked with. */
interface Noted {
  readonly asked: string[];
  answer: number;
}

/** The desktop as the stand-in notes it. */
interface NotedDesktop {
  readonly Notification: { readonly shown: readonly { readonly title: string; readonly body: string }[] };
  readonly powerSaveBlocker: { readonly started: () => readonly number[] };
}

describe.skipIf(!canStart || !isStandIn)('the desktop app while a run is open', () => {
  let folder: string;
  let started: StartedApp;
  let child: ChildProcess;
  let run: RunId;

  const notedIn = (app: ElectronApplication): Promise<Noted> =>
    app.evaluate(() => (globalThis as unknown as { noted: Noted }).noted);
  const answerWith = (app: ElectronApplication, answer: number): Promise<void> =>
    app.evaluate((_electron, given) => {
      (globalThis as unknown as { noted: Noted }).noted.answer = given;
    }, answer);

  const commanded = async (command: CallParams<'run.command'>['command']): Promise<void> => {
    expect(await callCore(started.page, 'run.command', { run, command })).toMatchObject({ ok: true });
  };
  const factTypes = async (): Promise<readonly string[]> => {
    const lines = (await readFile(join(folder, 'runs', run, 'journal.jsonl'), 'utf8')).trimEnd().split('\n');
    return lines.map((line) => (JSON.parse(line) as JournalRecord).type);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drillbook-open-run-'));
    started = await startApp(folder);
    child = started.app.process();
    const { app, page } = started;
    await app.evaluate(({ dialog }) => {
      const noted: Noted = { asked: [], answer: 0 };
      Object.assign(globalThis, { noted });
      dialog.showMessageBox = (...args: unknown[]) => {
        noted.asked.push((args.at(-1) as { message: string }).message);
        return Promise.resolve({ response: noted.answer, checkboxChecked: false });
      };
    });
    run = await makeRun(page, folder);
    await commanded({ type: 'start-preflight' });
    await expect.poll(factTypes).toContain('preflight-finished');
    const approval = { subject: asId<SubjectId>('approval/sign/approver'), role: asId<RoleId>('operator') };
    const signed = { run, ...approval, person: operator, means: 'flag', evidence: [] } as const;
    expect(await callCore(page, 'run.sign', signed)).toMatchObject({ ok: true });
  });
  afterEach(async () => {
    // A test that failed may have left it asking.
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, maxRetries: 5 });
  });

  test('keeps the machine awake, says on the desktop what waits, and closes only after the run is paused', async () => {
    const { app } = started;
    const desktop = (): Promise<unknown> =>
      app.evaluate((electron) => {
        const { Notification, powerSaveBlocker } = electron as unknown as NotedDesktop;
        return {
          awake: powerSaveBlocker.started().length,
          shown: Notification.shown.map(({ title, body }) => `${title}: ${body}`),
        };
      });
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.blur();
    });
    expect(await desktop()).toMatchObject({ awake: 0 });
    await commanded({ type: 'start', by: operator });
    await expect
      .poll(desktop)
      .toEqual({ awake: 1, shown: ['Two things by hand waits for the operator: Do the first thing.'] });

    await answerWith(app, 0);
    await app.evaluate(({ app: electronApp }) => {
      electronApp.quit();
    });
    expect((await notedIn(app)).asked).toEqual(['A run is going on']);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);

    await answerWith(app, 1);
    const ended = once(child, 'exit');
    await app.close();
    expect(await ended).toEqual([0, null]);
    expect((await factTypes()).at(-1)).toBe('run-paused');
  });
});
