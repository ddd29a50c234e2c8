import type { Block, Cell, CodeLine, Section } from '../blocks.ts';
import type { PaperFormat } from '../format.ts';
import { byteSize } from '../format.ts';
import { headAndTail } from '../head-and-tail-lines.ts';
import type { EvidenceView, ReportModel } from '../model.ts';
import { shortDetail } from '../short-detail.ts';
import type { ReportTexts } from '../texts/en.ts';

/** What was found before the start: hosts with their keys and clocks, checks, and what a person accepted. */
export function preflightSection({ preflight }: ReportModel, texts: ReportTexts): Section {
  const words = texts.preflight;
  const hosts = preflight.hosts.map((one): Cell[] => {
    const word = one.ok ? words.ok : one.required ? words.problem : words.dark;
    const note = [
      shortDetail(one.detail, texts),
      one.sudo === undefined ? '' : words.sudo(one.sudo),
      one.accepted === undefined ? '' : words.accepted(one.accepted),
    ];
    return [
      { text: one.host, mono: true },
      {
        text: word,
        tone: one.ok ? 'passed' : one.required ? 'failed' : 'neutral',
        note: note.filter((part) => part !== '').join('\n'),
      },
      { text: one.hostKey ?? '', mono: true, note: one.hostKeyNew ? words.newKey : '' },
      one.skewMs === undefined ? '' : `${one.skewMs >= 0 ? '+' : '−'}${(Math.abs(one.skewMs) / 1000).toFixed(3)} s`,
    ];
  });
  const checks = preflight.checks.map((one): Cell[] => [
    { text: one.title, note: one.step },
    {
      text: words[one.result],
      tone: one.result === 'true' ? 'passed' : one.required ? 'failed' : 'neutral',
      note: one.accepted === undefined ? '' : words.accepted(one.accepted),
    },
    shortDetail(one.detail, texts),
  ]);
  const hostColumns = [
    { title: words.host, width: 0.16 },
    { title: words.result, width: 0.34 },
    { title: words.key, width: 0.36 },
    { title: words.skew, width: 0.14 },
  ];
  const checkColumns = [
    { title: words.check, width: 0.32 },
    { title: words.result, width: 0.22 },
    { title: texts.coverage.why, width: 0.46 },
  ];
  const blocks: readonly Block[] = [
    { kind: 'table', columns: hostColumns, rows: hosts, empty: words.empty },
    { kind: 'table', columns: checkColumns, rows: checks, empty: words.noChecks },
  ];
  return { id: 'preflight', title: words.title, lead: words.lead, level: 1, newPage: true, blocks };
}

/** Every piece of evidence under its number; text in full as the journal holds it. */
export function evidenceSection({ evidence }: ReportModel, texts: ReportTexts, format: PaperFormat): Section {
  const words = texts.evidence;
  const blocks = evidence.flatMap((one) => evidenceBlocks(one, texts, format));
  return {
    id: 'evidence',
    title: words.title,
    lead: words.lead,
    level: 1,
    newPage: true,
    blocks: blocks.length === 0 ? [{ kind: 'text', text: words.empty, muted: true }] : blocks,
  };
}

function evidenceBlocks(one: EvidenceView, texts: ReportTexts, format: PaperFormat): readonly Block[] {
  const words = texts.evidence;
  const file = one.file ?? one.recording;
  const head = [
    one.what,
    ...(one.file === undefined ? [] : [one.file.name]),
    one.source,
    ...(one.shownWith === undefined ? [] : [words.shownWith]),
  ];
  const notes = [
    [
      one.at === undefined ? '' : format.dateTime(one.at),
      file === undefined ? '' : `${file.file} · ${byteSize(file.bytes)}`,
    ],
    [file === undefined ? '' : `sha256 ${file.sha256}`],
  ].map((parts) => parts.filter((part) => part !== '').join(' · '));
  const ofCase = one.shownWith ?? one.ofCase;
  const to = one.step === undefined ? ofCase && `case-${ofCase}` : `step-${one.step}`;
  const { text } = one;
  const lines = text === undefined || one.shownWith !== undefined ? undefined : linesOf(text);
  const value: Cell = {
    text: head.join(' · '),
    note: notes.filter((note) => note !== '').join('\n'),
    ...(to === undefined ? {} : { to }),
  };
  return [
    { kind: 'facts', anchor: one.number, rows: [[one.number, value]] },
    ...(lines === undefined ? [] : [{ kind: 'code', lines: shownLines(lines, one, texts) } as const]),
    ...(one.file === undefined || one.ofCase !== undefined
      ? []
      : [{ kind: 'photo', file: one.file, number: one.number } as const]),
    ...(one.truncated ? [{ kind: 'text', text: words.truncated, muted: true } as const] : []),
  ];
}

