import { EventEmitter } from 'node:events';
import type { CdpSession } from '../cdp.ts';
import { protocol } from './protocol.ts';

type CheckHandler = (contents: null, permission: string, origin: string, details: object) => boolean;
type RequestHandler = (contents: null, permission: string, callback: (granted: boolean) => void) => void;

/** Electron's name of a permission, and Chromium's in its DevTools protocol. */
const permissions = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
] as const;

class Session extends EventEmitter {
  readonly webRequest = { onHeadersReceived: ignore, onBeforeRequest: ignore, onBeforeSendHeaders: ignore };
  #check: CheckHandler | undefined;
  #request: RequestHandler | undefined;

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }

  setDevicePermissionHandler(): void {}
  setSpellCheckerEnabled(): void {}
  async clearStorageData(): Promise<void> {}
  async clearCache(): Promise<void> {}

  /** Asks the app's handlers once for each permission and tells Chromium; a missing handler grants, as in Electron. */
  async applyPermissions(browser: CdpSession, origin: string): Promise<void> {
    for (const [name, chromiumName] of permissions) {
      const checked = this.#check?.(null, name, protocol.toApp(`${origin}/`), { isMainFrame: true }) ?? true;
      const granted = checked && (await this.#asked(name));
      const setting = granted ? 'granted' : 'denied';
      await browser.send('Browser.setPermission', { permission: { name: chromiumName }, setting, origin });
    }
  }

  #asked(name: string): Promise<boolean> {
    const handler = this.#request;
    if (handler === undefined) return Promise.resolve(true);
    return new Promise((resolve) => {
      handler(null, name, resolve);
    });
  }
}

function ignore(): void {
  // Requests go out as they are: the app's own headers come from its protocol handler.
}

const defaultSession = new Session();
export const session = { defaultSession, fromPartition: () => defaultSession };
