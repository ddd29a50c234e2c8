/**
 * `npm test`: installs the Debian packages that the tests need where it may (root with apt-get), else says what is
 * missing and which tests that skips; then runs vitest, and the end-to-end specs of the app in a browser, of which the
 * first is run as desktop app as well (`npm run test:electron` has them all); of the shipped runbooks a short one of each
 * system (`npm run test:systems` has them all). With arguments only vitest, which gets them.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Need {
  readonly program: string;
  readonly debianPackage: string;
  readonly tests: string;
}

const needs: readonly Need[] = [
  { program: 'sshd', debianPackage: 'openssh-server', tests: 'SSH against a real OpenSSH server' },
  { program: 'ssh', debianPackage: 'openssh-client', tests: 'the lab as the real ssh client sees it' },
  { program: 'qpdf', debianPackage: 'qpdf', tests: 'the structure of the PDF' },
  { program: 'pdfsig', debianPackage: 'poppler-utils', tests: 'text, attachments and signature of the PDF' },
  { program: 'certutil', debianPackage: 'libnss3-tools', tests: 'the signature as pdfsig sees it' },
  { program: 'shellcheck', debianPackage: 'shellcheck', tests: 'the scripts of the runbooks' },
  { program: 'ksh', debianPackage: 'ksh', tests: 'scripts under ksh as login shell' },
  { program: 'mksh', debianPackage: 'mksh', tests: 'scripts under mksh as login shell' },
  { program: 'zsh', debianPackage: 'zsh', tests: 'scripts under zsh as login shell' },
  { program: 'tcsh', debianPackage: 'tcsh', tests: 'scripts under tcsh as login shell' },
  { program: 'fish', debianPackage: 'fish', tests: 'scripts under fish as login shell' },
  { program: 'dash', debianPackage: 'dash', tests: 'values through dash' },
  { program: 'ps', debianPackage: 'procps', tests: 'stopping a remote process group' },
  { program: 'chromium', debianPackage: 'chromium', tests: 'the app in a browser and as desktop app, end to end' },
  { program: 'ip', debianPackage: 'iproute2', tests: 'the bed of real servers: network namespaces' },
  { program: 'nft', debianPackage: 'nftables', tests: 'the bed of real servers: isolating a host' },
  {
    program: 'arping',
    debianPackage: 'iputils-arping',
    tests: 'the bed of real servers: announcing an address that moved',
  },
  {
    program: 'nc',
    debianPackage: 'netcat-openbsd',
    tests: 'the bed of real servers: closed ports as a host sees them',
  },
  { program: 'ping', debianPackage: 'iputils-ping', tests: 'the bed of real servers: echo requests' },
  { program: 'named', debianPackage: 'bind9', tests: 'the bed of real servers: signed DNS updates' },
  { program: 'dig', debianPackage: 'bind9-dnsutils', tests: 'the bed of real servers: answers of name servers' },
  { program: 'sipp', debianPackage: 'sip-tester', tests: 'the bed of real servers: a SIP server' },
  { program: 'sipsak', debianPackage: 'sipsak', tests: 'the bed of real servers: SIP as a host sees it' },
  {
    program: 'keepalived',
    debianPackage: 'keepalived',
    tests: 'the bed of real servers: an address that moves by itself',
  },
  { program: 'rsync', debianPackage: 'rsync', tests: 'the bed of real servers: sync ports' },
  { program: 'mariadbd', debianPackage: 'mariadb-server-core', tests: 'the bed of real servers: sync ports' },
  { program: 'sqlite3', debianPackage: 'sqlite3', tests: 'the bed of real servers: a database as programs print it' },
  {
    program: 'ifconfig',
    debianPackage: 'net-tools',
    tests: 'the bed of real servers: network cards as ifconfig prints them',
  },
  { program: 'snmptrapd', debianPackage: 'snmptrapd', tests: 'the bed of real servers: SNMP traps' },
  { program: 'sudo', debianPackage: 'sudo', tests: 'the bed of real servers: rights on real hosts' },
  { program: 'curl', debianPackage: 'curl', tests: 'the bed of real servers: HTTP as a host sees it' },
];

/** Where Debian keeps programs of the administrator; a plain user's PATH lacks them. */
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];

function isThere(program: string): boolean {
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const missing = (): readonly Need[] => needs.filter(({ program }) => !isThere(program));

/** Root on Debian may install; anybody else is only told. The lists are fetched only where apt does not know the packages. */
function install(wanted: readonly Need[]): void {
  const packages = [...new Set(wanted.map(({ debianPackage }) => debianPackage))];
  const apt = (...args: readonly string[]): boolean =>
    spawnSync('apt-get', ['-q', ...args], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  console.error(`Installing for the tests: ${packages.join(', ')}`);
  const all = ['install', '-y', '--no-install-recommends', ...packages];
  if (apt(...all)) return;
  apt('update');
  if (apt(...all)) return;
  // One that is not to be had must not keep the others away.
  for (const name of packages) apt('install', '-y', '--no-install-recommends', name);
}

const isRoot = process.getuid?.() === 0;
if (missing().length > 0 && isRoot && isThere('apt-get')) install(missing());
for (const { program, debianPackage, tests } of missing()) {
  console.error(`Not there: ${program} (Debian package ${debianPackage}). Skipped without it: ${tests}.`);
}
// sshd as root wants this folder, which systemd makes elsewhere.
if (isRoot && process.platform === 'linux') mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });

/** True when it ended well. */
function runs(program: string, ...args: readonly string[]): boolean {
  const ended = spawnSync(program, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: [...new Set(folders)].join(delimiter) },
  });
  if (ended.error) throw ended.error;
  return ended.status === 0;
}

const wanted = process.argv.slice(2);
const results = [runs('vitest', 'run', ...wanted)];
// What is missing was said above.
if (wanted.length === 0 && isThere('chromium')) {
  const config = join(import.meta.dirname, '../test/e2e/playwright.config.mjs');
  results.push(runs('playwright', 'test', '--config', config, '--project=web'));
  results.push(runs('node', join(import.meta.dirname, 'test-electron.ts'), 'activation-by-mouse'));
}
process.exitCode = results.every(Boolean) ? 0 : 1;
