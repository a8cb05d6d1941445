// Pilcrow's library behind the face that search benchmarks ask for: every passage is a document of its own.

import { load } from '../../www/core.js';

/** @typedef {import('../../www/core.js').PilcrowLibrary} Engine */

export const name = 'pilcrow (library)';

/** @type {import('../../www/core.js').Core | undefined} */
let core;
export async function init() {
  core ??= await load();
}

/** @param {{ id: number, text: string }[]} docs */
export function build(docs) {
  if (!core) throw new Error('call init first');
  const shelf = core.library();
  shelf.addAll(docs.map(({ id, text }) => ({ id: String(id), text, format: /** @type {const} */ ('plain') })));
  // The first search makes the index.
  shelf.search('a', { limit: 1 });
  return shelf;
}

/**
 * A query of whole words ends with a space; while the last word is being typed it does not.
 * @param {Engine} shelf
 * @param {string} query
 * @param {{ kind: string, limit: number }} options
 */
export function search(shelf, query, { kind, limit }) {
  const typed = kind === 'word' || kind === 'multi' || kind === 'typo' ? `${query} ` : query;
  return shelf.search(typed, { limit }).hits.map(({ id, score }) => ({ id: Number(id), score }));
}

/** @param {Engine} shelf */
export function serialize(shelf) {
  return shelf.save();
}

/** @param {Uint8Array} bytes */
export function open(bytes) {
  if (!core) throw new Error('call init first');
  return core.libraryFrom(bytes);
}
export { open as load };