/** What a recording holds is printed as head and tail; what stands in the journal alone, to its last line. */
function shownLines(lines: Iterable<CodeLine>, { recording }: EvidenceView, texts: ReportTexts): Iterable<CodeLine> {
  if (recording === undefined) return lines;
  return {
    [Symbol.iterator]: () => headAndTail(lines, 30, (count) => texts.linesLeftOut(count, recording.file)),
  };
}

/** The lines of all evidence together weigh several times its text: each is made when it is its turn. */
function linesOf(output: string): Iterable<CodeLine> {
  const text = output.trimEnd();
  return {
    *[Symbol.iterator]() {
      for (let from = 0; from <= text.length;) {
        const end = text.indexOf('\n', from);
        const to = end < 0 ? text.length : end;
        yield { text: text.slice(from, to) };
        from = to + 1;
      }
    },
  };
}

/** What the document is bound to, and how anyone can check it. UTC, whole hashes. */
export function integritySection(model: ReportModel, texts: ReportTexts): Section {
  const words = texts.integrity;
  const { integrity: one } = model;
  const mono = (text: string): Cell => ({ text, mono: true });
  const rows: (readonly [string, Cell])[] = [
    [words.runId, mono(model.run.id)],
    [words.planHash, mono(one.planHash)],
    [words.head, mono(one.head)],
    [words.records, String(one.records)],
    [words.certificate, mono(one.certificate ?? '')],
    [texts.cover.generated, model.generatedAt],
  ];
  if (one.follows !== undefined)
    rows.push([words.follows, { text: one.follows.runId, mono: true, note: one.follows.head }]);
  if (one.seal === undefined) rows.push([words.seal, words.notSealed]);
  else
    rows.push(
      [words.sealedHead, mono(one.seal.head)],
      [words.seal, mono(one.seal.signature)],
      [words.publicKey, mono(one.seal.publicKey)],
    );
  const sessions = one.sessions.map((session): Cell[] => [
    session.at,
    words.session(session.version, session.host),
    session.tornBytes === 0 ? '' : texts.deviations.tornBytes(session.tornBytes),
  ]);
  return {
    id: 'integrity',
    title: words.title,
    lead: words.lead,
    level: 1,
    newPage: true,
    blocks: [
      { kind: 'facts', rows },
      { kind: 'heading', level: 1, text: words.verify },
      { kind: 'list', items: words.verifyText },
      { kind: 'heading', level: 1, text: words.attached },
      { kind: 'text', text: words.attachedText },
      { kind: 'text', text: words.letters, muted: true, small: true },
      ...(one.missing.length === 0
        ? []
        : [
            { kind: 'callout', tone: 'failed', title: words.missing, text: '' } as const,
            { kind: 'list', items: one.missing } as const,
          ]),
      ...notAttachedBlocks(model, texts),
      { kind: 'heading', level: 1, text: words.sessions },
      {
        kind: 'table',
        columns: [
          { title: texts.control.date, width: 0.32 },
          { title: words.sessions, width: 0.38 },
          { title: '', width: 0.3 },
        ],
        rows: sessions,
        empty: texts.none,
      },
    ],
  };
}

function notAttachedBlocks({ integrity: { notAttached, missing } }: ReportModel, texts: ReportTexts): readonly Block[] {
  const words = texts.integrity;
  if (notAttached.length === 0 && missing.length > 0) return [];
  if (notAttached.length === 0) return [{ kind: 'text', text: words.allAttached, muted: true }];
  return [
    { kind: 'heading', level: 2, text: words.notAttached },
    {
      kind: 'table',
      columns: [
        { title: words.file, width: 0.38 },
        { title: words.size, width: 0.12 },
        { title: words.hash, width: 0.5 },
      ],
      rows: notAttached.map((one): Cell[] => [
        { text: one.file, mono: true },
        byteSize(one.bytes),
        { text: one.sha256, mono: true },
      ]),
      empty: texts.none,
    },
  ];
}
