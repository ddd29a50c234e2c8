import { fault, type Finding } from '../finding.ts';
import { cyclesOf, needsOf } from '../graph.ts';
import { asTexts } from '../loose.ts';
import { suggestion } from '../nearest.ts';
import { stepNamed, type Survey, type SurveyedStep } from '../survey.ts';

/** `needs` and `guard` name steps; needs go to no later phase and not in circles; a guard is a check. */
export function checkOrder(survey: Survey): readonly Finding[] {
  return [...survey.steps.flatMap((step) => [...needed(survey, step), ...guards(survey, step)]), ...circles(survey)];
}

function needed(survey: Survey, step: SurveyedStep): readonly Finding[] {
  return asTexts(step.body['needs']).flatMap(({ text, path: below }) => {
    const path = [...step.path, 'needs', ...below];
    const other = stepNamed(survey, text, step);
    if (other === undefined) return [unknownStep(survey, path, text, step)];
    const barrier = other.section !== step.section ? other.section === 'rollback' : other.phaseIndex > step.phaseIndex;
    const message = `\`${other.id}\` comes in a later phase: phases are barriers, so this would wait for ever`;
    return barrier ? [fault(path, 'runbook.order', message)] : [];
  });
}

function guards(survey: Survey, step: SurveyedStep): readonly Finding[] {
  return asTexts(step.body['guard']).flatMap(({ text, path: below }) => {
    const path = [...step.path, 'guard', ...below];
    const other = stepNamed(survey, text, step);
    if (other === undefined) return [unknownStep(survey, path, text, step)];
    if (other.kinds.includes('check')) return [];
    const message = `\`${other.id}\` is a \`${other.kinds[0] ?? 'step without a kind'}\`, and a guard must be a \`check\`: only a check can be taken again`;
    return [fault(path, 'runbook.guard', message)];
  });
}

/** A reference to a step that is not there, with the one that was meant. */
export function unknownStep(survey: Survey, path: Finding['path'], text: string, from?: SurveyedStep): Finding {
  const near = text.includes('/') || from === undefined ? survey.steps.map(({ id }) => id) : siblings(survey, from);
  return fault(path, 'runbook.unknown-name', `There is no step \`${text}\`${suggestion(text, near)}`);
}

function siblings(survey: Survey, from: SurveyedStep): readonly string[] {
  return survey.steps
    .filter(({ phase, section }) => phase === from.phase && section === from.section)
    .map(({ local }) => local);
}

function circles(survey: Survey): readonly Finding[] {
  const steps = survey.steps
    .filter((step) => survey.byId.get(step.id) === step)
    .map((step) => ({
      id: step.id,
      phase: `${step.section}/${step.phase}`,
      needs: Array.isArray(step.body['needs']) ? asTexts(step.body['needs']).map(({ text }) => text) : undefined,
      step,
    }));
  const needs = needsOf(steps, (reference, { step }) => stepNamed(survey, reference, step)?.id);
  return cyclesOf(needs).map((circle) => {
    const first = survey.byId.get(circle[0] ?? '');
    const message = `Steps need each other in a circle: ${circle.join(' -> ')}`;
    return fault([...(first?.path ?? []), 'needs'], 'runbook.cycle', message, 'key');
  });
}
