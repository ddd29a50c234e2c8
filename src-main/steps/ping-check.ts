import { execFile } from 'node:child_process';
import type { HostId } from '../../src-shared/base/ids.ts';
import type { WorldCheck } from '../../src-shared/plan/world-check.ts';
import type { CheckTaken, HostLookup } from '../engine/ports.ts';
import { askHost } from './ask-host.ts';
import { reach, type Reached } from './reach.ts';
import type { ScriptOutside } from './script-attempt.ts';
import { weighLooks, type Look } from './weigh-looks.ts';

type PingCheck = Extract<WorldCheck, { readonly kind: 'ping' }>;

/** `exit`: as ping ends, 0 for an answer and 1 for none; `missing`: there is no such program. */
interface Pinged {
  readonly exit: number | 'missing' | 'stopped';
  readonly text: string;
}

/** A request every 0.3 s, which needs no rights of root, until the first answer or for so many seconds. */
const limit = 4;
const spaced = ['-n', '-c', '1', '-i', '0.3'];

/** Pings from a host, all addresses of `ADDRESSES` at once; each answer stands behind `== <address> <exit status>`. */
const pingScript = `command -v ping >/dev/null 2>&1 || { echo no-ping; exit 0; }
ping_one() {
  case $(uname -s) in
    SunOS) said=$(LC_ALL=C ping -n "$1" ${limit} 2>&1) ;;
    Linux) said=$(LC_ALL=C ping ${spaced.join(' ')} -w ${limit} "$1" 2>&1) ;;
    *) said=$(LC_ALL=C ping -n -c 3 -w ${limit} "$1" 2>&1) ;;
  esac
  printf '== %s %s\\n%s\\n' "$1" "$?" "$said"
}
for address in $ADDRESSES; do
  ping_one "$address" &
done
wait
`;

/** Pings every host of `to` from every vantage; none pings itself. Output: `ms`, the slowest answer. */
export async function takePingCheck(
  outside: ScriptOutside,
  check: PingCheck,
  host: HostLookup,
  signal: AbortSignal,
): Promise<CheckTaken> {
  const looks = await Promise.all(
    check.from.map(async (from) => {
      const others = check.details.to.filter((to) => !('host' in to) || to.host !== from);
      const whom = others.map((to) => reach(from, to, 0, host));
      const pinged =
        from === 'app'
          ? await Promise.all(whom.map((one) => fromApp(one.address, signal)))
          : await fromHost(outside, from, whom, host, signal);
      return whom.map((one, at) => judge(one.name, from, pinged[at] ?? { exit: 'stopped', text: 'ping said nothing' }));
    }),
  );
  const all = looks.flat();
  const times = all.flatMap(({ ms }) => ms ?? []);
  return weighLooks(all, times.length === 0 ? {} : { ms: Math.max(...times) });
}

function fromApp(address: string, signal: AbortSignal): Promise<Pinged> {
  if (!isPlain(address)) return Promise.resolve({ exit: 'stopped', text: `${address} is no address` });
  const args: Partial<Record<NodeJS.Platform, readonly string[]>> = {
    win32: ['-n', '3', '-w', '1000', address],
    darwin: ['-n', '-o', '-i', '0.3', '-t', String(limit), address],
  };
  const given = args[process.platform] ?? [...spaced, '-w', String(limit), address];
  return new Promise((resolve) => {
    const options = { env: { ...process.env, LC_ALL: 'C' }, timeout: (limit + 4) * 1_000, signal };
    execFile('ping', given, options, (error, stdout, stderr) => {
      const text = `${stdout}\n${stderr}`;
      const code = error?.code as number | string | undefined;
      // Windows ends with 0 also where a router says that there is no way.
      const answered = error === null && (process.platform !== 'win32' || /TTL=/iu.test(stdout));
      if (answered) resolve({ exit: 0, text });
      else if (code === 'ENOENT') resolve({ exit: 'missing', text });
      else if (code === undefined || code === 1) resolve({ exit: 1, text });
      else resolve(typeof code === 'number' ? { exit: code, text } : { exit: 'stopped', text: 'ping was stopped' });
    });
  });
}

async function fromHost(
  outside: ScriptOutside,
  from: HostId,
  whom: readonly Reached[],
  host: HostLookup,
  signal: AbortSignal,
): Promise<readonly Pinged[]> {
  const wrong = whom.find(({ address }) => !isPlain(address));
  if (wrong !== undefined) return whom.map(() => ({ exit: 'stopped', text: `${wrong.address} is no address` }));
  const env = { ADDRESSES: whom.map(({ address }) => address).join(' ') };
  const timeoutMs = (limit + 10) * 1_000;
  const told = await askHost(outside, { host: host(from), script: pingScript, env, timeoutMs, signal });
  if ('trouble' in told) return whom.map(() => ({ exit: 'stopped', text: told.trouble }));
  if (told.stdout.trim() === 'no-ping') return whom.map(() => ({ exit: 'missing', text: '' }));
  const parts = told.stdout.split(/^== /mu).slice(1);
  return whom.map(({ address }) => {
    const part = parts.find((one) => one.startsWith(`${address} `)) ?? '';
    const [head = '', ...lines] = part.split('\n');
    const exit = Number(head.split(' ')[1] ?? NaN);
    return Number.isNaN(exit) ? { exit: 'stopped', text: 'ping said nothing' } : { exit, text: lines.join('\n') };
  });
}

/** Never an option of ping, nor two words. */
function isPlain(address: string): boolean {
  return /^[A-Za-z0-9:][\w.:%-]*$/u.test(address);
}

function judge(name: string, from: string, { exit, text }: Pinged): Look & { readonly ms?: number } {
  const where = from === 'app' ? name : `${name} from ${from}`;
  const blind = (why: string): Look => ({ result: 'not-taken', detail: `${where} could not be pinged: ${why}` });
  if (exit === 'missing') {
    return blind(
      `there is no ping ${from === 'app' ? 'here' : `on ${from}`}; install iputils-ping (Debian) or iputils (Red Hat)`,
    );
  }
  if (exit === 'stopped') return blind(text);
  if (exit === 0) {
    const spread = /=\s*[\d.]+\/([\d.]+)\//u.exec(text)?.[1] ?? /time[=<]([\d.]+)/u.exec(text)?.[1];
    const answers = /(\d+) packets transmitted, (\d+)/u.exec(text);
    // Requests that were lost before the one that was answered.
    const counted =
      answers === null || answers[1] === '1' ? '' : ` ${answers[2] ?? ''} of ${answers[1] ?? ''} requests`;
    const ms = spread === undefined ? undefined : Number(spread);
    const took = ms === undefined ? '' : ` after ${ms} ms`;
    return { result: 'true', detail: `${where} answers${counted}${took}`, ...(ms === undefined ? {} : { ms }) };
  }
  const said = text.trim().split('\n').at(0) ?? '';
  // 2 is ping's own trouble: no such name, no network, no permission.
  return exit === 1 ? { result: 'false', detail: `${where} does not answer` } : blind(said);
}
