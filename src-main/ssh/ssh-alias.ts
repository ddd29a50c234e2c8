import { parse } from 'ssh-config';

/** What `~/.ssh/config` says of an alias; what it leaves out is left out here. */
export interface SshAlias {
  readonly hostName: string;
  readonly port?: number;
  readonly user?: string;
  /** Paths as they stand there, `~` kept. */
  readonly identityFile: readonly string[];
  /** `[user@]host[:port]`, in the order in which they are passed. */
  readonly proxyJump: readonly string[];
  /** The way to the host that OpenSSH would take, where it is a program of the user: we take none. */
  readonly proxyCommand?: string;
  /** Of its HostName, one that stands for nothing there: OpenSSH refuses to connect. */
  readonly unknownToken?: string;
  /** Lines that OpenSSH would heed and we do not, for a hint. */
  readonly ignored: readonly string[];
}

/** They read other files or start programs while a plan is being made: not done. */
const unsupported =
  /^(include|match\b.*\b(exec|localnetwork|tagged|canonical|final)|canonicalizehostname|proxycommand|knownhostscommand|hostkeyalias|userknownhostsfile)\b/i;

/**
 * Resolves an alias in the text of an ssh configuration: the first value wins, as in OpenSSH. `Include`, `Match exec`,
 * `ProxyCommand` and canonical names are not supported and come back in `ignored`. An alias that no line knows is a host name.
 */
export function resolveSshAlias(configText: string, alias: string): SshAlias {
  const lines = configText.split(/\r?\n/);
  const ignored = lines.map((line) => line.trim()).filter((line) => unsupported.test(line.replace('=', ' ')));
  // The parser would resolve canonical names by running nslookup, and an exec by running it.
  const safe = lines.filter((line) => !/^\s*canonicalizehostname\b/i.test(line)).join('\n');
  const found = parse(safe).compute(alias, { ignoreCase: true, matchExec: false });
  const text = (key: string): string | undefined => [found[key]].flat()[0];
  const port = Number(text('port'));
  const user = text('user');
  const name = expanded(text('hostname') ?? alias, { h: alias, n: alias });
  const hostName = name.text;
  // What they stand for in paths and hops; those of the machine that one connects from stay as they are.
  const tokens = { h: hostName, n: alias, p: String(port > 0 ? port : 22), d: '~', ...(user && { r: user }) };
  const jumps = text('proxyjump') ?? 'none';
  const command = [found['proxycommand'] ?? []].flat().join(' ');
  return {
    hostName,
    ...(port > 0 ? { port } : {}),
    ...(user === undefined ? {} : { user }),
    identityFile: [found['identityfile'] ?? []]
      .flat()
      .filter((path) => path.toLowerCase() !== 'none')
      .map((path) => expanded(path, tokens).text),
    proxyJump: jumps.toLowerCase() === 'none' ? [] : jumps.split(',').map((jump) => expanded(jump.trim(), tokens).text),
    // In OpenSSH the first of the two wins; a ProxyJump, `none` too, stands before the command that is meant for the rest.
    ...(command === '' || command.toLowerCase() === 'none' || text('proxyjump') !== undefined
      ? {}
      : { proxyCommand: command }),
    ...(name.unknown === undefined ? {} : { unknownToken: name.unknown }),
    ignored,
  };
}

/** Tokens of ssh_config(5), `%%` among them; the first that stands for nothing is told, and all such stay. */
function expanded(text: string, tokens: Readonly<Record<string, string>>): { text: string; unknown?: string } {
  let unknown: string | undefined;
  const whole = text.replaceAll(/%(.?)/g, (token, letter: string) => {
    if (letter === '%') return '%';
    const value = tokens[letter];
    if (value === undefined) unknown ??= token;
    return value ?? token;
  });
  return { text: whole, ...(unknown === undefined ? {} : { unknown }) };
}
