/** `npm run docs`: writes the pages that are generated; `--check` says which are out of date and changes nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { formatPage } from '../src-main/library/format-page.ts';
import { remedies } from '../src-shared/base/error-codes.ts';
import { problemRemedies } from '../src-shared/runbook/finding.ts';
import { answersSchema } from '../src-shared/runbook/answers-schema.ts';
import { inventorySchema } from '../src-shared/runbook/inventory-schema.ts';
import { jsonSchema } from '../src-shared/runbook/json-schema.ts';
import { runbookSchema } from '../src-shared/runbook/runbook-schema.ts';

const root = join(import.meta.dirname, '..');

function errorsPage(): string {
  const rows = Object.entries({ ...remedies, ...problemRemedies })
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, remedy]) => `## \`${code}\`\n\n${remedy}\n`);
  return `# Errors and their remedies\n\nMade from \`src-shared/base/error-codes.ts\` and \`src-shared/runbook/finding.ts\`. The code is the error’s identity; its text may change.\n\n${rows.join('\n')}`;
}

function schemaFile(name: string, schema: object): string {
  return `${JSON.stringify(jsonSchema(name, schema), null, 2)}\n`;
}

const pages: Readonly<Record<string, string>> = {
  'docs/errors.md': await format(errorsPage(), { parser: 'markdown', printWidth: 120 }),
  'docs/runbook-format.md': formatPage(),
  'assets/schema/runbook.v1.schema.json': schemaFile('runbook.v1', runbookSchema),
  'assets/schema/inventory.v1.schema.json': schemaFile('inventory.v1', inventorySchema),
  'assets/schema/answers.v1.schema.json': schemaFile('answers.v1', answersSchema),
};

for (const [path, text] of Object.entries(pages)) {
  const file = join(root, path);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${path} is out of date: npm run docs`);
    process.exitCode = 1;
  }
}
