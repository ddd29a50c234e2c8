import type { Plan } from '../../src-shared/plan/plan.ts';
import { paperFormat } from '../../src-shared/report/format.ts';
import type { ReportModel } from '../../src-shared/report/model.ts';
import { reportSections } from '../../src-shared/report/report-sections.ts';
import { reportTexts } from '../../src-shared/report/report-texts.ts';
import { coverFacts } from './cover-facts.ts';
import { htmlBlock } from './html/html-blocks.ts';
import { htmlMarkdown } from './html/html-markdown.ts';
import { htmlStyle } from './html/html-style.ts';
import { htmlId, htmlText } from './html/html-text.ts';

const tones = { good: 'passed', warning: 'warning', bad: 'failed', open: 'neutral' } as const;

/** The report as one page without scripts and without anything from outside; it prints. Not signed: the PDF is. */
export function renderHtml(model: ReportModel, plan: Plan): string {
  const texts = reportTexts(model.lang);
  const format = paperFormat(model.lang, model.run.about.zone);
  const { run, outcome } = model;
  const sections = reportSections(model, plan);
  const support = outcome.final ? outcome.support : [texts.outcome.draft, ...outcome.support];
  const mark = run.mode === 'rehearsal' ? texts.marks.rehearsal : outcome.final ? '' : texts.marks.draft;
  const contents = sections.map(
    ({ id, title }) => `<li><a href="#${htmlId(`section-${id}`)}">${htmlText(title)}</a></li>`,
  );
  const body = sections.map((section) => {
    const eyebrow = section.eyebrow === undefined ? '' : `<p class="eyebrow">${htmlText(section.eyebrow)}</p>`;
    const lead =
      section.lead === undefined || section.lead === '' ? '' : `<p class="lead">${htmlText(section.lead)}</p>`;
    const blocks = section.blocks.map((block) => htmlBlock(block, texts, format)).join('\n');
    const page = section.newPage ? ' class="page"' : '';
    // Both names lead here: the contents use the first, tables the second.
    return `<section${page} id="${htmlId(`section-${section.id}`)}">${eyebrow}<h2 id="${htmlId(section.id)}">${htmlText(section.title)}</h2>${lead}${blocks}</section>`;
  });
  return `<!doctype html>
<html lang="${model.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${htmlText(run.title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
${mark === '' ? '' : `<div class="mark">${htmlText(mark)}</div>`}
<p class="note">${htmlText(`${texts.cover.kind} · ${run.id}`)}</p>
<h1>${htmlText(run.title)}</h1>
${run.summary === undefined ? '' : `<div class="lead">${htmlMarkdown(run.summary)}</div>`}
<div class="outcome ${tones[outcome.tone]}"><strong>${htmlText(outcome.sentence)}</strong><ul>${support.map((line) => `<li>${htmlText(line)}</li>`).join('')}</ul></div>
${htmlBlock({ kind: 'facts', rows: coverFacts(model, texts, format) }, texts, format)}
<h3>${htmlText(texts.contents)}</h3>
<ol>${contents.join('\n')}</ol>
${body.join('\n')}
</body>
</html>
`;
}
