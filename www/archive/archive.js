// The archive command: a folder of texts becomes what a search engine serves, section by section.

import { mkdir, readdir, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { jsonLinesIn } from './lines.js';
import { writeNdjson } from './ndjson.js';
import { findPagefind, TEXTS_PER_INDEX, writePagefind } from './pagefind.js';
import { splitFolder } from './split.js';

/** @typedef {'pagefind' | 'ndjson'} Target */

/** @type {readonly string[]} */
export const TARGETS = ['pagefind', 'ndjson'];

/** Where what is under way stands: hidden, so that no server serves it. */
const WORK = '.archive';
/** All of any of these tell that a folder has been written by this command, and may be written anew. */
const OURS = [[WORK], ['read.html', 'cdn', 'pagefind'], ['sections.ndjson', 'opensearch-bulk.ndjson']];

/** How a system says that no more may be written. */
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/**
 * @param {{ folder: string, out: string, target: Target, textsPerIndex?: number }} what
 * @param {import('./split.js').Tools} tools
 */
export async function archive({ folder, out, target, textsPerIndex = TEXTS_PER_INDEX }, tools) {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw new Error(`${folder} is no folder`);
  // Before hours of work that would be for nothing.
  const engine = target === 'pagefind' ? await findPagefind() : undefined;
  await makeRoom(folder, out);
  const work = path.join(out, WORK);
  const records = path.join(work, 'sections.ndjson');
  try {
    const { texts, skipped, lang } = await splitFolder({ folder, records, log: path.join(work, 'log.ndjson') }, tools);
    if (texts === 0) throw new Error(`there is no text in ${folder}`);
    if (engine) await writePagefind(engine, jsonLinesIn(records), { folder, out, lang, textsPerIndex }, tools.tell);
    else await writeNdjson(jsonLinesIn(records), { records, out });
    await rm(work, { recursive: true });
    tools.tell(`${texts} ${texts === 1 ? 'text is' : 'texts are'} in ${out}${skipped ? `; skipped: ${skipped}` : ''}`);
  } catch (error) {
    if (!NO_ROOM.includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '')) throw error;
    throw new Error(`there is no room left where ${out} is; the same command will go on where it was`, { cause: error });
  }
}

/**
 * Makes the folder `out`, unless it would become a part of what is read, or be written over what is not ours.
 * @param {string} folder
 * @param {string} out
 */
async function makeRoom(folder, out) {
  const [from, to] = await Promise.all([placeOf(folder), placeOf(out)]);
  if (isInside(to, from)) throw new Error(`${out} lies in ${folder}, and would become a part of itself`);
  if (isInside(from, to)) throw new Error(`${folder} lies in ${out}, which is written anew`);
  const there = await readdir(out).catch(() => /** @type {string[]} */ ([]));
  if (there.length > 0 && !OURS.some((names) => names.every((name) => there.includes(name))))
    throw new Error(`${out} holds other things; name a folder that is empty, or not there yet`);
  await mkdir(path.join(out, WORK), { recursive: true });
}

/** Where a path leads, without links; it need not be there yet. @param {string} name @returns {Promise<string>} */
async function placeOf(name) {
  const whole = path.resolve(name);
  return realpath(whole).catch(async () => path.join(await placeOf(path.dirname(whole)), path.basename(whole)));
}

/** @param {string} inner @param {string} outer */
function isInside(inner, outer) {
  return path.join(inner, path.sep).startsWith(path.join(outer, path.sep));
}
