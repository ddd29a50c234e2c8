import { join } from 'node:path';
import { app, dialog, shell, type BrowserWindow } from 'electron';
import type { HostPort } from '../app/service/host-port.ts';
import type { Kept } from './kept.ts';
import { createKeychain } from './keychain.ts';

/** What Electron gives the application: dialogs over the window that is there when they are asked for. */
export function createElectronHost(kept: Kept, window: () => BrowserWindow | undefined): HostPort {
  const open = async (title: string, what: 'openFile' | 'openDirectory'): Promise<string | null> => {
    const options = { title, properties: [what] };
    const over = window();
    const { filePaths } = await (over === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(over, options));
    return filePaths[0] ?? null;
  };
  return {
    kind: 'electron',
    settings: {
      read: () => kept.get('settings'),
      write: (text) => {
        kept.set('settings', text);
      },
    },
    pick: {
      file: (title) => open(title, 'openFile'),
      folder: (title) => open(title, 'openDirectory'),
      target: async (title, name) => {
        const options = { title, defaultPath: join(app.getPath('documents'), name) };
        const over = window();
        const { filePath } = await (over === undefined
          ? dialog.showSaveDialog(options)
          : dialog.showSaveDialog(over, options));
        return filePath === '' ? null : filePath;
      },
    },
    showInFolder: (file) => {
      shell.showItemInFolder(file);
    },
    keychain: createKeychain(kept),
    // In a package they lie beside the archive, where a person can read them.
    ...(app.isPackaged ? { runbooks: join(process.resourcesPath, 'runbooks') } : {}),
  };
}
