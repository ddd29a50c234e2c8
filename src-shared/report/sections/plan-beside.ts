import type { Plan, PlanStep } from '../../plan/plan.ts';
import { compareStep, probeStep } from '../../plan/probe-step.ts';
import { stepHosts } from '../../plan/step-hosts.ts';
import type { Block, Section } from '../blocks.ts';
import { duration } from '../format.ts';
import { actionWords, isScript } from '../step-words.ts';
import type { ReportTexts } from '../texts/en.ts';

/** What the plan does beside its steps, to the last character: who approves it approves these scripts, too. */
export function besideSections(plan: Plan, texts: ReportTexts): readonly Section[] {
  const words = texts.outage;
  const blocks = [
    ...plan.probes.flatMap((probe) =>
      besideBlocks(plan, probeStep(probe), words.every(duration(probe.everyMs)), texts),
    ),
    ...plan.compare.flatMap((one) => besideBlocks(plan, compareStep(one), texts.compare.title, texts)),
  ];
  return blocks.length === 0 ? [] : [{ id: 'beside', title: words.beside, level: 1, newPage: false, blocks }];
}

function besideBlocks(plan: Plan, step: PlanStep, when: string, texts: ReportTexts): readonly Block[] {
  const action = actionWords(plan, step, texts);
  const aside = [when, ...stepHosts(step)].join(' · ');
  return [
    { kind: 'step-head', id: step.id, title: step.title, tone: 'neutral', word: '', anchor: step.id, aside },
    isScript(step)
      ? {
          kind: 'code',
          title: texts.steps.action,
          lines: action
            .trimEnd()
            .split('\n')
            .map((text) => ({ text })),
        }
      : { kind: 'text', text: action },
  ];
}
