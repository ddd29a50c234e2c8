import type { EvidenceRef } from '../run/facts.ts';
import type { FormGroupView, OutageView, SignatureView, TimelineView } from './model.ts';

/** Colour and icon of a state; the word always stands beside it. */
export type Tone =
  'passed' | 'failed' | 'unknown' | 'person' | 'running' | 'skipped' | 'undone' | 'owed' | 'neutral' | 'warning';

/** A cell of a table. `to` names an anchor: renderers add its page. */
export type Cell =
  | string
  | {
      readonly text: string;
      readonly mono?: boolean;
      readonly strong?: boolean;
      readonly muted?: boolean;
      readonly tone?: Tone;
      /** An author's Markdown. */
      readonly markdown?: boolean;
      readonly to?: string;
      /** A second, quieter paragraph below. */
      readonly note?: string;
    };

export interface Column {
  readonly title: string;
  /** Share of the width; shares of a table add up to 1. */
  readonly width: number;
}

export interface CodeLine {
  readonly text: string;
  /** It met the expectation. */
  readonly marked?: boolean;
}

/** What a report is made of, in reading order. Every renderer (PDF, HTML, screen) draws these and nothing else. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string; readonly anchor?: string }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly muted?: boolean;
      readonly small?: boolean;
      /** An author's Markdown. */
      readonly markdown?: boolean;
    }
  /** A line of a form: what was written under a label. */
  | { readonly kind: 'remark'; readonly label: string; readonly text: string; readonly muted?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly markdown?: boolean }
  | {
      readonly kind: 'facts';
      readonly anchor?: string;
      readonly rows: readonly (readonly [label: string, value: Cell])[];
    }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
      /** Said where there is no row. */
      readonly empty: string;
    }
  | { readonly kind: 'callout'; readonly tone: Tone; readonly title: string; readonly text: string }
  /** Lines may be made as they are read, each time anew. */
  | { readonly kind: 'code'; readonly title?: string; readonly anchor?: string; readonly lines: Iterable<CodeLine> }
  | {
      readonly kind: 'step-head';
      readonly id: string;
      readonly title: string;
      readonly tone: Tone;
      readonly word: string;
      readonly anchor: string;
      readonly aside: string;
    }
  | {
      readonly kind: 'form-group';
      readonly group: FormGroupView;
      /** To be filled in by hand on paper. */
      readonly blank?: boolean;
    }
  | {
      readonly kind: 'signatures';
      readonly signatures: readonly SignatureView[];
      /** To be signed by hand on paper: lines instead of "not signed". */
      readonly blank?: boolean;
      /** In the course of the page, not at its foot. */
      readonly inline?: boolean;
    }
  /** A file that somebody attached, drawn where it is a picture. */
  | { readonly kind: 'photo'; readonly file: EvidenceRef; readonly number: string }
  | { readonly kind: 'timeline'; readonly timeline: TimelineView }
  | { readonly kind: 'outage-meter'; readonly outage: OutageView }
  /** Room to write by hand, in lines. */
  | { readonly kind: 'ruled'; readonly title: string; readonly lines: number };

export interface Section {
  readonly id: string;
  /** Small capitals above the title. */
  readonly eyebrow?: string;
  readonly title: string;
  readonly lead?: string;
  /** 1: a chapter of the contents; 2: below the chapter before it. */
  readonly level: 1 | 2;
  readonly newPage: boolean;
  /** Every page of the section carries these signatures, or their visible absence. */
  readonly strip?: readonly SignatureView[];
  /** The strip is to be signed by hand on paper. */
  readonly stripBlank?: boolean;
  readonly blocks: readonly Block[];
}
