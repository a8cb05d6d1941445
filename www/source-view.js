// The text as it came, line by line beside the article: what was left out or doubted is marked and named, and a passage is found in it.

import { firstWhere } from './halving.js';
import { iconButton, make, wordButton } from './make.js';
import { rangeIn } from './passages.js';
import { settle } from './slices.js';

/** @typedef {[start: number, end: number]} Range half-open, in UTF-16 units of the source */

/** Lines in a chunk, which is filled when it comes near the view. */
const CHUNK = 100;

/** The height of a line before it is laid out, in `em`. */
const LINE = 1.5;

/** Of the page's highlights, the one that shows a passage in the source. */
const PASSAGE = 'pilcrow-source';

/** @typedef {{ kind: string, message?: string, source: Range }} Note what is said of a piece of the source */

/**
 * @typedef {object} SourceViewParts
 * @property {import('./words.js').Say} say
 * @property {string} text
 * @property {Note[]} notes omissions and remarks, in the order of the source
 * @property {{ text: string, source: Range[] }[]} blocks
 * @property {typeof import('./marks.js').mark} mark
 * @property {(block: number) => void} onGo a line of that block was pressed
 * @property {() => void} onClose
 */

export class SourceView {
  element;
  #parts;
  #starts;
  #scroller;
  #lines;
  /** @type {HTMLElement[]} */
  #chunks = [];
  /** What holds a line's words, once its chunk is filled. @type {HTMLElement[]} */
  #words = [];
  #observer;
  #ends;
  /** The lines whose ends were joined: they read as a space, or as nothing. */
  #joined;
  /** @type {{ start: number, end: number, block: number }[]} the pieces of the blocks, in the order of the source */
  #pieces;
  /** @type {globalThis.Range[]} */
  #shown = [];
  /** The line that was gone to last. */
  #at = 0;

  /** @param {SourceViewParts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { say, text, blocks, onClose } = parts;
    this.#starts = [0, ...Array.from(text.matchAll(/\r\n?|\n/g), (end) => end.index + end[0].length)];
    this.#pieces = blocks
      .flatMap(({ source }, block) => source.map(([start, end]) => ({ start, end, block })))
      .sort((one, other) => one.start - other.start);
    this.#ends = this.#joints();
    this.#joined = this.#joinedLines();
    this.#lines = make('span', { class: 'at', role: 'status' });
    const close = iconButton(say('close'), 'close', onClose);
    const head = make('div', { class: 'head' }, make('h2', {}, say('source')), this.#lines, close);
    this.#scroller = make('div', {
      class: 'lines',
      tabIndex: 0,
      role: 'region',
      'aria-label': say('source'),
      dir: 'ltr',
      'aria-keyshortcuts': 'Enter',
    });
    this.element = make(
      'aside',
      { class: 'source-view side', part: 'source', 'aria-label': say('source') },
      head,
      this.#summary(),
      this.#scroller,
    );
    for (let from = 0; from < this.#starts.length; from += CHUNK) {
      const element = make('div', { class: 'chunk' });
      element.style.setProperty('contain-intrinsic-block-size', `auto ${LINE * Math.min(CHUNK, this.#starts.length - from)}em`);
      this.#chunks.push(element);
    }
    this.#scroller.append(...this.#chunks);
    this.#observer = new IntersectionObserver((entries) => this.#observed(entries), {
      root: this.#scroller,
      rootMargin: '100% 0px',
    });
    for (const chunk of this.#chunks) this.#observer.observe(chunk);
    this.#scroller.addEventListener('click', (event) => this.#pressed(event));
    this.#scroller.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter') this.#goTo(this.#at);
    });
  }

  /** Takes back what it shows in the page. */
  close() {
    this.#observer.disconnect();
    this.#highlight([]);
    this.element.remove();
  }

  /**
   * Brings a block's lines into view.
   * @param {number} block
   */
  showBlock(block) {
    const [first] = this.#parts.blocks[block]?.source ?? [];
    if (first) this.#scrollTo(this.#lineOf(first[0]));
  }

  /**
   * Marks a passage, and says in which lines it stands.
   * @param {Range[]} ranges
   */
  showPassage(ranges) {
    if (!ranges.length) return;
    const from = this.#lineOf(ranges[0][0]);
    const to = this.#lineOf(Math.max(...ranges.map(([, end]) => end)) - 1);
    this.#highlight(ranges.flatMap((range) => this.#rangesOf(range)));
    this.#lines.textContent = this.#parts.say('lines', { from: from + 1, to: to + 1 });
    this.#scrollTo(from);
  }

  /** A button for each kind of what is marked, which goes from one to the next. */
  #summary() {
    const { say, notes } = this.#parts;
    /** @type {Map<string, Note[]>} */
    const kinds = new Map();
    for (const note of notes) {
      const kind = kinds.get(note.kind) ?? [];
      kinds.set(note.kind, kind);
      kind.push(note);
    }
    if (this.#joined.size)
      kinds.set(
        'lineEnd',
        Array.from(this.#joined, (line) => ({ kind: 'lineEnd', source: [this.#starts[line], this.#starts[line + 1]] })),
      );
    const rows = [...kinds].map(([kind, found]) => {
      let at = 0;
      const go = () => {
        const { source, message } = found[at++ % found.length];
        this.showPassage([source]);
        if (message) this.#lines.textContent += ` · ${message}`;
      };
      return make('li', {}, wordButton(`${name(say, kind)} ${found.length}`, go));
    });
    return rows.length
      ? make('ul', { class: 'summary', 'aria-label': say('marked') }, ...rows)
      : make('p', { class: 'summary' }, say('nothingMarked'));
  }

  /** Where a block breaks off, to go on after a blank line, another block or something left out: the line at which it goes on, by the end of the piece. */
  #joints() {
    /** @type {Map<number, number>} */
    const joints = new Map();
    for (const { source } of this.#parts.blocks) {
      for (let piece = 1; piece < source.length; piece++) {
        const last = this.#lineOf(source[piece - 1][1]);
        const next = this.#lineOf(source[piece][0]);
        if (next > last + 1) joints.set(last, next);
      }
    }
    return joints;
  }

