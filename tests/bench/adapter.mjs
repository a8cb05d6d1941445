// Pilcrow's document behind the face that search benchmarks ask for: the passages are read as one text, and a hit's block says which it is in.

import { load } from '../../www/core.js';

/** @typedef {{ document: import('../../www/core.js').PilcrowDocument, passages: number[][] }} Engine with the passages of each block */

export const name = 'pilcrow (document)';

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
  /** @type {number[]} */
  const starts = [];
  let length = 0;
  for (const { text } of docs) {
    starts.push(length);
    length += text.length + 2;
  }
  const document = core.read(docs.map(({ text }) => text).join('\n\n'), { format: 'plain' });
  document.indexFor(Number.POSITIVE_INFINITY);
  // Two passages that read as one sentence are one block: all the passages of a block are found with it.
  const passages = document.blocks().map(({ source }) => {
    const [from, to] = [source[0], source[source.length - 1]].map(([start]) => passage(starts, start));
    return docs.slice(from, to + 1).map(({ id }) => id);
  });
  return { document, passages };
}

/**
 * A query of whole words ends with a space; while the last word is being typed it does not.
 * @param {Engine} engine
 * @param {string} query
 * @param {{ kind: string, limit: number }} options
 */
export function search({ document, passages }, query, { kind, limit }) {
  const typed = kind === 'word' || kind === 'multi' || kind === 'typo' ? `${query} ` : query;
  return document.search(typed, { limit }).hits.flatMap(({ block, score }) => passages[block].map((id) => ({ id, score })));
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
