// The list of all matches, each with its section and the words around it; how to search; and what was searched for before.

import { iconButton, make } from './make.js';

/** @typedef {{ wholeWord?: boolean, matchCase?: boolean, matchAccents?: boolean, substring?: boolean, regex?: boolean }} Options how to search */

/** The switches, in the order in which they stand. */
const SWITCHES = /** @type {const} */ (['wholeWord', 'matchCase', 'matchAccents', 'substring', 'regex']);

/** A row is as tall as this, in `rem`: a line for the section and two for the words. All alike, so that only those in sight need to be there. */
const ROW = 5;

/** Rows that are made above and below those in sight, so that scrolling finds them there. */
const SPARE = 4;

/** Browsers cannot lay out more than some 17 million CSS pixels; a longer list scrolls by larger steps. */
const TALLEST = 8_000_000;

/** Letters shown before a match, and in all. */
const BEFORE = 40;
const SHOWN = 160;

/**
 * @typedef {object} ResultsParts
 * @property {import('./words.js').Say} say
 * @property {(index: number) => { text: string, start: number, end: number, section: string }} match what one matches, in its block's text
 * @property {Options} options as they are to begin with
 * @property {(index: number) => void} onGo a match was chosen
 * @property {(options: Options) => void} onOptions
 * @property {(query: string) => void} onQuery an earlier query was chosen
 * @property {() => void} onClose
 */

export class Results {
  element;
  #parts;
  #switches;
  #count;
  #frame;
  #list;
  #recent;
  #total = 0;
  #current = -1;

