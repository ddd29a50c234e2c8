import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

interface PackageJson {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

/** The app that was named on the command line. */
export interface RunningApp {
  readonly folder: string;
  readonly main: string;
  readonly name: string;
  readonly version: string;
}

function folderOf(path: string): string {
  if (statSync(path).isDirectory()) return path;
  let folder = dirname(path);
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

/** The first word that is no switch names a folder with package.json, or the main script itself. */
export function findRunningApp(words: readonly string[]): RunningApp {
  const named = resolve(words.find((word) => !word.startsWith('-')) ?? '.');
  const folder = folderOf(named);
  const file = join(folder, 'package.json');
  const about = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PackageJson) : {};
  return {
    folder,
    main: named === folder ? join(folder, about.main ?? 'index.js') : named,
    name: about.productName ?? about.name ?? 'Electron',
    version: about.version ?? '0.0.0',
  };
}
