import type { ITheme } from '@xterm/xterm';

export type Scheme = 'dark' | 'light';

/**
 * Colours of terminals. Each keeps 4.5:1 on its background, the two that are (nearly) the background itself aside: for those,
 * and for colours that a program mixes, xterm raises the contrast where it draws them.
 */
export const terminalThemes: Readonly<Record<Scheme, ITheme & { readonly background: string }>> = {
  dark: {
    background: '#0a0d11',
    foreground: '#dbe2ea',
    cursor: '#58a6ff',
    cursorAccent: '#0a0d11',
    selectionBackground: '#2a4a70',
    selectionInactiveBackground: '#26384f',
    scrollbarSliderBackground: '#97a3b140',
    scrollbarSliderHoverBackground: '#97a3b170',
    scrollbarSliderActiveBackground: '#97a3b1a0',
    overviewRulerBorder: '#0a0d11',
    black: '#1c232c',
    red: '#ff7b72',
    green: '#56d07f',
    yellow: '#e3b341',
    blue: '#6cb0ff',
    magenta: '#c297ff',
    cyan: '#56d4dd',
    white: '#c9d2dc',
    brightBlack: '#8894a3',
    brightRed: '#ffa198',
    brightGreen: '#7ee2a0',
    brightYellow: '#f2cc60',
    brightBlue: '#9ccbff',
    brightMagenta: '#dbbdff',
    brightCyan: '#86e4ea',
    brightWhite: '#ffffff',
  },
  light: {
    background: '#fbfcfd',
    foreground: '#1b222b',
    cursor: '#0a5dc2',
    cursorAccent: '#fbfcfd',
    selectionBackground: '#b9d6f7',
    selectionInactiveBackground: '#d5e3f3',
    scrollbarSliderBackground: '#5f6b7840',
    scrollbarSliderHoverBackground: '#5f6b7870',
    scrollbarSliderActiveBackground: '#5f6b78a0',
    overviewRulerBorder: '#fbfcfd',
    black: '#1b222b',
    red: '#b3261e',
    green: '#18703a',
    yellow: '#7d5200',
    blue: '#0a5dc2',
    magenta: '#7038c4',
    cyan: '#0b6b78',
    white: '#e3e8ee',
    brightBlack: '#5f6b78',
    brightRed: '#c3281f',
    brightGreen: '#1a7a40',
    brightYellow: '#8a5a00',
    brightBlue: '#1166cf',
    brightMagenta: '#7f45d6',
    brightCyan: '#0d7482',
    brightWhite: '#fbfcfd',
  },
};

/** Of matches while searching. */
export const searchColours: Readonly<Record<Scheme, { readonly match: string; readonly active: string }>> = {
  dark: { match: '#5c4a12', active: '#9a6700' },
  light: { match: '#f6e3a1', active: '#ffc53d' },
};
