import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import { stepScript, stepWork } from '../../../src-shared/plan/step-hosts.ts';
import { visibleText } from '../../../src-shared/plan/visible-text.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { expectationLines, ruleLines, taskLines } from './plan-step-words.ts';
import { planTexts } from './plan-texts.ts';
import classes from './plan-view.module.css';
import { ScriptBlock } from './script-block.tsx';

/** All that the plan says of a step; control characters are shown, never obeyed. */
export function PlanStepDetails({ step }: { readonly step: PlanStep }) {
  const words = useTexts(planTexts);
  const script = stepScript(step);
  const tasks = taskLines(step, words);
  const expects = expectationLines(step, words);
  const keeps = Object.entries(step.capture).map(([name, { pattern }]) => `${name} = /${pattern}/`);
  return (
    <div className={classes['details']}>
      <p className={classes['stepId']}>{step.id}</p>
      {step.description === undefined ? null : <p className={classes['prose']}>{visibleText(step.description)}</p>}
      {tasks.map((line) => (
        <p key={line} className={classes['prose']}>
          {visibleText(line)}
        </p>
      ))}
      {script === undefined ? null : (
        <ScriptBlock
          title={
            step.action.kind === 'run' && step.action.tty
              ? `${words.detail.script}, ${words.detail.withTerminal}`
              : words.detail.script
          }
          script={script}
          hosts={stepWork(step)}
        />
      )}
      <Lines title={words.detail.expects} lines={expects} />
      <Lines title={words.detail.keeps} lines={keeps} />
      <Lines title={words.detail.rules} lines={ruleLines(step, words)} />
      <Undo undo={step.undo} />
    </div>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div className={classes['lines']}>
      <span className={classes['label']}>{title}</span>
      <ul>
        {lines.map((line) => (
          <li key={line}>{visibleText(line)}</li>
        ))}
      </ul>
    </div>
  );
}

function Undo({ undo }: { readonly undo: PlanStep['undo'] | undefined }) {
  const { detail } = useTexts(planTexts);
  if (undo === undefined) return null;
  switch (undo.kind) {
    case 'run':
      return <ScriptBlock title={undo.title ?? detail.undo} script={undo.script} hosts={undo.hosts} />;
    case 'manual':
      return <Lines title={detail.undoByHand} lines={[undo.instructions.trim()]} />;
    case 'restore':
      return <Lines title={undo.title ?? detail.undo} lines={[detail.world.restoresFound]} />;
    case 'none':
      return (
        <p className={classes['danger']}>
          {detail.undoNone}: {visibleText(undo.reason)}
        </p>
      );
  }
}
