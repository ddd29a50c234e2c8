import type { PortAnswer } from '../engine/ports.ts';

/**
 * Tries TCP connections from a host with what the host has: nc, else python3, perl or bash. One line for each try:
 * `<address> <port> open|refused|silent|local-error`. `TRIES` holds `address port` pairs, one a line; all at once, each
 * given up after five seconds.
 */
export const tcpFromHostScript = `try_nc() {
  said=$(LC_ALL=C nc -z -v -w 5 "$1" "$2" 2>&1) && { echo open; return; }
  case $said in
    *[Rr]efused*|*reset*) echo refused ;;
    *'timed out'*|*TIMEOUT*|*[Tt]imeout*|*'No route to host'*|*'in progress'*) echo silent ;;
    *) echo local-error ;;
  esac
}
try_python() {
  python3 - "$1" "$2" <<'PYTHON'
import errno, socket, sys
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), 5).close()
    print("open")
except socket.timeout:
    print("silent")
except OSError as error:
    refused = error.errno in (errno.ECONNREFUSED, errno.ECONNRESET)
    silent = error.errno in (errno.ETIMEDOUT, errno.EHOSTUNREACH)
    print("refused" if refused else "silent" if silent else "local-error")
PYTHON
}
try_perl() {
  perl -e 'use IO::Socket::INET; use Errno;
    my $s = IO::Socket::INET->new(PeerAddr => $ARGV[0], PeerPort => $ARGV[1], Proto => "tcp", Timeout => 5);
    print $s ? "open" : $!{ECONNREFUSED} || $!{ECONNRESET} ? "refused"
      : $!{ETIMEDOUT} || $!{EHOSTUNREACH} ? "silent" : "local-error", "\\n"' "$1" "$2"
}
try_bash() {
  said=$(LC_ALL=C timeout 5 bash -c ': <"/dev/tcp/$0/$1"' "$1" "$2" 2>&1)
  case $?/$said in
    0/*) echo open ;;
    124/*|*'timed out'*|*'No route to host'*) echo silent ;;
    *refused*) echo refused ;;
    *) echo local-error ;;
  esac
}
for tool in nc python3 perl bash none; do
  command -v "$tool" >/dev/null 2>&1 && break
done
try_one() {
  case $tool in
    nc) answer=$(try_nc "$1" "$2") ;;
    python3) answer=$(try_python "$1" "$2") ;;
    perl) answer=$(try_perl "$1" "$2") ;;
    bash) answer=$(try_bash "$1" "$2") ;;
    *) answer=local-error ;;
  esac
  printf '%s %s %s\\n' "$1" "$2" "\${answer:-local-error}"
}
while read -r address port; do
  try_one "$address" "$port" &
done <<TRIES_END
$TRIES
TRIES_END
wait
`;

/** The answers that the script printed, by `address port`; what it did not say is a `local-error`. */
export function readPortAnswers(stdout: string): ReadonlyMap<string, PortAnswer> {
  const answers = new Map<string, PortAnswer>();
  for (const line of stdout.split('\n')) {
    const [address = '', port = '', answer = ''] = line.trim().split(' ');
    if (answer === 'open' || answer === 'refused' || answer === 'silent' || answer === 'local-error') {
      answers.set(`${address} ${port}`, answer);
    }
  }
  return answers;
}
