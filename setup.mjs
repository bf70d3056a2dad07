// Puts the checkout in order before any npm script: packages, Node 24, and with --web the built pages.
// Plain JavaScript without dependencies, because it runs on a machine's own Node 20 before anything is installed.
// It runs before every command, so it says nothing and is quick when there is nothing to do.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_MAJOR = 24;
const LOCK_AGE_MAX_MS = 20 * 60 * 1000;

const root = dirname(fileURLToPath(import.meta.url));
const packagesStamp = join(root, 'node_modules', '.clientele-setup');
const webStamp = join(root, 'dist', 'web', '.stamp');
const lock = join(root, '.setup.lock');

const asked = new Set(process.argv.slice(2));
const webWanted = asked.has('--web') || asked.has('--build');

if (!packagesAreCurrent()) alone(() => packagesAreCurrent() || installPackages());
checkNode();
if (webWanted) webAtLast();

function webAtLast() {
  if (!existsSync(join(root, 'web', 'index.html'))) {
    console.log('web: there is no web/index.html yet, so nothing was built.');
    return;
  }
  const fresh = () => !asked.has('--build') && read(webStamp) === webHash();
  if (!fresh()) alone(() => fresh() || buildWeb());
}

// Packages

function packagesAreCurrent() {
  const wanted = read(join(root, 'package-lock.json'));
  const stamp = `${hash([wanted])} ${process.platform}-${process.arch}`;
  if (read(packagesStamp) === stamp) return true;
  if (!installedMatches(wanted)) return false;
  writeFileSync(packagesStamp, stamp);
  return true;
}

/** Somebody may have run npm by hand: then npm's own record of what it installed answers. */
function installedMatches(wanted) {
  const record = read(join(root, 'node_modules', '.package-lock.json'));
  if (record === '') return false;
  const installed = JSON.parse(record).packages;
  return Object.entries(JSON.parse(wanted).packages).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.extraneous) return true;
    if (installed[path] === undefined) return entry.optional === true && !isMadeForThisMachine(entry);
    return installed[path].version === entry.version;
  });
}

function isMadeForThisMachine({ os, cpu, libc }) {
  return libc === undefined && [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch);
}

function installPackages() {
  console.log('Installing packages (npm ci) …');
  const startedAt = Date.now();
  // No package of ours needs an install script, and without them nothing foreign runs during an installation.
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  // The packages ask for Node 24, which is itself one of the packages: the warnings would only mislead.
  const done = npm([...args, '--loglevel=error']);
  if (done.status !== 0) {
    stop('npm ci failed (its own message stands above): check the network, then run the same command again.');
  }
  if (!packagesAreCurrent()) {
    // An optional package that this machine cannot get; what needs it says so itself.
    const wanted = read(join(root, 'package-lock.json'));
    writeFileSync(packagesStamp, `${hash([wanted])} ${process.platform}-${process.arch}`);
  }
  console.log(`Packages installed in ${seconds(startedAt)}.`);
}

/** npm by the Node that runs npm, never by the one inside node_modules, which npm is about to replace. */
function npm(args) {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(folder => !folder.startsWith(join(root, 'node_modules')))
    .join(delimiter);
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } };
  if (script?.endsWith('.js') && node) return spawnSync(node, [script, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

// Node

/** npm puts node_modules/.bin first on the path, so a script that started us under Node 24 goes on under it. */
function checkNode() {
  if (major(process.versions.node) >= NODE_MAJOR) return;
  const { error, stdout } = spawnSync(nodePath(), ['--version'], { encoding: 'utf8' });
  if (!error && major(stdout.replace('v', '')) >= NODE_MAJOR) return;
  stop(
    `Please install Node.js ${NODE_MAJOR} or newer: for ${process.platform} on ${process.arch} there is none among the packages.`,
  );
}

function nodePath() {
  const packaged = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  return existsSync(packaged) ? packaged : 'node';
}

function major(version) {
  return Number.parseInt(version, 10);
}

// The web part

function buildWeb() {
  console.log('Building the pages …');
  const startedAt = Date.now();
  const stamp = webHash();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const node = major(process.versions.node) >= NODE_MAJOR ? process.execPath : nodePath();
  const done = spawnSync(node, [vite, 'build', '--logLevel', asked.has('--build') ? 'info' : 'warn'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (done.status !== 0) stop('The pages could not be built: the message above names the file to mend.');
  mkdirSync(dirname(webStamp), { recursive: true });
  writeFileSync(webStamp, stamp);
  console.log(`Pages built in ${seconds(startedAt)}.`);
}

function webHash() {
  const sources = ['web', 'contract', join('engine', 'src')].flatMap(filesUnder).sort();
  const files = [...sources, 'vite.config.ts', 'package-lock.json'];
  return hash(files.flatMap(file => [file, read(join(root, file))]));
}

function filesUnder(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
  });
}

// One at a time

/** Runs the work while no other set-up runs on this checkout; the other may have done it in the meantime. */
function alone(work) {
  acquireLock();
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
  work();
  release();
  process.removeListener('exit', release);
}

function acquireLock() {
  let told = false;
  for (;;) {
    try {
      writeFileSync(lock, `${process.pid} ${Date.now()}`, { flag: 'wx' });
      return;
    } catch (problem) {
      if (problem.code !== 'EEXIST') throw problem;
    }
    if (isAbandoned(read(lock))) {
      rmSync(lock, { force: true });
      continue;
    }
    if (!told) console.log('Another set-up is at work on this folder; waiting for it …');
    told = true;
    sleep(200);
  }
}

function isAbandoned(content) {
  const [pid, since] = content.split(' ').map(Number);
  if (!pid || !since) {
    sleep(100);
    return read(lock) === content && content === '' && existsSync(lock);
  }
  if (Date.now() - since > LOCK_AGE_MAX_MS) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (problem) {
    return problem.code === 'ESRCH';
  }
}

// Small things

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function hash(texts) {
  const sum = createHash('sha256');
  for (const text of texts) sum.update(text).update('\0');
  return sum.digest('hex');
}

function seconds(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

function sleep(durationMs) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
