import type { Tone } from '../../../src-shared/report/blocks.ts';
import { assertNever } from '../../../src-shared/base/assert-never.ts';

/** Points. Margins are 18 mm at the sides and 20 mm above and below. */
export interface PageSize {
  readonly name: 'A4' | 'LETTER';
  readonly width: number;
  readonly height: number;
}

export const pageSizes: Readonly<Record<PageSize['name'], PageSize>> = {
  A4: { name: 'A4', width: 595.28, height: 841.89 },
  LETTER: { name: 'LETTER', width: 612, height: 792 },
};

const mm = 72 / 25.4;
export const margin = { side: 18 * mm, top: 20 * mm, bottom: 20 * mm } as const;

export type Face = 'sans' | 'sansBold' | 'sansItalic' | 'mono' | 'monoBold';

/** Size and leading in points; `color` as six hexadecimal digits. */
export interface TextStyle {
  readonly face: Face;
  readonly size: number;
  readonly leading: number;
  readonly color: string;
}

/** All text colours stand at contrast 4.5:1 or better on white, and apart in grey. */
export const colors = {
  ink: '16202c',
  muted: '4b5866',
  faint: '5f6b78',
  hairline: 'c9d1da',
  rule: '8b97a4',
  band: 'edf1f6',
  code: 'f5f7f9',
  mark: 'cdebd8',
  accent: '1d5fc4',
  /** Seen across a page, and no hindrance to small type, also when it is printed grey. */
  watermark: 'f8f3e9',
} as const;

const sans = { face: 'sans', size: 9.5, leading: 13, color: colors.ink } as const;
const small = { face: 'sans', size: 8, leading: 11, color: colors.ink } as const;

export const styles = {
  text: sans,
  strong: { ...sans, face: 'sansBold' },
  muted: { ...sans, color: colors.muted },
  small,
  smallStrong: { ...small, face: 'sansBold' },
  smallMuted: { ...small, color: colors.muted },
  cell: { face: 'sans', size: 8.5, leading: 11.5, color: colors.ink },
  cellStrong: { face: 'sansBold', size: 8.5, leading: 11.5, color: colors.ink },
  cellMuted: { face: 'sans', size: 8.5, leading: 11.5, color: colors.muted },
  cellMono: { face: 'mono', size: 7.5, leading: 11.5, color: colors.ink },
  columnHead: { face: 'sansBold', size: 7.5, leading: 11, color: colors.muted },
  eyebrow: { face: 'sansBold', size: 7.5, leading: 11, color: colors.muted },
  title: { face: 'sansBold', size: 20, leading: 25, color: colors.ink },
  heading1: { face: 'sansBold', size: 12.5, leading: 17, color: colors.ink },
  heading2: { face: 'sansBold', size: 10, leading: 14, color: colors.ink },
  code: { face: 'mono', size: 8, leading: 11, color: colors.ink },
  codeMuted: { face: 'mono', size: 8, leading: 11, color: colors.muted },
  frame: { face: 'sans', size: 7.5, leading: 10, color: colors.faint },
  frameMono: { face: 'mono', size: 7.5, leading: 10, color: colors.faint },
} as const satisfies Readonly<Record<string, TextStyle>>;

/** Dark enough for text; `wash` is the background that goes with it. */
export function toneColors(tone: Tone): { readonly ink: string; readonly wash: string } {
  switch (tone) {
    case 'passed':
      return { ink: '176b3a', wash: 'e8f5ed' };
    case 'failed':
      return { ink: 'b3261e', wash: 'fcebea' };
    case 'unknown':
      return { ink: '6a3fa0', wash: 'f2ecf9' };
    case 'person':
    case 'warning':
      return { ink: '8a5300', wash: 'fdf3e1' };
    case 'owed':
      return { ink: '8a3b00', wash: 'fdeee4' };
    case 'running':
      return { ink: colors.accent, wash: 'e8f0fc' };
    case 'skipped':
    case 'undone':
    case 'neutral':
      return { ink: colors.muted, wash: colors.band };
    default:
      return assertNever(tone, 'tone');
  }
}
