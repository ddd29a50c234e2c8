import PDFDocument from 'pdfkit';
import type { Section } from '../../../src-shared/report/blocks.ts';
import type { PaperFormat } from '../../../src-shared/report/format.ts';
import type { Lang } from '../../../src-shared/run/acceptance.ts';
import { reportTexts } from '../../../src-shared/report/report-texts.ts';
import type { ReportTexts } from '../../../src-shared/report/texts/en.ts';
import type { Photos } from '../photo/photo.ts';
import { PhotoBook } from '../photo/photo-book.ts';
import type { PhotoHost } from '../photo/photo-book.ts';
import { Canvas } from './canvas.ts';
import { drawBlock } from './draw-blocks.ts';
import { drawContents } from './draw-contents.ts';
import { drawCover } from './draw-cover.ts';
import type { Cover } from './draw-cover.ts';
import { drawBlankStrip, drawStrip, stripWords } from './draw-signature.ts';
import { Flow } from './flow.ts';
import type { PageFoot, PageFrame, PassResult } from './flow.ts';
import { FontBook } from './fonts.ts';
import type { FontHost } from './fonts.ts';
import { PagePacker } from './page-packer.ts';
import type { PageHost } from './page-packer.ts';
import { pageSizes, styles } from './theme.ts';
import type { PageSize } from './theme.ts';

/** A document that is ready to be laid out. */
export interface Paper {
  readonly lang: Lang;
  readonly size: PageSize['name'];
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** ISO 8601; the document's date. */
  readonly createdAt: string;
  readonly frame: PageFrame;
  /** The signature state of pages that belong to no form. */
  readonly foot: string;
  readonly cover: Cover;
  readonly sections: readonly Section[];
  readonly format: PaperFormat;
  readonly photos: Photos;
}

/** pdfkit's document with the parts that its types leave out. */
type Document = InstanceType<typeof PDFDocument>;

export interface OpenPaper {
  readonly document: Document;
  readonly pages: number;
  /**
   * Draws the pages, a block at a time: the caller reads what the document has by then, adds attachments after the
   * last, and ends the document.
   */
  readonly draw: () => AsyncIterable<void>;
}

/**
 * Opens a pdfkit document and measures what is to be drawn. Everything is gone over twice: the first pass only
 * measures, for "page n of N", the contents and references; so each page is finished as soon as it is full.
 */
export function layPaper(paper: Paper): OpenPaper {
  const size = pageSizes[paper.size];
  const document = openDocument(paper, size);
  // pdfkit writes no Count for the outline's root without it, which qpdf calls damaged.
  (document.outline as unknown as { options: { expanded: boolean } }).options = { expanded: true };
  // pdfkit does not type these members; fonts.ts and canvas.ts name what is used of them.
  const fonts = new FontBook(document as unknown as FontHost);
  const photos = new PhotoBook(paper.photos, document as unknown as PhotoHost);
  const measuring = newFlow(paper, new Canvas(fonts, undefined), photos, { pages: 0, anchors: new Map() });
  for (const _ of drawPass(paper, measuring)) continue;
  const measured = { pages: measuring.page, anchors: measuring.anchors };
  const draw = (): AsyncIterable<void> => drawPages(paper, document, { fonts, photos }, measured);
  return { document, pages: measured.pages, draw };
}

async function* drawPages(
  paper: Paper,
  document: Document,
  { fonts, photos }: { readonly fonts: FontBook; readonly photos: PhotoBook },
  measured: PassResult,
): AsyncGenerator<void, void, undefined> {
  const packer = new PagePacker();
  try {
    const flow = newFlow(paper, new Canvas(fonts, document), photos, measured, document, packer);
    for (const _ of drawPass(paper, flow, document)) {
      await packer.pack();
      yield;
    }
    document.flushPages();
    await packer.pack();
    yield* photos.write();
  } finally {
    packer.close();
  }
}

function openDocument(paper: Paper, size: PageSize): Document {
  return new PDFDocument({
    size: [size.width, size.height],
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: paper.lang,
    displayTitle: true,
    info: {
      Title: paper.title,
      Author: paper.author,
      Subject: paper.subject,
      Creator: 'Drillbook',
      Producer: 'Drillbook',
      CreationDate: new Date(paper.createdAt),
    },
  });
}

function newFlow(
  paper: Paper,
  canvas: Canvas,
  photos: PhotoBook,
  known: PassResult,
  document?: Document,
  packer?: PagePacker,
): Flow {
  const size = pageSizes[paper.size];
  return new Flow({
    canvas,
    size,
    frame: paper.frame,
    texts: reportTexts(paper.lang),
    photos,
    known,
    addPage: () => {
      if (document === undefined) return;
      document.addPage({ size: [size.width, size.height], margin: 0 });
      packer?.takeOver(document.page as unknown as PageHost);
      canvas.beginPage(size.height);
    },
    drawStrip: (on, strip, blank, top) => {
      if (blank) drawBlankStrip(on, strip, top);
      else drawStrip(on, strip, top, paper.format);
    },
  });
}

function* drawPass(paper: Paper, flow: Flow, document?: Document): Generator<void, void, undefined> {
  flow.setFoot({ state: paper.foot });
  flow.newPage();
  drawCover(flow, paper.cover);
  flow.newPage();
  drawContents(flow, paper.sections);
  const outline = createOutline(document, flow.texts);
  for (const section of paper.sections) {
    flow.setFoot(footOf(section, paper, flow.texts));
    startSection(flow, section);
    outline(section);
    for (const at of section.blocks.keys()) {
      drawBlock(flow, section.blocks, at, paper.format);
      yield;
    }
  }
  flow.finishPage();
}

/** Blank forms say nothing of signatures: the paper will. */
function footOf(section: Section, paper: Paper, texts: ReportTexts): PageFoot {
  const { strip, stripBlank } = section;
  if (strip === undefined) return { state: paper.foot };
  const named = [section.eyebrow, section.title].filter((one) => one !== undefined).join(' · ');
  const continued = texts.continued(named);
  if (stripBlank === true) return { state: '', strip, blank: true, continued };
  return { state: stripWords(strip, texts), strip, continued };
}

function startSection(flow: Flow, section: Section): void {
  if (section.newPage) flow.newPage();
  else {
    flow.gap(22);
    flow.ensure(130);
  }
  flow.anchor(`section-${section.id}`);
  flow.anchor(section.id);
  if (section.eyebrow !== undefined) flow.paragraph(section.eyebrow.toUpperCase(), styles.eyebrow);
  flow.paragraph(section.title, styles.title);
  flow.gap(2);
  if (section.lead !== undefined && section.lead !== '') flow.rich(section.lead, styles.muted);
  flow.gap(10);
}

/** The outline: chapters, and the result forms below one entry of their own. */
function createOutline(document: Document | undefined, texts: ReportTexts): (section: Section) => void {
  let forms: ReturnType<Document['outline']['addItem']> | undefined;
  return ({ title, level }) => {
    if (document === undefined) return;
    if (level === 1) {
      document.outline.addItem(plainTitle(title));
      return;
    }
    forms ??= document.outline.addItem(plainTitle(texts.forms.title), { expanded: true });
    forms.addItem(plainTitle(title));
  };
}

/** Readers show the outline in their own font: only what is safe in any of them. */
function plainTitle(title: string): string {
  return title.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ').slice(0, 120);
}
