import type { FolderView } from '../../src-shared/rpc/library-calls.ts';

export type FolderEntry = FolderView['entries'][number];

/** The separator of the machine that the core runs on, as its paths show it. */
function separatorOf(path: string): string {
  return path.includes('/') ? '/' : '\\';
}

/** `/data` and `drill.pdf` -> `/data/drill.pdf`; a root keeps its one separator. */
export function joinedPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : separatorOf(folder);
  return folder.endsWith(separator) ? folder + name : `${folder}${separator}${name}`;
}

/** `/data/drill.pdf` -> `/data`; undefined for a name alone or a root. */
export function folderOf(path: string): string | undefined {
  const trimmed = path.replace(/[/\\]+$/, '');
  const at = Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\'));
  if (at < 0 || trimmed === '') return undefined;
  return at === 0 ? trimmed.slice(0, 1) : trimmed.slice(0, at);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}

/** Folders before files, each by name as people count: `2.yaml` before `10.yaml`. Files of other endings are left out. */
export function offeredEntries(
  entries: readonly FolderEntry[],
  { files, endings }: { readonly files: boolean; readonly endings?: readonly string[] },
): readonly FolderEntry[] {
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  return entries
    .filter(({ kind, name }) => kind === 'folder' || (files && endsAs(name, endings)))
    .toSorted((a, b) => (a.kind === b.kind ? order.compare(a.name, b.name) : a.kind === 'folder' ? -1 : 1));
}

function endsAs(name: string, endings: readonly string[] | undefined): boolean {
  return endings === undefined || endings.some((ending) => name.toLowerCase().endsWith(ending));
}
