import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BedHost } from './bed-network.ts';
import { addProgram } from './namespace-host.ts';

export const serviceUnit = 'voice';
export const sipPort = 5060;
export const httpPort = 8080;

/** There is no systemd in a namespace: `start`, `stop` and `is-active`, with the words and exits of the real one. */
const systemctl = `#!/bin/sh
verb=$1 unit=$2 pid=/run/bed-$2.pid
is_active() { [ -s "$pid" ] && [ -d "/proc/$(cat "$pid")" ]; }
case $verb in
  start | stop) [ "$(id -u)" = 0 ] || { echo 'Interactive authentication required.' >&2; exit 1; } ;;
esac
[ -e "/etc/bed-units/$unit" ] || { echo "Failed to $verb $unit.service: Unit $unit.service not found." >&2; exit 5; }
case $verb in
  start)
    is_active && exit 0
    setsid sh "/etc/bed-units/$unit" </dev/null >>"/run/bed-$unit.log" 2>&1 &
    echo $! >"$pid"
    ;;
  stop)
    is_active || exit 0
    kill "$(cat "$pid")"
    while is_active; do sleep 0.05; done
    rm -f "$pid"
    ;;
  is-active)
    if is_active; then echo active; else echo inactive; exit 3; fi
    ;;
  *) echo "systemctl: $verb: not in the bed" >&2; exit 1 ;;
esac
`;

const scenario = `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="answers OPTIONS">
  <recv request="OPTIONS" crlf="true"/>
  <send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[pid]SIPp[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port];transport=[transport]>
Allow: INVITE, ACK, BYE, CANCEL, OPTIONS
Accept: application/sdp
Content-Length: 0

]]></send>
</scenario>
`;

/** Answers `/health` with the name of the host, so that a test sees who serves. */
const health = `require('node:http')
  .createServer((request, response) => {
    response.statusCode = request.url === '/health' ? 200 : 404;
    response.end('ok ' + require('node:os').hostname() + '\\n');
  })
  .listen(${httpPort}, '0.0.0.0');
`;

/**
 * Installs the unit \`voice\`: SIPp answering OPTIONS over UDP and TCP at the VIP and over UDP at the host's own address,
 * and a health page. As real SIP servers do, it binds the VIP itself: started where the VIP is not, that part fails.
 */
export function installVoice(host: BedHost, vip: string): void {
  const folder = join(host.folder, 'voice');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'options.xml'), scenario);
  writeFileSync(join(folder, 'health.cjs'), health);
  const part = (command: string): string => `${command} >/dev/null & parts="$parts $!"`;
  const sipp = (address: string, transport: string): string =>
    part(`sipp -sf options.xml -i ${address} -p ${sipPort} -t ${transport} -nostdin`);
  const unit = [
    `cd ${folder}`,
    'export TERM=dumb',
    'parts=',
    "trap 'kill $parts 2>/dev/null; exit 0' TERM",
    sipp(vip, 'u1'),
    sipp(vip, 't1'),
    sipp(host.address, 'u1'),
    part(`'${process.execPath}' health.cjs`),
    'wait',
  ];
  host.run(['mkdir', '-p', '/etc/bed-units']);
  host.run(['tee', `/etc/bed-units/${serviceUnit}`], { input: `${unit.join('\n')}\n` });
  addProgram(host, 'systemctl', systemctl);
}
