// The element `<pilcrow-reader>`: opens a text, sets it, and ties together the parts, which do not know each other.

import { Contents } from './contents.js';
import { load } from './core.js';
import { Finder } from './finder.js';
import { iconButton, make } from './make.js';
import { Marks } from './marks.js';
import { Notice } from './notice.js';
import { chromeRules, textRules } from './reader.css.js';
import { inSlices, turn } from './slices.js';
import { ENGLISH, languageAround, languageOf, withWords } from './words.js';

/** @typedef {import('./core.js').OutlineEntry} OutlineEntry */
/** @typedef {import('./core.js').PilcrowDocument} PilcrowDocument */
/** @typedef {{ kind: 'content' } | { kind: 'src', src: string } | { kind: 'text', text: string } | { kind: 'file', file: Blob }} Origin where a text comes from */
/** @typedef {{ marks: Uint32Array, sections: Uint32Array }} Found what a search found: every match, and how many in each section */

/** What is read in one piece at most, in bytes or UTF-16 units: beyond it, memory runs out on phones. */
const MOST = 64 * 1024 * 1024;

/** How long a text may be coming before that is said, and can be called off, in milliseconds. */
const SLOW = 1000;

/** What a search finds that asks for nothing. */
const NO_MATCHES = new Uint32Array();

/** Where a person's settings are kept, for all readers of a site; the keys of what else is kept begin with it. */
const STORED = 'pilcrow-reader';

/** How long a selection must rest before something is offered for it, in milliseconds. */
const SELECTED = 250;

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
 * @slot - the text itself, as source, where there is no `src`
 * @slot empty - shown while no text is open
 * @slot figure - pictures, set above the captions in the text's order, or above the caption whose number `data-figure` gives
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
 * @cssstate ready
 * @cssstate error - the last text could not be opened
 * @cssstate empty
 * @cssstate beside - the source is shown beside the text
 * @cssstate open - a text is shown, whatever became of the last attempt
 */
export class PilcrowReader extends Base {
  static observedAttributes = ['src', 'lang'];

