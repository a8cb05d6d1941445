// Marks matches in the text with the CSS Custom Highlight API: only those near the view, whatever their number.

import { firstWhere } from './halving.js';

/** Names of the highlights. They belong to the whole page: several readers add to the same two. */
const HIT = 'pilcrow-hit';
const CURRENT = 'pilcrow-hit-current';

/** Numbers to a match: block, start, end. */
const STEP = 3;

/**
 * @typedef {object} Sight
 * @property {{ from: number, to: number }} near the blocks near the view
 * @property {(block: number, start: number, end: number) => Range | undefined} range
 * @property {number} height of the window, in CSS pixels
 */

export class Marks {
  /** @type {Uint32Array} */
  #flat = new Uint32Array();
  /** @type {Range[]} */
  #own = [];
  /** @type {Range[]} */
  #ownCurrent = [];

  /** The number of matches. */
  get length() {
    return this.#flat.length / STEP;
  }

  /** Block, start, end, … */
  get flat() {
    return this.#flat;
  }

  /** @param {Uint32Array} flat block, start, end, …, in document order */
  set(flat) {
    this.#flat = flat;
  }

  /**
   * Block, start and end of a match.
   * @param {number} index
   * @returns {[block: number, start: number, end: number]}
   */
  at(index) {
    const [block, start, end] = this.#flat.subarray(index * STEP, index * STEP + STEP);
    return [block, start, end];
  }

  /**
   * The first match in `block` or after it; the number of matches where there is none.
   * @param {number} block
   */
  firstFrom(block) {
    return firstWhere(0, this.length, (index) => this.#flat[index * STEP] >= block);
  }

  /**
   * Shows the matches within half a window of what is seen.
   * @param {Sight} sight
   * @param {number} current the match that the reader is at
   */
  paint({ near, range, height }, current) {
    const rect = (/** @type {number} */ index) => range(...this.at(index))?.getBoundingClientRect();
    const from = this.firstFrom(near.from);
    const to = this.firstFrom(near.to);
    // Matches stand one below the other, so those in sight lie between two that halving finds.
    const first = firstWhere(from, to, (index) => (rect(index)?.bottom ?? 0) >= -height / 2);
    const end = firstWhere(first, to, (index) => (rect(index)?.top ?? 0) > height * 1.5);
    /** @type {Range[][]} */
    const [ranges, currents] = [[], []];
    for (let index = first; index < end; index++) {
      const made = range(...this.at(index));
      if (made) (index === current ? currents : ranges).push(made);
    }
    this.#show(ranges, currents);
  }

  clear() {
    this.#flat = new Uint32Array();
    this.#show([], []);
  }

  /**
   * @param {Range[]} ranges
   * @param {Range[]} current
   */
  #show(ranges, current) {
    this.#own = mark(HIT, this.#own, ranges);
    this.#ownCurrent = mark(CURRENT, this.#ownCurrent, current, 1);
  }
}

/**
 * Marks ranges in place of others. A highlight belongs to the whole page, and others may have ranges in it.
 * @param {string} name
 * @param {Range[]} before
 * @param {Range[]} after
 * @param {number} [priority] of the highlight, where two lie on one another
 */
export function mark(name, before, after, priority = 0) {
  const found = highlight(name, priority);
  for (const range of before) found?.delete(range);
  for (const range of after) found?.add(range);
  return after;
}

/**
 * The page's highlight of that name; none in a browser that does not know highlights.
 * @param {string} name
 * @param {number} priority
 */
function highlight(name, priority) {
  if (!globalThis.CSS?.highlights) return undefined;
  let found = CSS.highlights.get(name);
  if (!found) {
    found = new Highlight();
    found.priority = priority;
    CSS.highlights.set(name, found);
  }
  return found;
}
