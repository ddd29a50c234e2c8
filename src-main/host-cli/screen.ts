import { createInterface, cursorTo, clearScreenDown, moveCursor, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { fit, wrapped } from './terminal-text.ts';

/** Cells that a question leaves for its answer. */
const shortestAnswer = 16;
/** Of a terminal that does not know how wide it is, such as a serial console. */
const usualColumns = 80;
const usualRows = 24;

export interface AskOptions {
  /** Nothing of what is typed is shown. */
  readonly hidden?: boolean;
  /** Takes the question back. */
  readonly signal?: AbortSignal;
}

/** Nobody answered: the question was taken back, or the input ended. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** The one owner of the terminal: lines that stay, a few that are redrawn below them, and one question at a time. */
export interface Screen {
  /** Somebody sits there and can be asked. */
  readonly interactive: boolean;
  /** The few last lines are redrawn: progress is alive. */
  readonly redraws: boolean;
  /** Cells of a line; endless where the output is no terminal. */
  readonly columns: number;
  line(text: string): void;
  live(lines: readonly string[]): void;
  /** Waits its turn. Throws `Unanswered`. */
  ask(question: string, options?: AskOptions): Promise<string>;
  /** Gives the bare terminal away until `work` has ended: nothing is drawn, lines wait. Waits its turn as a question does. */
  passThrough(work: (ends: TerminalEnds) => Promise<void>): Promise<void>;
  close(): void;
}

/** Both ends of a terminal in raw mode: keys come as they are typed, Ctrl+C too. */
export interface TerminalEnds {
  readonly columns: number;
  readonly rows: number;
  /** Resolves when the terminal has taken it. */
  show(text: string): Promise<void>;
  onTyped(listener: (text: string) => void, until: AbortSignal): void;
  onResize(listener: (columns: number, rows: number) => void, until: AbortSignal): void;
}

export interface ScreenStreams {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** Plain lines where the output is piped; alive where both ends are a terminal. */
export function createScreen({ input, output }: ScreenStreams): Screen {
  return new TerminalScreen(input, output);
}

class TerminalScreen implements Screen {
  readonly interactive: boolean;
  readonly redraws: boolean;
  readonly #input: NodeJS.ReadStream;
  readonly #output: NodeJS.WriteStream;
  #drawn = 0;
  #live: readonly string[] = [];
  #asking: Interface | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  /** Lines that came while the terminal was given away. */
  #waiting: string[] | undefined;

  constructor(input: NodeJS.ReadStream, output: NodeJS.WriteStream) {
    this.#input = input;
    this.#output = output;
    this.redraws = output.isTTY && process.env['TERM'] !== 'dumb';
    this.interactive = input.isTTY && output.isTTY;
  }

  get columns(): number {
    return this.redraws ? this.#output.columns || usualColumns : Infinity;
  }

  line(text: string): void {
    if (this.#waiting !== undefined) {
      this.#waiting.push(text);
      return;
    }
    if (!this.redraws) {
      this.#output.write(`${text}\n`);
      return;
    }
    this.#erase();
    this.#output.write(`${text}\n`);
    if (this.#asking === undefined) this.#draw();
    else this.#asking.prompt(true);
  }

  live(lines: readonly string[]): void {
    this.#live = lines;
    if (!this.redraws || this.#asking !== undefined || this.#waiting !== undefined) return;
    this.#erase();
    this.#draw();
  }

  ask(question: string, options: AskOptions = {}): Promise<string> {
    const answer = this.#turn.then(() => this.#askNow(question, options));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async passThrough(work: (ends: TerminalEnds) => Promise<void>): Promise<void> {
    const passed = this.#turn.then(() => this.#passThroughNow(work));
    this.#turn = passed.catch(() => undefined);
    return passed;
  }

  async #passThroughNow(work: (ends: TerminalEnds) => Promise<void>): Promise<void> {
    this.#erase();
    this.#waiting = [];
    this.#input.setRawMode(true);
    this.#input.resume();
    try {
      await work(endsOf(this.#input, this.#output));
    } finally {
      this.#input.pause();
      this.#input.setRawMode(false);
      // A program that was cut off in the middle leaves its screen, its colours and its paste marks behind.
      this.#output.write('\u001b[?1049l\u001b[?2004l\u001b[?25h\u001b[0m\r\n');
      const waiting = this.#waiting;
      this.#waiting = undefined;
      for (const text of waiting) this.line(text);
      this.#draw();
    }
  }

  close(): void {
    this.live([]);
    this.#asking?.close();
  }

  #erase(): void {
    if (!this.redraws) return;
    if (this.#asking === undefined && this.#drawn > 0) moveCursor(this.#output, 0, -this.#drawn);
    // Also without a question: a terminal echoes Ctrl+C as `^C` behind what was drawn.
    cursorTo(this.#output, 0);
    clearScreenDown(this.#output);
    this.#drawn = 0;
  }

  #draw(): void {
    // Never more than fits: what has scrolled away cannot be redrawn.
    const lines = this.#live.slice(0, Math.max(1, (this.#output.rows || usualRows) - 2));
    for (const line of lines) this.#output.write(`${line}\n`);
    this.#drawn = lines.length;
  }

  /** The end of a question, with room for the answer behind it; what does not fit there is printed above. */
  #promptOf(question: string): string {
    if (!this.redraws) return question;
    const room = Math.max(shortestAnswer, this.columns - shortestAnswer);
    const lines = wrapped(question.trimEnd(), room).split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) this.#output.write(`${line}\n`);
    return `${fit(last, room)} `;
  }

  async #askNow(question: string, { hidden = false, signal }: AskOptions): Promise<string> {
    if (isAborted(signal)) throw new Unanswered('The question was taken back.');
    this.#erase();
    const prompt = this.#promptOf(question);
    const asking = createInterface({
      input: this.#input,
      output: hidden ? withoutEcho(this.#output, prompt) : this.#output,
      terminal: true,
      historySize: 0,
    });
    this.#asking = asking;
    try {
      return await answerOf(asking, prompt, signal);
    } finally {
      this.#asking = undefined;
      asking.close();
      if (hidden || isAborted(signal)) this.#output.write('\n');
      this.#draw();
    }
  }
}

function endsOf(input: NodeJS.ReadStream, output: NodeJS.WriteStream): TerminalEnds {
  return {
    columns: output.columns,
    rows: output.rows,
    show: (text) =>
      new Promise((resolve) => {
        output.write(text, () => {
          resolve();
        });
      }),
    onTyped: (listener, until) => {
      const decoder = new StringDecoder('utf8');
      const typed = (chunk: Buffer): void => {
        const text = decoder.write(chunk);
        if (text !== '') listener(text);
      };
      input.on('data', typed);
      until.addEventListener('abort', () => input.off('data', typed));
    },
    onResize: (listener, until) => {
      const resized = (): void => {
        listener(output.columns, output.rows);
      };
      output.on('resize', resized);
      until.addEventListener('abort', () => output.off('resize', resized));
    },
  };
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** Shows the question when it is (re)drawn, nothing else. */
function withoutEcho(output: NodeJS.WriteStream, question: string): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (chunk.toString().includes(question)) output.write(question);
      done();
    },
  });
}

function answerOf(asking: Interface, question: string, signal: AbortSignal | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      reject(new Unanswered('Nobody answered.'));
    };
    signal?.addEventListener('abort', leave, { once: true });
    // While a line is read the terminal is raw: Ctrl+C comes here, and means what it means everywhere.
    asking.on('SIGINT', () => {
      if (process.listenerCount('SIGINT') > 0) process.emit('SIGINT');
      else process.kill(process.pid, 'SIGINT');
    });
    asking.on('close', leave);
    asking.question(question, (answer) => {
      signal?.removeEventListener('abort', leave);
      resolve(answer.trim());
    });
  });
}
