import type { ProgramCall, ProgramReply } from '../lab-system.ts';
import { type NgpRole, paths, roleOf } from './policyguru-site.ts';

/** How an application is shown: yellow while it starts, red where what it needs is missing. */
export type Colour = 'green' | 'yellow' | 'red' | 'stopped';

/** The processes that imitate the application of a role: name -> command. */
const processesOf: Readonly<Record<NgpRole, Readonly<Record<string, string>>>> = {
  mediation: { jboss: '/opt/ngp/jboss/bin/java jboss', slapd: '/opt/ngp/openldap/slapd' },
  database: { postgres: '/opt/ngp/pgsql-9.3/bin/postgres -D /opt/ngp/db' },
  enum: { enumd: '/opt/ngp/bin/enum/enumd' },
  probe: { probed: '/opt/ngp/bin/probe/probed' },
};

export function says(...lines: readonly string[]): ProgramReply {
  return { stdout: lines.map((line) => `${line}\n`).join(''), exit: 0 };
}

/** `service ngp status`: 0 while it runs, whatever the colours; by that pgsync tells its own role. */
export function serviceStatus(host: string, colour: Colour): ProgramReply {
  const lines = Object.keys(processesOf[roleOf(host)]).map((name) => `  ${name.padEnd(12)} ${colour}`);
  return { ...says(`ngp on ${host}`, ...lines), exit: colour === 'stopped' ? 3 : 0 };
}

/** `ps`, always with pid, start and command. */
export function processList(
  host: string,
  { startedAt, pid }: { readonly startedAt: number | undefined; readonly pid: number },
): ProgramReply {
  const boot = '   1 Mon Jan  5 06:00:00 2026 /sbin/init';
  if (startedAt === undefined) return says(boot);
  const since = startOf(new Date(startedAt));
  return says(boot, ...Object.values(processesOf[roleOf(host)]).map((command, n) => `${pid + n} ${since} ${command}`));
}

/** `sqlite3`, which knows the one row that matters: `policyReset` of `items`, to be read and written. */
export function policyRow(
  { host, args, asRoot }: ProgramCall,
  isReset: boolean,
  set: (reset: boolean) => void,
): ProgramReply {
  const [path = '', statement = ''] = args;
  if (roleOf(host) !== 'enum' || path !== paths.configDb) {
    return { stderr: `Error: unable to open database "${path}": unable to open database file\n`, exit: 1 };
  }
  const value = /^update items set value = "([01])" where name = "policyReset";?$/.exec(statement.trim())?.[1];
  if (value !== undefined) {
    if (!asRoot) return { stderr: 'Error: stepping, attempt to write a readonly database (8)\n', exit: 8 };
    set(value === '1');
    return { exit: 0 };
  }
  if (!/^select value from items where name = "policyReset";?$/.test(statement.trim())) {
    return { stderr: 'sqlite3: the practice lab knows only the row policyReset of items\n', exit: 1 };
  }
  return says(isReset ? '1' : '0');
}

/** As `ps -o lstart` prints a time: `Mon Jan  5 06:00:00 2026`. */
function startOf(date: Date): string {
  const [weekday = '', month = '', day = '', year = '', time = ''] = date.toString().split(' ');
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
}