  /** @param {ResultsParts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { say, options, onGo, onOptions, onClose } = parts;
    this.#switches = SWITCHES.map((name) => {
      const press = () => {
        button.ariaPressed = String(button.ariaPressed !== 'true');
        this.#heed();
        onOptions(this.#options());
      };
      const button = make('button', { class: 'way', ariaPressed: String(options[name] ?? false), onclick: press }, say(name));
      return button;
    });
    this.#heed();
    this.#count = make('p', {});
    const button = (
      /** @type {'first' | 'last' | 'close'} */ name,
      /** @type {'first' | 'last' | 'dismiss'} */ words,
      /** @type {() => void} */ onclick,
    ) => iconButton(say(words), name, onclick);
    this.#list = make('ol', { role: 'list' });
    this.#recent = make('div', { class: 'recent' });
    this.#frame = make('div', { class: 'frame' }, this.#list, this.#recent);
    this.element = make(
      'section',
      { class: 'results side', part: 'results', 'aria-label': say('list') },
      make(
        'header',
        {},
        this.#count,
        button('first', 'first', () => this.#total && onGo(0)),
        button('last', 'last', () => this.#total && onGo(this.#total - 1)),
        button('close', 'dismiss', onClose),
      ),
      make('div', { class: 'ways', role: 'group', 'aria-label': say('options') }, ...this.#switches),
      this.#frame,
    );
    this.#frame.addEventListener('scroll', () => this.#fill(), { passive: true });
    this.#list.addEventListener('keydown', (event) => this.#onKey(event));
    new ResizeObserver(() => this.#fill()).observe(this.#frame);
  }

  /**
   * @param {number} total
   * @param {number} current
   * @param {string[] | undefined} recent earlier queries, shown where nothing is asked
   */
  show(total, current, recent) {
    const { say, onQuery } = this.#parts;
    this.#total = total;
    this.#count.textContent = recent ? say('list') : say('matches', { count: total });
    const rows = (recent ?? []).map((query) =>
      make('li', {}, make('button', { onclick: () => onQuery(query) }, make('span', { dir: 'auto' }, query))),
    );
    this.#recent.replaceChildren(...(rows.length ? [make('h3', {}, say('recent')), make('ul', {}, ...rows)] : []));
    this.#list.style.height = `${Math.min(total * this.#row(), TALLEST)}px`;
    this.#list.replaceChildren();
    this.#current = -1;
    this.#fill();
    this.showCurrent(current);
  }

  /** @param {number} index the match that the reader is at */
  showCurrent(index) {
    const before = this.#current;
    this.#current = index;
    if (index < 0) return;
    const { scrollTop, clientHeight } = this.#frame;
    const top = this.#top(index);
    if (top < scrollTop || top + this.#row() > scrollTop + clientHeight) {
      // From one match to the next the list goes on by a row; from afar it goes where there is something on both sides.
      const near = Math.abs(index - before) === 1;
      this.#frame.scrollTop = near && index > before ? top + this.#row() - clientHeight : top - (near ? 0 : clientHeight / 3);
    }
    this.#fill();
  }

  /** Dims the switches that a regular expression has no use for. */
  #heed() {
    const { regex } = this.#options();
    for (const [at, name] of SWITCHES.entries())
      this.#switches[at].ariaDisabled = String(regex && name !== 'matchCase' && name !== 'regex');
  }

  /** @returns {Options} */
  #options() {
    return Object.fromEntries(SWITCHES.map((name, at) => [name, this.#switches[at].ariaPressed === 'true']));
  }

  #row() {
    return ROW * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  }

  /** How much the list is longer than what can be laid out. */
  #squeeze() {
    const height = this.#total * this.#row();
    return height > TALLEST ? (height - this.#frame.clientHeight) / (TALLEST - this.#frame.clientHeight) : 1;
  }

  /** Where a row stands in the list, in CSS pixels. @param {number} index */
  #top(index) {
    return (index * this.#row()) / this.#squeeze();
  }

  /** Makes the rows in sight, and keeps those that are there already: one may have the focus. */
  #fill() {
    const { scrollTop, clientHeight } = this.#frame;
    const row = this.#row();
    const above = (scrollTop * this.#squeeze()) / row;
    const from = Math.max(Math.floor(above) - SPARE, 0);
    const to = Math.min(Math.ceil(above + clientHeight / row) + SPARE, this.#total);
    const there = new Map(
      [...this.#list.children].map((item) => [Number(/** @type {HTMLElement} */ (item).dataset['index']), item]),
    );
    for (const [index, item] of there) if (index < from || index >= to) item.remove();
    for (let index = from; index < to; index++) {
      const item = there.get(index) ?? this.#item(index);
      if (!item.isConnected) this.#list.append(item);
      /** @type {HTMLElement} */ (item).style.top = `${scrollTop + (index - above) * row}px`;
      const button = /** @type {HTMLElement} */ (item.firstElementChild);
      button.tabIndex = index === Math.max(this.#current, from) ? 0 : -1;
      if (index === this.#current) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  }

  /** @param {number} index */
  #item(index) {
    const { match, onGo } = this.#parts;
    const { text, start, end, section } = match(index);
    const from = start > BEFORE ? text.indexOf(' ', start - BEFORE) + 1 || start - BEFORE : 0;
    const begin = Math.min(from, start);
    const words = make(
      'span',
      { class: 'snippet', dir: 'auto' },
      begin > 0 ? '… ' : '',
      text.slice(begin, start),
      make('mark', {}, text.slice(start, end)),
      text.slice(end, Math.max(begin + SHOWN, end)),
    );
    const button = make(
      'button',
      { onclick: () => onGo(index) },
      make('span', { class: 'section', dir: 'auto' }, section),
      words,
    );
    const item = make('li', { 'aria-setsize': this.#total, 'aria-posinset': index + 1 }, button);
    item.dataset['index'] = String(index);
    return item;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const item = /** @type {HTMLElement} */ (event.target).closest('li');
    const page = Math.max(Math.floor(this.#frame.clientHeight / this.#row()) - 1, 1);
    const at = Number(item?.dataset['index']);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: this.#total - 1 }[
      event.key
    ];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const index = Math.min(Math.max(to, 0), this.#total - 1);
    this.showCurrent(index);
    this.#list.querySelector(`[data-index="${index}"] button`)?.dispatchEvent(new MouseEvent('click'));
    /** @type {HTMLElement | null} */ (this.#list.querySelector(`[data-index="${index}"] button`))?.focus({
      preventScroll: true,
    });
  }
}
