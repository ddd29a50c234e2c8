import type { OutputStream } from '../../engine/ports.ts';

/** Offsets are UTF-16 units of the recording's output since its beginning, both streams together. */
export type OutputChunk =
  | {
      readonly kind: 'text';
      readonly from: number;
      readonly to: number;
      readonly stream: OutputStream;
      readonly text: string;
      /** Since the beginning of the recording. */
      readonly atMs: number;
    }
  /** Kept no longer: the older part is in the recording's file. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number }
  /** Nothing more comes; path below the run folder. */
  | { readonly kind: 'closed'; readonly file: string };
