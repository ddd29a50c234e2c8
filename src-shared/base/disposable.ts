/** What a `createX` or an `onX` returns: whoever holds it ends it, once. */
export interface Disposable {
  dispose(): void | Promise<void>;
}
