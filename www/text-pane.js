// The text on the page: chunks of blocks, filled bit by bit, those in view first; tells where blocks and ranges stand, and goes there.

import { make } from './make.js';
import { rangeIn } from './passages.js';
import { settle } from './slices.js';

/** @typedef {import('./core.js').Block} Block */

/**
 * Blocks in a chunk. The browser skips chunks out of view as a whole: smaller ones make more of them to look after,
 * larger ones more work whenever one comes into view.
 */
const CHUNK = 24;

/** What a chunk is estimated at before it is laid out: letters in a line, and lines and blocks in `em`. */
const LETTERS = 64;
const LINE = 1.55;
const GAP = 0.8;

/** How near to the edge of what is clear a passage may be seen, and below the toolbar a block begins that was gone to, in CSS pixels. */
const NEAR = 8;
const BELOW = 16;

/** How far down a passage comes to stand that was out of sight, of what is clear; and where one reads, of what is below the toolbar. */
const PLACE = 0.25;
const READING = 0.2;

/**
 * @typedef {object} Chunk
 * @property {HTMLElement} element
 * @property {number} from its first block
 * @property {HTMLElement[]} [texts] the elements of its blocks' texts, once it is filled
 */

/**
 * @typedef {object} TextPaneParts
 * @property {import('./core.js').PilcrowDocument} document
 * @property {HTMLElement} article where the text goes
 * @property {number} letters the length of the whole text, to estimate its height
 * @property {(blocks: Block[]) => { nodes: HTMLElement[], texts: HTMLElement[] }} set
 * @property {() => [top: number, floor: number]} clear which part of the window nothing lies over
 * @property {() => import('./vertical.js').VerticalLines | undefined} vertical how to go about lines that run downwards, while they do
 * @property {() => void} onView is called, at most once a frame, when other blocks may have come into view
 */

export class TextPane {
  /** Whether there are notes in what is filled. */
  hasNotes = false;
  #parts;
  /** @type {Chunk[]} */
  #chunks = [];
  /** @type {Map<Element, Chunk>} */
  #byElement = new Map();
  /** @type {Set<Chunk>} */
  #near = new Set();
  #unfilled = 0;
  #frame = 0;
  /** Counts the goings: a later one ends an earlier. */
  #going = 0;
  #observer;

