import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal, type ITerminalOptions } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { Disposable } from '../../../src-shared/base/disposable.ts';
import { guardTerminal } from './guard-terminal.ts';
import { keptLines } from './last-lines.ts';
import { createLineMarks, type LineMarks } from './line-marks.ts';
import { OutputQueue, type OutputStream, type Segment } from './output-queue.ts';
import { terminalThemes, type Scheme } from './terminal-theme.ts';
import { startWriteLoop } from './write-loop.ts';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface ViewOptions {
  readonly fontSize: number;
  readonly scheme: Scheme;
  /** Columns, and rows where they matter, as they were on the host; without them the view fits its place. */
  readonly fixed: { readonly columns: number; readonly rows?: number } | undefined;
  /** The output came without a terminal: its lines end without a carriage return. */
  readonly plainLines: boolean;
  /** A person types here; else the terminal hears nothing and says nothing. */
  readonly interactive: boolean;
  readonly label: string;
  readonly gapText: (units: number) => string;
  readonly onTitle?: (title: string) => void;
  readonly onResize?: (size: TerminalSize) => void;
  /** All that came stands on the screen. */
  readonly onIdle?: () => void;
  readonly onStderr?: () => void;
}

/** A terminal on the page. Output is put into it at any rate; it draws what a person can follow. */
export interface TerminalView extends Disposable {
  readonly terminal: Terminal;
  readonly search: SearchAddon;
  readonly marks: LineMarks;
  text(stream: OutputStream, text: string): void;
  gap(units: number): void;
  /** The same, without the bound of live output: what is given is all there is. */
  fill(segments: readonly Segment[]): void;
  /** Empties screen and scrollback. */
  reset(): void;
  setLook(fontSize: number, scheme: Scheme): void;
  /** Another size than the one of its place. */
  setFixed(fixed: ViewOptions['fixed']): void;
  /** Nobody types here any more. */
  endInput(): void;
}

const fontFamily = "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, monospace";

/** Opens a terminal in an element of the page; once its font is there, because cells are measured only then. */
export async function openView(host: HTMLElement, options: ViewOptions): Promise<TerminalView> {
  const size = `${options.fontSize}px`;
  await Promise.all([document.fonts.load(`${size} ${fontFamily}`), document.fonts.load(`bold ${size} ${fontFamily}`)]);
  await shown();
  const terminal = new Terminal(terminalOptions(options));
  guardTerminal(terminal, options.onTitle);
  const fit = new FitAddon();
  const search = new SearchAddon({ highlightLimit: 1_000 });
  const unicode = new Unicode11Addon();
  for (const addon of [fit, search, unicode]) terminal.loadAddon(addon);
  terminal.unicode.activeVersion = '11';
  terminal.open(host);
  drawByWebgl(terminal);
  const { textarea } = terminal;
  if (textarea !== undefined) {
    textarea.setAttribute('aria-label', options.label);
    // A view takes no focus: plain keys stay those of the screen around it.
    textarea.disabled = !options.interactive;
  }
  // Ctrl+Shift+… and the window's own keys stay ours: xterm would send Escape for Ctrl+Shift+Escape.
  terminal.attachCustomKeyEventHandler(({ ctrlKey, shiftKey, metaKey }) => !(ctrlKey && shiftKey) && !metaKey);
  let { fixed, fontSize: shownSize, scheme: shownScheme } = options;
  const refit = (): void => fitTo(terminal, fit, host, fixed);
  const seen = new ResizeObserver(refit);
  seen.observe(host.parentElement ?? host);
  refit();
  if (options.onResize !== undefined) {
    const { onResize } = options;
    terminal.onResize(({ cols, rows }) => onResize({ columns: cols, rows }));
  }
  return {
    ...feed(terminal, options),
    terminal,
    search,
    setLook: (fontSize, scheme) => {
      if (fontSize === shownSize && scheme === shownScheme) return;
      [shownSize, shownScheme] = [fontSize, scheme];
      terminal.options.fontSize = fontSize;
      terminal.options.theme = terminalThemes[scheme];
      refit();
    },
    setFixed: (next) => {
      fixed = next;
      refit();
    },
    endInput: () => {
      terminal.options.disableStdin = true;
      terminal.options.cursorInactiveStyle = 'none';
      if (textarea !== undefined) textarea.disabled = true;
    },
    dispose: () => {
      seen.disconnect();
      terminal.dispose();
    },
  };
}

