import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { HostControl } from '../lab-system.ts';
import { hostsOf, otherPair, type Pair, pairs, paths, roleOf } from './policyguru-site.ts';

/** Nights that have left a backup before the lab begins; the scripts keep 14. */
const nights = 4;
const dayMs = 24 * 3_600_000;
/** The newest backup is this old when the lab begins. */
const newestAgeMs = 3 * 3_600_000;

/** Makes the files that every host has when the lab begins. `mediation` is the address that all report to. */
export function prepareFiles(control: HostControl): void {
  const now = control.now();
  for (const host of hostsOf('mediation', 'database', 'enum', 'probe')) {
    write(join(control.home(host), paths.applicationLog), `${stamp(now - dayMs)} INFO ngp: started\n`);
  }
  for (const host of hostsOf('enum', 'probe')) {
    const address = control.address(pairs.primary.mediation);
    write(join(control.home(host), paths.mediationIp), `${address}\n`);
  }
  for (const host of hostsOf('enum')) write(join(control.home(host), paths.configDb), 'imitated: see sqlite3\n');
  for (const host of hostsOf('probe')) write(join(control.home(host), paths.bond), bondStatus);
  for (const pair of ['primary', 'secondary'] as const) prepareManagers(control, pair);
  for (let night = nights - 1; night >= 0; night -= 1) {
    backUp(control, 'primary', now - newestAgeMs - night * dayMs, 'succeeded');
  }
}

function prepareManagers(control: HostControl, pair: Pair): void {
  const { mediation, database } = pairs[pair];
  const other = pairs[otherPair(pair)];
  const home = control.home(mediation);
  write(join(home, paths.ngpBackups, 'ngpsync.py'), '#!/bin/sh\nexec ngpsync.py "$@"\n', 0o700);
  write(
    join(home, paths.cronFile),
    `# every day at 06:00\n0 6 * * * root . $HOME/.bash_profile; /opt/ngpbackups/ngpsync.py -b 14 ${control.address(other.mediation)}\n`,
  );
  write(join(home, 'opt/ngp/config/site.properties'), `made on ${mediation}\n`);
  write(join(home, 'root/.m2/rules.xml'), `<rules from="${mediation}"/>\n`);
  const script = join(control.home(database), paths.pgBackups, 'pgsync.py');
  write(script, '#!/bin/sh\nexec pgsync.py "$@"\n', 0o700);
}

type Import = 'succeeded' | 'failed';

/** One round of both scripts, as the two cron jobs have it. Times are ms since 1970. */
export function backUp(control: HostControl, active: Pair, at: number, imported: Import): void {
  backUpMediation(control, active, at);
  backUpDatabase(control, active, at, imported);
}

/** `ngpsync`: a real archive of the active server's configuration, and its copy on the standby. */
export function backUpMediation(control: HostControl, active: Pair, at: number): void {
  const [from, to] = [pairs[active].mediation, pairs[otherPair(active)].mediation];
  const name = compact(at);
  const bytes = archive([
    ['ngp/config/site.properties', `made on ${from} at ${name}\n`],
    ['ngp/bin/ngp', '#!/bin/sh\n'],
    ['.m2/rules.xml', `<rules from="${from}" at="${name}"/>\n`],
  ]);
  for (const host of [from, to]) {
    put(join(control.home(host), paths.ngpBackups, 'backups', `ngpbackup${name}.tgz`), bytes, at);
  }
  log(control, from, 'ngp', [
    [at, '[INFO]', 'starting ngp backup'],
    [at, '[INFO]', `backup complete: /opt/ngpbackups/backups/ngpbackup${name}.tgz : ${bytes.length} bytes`],
    [at, '[INFO]', 'backup sync complete'],
  ]);
  log(control, to, 'ngp', [[at, '[INFO]', 'performing backup maintenance']]);
}

/**
 * `pgsync`: a dump, its copy on the standby, and the import there. A failed import has been copied as well: its file is as
 * new as that of a good one, and the standby's database is gone.
 */
