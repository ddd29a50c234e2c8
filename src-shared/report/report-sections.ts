import type { Plan } from '../plan/plan.ts';
import type { Section } from './blocks.ts';
import { paperFormat } from './format.ts';
import type { ReportModel } from './model.ts';
import { reportTexts } from './report-texts.ts';
import { finalSection, formSections } from './sections/forms.ts';
import { controlSection, documentSection } from './sections/front.ts';
import { outageSection } from './sections/outage.ts';
import { procedureSections } from './sections/procedures.ts';
import { evidenceSection, integritySection, preflightSection } from './sections/proof.ts';
import {
  compareSection,
  coverageSection,
  deviationsSection,
  notesSection,
  timelineSection,
} from './sections/record.ts';
import { stepLogSection } from './sections/step-log.ts';

/** The report in reading order; cover and contents are the renderer's. `plan` is the one that the model was built from. */
export function reportSections(model: ReportModel, plan: Plan): readonly Section[] {
  const texts = reportTexts(model.lang);
  const format = paperFormat(model.lang, model.run.about.zone);
  return [
    controlSection(model, texts, format),
    documentSection(model.document, texts),
    ...procedureSections(plan, texts),
    ...formSections(model, texts, format),
    finalSection(model, texts, format),
    timelineSection(model, texts),
    ...outageSection(model, texts, format),
    compareSection(model, texts),
    stepLogSection(model, texts, format),
    evidenceSection(model, texts, format),
    deviationsSection(model, texts, format),
    notesSection(model, texts, format),
    coverageSection(model, texts),
    preflightSection(model, texts),
    integritySection(model, texts),
  ];
}
