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

/** The window shows our page and nothing else; what a link of the page leads to is opened outside, after a question. */
export function guardWindow(window: BrowserWindow): void {
  const { webContents } = window;
  webContents.on('will-navigate', (event) => {
    const { url, initiator } = event;
    if (isPageUrl(url)) return;
    event.preventDefault();
    // A number is dialled by a plain link, as in a browser. Nobody but our page has such a say.
    const byOurPage = initiator === webContents.mainFrame && isPageUrl(webContents.mainFrame.url);
    if (byOurPage && isCall(url)) void openOutside(window, url);
  });
  webContents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  webContents.setWindowOpenHandler(({ url }) => {
    void openOutside(window, url);
    return { action: 'deny' };
  });
}

/** Programs beside the browser that a contact of an inventory may lead to, and what is asked before each. */
const callQuestions: Readonly<Record<string, string>> = {
  'tel:': 'Call this number with the telephone program of this machine?',
  'sip:': 'Call this address with the telephone program of this machine?',
  'sips:': 'Call this address with the telephone program of this machine?',
  'mailto:': 'Write to this address with the mail program of this machine?',
};

function isCall(url: string): boolean {
  return URL.canParse(url) && Object.hasOwn(callQuestions, new URL(url).protocol);
}

/** Plain http only to this machine: the page of the practice lab. */
function mayOpen({ protocol, hostname, href }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && /^127\.\d+\.\d+\.\d+$/.test(hostname)) || isCall(href);
}

/** An inventory or a runbook may come from anywhere: what would be opened is shown before another program gets it. */
async function openOutside(window: BrowserWindow, url: string): Promise<void> {
  if (!URL.canParse(url) || !mayOpen(new URL(url))) return;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: callQuestions[new URL(url).protocol] ?? 'Open this address in the browser?',
    detail: url,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  if (response === 0) await shell.openExternal(url);
}
