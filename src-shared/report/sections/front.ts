import type { PlanDocument } from '../../plan/plan.ts';
import type { Block, Section } from '../blocks.ts';
import type { PaperFormat } from '../format.ts';
import type { ReportModel } from '../model.ts';
import type { ReportTexts } from '../texts/en.ts';

/** Who wrote, reviewed and approved the document; who took part; whom to call. */
export function controlSection(model: ReportModel, texts: ReportTexts, format: PaperFormat): Section {
  const words = texts.control;
  const blocks: Block[] = [
    ...controlBlocks(model.document, model.run.version, texts),
    { kind: 'heading', level: 1, text: words.people },
    {
      kind: 'table',
      columns: [
        { title: words.role, width: 0.3 },
        { title: words.name, width: 0.4 },
        { title: words.organisation, width: 0.3 },
      ],
      rows: model.people.map((person) => [
        { text: person.roleTitle, strong: true },
        {
          text: person.name === undefined ? words.nobody : withTitle(person.name, person.title),
          ...(person.name === undefined ? { muted: true } : {}),
          ...(person.before.length === 0
            ? {}
            : {
                note: person.before
                  .map((one) => words.before(one.name, format.dateTime(one.at), one.reason))
                  .join('\n'),
              }),
        },
        person.organisation ?? '',
      ]),
      empty: words.nobody,
    },
    ...contactBlocks(model.contacts, texts),
    ...hostBlocks(model.hosts, texts),
  ];
  return { id: 'control', title: words.title, level: 1, newPage: true, blocks };
}

function withTitle(name: string, title: string | undefined): string {
  return title === undefined ? name : `${name}, ${title}`;
}

/** Owner, review, approval and revisions, as far as the runbook names them. */
export function controlBlocks(
  document: PlanDocument | undefined,
  version: string,
  texts: ReportTexts,
): readonly Block[] {
  const words = texts.control;
  const control = document?.control;
  const rows: (readonly [string, string])[] = [
    [words.version, version],
    [words.owner, control?.owner ?? texts.cover.notGiven],
    [words.reviewed, control?.reviewed ?? texts.cover.notGiven],
    [words.approved, control?.approved ?? texts.cover.notGiven],
    [words.classification, control?.classification ?? texts.cover.notGiven],
  ];
  return [
    { kind: 'facts', rows },
    { kind: 'heading', level: 1, text: words.revisions },
    {
      kind: 'table',
      columns: [
        { title: words.version, width: 0.12 },
        { title: words.date, width: 0.18 },
        { title: words.author, width: 0.25 },
        { title: words.changeOf, width: 0.45 },
      ],
      rows: (control?.revisions ?? []).map((one) => [one.version, one.date, one.author ?? '', one.change]),
      empty: words.noRevisions,
    },
  ];
}

function contactBlocks(contacts: ReportModel['contacts'], texts: ReportTexts): readonly Block[] {
  const words = texts.control;
  return [
    { kind: 'heading', level: 1, text: words.contacts },
    {
      kind: 'table',
      columns: [
        { title: words.name, width: 0.3 },
        { title: words.phone, width: 0.2 },
        { title: words.mail, width: 0.25 },
        { title: words.concerns, width: 0.25 },
      ],
      rows: contacts.map((one) => [one.name, one.phone ?? '', one.mail ?? '', one.for.join('\n')]),
      empty: words.noContacts,
    },
  ];
}

function hostBlocks(hosts: ReportModel['hosts'], texts: ReportTexts): readonly Block[] {
  const words = texts.control;
  return [
    { kind: 'heading', level: 1, text: words.hosts },
    {
      kind: 'table',
      columns: [
        { title: words.hosts, width: 0.25 },
        { title: words.name, width: 0.3 },
        { title: words.address, width: 0.25 },
        { title: texts.cover.site, width: 0.2 },
      ],
      rows: hosts.map((one) => [
        { text: one.id, mono: true },
        one.name,
        { text: one.address, mono: true },
        one.site ?? '',
      ]),
      empty: texts.none,
    },
  ];
}

