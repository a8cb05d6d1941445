// Runs the steps of a task one after the other, says what each does, and turns what is missing into a line that mends it.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Something that the person at the keyboard can mend: shown without a stack trace. */
export class Problem extends Error {
  /**
   * @param {string} what what is wrong, lower case, no full stop
   * @param {string} [mend] the command, or the words, that mend it
   */
  constructor(what, mend) {
    super(what);
    this.mend = mend;
  }
}

// The project's own tools come first, then npm's, then the machine's. A cargo that rustup has just installed is not on
// the PATH of a shell opened before, so its folder stands last.
const binFolders = [path.join(root, '.tools', 'bin'), path.join(root, 'node_modules', '.bin')];
export const environment = {
  ...process.env,
  PATH: [...binFolders, process.env.PATH ?? '', path.join(homedir(), '.cargo', 'bin')].join(path.delimiter),
};

/**
 * Runs `work` under a title and says how long it took.
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  console.log(`\n▸ ${title}`);
  const started = performance.now();
  const result = await work();
  console.log(`  done in ${seconds(performance.now() - started)}`);
  return result;
}

/**
 * Runs a program with its output shown, and throws when it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, mend?: string }} [options] `mend`: what to try when it fails
 * @returns {Promise<void>}
 */
export function run(program, args, { env = {}, mend } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...environment, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', () => reject(new Problem(`${program} could not be started`, mend)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Problem(`${[program, ...args].join(' ')} ended with ${signal ?? `exit code ${code}`}`, mend));
    });
  });
}

/**
 * What a program prints, or undefined where it is not there or fails.
 * @param {string} program
 * @param {string[]} args
 * @returns {string | undefined}
 */
export function ask(program, args) {
  const { status, stdout } = spawnSync(program, args, {
    cwd: root,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Whether every output exists and none is older than any input. A folder counts with all that is in it, and with its
 * own time, which moves when a file goes away.
 * @param {string[]} outputs paths from the checkout's folder
 * @param {string[]} inputs
 */
export function upToDate(outputs, inputs) {
  const times = outputs.map((output) => modified(path.join(root, output)));
  return (
    times.every((time) => time > 0) && Math.min(...times) >= Math.max(...inputs.map((input) => newest(path.join(root, input))))
  );
}

/**
 * Runs a task's main function; a Problem ends it with a few clear lines.
 * @param {() => Promise<void>} task
 */
export async function main(task) {
  try {
    await task();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`\n✗ ${error.message}`);
    if (error.mend) console.error(`  to mend it: ${error.mend}`);
    process.exitCode = 1;
  }
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** @param {string} file @returns {number} 0 where there is none */
function modified(file) {
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}

/** @param {string} file @returns {number} */
function newest(file) {
  if (!existsSync(file)) return 0;
  const { mtimeMs } = statSync(file);
  if (!statSync(file).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}
