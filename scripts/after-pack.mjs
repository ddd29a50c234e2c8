/** Called by electron-builder for each packed app, before it is signed. */
import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

/** What a binary of Electron can do besides running our app: all of it off. A fuse that we do not name is an error. */
const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // Somebody who may start the app could otherwise run any script in its name, with its access to the keychain.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // Checked by Electron on macOS and Windows; Linux has no place for the hash.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // The page comes by app://, never from file:.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // WebAssembly as fast as Chromium has it.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** @param {{ appOutDir: string, electronPlatformName: string, packager: { executableName: string, appInfo: { productFilename: string } } }} context */
export async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const programs = {
    darwin: `${packager.appInfo.productFilename}.app`,
    win32: `${packager.appInfo.productFilename}.exe`,
    linux: packager.executableName,
  };
  const program = programs[electronPlatformName];
  if (program === undefined) throw new Error(`No package is made for ${electronPlatformName}`);
  // The fuses lie in the signed part of the binary on macOS; the real signature comes after this.
  const resetAdHocDarwinSignature = electronPlatformName === 'darwin';
  await flipFuses(join(appOutDir, program), { ...fuses, resetAdHocDarwinSignature });
}
