// Where the consumers are built: one folder with their tools installed once, and in it a folder for each, with the packed package in it.

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** The folder of all consumers. */
export const workshop = path.join(root, 'target', 'consumers');

/** Bundlers and frameworks ask for these by themselves; none may send anything out from a test. */
const QUIET = { CI: '1', NEXT_TELEMETRY_DISABLED: '1', PARCEL_WORKERS: '1', DO_NOT_TRACK: '1', NO_COLOR: '1' };

let tarball = '';

/** Installs the consumers' tools, as the lock file has them, and packs the package. */
export function setUpWorkshop() {
  mkdirSync(workshop, { recursive: true });
  const installed = path.join(workshop, 'node_modules', '.package-lock.json');
  const lock = path.join(here, 'package-lock.json');
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
    console.log('installing the consumers’ tools (once; about a minute, 1 GB)');
    for (const name of ['package.json', 'package-lock.json']) cpSync(path.join(here, name), path.join(workshop, name));
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: workshop,
      stdio: 'inherit',
    });
  }
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', workshop], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  tarball = path.join(workshop, /** @type {{ filename: string }} */ (Object.values(JSON.parse(packed))[0]).filename);
}

/**
 * A fresh folder with samples in it and the package installed from its tarball.
 * @param {string} name
 * @param {string[]} samples folders of `samples/`, laid over each other
 * @param {string} [place] where the folder is made
 */
export function consumer(name, samples, place = workshop) {
  const folder = path.join(place, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const sample of samples) cpSync(path.join(here, 'samples', sample), folder, { recursive: true });
  // Offline: the package has no dependencies to fetch.
  const args = [
    'install',
    '--offline',
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--legacy-peer-deps',
    tarball,
  ];
  execFileSync('npm', ['--prefix', folder, ...args], { cwd: folder, stdio: 'pipe' });
  return folder;
}

/** The version of a tool that is installed. @param {string} tool */
export function versionOf(tool) {
  return JSON.parse(readFileSync(path.join(workshop, 'node_modules', tool, 'package.json'), 'utf8')).version;
}

/** Where a tool's program lies. @param {string} name */
export const program = (name) => path.join(workshop, 'node_modules', '.bin', name);

// The slowest build takes half a minute on two busy cores. Next's has been seen to stand still for ever, at no one's fault here.
const STANDS_STILL = 150_000;

/**
 * Runs a program to its end, and once more where it stands still; what it says is in the error when it fails.
 * @param {string} folder
 * @param {string} file
 * @param {string[]} args
 * @param {number} [tries]
 * @returns {string}
 */
export function run(folder, file, args, tries = 2) {
  try {
    return execFileSync(file, args, {
      cwd: folder,
      env: { ...process.env, ...QUIET },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: STANDS_STILL,
      killSignal: 'SIGKILL',
    });
  } catch (error) {
    const { code, stdout = '', stderr = '' } = /** @type {{ code?: string, stdout?: string, stderr?: string }} */ (error);
    if (code === 'ETIMEDOUT' && tries > 1) return run(folder, file, args, tries - 1);
    const how = code === 'ETIMEDOUT' ? 'stands still' : 'failed';
    throw new Error(`${[path.basename(file), ...args].join(' ')} ${how}:\n${stdout}${stderr}`);
  }
}

/**
 * Starts a server and waits until it answers. Ends it, with all that it started, when the test ends.
 * @param {import('node:test').TestContext} t
 * @param {string} folder
 * @param {string} file
 * @param {(port: string) => string[]} args
 */
export async function startServer(t, folder, file, args) {
  const port = await freePort();
  const child = spawn(file, args(port), {
    cwd: folder,
    env: { ...process.env, ...QUIET },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  t.after(() => child.exitCode ?? process.kill(-Number(child.pid), 'SIGKILL'));
  const url = `http://localhost:${port}/`;
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) break;
    if ((await fetch(url).catch(() => undefined))?.ok) return url;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${path.basename(file)} did not answer at ${url}:\n${said}`);
}

/** @returns {Promise<string>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(String(port)));
    });
  });
}
