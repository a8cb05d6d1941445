// Several texts at once: lists them, searches them as one, and says which one was chosen.

import { make } from './make.js';

/** @typedef {import('./core.js').PilcrowLibrary} PilcrowLibrary */

/** Passages shown for a query: who wants more asks for less. */
const SHOWN = 50;

/**
 * @typedef {object} ShelfParts
 * @property {HTMLDialogElement} dialog holds a search field, a list, and a button to close it
 * @property {HTMLElement} opener the button that shows it again
 * @property {PilcrowLibrary} library
 * @property {(text: string, query: string) => void} onOpen a text was chosen, and what it was found by
 */

export class Shelf {
  #parts;
  #field;
  #list;
  /** @type {Map<string, string>} the texts by the names of their files */
  #texts = new Map();

  /** @param {ShelfParts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { dialog, opener } = parts;
    this.#field = /** @type {HTMLInputElement} */ (dialog.querySelector('input'));
    this.#list = /** @type {HTMLElement} */ (dialog.querySelector('ul'));
    this.#field.addEventListener('input', () => this.#fill());
    opener.addEventListener('click', () => this.show());
    dialog.querySelector('.cancel')?.addEventListener('click', () => dialog.close());
  }

  /** The number of texts. */
  get size() {
    return this.#texts.size;
  }

  /**
   * Adds texts; one of a name that is there takes its place.
   * @param {{ name: string, text: string }[]} texts
   */
  add(texts) {
    for (const { name, text } of texts) this.#texts.set(name, text);
    this.#parts.library.addAll(texts.map(({ name, text }) => ({ id: name, text })));
    this.#fill();
  }

  show() {
    this.#fill();
    this.#parts.opener.hidden = false;
    this.#parts.dialog.showModal();
    this.#field.focus();
  }

  #fill() {
    const query = this.#field.value.trim();
    if (!query) return this.#list.replaceChildren(...[...this.#texts.keys()].map((name) => this.#row(name, '')));
    const { hits } = this.#parts.library.search(query, { limit: SHOWN });
    this.#list.replaceChildren(...hits.map(({ id, snippet }) => this.#row(id, snippet)));
  }

  /** @param {string} name @param {string} snippet */
  #row(name, snippet) {
    const { dialog, onOpen } = this.#parts;
    const open = () => {
      dialog.close();
      onOpen(this.#texts.get(name) ?? '', this.#field.value.trim());
    };
    const words = snippet ? [make('span', { dir: 'auto' }, snippet)] : [];
    return make('li', {}, make('button', { type: 'button', onclick: open }, make('b', { dir: 'auto' }, name), ...words));
  }
}
