import { sipTimeoutMs, type SipAnswer } from './sip-from-app.ts';

/** A host has no clock of ours: without `timeout` sipsak itself gives up, after half a minute. */
export const sipsakScript = `export LC_ALL=C
command -v sipsak >/dev/null 2>&1 || { echo none; exit 0; }
limit=
if command -v timeout >/dev/null 2>&1; then limit='timeout ${sipTimeoutMs / 1000}'; fi
set -- -vv -i -s "$SIP_URI"
if [ "$TRANSPORT" = tcp ]; then set -- "$@" -E tcp; fi
said=$($limit sipsak "$@" 2>&1)
printf 'sipsak %s\\n%s\\n' "$?" "$said"
`;

/** What sipsak printed: the first line of the answer, where one came. */
export function readSipsak(stdout: string, host: string): SipAnswer {
  const [head = '', ...lines] = stdout.split('\n');
  if (head.trim() === 'none') return { kind: 'trouble', message: `${host} has no sipsak: install sipsak` };
  const text = lines.join('\n');
  const found = [...text.matchAll(/^SIP\/2\.0 ([2-6]\d{2}) ?(.*?)\r?$/gmu)].at(-1);
  if (found !== undefined) {
    const status = Number(found[1]);
    const login = status === 401 || status === 407 ? ({ login: 'not-given' } as const) : {};
    return { kind: 'answer', status, reason: found[2] ?? '', ...login };
  }
  const exit = Number(head.split(' ')[1]);
  if (/connection refused|ICMP|send failure/iu.test(text)) return { kind: 'failed', message: 'nothing listens there' };
  if (exit === 124 || /timeout|no response|gave up/iu.test(text))
    return { kind: 'failed', message: 'it gives no answer' };
  const last = text.trim().split('\n').at(-1) ?? '';
  return { kind: 'trouble', message: last === '' ? `sipsak ended with exit status ${exit}` : last };
}
