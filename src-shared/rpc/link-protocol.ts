import type { WireError } from './calls.ts';

/** What a window may say, carried by birpc over a FramePort. Streams are opened by a number that the window chooses. */
export interface CoreSide {
  call(name: string, params: unknown): Promise<CallAnswer>;
  open(stream: number, name: string, params: unknown): void;
  /** Items up to and including number `upTo` were taken in: more may follow. */
  taken(stream: number, upTo: number): void;
  close(stream: number): void;
  /** Answered at once by a core that is alive: a line that stands does not say so. */
  beat(): Promise<true>;
}

/** What the core may say. */
export interface WindowSide {
  item(stream: number, number: number, item: unknown): void;
  ended(stream: number, error: WireError | null): void;
}

export type CallAnswer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: WireError };

/** Items of a stream that may be under way unacknowledged: a slow window slows its streams, not the core's memory. */
export const streamWindow = 16;
