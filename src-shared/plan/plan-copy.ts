import type { CopyDocument } from '../runbook/step-schema.ts';
import type { PlanCopy } from './file-copy.ts';
import { given } from './given.ts';
import type { Place } from './host-work.ts';
import type { Path } from './plan-problem.ts';
import { report } from './plan-problem.ts';
import type { HostWork, PlanValue } from './plan.ts';
import type { Planning } from './planning.ts';
import type { Scope } from './scope.ts';

/** A `copy` for each host; `path` leads to the `copy` key. The hosts come with no environment: a copy runs no script. */
export function planCopy(
  planning: Planning,
  copy: CopyDocument,
  hosts: readonly HostWork[],
  { scope, path }: Place,
): { readonly kind: 'copy'; readonly copy: PlanCopy; readonly hosts: readonly HostWork[] } {
  const { upload, download, edit } = copy;
  const on = (texts: Readonly<Record<string, readonly [text: string, path: Path]>>): readonly HostWork[] =>
    hosts.map(({ host }) => ({ host, env: valuesOf(planning, texts, { bindings: scope.bindings, host }) }));
  const sudo = (upload ?? download ?? edit)?.sudo ?? false;
  if (upload !== undefined) {
    const at = [...path, 'upload'];
    const file = planning.files[upload.from] ?? { fault: 'it was not looked for' };
    const known = 'fault' in file ? { name: upload.from, bytes: 0, sha256: '' } : file;
    if ('fault' in file) report(planning, 'plan.file-unreadable', [...at, 'from'], `${upload.from}: ${file.fault}`);
    const mode = given({ mode: upload.mode?.padStart(4, '0') });
    return {
      kind: 'copy',
      copy: { kind: 'upload', file: known, ...mode, sudo },
      hosts: on({ path: [upload.to, [...at, 'to']] }),
    };
  }
  if (download !== undefined) {
    const from: readonly [string, Path] = [download.from, [...path, 'download', 'from']];
    return { kind: 'copy', copy: { kind: 'download', sudo }, hosts: on({ path: from }) };
  }
  if (edit === undefined) throw new TypeError('A copy has no kind: validation refuses this');
  const at = [...path, 'edit'];
  return {
    kind: 'copy',
    copy: { kind: 'edit', replace: edit.replace, sudo },
    hosts: on({ path: [edit.path, [...at, 'path']], with: [edit.with, [...at, 'with']] }),
  };
}

function valuesOf(
  planning: Planning,
  texts: Readonly<Record<string, readonly [text: string, path: Path]>>,
  scope: Scope,
): Readonly<Record<string, PlanValue>> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, [text, path]]) => {
      const value = planning.templates.env(text, scope, path);
      const wrong = name === 'path' && 'value' in value ? pathFault(value.value) : undefined;
      if (wrong !== undefined) report(planning, 'plan.value-invalid', path, `${JSON.stringify(text)} ${wrong}`);
      return [name, value];
    }),
  );
}

/** Why a text is no path of a file, as far as that can be told without the host. */
export function pathFault(path: string): string | undefined {
  if (path === '' || path.endsWith('/')) return 'names no file: write the whole path, the file’s name included.';
  if (path.startsWith('~'))
    return 'begins with `~`, which only a shell knows: a path without / begins in the home folder.';
  return /[\0\n\r]/.test(path) ? 'holds a line end or NUL, which no path of a copy may.' : undefined;
}
