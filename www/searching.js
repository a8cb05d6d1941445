// The search in the text that is open: what was found last, and which of the matches one is at.

/** What a search finds that asks for nothing. */
const NO_MATCHES = new Uint32Array();

/**
 * @typedef {object} SearchingParts
 * @property {import('./core.js').PilcrowDocument} document
 * @property {import('./marks.js').Marks} marks holds the matches
 * @property {import('./words.js').Say} say
 * @property {(query: string, sections: Uint32Array | undefined, why: string) => void} onFound `sections`: how many matches each has;
 *   `why` what was found is not all
 */

export class Searching {
  /** The match that one is at; -1 for none. */
  current = -1;
  #parts;
  /** The block that one was reading when the search began, or has gone to since. */
  #anchor = 0;
  /** A search that takes its time: what comes next ends it. */
  #seeking = new AbortController();

  /** @param {SearchingParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {string} query
   * @param {import('./results.js').Options} options
   * @param {number} block the one that is being read
   */
  search(query, { regex, ...options }, block) {
    this.#seeking.abort();
    if (this.current < 0) this.#anchor = block;
    if (query && regex) return this.#seek(query, options.matchCase);
    const { document, say } = this.#parts;
    let found;
    let why = '';
    try {
      // Copied, so that all that is worked out when it is first looked at, which may fail as well, is worked out here.
      found = query ? { ...document.search(query, { ...options, limit: 0 }) } : undefined;
    } catch {
      why = say('failed');
    }
    this.#take(query, found, why);
  }

  /** Goes to a match. @param {number} index */
  goTo(index) {
    this.current = index;
    [this.#anchor] = this.#parts.marks.at(index);
  }

  /** What is being looked for is not wanted any more. */
  close() {
    this.#seeking.abort();
  }

  /**
   * Looks for a regular expression, until another search or text calls it off; what was found before stays till then.
   * @param {string} query
   * @param {boolean | undefined} matchCase
   */
  async #seek(query, matchCase) {
    this.#seeking = new AbortController();
    const { signal } = this.#seeking;
    const { document, say } = this.#parts;
    let found;
    let why = '';
    try {
      const { searchPattern } = await import('./patterns.js');
      signal.throwIfAborted();
      found = await searchPattern(document, query, { matchCase, limit: 0, signal });
      if (!found.complete) why = say('stopped');
    } catch (error) {
      const { reason } = /** @type {{ reason?: string }} */ (error);
      why = reason ? say('badPattern', { reason }) : say(error instanceof RangeError ? 'riskyPattern' : 'noTools');
    }
    if (!signal.aborted) this.#take(query, found, why);
  }

  /**
   * @param {string} query
   * @param {{ marks: Uint32Array, sections: Uint32Array } | undefined} found
   * @param {string} why
   */
  #take(query, found, why) {
    const { marks, onFound } = this.#parts;
    marks.set(found?.marks ?? NO_MATCHES);
    const total = marks.length;
    // From where one began to search, as the browsers do it; from the top when there is none below.
    this.current = total ? marks.firstFrom(this.#anchor) % total : -1;
    onFound(query, found?.sections, why);
  }
}
