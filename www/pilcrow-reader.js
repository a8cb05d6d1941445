// The element `<pilcrow-reader>`, as a page sees it: its attributes, properties and methods, and its comings and goings.

import { Reader } from './reader.js';

const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/**
 * A text, set as an article, with a table of contents and a search.
 *
 * The text comes from `src`, from the `text` property, from a file through `open()`, or from the element's own content,
 * which stays readable without JavaScript. It is set in the page's own tree, in an `<article class="pilcrow-text">`.
 *
 * @element pilcrow-reader
 * @attr {string} src - address of a text to open
 * @attr {string} lang - the language of the interface, where it is not that of what stands around the element
 * @attr {string} param - the parameter of the page's address that holds the query; none unless told
 * @attr {'auto' | 'light' | 'sepia' | 'dark' | 'contrast'} theme - `auto`, unless told, follows the system; what a person has set goes before
 *
 * @fires {CustomEvent<{ title: string, blocks: number }>} pilcrow-load - a text can be read and searched; of a long one
 *   the far parts are still being set
 * @fires {CustomEvent<{ blocks: number }>} pilcrow-settle - the whole text stands in the page, and its index is complete
 * @fires {CustomEvent<{ code: string, message: string, retryable: boolean }>} pilcrow-error - a text could not be opened;
 *   the one that was open stays
 * @fires {CustomEvent<{ query: string, total: number, marks: Uint32Array }>} pilcrow-search - a search was done; `marks`
 *   holds block, start and end of every match, in UTF-16 units of the block's text
 * @fires {CustomEvent<{ index: number, total: number, block: number }>} pilcrow-hit - the reader went to a match, counted from 0
 *
 * @fires {CustomEvent<{ theme: string }>} pilcrow-settings - a person's settings hold now; `theme` is `auto` or as above
 *
 * @slot - the text itself, where there is no `src`: a piece of a page, or text without elements, which may stand in a `<pre>`
 * @slot empty - shown while no text is open
 * @slot figure - pictures, set above the captions in the text's order, or above the caption whose number `data-figure` gives; those that
 *   have none, at the end
 * @slot start - at the start of the toolbar
 * @slot end - at the end of the toolbar
 *
 * @csspart toolbar - the bar above the text
 * @csspart contents - the table of contents
 * @csspart contents-button - opens the table of contents where there is no room beside the text
 * @csspart search - the search, with its parts `query`, `count`, `previous` and `next`
 * @csspart settings - the button for the reading settings
 * @csspart more - the button for what else can be done
 * @csspart pop-up - panels: the settings, the menu, a note
 * @csspart selection-bar - what can be done with a selected passage
 * @csspart source - the source beside the text
 * @csspart read-aloud - the controls of reading aloud
 * @csspart lightbox - a picture by itself
 * @csspart rail - marks beside the scrollbar
 * @csspart progress - how much is read, as a line
 * @csspart time-left - and in words
 * @csspart results - the list of all matches
 * @csspart help - what the keys do
 * @csspart message - what went wrong
 *
 * @cssprop --pilcrow-paper - behind the text
 * @cssprop --pilcrow-ink - the text
 * @cssprop --pilcrow-quiet - captions, bylines and other small matter
 * @cssprop --pilcrow-rule - hairlines
 * @cssprop --pilcrow-accent - kickers, the current section, focus
 * @cssprop --pilcrow-hit - behind a match
 * @cssprop --pilcrow-hit-now - behind the current match
 * @cssprop --pilcrow-face - the text's typeface
 * @cssprop --pilcrow-headline-face - that of headlines, headings and pull quotes
 * @cssprop --pilcrow-label-face - that of labels, captions and controls
 * @cssprop --pilcrow-size - the text's size
 * @cssprop --pilcrow-leading - its line height
 * @cssprop --pilcrow-measure - its greatest width
 *
 * @cssstate loading
 * @cssstate ready - the text has been read; "open" says whether there was one
 * @cssstate error - the last text could not be opened
 * @cssstate empty - no text is open, nor on its way
 * @cssstate beside - the source is shown beside the text
 * @cssstate open - a text is shown, whatever became of the last attempt
 */
