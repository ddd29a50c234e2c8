/** Bundles what windows show: one page with its chunks and workers, all paths relative, for both hosts. */
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');

await build({
  configFile: false,
  root: join(root, 'src-renderer'),
  base: './',
  publicDir: join(root, 'assets/page'),
  plugins: [react()],
  worker: { format: 'es' },
  logLevel: 'warn',
  build: {
    outDir: join(root, 'out/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: true,
    // One page of a local program: what matters is that the first screen does not wait for editor, graph and PDF.
    chunkSizeWarningLimit: 1_500,
  },
});