export function backUpDatabase(control: HostControl, active: Pair, at: number, imported: Import): void {
  const [from, to] = [pairs[active].database, pairs[otherPair(active)].database];
  const name = compact(at);
  const bytes = archive([[`pgbackup.${name}/toc.dat`, `dump of ${from} at ${name}\n`]]);
  for (const host of [from, to]) {
    put(join(control.home(host), paths.pgBackups, 'backups', `pgbackup.${name}.tgz`), bytes, at);
  }
  log(control, from, 'pg', [
    [at, 'INFO', `database dump created: pgbackup.${name}`],
    [at, 'INFO', 'sync completed'],
  ]);
  log(control, to, 'pg', [
    [at, 'INFO', 'running standby device operations'],
    [
      at,
      'INFO',
      `waiting for new import /opt/ngp/pgsql-9.3/pgbackups/backups/pgbackup.${name}.tgz to complete transfer`,
    ],
    [at, 'INFO', 'reset ngp database'],
    imported === 'succeeded' ? [at, 'INFO', 'latest import succeeded'] : [at, 'ERROR', 'latest import failed'],
  ]);
}

type LogLine = readonly [at: number, level: string, message: string];

function log(control: HostControl, host: string, script: 'ngp' | 'pg', lines: readonly LogLine[]): void {
  const folder = script === 'ngp' ? paths.ngpBackups : paths.pgBackups;
  const text = lines.map(([at, level, message]) => `${stamp(at)} ${script}sync: ${level}: ${message}\n`).join('');
  appendFileSync(join(control.home(host), folder, `${script}sync.log`), text);
}

/** The backups of a mediation server, oldest first. */
export function ngpBackupsOf(control: HostControl, host: string): readonly string[] {
  return readdirSync(join(control.home(host), paths.ngpBackups, 'backups')).sort();
}

export function removeNgpBackups(control: HostControl, host: string): void {
  for (const name of ngpBackupsOf(control, host)) {
    rmSync(join(control.home(host), paths.ngpBackups, 'backups', name));
  }
}

/** Cuts the newest archive short, as a copy that was broken off; gives its name. */
export function damageNewest(control: HostControl, host: string): string {
  const name = ngpBackupsOf(control, host).at(-1);
  if (name === undefined) throw new Error(`${host} has no backup that could be damaged`);
  truncateSync(join(control.home(host), paths.ngpBackups, 'backups', name), 40);
  return name;
}

/** What a host's own restored configuration says of where and when it was made. */
export function restoredFrom(control: HostControl, host: string): string {
  return readFileSync(join(control.home(host), 'opt/ngp/config/site.properties'), 'utf8').trim();
}

/** A line in the log of the host's application. */
export function logApplication(control: HostControl, host: string, line: string): void {
  appendFileSync(join(control.home(host), paths.applicationLog), `${stamp(control.now())} ${line}\n`);
}

export function crontabOf(control: HostControl, host: string): string | undefined {
  const pair = (['primary', 'secondary'] as const).find((one) => pairs[one].database === host);
  if (pair === undefined || roleOf(host) !== 'database') return undefined;
  const other = pairs[otherPair(pair)].database;
  return `0 6 * * * . $HOME/.bash_profile; /opt/ngp/pgsql-9.3/pgbackups/pgsync.py -j 2 -b 14 ${control.address(other)}\n`;
}

const bondStatus = `Bonding Mode: active-backup
MII Status: up

Slave Interface: eth6
MII Status: up

Slave Interface: eth7
MII Status: up
`;

function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
}

function put(path: string, bytes: Buffer, at: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  utimesSync(path, at / 1000, at / 1000);
}

/** `20261121060000`, in the machine's own zone as the scripts have it. */
function compact(at: number): string {
  return stamp(at).replaceAll(/\D/g, '');
}

/** `2026-11-21 06:00:00`, in the machine's own zone. */
function stamp(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(two).join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}

/** A real gzipped tar (ustar) of small text files. */
function archive(files: readonly (readonly [name: string, text: string])[]): Buffer {
  const blocks = files.flatMap(([name, text]) => {
    const body = Buffer.from(text);
    const padding = Buffer.alloc((512 - (body.length % 512)) % 512);
    return [tarHeader(name, body.length), body, padding];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** Offsets and widths as POSIX has them; the checksum is taken with its own field as spaces. */
function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\0', 257);
  header.write('00', 263);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
