import type { OpenRun } from '../app/open-run.ts';
import type { Screen } from './screen.ts';
import { oneLine, wrapped } from './terminal-text.ts';

/** What is being run, by which plan and where its record is: whoever comes back at night sees it before anything else. */
export function printRunHead(run: OpenRun, screen: Screen, selfApproved: boolean): void {
  const { runbook, inventory } = run.plan;
  const { mode = 'rehearsal', about } = run.state.created ?? {};
  const title = `${mode.toUpperCase()}  ${oneLine(`${runbook.title} ${runbook.version}`)}  on ${inventory.id}`;
  screen.line(wrapped(title, screen.columns));
  screen.line(wrapped(`Plan ${run.planHash}${selfApproved ? ' self-approved (--yes)' : ''}`, screen.columns));
  screen.line(`Times in ${about?.zone ?? 'UTC'}. Run folder: ${run.folder}`);
}
