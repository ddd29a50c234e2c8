/** `npm run docs`: writes the pages that are generated; `--check` says which are out of date and changes nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { remedies } from '../src-shared/base/error-codes.ts';

const root = join(import.meta.dirname, '..');

function errorsPage(): string {
  const rows = Object.entries(remedies)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, remedy]) => `## \`${code}\`\n\n${remedy}\n`);
  return `# Errors and their remedies\n\nMade from \`src-shared/base/error-codes.ts\`. The code is the error’s identity; its text may change.\n\n${rows.join('\n')}`;
}

const pages: Readonly<Record<string, string>> = {
  'docs/errors.md': await format(errorsPage(), { parser: 'markdown', printWidth: 120 }),
};

for (const [path, text] of Object.entries(pages)) {
  const file = join(root, path);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${path} is out of date: npm run docs`);
    process.exitCode = 1;
  }
}
