import type { TerminalView } from './terminal-view.ts';

/** Opening takes a moment; whoever left in it gets nothing, and nothing stays behind. Returns what ends it. */
export function whenOpen(
  opening: Promise<TerminalView>,
  begin: (view: TerminalView) => { readonly dispose: () => unknown },
): () => void {
  let left = false;
  let end = (): void => undefined;
  void opening.then((view) => {
    if (left) {
      void view.dispose();
      return;
    }
    const begun = begin(view);
    end = () => {
      begun.dispose();
      void view.dispose();
    };
  });
  return () => {
    left = true;
    end();
  };
}
