import type { Disposable } from '../base/disposable.ts';
import type { ErrorCode } from '../base/error-codes.ts';
import type { JournalRecord } from '../run/record.ts';
import { deskParams, type DeskResults, type Question } from './desk-calls.ts';
import type { ParamsOf } from './fields.ts';
import { libraryParams, type LibraryResults } from './library-calls.ts';
import { runParams, type Held, type RunResults } from './run-calls.ts';
import type { streamParams } from './stream-params.ts';

/** Every call that a window can make, with the schema that its parameters are held against at the border. */
export const callParams = { ...libraryParams, ...runParams, ...deskParams };

export interface CallResults extends LibraryResults, RunResults, DeskResults {}
export type CallName = keyof CallResults & keyof typeof callParams;
export type CallParams<Name extends CallName> = ParamsOf<typeof callParams>[Name];

/** One handler for each call of an area: a host does not compile until all are served. Throws DrillError. */
export type Handlers<Names extends CallName> = {
  readonly [Name in Names]: (params: CallParams<Name>) => Promise<CallResults[Name]>;
};

/** What a stream sends, item by item, to whoever subscribed. */
export interface StreamItems {
  /** Durable records from number `from` on, in batches, and whether this process may act on the run. */
  'run.records': RecordsItem;
  /** Decoded output of one recording from UTF-16 offset `from` on. */
  output: OutputItem;
  /** All open questions, whenever they change. */
  questions: readonly Question[];
  /** Something on disk or in the core changed: whoever shows it reads it again. */
  changes: { readonly what: 'runs' | 'library' | 'settings' | 'lab' | 'known-hosts' };
  /** The host's wishes: a deep link, a file that was opened with the app, a menu entry. */
  'host.wishes': HostWish;
}

export type StreamName = keyof StreamItems & keyof typeof streamParams;
export type StreamParams<Name extends StreamName> = ParamsOf<typeof streamParams>[Name];

export interface RecordsItem {
  readonly records: readonly JournalRecord[];
  readonly held: Held;
  /** Everything that was durable when the stream began has been sent. */
  readonly caughtUp: boolean;
}

export type OutputItem =
  | {
      readonly kind: 'text';
      readonly from: number;
      readonly to: number;
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
    }
  /** Kept no longer: the older part is in the recording. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number }
  | { readonly kind: 'closed'; readonly file: string };

export type HostWish =
  | { readonly kind: 'open-file'; readonly file: string }
  | { readonly kind: 'open-run'; readonly run: string }
  | { readonly kind: 'command-palette' }
  | { readonly kind: 'go'; readonly to: 'library' | 'history' | 'settings' };

/** What crosses the wire of an error: its identity is the code. `internal` is a fault of ours. */
export interface WireError {
  readonly code: ErrorCode | 'internal';
  readonly message: string;
}

/** A window's side of the contract. */
export interface Link {
  /** Rejects with DrillError; `link.lost` when the answer can no longer come. */
  call<Name extends CallName>(name: Name, params: CallParams<Name>): Promise<CallResults[Name]>;
  /** `params` is asked again after a broken link, so that it can name where to go on. */
  subscribe<Name extends StreamName>(name: Name, subscription: Subscription<Name>): Disposable;
}

export interface Subscription<Name extends StreamName> {
  readonly params: () => StreamParams<Name>;
  readonly onItem: (item: StreamItems[Name]) => void;
  /** The stream is over for good: at its end, or with an error. */
  readonly onEnd?: (error?: WireError) => void;
}
