import { assertNever } from '../../src-shared/base/assert-never.ts';
import type { FolderView } from '../../src-shared/rpc/library-calls.ts';
import { core } from '../platform/core.ts';
import { useLinkStore } from './link-store.ts';

/** A path that a person shall name: of a file, a folder, or a file that is to be written. */
export interface PathWish {
  readonly kind: 'file' | 'folder' | 'target';
  readonly title: string;
  /** Endings with their dot, in lower case; files that end otherwise are not offered. */
  readonly endings?: readonly string[];
  /** Name that a file to be written is first given. */
  readonly name?: string;
  /** Where to begin; the core's own choice without it. */
  readonly folder?: string;
}

/** Whether the host asks by itself. Somebody may be quicker than the first answer of the core: it is waited for. */
export async function hasNativeDialogs(): Promise<boolean> {
  const info = useLinkStore.getState().info ?? (await core.call('app.info', {}));
  return info.nativeDialogs;
}

/** Asks by the host's own dialog; `null`: the person closed it. Throws DrillError `host.no-dialogs`. */
export function pickNatively({ kind, title, name = '' }: PathWish): Promise<string | null> {
  switch (kind) {
    case 'file':
      return core.call('host.pickFile', { title });
    case 'folder':
      return core.call('host.pickFolder', { title });
    case 'target':
      return core.call('host.pickTarget', { title, name });
    default:
      return assertNever(kind, 'kind of path');
  }
}

/** What stands in a folder of the machine that the core runs on. Throws DrillError `file.not-readable`. */
export function browseFolder(folder?: string): Promise<FolderView> {
  return core.call('files.browse', folder === undefined ? {} : { folder });
}
