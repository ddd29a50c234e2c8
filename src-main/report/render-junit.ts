import type { CaseView, ReportModel, StepView } from '../../src-shared/report/model.ts';

/**
 * The run for a build server: a suite for each form, and one for the steps. A FAIL is a failure; unknown, owed, or an
 * OTHER without the customer's agreement is an error; what was skipped or has no verdict is skipped, never passed.
 */
export function renderJunit(model: ReportModel): string {
  const suites = [
    suite('steps', model.steps.map(stepCase)),
    ...model.forms.map((form) =>
      suite(
        form.title,
        form.groups.flatMap(({ cases }) => cases.map((one) => formCase(form.id, one))),
      ),
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xml(model.run.title)}">\n${suites.join('\n')}\n</testsuites>\n`;
}

interface TestCase {
  readonly name: string;
  readonly group: string;
  readonly seconds: number;
  readonly result: 'passed' | 'failure' | 'error' | 'skipped';
  readonly why: string;
}

function suite(name: string, cases: readonly TestCase[]): string {
  const count = (result: TestCase['result']): number => cases.filter((one) => one.result === result).length;
  const time = cases.reduce((sum, one) => sum + one.seconds, 0);
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  return `  <testsuite name="${xml(name)}" ${counts} time="${time.toFixed(3)}">\n${cases.map(testCase).join('\n')}\n  </testsuite>`;
}

function testCase({ name, group, seconds, result, why }: TestCase): string {
  const head = `    <testcase classname="${xml(group)}" name="${xml(name)}" time="${seconds.toFixed(3)}"`;
  return result === 'passed' ? `${head}/>` : `${head}><${result} message="${xml(why)}"/></testcase>`;
}

function stepCase(step: StepView): TestCase {
  const { startedAt, endedAt } = step;
  const seconds =
    startedAt === undefined || endedAt === undefined ? 0 : (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  return {
    name: step.id,
    group: step.phase,
    seconds,
    result: stepResult(step),
    why: step.why === '' ? (step.simulated ? 'simulated' : step.state) : step.why,
  };
}

function stepResult({ state, simulated }: StepView): TestCase['result'] {
  if (state === 'failed') return 'failure';
  if (state === 'unknown' || state === 'owed') return 'error';
  return (state === 'passed' || state === 'undone') && !simulated ? 'passed' : 'skipped';
}

function formCase(form: string, one: CaseView): TestCase {
  const base = { name: `${one.number} ${one.procedure}`, group: form, seconds: 0 };
  const said = one.verdicts.at(-1);
  const why = said?.caveat ?? said?.comment ?? '';
  if (one.verdict === 'FAIL') return { ...base, result: 'failure', why };
  if (one.verdict === 'OTHER' && one.agreed?.counts !== true) return { ...base, result: 'error', why };
  if (one.verdict === undefined) return { ...base, result: 'skipped', why: 'no verdict' };
  return { ...base, result: 'passed', why };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** Characters that XML 1.0 cannot hold at all are left out. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"\n]/g, (found) => entities[found] ?? '');
}
