import { assertNever } from '../../../src-shared/base/assert-never.ts';
import type { Block, Cell, CodeLine } from '../../../src-shared/report/blocks.ts';
import { duration, shortHash } from '../../../src-shared/report/format.ts';
import type { PaperFormat } from '../../../src-shared/report/format.ts';
import type { CaseView, FormGroupView, SignatureView, TimelineView } from '../../../src-shared/report/model.ts';
import { timelineScales } from '../../../src-shared/report/timeline-scales.ts';
import { signedAtWords } from '../../../src-shared/report/sections/forms.ts';
import { stepTone, stepWord } from '../../../src-shared/report/sections/tones.ts';
import type { ReportTexts } from '../../../src-shared/report/texts/en.ts';
import { htmlMarkdown } from './html-markdown.ts';
import { htmlOutageMeter } from './html-outage.ts';
import { htmlId, htmlText } from './html-text.ts';

/** One block of the report as HTML; every text in it is escaped. */
export function htmlBlock(block: Block, texts: ReportTexts, format: PaperFormat): string {
  switch (block.kind) {
    case 'heading': {
      const tag = block.level === 1 ? 'h3' : 'h4';
      const id = block.anchor === undefined ? '' : ` id="${htmlId(block.anchor)}"`;
      return `<${tag}${id}>${htmlText(block.text)}</${tag}>`;
    }
    case 'text':
      return htmlParagraph(block);
    case 'remark':
      return `<p><strong>${htmlText(block.label)}.</strong> ${htmlText(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${block.markdown === true ? htmlMarkdown(item) : htmlText(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl${block.anchor === undefined ? '' : ` id="${htmlId(block.anchor)}"`}>${block.rows.map(([label, cell]) => `<dt>${htmlText(label)}</dt><dd>${htmlCell(cell)}</dd>`).join('')}</dl>`;
    case 'table':
      return htmlTable(block);
    case 'callout':
      return `<div class="callout ${block.tone}"><strong>${htmlText(block.title)}</strong><p>${htmlText(block.text)}</p></div>`;
    case 'code': {
      const title = block.title === undefined ? '' : `<p class="note">${htmlText(block.title)}</p>`;
      const id = block.anchor === undefined ? '' : ` id="${htmlId(block.anchor)}"`;
      return `${title}<pre${id}>${codeText(block.lines)}</pre>`;
    }
    case 'step-head':
      return `<div class="step" id="${htmlId(block.anchor)}"><h4>${htmlText(block.title)} <span class="tone ${block.tone}">${htmlText(block.word)}</span></h4><p class="note">${htmlText(`${block.id} · ${block.aside}`)}</p></div>`;
    case 'form-group':
      return htmlGroup(block.group, texts, format);
    case 'signatures':
      return `<div class="signatures">${block.signatures.map((one) => htmlSignature(one, texts, format)).join('')}</div>`;
    case 'timeline':
      return htmlTimeline(block.timeline, texts, format);
    case 'photo':
      // The page holds nothing but text; the register names the file.
      return '';
    case 'outage-meter':
      return htmlOutageMeter(block.outage, texts, format);
    case 'ruled':
      return `<h4>${htmlText(block.title)}</h4><p>&nbsp;</p>`;
    default:
      return assertNever(block, 'block');
  }
}

function htmlParagraph({ text, muted, small, markdown }: Extract<Block, { readonly kind: 'text' }>): string {
  const classes = [muted === true ? 'muted' : '', small === true ? 'note' : ''].filter((one) => one !== '').join(' ');
  const attribute = classes === '' ? '' : ` class="${classes}"`;
  return markdown === true ? `<div${attribute}>${htmlMarkdown(text)}</div>` : `<p${attribute}>${htmlText(text)}</p>`;
}

function codeText(lines: Iterable<CodeLine>): string {
  return [...lines]
    .map(({ text, marked }) => (marked === true ? `<b>${htmlText(text)}</b>` : htmlText(text)))
    .join('\n');
}

