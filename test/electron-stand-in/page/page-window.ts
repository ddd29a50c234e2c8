/** The little of a page that the injected scripts touch: the tests are compiled without the browser's types. */
export interface PageWindow {
  readonly location: { readonly href: string };
  readonly document: EventTarget;
  open: (url?: string | URL, name?: string, features?: string) => null;
  /** Set by Chromium in the preload's world: text to the main process. */
  readonly standInPost: (text: string) => void;
  /** Called by the main process in the preload's world. */
  standInReceive: (text: string) => void;
}

/** A link as a click's path shows it. */
export interface PageLink {
  readonly tagName?: string;
  readonly target?: string;
  readonly href?: string;
}
