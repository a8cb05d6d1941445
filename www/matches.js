// What a regular expression matches in some blocks: apart from `patterns.js`, so that the worker does not import the module that makes it.
// Bundlers follow such a ring without end.

/** @typedef {{ from: number, texts: string[] }} Batch texts of blocks, from one on */
/** @typedef {{ source: string, flags: string, batch: Batch }} Task */

/**
 * The matches of a task: block, start, end, … Matches of nothing are none.
 * @param {Task} task
 */
export function matchesOf({ source, flags, batch: { from, texts } }) {
  const expression = new RegExp(source, flags);
  /** @type {number[]} */
  const found = [];
  for (const [at, text] of texts.entries()) {
    for (const { index, 0: match } of text.matchAll(expression)) if (match) found.push(from + at, index, index + match.length);
  }
  return found;
}
