/** Bundles our own code, one file for each program; packages stay outside and are loaded from node_modules. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { validatorOptions } from '../src-main/library/validator-options.ts';
import { answersSchema } from '../src-shared/runbook/answers-schema.ts';
import { inventorySchema } from '../src-shared/runbook/inventory-schema.ts';
import { jsonSchema } from '../src-shared/runbook/json-schema.ts';
import { runbookSchema } from '../src-shared/runbook/runbook-schema.ts';

const root = join(import.meta.dirname, '..');

/** Compiling the schemas takes longer than judging a document by them: the bundle holds them compiled. */
function compiledValidators() {
  const schemas = { 'runbook.v1': runbookSchema, 'inventory.v1': inventorySchema, 'answers.v1': answersSchema };
  const ajv = new Ajv2020({ ...validatorOptions, code: { ...validatorOptions.code, source: true } });
  const parts = Object.entries(schemas).map(([name, schema]) => {
    const code = standaloneCode.default(ajv, ajv.compile(jsonSchema(name, schema)));
    return `${JSON.stringify(name)}: (() => { const module = { exports: {} };\n${code}\nreturn module.exports; })()`;
  });
  return `const known = {\n${parts.join(',\n')}\n};\nexport const validatorOf = (name) => known[name];`;
}

const validators = {
  name: 'compiled-validators',
  setup: ({ onLoad }) =>
    onLoad({ filter: /library[/\\]schema-validator\.ts$/ }, () => ({ contents: compiledValidators(), loader: 'js' })),
};

// Each program has a folder of its own: what is packed must not need what is not.
for (const [name, entry] of [
  ['cli', 'src-main/host-cli/main.ts'],
  ['electron', 'src-main/host-electron/main.ts'],
]) {
  // Chunks of an earlier build would be packed with the app.
  rmSync(join(root, 'out', name), { recursive: true, force: true });
  await build({
    plugins: [validators],
    entryPoints: {
      [`${name}/main`]: join(root, entry),
      // A thread's program is a file of its own, beside whoever starts it.
      [`${name}/recording-worker`]: join(root, 'src-main/app/output/recording-worker.ts'),
      [`${name}/report-worker`]: join(root, 'src-main/app/report-worker.ts'),
      [`${name}/judge-worker`]: join(root, 'src-main/app/service/judge-worker.ts'),
    },
    outdir: join(root, 'out'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What every command loads is bundled: one file instead of some 200. The heavy ones stay outside, loaded when needed.
    external: ['electron', 'ssh2', 'ssh-config', 'pdfkit', 'node-forge', '@cantoo/pdf-lib'],
    // Packages in the older module format still call `require` for Node's own modules.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    platform: 'node',
    target: 'node22',
    format: 'esm',
    splitting: true,
    chunkNames: `${name}/[name]-[hash]`,
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

// A sandboxed preload is one CommonJS file.
await build({
  entryPoints: { 'electron/preload': join(root, 'src-main/host-electron/preload.ts') },
  outdir: join(root, 'out'),
  outExtension: { '.js': '.cjs' },
  bundle: true,
  external: ['electron'],
  platform: 'node',
  format: 'cjs',
  target: 'chrome140',
  logLevel: 'warning',
});
