import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { HostWish } from '../../src-shared/rpc/calls.ts';

export interface MenuDeps {
  readonly wish: (wish: HostWish) => void;
  readonly openRunbook: () => void;
  /** Reloading and the developer's tools are for us, not for a change window. */
  readonly dev: boolean;
}

/** The menu: system roles, and the app's places under the keys that the page uses as well. */
export function setAppMenu({ wish, openRunbook, dev }: MenuDeps): void {
  const go = (
    label: string,
    to: 'library' | 'history' | 'settings',
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    id: `go-${to}`,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => {
      wish({ kind: 'go', to });
    },
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      {
        label: '&File',
        submenu: [
          { id: 'open-runbook', label: 'Open runbook…', accelerator: 'CmdOrCtrl+O', click: openRunbook },
          separator,
          go('Settings', 'settings', 'CmdOrCtrl+,'),
          separator,
          { role: process.platform === 'darwin' ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: '&View',
        submenu: [
          go('Library', 'library'),
          go('History', 'history'),
          {
            id: 'command-palette',
            label: 'Command palette',
            // Shown, not taken: inside a terminal Ctrl+K belongs to the shell, and the page knows where the focus is.
            accelerator: 'CmdOrCtrl+K',
            registerAccelerator: false,
            click: () => {
              wish({ kind: 'command-palette' });
            },
          },
          separator,
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          separator,
          { role: 'togglefullscreen' },
          ...(dev ? ([separator, { role: 'reload' }, { role: 'toggleDevTools' }] as const) : []),
        ],
      },
      { role: 'windowMenu' },
    ]),
  );
}
