// Where one is in a text, and the ways about it: marks beside the scrollbar, progress, the place kept, the list of matches, links
// to passages, keys. Fetched when a text is opened, and tied together here.

import { bearingRules } from './bearings.css.js';
import { firstWhere } from './halving.js';
import { Help } from './help.js';
import { make } from './make.js';
import { Memory } from './memory.js';
import { passagesOf } from './passages.js';
import { Rail } from './rail.js';

/** @typedef {import('./core.js').PilcrowDocument} PilcrowDocument */
/** @typedef {import('./passage.js').Passage} Passage */
/** @typedef {import('./results.js').Options} Options */

/** @typedef {import('./open-text.js').OpenText} OpenText */

/**
 * @typedef {object} Reader what is used of the reader
 * @property {HTMLElement & { param: string, query: string, searchOptions: Options }} host
 * @property {ShadowRoot} root
 * @property {import('./words.js').Language} language
 * @property {string} key what is kept is kept under keys that begin with it
 * @property {{ readonly length: number, flat: Uint32Array, at: (index: number) => [block: number, start: number, end: number] }} marks
 * @property {(rules: string, inText?: boolean) => void} adopt
 * @property {(words: string) => void} announce
 * @property {(words: string) => void} show shows a message, and announces it
 * @property {OpenText | undefined} open
 * @property {() => number} topBlock the block that is being read
 * @property {(block: number) => void} goTo
 * @property {number} current the match that the reader is at; -1 for none
 * @property {(index: number, quietly?: boolean) => void} goToMatch `quietly`: the focus stays where it is
 * @property {import('./vertical.js').VerticalLines | undefined} vertical how to go about lines that run downwards, while they do
 * @property {() => void} toggleContents
 * @property {(act: () => unknown) => unknown} attempt does what something may have to be fetched for, or says that it cannot be
 */

/** @typedef {[from: number, to: number]} Span */

/** Chunks of a text that is short enough to be measured block by block. */
const SHORT = 8;

/** Letters read in a minute: 240 words of English; of writing without spaces, what a practised eye takes in. */
const PACE = 1400;
const DENSE_PACE = 500;

/** Minutes that are told in hours from here on. */
const LONG = 90;

/** How long scrolling must rest before marks are laid out anew and the place is kept, in milliseconds. */
const REST = 300;

/** How long typing must rest before the list of matches follows, in milliseconds: the marks in the text come first. */
const LIST_REST = 30;

/** What single keys do, as far as the search box does not do it, and the words that say so. */
const KEYS = /** @type {const} */ ({
  n: 'next',
  p: 'previous',
  '<': 'first',
  '>': 'last',
  r: 'list',
  c: 'contents',
  ']': 'nextSection',
  '[': 'previousSection',
  y: 'copyLink',
  '?': 'keys',
});

/** Keys that do the same in the search box. @type {Record<string, string[]>} */
const MORE_KEYS = { next: ['Enter', 'F3'], previous: ['⇧ Enter', '⇧ F3'] };

export class Bearings {
  #reader;
  #memory;
  #rail;
  #line;
  #left;
  /** @type {OpenText | undefined} */
  #open;
  /** Whether it was gone to where one is to begin: a text that is opened unseen waits for that till it is seen. */
  #isLanded = false;
  /** @type {import('./results.js').Results | undefined} */
  #results;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #listing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #naming;

