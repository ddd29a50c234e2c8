import type { Block, Section, Tone } from '../blocks.ts';
import type { PaperFormat } from '../format.ts';
import { shortHash } from '../format.ts';
import type { FormView, ReportModel, SignatureView } from '../model.ts';
import type { ReportTexts } from '../texts/en.ts';

/** Appendix B: one form for each server or site, each with its strip of signatures on every page. */
export function formSections(model: ReportModel, texts: ReportTexts, format: PaperFormat): readonly Section[] {
  const words = texts.forms;
  if (model.forms.length === 0) {
    const blocks: readonly Block[] = [{ kind: 'text', text: words.noForms, muted: true }];
    return [{ id: 'appendix-b', title: words.title, level: 1, newPage: false, blocks }];
  }
  return model.forms.map((form, at) => formSection(form, words.eyebrow(at + 1, model.forms.length), texts, format));
}

function formSection(form: FormView, eyebrow: string, texts: ReportTexts, format: PaperFormat): Section {
  const words = texts.forms;
  const { host, hostKey } = form;
  const lead = [
    host === undefined ? undefined : words.host(host.name, host.address),
    hostKey === undefined ? undefined : words.key(hostKey),
  ].filter((one) => one !== undefined);
  return {
    id: `form-${form.id}`,
    eyebrow,
    title: form.title,
    lead: lead.join(' · '),
    level: 2,
    newPage: true,
    strip: form.signatures,
    blocks: [
      ...descriptionBlocks(form.description),
      ...form.groups.map((group) => ({ kind: 'form-group', group }) as const),
      {
        kind: 'remark',
        label: words.exemptions,
        text: form.exemptions ?? words.noComment,
        muted: form.exemptions === undefined,
      },
      ...historyBlocks(form.history, texts, format),
      { kind: 'signatures', signatures: form.signatures },
    ],
  };
}

/** An author's Markdown under the title of a form: paragraphs and lists, not part of a line. */
export function descriptionBlocks(description: string | undefined): readonly Block[] {
  return description === undefined ? [] : [{ kind: 'text', text: description, markdown: true }];
}

function historyBlocks(history: readonly SignatureView[], texts: ReportTexts, format: PaperFormat): readonly Block[] {
  if (history.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: texts.forms.earlierSignatures },
    {
      kind: 'list',
      items: history.map((one) => {
        const who = `${one.roleTitle}: ${one.name ?? ''}`;
        const covers = one.covers === undefined ? '' : ` · ${texts.sign.covers(shortHash(one.covers))}`;
        return `${who} · ${texts.sign.states[one.state]} · ${signedAtWords(one, format)}${covers} · ${one.reason ?? ''}`;
      }),
    },
  ];
}

const outcomeTones: Readonly<Record<ReportModel['outcome']['tone'], Tone>> = {
  good: 'passed',
  warning: 'warning',
  bad: 'failed',
  open: 'neutral',
};

/** Overall exceptions, the results of all forms, and the signatures that affirm the contents. */
export function finalSection(model: ReportModel, texts: ReportTexts, format: PaperFormat): Section {
  const words = texts.final;
  const hasFinal = model.finalSignatures.length > 0;
  return {
    id: 'final',
    title: words.title,
    lead: hasFinal ? words.lead : words.nothing,
    level: 1,
    newPage: true,
    ...(hasFinal ? { strip: model.finalSignatures } : {}),
    blocks: [
      {
        kind: 'callout',
        tone: outcomeTones[model.outcome.tone],
        title: model.outcome.sentence,
        text: model.outcome.support.join('\n'),
      },
      ...(hasFinal ? [{ kind: 'heading', level: 1, text: words.summary } as const, summaryTable(model, texts)] : []),
      { kind: 'heading', level: 1, text: words.exceptions },
      { kind: 'text', text: model.exceptions ?? words.noExceptions, muted: model.exceptions === undefined },
      // With what they affirm, not behind a long table of others.
      ...(hasFinal ? [{ kind: 'signatures', signatures: model.finalSignatures, inline: true } as const] : []),
      ...openBlocks(model, texts),
      ...furtherBlocks(model, texts, format),
    ],
  };
}

