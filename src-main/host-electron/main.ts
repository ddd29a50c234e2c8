/** Electron's main process. Nothing is awaited at the top: `ready` comes after this module has run. */
import { join, resolve } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { HostWish } from '../../src-shared/rpc/calls.ts';
import { createService, type Service } from '../app/service/service.ts';
import { setAppMenu } from './app-menu.ts';
import { createElectronHost } from './electron-host.ts';
import { denyPermissions } from './guard-contents.ts';
import { openKept } from './kept.ts';
import { openMainWindow, showWindow } from './main-window.ts';
import { registerPageScheme, servePageScheme } from './page-scheme.ts';
import { readWishes, wishOfFile, wishOfLink } from './read-wishes.ts';
import { stayAwake } from './run-watch.ts';

/** Wishes that came before the service was there. */
const early: HostWish[] = [];
let service: Service | undefined;
let window: BrowserWindow | undefined;

function wish(one: HostWish | undefined): void {
  if (one === undefined) return;
  if (service === undefined) early.push(one);
  else service.wish(one);
  if (window !== undefined && !window.isDestroyed()) showWindow(window);
}

function start(): void {
  const kept = openKept();
  const host = createElectronHost(kept, () => window);
  denyPermissions();
  servePageScheme(join(import.meta.dirname, '../renderer'));
  service = createService(host);
  stayAwake(service.runs);
  setAppMenu({
    wish,
    dev: !app.isPackaged,
    openRunbook: () => {
      void host.pick?.file('Open runbook').then((file) => {
        if (file !== null) wish({ kind: 'open-file', file });
      });
    },
  });
  window = openMainWindow(service, kept);
  for (const one of early.splice(0)) service.wish(one);
}

/** Journals are closed and locks given back before the process ends, unless a host makes us wait too long. */
function closeService(closing: Service): void {
  const limit = new Promise((resolve) => setTimeout(resolve, 5_000));
  void Promise.race([closing.close(), limit]).finally(() => {
    app.exit(0);
  });
}

app.setName('Drillbook');
// Another data folder is another installation: with its own settings, and beside the usual one.
const given = process.env['DRILLBOOK_DATA'];
app.setPath('userData', given ? resolve(given, 'desktop') : join(app.getPath('appData'), 'Drillbook'));
app.enableSandbox();
registerPageScheme();
if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  // A checkout must not take the links of an installed app.
  if (app.isPackaged) app.setAsDefaultProtocolClient('drillbook');
  readWishes(process.argv.slice(1), process.cwd()).forEach(wish);
  app.on('second-instance', (_event, argv, cwd) => {
    if (window !== undefined) showWindow(window);
    readWishes(argv.slice(1), cwd).forEach(wish);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    wish(wishOfFile(path, '/'));
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    wish(wishOfLink(link));
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('will-quit', (event) => {
    if (service === undefined) return;
    event.preventDefault();
    const closing = service;
    service = undefined;
    closeService(closing);
  });
  void app.whenReady().then(start);
}
