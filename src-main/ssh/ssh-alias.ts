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
  /** Lines that OpenSSH would heed and we do not, for a hint. */
  readonly ignored: readonly string[];
}

/** They read other files or start programs while a plan is being made: not done. */
const unsupported =
  /^(include|match\b.*\b(exec|localnetwork|tagged|canonical|final)|canonicalizehostname|proxycommand|knownhostscommand)\b/i;

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
  const hostName = (text('hostname') ?? alias).replaceAll(/%(.)/g, (token, letter: string) => {
    return letter === 'h' || letter === 'n' ? alias : letter === '%' ? '%' : token;
  });
  const jumps = text('proxyjump') ?? 'none';
  return {
    hostName,
    ...(port > 0 ? { port } : {}),
    ...(user === undefined ? {} : { user }),
    identityFile: [found['identityfile'] ?? []].flat().filter((path) => path.toLowerCase() !== 'none'),
    proxyJump: jumps.toLowerCase() === 'none' ? [] : jumps.split(',').map((jump) => jump.trim()),
    ignored,
  };
}
