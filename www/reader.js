// Ties the parts of a reader together, which do not know each other: a text is opened, shown, searched and gone about.

import { Contents } from './contents.js';
import { load } from './core.js';
import { Finder } from './finder.js';
import { makeFrame } from './frame.js';
import { make } from './make.js';
import { Marks } from './marks.js';
import { Notice } from './notice.js';
import { Opening, OpeningError } from './opening.js';
import { chromeRules, textRules } from './reader.css.js';
import { adopt } from './sheets.js';
import { turn } from './slices.js';
import { ENGLISH, languageAround, languageOf, withWords } from './words.js';

/** @typedef {import('./open-text.js').OpenText} OpenText */
/** @typedef {Document | ShadowRoot} Root */

/** How long a text may be coming before that is said, and can be called off, in milliseconds. */
const SLOW = 1000;

/** Where a person's settings are kept, for all readers of a site; the keys of what else is kept begin with it. */
const STORED = 'pilcrow-reader';

/** How long a selection must rest before something is offered for it, in milliseconds. */
const SELECTED = 250;

export class Reader {
  /** The text as it came. */
  text = '';
  /** The text that is open; without the core, none is. @type {OpenText | undefined} */
  open;
  host;
  /** The host's. */
  states;
  #internals;
  root;
  language = ENGLISH;
  /** Where a person's settings are kept. */
  key = STORED;
  /** The language that is being fetched, or has been. */
  #spoken = Promise.resolve(ENGLISH);
  #parts;
  marks = new Marks();
  /** How to search. @type {import('./results.js').Options} */
  #options = {};
  #opening;
  /** Watches the toolbar, which has no height while the reader is hidden: shown again, it may be read elsewhere. */
  #barHeight = new ResizeObserver(() => {
    this.#measure();
    this.#onView();
  });

  /** Where the text stands, open or as it came. @type {HTMLElement | undefined} */
  #article;

  /** @type {import('./tools.js').Tools | undefined} */
  #tools;
  /** The fetching of the tools, once one was asked for. @type {Promise<import('./tools.js').Tools | undefined> | undefined} */
  #fetching;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #selecting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  /** The ways about the text, once they are fetched. @type {import('./bearings.js').Bearings | undefined} */
  #bearings;

  /**
   * @param {import('./pilcrow-reader.js').PilcrowReader} host
   * @param {ElementInternals} internals
   * @param {ShadowRoot} root the host's shadow
   */
  constructor(host, internals, root) {
    this.host = host;
    this.#internals = internals;
    this.states = internals.states;
    this.root = root;
    this.#opening = new Opening({
      host,
      onBegin: () => {
        this.#become('loading');
        return this.#spoken;
      },
      // Whether it can be had is asked again once there is a text.
      onCome: () => setting().catch(() => {}),
      onPart: (part) => this.#parts.notice.showPart(new Intl.NumberFormat(this.language.lang, { style: 'percent' }).format(part)),
      onText: (text, signal) => (text === undefined ? this.#showNothing() : this.#show(text, signal)),
      onError: (...failure) => this.#fail(...failure),
    });
    this.#parts = this.#makeParts();
    host.addEventListener('keydown', this.#onKey);
    host.addEventListener('click', this.#onClick);
  }

  /** Makes the parts, in the words of the interface's language. Another language makes them anew. */
  #makeParts() {
    const { say } = this.language;
    const finder = new Finder({
      say,
      onQuery: () => this.#search(),
      onStep: (by) => this.step(by),
      onList: () => this.press('r'),
    });
    const contents = new Contents({ say, onGo: (section, event) => this.#follow(section, event) });
    const notice = new Notice(say);
    const { top, toggle, all } = makeFrame({
      language: this.language,
      finder: finder.element,
      contents: contents.element,
      notice,
      onContents: (isOpen) => this.#openContents(isOpen),
      onTool: async (name, button) => (await this.#useTools())?.press(name, button),
      onSlot: () => this.#setFigures(),
    });
    this.root.replaceChildren(...all);
    this.#barHeight.disconnect();
    this.#barHeight.observe(top);
    this.#dropBearings();
    return { finder, contents, notice, toggle, top };
  }

  get #say() {
    return this.language.say;
  }

  /** The host stands in a page. @returns {boolean} whether a text is to be opened: where the host was moved, it stays open */
  connect() {
    this.speak();
    const { ownerDocument } = this.host;
    adopt(ownerDocument, this.root, chromeRules);
    adopt(ownerDocument, /** @type {Root} */ (this.host.getRootNode()), textRules);
    document.addEventListener('selectionchange', this.#onSelection);
    addEventListener('beforeprint', this.#onPrint);
    if (hasSettings()) this.#useTools();
    return !this.open;
  }

  /** The host was taken out. */
  disconnect() {
    document.removeEventListener('selectionchange', this.#onSelection);
    removeEventListener('beforeprint', this.#onPrint);
    this.#opening.stop();
    this.#showNothing();
    this.#dropTools();
    this.#dropBearings();
  }

  /** Takes on the language of the page around, once its words are there. */
  async speak() {
    const spoken = languageOf(languageAround(this.host));
    this.#spoken = spoken;
    const language = await spoken;
    // A later call has the say.
    if (this.#spoken !== spoken || language.lang === this.language.lang) return;
    this.language = language;
    this.#dropTools();
    if (hasSettings()) this.#useTools();
    const { query } = this;
    this.#parts = this.#makeParts();
    this.#parts.finder.query = query;
    if (!this.open) return;
    this.#showContents();
    this.#search();
    this.#onView();
    this.#equip();
    this.#takeBearings();
  }

  /** What is being searched for. */
  get query() {
    return this.#parts.finder.query;
  }

  set query(query) {
    this.#parts.finder.query = query;
    this.#search();
  }

  /** How to search. */
  get options() {
    return this.#options;
  }

  set options(options) {
    this.#options = options;
    this.#search();
  }

  focusSearch() {
    this.#parts.finder.focus();
  }

  // Opening.

  /** Opens a text, once the host stands in a page. @param {import('./opening.js').Origin} origin */
  take(origin) {
    this.#opening.origin = origin;
    if (this.host.isConnected) this.begin();
  }

  begin() {
    this.#opening.begin();
  }

  /** Gives up what is coming. */
  cancel() {
    if (!this.states.has('loading')) return;
    this.#opening.stop();
    this.#become(this.#article ? 'ready' : 'empty');
  }

  /**
   * @param {string} text
   * @param {AbortSignal} signal
   */
  async #show(text, signal) {
    const { readInSteps, OpenText } = await setting();
    // The message that a text is coming gets painted before the work begins.
    await turn();
    if (signal.aborted) return;
    // What is not named so is told by its looks.
    const format = /\.md$/i.test(this.#opening.name) ? 'markdown' : 'auto';
    const read = await readInSteps(text, { format, pause: turn, signal });
    if (read.length === 0) {
      read.free();
      throw new OpeningError('empty');
    }
    // What a person has set holds before the text is seen.
    await this.#fetching;
    if (signal.aborted) return read.free();
    // A query belongs to the text that it was asked of, or to the first one to come.
    const query = this.open ? '' : this.query || (new URLSearchParams(location.search).get(this.host.param) ?? '');
    this.#close();
    const article = this.#newArticle(text);
    const open = new OpenText({
      document: read,
      text,
      article,
      root: /** @type {Root} */ (this.host.getRootNode()),
      marks: this.marks,
      say: (key, values) => this.#say(key, values),
      onFound: (query, sections, why) => this.#showFound(query, sections, why),
      // Where the whole reader is out of sight, so is its toolbar, which comes along.
      clear: () => [Math.max(this.#parts.top.getBoundingClientRect().bottom, 0), this.#bearings?.floor() ?? innerHeight],
      vertical: () => this.vertical,
      onView: () => this.#onView(),
    });
    this.open = open;
    const { title } = open;
    this.#showContents();
    this.host.append(article);
    this.#tools?.openText();
    this.#measure();
    this.#become('ready');
    this.#parts.notice.announce(this.#say(title ? 'opened' : 'openedUntitled', { title }));
    if (query) this.query = query;
    open.goToFragment(location.hash);
    this.tell('pilcrow-load', { title, blocks: read.length });
    this.#takeBearings();

    if (!(await open.fill(signal))) return;
    this.#bearings?.layOut();
    await this.#equip();
    if (await open.makeIndex(signal)) this.tell('pilcrow-settle', { blocks: read.length });
    fetchAhead();
  }

  /** A text of one section has no use for a table of contents. */
  #showContents() {
    const { document, sections } = /** @type {OpenText} */ (this.open);
    const hasContents = sections.length > 1;
    this.#parts.contents.set(hasContents ? document.outline : []);
    this.#parts.toggle.hidden = !hasContents;
  }

  /** Without the core, the words at least. @param {string} text */
  #showRaw(text) {
    this.#close();
    const article = this.#newArticle(text);
    article.append(make('pre', { class: 'raw', dir: 'auto' }, text));
    this.host.append(article);
  }

  #showNothing() {
    this.#close();
    this.#become('empty');
  }

  /** @param {string} text that is to stand there */
  #newArticle(text) {
    this.text = text;
    // It takes the keyboard's focus when it is clicked, so that the reader's keys work from there.
    this.#article = make('article', { class: 'pilcrow-text', slot: 'text', tabIndex: -1 });
    return this.#article;
  }

  /** Gives back all that the open text holds. */
  #close() {
    this.#bearings?.closeText();
    this.open?.close();
    this.#article?.remove();
    this.open = this.#article = undefined;
    this.#tools?.closeText();
    this.text = '';
    this.marks.clear();
    const { finder, contents } = this.#parts;
    finder.query = '';
    finder.show(0, 0);
    finder.explain('');
    contents.set([]);
    contents.showCounts(undefined);
    this.#openContents(false);
  }

  /**
   * @param {string} code
   * @param {boolean} retryable
   * @param {string} name of a file or an address; may be empty
   * @param {string} [text] as it came, where it did
   */
  #fail(code, retryable, name, text = '') {
    if (code === 'engine') this.#showRaw(text);
    const message = this.#parts.notice.describe(code, name);
    // An empty text has been read: no more is to come.
    this.#become(!this.#article && code === 'empty' ? 'ready' : 'error');
    this.#parts.notice.show(message, retryable ? () => this.begin() : undefined);
    this.tell('pilcrow-error', { code, message, retryable });
  }

  /** @param {'loading' | 'ready' | 'error' | 'empty'} state */
  #become(state) {
    const { states } = this;
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
  tell(name, detail) {
    this.host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  // Tools, which are made with the first use of one.

  /** The tools; undefined where they cannot be fetched, which is said, and where they are not wanted any more. */
  async #useTools() {
    this.#fetching ??= this.attempt(async () => {
      const [{ Tools }] = await Promise.all([import('./tools.js'), withWords('tools')]);
      this.#tools ??= new Tools(this);
      return this.#tools;
    });
    const fetching = this.#fetching;
    const tools = await fetching;
    if (fetching !== this.#fetching) return undefined;
    if (!tools) this.#fetching = undefined;
    return tools;
  }

  /**
   * Does what something may have to be fetched for; where that cannot be, says so.
   * @template T
   * @param {() => T | Promise<T>} act
   */
  async attempt(act) {
    try {
      return await act();
    } catch {
      return void this.show(this.#say('noTools'));
    }
  }

  #dropTools() {
    this.#tools?.close();
    this.#tools = this.#fetching = undefined;
  }

  /** @param {string} rules @param {boolean} [inText] they are about the text, and not about what stands around it */
  adopt(rules, inText) {
    adopt(this.host.ownerDocument, inText ? /** @type {Root} */ (this.host.getRootNode()) : this.root, rules);
  }

  /** @param {string} words */
  announce(words) {
    this.#parts.notice.announce(words);
  }

  /** @param {string} words that need not stay */
  show(words) {
    this.#parts.notice.show(words);
    this.#parts.notice.hideSoon();
  }

  toggleContents() {
    this.#parts.toggle.click();
  }

  /** Does what a single key does. @param {string} key */
  press(key) {
    return this.#bearings?.press(key);
  }

  /** How to go about lines that run downwards, while they do. */
  get vertical() {
    return this.#tools?.vertical;
  }

  /** Notes and pictures, of a text that has some. */
  #equip() {
    return this.attempt(async () => {
      if (this.open?.pane.hasNotes) await (await this.#useTools())?.linkNotes();
      await this.#setFigures();
    });
  }

  async #setFigures() {
    // Where the page has put other content in the article's place, that is read.
    if (this.#article && !this.#article.parentNode) return this.begin();
    const given = [...this.host.querySelectorAll(':scope > [slot=figure]')];
    if (this.open && (given.length || this.#tools)) (await this.#useTools())?.setFigures(given);
  }

  /** Changes how the text is laid out, and keeps what one is reading where it is. @param {() => void} change */
  keepPlace(change) {
    const measured = () => {
      change();
      this.#measure();
    };
    if (this.open) this.open.pane.keepPlace(measured);
    else measured();
  }

  #onSelection = () => {
    clearTimeout(this.#selecting);
    this.#selecting = setTimeout(async () => {
      const selection = document.getSelection();
      const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : undefined;
      const isOurs = range && this.open?.article.contains(range.commonAncestorContainer);
      if (isOurs) (await this.#useTools())?.showSelection(range);
      else this.#tools?.showSelection(undefined);
    }, SELECTED);
  };

  #onPrint = () => {
    while (this.open?.pane.fillNext());
  };

  // Search.

  /** The match that one is at; -1 for none. */
  get current() {
    return this.open?.searching.current ?? -1;
  }

  #search() {
    const { query } = this;
    if (this.open) this.open.searching.search(query, this.#options, this.topBlock());
    else this.#showFound(query);
  }

  /**
   * @param {string} query
   * @param {Uint32Array} [sections] how many matches each has
   * @param {string} [why] it is not all
   */
  #showFound(query, sections, why = '') {
    const { finder, contents, notice } = this.#parts;
    const { length: total, flat: marks } = this.marks;
    finder.explain(why);
    contents.showCounts(sections);
    this.#showMatch();
    const said = !query ? '' : total ? this.#say('matches', { count: total }) : this.#say('nothingFound', { query });
    notice.announce(why ? `${said}: ${why}` : said);
    this.#bearings?.onSearch();
    this.tell('pilcrow-search', { query, total, marks });
  }

  /** Goes to the next match, or the previous one. @param {1 | -1} by */
  step(by) {
    const total = this.marks.length;
    if (total) this.goToMatch((this.current + by + total) % total, true);
  }

  /** Shows a match, and says where it is. @param {number} index @param {boolean} [quietly] the focus stays where it is */
  goToMatch(index, quietly) {
    if (!(index >= 0 && index < this.marks.length)) return;
    this.open?.searching.goTo(index);
    this.#showMatch();
    const { notice } = this.#parts;
    const total = this.marks.length;
    const [block] = this.marks.at(index);
    const section = this.open?.sections[this.open.sectionOf(block)]?.title;
    const place = { at: index + 1, count: total };
    notice.announce(section ? this.#say('hitIn', { ...place, section }) : this.#say('hit', place));
    this.tell('pilcrow-hit', { index, total, block });
    this.#bearings?.onMatch(index);
    if (!quietly) this.#focusHit();
  }

  /** Shows the match that one is at, and how many there are. */
  #showMatch() {
    const { length } = this.marks;
    const match = this.marks.at(this.current);
    this.#parts.finder.show(this.current + 1, length);
    if (length) this.open?.pane.reveal(...match);
    this.#paint(match[0]);
  }

  /** Marks are not seen by assistive technology; the block that holds one is, when it has the focus. */
  #focusHit() {
    if (this.marks.length) this.#focusBlock(this.marks.at(this.current)[0]);
  }

  /** Goes to a block. @param {number} block */
  goTo(block) {
    this.open?.pane.goTo(block);
    this.#focusBlock(block);
  }

  /** @param {number} block */
  #focusBlock(block) {
    const element = this.open?.pane.element(block);
    if (!element) return;
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  /** @param {number} [block] what was just scrolled to */
  #paint(block) {
    const pane = this.open?.pane;
    if (!pane) return;
    const range = pane.range.bind(pane);
    this.marks.paint({ near: pane.near(block), range, height: innerHeight }, this.current);
  }

  // Getting about.

  #onView() {
    this.#paint();
    this.#tools?.onView();
    const block = this.topBlock();
    this.#parts.contents.showCurrent(this.open?.sectionOf(block) ?? -1);
    this.#bearings?.onView(block);
  }

  /** Fetches the ways about the text, with the first text; without them, it can be read all the same. */
  async #takeBearings() {
    const { finder } = this.#parts;
    const [{ Bearings }] = await Promise.all([import('./bearings.js'), withWords('bearings')]).catch(() => [
      { Bearings: undefined },
    ]);
    if (!Bearings || !this.open || finder !== this.#parts.finder) return;
    this.#bearings ??= new Bearings(this);
    this.#bearings.openText();
  }

  #dropBearings() {
    this.#bearings?.close();
    this.#bearings = undefined;
  }

  topBlock() {
    return this.open?.pane.topBlock() ?? 0;
  }

  /**
   * @param {number} section
   * @param {MouseEvent} event
   */
  #follow(section, event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#openContents(false);
    const open = /** @type {OpenText} */ (this.open);
    const { block, id } = open.sections[section];
    // Of the page's own address: a bare fragment would be taken for one of its base's.
    const address = location.href.replace(/(#.*)?$/, `#${encodeURIComponent(id)}`);
    if (open.pane.element(block)?.id) history.pushState(history.state, '', address);
    this.goTo(block);
  }

  /** @param {boolean} open */
  #openContents(open) {
    const { contents, toggle } = this.#parts;
    contents.element.toggleAttribute('data-open', open);
    toggle.ariaExpanded = String(open);
    if (open) contents.showPlace();
  }

  #measure() {
    const { top, contents } = this.#parts;
    const { height } = top.getBoundingClientRect();
    contents.element.style.setProperty('--_bar', `${height}px`);
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
    /** @type {HTMLElement | null | undefined} */
    const close = target.closest('.side')?.querySelector('.close');
    const again = (event.key === 'F3' && plain) || (event.key.toLowerCase() === 'g' && !plain);
    const onward =
      event.key === 'Enter' &&
      plain &&
      (inBox || (this.marks.length && target === this.open?.pane.element(this.marks.at(this.current)[0])));
    if (event.key === '/' && plain && this.open && !isEditable(target)) {
      finder.focus();
    } else if ((again || onward) && finder.query) {
      this.step(by);
      this.#focusHit();
    } else if (event.key === 'Escape' && this.states.has('loading')) {
      this.cancel();
    } else if (event.key === 'Escape' && toggle.ariaExpanded === 'true') {
      this.#openContents(false);
      toggle.focus();
    } else if (event.key === 'Escape' && close) {
      close.click();
    } else if (event.key === 'Escape' && finder.query) {
      this.#focusHit();
      this.query = '';
    } else if (isEditable(target) || !plain || !this.press(latin(event))) {
      return;
    }
    event.preventDefault();
  };
}

/** What reads a text and sets it, which a page without one has no need of; with what that imports, so that all is asked for at once. */
async function setting() {
  const [{ readInSteps }, { OpenText }] = await Promise.all([
    load(),
    import('./open-text.js'),
    import('./text-pane.js'),
    import('./set-blocks.js'),
    import('./searching.js'),
  ]);
  return { readInSteps, OpenText };
}

/** Once a text stands, what a person may ask for next, so that it is there when the network is not any more. */
function fetchAhead() {
  Promise.all([import('./tools.js'), withWords('tools'), import('./results.js'), import('./passage.js')]).catch(() => {});
}

/** Whether a person has set something before; where there is no storage, nobody has. */
function hasSettings() {
  try {
    return localStorage.getItem(STORED) !== null;
  } catch {
    return false;
  }
}

/** The key that a keyboard of Latin letters has in that place, where another script's has a letter. @param {KeyboardEvent} event */
function latin({ key, code }) {
  return key === '؟' ? '?' : (key > '~' && /^Key(.)/.exec(code)?.[1].toLowerCase()) || key;
}

/** @param {HTMLElement} target */
function isEditable(target) {
  return target.isContentEditable || /^(input|textarea|select)$/.test(target.localName ?? '');
}
