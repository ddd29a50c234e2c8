import { join } from 'node:path';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import { isDocumentName } from '../../library/find-documents.ts';
import { readDocument } from '../../library/loaded-document.ts';
import { saveDocument } from '../../library/save-document.ts';

const mostCopies = 1_000;

/**
 * Keeps a document that came from elsewhere, under its own name as far as that is a safe one. Another file of that name
 * is left alone; the same text is not kept twice. Throws DrillError `file.not-writable`.
 */
export async function importDocument(folder: string, name: string, text: string): Promise<string> {
  const safe = safeName(name);
  const [, stem = safe, ending = ''] = /^(.*?)(\.[a-z]+)$/.exec(safe) ?? [];
  for (let copy = 1; copy <= mostCopies; copy += 1) {
    const file = join(folder, copy === 1 ? safe : `${stem}-${copy}${ending}`);
    const there = await readDocument(file).catch(() => undefined);
    if (there?.text === text) return file;
    if (there !== undefined) continue;
    await saveDocument(file, text, undefined);
    return file;
  }
  throw new DrillError('file.not-writable', `${folder} holds too many files that are named like ${safe}.`);
}

/** Letters, digits, dot, dash and underscore of the last part of the name; no system takes offence at these. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const safe = last
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .slice(-80)
    .replace(/^[.-]+/, '')
    .replace(/\.(?=[^.]*$)[A-Za-z]+$/, (ending) => ending.toLowerCase());
  return isDocumentName(safe) ? safe : `${safe === '' ? 'runbook' : safe}.yaml`;
}
