// Marks matches in the text with the CSS Custom Highlight API: only those near the view, whatever their number.

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
  /** @type {Range | undefined} */
  #ownCurrent;

  /** The number of matches. */
  get length() {
    return this.#flat.length / STEP;
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
    const ranges = [];
    let currentRange;
    for (let index = first; index < end; index++) {
      const made = range(...this.at(index));
      if (made && index === current) currentRange = made;
      else if (made) ranges.push(made);
    }
    this.#show(ranges, currentRange);
  }

  clear() {
    this.#flat = new Uint32Array();
    this.#show([], undefined);
  }

  /**
   * @param {Range[]} ranges
   * @param {Range | undefined} current
   */
  #show(ranges, current) {
    const hits = highlight(HIT, 0);
    const currents = highlight(CURRENT, 1);
    for (const range of this.#own) hits?.delete(range);
    for (const range of ranges) hits?.add(range);
    if (this.#ownCurrent) currents?.delete(this.#ownCurrent);
    if (current) currents?.add(current);
    this.#own = ranges;
    this.#ownCurrent = current;
  }
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

/**
 * The first number from `from` up to `to` for which `holds`, which holds for all that follow it; `to` where there is none.
 * @param {number} from
 * @param {number} to
 * @param {(index: number) => boolean} holds
 */
function firstWhere(from, to, holds) {
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