export class PilcrowReader extends Base {
  static observedAttributes = ['src', 'lang'];

  #reader;

  constructor() {
    super();
    this.#reader = new Reader(this, this.attachInternals(), this.attachShadow({ mode: 'open' }));
  }

  connectedCallback() {
    if (!this.#reader.connect()) return;
    // A copy of a reader has been given what that one had set.
    this.querySelector('.pilcrow-text')?.remove();
    for (const name of Object.keys(this)) this.#upgrade(name);
    this.#reader.begin();
  }

  disconnectedCallback() {
    // An element that is moved is taken out and put in again within one task, and should notice nothing.
    queueMicrotask(() => {
      if (!this.isConnected) this.#reader.disconnect();
    });
  }

  /** Being moved by `moveBefore` changes nothing. */
  connectedMoveCallback() {}

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (now === before) return;
    if (name === 'src') this.#reader.take(now?.trim() ? { kind: 'src', src: now } : { kind: 'content' });
    else if (this.isConnected) this.#reader.speak();
  }

  /** The address of the text. */
  get src() {
    return this.getAttribute('src') ?? '';
  }

  set src(src) {
    this.setAttribute('src', src);
  }

  /** `auto`, `light`, `sepia`, `dark` or `contrast`. */
  get theme() {
    return this.getAttribute('theme') ?? 'auto';
  }

  set theme(theme) {
    this.setAttribute('theme', theme);
  }

  /** The parameter of the page's address that holds the query. */
  get param() {
    return this.getAttribute('param') ?? '';
  }

  set param(param) {
    this.setAttribute('param', param);
  }

  /** The text as it came. Setting it opens it; an empty one closes what is open. */
  get text() {
    return this.#reader.text;
  }

  set text(text) {
    this.#reader.take({ kind: 'text', text: String(text) });
  }

  /** What is being searched for. */
  get query() {
    return this.#reader.query;
  }

  set query(query) {
    this.#reader.query = String(query);
  }

  /**
   * How to search: `wholeWord`, `matchCase`, `matchAccents`, `substring` (letter by letter, also within words), `regex` (the query is a
   * regular expression; of the others, only `matchCase` is heeded then), all false unless told.
   */
  get searchOptions() {
    return this.#reader.options;
  }

  set searchOptions(options) {
    this.#reader.options = { ...options };
  }

  /** The document that is open, as the core gives it; it is freed with the next one. */
  get document() {
    return this.#reader.open?.document;
  }

  /**
   * Opens a file. What is no text, or empty, leaves in place what was open.
   * @param {Blob} file
   */
  open(file) {
    this.#reader.take({ kind: 'file', file });
  }

  /** Gives up opening the text that is coming; the one that was open stays. */
  cancel() {
    this.#reader.cancel();
  }

  /** Goes to the next match. */
  next() {
    this.#reader.step(1);
  }

  /** Goes to the previous match. */
  previous() {
    this.#reader.step(-1);
  }

  /**
   * Goes to a match.
   * @param {number} index counted from 0
   */
  toMatch(index) {
    this.#reader.goToMatch(index, true);
  }

  /** Puts the cursor into the search box. */
  focusSearch() {
    this.#reader.focusSearch();
  }

  /**
   * The element that holds a block's text.
   * @param {number} block
   */
  blockElement(block) {
    return this.#reader.open?.pane.element(block);
  }

  /** Properties set before the element was defined hide the real ones. @param {string} name */
  #upgrade(name) {
    if (!(name in PilcrowReader.prototype)) return;
    const value = Reflect.get(this, name);
    Reflect.deleteProperty(this, name);
    Reflect.set(this, name, value);
  }
}