  #internals;
  #language = ENGLISH;
  /** The language that is being fetched, or has been. */
  #spoken = Promise.resolve(ENGLISH);
  #parts;
  #marks = new Marks();
  #current = -1;
  /** Where the reader was when a search began. */
  #anchor = 0;
  /** Watches the toolbar, which has no height while the reader is hidden: shown again, it may be read elsewhere. */
  #barHeight = new ResizeObserver(() => {
    this.#measure();
    this.#onView();
  });

  /** @type {Origin} */
  #origin = { kind: 'content' };
  /** The load that is under way, or has just been done: a newer one ends it. */
  #job = new AbortController();
  /** @type {PilcrowDocument | undefined} */
  #document;
  /** @type {OutlineEntry[]} */
  #sections = [];
  /** @type {HTMLElement | undefined} */
  #article;
  /** @type {import('./text-pane.js').TextPane | undefined} */
  #pane;
  /** Whether the text has notes. */
  #hasNotes = false;
  /** Whether all of the text stands in the page. */
  #isSet = false;

  /** @type {import('./tools.js').Tools | undefined} */
  #tools;
  /** The fetching of the tools, once one was asked for. @type {Promise<import('./tools.js').Tools | undefined> | undefined} */
  #fetching;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #selecting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  /** How to search. @type {import('./results.js').Options} */
  #options = {};
  /** A search that takes its time: what comes next ends it. */
  #seeking = new AbortController();
  /** The ways about the text, once they are fetched. @type {import('./bearings.js').Bearings | undefined} */
  #bearings;

  constructor() {
    super();
    this.#internals = this.attachInternals();
    this.attachShadow({ mode: 'open' });
    this.#parts = this.#makeParts();
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener('click', this.#onClick);
  }

  /** Makes the parts, in the words of the interface's language. Another language makes them anew. */
  #makeParts() {
    const { lang, dir, say } = this.#language;
    const finder = new Finder({
      say,
      onQuery: () => this.#search(),
      onStep: (by) => this.#step(by),
      onList: () => this.#bearings?.toggleResults(),
    });
    const contents = new Contents({ say, onGo: (section, event) => this.#follow(section, event) });
    const notice = new Notice(say);
    const toggle = iconButton(say('contents'), 'contents', () => this.#openContents(toggle.ariaExpanded !== 'true'), {
      className: 'toggle',
      part: 'contents-button',
      'aria-expanded': 'false',
      'aria-controls': 'contents',
    });
    const tool = (/** @type {'settings' | 'more'} */ name) => {
      const press = async () => (await this.#useTools())?.press(name, button);
      const button = iconButton(say(name), name, press, {
        className: name,
        part: name,
        'aria-haspopup': 'dialog',
        'aria-expanded': 'false',
      });
      return button;
    };
    const bar = make(
      'div',
      { className: 'bar', part: 'toolbar' },
      slot('start'),
      toggle,
      finder.element,
      tool('settings'),
      tool('more'),
      slot('end'),
    );
    const top = make(
      'div',
      { className: 'top', lang, dir },
      bar,
      notice.element,
      notice.live,
      make('div', { className: 'progress' }),
    );
    const columns = make(
      'div',
      { className: 'columns', lang, dir },
      contents.element,
      make('div', { className: 'text' }, slot('text')),
    );
    const waiting = make('div', { className: 'waiting', lang, dir, 'aria-hidden': 'true' }, say('loading'));
    const figures = make('slot', { name: 'figure', hidden: true, onslotchange: () => this.#setFigures() });
    const source = make('div', { className: 'source' }, slot(''));
    this.shadowRoot?.replaceChildren(top, columns, waiting, slot('empty'), figures, source);
    this.#barHeight.disconnect();
    this.#barHeight.observe(top);
    this.#dropBearings();
    return { finder, contents, notice, toggle, top };
  }

  get #say() {
    return this.#language.say;
  }

  /** Takes on the language of the page around, once its words are there. */
  async #speak() {
    const spoken = languageOf(languageAround(this));
    this.#spoken = spoken;
    const language = await spoken;
    // A later call has the say.
    if (this.#spoken !== spoken || language.lang === this.#language.lang) return;
    this.#language = language;
    this.#dropTools();
    if (hasSettings()) this.#useTools();
    const { query } = this;
    this.#parts = this.#makeParts();
    this.#parts.finder.query = query;
    if (!this.#document) return;
    this.#showContents(this.#document.outline);
    this.#search();
    this.#onView();
    this.#equip();
    this.#takeBearings();
  }

  connectedCallback() {
    this.#speak();
    adopt(this.ownerDocument, /** @type {ShadowRoot} */ (this.shadowRoot), chromeRules);
    adopt(this.ownerDocument, /** @type {Document | ShadowRoot} */ (this.getRootNode()), textRules);
    document.addEventListener('selectionchange', this.#onSelection);
    addEventListener('beforeprint', this.#onPrint);
    if (hasSettings()) this.#useTools();
    if (this.#document) return;
    // A copy of a reader has been given what that one had set.
    this.querySelector('.pilcrow-text')?.remove();
    for (const name of /** @type {const} */ (['src', 'text', 'theme', 'query'])) this.#upgrade(name);
    this.#begin();
  }

  disconnectedCallback() {
    // An element that is moved is taken out and put in again within one task, and should notice nothing.
    queueMicrotask(() => {
      if (this.isConnected) return;
      document.removeEventListener('selectionchange', this.#onSelection);
      removeEventListener('beforeprint', this.#onPrint);
      this.#job.abort();
      this.#close();
      this.#dropTools();
      this.#dropBearings();
      this.#become('empty');
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
    if (name === 'src') this.#origin = now === null ? { kind: 'content' } : { kind: 'src', src: now };
    if (!this.isConnected) return;
    if (name === 'src') this.#begin();
    else this.#speak();
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
    return this.#text;
  }

  set text(text) {
    this.#take({ kind: 'text', text: String(text) });
  }

  #text = '';

  /** What is being searched for. */
  get query() {
    return this.#parts.finder.query;
  }

  set query(query) {
    this.#parts.finder.query = String(query);
    this.#search();
  }

  /**
   * How to search: `wholeWord`, `matchCase`, `matchAccents`, `substring` (letter by letter, also within words), `regex` (the query is a
   * regular expression; of the others, only `matchCase` is heeded then), all false unless told.
   */
  get searchOptions() {
    return this.#options;
  }

  set searchOptions(options) {
    this.#options = { ...options };
    this.#search();
  }

  /** The document that is open, as the core gives it; it is freed with the next one. */
  get document() {
    return this.#document;
  }

  /**
   * Opens a file. What is no text, or empty, leaves in place what was open.
   * @param {Blob} file
   */
  open(file) {
    this.#take({ kind: 'file', file });
  }

  /** Gives up opening the text that is coming; the one that was open stays. */
  cancel() {
    if (!this.#internals.states.has('loading')) return;
    this.#job.abort();
    this.#become(this.#article ? 'ready' : 'empty');
  }

  /** Goes to the next match. */
  next() {
    this.#step(1);
  }

  /** Goes to the previous match. */
  previous() {
    this.#step(-1);
  }

  /** Puts the cursor into the search box. */
  focusSearch() {
    this.#parts.finder.focus();
  }

  /**
   * The element that holds a block's text.
   * @param {number} block
   */
  blockElement(block) {
    return this.#pane?.element(block);
  }

  /** Properties set before the element was defined hide the real ones. @param {'src' | 'text' | 'theme' | 'query'} name */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    Reflect.deleteProperty(this, name);
    this[name] = value;
  }

  /** @param {Origin} origin */
  #take(origin) {
    this.#origin = origin;
    if (this.isConnected) this.#begin();
  }

  /** Opens the origin's text. A later call, or the element's removal, ends an earlier one at its next step. */
  async #begin() {
    this.#job.abort();
    this.#job = new AbortController();
    const { signal } = this.#job;
    const origin = this.#origin;
    try {
      this.#become('loading');
      // An element that is upgraded, or given several properties, begins several times in one task: the last one counts.
      await this.#spoken;
      if (signal.aborted) return;
      const coming = this.#textOf(origin, signal);
      // Made ready meanwhile; whether it can be had is asked again once there is a text.
      if (origin.kind === 'src' || origin.kind === 'file') setting().catch(() => {});
      const text = await coming;
      if (signal.aborted) return;
      if (text === undefined) return this.#showNothing();
      await this.#show(text, signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(error, origin);
    }
  }

  /**
   * The text of an origin; undefined where there is none to be had, and none was asked for.
   * @param {Origin} origin
   * @param {AbortSignal} signal
   */
  async #textOf(origin, signal) {
    if (origin.kind === 'text') {
      if (origin.text.length > MOST) throw new OpeningError('too-big');
      return origin.text || undefined;
    }
    if (origin.kind === 'content') {
      // While a page is being parsed, an element begins before its content is there.
      if (document.readyState === 'loading') {
        await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true, signal }));
      }
      const own = [...this.childNodes].filter((node) => !(node instanceof Element && (node.slot || node.hasAttribute('slot'))));
      const text = own.map((node) => node.textContent).join('');
      return text.trim() ? text : undefined;
    }
    const { decode, fetchBytes } = await opening();
    const percent = new Intl.NumberFormat(this.#language.lang, { style: 'percent' });
    const onPart = (/** @type {number} */ part) => this.#parts.notice.showPart(percent.format(part));
    const { bytes, charset } =
      origin.kind === 'src' ? await fetchBytes(origin.src, MOST, signal, onPart) : await bytesOf(origin.file);
    const { text } = await decode(bytes, charset);
    if (text === undefined) throw new OpeningError('not-text');
    if (!text.trim()) throw new OpeningError('empty');
    return text;
  }

  /**
   * @param {string} text
   * @param {AbortSignal} signal
   */
  async #show(text, signal) {
    /** @type {PilcrowDocument} */
    let opened;
    /** @type {Awaited<ReturnType<typeof setting>>} */
    let set;
    try {
      set = await setting();
      // The message that a text is coming gets painted before the work begins.
      await turn();
      if (signal.aborted) return;
      opened = await set.readInSteps(text, { pause: turn, signal });
    } catch (cause) {
      if (signal.aborted) return;
      this.#showRaw(text);
      throw new OpeningError('engine', { cause });
    }
    if (opened.length === 0) {
      opened.free();
      throw new OpeningError('empty');
    }
    // What a person has set holds before the text is seen.
    await this.#fetching;
    if (signal.aborted) return opened.free();
    // A query belongs to the text that it was asked of, or to the first one to come.
    const query = this.#document ? '' : this.query || (new URLSearchParams(location.search).get(this.param) ?? '');
    this.#close();
    this.#document = opened;
    this.#text = text;
    const article = this.#newArticle();
    this.#sections = inOrder(opened.outline);
    this.#showContents(opened.outline);
    const ids = this.#idsFor(this.#sections);
    const pane = new set.TextPane({
      article,
      length: opened.length,
      letters: text.length,
      blocks: (from, to) => opened.blocks(from, to),
      set: (blocks) => {
        this.#hasNotes ||= blocks.some(({ kind }) => kind === 'footnote');
        return set.setBlocks(blocks, (block) => ids.get(block));
      },
      // Where the whole reader is out of sight, so is its toolbar, which comes along.
      clear: () => [Math.max(this.#barEnd(), 0), this.#bearings?.floor() ?? innerHeight],
      onView: () => this.#onView(),
    });
    this.#pane = pane;
    pane.fillNext();
    // The text's own way to run, whichever way the page around and the interface do.
    article.dir = opened.blocks(0, 24).find(({ dir }) => dir)?.dir ?? 'ltr';
    if (opened.lang) article.lang = opened.lang;
    this.append(article);
    this.#tools?.openText();
    this.#measure();
    this.#become('ready');
    const title = this.#sections[0]?.title ?? '';
    this.#parts.notice.announce(this.#say(title ? 'opened' : 'openedUntitled', { title }));
    if (query) this.query = query;
    this.#goToFragment();
    this.#tell('pilcrow-load', { title, blocks: opened.length });
    this.#takeBearings();

    if (!(await inSlices(() => pane.fillNext(), signal))) return;
    this.#isSet = true;
    this.#bearings?.layOut();
    await this.#equip();
    // What fails here, the first search tries again, and tells of.
    if (!(await inSlices(() => opened.indexFor(4), signal).catch(() => true))) return;
    this.#tell('pilcrow-settle', { blocks: opened.length });
  }

  /** A text of one section has no use for a table of contents. @param {OutlineEntry[]} outline */
  #showContents(outline) {
    const hasContents = this.#sections.length > 1;
    this.#parts.contents.set(hasContents ? outline : []);
    this.#parts.toggle.hidden = !hasContents;
  }

  /** Without the core, the words at least. @param {string} text */
  #showRaw(text) {
    this.#close();
    this.#text = text;
    const article = this.#newArticle();
    article.append(make('pre', { className: 'raw', dir: 'auto' }, text));
    this.append(article);
  }

  #showNothing() {
    this.#close();
    this.#become('empty');
  }

  #newArticle() {
    // It takes the keyboard's focus when it is clicked, so that the reader's keys work from there.
    this.#article = make('article', { className: 'pilcrow-text', slot: 'text', tabIndex: -1 });
    return this.#article;
  }

  /** Gives back all that the open text holds. */
  #close() {
    this.#seeking.abort();
    this.#bearings?.closeText();
    this.#pane?.close();
    this.#article?.remove();
    this.#document?.free();
    this.#pane = this.#article = this.#document = undefined;
    this.#tools?.closeText();
    this.#isSet = this.#hasNotes = false;
    this.#sections = [];
    this.#text = '';
    this.#current = -1;
    this.#marks.clear();
    const { finder, contents } = this.#parts;
    finder.query = '';
    finder.show(0, 0);
    finder.explain('');
    contents.set([]);
    contents.showCounts(undefined);
    this.#openContents(false);
  }

  /**
   * @param {unknown} error
   * @param {Origin} origin
   */
  #fail(error, origin) {
    const { code = 'unknown', retryable = false } = /** @type {{ code?: string, retryable?: boolean }} */ (error);
    const name =
      origin.kind === 'src' ? origin.src : origin.kind === 'file' && origin.file instanceof File ? origin.file.name : '';
    const message = this.#parts.notice.describe(code, name);
    this.#become(code === 'empty' && !this.#article ? 'empty' : 'error');
    this.#parts.notice.show(message, retryable ? () => this.#begin() : undefined);
    this.#tell('pilcrow-error', { code, message, retryable });
  }

  /** @param {'loading' | 'ready' | 'error' | 'empty'} state */
  #become(state) {
    const { states } = this.#internals;
    for (const other of ['loading', 'ready', 'error', 'empty']) states.delete(other);
    states.add(state);
    if (this.#article) states.add('open');
    else states.delete('open');
    this.#internals.ariaBusy = String(state === 'loading');
    this.#parts.notice.hide();
    clearTimeout(this.#waiting);
    if (state !== 'loading') return;
    this.#waiting = setTimeout(() => this.#parts.notice.show(this.#say('loading'), () => this.cancel(), 'cancel'), SLOW);
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /**
   * The ids that headings get, by block. Another element may bear one already: another reader with the same text.
   * @param {OutlineEntry[]} sections
   */
  #idsFor(sections) {
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    // A host's element of that name would stand before the document's own method.
    const { prototype } = root.nodeType === Node.DOCUMENT_NODE ? Document : DocumentFragment;
    const free = (/** @type {string} */ id) => (prototype.getElementById.call(root, id) ? undefined : id);
    return new Map(sections.map(({ id, block }) => [block, free(id)]));
  }

  // Tools, which are fetched with the first use of one.

  /** The tools; undefined where they cannot be fetched, which is said, and where they are not wanted any more. */
  #useTools() {
    this.#fetching ??= this.#fetchTools();
    const fetching = this.#fetching;
    return fetching.then((tools) => (fetching === this.#fetching ? tools : undefined));
  }

  async #fetchTools() {
    try {
      const [{ Tools }] = await Promise.all([import('./tools.js'), withWords('tools')]);
      this.#tools ??= new Tools(this.#lent());
      return this.#tools;
    } catch {
      this.#fetching = undefined;
      this.#parts.notice.show(this.#say('noTools'));
      return undefined;
    }
  }

  #dropTools() {
    this.#tools?.close();
    this.#tools = this.#fetching = undefined;
  }

  /**
   * What the tools, and the ways about the text, need of the reader.
   * @returns {import('./tools.js').Reading & import('./bearings.js').Reader}
   */
  #lent() {
    const root = /** @type {ShadowRoot} */ (this.shadowRoot);
    return {
      host: this,
      root,
      states: this.#internals.states,
      key: STORED,
      language: this.#language,
      marks: this.#marks,
      adopt: (rules, inText) =>
        adopt(this.ownerDocument, inText ? /** @type {Document | ShadowRoot} */ (this.getRootNode()) : root, rules),
      announce: (words) => this.#parts.notice.announce(words),
      show: (words) => this.#parts.notice.show(words),
      tell: (name, detail) => this.#tell(name, detail),
      open: () => {
        const [document, article, sections] = [this.#document, this.#article, this.#sections];
        const title = sections[0]?.title ?? '';
        return document && article && { document, article, sections, title, text: this.#text, isSet: this.#isSet };
      },
      element: (block) => this.#pane?.element(block),
      range: (block, start, end) => this.#pane?.range(block, start, end),
      topBlock: () => this.#topBlock(),
      sectionOf: (block) => this.#sectionOf(block),
      reveal: (block, start, end) => this.#reveal(block, start, end),
      goTo: (block, quietly) => {
        this.#goToBlock(block);
        if (!quietly) this.#focusBlock(block);
      },
      current: () => this.#current,
      goToMatch: (index, quietly) => {
        this.#goToMatch(index);
        if (!quietly) this.#focusHit();
      },
      scrollBy: (top) => this.#pane?.scrollBy(top),
      vertical: () => this.#tools?.vertical,
      toggleContents: () => this.#parts.toggle.click(),
      press: (key) => this.#bearings?.press(key),
      keepPlace: (change) => this.#keepPlace(change),
    };
  }

  /** Notes and pictures, of a text that has some. */
  async #equip() {
    if (this.#hasNotes) await (await this.#useTools())?.linkNotes();
    await this.#setFigures();
  }

  async #setFigures() {
    const given = [...this.querySelectorAll(':scope > [slot=figure]')];
    if (this.#document && (given.length || this.#tools)) (await this.#useTools())?.setFigures(given);
  }

  /** Changes how the text is laid out, and keeps what one is reading where it is. @param {() => void} change */
  #keepPlace(change) {
    const element = this.#pane?.element(this.#topBlock());
    const before = element?.getBoundingClientRect().top ?? 0;
    change();
    this.#measure();
    if (!element) return;
    if (this.#tools?.vertical) this.#tools.vertical.bring(() => element.getBoundingClientRect());
    else this.#pane?.scrollBy(element.getBoundingClientRect().top - before);
    this.#onView();
  }

  #onSelection = () => {
    clearTimeout(this.#selecting);
    this.#selecting = setTimeout(async () => {
      const selection = document.getSelection();
      const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : undefined;
      const isOurs = range && this.#document && this.#article?.contains(range.commonAncestorContainer);
      if (isOurs) (await this.#useTools())?.showSelection(range);
      else this.#tools?.showSelection(undefined);
    }, SELECTED);
  };

  #onPrint = () => {
    while (this.#pane?.fillNext());
  };

  // Search.

  #search() {
    const { query } = this.#parts.finder;
    const open = query ? this.#document : undefined;
    this.#seeking.abort();
    if (this.#current < 0) this.#anchor = this.#topBlock();
    const { regex, ...options } = this.#options;
    if (open && regex) return this.#seek(open, query, options.matchCase);
    /** @type {Found | undefined} */
    let found;
    let why = '';
    try {
      // Copied, so that all that is worked out when it is first looked at, which may fail as well, is worked out here.
      found = open && { ...open.search(query, { ...options, limit: 0 }) };
    } catch {
      why = this.#say('failed');
    }
    this.#showFound(query, found, why);
  }

  /**
   * Looks for a regular expression, until another search or text calls it off; what was found before stays till then.
   * @param {PilcrowDocument} open
   * @param {string} query
   * @param {boolean | undefined} matchCase
   */
  async #seek(open, query, matchCase) {
    this.#seeking = new AbortController();
    const { signal } = this.#seeking;
    /** @type {Found | undefined} */
    let found;
    let why = '';
    try {
      const { searchPattern } = await import('./patterns.js');
      signal.throwIfAborted();
      const { marks, sections, complete } = await searchPattern(open, query, { matchCase, limit: 0, signal });
      found = { marks, sections };
      if (!complete) why = this.#say('stopped');
    } catch (error) {
      const { reason } = /** @type {{ reason?: string }} */ (error);
      why = reason ? this.#say('badPattern', { reason }) : this.#say(error instanceof RangeError ? 'riskyPattern' : 'noTools');
    }
    if (!signal.aborted) this.#showFound(query, found, why);
  }

  /**
   * @param {string} query
   * @param {Found | undefined} found
   * @param {string} [why] it is not all
   */
  #showFound(query, found, why = '') {
    const { finder, contents, notice } = this.#parts;
    const marks = found?.marks ?? NO_MATCHES;
    this.#marks.set(marks);
    const total = this.#marks.length;
    // From where one began to search, as the browsers do it; from the top when there is none below.
    this.#current = total ? this.#marks.firstFrom(this.#anchor) % total : -1;
    finder.show(this.#current + 1, total);
    finder.explain(why);
    contents.showCounts(found?.sections);
    if (total) this.#reveal(...this.#marks.at(this.#current));
    this.#paint(total ? this.#marks.at(this.#current)[0] : undefined);
    const said = !query ? '' : total ? this.#say('matches', { count: total }) : this.#say('nothingFound', { query });
    notice.announce(why ? `${said}: ${why}` : said);
    this.#bearings?.onSearch();
    this.#tell('pilcrow-search', { query, total, marks });
  }

  /** @param {1 | -1} by */
  #step(by) {
    const total = this.#marks.length;
    if (!total) return;
    this.#goToMatch((this.#current + by + total) % total);
  }

  /** @param {number} index */
  #goToMatch(index) {
    this.#current = index;
    this.#arrive();
    this.#bearings?.onMatch(index);
  }

  /** Shows the current match, and says where it is. */
  #arrive() {
    const { finder, notice } = this.#parts;
    const total = this.#marks.length;
    const [block] = this.#marks.at(this.#current);
    this.#anchor = block;
    finder.show(this.#current + 1, total);
    this.#reveal(...this.#marks.at(this.#current));
    this.#paint(block);
    const section = this.#sections[this.#sectionOf(block)]?.title;
    const place = { at: this.#current + 1, count: total };
    notice.announce(section ? this.#say('hitIn', { ...place, section }) : this.#say('hit', place));
    this.#tell('pilcrow-hit', { index: this.#current, total, block });
  }

  /** Marks are not seen by assistive technology; the block that holds one is, when it has the focus. */
  #focusHit() {
    if (this.#current >= 0) this.#focusBlock(this.#marks.at(this.#current)[0]);
  }

  /** @param {number} block */
  #focusBlock(block) {
    const element = this.#pane?.element(block);
    if (!element) return;
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  /**
   * Brings a passage into view.
   * @param {number} block
   * @param {number} start
   * @param {number} end
   */
  #reveal(block, start, end) {
    const vertical = this.#tools?.vertical;
    if (vertical) vertical.bring(() => this.#pane?.range(block, start, end)?.getBoundingClientRect());
    else this.#pane?.reveal(block, start, end);
  }

  /** @param {number} [block] what was just scrolled to */
  #paint(block) {
    const pane = this.#pane;
    if (!pane) return;
    const range = pane.range.bind(pane);
    this.#marks.paint({ near: pane.near(block), range, height: innerHeight }, this.#current);
  }

  // Getting about.

  #onView() {
    this.#paint();
    this.#tools?.onView();
    const block = this.#topBlock();
    this.#parts.contents.showCurrent(this.#sectionOf(block));
    this.#bearings?.onView(block);
  }

  /** Fetches the ways about the text, with the first text; without them, it can be read all the same. */
  async #takeBearings() {
    const { finder } = this.#parts;
    const [{ Bearings }] = await Promise.all([import('./bearings.js'), withWords('bearings')]).catch(() => [
      { Bearings: undefined },
    ]);
    if (!Bearings || !this.#document || finder !== this.#parts.finder) return;
    this.#bearings ??= new Bearings(this.#lent());
    this.#bearings.openText();
  }

  #dropBearings() {
    this.#bearings?.close();
    this.#bearings = undefined;
  }

  /** The block that one is reading: a little below the toolbar. */
  #topBlock() {
    const top = this.#barEnd();
    const place = top + (innerHeight - top) * 0.2;
    return this.#pane?.blockAt(this.#tools?.vertical?.isBefore ?? ((rect) => rect.top <= place)) ?? 0;
  }

  /** Where the toolbar ends, in the window. */
  #barEnd() {
    return this.#parts.top.getBoundingClientRect().bottom;
  }

  /**
   * The innermost section that holds a block; -1 before the first.
   * @param {number} block
   */
  #sectionOf(block) {
    return this.#sections.findLastIndex((section) => section.block <= block);
  }

  /**
   * @param {number} section
   * @param {MouseEvent} event
   */
  #follow(section, event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#openContents(false);
    const { block, id } = this.#sections[section];
    const element = this.#pane?.element(block);
    if (!element) return;
    if (element.id) history.pushState(history.state, '', `#${encodeURIComponent(id)}`);
    this.#goToBlock(block);
    this.#focusBlock(block);
  }

  /** @param {number} block */
  #goToBlock(block) {
    const vertical = this.#tools?.vertical;
    if (vertical) vertical.bring(() => this.#pane?.element(block)?.getBoundingClientRect());
    else this.#pane?.goTo(block);
  }

  /** The page's address may name a section, which was not there when the browser looked for it. */
  #goToFragment() {
    const { hash } = location;
    if (hash.length < 2) return;
    const section = this.#sections.find(({ id }) => hash === `#${id}` || hash === `#${encodeURIComponent(id)}`);
    if (section && section.block > 0) this.#goToBlock(section.block);
  }

  /** @param {boolean} open */
  #openContents(open) {
    const { contents, toggle } = this.#parts;
    contents.element.toggleAttribute('data-open', open);
    toggle.ariaExpanded = String(open);
    if (open) contents.showPlace();
  }

  #measure() {
    const { height } = this.#parts.top.getBoundingClientRect();
    this.#parts.top.parentNode?.querySelector('nav')?.style.setProperty('--_bar', `${height}px`);
    this.#article?.style.setProperty('--_bar', `${height}px`);
  }

  /** @param {MouseEvent} event */
  #onClick = (event) => {
    const { toggle, contents } = this.#parts;
    const path = event.composedPath();
    if (!path.includes(toggle) && !path.includes(contents.element)) this.#openContents(false);
  };

  /** @param {KeyboardEvent} event */
  #onKey = (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    const { finder, toggle } = this.#parts;
    const inBox = finder.element.contains(target) && target.matches('input');
    const plain = !event.ctrlKey && !event.metaKey;
    const by = event.shiftKey ? -1 : 1;
    const again = (event.key === 'F3' && plain) || (event.key.toLowerCase() === 'g' && !plain);
    const onward =
      event.key === 'Enter' &&
      plain &&
      (inBox || (this.#current >= 0 && target === this.#pane?.element(this.#marks.at(this.#current)[0])));
    if (event.key === '/' && plain && this.#document && !isEditable(target)) {
      finder.focus();
    } else if ((again || onward) && finder.query) {
      this.#step(by);
      this.#focusHit();
    } else if (event.key === 'Escape' && this.#internals.states.has('loading')) {
      this.cancel();
    } else if (event.key === 'Escape' && toggle.ariaExpanded === 'true') {
      this.#openContents(false);
      toggle.focus();
    } else if (event.key === 'Escape' && finder.query) {
      this.#focusHit();
      this.query = '';
    } else if (isEditable(target) || !plain || !this.#bearings?.press(event.key)) {
      return;
    }
    event.preventDefault();
  };
}

