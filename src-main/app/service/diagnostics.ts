import { readdir, stat } from 'node:fs/promises';
import { release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Handlers } from '../../../src-shared/rpc/calls.ts';
import type { RunEntry } from '../../../src-shared/rpc/run-calls.ts';
import { asMap } from '../../../src-shared/runbook/loose.ts';
import type { App } from '../app.ts';
import { lookAround } from '../look-around.ts';
import { version } from '../version.ts';
import type { HostPort } from './host-port.ts';

export interface DiagnosticsDeps {
  readonly app: App;
  readonly host: HostPort;
  readonly runs: () => Promise<readonly RunEntry[]>;
}

const shownRuns = 10;
/** Settings that are one of a few words; every other text could be a name or an address, and is not shown. */
const harmlessTexts = new Set(['theme', 'language']);

/** What a colleague needs to help: versions, places, sizes. No secret, no script, no name of a person or a host. */
export function createDiagnostics({ app, host, runs }: DiagnosticsDeps): Handlers<'diagnostics.read'> {
  return {
    'diagnostics.read': async () => {
      const { node, electron } = process.versions as Readonly<Record<string, string | undefined>>;
      const [findings, sizes, all] = await Promise.all([lookAround(app), sizesOf(app.dataFolder), runs()]);
      const lines = [
        `Drillbook ${version} (${host.kind})`,
        `${process.platform} ${process.arch} ${release()}, ${mebibytes(totalmem())}`,
        `Node ${node ?? ''}${electron === undefined ? '' : `, Electron ${electron}`}`,
        `Memory of this process: ${mebibytes(process.memoryUsage.rss())}, up ${Math.round(process.uptime())} s`,
        '',
        'This machine',
        ...findings.map(({ name, is, text }) => `  ${is.padEnd(8)} ${name}: ${text}`),
        '',
        `Data folder ${app.dataFolder}`,
        ...sizes.map(({ name, files, bytes }) => `  ${name}: ${files} files, ${mebibytes(bytes)}`),
        '',
        'Settings',
        ...settingsOf(host.settings.read()).map((line) => `  ${line}`),
        '',
        `Runs: ${all.length}`,
        ...all.slice(0, shownRuns).map((run) => `  ${run.run}  ${runWords(run)}`),
      ];
      return { text: `${lines.join('\n')}\n` };
    },
  };
}

function runWords({ state, mode, practice, held, problem }: RunEntry): string {
  if (problem !== undefined) return 'cannot be read';
  return [state, mode, ...(practice ? ['practice'] : []), ...(held === 'free' ? [] : [`held ${held}`])].join(', ');
}

interface Size {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
}

/** Each thing in the data folder with what is below it. */
async function sizesOf(dataFolder: string): Promise<readonly Size[]> {
  const entries = await readdir(dataFolder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(folders.sort().map((name) => sizeOf(name, join(dataFolder, name))));
}

async function sizeOf(name: string, folder: string): Promise<Size> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  let [files, bytes] = [0, 0];
  // One after the other: ten thousand recordings at once would keep the disk from the runs.
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    files += 1;
    bytes += await stat(join(entry.parentPath, entry.name)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return { name, files, bytes };
}

/** `key: value` for each setting; texts, but for some harmless ones, only by their length. */
function settingsOf(text: string): readonly string[] {
  if (text.trim() === '') return ['none yet'];
  try {
    return Object.entries(asMap(JSON.parse(text))).map(([key, value]) => `${key}: ${shown(key, value)}`);
  } catch {
    return [`${text.length} characters that are no JSON`];
  }
}

/** What is inside lists and maps is left out, their keys too: those may be names. */
function shown(key: string, value: unknown): string {
  if (typeof value === 'object' && value !== null) return `${Object.keys(value).length} entries`;
  if (typeof value !== 'string') return String(value);
  return harmlessTexts.has(key) ? value : `a text of ${value.length} characters`;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MiB`;
}
