// Several texts at once: reads their files one after the other, lists them, searches them as one, and says which passage was chosen.

import { load, readyFor } from './core.js';
import { decode } from './decode.js';
import { bytesOf } from './fetch-bytes.js';
import { make } from './make.js';
import { turn } from './slices.js';
import { loadStems } from './stems.js';

/** Passages shown for a query: who wants more asks for less. */
const SHOWN = 50;

/** What is read of one file at most, in bytes, as the reader does it. */
const MOST = 64 * 1024 * 1024;

/** Letters that tell what a text is called, and what it is written in. */
const HEAD = 20_000;

/** @typedef {{ text: string, title: string, lang: string | undefined }} Text */

/**
 * @typedef {object} ShelfParts
 * @property {HTMLDialogElement} dialog holds a search field, a list, buttons, and the words of what is said, with places in braces
 * @property {HTMLElement[]} openers the buttons that show it again
 * @property {import('./pilcrow-reader.js').PilcrowReader} reader where a text that is chosen opens
 * @property {() => void} onOpen one was
 */

/** @param {ShelfParts} parts */
export async function makeShelf(parts) {
  return new Shelf(parts, await load());
}

class Shelf {
  #parts;
  #core;
  #library;
  #field;
  #list;
  #state;
  #stop;
  /** The texts by the names of their files. @type {Map<string, Text>} */
  #texts = new Map();
  /** What is still to be read. @type {{ name: string, file: File }[]} */
  #waiting = [];
  /** How many files came since all were read, and which of them are no texts. */
  #came = 0;
  /** @type {string[]} */
  #unread = [];
  /** What is said while nothing is searched for. */
  #told = '';

