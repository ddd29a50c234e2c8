import { expect, test } from 'vitest';
import type { HostId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { Plan } from '../plan/plan.ts';
import { operator, SampleRun } from '../../test/integration/report/sample-run.ts';
import { form as sampleForm, samplePlan } from '../../test/integration/report/sample-plan.ts';
import type { Block, Cell, Section } from './blocks.ts';
import { planSections } from './plan-sections.ts';
import { reportSections } from './report-sections.ts';

/** What a reader finds in the report that is not in the plan: debts, answers, people to call, and in which order. */

const plan = samplePlan();

function sectionOf(run: SampleRun, id: string): Section {
  const found = reportSections(run.report(), run.plan).find((section) => section.id === id);
  if (found === undefined) throw new Error(`no section ${id}`);
  return found;
}

const wordsOf = (cell: Cell | undefined): string =>
  typeof cell === 'string'
    ? cell
    : [cell?.text, cell?.note].filter((one) => one !== undefined && one !== '').join(' / ');

function factsOf(blocks: readonly Block[]): readonly (readonly [string, string])[] {
  return blocks.flatMap((block) =>
    block.kind === 'facts' ? block.rows.map(([label, cell]) => [label, wordsOf(cell)] as const) : [],
  );
}

test('a debt is a deviation, and so is its payment; what is still owed stands on the cover by its title', () => {
  const run = new SampleRun(plan).start();
  run.add('step-started', {
    step: asId('isolate/power-off'),
    hosts: [asId<HostId>('voice-a'), asId<HostId>('voice-b')],
  });
  run.attempt('isolate/power-off', 'voice-b', {});
  run.attempt('isolate/power-off', 'voice-a', {
    end: { kind: 'not-sent', code: 'ssh.timeout', message: 'no answer' },
    outcome: 'owed',
    why: 'voice-a does not answer',
  });
  run.settle('isolate/power-off', 'owed');
  const owing = run.report();
  expect([owing.deviations.at(-1)?.kind, owing.outcome.support.filter((line) => line.includes('owed'))]).toEqual([
    'owed: the host did not answer',
    ['1 step is owed: “Power the master off”'],
  ]);
  run.add('host-answered', { host: asId<HostId>('voice-a') });
  run.attempt('isolate/power-off', 'voice-a', { attempt: 2, outcome: 'owed', why: 'again no answer' });
  run.attempt('isolate/power-off', 'voice-a', { attempt: 3 });
  run.settle('isolate/power-off');
  const paid = run.report().deviations.filter(({ subject }) => subject === 'isolate/power-off · voice-a');
  expect(paid.map(({ kind, reason }) => [kind, reason])).toEqual([
    ['owed: the host did not answer', 'voice-a does not answer'],
    ['what was owed was done', 'exit 0'],
  ]);
});

test('answers stand beside the questions that were asked, choices beside who made them', () => {
  const asking: Plan = {
    ...plan,
    steps: plan.steps.map((step) => {
      if (step.id === 'activate/press' && step.action.kind === 'manual')
        return {
          ...step,
          action: {
            ...step.action,
            ask: {
              seen: { order: 1, title: 'Was the lamp green?', type: 'boolean', required: true },
              ticket: { order: 0, title: "Carrier's ticket", type: 'string', required: true },
            },
          },
        };
      if (step.id === 'isolate/dark')
        return { ...step, guard: [], action: { kind: 'choose' as const, options: ['newest', 'older'] } };
      return step;
    }),
  };
  const run = new SampleRun(asking).start();
  run.add('choice-made', { step: asId('isolate/dark'), by: operator, option: 'newest', scripted: true });
  run.settle('isolate/dark');
  run.add('step-confirmed', {
    step: asId('activate/press'),
    by: operator,
    answers: { seen: true, ticket: 'T-1' },
    evidence: [],
    scripted: false,
  });
  run.settle('activate/press');
  const facts = factsOf(sectionOf(run, 'steps').blocks);
  expect(facts.filter(([label]) => label === 'by a person' || label === 'choice')).toEqual([
    [
      'choice',
      expect.stringMatching(/^Chosen: newest \/ by Practice Operator \(Vendor\) at [\d:]+\nfrom a file of answers$/),
    ],
    ['by a person', "Confirmed by Practice Operator (Vendor) / Carrier's ticket: T-1\nWas the lamp green?: yes"],
  ]);
});

test('preflight stands in the order of the inventory and of the runbook, checks by their titles', () => {
  const run = new SampleRun(plan).start();
  for (const id of ['activate/role', 'isolate/dark'])
    run.add('preflight-check-taken', {
      step: asId(id),
      required: false,
      result: 'false',
      detail: 'not yet',
      outputs: {},
    });
  const { hosts, checks } = run.report().preflight;
  expect([hosts.map(({ host }) => host), checks.map(({ step, title }) => [step, title])]).toEqual([
    ['voice-a', 'voice-c'],
    [
      ['isolate/dark', 'The master no longer answers'],
      ['activate/role', 'The client says that it is active'],
    ],
  ]);
});

test('people to call are those of this run, beside the titles of its steps', () => {
  const contacts = [
    { name: 'Of another runbook', for: ['reroute/carrier'] },
    { name: 'Site', for: ['isolate/**', 'activate/press'] },
    { name: 'Anybody', for: [] },
  ];
  const run = new SampleRun({ ...plan, inventory: { ...plan.inventory, contacts } });
  expect(run.report().contacts).toEqual([
    {
      name: 'Site',
      for: ['Power the master off', 'The master no longer answers', 'Activate the client in its OCC'],
    },
    { name: 'Anybody', for: [] },
  ]);
});

test.each([
  ['with a clock', plan.objectives, 'from the declared time to “The client says that it is active” (activate/role)'],
  ['without one', { rtoMs: 60_000 }, 'from the start of the run, or the declared time, to its end'],
])('an objective %s says what it is measured from and to', (_, objectives, words) => {
  const run = new SampleRun({ ...plan, objectives });
  expect(factsOf(sectionOf(run, 'timeline').blocks)[0]?.[1]).toContain(words);
});

test.each([
  ['rolled-back', 'en', 'Run rolled back · tests accepted'],
  ['rolled-back', 'it', 'Esecuzione ripristinata · collaudo accettato'],
  ['completed', 'en', 'Accepted'],
] as const)('a run that is %s does not read as plainly accepted (%s)', (state, lang, sentence) => {
  const form = sampleForm('accept/baseline', 'Baseline', 1);
  const run = new SampleRun(samplePlan({ forms: [form] })).start().activate();
  run.verdict('accept/baseline/g1/c1', 'PASS').sign('accept/baseline/sign/tester', 'tester');
  run.sign('accept/baseline/sign/witness', 'witness');
  run.sign('final/sign/tester', 'tester').sign('final/sign/witness', 'witness').end(state);
  expect(run.report(lang).outcome.sentence).toBe(sentence);
});

test('the plan on paper asks for its parameters by their titles, and says which were not given', () => {
  const parameters: Plan['parameters'] = {
    ...plan.parameters,
    node_ip: { type: 'ip', title: 'Node IP of the cluster', value: null },
  };
  const [control] = planSections({ ...plan, parameters }, 'en');
  const table = control?.blocks.findLast((block) => block.kind === 'table');
  expect(table?.kind === 'table' && table.rows.map((row) => row.map(wordsOf))).toEqual([
    ['Name the clients use / service_name', 'voice.example.test'],
    ['Key for DNS updates / tsig_key', 'secret, given'],
    ['Node IP of the cluster / node_ip', 'not given'],
  ]);
});

test('a step that is undone later keeps the time that it took itself', () => {
  const run = new SampleRun(plan).start().activate();
  const rowOf = () => run.report().timeline.rows.find(({ step }) => step === 'activate/role');
  const before = rowOf();
  run.wait(600).settle('activate/role', 'undone', 'its undo passed');
  const after = rowOf();
  expect([after?.state, after?.endMs]).toEqual(['undone', before?.endMs]);
});