function summaryTable(model: ReportModel, texts: ReportTexts): Block {
  const words = texts.final;
  const { acceptance } = model.outcome;
  const count = (form: FormView, is: string | undefined): string =>
    String(form.groups.flatMap(({ cases }) => cases).filter(({ verdict }) => verdict === is).length);
  const total = [acceptance.pass, acceptance.fail, acceptance.other, acceptance.open];
  return {
    kind: 'table',
    columns: [
      { title: words.form, width: 0.56 },
      { title: words.pass, width: 0.11 },
      { title: words.fail, width: 0.11 },
      { title: words.other, width: 0.11 },
      { title: words.open, width: 0.11 },
    ],
    rows: [
      ...model.forms.map((form) => [
        { text: form.title, to: `form-${form.id}` },
        ...['PASS', 'FAIL', 'OTHER', undefined].map((is) => count(form, is)),
      ]),
      [{ text: words.total, strong: true }, ...total.map((value) => ({ text: String(value), strong: true }))],
    ],
    empty: texts.none,
  };
}

/** What nobody has signed, and whether anything waits for it. */
function openBlocks({ outcome }: ReportModel, texts: ReportTexts): readonly Block[] {
  const words = texts.final;
  if (outcome.openSignatures.length === 0) return [];
  const note = (required: boolean, onForm: boolean): string => {
    if (onForm) return required ? words.requiredFormNote : words.optionalNote;
    return required ? words.requiredNote : words.optionalFinalNote;
  };
  return [
    { kind: 'heading', level: 1, text: words.openSignatures },
    {
      kind: 'table',
      columns: [
        { title: texts.control.role, width: 0.26 },
        { title: words.form, width: 0.34 },
        { title: words.need, width: 0.4 },
      ],
      rows: outcome.openSignatures.map(({ roleTitle, required, form }) => [
        { text: roleTitle, strong: true },
        form === undefined ? words.title : { text: form.title, to: `form-${form.id}` },
        {
          text: required ? words.required : words.optional,
          tone: required ? 'failed' : 'skipped',
          note: note(required, form !== undefined),
        },
      ]),
      empty: texts.none,
    },
  ];
}

/** Approval and further sign-offs in a table, then in full those that were drawn by hand. */
function furtherBlocks(model: ReportModel, texts: ReportTexts, format: PaperFormat): readonly Block[] {
  if (model.otherSignatures.length === 0) return [];
  const drawn = model.otherSignatures.filter(
    ({ state, drawn: strokes }) => state === 'signed' && strokes !== undefined,
  );
  return [
    { kind: 'heading', level: 1, text: texts.final.further },
    {
      kind: 'table',
      columns: [
        { title: texts.control.role, width: 0.24 },
        { title: texts.control.name, width: 0.32 },
        { title: texts.sign.date, width: 0.24 },
        { title: texts.sign.signature, width: 0.2 },
      ],
      rows: model.otherSignatures.map((one) => [
        { text: one.roleTitle, strong: true, note: one.subject },
        {
          text: [one.name, one.title, one.organisation].filter((part) => part !== undefined).join(', '),
          note: one.statement ?? '',
        },
        signedAtWords(one, format),
        {
          text: texts.sign.states[one.state],
          tone: one.state === 'signed' ? 'passed' : one.state === 'absent' ? 'skipped' : 'failed',
          note: signatureNote(one, texts),
        },
      ]),
      empty: texts.none,
    },
    ...(drawn.length === 0 ? [] : [{ kind: 'signatures', signatures: drawn, inline: true } as const]),
  ];
}

/** Date, time with offset, and the zone's name. */
export function signedAtWords(one: SignatureView, format: PaperFormat): string {
  if (one.signedAt === undefined) return '';
  const at = format.dateTime(one.signedAt);
  return one.zone === undefined ? at : `${at} ${one.zone}`;
}

function signatureNote(one: SignatureView, texts: ReportTexts): string {
  return [
    one.means === undefined ? undefined : texts.sign.means[one.means],
    one.covers === undefined ? undefined : texts.sign.covers(shortHash(one.covers)),
    one.reservation === undefined ? undefined : `${texts.sign.reservation}: ${one.reservation}`,
    one.reason,
  ]
    .filter((part) => part !== undefined)
    .join('\n');
}
