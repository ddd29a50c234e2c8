import { rollbackItems } from '../../src-shared/run/rollback-items.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { Screen } from './screen.ts';
import { oneLine, toned } from './terminal-text.ts';

/** What a rollback would do now, in its order; what cannot be undone stands out. Nobody agrees to it unseen. */
export function printRollbackPreview(state: RunState, screen: Screen): void {
  const items = rollbackItems(state);
  screen.line(items.length === 0 ? 'There is nothing to undo.' : 'The rollback would do this, in this order:');
  for (const { id, host, title, kind } of items) {
    const where = host === undefined ? '' : ` on ${host}`;
    const text = `${id}${where}  ${oneLine(title)}`;
    screen.line(kind === 'none' ? `  ${toned('bad', 'NO UNDO')}  ${text}` : `  ${kind.padEnd(7)}  ${text}`);
  }
}