  /** @param {TextPaneParts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { length } = parts.document;
    const height = (parts.letters / LETTERS / Math.max(length, 1)) * LINE + GAP;
    for (let from = 0; from < length; from += CHUNK) {
      const element = make('div', { class: 'chunk' });
      const chunk = { element, from };
      estimate(element, height * Math.min(CHUNK, length - from));
      this.#chunks.push(chunk);
      this.#byElement.set(element, chunk);
    }
    parts.article.replaceChildren(...this.#chunks.map(({ element }) => element));
    this.#observer = new IntersectionObserver((entries) => this.#observed(entries), { rootMargin: '100% 0px' });
    for (const { element } of this.#chunks) this.#observer.observe(element);
    // Scrolling does not bubble, but is captured: the reader may stand in a box that scrolls.
    document.addEventListener('scroll', this.#changed, { capture: true, passive: true });
    addEventListener('resize', this.#changed);
  }

  close() {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    document.removeEventListener('scroll', this.#changed, { capture: true });
    removeEventListener('resize', this.#changed);
  }

  /** Fills the next chunk that is not filled; says whether there are more. */
  fillNext() {
    if (this.#unfilled < this.#chunks.length) this.#fill(this.#chunks[this.#unfilled]);
    while (this.#chunks[this.#unfilled]?.texts) this.#unfilled++;
    return this.#unfilled < this.#chunks.length;
  }

  /**
   * The element that holds a block's text.
   * @param {number} block
   * @returns {HTMLElement | undefined}
   */
  element(block) {
    const chunk = this.#chunks[Math.floor(block / CHUNK)];
    return chunk && this.#fill(chunk)[block - chunk.from];
  }

  /**
   * A half-open range of a block's text, in UTF-16 units. Where another program rewrote the text, as much as is left.
   * @param {number} block
   * @param {number} start
   * @param {number} end
   */
  range(block, start, end) {
    const element = this.element(block);
    return element && rangeIn(element, start, end);
  }

  /**
   * The blocks within about a screen of what is seen, half-open.
   * @param {number} [block] what was just scrolled to, while the browser has not yet told that it is seen
   */
  near(block = -1) {
    const gone = this.#chunks[Math.floor(block / CHUNK)];
    const chunks = gone && !this.#near.has(gone) ? [gone] : [...this.#near];
    const starts = chunks.map(({ from }) => from);
    if (starts.length === 0) return { from: 0, to: 0 };
    return { from: Math.min(...starts), to: Math.min(Math.max(...starts) + CHUNK, this.#parts.document.length) };
  }

  /** The block that one is reading: a little below the toolbar. */
  topBlock() {
    const [top] = this.#parts.clear();
    const place = top + (innerHeight - top) * READING;
    return this.#blockAt(this.#parts.vertical()?.isBefore ?? ((rect) => rect.top <= place));
  }

  /** Changes how the text is laid out, and keeps what one is reading where it is. @param {() => void} change */
  keepPlace(change) {
    const rect = /** @type {() => DOMRect} */ (this.#rectOf(this.topBlock()));
    const { top } = rect();
    const isAtStart = this.#parts.article.getBoundingClientRect().top >= this.#parts.clear()[0];
    change();
    const vertical = this.#parts.vertical();
    if (vertical) vertical.bring(rect);
    // At the very beginning nothing stands above, and the headline is to stay in sight.
    else if (!isAtStart) this.scrollBy(rect().top - top);
    this.#parts.onView();
  }

  /**
   * Scrolls until a passage is seen.
   * @param {number} block
   * @param {number} start
   * @param {number} end
   */
  reveal(block, start, end) {
    this.#bring(block, () => this.range(block, start, end)?.getBoundingClientRect(), {
      isThere: (at, top, floor) => at.top >= top + NEAR && at.bottom <= floor - NEAR,
      goal: (top, floor) => top + (floor - top) * PLACE,
    });
  }

  /**
   * Scrolls until a block begins below the toolbar, or, to read on, where one reads: there it is the top block again.
   * @param {number} block
   * @param {boolean} [isReadOn]
   */
  goTo(block, isReadOn) {
    const goal = (/** @type {number} */ top) => top + (isReadOn ? (innerHeight - top) * READING - 2 : BELOW);
    this.#bring(block, this.#rectOf(block), { isThere: (at, top) => Math.abs(at.top - goal(top)) <= 1, goal });
  }

  /** @param {number} top */
  scrollBy(top) {
    this.#scroller.scrollBy({ top, behavior: 'instant' });
  }

  /**
   * @typedef {object} Aim
   * @property {(at: DOMRect, top: number, floor: number) => boolean} isThere whether what stands so needs no scrolling
   * @property {(top: number, floor: number) => number} goal how far down it comes to stand, else
   */

  /**
   * @param {number} block
   * @param {() => DOMRect | undefined} rect where something of it stands in the window
   * @param {Aim} aim
   */
  #bring(block, rect, { isThere, goal }) {
    const { vertical } = this.#parts;
    const going = ++this.#going;
    const downwards = vertical();
    if (downwards) return downwards.bring(rect);
    settle(() => {
      const at = rect();
      if (!at || going !== this.#going || isThere(at, ...this.#clear())) return;
      // The page may have to scroll, too, where the reader stands in a box that does; and the toolbar comes along.
      this.element(block)?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      this.scrollBy((rect() ?? at).top - goal(...this.#clear()));
    });
  }

  /** What scrolls the text. */
  get #scroller() {
    return scrollerOf(this.#parts.article);
  }

  /** The part of the window in which the text can be seen: a box that scrolls may end above the window's floor. @returns {[number, number]} */
  #clear() {
    const [top, floor] = this.#parts.clear();
    const box = this.#scroller;
    return [top, Math.min(floor, Math.max(box.getBoundingClientRect().top, 0) + box.clientHeight)];
  }

  /** Where a block stands in the window, when that is asked. @param {number} block */
  #rectOf(block) {
    return () => this.element(block)?.getBoundingClientRect();
  }

  /**
   * The last block that begins before the place that is asked for; the first one where there is none.
   * @param {(rect: DOMRect) => boolean} isBefore
   */
  #blockAt(isBefore) {
    const chunks = [...this.#near].sort((one, other) => one.from - other.from);
    const above = (/** @type {Element} */ element) => isBefore(element.getBoundingClientRect());
    const chunk = chunks.findLast(({ element }) => above(element)) ?? chunks[0] ?? this.#chunks[0];
    if (!chunk) return 0;
    return chunk.from + Math.max(this.#fill(chunk).findLastIndex(above), 0);
  }

  #changed = () => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#parts.onView();
    });
  };

  /** @param {IntersectionObserverEntry[]} entries */
  #observed(entries) {
    for (const { target, isIntersecting } of entries) {
      const chunk = this.#byElement.get(target);
      if (!chunk) continue;
      if (isIntersecting) this.#near.add(chunk);
      else this.#near.delete(chunk);
    }
    for (const chunk of this.#near) this.#fill(chunk);
    this.#changed();
  }

  /** @param {Chunk} chunk */
  #fill(chunk) {
    if (chunk.texts) return chunk.texts;
    const blocks = this.#parts.document.blocks(chunk.from, chunk.from + CHUNK);
    const { nodes, texts } = this.#parts.set(blocks);
    this.hasNotes ||= blocks.some(({ kind }) => kind === 'footnote');
    const lines = blocks.reduce((sum, { text }) => sum + Math.ceil(text.length / LETTERS), 0);
    estimate(chunk.element, lines * LINE + blocks.length * GAP);
    chunk.element.append(...nodes);
    chunk.texts = texts;
    return texts;
  }
}

/**
 * What scrolls an element: a box around it, or the page.
 * @param {Element} element
 * @returns {Element}
 */
function scrollerOf(element) {
  for (let around = element.parentElement; around && around !== document.body; around = around.parentElement) {
    if (around.scrollHeight > around.clientHeight && /auto|scroll/.test(getComputedStyle(around).overflowY)) return around;
  }
  return document.scrollingElement ?? document.documentElement;
}

/**
 * @param {HTMLElement} element
 * @param {number} height in `em`
 */
function estimate(element, height) {
  element.style.setProperty('contain-intrinsic-block-size', `auto ${height.toFixed(1)}em`);
}
