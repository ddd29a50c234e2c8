import type { LinkFault } from '../link-words.ts';

/** What a URL answered. `body`: its first MiB as text; `location`: of a redirect that was not followed. */
export type HttpAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      readonly location?: string;
      readonly ms?: number;
    }
  | LinkFault;

export const httpTimeoutMs = 10_000;
export const bodyLimit = 1_048_576;
export const maxRedirects = 5;
