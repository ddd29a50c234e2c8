import { planDot } from '../../src-shared/plan/plan-dot.ts';
import { planJson } from '../../src-shared/plan/plan-json.ts';
import { planText } from '../../src-shared/plan/plan-text.ts';
import type { LoadedPlan } from '../app/load-plan.ts';
import { loadPlan } from '../app/load-plan.ts';
import type { ExitCode } from './exit-code.ts';
import { printProblems } from './print-problems.ts';
import { pairsOf } from './run-inputs.ts';
import { createScreen } from './screen.ts';
import { usageError } from './usage-error.ts';

export interface PlanOptions {
  readonly inventory: string;
  readonly set: readonly string[];
  readonly out?: string;
  readonly format: 'text' | 'json' | 'dot' | 'pdf';
  readonly lang: 'en' | 'it';
}

/** `drillbook plan`: the frozen plan for people, for scripts, as a graph, or on paper. Nothing is contacted. */
export async function planCommand(runbook: string, options: PlanOptions): Promise<ExitCode> {
  if (options.out !== undefined && options.format !== 'pdf') throw usageError('--out goes with --format pdf.');
  const set = pairsOf('--set', options.set);
  const loaded = await loadPlan({ runbook, inventory: options.inventory, set, secrets: new Set() });
  if (!loaded.ok) {
    printProblems(createScreen({ input: process.stdin, output: process.stderr }), loaded.problems);
    return 1;
  }
  if (options.format === 'pdf') {
    const { writePlan } = await import('../app/write-plan.ts');
    const { out = 'plan.pdf', lang } = options;
    process.stdout.write(`${await writePlan(loaded, out, lang)}\n`);
  } else process.stdout.write(rendered(loaded, options.format));
  return 0;
}

function rendered(loaded: Extract<LoadedPlan, { readonly ok: true }>, format: 'text' | 'json' | 'dot'): string {
  const { plan, planHash } = loaded;
  if (format === 'json') return `${JSON.stringify(planJson(plan, planHash), undefined, 2)}\n`;
  return format === 'dot' ? planDot(plan) : planText(plan, planHash);
}
