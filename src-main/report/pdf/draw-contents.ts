import type { Section } from '../../../src-shared/report/blocks.ts';
import type { Flow } from './flow.ts';
import { oneLine } from './text-lines.ts';
import { colors, styles } from './theme.ts';

/** The contents: a row for each section, linked, with its page. Result forms stand below their appendix. */
export function drawContents(flow: Flow, sections: readonly Section[]): void {
  const { canvas, texts } = flow;
  flow.paragraph(texts.contents, styles.title);
  flow.gap(12);
  let before: Section | undefined;
  for (const section of sections) {
    const { id, title, eyebrow, level } = section;
    if (level === 2 && before?.level !== 2) {
      flow.gap(3);
      flow.ensure(30);
      canvas.text(flow.left, flow.y, canvas.fonts.safe(texts.forms.title, 'sansBold'), styles.strong);
      flow.y += 15;
    }
    before = section;
    const style = level === 1 ? styles.strong : styles.text;
    const x = flow.left + (level === 1 ? 0 : 14);
    if (level === 1) flow.gap(3);
    flow.ensure(15);
    const page = flow.pageOf(`section-${id}`);
    const right = flow.left + flow.width;
    const full = eyebrow === undefined ? title : `${eyebrow.split(' · ').at(-1) ?? ''}: ${title}`;
    const text = oneLine(canvas.fonts, full, style, flow.width - (x - flow.left) - 34);
    const end = x + canvas.fonts.width(text, style.face) * style.size;
    canvas.text(x, flow.y, text, style);
    canvas.line([end + 6, flow.y + 9.5], [right - 24, flow.y + 9.5], {
      stroke: colors.hairline,
      width: 0.7,
      dash: [0.7, 2.5],
    });
    canvas.text(right, flow.y, page, style, 'right');
    canvas.link(x, flow.y, right - x, style.leading, `section-${id}`);
    flow.y += 15;
  }
}
