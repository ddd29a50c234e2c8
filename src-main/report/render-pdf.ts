import type { Sha256 } from '../../src-shared/base/ids.ts';
import type { Tone } from '../../src-shared/report/blocks.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import { paperFormat, shortHash } from '../../src-shared/report/format.ts';
import type { PaperFormat } from '../../src-shared/report/format.ts';
import type { ReportModel } from '../../src-shared/report/model.ts';
import { reportSections } from '../../src-shared/report/report-sections.ts';
import { reportTexts } from '../../src-shared/report/report-texts.ts';
import type { ReportTexts } from '../../src-shared/report/texts/en.ts';
import type { Installation } from '../engine/ports.ts';
import { attachmentOf } from './attachments.ts';
import type { Attachment } from './attachments.ts';
import { coverFacts } from './cover-facts.ts';
import { embedFile } from './embed-file.ts';
import type { EmbedHost } from './embed-file.ts';
import type { Cover } from './pdf/draw-cover.ts';
import { layPaper } from './pdf/paper.ts';
import type { OpenPaper, Paper } from './pdf/paper.ts';
import type { PageSize } from './pdf/theme.ts';
import type { Photos } from './photo/photo.ts';
import { FileParts } from './file-parts.ts';
import { SignatureField } from './sign-pdf.ts';
import type { SignedDocument } from './sign-pdf.ts';

/** Written when so much has come together. */
const chunkBytes = 256 * 1024;

export interface PdfOptions {
  readonly attachments: readonly Attachment[];
  /** From `readPhotos`; without them pictures are only named. */
  readonly photos?: Photos;
  /** Without it the document is not signed, and `verify` says so. */
  readonly installation?: Pick<Installation, 'p12'>;
  readonly size?: PageSize['name'];
}

export interface RenderedPdf {
  readonly pages: number;
  /** The file, made as it is read: once. What goes wrong with an attachment is thrown there. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** What `drillbook.json` inside a PDF says of the run that it carries. */
export interface PdfManifest {
  readonly format: 1;
  readonly runId: string;
  readonly planHash: Sha256;
  readonly head: Sha256;
  readonly records: number;
  readonly report: { readonly lang: string; readonly generatedAt: string };
  readonly notAttached: ReportModel['integrity']['notAttached'];
}

/** The report of a run as a signed PDF that carries what it was made from. `plan` is the one of the model. */
export function renderPdf(model: ReportModel, plan: Plan, options: PdfOptions): RenderedPdf {
  const texts = reportTexts(model.lang);
  const { run, integrity } = model;
  const manifest: PdfManifest = {
    format: 1,
    runId: run.id,
    planHash: integrity.planHash,
    head: integrity.head,
    records: integrity.records,
    report: { lang: model.lang, generatedAt: model.generatedAt },
    notAttached: integrity.notAttached,
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const files = [...options.attachments, attachmentOf('drillbook.json', Buffer.from(text))];
  return finishPdf(reportPaper(model, plan, texts, options), files, {
    ...(options.installation === undefined ? {} : { installation: options.installation }),
    reason: `${model.outcome.sentence}. Run ${run.id}, journal head ${integrity.head.slice(0, 12)}`,
    location: run.about.site ?? '',
  });
}

/** Draws the pages, adds the attachments, signs. Only the pages are counted at once: the rest waits for a reader. */
export function finishPdf(
  paper: Paper,
  attachments: readonly Attachment[],
  signing: { readonly installation?: Pick<Installation, 'p12'>; readonly reason: string; readonly location: string },
): RenderedPdf {
  const open = layPaper(paper);
  const { reason, location, installation } = signing;
  const signature = { reason, location, name: 'Drillbook installation', at: paper.createdAt };
  // pdfkit does not type these members; the modules that use them name them.
  const document = open.document as unknown as SignedDocument & EmbedHost;
  const field = installation === undefined ? undefined : new SignatureField(document, installation, signature);
  return { pages: open.pages, chunks: pdfChunks(open, attachments, new Date(paper.createdAt), field) };
}

async function* pdfChunks(
  { document, draw }: OpenPaper,
  attachments: readonly Attachment[],
  at: Date,
  field: SignatureField | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = new FileParts(document, field);
  // A block may go over a hundred pages: what is left in pdfkit's stream by then weighs several times its bytes.
  document.on('pageAdded', () => {
    file.collect();
  });
  for await (const _ of draw()) yield* file.taken(chunkBytes);
  for (const attachment of attachments) {
    await embedFile(document as unknown as EmbedHost, attachment, at);
    yield* file.taken(chunkBytes);
  }
  document.end();
  yield* file.taken(0);
  if (field === undefined) return;
  field.write();
  yield field.sealed(document.read() as Buffer);
}

function reportPaper(model: ReportModel, plan: Plan, texts: ReportTexts, options: PdfOptions): Paper {
  const { run } = model;
  const format = paperFormat(model.lang, run.about.zone);
  const mark = run.mode === 'rehearsal' ? texts.marks.rehearsal : model.outcome.final ? undefined : texts.marks.draft;
  const { report } = texts.sign.pageState;
  return {
    lang: model.lang,
    size: options.size ?? 'A4',
    title: `${run.title} · ${texts.cover.kind}`,
    author: authorOf(model),
    subject: model.outcome.sentence,
    createdAt: model.generatedAt,
    frame: {
      left: run.title,
      right: run.id,
      ...(mark === undefined ? {} : { mark }),
      code: `${texts.headCode} ${shortHash(model.integrity.head)}`,
    },
    foot: model.outcome.final ? report.final : report.draft,
    cover: reportCover(model, texts, format),
    sections: reportSections(model, plan),
    format,
    photos: options.photos ?? new Map(),
  };
}

/** Who ran it, with the organisation; PDF readers show it as the author. */
function authorOf({ people }: ReportModel): string {
  const operator = people.find(({ role }) => role === 'operator');
  if (operator?.name === undefined) return 'Drillbook';
  return operator.organisation === undefined ? operator.name : `${operator.name}, ${operator.organisation}`;
}

const coverTones: Readonly<Record<ReportModel['outcome']['tone'], Tone>> = {
  good: 'passed',
  warning: 'warning',
  bad: 'failed',
  open: 'neutral',
};

function reportCover(model: ReportModel, texts: ReportTexts, format: PaperFormat): Cover {
  const { run, outcome } = model;
  return {
    kind: texts.cover.kind,
    title: run.title,
    summary: run.summary ?? '',
    sentence: outcome.sentence,
    support: outcome.final ? outcome.support : [texts.outcome.draft, ...outcome.support],
    tone: coverTones[outcome.tone],
    facts: coverFacts(model, texts, format),
  };
}
