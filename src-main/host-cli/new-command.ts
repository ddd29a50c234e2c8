import { basename, dirname, join, relative } from 'node:path';
import { parseDuration } from '../../src-shared/runbook/duration.ts';
import { idPattern, kebabPattern } from '../../src-shared/runbook/field.ts';
import { suggestion } from '../../src-shared/runbook/nearest.ts';
import { kindWords, skeletonKinds, type SkeletonKind } from '../app/author/skeleton-steps.ts';
import type { WishedHost, Wishes } from '../app/author/skeleton.ts';
import { labHost, writeSkeleton } from '../app/author/write-skeleton.ts';
import { validate } from '../app/validate.ts';
import { asCalled } from './as-called.ts';
import type { ExitCode } from './exit-code.ts';
import { printProblems } from './print-problems.ts';
import { createScreen, type Screen } from './screen.ts';
import { bold, harmless, toned, wrapped } from './terminal-text.ts';
import { usageError } from './usage-error.ts';

export interface NewOptions {
  readonly title?: string;
  readonly system?: string;
  readonly owner?: string;
  readonly rto?: string;
  /** `id=address[:port]`. */
  readonly host: readonly string[];
  readonly user?: string;
  readonly key?: string;
  readonly steps?: string;
  readonly lab: boolean;
}

/** The host of the practice lab that a skeleton works on: it takes no part in the lab's own service. */
const labHostId = 'voice-c';
const usualKinds: readonly SkeletonKind[] = ['check', 'run', 'manual', 'test'];

/** `drillbook new`: asks, or takes flags, and writes a runbook, its inventory and answers that are valid as they are. */
export async function newCommand(file: string | undefined, options: NewOptions): Promise<ExitCode> {
  const screen = createScreen({ input: process.stdin, output: process.stdout });
  try {
    const wishes = await wishesOf(screen, file, options);
    const folder = file === undefined ? '.' : dirname(file);
    const written = await writeSkeleton(folder, wishes);
    const problems = await validate(written.filter((path) => path.endsWith('.yaml')));
    printProblems(screen, problems);
    const named = written.map((path) => relative(process.cwd(), path));
    screen.line('');
    screen.line(bold('Written, and valid as it is:'));
    for (const path of named) screen.line(`  ${path}`);
    const at = (ending: string): string => join(folder, `${wishes.id}${ending}.yaml`);
    const [runbook, inventory, answers] = [at(''), at('.inventory'), at('.answers')];
    screen.line('');
    screen.line('What will happen, step by step; nothing is contacted:');
    screen.line(`  ${asCalled(['plan', runbook, '--inventory', inventory])}`);
    screen.line('A rehearsal that asks you everything, or, with the last two words, answers by itself:');
    const mode = wishes.practice ? [] : ['--mode', 'rehearsal'];
    screen.line(`  ${asCalled(['run', runbook, '--inventory', inventory, ...mode, '--answers', answers])}`);
    return problems.some(({ severity }) => severity === 'error') ? 1 : 0;
  } finally {
    screen.close();
  }
}

async function wishesOf(screen: Screen, file: string | undefined, options: NewOptions): Promise<Wishes> {
  const ask = createAsk(screen);
  if (screen.interactive) {
    screen.line(bold('A new runbook. Enter takes what stands in brackets; Ctrl+C leaves, and nothing is written.'));
  }
  const title = await ask(options.title, '--title', 'What does it do, in one line?', undefined, filled);
  const id = idOf(file, title);
  const system = await ask(options.system, '--system', 'For which system?', id, filled);
  const owner = await ask(options.owner, '--owner', 'Who answers for it?', process.env['USER'] ?? 'nobody yet', filled);
  const rto = await ask(options.rto, '--rto', 'Within what time must the service be back?', '30m', durationFault);
  const place = options.lab ? await labPlace() : await ownPlace(screen, ask, options);
  const kinds = await kindsWished(screen, ask, options.steps);
  const today = new Date().toISOString().slice(0, 10);
  return { title, id, system, owner, rto, practice: options.lab, kinds, today, ...place };
}

type Ask = (
  given: string | undefined,
  flag: string,
  question: string,
  usual: string | undefined,
  fault: (answer: string) => string | undefined,
) => Promise<string>;