/**
 * Resolves when the page has drawn what it is: opening a terminal takes longer than a frame, and a tab that was clicked shall
 * show at once that it was. A hidden page draws nothing: 100 ms then.
 */
function shown(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(late);
      resolve();
    };
    const late = setTimeout(done, 100);
    requestAnimationFrame(() => setTimeout(done));
  });
}

function terminalOptions({ fontSize, scheme, plainLines, interactive }: ViewOptions): ITerminalOptions {
  return {
    allowProposedApi: true,
    scrollback: keptLines,
    fontFamily,
    fontSize,
    lineHeight: 1.05,
    theme: terminalThemes[scheme],
    minimumContrastRatio: 4.5,
    convertEol: plainLines,
    disableStdin: !interactive,
    cursorInactiveStyle: interactive ? 'outline' : 'none',
    cursorBlink: false,
    rescaleOverlappingGlyphs: true,
    logLevel: 'off',
    // OSC 8 is left out by the guard; should one come through, it leads nowhere.
    linkHandler: { activate: () => undefined },
    overviewRuler: { width: 10 },
  };
}

type Feed = Pick<TerminalView, 'text' | 'gap' | 'fill' | 'reset' | 'marks'>;

function feed(terminal: Terminal, { gapText, onIdle, onStderr }: ViewOptions): Feed {
  const queue = new OutputQueue();
  const marks = createLineMarks(terminal);
  const loop = startWriteLoop({
    terminal,
    queue,
    marks,
    gapText,
    onIdle: () => onIdle?.(),
    onStderr: () => onStderr?.(),
  });
  terminal.loadAddon({ activate: () => undefined, dispose: () => void loop.dispose() });
  return {
    marks,
    text: (stream, text) => {
      queue.push(stream, text);
      loop.wake();
    },
    gap: (units) => {
      queue.gap(units);
      loop.wake();
    },
    fill: (segments) => {
      queue.fill(segments);
      loop.wake();
    },
    reset: () => {
      queue.clear();
      loop.drop();
      marks.clear();
      // A write that is under way is parsed before: what it holds must not stand on the emptied screen.
      terminal.write('', () => {
        terminal.reset();
      });
    },
  };
}

/** The context may be lost, or not to be had: then xterm draws with elements, the same. */
function drawByWebgl(terminal: Terminal): void {
  if (!hasGraphics()) return;
  try {
    const webgl = new WebglAddon();
    webgl.onContextLoss(() => {
      webgl.dispose();
    });
    terminal.loadAddon(webgl);
  } catch {
    // No WebGL here.
  }
}

/** Drivers without a graphics card: Chromium's own, Mesa's, and the one of Windows. */
const onProcessor = /swiftshader|llvmpipe|softpipe|basic render/i;
let graphics: boolean | undefined;

/** WebGL that the processor has to compute takes twice the time of elements: a virtual machine draws with those. */
function hasGraphics(): boolean {
  graphics ??= !onProcessor.test(driverName());
  return graphics;
}

function driverName(): string {
  // Its name, because `failIfMajorPerformanceCaveat` lets SwiftShader through.
  const context = document.createElement('canvas').getContext('webgl2');
  if (context === null) return '';
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = info === null ? '' : context.getParameter(info.UNMASKED_RENDERER_WEBGL);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return String(name);
}

function fitTo(terminal: Terminal, fit: FitAddon, host: HTMLElement, fixed: ViewOptions['fixed']): void {
  if (host.clientWidth === 0 || host.clientHeight === 0) return;
  host.style.width = '';
  host.style.height = '';
  const fitting = fit.proposeDimensions();
  if (fitting === undefined || Number.isNaN(fitting.cols)) return;
  const columns = Math.max(2, fixed?.columns ?? fitting.cols);
  const rows = Math.max(1, fixed?.rows ?? fitting.rows);
  if (columns !== terminal.cols || rows !== terminal.rows) terminal.resize(columns, rows);
  const screen = terminal.element?.querySelector('.xterm-screen');
  if (fixed === undefined || !(screen instanceof HTMLElement)) return;
  // A view that is larger than its place is scrolled as a whole; 30 for scrollbar and padding.
  if (columns > fitting.cols) host.style.width = `${Math.ceil(screen.clientWidth) + 30}px`;
  if (rows > fitting.rows) host.style.height = `${Math.ceil(screen.clientHeight)}px`;
}
