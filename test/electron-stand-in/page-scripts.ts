import { readFileSync } from 'node:fs';
import { makeBridge } from './page/bridge.ts';
import { makeCodec } from './page/codec.ts';
import { catchPopups } from './page/popups.ts';
import { runPreload } from './page/preload-world.ts';

/** What runs in every document before the page's own scripts: in the page's world first, then in the preload's. */
export interface PageScripts {
  readonly page: string;
  readonly preload: string;
}

/** Frames and the empty first document get nothing, as with Electron's preload. */
const guarded = (source: string): string => `if (window.top === window && location.href !== 'about:blank') {${source}}`;

/**
 * The scripts as source text: a function's text is what Node made of its file, types taken away. A preload that is not
 * plain CommonJS (an `import`, a `require` of anything but electron) fails here as it does in Electron's sandbox.
 */
export function pageScripts(preloadFile: string | undefined, args: readonly string[]): PageScripts {
  const preload = preloadFile === undefined ? '' : readFileSync(preloadFile, 'utf8');
  const env = JSON.stringify({
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform: process.platform,
    versions: { ...process.versions },
    argv: [process.execPath, ...args],
    env: {},
  });
  return {
    page: guarded(`(${makeBridge.toString()})('page'); (${catchPopups.toString()})();`),
    preload: `${guarded(
      `(${runPreload.toString()})((${makeCodec.toString()})(), (${makeBridge.toString()})('preload'), ${env},
      function (require, module, exports, process) {${preload}\n});`,
    )}\n//# sourceURL=${preloadFile ?? 'no-preload'}`,
  };
}
