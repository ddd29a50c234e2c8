/** As it was typed, at most 400 characters. What the host did not echo is only counted: `[not echoed, 8 characters]`. */
export interface TypedLine {
  readonly at: string;
  readonly text: string;
}

/** `closed`: by the person, or with its step; never merged with what the host did. */
export type TerminalEnd =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'lost'; readonly message: string }
  | { readonly kind: 'no-status' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'not-opened'; readonly code: string; readonly message: string }
  /** The program that showed it ended; found at the next start. */
  | { readonly kind: 'interrupted' };
