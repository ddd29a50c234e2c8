import { dialog, session, shell, type BrowserWindow } from 'electron';
import { isPageUrl } from './page-scheme.ts';

/** What the page may: put text on the clipboard (with a click of a person) and show a notification. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'notifications']);

/** Electron grants everything unless it is told otherwise: both questions are answered, and devices are never given. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, callback) => {
    callback(granted.has(permission));
  });
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => granted.has(permission));
  session.defaultSession.setDevicePermissionHandler(() => false);
}

/** The window shows our page and nothing else; a link leads to the browser, after a question. */
export function guardWindow(window: BrowserWindow): void {
  const { webContents } = window;
  webContents.on('will-navigate', (event) => {
    if (!isPageUrl(event.url)) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  webContents.setWindowOpenHandler(({ url }) => {
    void openOutside(window, url);
    return { action: 'deny' };
  });
}

/** Plain http only to this machine: the page of the practice lab. */
function mayOpen({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && /^127\.\d+\.\d+\.\d+$/.test(hostname));
}

/** A runbook may link to a wiki: the address is shown before the browser gets it, as it may have come from anywhere. */
async function openOutside(window: BrowserWindow, url: string): Promise<void> {
  if (!URL.canParse(url) || !mayOpen(new URL(url))) return;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Open this address in the browser?',
    detail: url,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  if (response === 0) await shell.openExternal(url);
}
