import { join } from 'node:path';
import { expect } from '@playwright/test';
import { verify } from '../../src-main/app/verify.ts';
import { answerTheRun } from './answered-run.ts';
import { beginShippedRun, makeShippedRun, startShippedRun } from './answered-start.ts';
import { test } from './app-test.ts';
import { headline } from './cockpit.ts';
import { runBefore, setTheScene } from './practice-orders.ts';
import { saveReport, sealRun } from './run-report.ts';
import { readScript } from './shipped-run.ts';
import { shippedRuns } from './shipped-runs.ts';

// The longest has 128 verdicts; on a machine that does other things too that takes minutes.
test.describe.configure({ timeout: 900_000 });

for (const run of shippedRuns) {
  const tag = run.short === true ? [] : ['@systems'];
  test(
    `${run.system}/${run.runbook}, from the library to a report that verifies`,
    { tag },
    async ({ host, window, dataFolder }) => {
      const script = await readScript(run);
      await beginShippedRun(window, script);
      await setTheScene(dataFolder, run.system, run.before);
      if (run.after !== undefined) await runBefore(dataFolder, run, run.after);
      const plan = await makeShippedRun(window, dataFolder, run, script);
      await startShippedRun(window, script);
      await answerTheRun(window, plan, script);
      await expect(headline(window)).toHaveText(run.headline);
      // A clock whose steps are none of the plan's would stand still.
      await expect(window.getByText('not begun')).toHaveCount(0);

      await sealRun(window);
      const outcome = window.getByRole('complementary', { name: 'As it stands' });
      await expect(outcome).toContainText('Nothing is outstanding: the report is final.');
      if (run.verdicts !== undefined) await expect(outcome).toContainText(run.verdicts);
      const report = join(dataFolder, 'report.pdf');
      await saveReport(host, report);
      expect(await verify(report, undefined)).toMatchObject({ ok: true, problems: [] });
    },
  );
}
