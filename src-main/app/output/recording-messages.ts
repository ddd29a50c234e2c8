import type { RecordingSummary } from '../../engine/ports.ts';
import type { CastState } from '../../journal/recordings.ts';
import type { OutputChunk } from './output-chunk.ts';

/** One write into a recording; where its bytes are in the buffer that came along. */
export type Piece = readonly [id: number, stderr: boolean, atMs: number, offset: number, length: number];

/** What the thread that keeps long recordings is told, in this order. */
export type ToRecorder =
  /** `from`: offset of the first character that it will write, in UTF-16 units. */
  | { readonly kind: 'adopt'; readonly id: number; readonly from: number; readonly state: CastState }
  | { readonly kind: 'write'; readonly buffer: ArrayBuffer; readonly pieces: readonly Piece[] }
  | { readonly kind: 'typed'; readonly id: number; readonly text: string; readonly atMs: number }
  | { readonly kind: 'close'; readonly id: number }
  | { readonly kind: 'read'; readonly reader: number; readonly id: number; readonly from: number }
  /** The last chunk was taken: the next may come. */
  | { readonly kind: 'taken'; readonly reader: number }
  | { readonly kind: 'leave'; readonly reader: number };

export type FromRecorder =
  | { readonly kind: 'ready' }
  /** Bytes of a recording that are written, or known not to be: so much more may come. */
  | { readonly kind: 'written'; readonly id: number; readonly bytes: number }
  | { readonly kind: 'closed'; readonly id: number; readonly summary: RecordingSummary }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  | { readonly kind: 'chunk'; readonly reader: number; readonly chunk: OutputChunk }
  | { readonly kind: 'end'; readonly reader: number };
