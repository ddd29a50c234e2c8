import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const packageFolder = join(import.meta.dirname, '../node_modules/electron');
const programs: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

export interface FoundElectron {
  readonly program: string;
  /** `given`: somebody named it by ELECTRON_OVERRIDE_DIST_PATH, be it Electron or what stands in for it. */
  readonly source: 'given' | 'installed';
}

/** Electron's binary, where one is. The npm package alone is not: it fetches its binary later, or cannot. */
export function findElectron(): FoundElectron | undefined {
  const name = programs[process.platform] ?? 'electron';
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (given !== undefined && existsSync(join(given, name))) return { program: join(given, name), source: 'given' };
  const installed = join(packageFolder, 'dist', name);
  // Written last by the installer: without it the folder may be half a download.
  const isWhole = existsSync(join(packageFolder, 'path.txt')) && existsSync(installed);
  return isWhole ? { program: installed, source: 'installed' } : undefined;
}

/** Version of Electron that the project is made for. */
export function wantedElectron(): string {
  return (JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }).version;
}

export const electronInstaller = join(packageFolder, 'install.js');

/** Linux without a screen shows no window. */
export function hasScreen(): boolean {
  if (process.platform !== 'linux') return true;
  return ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '');
}

export function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}
