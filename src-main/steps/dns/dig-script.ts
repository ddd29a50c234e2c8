import { recordText } from '../../../src-shared/plan/record-text.ts';
import type { RecordType } from '../../../src-shared/plan/world-check.ts';
import type { LookedUp } from './look-up.ts';

/**
 * Asks name servers from a host by its `dig`. `SERVERS` holds `address port` pairs, one a line; each is asked twice for
 * 3 s, all at once. What dig prints stands behind a line `== <address> <port> <exit status>`.
 */
export const digScript = `command -v dig >/dev/null 2>&1 || { echo no-dig; exit 0; }
ask_one() {
  said=$(LC_ALL=C dig +noall +comments +answer +time=3 +tries=2 -p "$2" "@$1" -t "$QTYPE" -q "$QNAME" 2>&1)
  printf '== %s %s %s\\n%s\\n' "$1" "$2" "$?" "$said"
}
while read -r address port; do
  ask_one "$address" "$port" &
done <<SERVERS_END
$SERVERS
SERVERS_END
wait
`;

/** What each server said, by `address port`; undefined where the host has no dig. */
export function readDig(stdout: string, type: RecordType): ReadonlyMap<string, LookedUp> | undefined {
  if (stdout.trim() === 'no-dig') return undefined;
  const parts = stdout.split(/^== /mu).slice(1);
  return new Map(
    parts.map((part) => {
      const [head = '', ...lines] = part.split('\n');
      const [address = '', port = ''] = head.split(' ');
      return [`${address} ${port}`, readOne(lines, type)];
    }),
  );
}

function readOne(lines: readonly string[], type: RecordType): LookedUp {
  const text = lines.join('\n');
  const status = /status: ([A-Z]+)/u.exec(text)?.[1];
  if (status === undefined) {
    if (/connection refused/iu.test(text)) return { kind: 'refused' };
    if (/timed out|no servers could be reached/iu.test(text)) return { kind: 'silent' };
    return { kind: 'trouble', message: lines.find((line) => line.trim() !== '') ?? 'dig says nothing' };
  }
  if (status === 'NXDOMAIN') return { kind: 'nothing', why: 'no such name' };
  if (status !== 'NOERROR') return { kind: 'error', rcode: status };
  const found = lines.flatMap((line) => {
    const [, ttl, , , data = ''] = /^(?!;)\S+\s+(\d+)\s+(IN)\s+([A-Z]+)\s+(.*)$/u.exec(line) ?? [];
    const ofType = new RegExp(`\\sIN\\s+${type}\\s`, 'u').test(line);
    return ttl === undefined || !ofType ? [] : [{ ttl: Number(ttl), record: recordOf(type, data) }];
  });
  if (found.length === 0) return { kind: 'nothing', why: 'no such record' };
  const records = [...new Set(found.map(({ record }) => record))].sort();
  return { kind: 'records', records, ttl: Math.max(...found.map(({ ttl }) => ttl)) };
}

/** dig quotes each part of a TXT record, and writes what is no letter as `\\ddd`. */
function recordOf(type: RecordType, data: string): string {
  const plain =
    type === 'TXT'
      ? [...data.matchAll(/"((?:[^"\\]|\\.)*)"/gu)]
          .map(([, part = '']) => part.replace(/\\(\d{3}|.)/gu, unescaped))
          .join('')
      : data;
  return recordText(type, plain) ?? plain;
}

function unescaped(_all: string, code: string): string {
  return /^\d{3}$/u.test(code) ? String.fromCharCode(Number(code)) : code;
}