  #joinedLines() {
    /** @type {Set<number>} */
    const joined = new Set();
    for (const { text, source } of this.#parts.blocks) {
      // Verse, tables and code keep their lines.
      if (text.includes('\n')) continue;
      for (const [start, end] of source) {
        for (let line = this.#lineOf(start); this.#starts[line + 1] < end; line++) joined.add(line);
      }
    }
    return joined;
  }

  /** @param {number} offset @returns {number} the line that holds it, counted from 0 */
  #lineOf(offset) {
    return firstWhere(0, this.#starts.length, (line) => this.#starts[line] > offset) - 1;
  }

  /** @param {number} line */
  #scrollTo(line) {
    this.#at = line;
    const words = this.#wordsOf(line);
    settle(() => {
      // By hand: scrollIntoView would move the page too.
      const off =
        words.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top - this.#scroller.clientHeight / 4;
      if (words.isConnected && Math.abs(off) > 1) this.#scroller.scrollTop += off;
    });
  }

  /** @param {number} line */
  #wordsOf(line) {
    this.#fill(Math.floor(line / CHUNK));
    return this.#words[line];
  }

  /** A range of the source as ranges of the lines' texts. @param {Range} range */
  #rangesOf([start, end]) {
    const ranges = [];
    for (let line = this.#lineOf(start); this.#starts[line] < end; line++) {
      const at = this.#starts[line];
      ranges.push(rangeIn(this.#wordsOf(line), Math.max(start - at, 0), end - at));
    }
    return ranges;
  }

  /** @param {globalThis.Range[]} ranges */
  #highlight(ranges) {
    this.#shown = this.#parts.mark(PASSAGE, this.#shown, ranges);
  }

  /** @param {MouseEvent} event */
  #pressed(event) {
    const words = event.target instanceof Element ? event.target.closest('.words') : null;
    const selected = /** @type {Document} */ (this.element.ownerDocument).getSelection();
    if (!words || (selected && !selected.isCollapsed)) return;
    this.#goTo(this.#words.indexOf(/** @type {HTMLElement} */ (words)));
  }

  /** Goes to a line's place in the text. @param {number} line */
  #goTo(line) {
    const end = this.#starts[line + 1] ?? Infinity;
    const piece = this.#pieces[firstWhere(0, this.#pieces.length, (at) => this.#pieces[at].start >= end) - 1];
    if (piece) this.#parts.onGo(piece.block);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #observed(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#fill(this.#chunks.indexOf(/** @type {HTMLElement} */ (target)));
    }
  }

  /** @param {number} chunk */
  #fill(chunk) {
    const element = this.#chunks[chunk];
    if (element.firstChild) return;
    const from = chunk * CHUNK;
    for (let line = from; line < Math.min(from + CHUNK, this.#starts.length); line++) element.append(this.#setLine(line));
  }

  /** @param {number} line */
  #setLine(line) {
    const { say, text, notes } = this.#parts;
    const start = this.#starts[line];
    const end = this.#starts[line + 1] ?? text.length;
    const words = make('span', { class: 'words', dir: 'auto' });
    const said = new Set();
    let at = start;
    const next = firstWhere(0, notes.length, (note) => notes[note].source[0] > start);
    for (let note = Math.max(next - 1, 0); note < notes.length && notes[note].source[0] < end; note++) {
      const { kind, message, source } = notes[note];
      const [from, to] = [Math.max(source[0], at), Math.min(source[1], end)];
      if (from >= to) continue;
      const told = message ?? name(say, kind);
      const left = text.slice(from, to);
      // A soft hyphen is not seen otherwise.
      const className = left === '\u00ad' ? 'soft' : '';
      words.append(text.slice(at, from), make(kind === 'remark' ? 'mark' : 'del', { title: told, class: className }, left));
      said.add(told);
      at = to;
    }
    const rest = text.slice(at, end);
    const ending = rest.search(/[\r\n]*$/);
    words.append(rest.slice(0, ending));
    if (this.#joined.has(line)) {
      const told = name(say, 'lineEnd');
      words.append(make('span', { class: 'joined', role: 'img', title: told, 'aria-label': told }));
    }
    words.append(rest.slice(ending));
    const goesOn = this.#ends.get(line);
    if (goesOn !== undefined) said.add(say('goesOn', { line: goesOn + 1 }));
    const number = make('span', { class: 'line-number', 'aria-hidden': 'true' }, String(line + 1));
    this.#words[line] = words;
    return make('div', { class: 'line' }, number, words, make('span', { class: 'said' }, [...said].join(', ')));
  }
}

/**
 * What a kind is called.
 * @param {import('./words.js').Say} say
 * @param {string} kind
 */
function name(say, kind) {
  return say(/** @type {any} */ (`marked-${kind}`));
}
