import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import type { Service } from '../app/service/service.ts';
import { askBeforeClosing } from './close-question.ts';
import { guardWindow } from './guard-contents.ts';
import type { Kept } from './kept.ts';
import { pageUrl } from './page-scheme.ts';
import { notifyWaiting } from './run-watch.ts';
import { serveWindow } from './window-port.ts';
import { placeOptions, rememberPlace } from './window-place.ts';

/** Opens the app's one window; it is shown when there is something to see. */
export function openMainWindow(service: Service, kept: Kept): BrowserWindow {
  const window = new BrowserWindow({
    ...placeOptions(kept),
    show: false,
    title: 'Drillbook',
    // The page's own dark ground, so that nothing flashes at 2 in the morning.
    backgroundColor: '#101418',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      devTools: !app.isPackaged,
      spellcheck: false,
      // Elapsed times and terminals go on while another window is in front.
      backgroundThrottling: false,
    },
  });
  guardWindow(window);
  serveWindow(window.webContents, (port) => service.serve(port));
  askBeforeClosing(window, service.runs);
  notifyWaiting(service.runs, window, (run) => {
    showWindow(window);
    service.wish({ kind: 'open-run', run });
  });
  window.once('ready-to-show', () => {
    rememberPlace(window, kept);
    window.show();
  });
  // The page crashed; the runs are ours and go on. The new page finds them where they are.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void window.loadURL(pageUrl);
  });
  void window.loadURL(pageUrl);
  return window;
}

/** Brings the window to the front, from wherever it is. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
