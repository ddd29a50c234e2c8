import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import type { HostWish } from '../../src-shared/rpc/calls.ts';

/** Runbooks and inventories; `.drillbook` is a runbook's own ending, for a double click. */
const documents: ReadonlySet<string> = new Set(['.drillbook', '.yaml', '.yml']);

/** What the words of a command line ask of the app. Others are Chromium's and the system's, which add some of theirs. */
export function readWishes(words: readonly string[], cwd: string): readonly HostWish[] {
  return words.flatMap((word) => {
    const wish = word.startsWith('-') ? undefined : (wishOfLink(word) ?? wishOfFile(word, cwd));
    return wish === undefined ? [] : [wish];
  });
}

/** `drillbook://run/<run id>` shows a run; a link can do no more than show. */
export function wishOfLink(link: string): HostWish | undefined {
  const run = /^drillbook:\/\/run\/([A-Za-z0-9][A-Za-z0-9._-]{0,200})\/?$/.exec(link)?.[1];
  return run === undefined ? undefined : { kind: 'open-run', run };
}

export function wishOfFile(word: string, cwd: string): HostWish | undefined {
  if (!documents.has(extname(word).toLowerCase())) return undefined;
  const file = resolve(cwd, word);
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? { kind: 'open-file', file } : undefined;
}
