// Keeps small things from visit to visit in the browser's storage; where there is none, or it is full, nothing is kept and nothing breaks.

/** Texts whose places are kept, and queries: the last ones, so that a host's storage does not fill up. */
const PLACES = 100;
const QUERIES = 8;

/** A query longer than this was pasted, and is not worth keeping. */
const LONGEST_QUERY = 200;

/** Letters of a text that are looked at to know it again, in steps from all of it. */
const SAMPLE = 20_000;

export class Memory {
  #key;

  /** @param {string} key what is kept is kept under keys that begin with it */
  constructor(key) {
    this.#key = key;
  }

  /** What a person has set about how texts look. @returns {unknown} */
  get settings() {
    return this.#read('');
  }

  set settings(chosen) {
    this.#write('', chosen);
  }

  /** How fast texts are read aloud, and by which voice. @returns {[speed: number, voice: string]} */
  get voice() {
    const kept = this.#read('-voice');
    return /** @type {[number, string]} */ (Array.isArray(kept) ? kept : [1, '']);
  }

  set voice(chosen) {
    this.#write('-voice', chosen);
  }

  /** Earlier queries, the last one first. @returns {string[]} */
  get queries() {
    const kept = this.#read('-queries');
    return Array.isArray(kept) ? kept.filter(isQuery).slice(0, QUERIES) : [];
  }

  /** @param {string} query */
  addQuery(query) {
    if (!isQuery(query)) return;
    this.#write('-queries', [query, ...this.queries.filter((other) => other !== query)]);
  }

  /**
   * Where a text was left; undefined where it was not read, or to its beginning.
   * @param {string} text
   * @returns {number | undefined} an offset in the text, in UTF-16 units
   */
  placeIn(text) {
    const found = this.#places().find(([name]) => name === nameOf(text))?.[1];
    return found !== undefined && found < text.length ? found : undefined;
  }

  /** @param {string} text @param {number} place */
  keepPlace(text, place) {
    const name = nameOf(text);
    const others = this.#places().filter(([other]) => other !== name);
    this.#write('-places', (place > 0 ? [[name, place], ...others] : others).slice(0, PLACES));
  }

  /** @returns {[name: string, place: number][]} the last one first */
  #places() {
    const kept = this.#read('-places');
    if (!Array.isArray(kept)) return [];
    return kept.filter((pair) => typeof pair?.[1] === 'number');
  }

  /** @param {string} name @returns {unknown} */
  #read(name) {
    try {
      return JSON.parse(localStorage.getItem(this.#key + name) ?? 'null');
    } catch {
      // Forbidden, or not what this wrote.
      return undefined;
    }
  }

  /** @param {string} name @param {unknown} value undefined for nothing */
  #write(name, value) {
    try {
      if (value === undefined) localStorage.removeItem(this.#key + name);
      else localStorage.setItem(this.#key + name, JSON.stringify(value));
    } catch {
      // Forbidden or full: it holds until the page goes.
    }
  }
}

/** @param {unknown} query */
function isQuery(query) {
  return typeof query === 'string' && query.length <= LONGEST_QUERY;
}

/**
 * Tells texts apart without reading all of a long one.
 * @param {string} text
 */
function nameOf(text) {
  const step = Math.ceil(text.length / SAMPLE) || 1;
  let hash = text.length;
  for (let at = 0; at < text.length; at += step) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${text.length}-${hash}`;
}