/** Why a text that was there could not be opened. */
class OpeningError extends Error {
  /**
   * @param {string} code
   * @param {ErrorOptions} [options]
   */
  constructor(code, options) {
    super(code, options);
    this.code = code;
    this.retryable = code === 'network';
  }
}

/** What reads a text and sets it, which a page without one has no need of. */
async function setting() {
  const [{ readInSteps }, { TextPane }, { setBlocks }] = await Promise.all([
    load(),
    import('./text-pane.js'),
    import('./set-blocks.js'),
  ]);
  return { readInSteps, TextPane, setBlocks };
}

/** What opens a text that does not stand in the page. */
async function opening() {
  try {
    const [{ decode }, { fetchBytes }] = await Promise.all([import('./decode.js'), import('./fetch-bytes.js')]);
    return { decode, fetchBytes };
  } catch (cause) {
    throw new OpeningError('network', { cause });
  }
}

/** @param {Blob} file */
async function bytesOf(file) {
  if (file.size > MOST) throw new OpeningError('too-big');
  try {
    return { bytes: new Uint8Array(await file.arrayBuffer()), charset: undefined };
  } catch (cause) {
    throw new OpeningError('unreadable', { cause });
  }
}

/**
 * The sections in document order, as the core counts them.
 * @param {OutlineEntry[]} outline
 * @returns {OutlineEntry[]}
 */
function inOrder(outline) {
  return outline.flatMap((entry) => [entry, ...inOrder(entry.children)]);
}

/** Whether a person has set something before; where there is no storage, nobody has. */
function hasSettings() {
  try {
    return localStorage.getItem(STORED) !== null;
  } catch {
    return false;
  }
}

/** @param {string} name */
function slot(name) {
  return make('slot', name ? { name } : {});
}

/** @param {HTMLElement} target */
function isEditable(target) {
  return target.isContentEditable || /^(input|textarea|select)$/.test(target.localName ?? '');
}

/** Sheets belong to a document; within it, all readers share them. */
/** @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const sheets = new WeakMap();

/**
 * @param {Document} owner
 * @param {Document | ShadowRoot} root
 * @param {string} rules
 */
function adopt(owner, root, rules) {
  const known = sheets.get(owner) ?? new Map();
  sheets.set(owner, known);
  let sheet = known.get(rules);
  if (!sheet) {
    sheet = new (owner.defaultView ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(rules);
    known.set(rules, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