/** A flag wins; then the person is asked, until the answer is right; without a person the usual answer counts. */
function createAsk(screen: Screen): Ask {
  return async (given, flag, question, usual, fault) => {
    const wrong = given === undefined ? undefined : fault(given);
    if (wrong !== undefined) throw usageError(`${flag} ${JSON.stringify(given)}: ${wrong}`);
    if (given !== undefined) return given.trim();
    if (!screen.interactive) {
      if (usual !== undefined) return usual;
      throw usageError(`${flag} is missing: ${question} Nobody can be asked here.`);
    }
    for (;;) {
      const answer = (await screen.ask(`${question}${usual === undefined ? '' : ` [${usual}]`} `)).trim();
      const taken = answer === '' ? (usual ?? '') : answer;
      const why = fault(taken);
      if (why === undefined) return taken;
      screen.line(toned('bad', wrapped(`  ${harmless(why)}`, screen.columns)));
    }
  };
}

function filled(text: string): string | undefined {
  return text.trim() === '' ? 'Something must stand there.' : undefined;
}

function durationFault(text: string): string | undefined {
  return parseDuration(text.trim()) === undefined ? 'That is no duration. Write it like 90s, 45m or 1h30m.' : undefined;
}

/** The name of the file, else the title, as kebab-case. */
function idOf(file: string | undefined, title: string): string {
  const from = file === undefined ? title : basename(file).replace(/\.(yaml|yml|drillbook)$/i, '');
  const plain = from.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const id = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '');
  if (new RegExp(kebabPattern).test(id)) return id;
  throw usageError(`“${from}” gives no name for files: name the file, such as restart-web.yaml.`);
}

type Place = Pick<Wishes, 'hosts' | 'user' | 'key'>;

async function labPlace(): Promise<Place> {
  const { host, user, key } = await labHost(labHostId);
  return { hosts: [host], user, ...(key === undefined ? {} : { key }) };
}

async function ownPlace(screen: Screen, ask: Ask, options: NewOptions): Promise<Place> {
  const given = options.host.length === 0 ? undefined : options.host.join(' ');
  const question = 'On which hosts? Name and address, as web-1=192.0.2.10 (more with blanks between):';
  const hosts = hostsOf(await ask(given, '--host', question, undefined, hostsFault));
  const user = await ask(options.user, '--user', 'As which user does one log in there?', 'root', filled);
  const none = 'the agent, then the usual keys';
  const key =
    screen.interactive || options.key !== undefined
      ? await ask(options.key, '--key', 'With which private key?', none, filled)
      : none;
  return { hosts, user, ...(key === none ? {} : { key }) };
}

const hostShape = /^([^=\s]+)=(?:\[([0-9A-Fa-f:.]+)\]|([^:\s]+))(?::(\d{1,5}))?$/;

function hostsOf(text: string): readonly WishedHost[] {
  return text
    .trim()
    .split(/[\s,]+/)
    .map((word) => {
      const [, id = '', bracketed, plain = '', port = '22'] = hostShape.exec(word) ?? [];
      return { id, address: bracketed ?? plain, port: Number(port) };
    });
}

function hostsFault(text: string): string | undefined {
  const words = text.trim().split(/[\s,]+/);
  const ids = hostsOf(text).map(({ id }) => id);
  const odd = words.find((word) => !hostShape.test(word));
  if (odd !== undefined) return `“${odd}” is no host. Write it like web-1=192.0.2.10 or web-1=web1.example.test:2222.`;
  const bad = ids.find((id) => !new RegExp(idPattern).test(id));
  if (bad !== undefined) return `“${bad}” cannot name a host: letters, digits, - and _ only.`;
  return new Set(ids).size === ids.length ? undefined : 'Two hosts have the same name.';
}

async function kindsWished(screen: Screen, ask: Ask, given: string | undefined): Promise<readonly SkeletonKind[]> {
  if (screen.interactive && given === undefined) {
    screen.line('');
    screen.line('Which kinds of step shall it begin with? Each comes as an example that works.');
    for (const kind of skeletonKinds) screen.line(`  ${kind.padEnd(9)} ${kindWords[kind]}`);
  }
  const text = await ask(given, '--steps', 'Kinds:', usualKinds.join(' '), kindsFault);
  return text.split(/[\s,]+/).filter((word): word is SkeletonKind => isKind(word));
}

function isKind(word: string): boolean {
  return skeletonKinds.some((kind) => kind === word);
}

function kindsFault(text: string): string | undefined {
  const odd = text
    .trim()
    .split(/[\s,]+/)
    .find((word) => !isKind(word));
  if (odd === undefined) return undefined;
  return `There is no kind “${odd}”${suggestion(odd, skeletonKinds)}. Kinds: ${skeletonKinds.join(', ')}.`;
}
