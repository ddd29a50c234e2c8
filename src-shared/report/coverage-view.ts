import type { Acceptance } from '../run/acceptance.ts';
import type { RunState, StepRunState } from '../run/state.ts';
import type { CoverageView } from './model.ts';
import { executedSteps } from './step-views.ts';
import type { ReportTexts } from './texts/en.ts';

type NotProven = CoverageView['notProven'][number];

/**
 * What the run does not show. A step is proven only by passing on what the app saw or a person confirmed as planned;
 * not-applicable steps of the plan are left out of the count, simulated ones are not.
 */
export function coverageView(state: RunState, acceptance: Acceptance, texts: ReportTexts): CoverageView {
  const steps = executedSteps(state).map((step) => ({ step, run: state.steps.get(step.id) }));
  const counted = steps.filter(({ run }) => run?.state !== 'not-applicable' || run.simulated);
  const open = counted.flatMap(({ step, run }): NotProven[] => {
    const why = notProvenStep(run, texts);
    return why === undefined ? [] : [{ what: `${step.id} · ${step.title}`, ...why }];
  });
  const cases = state.plan.forms.flatMap((form) =>
    form.groups.flatMap((group) =>
      group.cases.flatMap((one): NotProven[] => {
        if (state.cases.get(one.id)?.verdicts.length !== 0) return [];
        const what = `${form.title} · ${one.procedure}`;
        return [{ what, tone: 'person', word: texts.coverage.noVerdict, why: '' }];
      }),
    ),
  );
  return {
    steps: counted.length,
    provenSteps: counted.length - open.length,
    cases: acceptance.cases,
    provenCases: acceptance.cases - acceptance.open,
    notProven: [...open, ...cases],
  };
}

function notProvenStep(run: StepRunState | undefined, texts: ReportTexts): Omit<NotProven, 'what'> | undefined {
  const why = run?.why ?? '';
  const onHost = (name: 'unknown' | 'owed'): boolean => run?.hosts.some((host) => host.state === name) ?? false;
  if (run?.state === 'unknown' || onHost('unknown')) return { tone: 'unknown', word: texts.states.unknown, why };
  if (run?.state === 'owed' || onHost('owed')) return { tone: 'owed', word: texts.states.owed, why };
  if (run?.state === 'failed') return { tone: 'failed', word: texts.states.failed, why };
  if (run?.state === 'skipped') return { tone: 'skipped', word: texts.states.skipped, why };
  if (run?.simulated === true)
    return { tone: 'skipped', word: texts.states.simulated, why: why === '' ? texts.coverage.sent : why };
  if (run?.overridden === true) {
    const given =
      run.decisions.at(-1)?.reason ??
      run.guardOverridden?.reason ??
      run.hosts.find((one) => one.decided)?.decided?.reason;
    return { tone: 'person', word: texts.states.overridden, why: given ?? texts.coverage.word };
  }
  if (run?.state === 'passed' || run?.state === 'undone') return undefined;
  return { tone: 'skipped', word: texts.coverage.notReached, why };
}
