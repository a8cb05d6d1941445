// Splits every text of a folder into section records, in a file that an interrupted run goes on with.

import { createHash } from 'node:crypto';
import { open, readdir, readFile, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { jsonLine, jsonLinesIn } from './lines.js';
import { sectionsOf } from './sections.js';

/** What is larger is a data dump rather than a text; in bytes. The reader draws the line at the same place. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * @typedef {object} Tools what the command line lends
 * @property {(text: string, name: string) => import('../core.js').PilcrowDocument} read reads the text of a file of that name
 * @property {(bytes: Uint8Array) => Promise<string>} decode rejected with what they are where they are no text
 * @property {(error: unknown) => string} reasonOf why a file could not be read, in words
 * @property {(message: string) => void} tell for the person at the keyboard
 */

/**
 * @typedef {object} Entry a text in the log of what is done
 * @property {string} path
 * @property {number} size
 * @property {number} modified
 * @property {number} end where its records end in the file of records
 * @property {string} [problem] why it was skipped
 * @property {string} [lang]
 */

/**
 * Writes the records of all texts of `folder` to `records`, and a line for each text to `log`.
 * @param {{ folder: string, records: string, log: string }} files
 * @param {Tools} tools
 * @returns {Promise<{ texts: number, skipped: number, lang: string }>} `texts`: how many have records; `lang`: what most of them are
 *   written in, empty where that cannot be told
 */
export async function splitFolder({ folder, records, log }, { read, decode, reasonOf, tell }) {
  const { names, left } = await filesIn(folder, reasonOf);
  for (const { name, problem } of left) tell(`skipped ${name}: ${problem}`);
  await Promise.all([startFile(records), startFile(log)]);
  const done = await doneBefore({ folder, records, log }, tell);
  if (done.length > 0) tell(`${done.length} of ${names.length} files are done already`);
  let end = done.at(-1)?.end ?? 0;
  await truncate(records, end);
  const known = new Set(done.map((entry) => entry.path));
  const [recordFile, logFile] = await Promise.all([open(records, 'a'), open(log, 'a')]);
  const languages = new Tally(done);
  let skipped = done.filter(({ problem }) => problem).length;
  const progress = new Progress(names.length, known.size, tell);
  try {
    for (const name of names) {
      if (known.has(name)) continue;
      const file = path.join(folder, name);
      /** @type {Entry} */
      const entry = { path: name, ...(await stateOf(file)), end };
      let lines = '';
      try {
        const text = await textOf(file, entry.size, decode);
        ({ lines, lang: entry.lang } = recordsOf(read(text, name), name));
      } catch (error) {
        entry.problem = problemWith(name, error, reasonOf);
        skipped++;
        tell(`skipped ${name}: ${entry.problem}`);
      }
      // Not above: that a disk is full is no fault of the text.
      await recordFile.appendFile(lines);
      entry.end = end += Buffer.byteLength(lines);
      languages.add(entry);
      await logFile.appendFile(jsonLine(entry));
      progress.step();
    }
  } finally {
    await Promise.all([recordFile.close(), logFile.close()]);
  }
  return { texts: names.length - skipped, skipped: skipped + left.length, lang: languages.most() };
}

/**
 * @param {string} file
 * @param {number} size
 * @param {Tools['decode']} decode
 */
async function textOf(file, size, decode) {
  if (size > MOST_BYTES) throw new Error(`it is over ${MOST_BYTES / 1024 / 1024} MB`);
  const text = await decode(await readFile(file));
  if (!text.trim()) throw new Error('it is empty');
  return text;
}

/**
 * The records of a document, which is freed.
 * @param {import('../core.js').PilcrowDocument} document
 * @param {string} name
 */
function recordsOf(document, name) {
  try {
    // Names in all scripts become one that every engine takes; 64 bits keep a million texts apart.
    const id = createHash('sha256').update(name).digest('hex').slice(0, 16);
    const lines = sectionsOf(document, { path: name, id }).map(jsonLine).join('');
    if (!lines) throw new Error('there are no words in it');
    return { lines, lang: document.lang };
  } finally {
    document.free();
  }
}

/**
 * The files of a folder and the folders in it, in order, and those that stand in the way and are none; hidden ones are left out. A link to a
 * file stands for it. A link to a folder may lead back to where it stands, and is not followed.
 * @param {string} folder
 * @param {Tools['reasonOf']} reasonOf
 */
async function filesIn(folder, reasonOf) {
  /** @type {string[]} */
  const names = [];
  /** @type {{ name: string, problem: string }[]} */
  const left = [];
  const folders = [''];
  for (let inner = folders.pop(); inner !== undefined; inner = folders.pop()) {
    try {
      for (const entry of await readdir(path.join(folder, inner), { withFileTypes: true })) {
        const name = inner ? `${inner}/${entry.name}` : entry.name;
        if (entry.name.startsWith('.')) continue;
        if (entry.isDirectory()) folders.push(name);
        else if (entry.isFile()) names.push(name);
        else if (!entry.isSymbolicLink()) left.push({ name, problem: 'it is no file' });
        else {
          const target = await stat(path.join(folder, name)).catch(() => undefined);
          // One that leads nowhere is named when it cannot be read.
          if (!target || target.isFile()) names.push(name);
          else left.push({ name, problem: target.isDirectory() ? 'it is a link to a folder' : 'it is a link to no file' });
        }
      }
    } catch (error) {
      left.push({ name: inner || folder, problem: problemWith(inner, error, reasonOf) });
    }
  }
  return { names: names.sort(), left };
}

/**
 * Why a file cannot be taken. A name that is not in UTF-8 is read with a sign in it that stands for what it is not, and leads nowhere.
 * @param {string} name
 * @param {unknown} error
 * @param {Tools['reasonOf']} reasonOf
 */
function problemWith(name, error, reasonOf) {
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  return code === 'ENOENT' && name.includes('\ufffd') ? 'its name is not in UTF-8' : reasonOf(error);
}

/**
 * By what a file is known to be the one that it was; zeros where there is none.
 * @param {string} file
 */
async function stateOf(file) {
  const found = await stat(file).catch(() => undefined);
  return { size: found?.size ?? 0, modified: found?.mtimeMs ?? 0 };
}

/**
 * What an earlier run has done, to which its log is cut. When a file has changed since or is gone, all is done anew, since its records lie
 * among the others.
 * @param {{ folder: string, records: string, log: string }} files
 * @param {Tools['tell']} tell
 */
async function doneBefore({ folder, records, log }, tell) {
  /** @type {Entry[]} */
  const entries = [];
  const [written, logged] = await Promise.all([stat(records), stat(log)]);
  let length = 0;
  try {
    for await (const entry of jsonLinesIn(log)) {
      const after = length + Buffer.byteLength(jsonLine(entry));
      // What was on its way to the disk when the power failed.
      if (after > logged.size || entry.end > written.size) break;
      const { size, modified } = await stateOf(path.join(folder, entry.path));
      if (size !== entry.size || modified !== entry.modified) {
        tell(`${entry.path} has changed since the last run, so that all texts are split anew`);
        await truncate(log);
        return [];
      }
      entries.push(entry);
      length = after;
    }
  } catch (error) {
    // The line that was being written when the run was interrupted.
    if (!(error instanceof SyntaxError)) throw error;
  }
  await truncate(log, length);
  return entries;
}

/** Makes an empty file where there is none. @param {string} file */
async function startFile(file) {
  await (await open(file, 'a')).close();
}

/** Counts the texts by language. */
class Tally {
  /** @type {Map<string, number>} */
  #counts = new Map();

  /** @param {Entry[]} entries */
  constructor(entries) {
    for (const entry of entries) this.add(entry);
  }

  /** @param {Entry} entry */
  add({ lang }) {
    if (lang) this.#counts.set(lang, (this.#counts.get(lang) ?? 0) + 1);
  }

  most() {
    const [[most] = ['']] = [...this.#counts].sort(([, one], [, other]) => other - one);
    return most;
  }
}

/** Says every few seconds how far it is. */
class Progress {
  #total;
  #done;
  #begun;
  #tell;
  #began = performance.now();
  #said = performance.now();

  /** @param {number} total @param {number} done in an earlier run @param {Tools['tell']} tell */
  constructor(total, done, tell) {
    this.#total = total;
    this.#done = done;
    this.#begun = done;
    this.#tell = tell;
  }

  step() {
    this.#done++;
    const now = performance.now();
    if (now - this.#said < 5000 && this.#done < this.#total) return;
    this.#said = now;
    const rate = ((this.#done - this.#begun) / (now - this.#began)) * 1000;
    this.#tell(`${this.#done} of ${this.#total} files, ${Math.round(rate)} a second`);
  }
}
