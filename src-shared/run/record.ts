import type { Sha256 } from '../base/ids.ts';
import type { RunEvent } from './facts.ts';

/** A line of the journal: the event, the hash of the line before it, and its own. */
export type JournalRecord = RunEvent & { readonly prev: Sha256; readonly hash: Sha256 };