  /** @param {Reader} reader */
  constructor(reader) {
    this.#reader = reader;
    const { root } = reader;
    reader.adopt(bearingRules);
    this.#memory = new Memory(reader.key);
    this.#rail = new Rail((fraction) => this.#scrollTo(fraction));
    this.#line = make('div', { class: 'read', part: 'progress', 'aria-hidden': 'true' });
    this.#left = make('span', { class: 'left', part: 'time-left' });
    root.querySelector('.columns')?.append(this.#rail.element);
    root.querySelector('.top')?.append(this.#line);
    root.querySelector('.bar search')?.before(this.#left);
    addEventListener('pagehide', this.#keepPlace);
    addEventListener('hashchange', this.#land);
  }

  /** Takes all of it off the reader. */
  close() {
    this.closeText();
    this.#closeResults();
    removeEventListener('pagehide', this.#keepPlace);
    removeEventListener('hashchange', this.#land);
    for (const element of [this.#rail.element, this.#line, this.#left]) element.remove();
  }

  /** A text was opened. */
  openText() {
    const { open } = this.#reader;
    if (!open) return;
    this.#open = open;
    this.#isLanded = false;
    this.#results?.show(0, -1, this.#memory.queries);
    this.onView(this.#reader.topBlock());
    this.layOut();
    this.#fetchStems(open);
  }

  /** It is about to be closed. */
  closeText() {
    if (this.#open) this.#keepPlace();
    clearTimeout(this.#resting);
    this.#open = undefined;
  }

  /**
   * Has the stems fetched that other forms of the text's words are found by. Where they cannot be had, the search does without.
   * @param {OpenText} open
   */
  async #fetchStems(open) {
    const { lang } = open.document;
    if (!lang || lang === 'en') return;
    const came = await import('./stems.js').then(({ loadStems }) => loadStems({ lang })).catch(() => false);
    const { host, marks } = this.#reader;
    // What was asked for meanwhile, and not found, may be found now.
    if (came && this.#open === open && host.query && marks.length === 0) host.searchOptions = { ...host.searchOptions };
  }

  /** Other blocks have come into view. @param {number} block the one that is being read */
  onView(block) {
    const open = this.#open;
    if (!open || !isLaidOut(open)) return;
    if (!this.#isLanded) this.#land();
    const { say } = this.#reader.language;
    const [from, to] = this.#seen(open);
    this.#rail.showSeen(from, to);
    const read = this.#isAtEnd(open) ? 1 : sourceOf(open.document, block) / open.text.length;
    this.#line.style.width = `${read * 100}%`;
    const pace = /^(?:ja|zh|ko)\b/.test(open.document.lang ?? '') ? DENSE_PACE : PACE;
    const minutes = Math.ceil(((1 - read) * open.text.length) / pace);
    const [unit, count] =
      minutes > LONG
        ? /** @type {const} */ (['hoursLeft', Math.round(minutes / 60)])
        : /** @type {const} */ (['minutesLeft', minutes]);
    this.#left.textContent = read === 1 ? say('readThrough') : say(unit, { count });
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#keepPlace();
      this.layOut();
    }, REST);
  }

  /** What stands where has changed, or what is marked. */
  layOut() {
    const { open, marks, current } = this.#reader;
    if (!open?.isSet || !isLaidOut(open)) return;
    const span = this.#span(open);
    const fractions = (/** @type {number[]} */ blocks) => places(open, blocks, span);
    this.#rail.showHeadings(fractions(open.sections.map(({ block }) => block)));
    const now = current < 0 ? undefined : fractions([marks.at(current)[0]])[0];
    this.#rail.showHits(fractions(blocksOf(marks.flat)), now);
  }

  /** Something was searched for. */
  onSearch() {
    clearTimeout(this.#naming);
    this.#naming = setTimeout(() => this.#nameQuery(), REST);
    clearTimeout(this.#listing);
    this.#listing = setTimeout(() => {
      this.#showResults();
      this.layOut();
    }, LIST_REST);
  }

  /** Puts the query into the page's address, where that wants it. */
  #nameQuery() {
    const { host } = this.#reader;
    const { param } = host;
    if (!param || !this.#open) return;
    const url = new URL(location.href);
    if (host.query) url.searchParams.set(param, host.query);
    else url.searchParams.delete(param);
    if (url.href === location.href) return;
    try {
      history.replaceState(history.state, '', url);
    } catch {
      // The address of a frame without an origin stands as it is.
    }
  }

  /** The reader went to a match. @param {number} index */
  onMatch(index) {
    this.#memory.addQuery(this.#reader.host.query.trim());
    this.#results?.showCurrent(index);
    this.layOut();
  }

  /** How low the text can be seen: down to the list of matches, where that lies over it. */
  floor() {
    const list = this.#results?.element.getBoundingClientRect();
    const text = this.#open?.article.getBoundingClientRect();
    const covers = list && text && list.left < text.right && list.right > text.left;
    return covers ? Math.min(list.top, innerHeight) : innerHeight;
  }

  /**
   * A key was pressed that no field took.
   * @param {string} key
   * @returns {boolean} whether it does something
   */
  press(key) {
    const name = Object.hasOwn(KEYS, key) ? KEYS[/** @type {keyof typeof KEYS} */ (key)] : undefined;
    if (!name || !this.#open) return false;
    const reader = this.#reader;
    const { marks, current } = reader;
    const total = marks.length;
    const match = { next: (current + 1) % total, previous: (current - 1 + total) % total, first: 0, last: total - 1 };
    if (name in match) {
      if (total) reader.goToMatch(match[/** @type {keyof typeof match} */ (name)]);
    } else if (name === 'list') reader.attempt(() => this.#toggleResults());
    else if (name === 'contents') reader.toggleContents();
    else if (name === 'copyLink') reader.attempt(() => this.#copyLink());
    else if (name === 'keys') this.#showHelp();
    else this.#goToSection(name === 'nextSection' ? 1 : -1);
    return true;
  }

  // The list of matches.

  async #toggleResults() {
    if (this.#results) return this.#closeResults();
    const { Results } = await import('./results.js');
    const open = this.#open;
    if (this.#results || !open) return;
    const { host, root, language, marks } = this.#reader;
    this.#results = new Results({
      say: language.say,
      options: host.searchOptions,
      match: (index) => {
        const [block, start, end] = marks.at(index);
        const section = this.#open?.sections[this.#open.sectionOf(block)]?.title ?? '';
        return { text: this.#open?.document.blocks(block, block + 1)[0].text ?? '', start, end, section };
      },
      onGo: (index) => this.#reader.goToMatch(index, true),
      onOptions: (options) => {
        host.searchOptions = options;
      },
      onQuery: (query) => {
        host.query = query;
      },
      onClose: () => {
        this.#closeResults();
        /** @type {HTMLElement | null} */ (root.querySelector('.list-button'))?.focus();
      },
    });
    // There is room for one at the text's side.
    /** @type {HTMLElement | null} */ (root.querySelector('.side .close'))?.click();
    root.querySelector('.columns')?.append(this.#results.element);
    this.#markResults(true);
    const { current } = this.#reader;
    if (current >= 0) open.pane.reveal(...marks.at(current));
    this.#showResults();
  }

  #showResults() {
    const { host, marks, current } = this.#reader;
    this.#results?.show(marks.length, current, host.query.trim() ? undefined : this.#memory.queries);
  }

  #closeResults() {
    this.#results?.element.remove();
    this.#results = undefined;
    this.#markResults(false);
  }

  /** @param {boolean} shown */
  #markResults(shown) {
    const { root } = this.#reader;
    root.querySelector('.columns')?.toggleAttribute('data-results', shown);
    root.querySelector('.list-button')?.setAttribute('aria-expanded', String(shown));
  }

  // Places.

  /** Goes to what the page's address means, or else to where the text was left. */
  #land = () => {
    this.#isLanded = true;
    this.#reader.attempt(() => this.#goToHash(location.hash || directive()));
  };

  /** @param {string} hash */
  async #goToHash(hash) {
    const open = this.#open;
    if (!open) return;
    if (/[#:]text=/.test(hash)) {
      const { passageFor } = await import('./passage.js');
      const passage = this.#open === open && passageFor(textsOf(open.document), hash);
      if (passage) return goToPassage(open, passage);
    }
    // A section was gone to before.
    else if (hash) return;
    if (this.#open === open) this.#restorePlace(open);
  }

  /** @param {OpenText} open */
  #restorePlace(open) {
    const { document, text, pane } = open;
    const { host, language } = this.#reader;
    const place = this.#memory.placeIn(text);
    // Who has begun to read, or to search, is not to be moved.
    if (!place || this.#seen(open)[0] > 0 || host.query) return;
    const block = firstWhere(1, document.length, (block) => sourceOf(document, block) > place) - 1;
    if (!block) return;
    pane.goTo(block, true);
    this.#reader.announce(language.say('resumed'));
  }

  #keepPlace = () => {
    const open = this.#open;
    if (!open || !isLaidOut(open)) return;
    const block = this.#reader.topBlock();
    const isAtStart = this.#seen(open)[0] <= 0;
    this.#memory.keepPlace(open.text, isAtStart || this.#isAtEnd(open) ? 0 : sourceOf(open.document, block));
  };

  /** @param {1 | -1} by */
  #goToSection(by) {
    const open = /** @type {OpenText} */ (this.#open);
    const section = open.sections[open.sectionOf(this.#reader.topBlock()) + by];
    if (section) this.#reader.goTo(section.block);
  }

  /** From where to where something stands in the text, as fractions of its length. @param {OpenText} open @returns {(rect: DOMRect) => Span} */
  #span({ article }) {
    const { top, height } = article.getBoundingClientRect();
    return this.#reader.vertical?.span ?? ((rect) => [(rect.top - top) / height, (rect.bottom - top) / height]);
  }

  /** The part of the text that is seen. @param {OpenText} open */
  #seen(open) {
    const { root, vertical } = this.#reader;
    const bar = root.querySelector('.top')?.getBoundingClientRect().bottom ?? 0;
    const box = vertical ? open.article.getBoundingClientRect() : new DOMRect(0, bar, 0, innerHeight - bar);
    return this.#span(open)(box);
  }

  /** Whether the end is seen, to a pixel: widths are rounded. @param {OpenText} open */
  #isAtEnd(open) {
    const { scrollWidth, scrollHeight } = open.article;
    return this.#seen(open)[1] >= 1 - 1 / Math.max(scrollWidth, scrollHeight);
  }

  /** @param {number} fraction of the text's length */
  #scrollTo(fraction) {
    const { vertical } = this.#reader;
    const rect = this.#open?.article.getBoundingClientRect();
    if (vertical) vertical.goTo(fraction);
    else if (rect) this.#open?.pane.scrollBy(rect.top + fraction * rect.height - innerHeight / 2);
  }

  // Links and help.

  /** Copies a link to what is selected; else to the match that the reader is at; else to the section. */
  async #copyLink() {
    const open = this.#open;
    if (!open) return;
    const reader = this.#reader;
    const { language, marks, current } = reader;
    const selection = open.article.ownerDocument.getSelection();
    const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : undefined;
    const { fragmentFor } = await import('./passage.js');
    const selected = range ? passagesOf(range, open.document.length, (block) => open.pane.element(block)) : [];
    const wanted = selected.length ? passageOf(selected) : current < 0 ? undefined : passageOf([marks.at(current)]);
    const address = location.href.split('#')[0];
    const section = open.sections[open.sectionOf(wanted?.from[0] ?? reader.topBlock())];
    const words = wanted && fragmentFor(textsOf(open.document), wanted);
    // Twice: browsers look for the words that follow `:~:` before the text is there, and most keep them from scripts.
    const fragment = words ? `${words}:~:${words}` : section ? encodeURIComponent(section.id) : '';
    const copied = navigator.clipboard?.writeText(`${address}#${fragment}`).then(() => true) ?? Promise.resolve(false);
    reader.show(language.say((await copied.catch(() => false)) ? 'linkCopied' : 'linkNotCopied'));
  }

  #showHelp() {
    const { root, language } = this.#reader;
    const { say } = language;
    /** @type {[string[], string][]} */
    const rows = [
      [['/'], say('search')],
      ...Object.entries(KEYS).map(
        ([key, name]) => /** @type {[string[], string]} */ ([[key, ...(MORE_KEYS[name] ?? [])], say(name)]),
      ),
      [['Esc'], say('endSearch')],
    ];
    const help = new Help(say, rows);
    help.element.addEventListener('close', () => help.element.remove());
    root.querySelector('.top')?.append(help.element);
    help.show();
  }
}

/**
 * Where in the article blocks begin, as fractions of its length. Where the browser skips a part of a long text, what is in it is taken to
 * be of one size: there, a part is less than a hundredth of the whole.
 * @param {OpenText} open
 * @param {number[]} blocks in document order
 * @param {(rect: DOMRect) => Span} span
 */
function places({ article, pane }, blocks, span) {
  const isShort = article.childElementCount <= SHORT;
  /** @type {Element | null | undefined} */
  let chunk;
  let rect = new DOMRect();
  /** The part of the chunk that was come to last, and how many stand before it. @type {Element | null | undefined} */
  let part;
  let before = 0;
  return blocks.flatMap((block) => {
    const element = pane.element(block);
    if (!element) return [];
    const around = element.closest('.chunk');
    if (around !== chunk) {
      chunk = around;
      rect = around?.getBoundingClientRect() ?? rect;
      part = around?.firstElementChild;
      before = 0;
    }
    const isSeen = rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth;
    if (isShort || isSeen) return span(element.getBoundingClientRect())[0];
    /** @type {Element} */
    let child = element;
    while (child.parentElement && child.parentElement !== chunk) child = child.parentElement;
    for (; part && part !== child; before++) part = part.nextElementSibling;
    const [from, to] = span(rect);
    return from + ((to - from) * before) / (chunk?.childElementCount || 1);
  });
}

/** The blocks that hold matches, in order: a single letter has a hundred thousand matches in a book. @param {Uint32Array} flat */
function blocksOf(flat) {
  const blocks = [];
  for (let at = 0; at < flat.length; at += 3) if (flat[at] !== flat[at - 3]) blocks.push(flat[at]);
  return blocks;
}

/** Whether the text stands anywhere: that of a reader that is hidden, or gone, does not. @param {OpenText} open */
function isLaidOut({ article }) {
  return article.getClientRects().length > 0;
}

/** What the address says to the browser alone, as far as that tells; it means the first text that is opened. */
function directive() {
  const [entry] = followed ? [] : performance.getEntriesByType('navigation');
  followed = true;
  return /:~:.*$/.exec(entry?.name ?? '')?.[0] ?? '';
}

let followed = false;

/** Where a block begins in the text. @param {PilcrowDocument} document @param {number} block */
function sourceOf(document, block) {
  return document.blocks(block, block + 1)[0]?.source[0]?.[0] ?? 0;
}

/** @param {[block: number, start: number, end: number][]} parts in order @returns {Passage} */
function passageOf(parts) {
  const [[block, start]] = parts;
  const [last, , end] = parts[parts.length - 1];
  return { from: [block, start], to: [last, end] };
}

/** Selects a passage and brings it into view. @param {OpenText} open @param {Passage} passage */
function goToPassage({ pane }, { from, to }) {
  const [first, last] = [from, to].map(([block, offset]) => pane.range(block, offset, offset));
  if (!first || !last) return;
  document.getSelection()?.setBaseAndExtent(first.startContainer, first.startOffset, last.endContainer, last.endOffset);
  pane.reveal(from[0], from[1], from[1] + 1);
}

/** @param {PilcrowDocument} document */
function textsOf(document) {
  return document.blocks().map(({ text }) => text);
}
