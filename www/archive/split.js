// Splits every text of a folder into section records, in a file that an interrupted run goes on with.

import { createHash } from 'node:crypto';
import { open, readdir, readFile, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { sectionsOf } from './sections.js';

/** @typedef {import('./sections.js').SectionRecord} SectionRecord */

/** What is larger is a data dump rather than a text; in bytes. The reader draws the line at the same place. */
const MOST_BYTES = 64e6;

/**
 * @typedef {object} Tools what the command line lends
 * @property {import('../core.js').Core['read']} read
 * @property {(bytes: Uint8Array) => Promise<string | undefined>} decode
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
 * @returns {Promise<{ texts: number, skipped: number, lang: string }>} `lang`: what most texts are written in; empty where that cannot be told
 */
export async function splitFolder({ folder, records, log }, { read, decode, tell }) {
  const paths = await textsIn(folder);
  const done = await doneBefore(log, folder, tell);
  await cut(records, done.at(-1)?.end ?? 0);
  if (done.length === 0) await cut(log, 0);
  else tell(`${done.length} of ${paths.length} texts are done already`);
  const known = new Set(done.map((entry) => entry.path));
  const [recordFile, logFile] = await Promise.all([open(records, 'a'), open(log, 'a')]);
  const languages = new Tally(done);
  let skipped = done.filter(({ problem }) => problem).length;
  let end = done.at(-1)?.end ?? 0;
  const progress = new Progress(paths.length, known.size, tell);
  try {
    for (const name of paths) {
      if (known.has(name)) continue;
      const { size, mtimeMs: modified } = await stat(path.join(folder, name));
      /** @type {Entry} */
      const entry = { path: name, size, modified, end };
      try {
        const written = await recordsOf(path.join(folder, name), name, size, { read, decode });
        await recordFile.appendFile(written.lines);
        entry.end = end += Buffer.byteLength(written.lines);
        if (written.lang) entry.lang = written.lang;
      } catch (error) {
        entry.problem = /** @type {Error} */ (error).message;
        skipped++;
        tell(`skipped ${name}: ${entry.problem}`);
      }
      languages.add(entry);
      await logFile.appendFile(`${JSON.stringify(entry)}\n`);
      progress.step();
    }
  } finally {
    await Promise.all([recordFile.close(), logFile.close()]);
  }
  return { texts: paths.length, skipped, lang: languages.most() };
}

/**
 * The records of a file of records, one after the other.
 * @param {string} records
 * @returns {AsyncGenerator<SectionRecord>}
 */
export async function* recordsIn(records) {
  const file = await open(records);
  for await (const line of file.readLines()) yield JSON.parse(line);
}

/**
 * @param {string} file
 * @param {string} name
 * @param {number} size
 * @param {Pick<Tools, 'read' | 'decode'>} tools
 */
async function recordsOf(file, name, size, { read, decode }) {
  if (size > MOST_BYTES) throw new Error(`it is over ${MOST_BYTES / 1e6} MB`);
  const text = await decode(await readFile(file));
  if (text === undefined) throw new Error('it is not a text');
  if (!text.trim()) throw new Error('it is empty');
  const document = read(text);
  try {
    // Names in all scripts become one that every engine takes; 64 bits keep a million texts apart.
    const id = createHash('sha256').update(name).digest('hex').slice(0, 16);
    const sections = sectionsOf(document, { path: name, id });
    return { lines: sections.map((section) => `${JSON.stringify(section)}\n`).join(''), lang: document.lang };
  } finally {
    document.free();
  }
}

/** The texts of a folder and the folders in it, in order; hidden ones are left out. @param {string} folder */
async function textsIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !name.split('/').some((part) => part.startsWith('.')))
    .sort();
}

/**
 * What an earlier run has done. When a text has changed since or is gone, all is done anew, since its records lie among the others.
 * @param {string} log
 * @param {string} folder
 * @param {Tools['tell']} tell
 */
async function doneBefore(log, folder, tell) {
  /** @type {Entry[]} */
  const entries = [];
  const file = await open(log).catch(() => undefined);
  if (!file) return entries;
  for await (const line of createInterface({ input: file.createReadStream() })) {
    const entry = parsed(line);
    // The line that was being written when the run was interrupted.
    if (!entry) break;
    const now = await stat(path.join(folder, entry.path)).catch(() => undefined);
    if (now?.size !== entry.size || now.mtimeMs !== entry.modified) {
      tell(`${entry.path} has changed since the last run, so that all texts are split anew`);
      return [];
    }
    entries.push(entry);
  }
  await cut(
    log,
    entries.reduce((length, entry) => length + Buffer.byteLength(JSON.stringify(entry)) + 1, 0),
  );
  return entries;
}

/** @param {string} line @returns {Entry | undefined} */
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Makes a file so long, or an empty one where there is none. @param {string} file @param {number} length */
async function cut(file, length) {
  await (await open(file, 'a')).close();
  await truncate(file, length);
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
    this.#tell(`${this.#done} of ${this.#total} texts, ${Math.round(rate)} a second`);
  }
}
