// Pilcrow behind the face that search benchmarks ask for: build(docs), search(engine, query). The passages are read as one text; a hit's
// source says which passage it is in.

import { load } from '../../www/core.js';

/** @typedef {{ document: import('../../www/core.js').PilcrowDocument, starts: number[], ids: number[] }} Engine */

export const name = 'pilcrow';

/** @type {import('../../www/core.js').Core | undefined} */
let core;
export async function init() {
  core ??= await load();
}

/**
 * @param {{ id: number, text: string }[]} docs
 * @returns {Engine}
 */
export function build(docs) {
  if (!core) throw new Error('call init first');
  const starts = [];
  let length = 0;
  for (const { text } of docs) {
    starts.push(length);
    length += text.length + 2;
  }
  const document = core.read(docs.map(({ text }) => text).join('\n\n'), { format: 'plain' });
  document.indexFor(Number.POSITIVE_INFINITY);
  // Two passages that read as one sentence are one block: all the passages of a block are found with it.
  return { document, starts, ids: docs.map(({ id }) => id) };
}

/**
 * A query of whole words ends with a space; while the last word is being typed it does not.
 * @param {Engine} engine
 * @param {string} query
 * @param {{ kind: string, limit: number }} options
 */
export function search({ document, starts, ids }, query, { kind, limit }) {
  const typed = kind === 'word' || kind === 'multi' || kind === 'typo' ? `${query} ` : query;
  const found = [];
  for (const { block, score, ranges } of document.search(typed, { limit }).hits) {
    const [start, end] = ranges[0] ?? [0, 1];
    const [[at] = [0]] = document.sourceOf(block, start, end);
    found.push({ id: ids[passage(starts, at)], score });
  }
  return found;
}

/**
 * The last passage that starts at or before `at`.
 * @param {number[]} starts
 * @param {number} at
 */
function passage(starts, at) {
  let from = 0;
  let to = starts.length;
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (starts[middle] <= at) from = middle;
    else to = middle;
  }
  return from;
}
