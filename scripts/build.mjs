/** Bundles our own code, one file for each program; packages stay outside and are loaded from node_modules. */
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');

await build({
  entryPoints: { 'cli/main': join(root, 'src-main/host-cli/main.ts') },
  outdir: join(root, 'out'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // What every command loads is bundled: one file instead of some 200. The heavy ones stay outside, loaded when needed.
  external: ['ssh2', 'ssh-config', 'pdfkit', '@signpdf/*', 'node-forge', '@cantoo/pdf-lib'],
  // Packages in the older module format still call `require` for Node's own modules.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  platform: 'node',
  target: 'node22',
  format: 'esm',
  splitting: true,
  chunkNames: 'cli/[name]-[hash]',
  sourcemap: 'linked',
  logLevel: 'warning',
});
