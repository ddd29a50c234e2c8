import { bodyLimit, httpTimeoutMs, maxRedirects, type HttpAnswer } from './http-answer.ts';

/**
 * Asks `URL` from a host by its curl, else wget, without proxy. `CONNECT` is empty, or `name:port:address:port` in
 * curl's sense; `FOLLOW` and `VERIFY` are yes or no. The first line says which tool it was, then come head and body;
 * what the tool says of a failure is on stderr.
 */
export const httpScript = `export LC_ALL=C
if command -v curl >/dev/null 2>&1; then
  echo curl
  set -- -sS -g -i --noproxy '*' --max-time ${httpTimeoutMs / 1000} -A Drillbook
  if [ "$FOLLOW" = yes ]; then set -- "$@" -L --max-redirs ${maxRedirects}; fi
  if [ "$VERIFY" = no ]; then set -- "$@" -k; fi
  if [ -n "$CONNECT" ]; then set -- "$@" --connect-to "$CONNECT"; fi
  curl "$@" "$URL" | head -c ${bodyLimit}
elif [ -z "$CONNECT" ] && command -v wget >/dev/null 2>&1; then
  echo wget
  set -- -S -O - -T ${httpTimeoutMs / 1000} -t 1 --no-proxy --content-on-error -U Drillbook
  if [ "$FOLLOW" = yes ]; then set -- "$@" --max-redirect=${maxRedirects}; else set -- "$@" --max-redirect=0; fi
  if [ "$VERIFY" = no ]; then set -- "$@" --no-check-certificate; fi
  wget "$@" "$URL" | head -c ${bodyLimit}
else
  echo none
fi
exit 0
`;

/** What the host saw; without a tool it is trouble that says what to install. */
export function readHttp(stdout: string, stderr: string, host: string): HttpAnswer {
  const end = stdout.indexOf('\n');
  const tool = stdout.slice(0, end);
  const text = stdout.slice(end + 1);
  switch (tool) {
    case 'curl':
      return readCurl(text, stderr);
    case 'wget':
      return readWget(text, stderr);
    default:
      return { kind: 'trouble', message: `${host} has no curl: install curl` };
  }
}

/** Heads of redirects, and of a 100, stand before the one that counts. */
function readCurl(text: string, stderr: string): HttpAnswer {
  let rest = text;
  let found: { readonly status: number; readonly location?: string } | undefined;
  for (;;) {
    const head = /^HTTP\/[\d.]+ (\d{3})[^]*?\r?\n\r?\n/u.exec(rest);
    if (head === null) break;
    const location = /^location:[ \t]*(\S+)/imu.exec(head[0])?.[1];
    const status = Number(head[1]);
    found = { status, ...(status >= 300 && status < 400 && location !== undefined ? { location } : {}) };
    rest = rest.slice(head[0].length);
  }
  if (found !== undefined) return { kind: 'answer', ...found, body: rest };
  const [, code = '', said = 'curl says nothing'] = /^curl: \((\d+)\) (.+)$/mu.exec(stderr) ?? [];
  return faultOf(Number(code), said, [5, 6], [7, 28, 35, 47, 51, 52, 53, 54, 55, 56, 58, 59, 60, 77, 80, 83, 90, 91]);
}

function readWget(body: string, stderr: string): HttpAnswer {
  const heads = [...stderr.matchAll(/^\s*HTTP\/[\d.]+ (\d{3})/gmu)];
  const last = heads.at(-1)?.[1];
  if (last !== undefined) {
    const location = [...stderr.matchAll(/^\s+Location:[ \t]*(\S+)/gimu)].at(-1)?.[1];
    const status = Number(last);
    const redirect = status >= 300 && status < 400 && location !== undefined ? { location } : {};
    return { kind: 'answer', status, body, ...redirect };
  }
  const said = stderr.split('\n').filter((line) => /failed|error|unable|cannot|timed out|refused/iu.test(line));
  const message = said.at(0)?.trim() ?? 'wget says nothing';
  const blind = said.length === 0 || /unable to resolve|unrecognized option|unknown option/iu.test(stderr);
  return { kind: blind ? 'trouble' : 'failed', message };
}

/** A failure of the other side is an answer; one of this side, or one that we do not know, leaves the question open. */
function faultOf(code: number, said: string, ours: readonly number[], theirs: readonly number[]): HttpAnswer {
  return { kind: theirs.includes(code) && !ours.includes(code) ? 'failed' : 'trouble', message: said };
}
