import { join } from 'node:path';

/** What the choice of the data folder depends on; `env`, `platform` and `home` as Node's process and os give them. */
export interface DataFolderSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/** Where runs and the installation's keys are kept: `$DRILLBOOK_DATA`, else the system's place for a user's data. */
export function dataFolder({ env, platform, home }: DataFolderSource): string {
  const given = env['DRILLBOOK_DATA'];
  if (given !== undefined && given !== '') return given;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Drillbook');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Drillbook');
  const xdg = env['XDG_DATA_HOME'];
  // The XDG specification: a path that is not absolute is to be ignored.
  return join(xdg?.startsWith('/') === true ? xdg : join(home, '.local', 'share'), 'drillbook');
}
