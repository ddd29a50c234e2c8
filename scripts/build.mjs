/** Bundles our own code, one file for each program; packages stay outside and are loaded from node_modules. */
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');

await build({
  entryPoints: { 'cli/main': join(root, 'src-main/host-cli/main.ts') },
  outdir: join(root, 'out'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node22',
  format: 'esm',
  splitting: true,
  chunkNames: 'cli/[name]-[hash]',
  sourcemap: 'linked',
  logLevel: 'warning',
});