  /** @param {ShelfParts} parts @param {import('./core.js').Core} core */
  constructor(parts, core) {
    this.#parts = parts;
    this.#core = core;
    this.#library = core.library();
    const { dialog, openers } = parts;
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (dialog.querySelector(selector));
    this.#field = /** @type {HTMLInputElement} */ (find('input'));
    this.#list = find('ul');
    this.#state = find('.state');
    this.#stop = find('.stop');
    this.#field.addEventListener('input', () => this.#fill());
    for (const opener of openers) opener.addEventListener('click', () => this.show());
    this.#stop.addEventListener('click', () => {
      this.#waiting = [];
    });
    find('.cancel').addEventListener('click', () => dialog.close());
  }

  /** Reads files. One of a name that is there takes its place, but of those that come together, each has its own. @param {File[]} files */
  async add(files) {
    const isReading = this.#waiting.length > 0;
    const names = new Set();
    for (const file of files) {
      let { name } = file;
      for (let number = 2; names.has(name); number++) name = `${file.name} (${number})`;
      names.add(name);
      this.#waiting.push({ name, file });
    }
    this.#came += files.length;
    this.show();
    if (isReading) return;
    this.#stop.hidden = false;
    while (this.#waiting.length) {
      const { name, file } = this.#waiting[0];
      this.#state.textContent = this.#say('readingFiles', { at: this.#came - this.#waiting.length + 1, count: this.#came });
      // That is painted before the work begins.
      await turn();
      if (!(await this.#read(file, name))) this.#unread.push(name);
      this.#waiting.shift();
      this.#fill();
    }
    this.#stop.hidden = true;
    this.#told = this.#unread.length ? this.#say('unread', { names: this.#unread.join(', ') }) : '';
    this.#came = 0;
    this.#unread = [];
    this.#fill();
  }

  show() {
    const { dialog, openers } = this.#parts;
    this.#fill();
    for (const opener of openers) opener.hidden = false;
    if (!dialog.open) dialog.showModal();
    this.#field.focus();
  }

  /** @param {File} file @param {string} name @returns {Promise<boolean>} whether it is a text */
  async #read(file, name) {
    try {
      const { bytes } = await bytesOf(file, MOST);
      const { text } = await decode(bytes);
      if (!text?.trim()) return false;
      await readyFor(text);
      const head = this.#core.read(text.slice(0, HEAD));
      const title = head.outline[0]?.title ?? '';
      const { lang } = head;
      head.free();
      this.#library.add({ id: name, text });
      this.#texts.set(name, { text, title, lang });
      // Other forms of its words are found once they are there; where they cannot be had, the search does without.
      if (lang)
        loadStems({ lang }).then(
          () => this.#fill(),
          () => {},
        );
      return true;
    } catch {
      this.#refill();
      return false;
    }
  }

  /** A library in which the core has failed is lost, and is made anew of what it held. */
  #refill() {
    this.#library = this.#core.library();
    this.#library.addAll(Array.from(this.#texts, ([id, { text }]) => ({ id, text })));
  }

  #fill() {
    const query = this.#field.value.trim();
    const { hits, total } = query ? this.#search(query) : { hits: [], total: 0 };
    const rows = query
      ? hits.map(({ id, snippet, block }) => make('li', {}, this.#opening(id, this.#marked(snippet, query, id), block)))
      : Array.from(this.#texts, ([name, { title }]) => make('li', {}, this.#opening(name, [title], 0), this.#removing(name)));
    this.#list.replaceChildren(...rows);
    // While files are being read, that is said.
    if (!this.#stop.hidden) return;
    const told = this.#told || (this.#texts.size ? '' : this.#say('noTexts'));
    this.#state.textContent = query ? this.#say('passages', { count: total }) : told;
  }

  /** @param {string} query */
  #search(query) {
    const options = { limit: SHOWN };
    try {
      const { hits, total } = this.#library.search(query, options);
      // Copied: how they read is worked out when it is first looked at, which may fail as well.
      return { hits: hits.map((hit) => ({ ...hit })), total };
    } catch {
      this.#refill();
      return this.#library.search(query, options);
    }
  }

  /**
   * A passage's words with what the query finds in them marked. A hit's ranges are those of the whole passage; so the words are read as a
   * text of their own and searched.
   * @param {string} words
   * @param {string} query
   * @param {string} name of their text
   */
  #marked(words, query, name) {
    const read = this.#core.read(words, { format: 'plain' });
    const { marks } = read.search(query, { limit: 0, lang: this.#texts.get(name)?.lang });
    /** @type {(Node | string)[]} */
    const parts = [];
    let end = 0;
    for (let at = 0; at < marks.length; at += 3) {
      const source = read.sourceOf(marks[at], marks[at + 1], marks[at + 2]);
      const [from, to] = [source[0][0], source[source.length - 1][1]];
      parts.push(words.slice(end, from), make('mark', {}, words.slice(from, to)));
      end = to;
    }
    read.free();
    return [...parts, words.slice(end)];
  }

  /** @param {string} name @param {(Node | string)[]} words @param {number} block */
  #opening(name, words, block) {
    const open = () => {
      this.#parts.dialog.close();
      this.#open(name, block);
    };
    return make(
      'button',
      { type: 'button', onclick: open },
      make('b', { dir: 'auto' }, name),
      make('span', { dir: 'auto' }, ...words),
    );
  }

  /** Opens a text at what the query finds in it from a block on. @param {string} name @param {number} block */
  #open(name, block) {
    const { reader, onOpen } = this.#parts;
    const query = this.#field.value.trim();
    const goThere = (/** @type {Event} */ event) => {
      const { marks } = /** @type {CustomEvent<{ marks: Uint32Array }>} */ (event).detail;
      reader.toMatch(marks.findIndex((found, at) => at % 3 === 0 && found >= block) / 3);
    };
    const search = () => {
      reader.addEventListener('pilcrow-search', goThere, { once: true });
      reader.query = query;
    };
    onOpen();
    // A query belongs to the text that it was asked of: this one gets its own once it is there.
    if (query) reader.addEventListener('pilcrow-load', search, { once: true });
    reader.text = this.#texts.get(name)?.text ?? '';
  }

  /** @param {string} name */
  #removing(name) {
    const label = this.#say('takeOff', { name });
    const remove = () => {
      this.#library.remove(name);
      this.#texts.delete(name);
      this.#told = '';
      this.#fill();
      this.#field.focus();
    };
    return make('button', { type: 'button', class: 'remove', 'aria-label': label, title: label, onclick: remove }, '×');
  }

  /** @param {string} words the dialog has them @param {Record<string, string | number>} [values] */
  #say(words, values = {}) {
    const said = this.#parts.dialog.querySelector(`[data-words=${words}]`)?.textContent ?? '';
    return said.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      // A file's name may run the other way.
      return typeof value === 'number' ? value.toLocaleString(document.documentElement.lang) : `\u2068${value}\u2069`;
    });
  }
}
