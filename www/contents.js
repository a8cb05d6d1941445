// The table of contents: links to the sections, the current one marked, with the matches in each while searching.

import { make } from './make.js';
import { settle } from './slices.js';

/** @typedef {import('./core.js').OutlineEntry} OutlineEntry */
/**
 * @typedef {object} ContentsParts
 * @property {import('./words.js').Say} say
 * @property {(section: number, event: MouseEvent) => void} onGo a link was followed; sections are counted in document order
 */

export class Contents {
  element;
  #parts;
  /** @type {{ link: HTMLAnchorElement, count: HTMLElement }[]} */
  #rows = [];
  #current = -1;

  /** @param {ContentsParts} parts */
  constructor(parts) {
    this.#parts = parts;
    this.element = make('nav', { part: 'contents', id: 'contents', 'aria-label': parts.say('contents') });
  }

  /** @param {OutlineEntry[]} outline */
  set(outline) {
    this.#rows = [];
    this.#current = -1;
    this.element.replaceChildren(...(outline.length ? [this.#list(outline)] : []));
  }

  /** @param {Uint32Array | undefined} counts matches per section, in document order */
  showCounts(counts) {
    for (const [section, { count }] of this.#rows.entries()) {
      const matches = counts?.[section] ?? 0;
      count.textContent = matches ? String(matches) : '';
      count.title = matches ? this.#parts.say('matches', { count: matches }) : '';
    }
  }

  /** @param {number} section counted in document order; -1 for none */
  showCurrent(section) {
    if (section === this.#current) return;
    this.#rows[this.#current]?.link.removeAttribute('aria-current');
    this.#current = section;
    const link = this.#rows[section]?.link;
    if (!link) return;
    link.setAttribute('aria-current', 'location');
    this.showPlace();
  }

  /** Scrolls the list to the current section. */
  showPlace() {
    // Again for some frames, since what comes into view is of another height than was guessed.
    settle(() => {
      const list = this.element.firstElementChild;
      const link = this.#rows[this.#current]?.link;
      if (!link || !list) return;
      // By hand: scrollIntoView would move the page too.
      const { top, bottom } = link.getBoundingClientRect();
      const frame = list.getBoundingClientRect();
      if (top < frame.top || bottom > frame.bottom) list.scrollTop += top - frame.top - frame.height / 3;
    });
  }

  /**
   * @param {OutlineEntry[]} entries
   * @returns {HTMLOListElement}
   */
  #list(entries) {
    const { onGo } = this.#parts;
    const rows = entries.map(({ id, title, children }) => {
      const section = this.#rows.length;
      const count = make('span', { class: 'count' });
      const name = make('span', { dir: 'auto' }, title);
      const link = make(
        'a',
        { href: `#${encodeURIComponent(id)}`, onclick: (/** @type {MouseEvent} */ event) => onGo(section, event) },
        name,
        count,
      );
      this.#rows.push({ link, count });
      return make('li', {}, link, ...(children.length ? [this.#list(children)] : []));
    });
    return make('ol', {}, ...rows);
  }
}
