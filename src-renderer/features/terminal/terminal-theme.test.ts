import { expect, test } from 'vitest';
import { terminalThemes, type Scheme } from './terminal-theme.ts';

/** WCAG 2: relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** The colours that are the background's own. */
const own: Readonly<Record<Scheme, readonly string[]>> = { dark: ['black'], light: ['white', 'brightWhite'] };
const notText = /^(?:background|cursorAccent|selection|scrollbar|overview|extended)/;

test.each(['dark', 'light'] as const)('every colour of text keeps 4.5:1 on its background: %s', (scheme) => {
  const theme = terminalThemes[scheme];
  const poor = Object.entries(theme).filter(
    ([name, colour]) =>
      !notText.test(name) && !own[scheme].includes(name) && contrast(String(colour), theme.background) < 4.5,
  );
  expect(poor).toEqual([]);
  const selected = contrast(String(theme.foreground), String(theme.selectionBackground));
  expect(selected).toBeGreaterThanOrEqual(4.5);
});
