// Pilcrow behind the face that search benchmarks ask for: build(docs), search(engine, query). On the package's own library().

import { load } from '../../www/core.js';

export const name = 'pilcrow';

let core;
export async function init() {
  core ??= await load();
}

/** @param {{ id: number, text: string }[]} docs */
export function build(docs) {
  const shelf = core.library();
  shelf.addAll(docs.map(({ id, text }) => ({ id: String(id), text, format: 'plain' })));
  return shelf;
}

/** A query of whole words ends with a space; while the last word is being typed it does not. */
export function search(shelf, query, { kind, limit }) {
  const typed = kind === 'word' || kind === 'multi' || kind === 'typo' ? `${query} ` : query;
  return shelf.search(typed, { limit }).hits.map(({ id, score }) => ({ id: Number(id), score }));
}

export const serialize = (shelf) => shelf.save();
