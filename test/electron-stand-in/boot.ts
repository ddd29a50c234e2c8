/** Started by `electron`, beside it: makes Node look like Electron's main process, then runs the app that was named. */
import { registerHooks } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import packageJson from 'electron/package.json' with { type: 'json' };

/** Words of the command line without `-r file`, and those files. */
function splitPreloads(words: readonly string[]): { readonly rest: string[]; readonly required: string[] } {
  const rest: string[] = [];
  const required: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const next = words[at + 1];
    if ((words[at] === '-r' || words[at] === '--require') && next !== undefined) {
      required.push(next);
      at++;
    } else rest.push(words[at] ?? '');
  }
  return { rest, required };
}

const { rest, required } = splitPreloads(process.argv.slice(2));
// Without `-r`, the app is the first word that is no switch.
process.argv = [process.execPath, '', ...rest];

const define = (object: object, name: string, value: unknown): void => {
  Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
};
define(process.versions, 'electron', packageJson.version);
define(process, 'type', 'browser');
define(process, 'defaultApp', true);
define(process, 'resourcesPath', dirname(import.meta.filename));

const { electron } = await import('./electron-module/module.ts');
const { setRunningChromium } = await import('./electron-module/running-chromium.ts');
const { startChromium } = await import('./chromium.ts');
const { app } = await import('./electron-module/app.ts');
process.argv.splice(1, 1);

// `import { app } from 'electron'`, `import electron from 'electron'` and `require('electron')` all give the same.
define(globalThis, 'standInElectron', electron);
const names = Object.keys(electron).join(', ');
const source = `export const { ${names} } = globalThis.standInElectron; export default globalThis.standInElectron;`;
// No such file: its text is the line above.
const url = pathToFileURL(join(import.meta.dirname, 'electron-module.mjs')).href;
registerHooks({
  resolve: (name, context, next) =>
    /^electron(\/(main|common))?$/.test(name) ? { url, format: 'module', shortCircuit: true } : next(name, context),
  load: (file, context, next) =>
    file === url ? { source, format: 'module', shortCircuit: true } : next(file, context),
});

process.on('SIGTERM', () => {
  app.quit();
});
process.on('SIGINT', () => {
  app.quit();
});

for (const file of required) await import(pathToFileURL(resolve(file)).href);
try {
  await import(pathToFileURL(app.running.main).href);
} catch (cause) {
  process.stderr.write(
    `The app threw while loading: ${cause instanceof Error ? (cause.stack ?? '') : String(cause)}\n`,
  );
  process.exit(1);
}
const chromium = await startChromium(app.commandLine.words(), () => {
  app.exit(1);
});
define(process.versions, 'chrome', chromium.version);
setRunningChromium(chromium);
app.becomeReady();
