/** Part of `npm run check`: electron-builder.yml against electron-builder's own schema, and the files that it names. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Named {
  readonly afterPack: string;
  readonly linux: { readonly icon: string };
  readonly win: { readonly icon: string };
  readonly mac: { readonly icon: string };
  readonly extraResources: readonly { readonly from: string }[];
}

const config = parse(read('electron-builder.yml')) as Named;
// The schema is written for another validator: what ajv does not know in it are hints for editors.
const ajv = new Ajv({ strict: false, allowUnionTypes: true, validateFormats: false, allErrors: true });
const isValid = ajv.compile(JSON.parse(read('node_modules/app-builder-lib/scheme.json')) as object);
const problems = isValid(config)
  ? []
  : (isValid.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath || 'the file'} ${message}`);

const { afterPack, linux, win, mac, extraResources } = config;
const files = [afterPack, linux.icon, win.icon, mac.icon, ...extraResources.map(({ from }) => from)];
const missing = files
  .filter((file) => !existsSync(join(root, file)))
  .map((file) => `names ${file}, which is not there`);

for (const problem of [...problems, ...missing]) console.error(`electron-builder.yml: ${problem}`);
if (problems.length + missing.length > 0) process.exitCode = 1;
