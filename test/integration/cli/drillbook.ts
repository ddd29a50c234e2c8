import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { createLab, type Lab } from '../../../src-main/lab/create-lab.ts';

const main = join(import.meta.dirname, '../../../out/cli/main.mjs');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way: its output so far, its end, and the process itself for signals. */
export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** A line, with Enter; only on a terminal. */
  type(line: string): void;
  /** Resolves when the output holds the text, behind what was waited for before; rejects when the command ends without it. */
  until(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** As far as it has said so. */
  runFolder(): string;
}

/** A place for one test file: its own data folder, files and, where it asks for one, its own lab. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'drillbook-cli-'));
  readonly #children = new Set<ReturnType<typeof spawn>>();
  #lab: Lab | undefined;

  file(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** The lab's inventory, its target `one` being voice-c for every runbook. */
  async labInventory(): Promise<string> {
    this.#lab ??= await createLab({ folder: join(this.folder, 'lab'), ports: 'free' });
    const text = readFileSync(this.#lab.inventoryPath, 'utf8');
    return this.file('inventory.yaml', text.replace(/^bindings:/m, 'bindings:\n  "*": { one: voice-c }'));
  }

  start(...args: readonly string[]): Running {
    return this.#watch(process.execPath, [main, ...args], 'ignore');
  }

  /** On a terminal of 100 columns, with somebody who types. `script` of util-linux makes the terminal. */
  startOnTerminal(...args: readonly string[]): Running {
    return this.startOnColumns(100, ...args);
  }

  startOnColumns(columns: number, ...args: readonly string[]): Running {
    const words = [process.execPath, main, ...args].map((one) => `'${one.replaceAll("'", String.raw`'\''`)}'`);
    const command = `stty cols ${columns} rows 30; exec ${words.join(' ')}`;
    return this.#watch('script', ['--quiet', '--flush', '--return', '--command', command, '/dev/null'], 'pipe');
  }

  /** `drillbook` and what a shell does with its output. */
  shell(line: string): Promise<Ended> {
    return this.#watch('sh', ['-c', `'${process.execPath}' '${main}' ${line}`], 'ignore').ended;
  }

  /** A line as a document shows it, `npx drillbook` being the command. */
  typed(line: string): Promise<Ended> {
    const words = line.replaceAll('npx drillbook', `'${process.execPath}' '${main}'`);
    return this.#watch('sh', ['-c', words], 'ignore').ended;
  }

  #watch(command: string, args: readonly string[], stdin: 'ignore' | 'pipe'): Running {
    const child = spawn(command, args, {
      cwd: this.folder,
      env: {
        ...process.env,
        DRILLBOOK_DATA: join(this.folder, 'data'),
        NODE_NO_WARNINGS: '1',
        NO_COLOR: '1',
        TERM: 'xterm',
      },
      stdio: [stdin, 'pipe', 'pipe'],
    });
    this.#children.add(child);
    let stdout = '';
    let seen = 0;
    let stderr = '';
    const watchers = new Set<() => void>();
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += stripVTControlCharacters(text);
      for (const watch of watchers) watch();
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = new Promise<Ended>((resolve) => {
      child.on('close', (code) => {
        resolve({ code, stdout, stderr });
      });
    });
    return {
      pid: child.pid ?? 0,
      ended,
      type: (line) => void child.stdin?.write(`${line}\r`),
      until: (text) =>
        new Promise((resolve, reject) => {
          const look = (): void => {
            const at = stdout.indexOf(text, seen);
            if (at < 0) return;
            seen = at + text.length;
            watchers.delete(look);
            resolve();
          };
          watchers.add(look);
          void ended.then(() => {
            reject(new Error(`ended without “${text}”:\n${stdout}${stderr}`));
          });
          look();
        }),
      signal: (name) => void child.kill(name),
      runFolder: () => runFolderOf(stdout),
    };
  }

  run(...args: readonly string[]): Promise<Ended> {
    return this.start(...args).ended;
  }

  async dispose(): Promise<void> {
    // A test that ran out of time leaves its command behind.
    for (const child of this.#children) if (child.exitCode === null) child.kill('SIGKILL');
    await this.#lab?.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The run folder that a text run names in its head, or a jsonl run in its first line. */
export function runFolderOf(stdout: string): string {
  const text = /Run folder: (.*)/.exec(stdout)?.[1];
  if (text !== undefined) return text;
  const first = JSON.parse(stdout.slice(0, stdout.indexOf('\n'))) as { runDir: string };
  return first.runDir;
}