/** Goals, scope, Tables 1 to 3, strategy, record keeping, criteria, deliverables: as the runbook has them. */
export function documentSection(document: PlanDocument | undefined, texts: ReportTexts): Section {
  const words = texts.document;
  const base = { id: 'document', title: words.title, level: 1, newPage: true } as const;
  if (document === undefined)
    return { ...base, blocks: [{ kind: 'text', text: words.empty, muted: true }, ...criteria(undefined, texts)] };
  const paragraph = (title: string, text: string | undefined): readonly Block[] =>
    text === undefined ? [] : [{ kind: 'heading', level: 1, text: title }, ...writtenBlocks(text)];
  const { deliverables } = document;
  return {
    ...base,
    blocks: [
      ...paragraph(words.goals, document.goals),
      ...locations(document, texts),
      ...paragraph(words.scopeIn, document.scope?.in),
      ...paragraph(words.scopeOut, document.scope?.out),
      ...resources(document, texts),
      ...schedule(document, texts),
      ...paragraph(words.strategy, document.strategy),
      ...paragraph(words.recordKeeping, document.recordKeeping),
      ...criteria(document.criteria, texts),
      ...(deliverables === undefined
        ? []
        : ([
            { kind: 'heading', level: 1, text: words.deliverables },
            { kind: 'list', items: deliverables, markdown: true },
          ] as const)),
    ],
  };
}

/** An author's text; several short lines without a blank one between them were written as a list. */
function writtenBlocks(text: string): readonly Block[] {
  const lines = text.trim().split('\n');
  const listed =
    lines.length > 1 && lines.every((line) => line.trim() !== '' && line.length < 120 && !/^\s/.test(line));
  const marked = lines.some((line) => /^([-*+•]|\d+[.)]) /.test(line));
  return listed && !marked
    ? [{ kind: 'list', items: lines, markdown: true }]
    : [{ kind: 'text', text, markdown: true }];
}

function criteria(text: string | undefined, texts: ReportTexts): readonly Block[] {
  const words = texts.document;
  return [
    { kind: 'heading', level: 1, text: words.criteria },
    ...(text === undefined ? [] : writtenBlocks(text)),
    { kind: 'text', text: words.criteriaText, muted: text !== undefined },
  ];
}

function locations({ locations: rows }: PlanDocument, texts: ReportTexts): readonly Block[] {
  const words = texts.document;
  if (rows === undefined) return [];
  return [
    { kind: 'heading', level: 2, text: words.locations },
    {
      kind: 'table',
      columns: [
        { title: words.location, width: 0.35 },
        { title: words.items, width: 0.65 },
      ],
      rows: rows.map((one) => [one.location, one.items]),
      empty: texts.none,
    },
  ];
}

function resources({ resources: rows }: PlanDocument, texts: ReportTexts): readonly Block[] {
  const words = texts.document;
  if (rows === undefined) return [];
  return [
    { kind: 'heading', level: 2, text: words.resources },
    {
      kind: 'table',
      columns: [
        { title: texts.control.role, width: 0.22 },
        { title: words.responsibilities, width: 0.48 },
        { title: words.names, width: 0.3 },
      ],
      rows: rows.map((one) => [one.role, one.responsibilities.map((text) => `• ${text}`).join('\n'), one.names]),
      empty: texts.none,
    },
  ];
}

function schedule({ schedule: rows }: PlanDocument, texts: ReportTexts): readonly Block[] {
  const words = texts.document;
  if (rows === undefined) return [];
  return [
    { kind: 'heading', level: 2, text: words.schedule },
    {
      kind: 'table',
      columns: [
        { title: words.task, width: 0.4 },
        { title: words.artifact, width: 0.35 },
        { title: words.completion, width: 0.25 },
      ],
      rows: rows.map((one) => [one.task, one.artifact, one.completion]),
      empty: texts.none,
    },
  ];
}