function htmlCell(cell: Cell): string {
  if (typeof cell === 'string') return htmlText(cell);
  const classes = [
    cell.mono === true ? 'mono' : '',
    cell.muted === true ? 'muted' : '',
    cell.tone === undefined ? '' : `tone ${cell.tone}`,
  ].filter((one) => one !== '');
  if (cell.markdown === true) return `<div class="${classes.join(' ')}">${htmlMarkdown(cell.text)}</div>`;
  const text = cell.strong === true ? `<strong>${htmlText(cell.text)}</strong>` : htmlText(cell.text);
  const linked = cell.to === undefined ? text : `<a href="#${htmlId(cell.to)}">${text}</a>`;
  const note = cell.note === undefined || cell.note === '' ? '' : `<span class="note">${htmlText(cell.note)}</span>`;
  return `<span class="${classes.join(' ')}">${linked}</span>${note}`;
}

function htmlTable({ columns, rows, empty }: Extract<Block, { readonly kind: 'table' }>): string {
  if (rows.length === 0) return `<p class="muted">${htmlText(empty)}</p>`;
  const head = columns.map(({ title, width }) => `<th style="width:${width * 100}%">${htmlText(title)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${htmlCell(cell)}</td>`).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function htmlGroup(group: FormGroupView, texts: ReportTexts, format: PaperFormat): string {
  const words = texts.forms;
  const intro = group.intro === undefined ? '' : `<div class="muted">${htmlMarkdown(group.intro)}</div>`;
  const heading = group.title === '' ? '' : `<h3>${htmlText(`${group.number} ${group.title}`)}</h3>`;
  const title = `${heading}${intro}`;
  if (group.notApplicable !== undefined)
    return `${title}<p class="muted">${htmlText(`${words.notApplicable}: ${group.notApplicable}`)}</p>`;
  const head = ['', words.testCase, words.verdict, words.evidence].map((one) => `<th>${htmlText(one)}</th>`).join('');
  const rows = group.cases.map((one) => htmlCase(one, texts, format)).join('\n');
  const comment = `<p><strong>${htmlText(words.comments)}.</strong> ${htmlText(group.comment ?? words.noComment)}</p>`;
  return `${title}<table class="cases"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>${comment}`;
}

function htmlCase(one: CaseView, texts: ReportTexts, format: PaperFormat): string {
  const words = texts.forms;
  const boxes = (['PASS', 'FAIL', 'OTHER'] as const).map((is) => {
    const chosen = one.verdict === is;
    return `<span${chosen ? ' class="chosen"' : ''}>${chosen ? '☒' : '☐'} ${texts.verdicts[is]}</span>`;
  });
  const open = one.verdict === undefined ? `<br><span class="tone warning">${texts.verdicts.open}</span>` : '';
  const evidence = one.evidence.map(({ label, end, command, script, lines }) => {
    const title = `<span class="note">${htmlText([label, end].filter((part) => part !== undefined).join(' · '))}</span>`;
    const sent = command === undefined ? [] : [{ text: `$ ${script?.short ?? command.join('\n')}` }];
    const whole =
      script === undefined ? '' : ` <a class="note" href="#${htmlId(script.anchor)}">${words.wholeScript('')}</a>`;
    const shown = `${title}${whole}`;
    return lines.length + sent.length === 0 ? shown : `${shown}<pre>${codeText([...sent, ...lines])}</pre>`;
  });
  const last = one.verdicts.at(-1);
  const caveat = last?.is === 'OTHER' || last?.caveat !== undefined ? caveatText(one, texts) : '';
  const history = one.verdicts.map((verdict) => {
    const parts = [
      words.verdictLine(texts.verdicts[verdict.is], verdict.by, format.dateTime(verdict.at)),
      verdict.retest === undefined ? '' : words.retest(verdict.retest),
      verdict.early ? words.early : '',
      verdict.scripted ? words.scripted : '',
      verdict.comment ?? '',
    ];
    return `<span class="note">${htmlText(parts.filter((part) => part !== '').join(' · '))}</span>`;
  });
  const numbers = [...new Set(one.evidence.map(({ number }) => number))].map(
    (number) => `<a href="#${htmlId(number)}">${number}</a>`,
  );
  const text = `${htmlMarkdown(one.procedure)}<div class="note">${htmlMarkdown(`${words.expected}: ${one.expected}`)}</div>`;
  return `<tr id="${htmlId(`case-${one.id}`)}"><td class="whole">${one.number}</td><td>${text}${evidence.join('')}${caveat}${history.join('')}</td><td class="boxes">${boxes.join('')}${open}</td><td class="whole">${numbers.join('<br>')}</td></tr>`;
}

function caveatText(one: CaseView, texts: ReportTexts): string {
  const words = texts.forms;
  const last = one.verdicts.at(-1);
  const { agreed } = one;
  const agreement =
    last?.is !== 'OTHER'
      ? ''
      : agreed === undefined
        ? words.notAgreed
        : agreed.counts
          ? words.agreed(agreed.by, words.how[agreed.how])
          : words.notCustomer(agreed.by);
  return `<div class="callout warning"><strong>${htmlText(words.caveat)}.</strong><p>${htmlText(`${last?.caveat ?? ''}\n${agreement}`)}</p></div>`;
}

function htmlSignature(one: SignatureView, texts: ReportTexts, format: PaperFormat): string {
  const { sign } = texts;
  const meaning = one.meaning === undefined ? '' : ` · ${sign.meanings[one.meaning]}`;
  const who = [one.name, one.title, one.organisation].filter((part) => part !== undefined).join(', ');
  const lines = [
    one.statement === undefined ? '' : `“${one.statement}”`,
    who,
    signedAtWords(one, format),
    one.covers === undefined ? sign.coversNothing : sign.covers(shortHash(one.covers)),
    one.means === undefined ? '' : sign.means[one.means],
    one.reservation === undefined ? '' : `${sign.reservation}: ${one.reservation}`,
    one.reason === undefined ? '' : `${sign.because}: ${one.reason}`,
  ].filter((line) => line !== '');
  const tone =
    one.state === 'signed'
      ? one.scripted === true
        ? 'warning'
        : 'passed'
      : one.state === 'absent'
        ? 'skipped'
        : 'failed';
  const state = `<p class="tone ${tone}">${htmlText(sign.states[one.state])}</p>`;
  const drawn = one.state === 'signed' ? drawnSvg(one.drawn ?? []) : '';
  const absent = one.state === 'signed' ? '' : ' absent';
  return `<div class="signature${absent}"><p><strong>${htmlText(`${one.roleTitle}${meaning}`)}</strong></p>${state}${drawn}${lines.map((line) => `<p>${htmlText(line)}</p>`).join('')}</div>`;
}

function drawnSvg(strokes: NonNullable<SignatureView['drawn']>): string {
  if (strokes.length === 0) return '';
  const lines = strokes.map((stroke) => {
    const points = stroke.map(([x, y]) => `${(x * 400).toFixed(1)},${(y * 100).toFixed(1)}`).join(' ');
    return `<polyline points="${points}" fill="none" stroke="#1b2f5e" stroke-width="3"/>`;
  });
  return `<svg viewBox="0 0 400 100">${lines.join('')}</svg>`;
}

function htmlTimeline(timeline: TimelineView, texts: ReportTexts, format: PaperFormat): string {
  const words = texts.timeline;
  const scales = timelineScales(timeline);
  const bar = (kind: string, scale: number, from: number, to: number): string =>
    `<div class="${kind}" style="margin-left:${((from / scale) * 100).toFixed(2)}%;width:${(((to - from) / scale) * 100).toFixed(2)}%"></div>`;
  const rows = timeline.rows.map((row) => {
    const { startMs, endMs, plannedStartMs: from, plannedEndMs: to } = row;
    const planned = from === undefined || to === undefined || to <= from ? '' : bar('plan', scales.plannedMs, from, to);
    const actual =
      startMs === undefined
        ? ''
        : bar(row.critical ? 'bar critical' : 'bar', scales.actualMs, startMs, endMs ?? scales.actualMs);
    const start = startMs === undefined ? '' : format.time(new Date(Date.parse(timeline.from) + startMs).toISOString());
    const took = startMs === undefined || endMs === undefined ? '' : duration(endMs - startMs);
    const state = `<span class="tone ${stepTone(row)}">${htmlText(stepWord(row, texts))}</span>`;
    return `<tr><td>${htmlText(row.title)}</td><td>${state}</td><td class="whole">${start}</td><td class="whole">${took}</td><td style="width:40%">${planned}${actual}</td></tr>`;
  });
  const head = [words.step, words.state, words.start, words.took, `${words.planned} · ${words.actual}`];
  return `<table class="cases"><thead><tr>${head.map((one) => `<th>${htmlText(one)}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}
