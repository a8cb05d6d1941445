// The archive command: a folder of texts becomes what a search engine serves, section by section.

import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { writeNdjson } from './ndjson.js';
import { TEXTS_PER_INDEX, writePagefind } from './pagefind.js';
import { recordsIn, splitFolder } from './split.js';

/** @typedef {'pagefind' | 'ndjson'} Target */

/** @type {readonly string[]} */
export const TARGETS = ['pagefind', 'ndjson'];

/**
 * @param {{ folder: string, out: string, target: Target, textsPerIndex?: number }} what
 * @param {import('./split.js').Tools} tools
 */
export async function archive({ folder, out, target, textsPerIndex = TEXTS_PER_INDEX }, tools) {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw new Error(`${folder} is no folder`);
  const inside = path.relative(folder, out);
  if (!inside.startsWith('..') && !path.isAbsolute(inside))
    throw new Error(`${out} lies in ${folder}, and would become a part of itself`);
  // Outside the results while it is under way; hidden, so that a server does not serve it.
  const work = path.join(out, '.archive');
  await mkdir(work, { recursive: true });
  const records = path.join(work, 'sections.ndjson');
  const { texts, skipped, lang } = await splitFolder({ folder, records, log: path.join(work, 'log.ndjson') }, tools);
  if (texts === skipped) throw new Error(`there is no text in ${folder}`);
  if (target === 'pagefind') await writePagefind(recordsIn(records), { folder, out, lang, textsPerIndex }, tools.tell);
  else await writeNdjson(recordsIn(records), { records, out });
  await rm(work, { recursive: true });
  tools.tell(`${texts - skipped} texts are in ${out}${skipped ? `; ${skipped} were skipped` : ''}`);
}
