// The tools of a reader: settings, the source, reading aloud, notes, pictures, quoting, saving. Fetched once a text stands, or with the first use of one,
// and tied together here.

import { copyOf, setFigures } from './figures.js';
import { Lightbox } from './lightbox.js';
import { LineGuide } from './line-guide.js';
import { make, wordButton } from './make.js';
import { mark } from './marks.js';
import { Memory } from './memory.js';
import { passagesOf } from './passages.js';
import { PopUp } from './pop-up.js';
import { quotation } from './quotation.js';
import { save } from './save.js';
import { SelectionBar } from './selection-bar.js';
import { CHOICES, SCALES, Settings, SWITCHES } from './settings.js';
import { settingsPanel } from './settings-panel.js';
import { turn } from './slices.js';
import { toolRules, toolTextRules } from './tools.css.js';
import { VerticalLines } from './vertical.js';

/** @typedef {import('./core.js').PilcrowDocument} PilcrowDocument */
/** @typedef {import('./core.js').Block} Block */
/** @typedef {[block: number, start: number, end: number]} Passage in UTF-16 units of the block's text, half-open */
/** @typedef {'settings' | 'more'} Button the buttons of the bar that are the tools' */

/**
 * @typedef {object} Reading what is used of the reader
 * @property {HTMLElement} host
 * @property {ShadowRoot} root
 * @property {CustomStateSet} states
 * @property {string} key where settings are kept
 * @property {import('./words.js').Language} language
 * @property {(rules: string, inText?: boolean) => void} adopt
 * @property {(words: string) => void} announce
 * @property {(words: string) => void} show shows a message, and announces it
 * @property {(name: string, detail: object) => void} tell
 * @property {import('./open-text.js').OpenText | undefined} open what is read now
 * @property {() => number} topBlock
 * @property {(key: string) => void} press does what a key does
 * @property {(block: number) => void} goTo
 * @property {(act: () => unknown) => unknown} attempt does what something may have to be fetched for, or says that it cannot be
 * @property {(change: () => void) => void} keepPlace lays the text out anew without losing the place
 */

export class Tools {
  #reading;
  #say;
  #settings;
  #popUp;
  /** Where panels and bars stand, in the interface's language. */
  #place;
  /** @type {import('./source-view.js').SourceView | undefined} */
  #source;
  /** @type {import('./read-aloud.js').ReadAloud | undefined} */
  #aloud;
  /** @type {LineGuide | undefined} */
  #guide;
  /** @type {Lightbox | undefined} */
  #lightbox;
  /** @type {SelectionBar | undefined} */
  #selectionBar;
  /** How to go about a text in vertical lines, while it is. @type {VerticalLines | undefined} */
  vertical;
  /** What was selected last, and still is. @type {Passage[]} */
  #selected = [];

  /** @param {Reading} reading */
  constructor(reading) {
    this.#reading = reading;
    const { root, states, key, language } = reading;
    this.#say = language.say;
    reading.adopt(toolRules);
    reading.adopt(toolTextRules, true);
    this.#place = make('div', { class: 'tools', lang: language.lang, dir: language.dir });
    root.append(this.#place);
    this.#popUp = new PopUp(this.#place);
    this.#settings = new Settings({
      root,
      states,
      memory: new Memory(key),
      around: (change) => this.#change(change),
      onChange: () => this.#settle(),
    });
    this.openText();
    this.#settle();
  }

  /** Takes all of it off the reader. */
  close() {
    this.closeText();
    this.#guide?.close();
    this.#settings.close();
    this.#place.remove();
  }

  /** Another text stands in the page. */
  openText() {
    const article = this.#reading.open?.article;
    if (article && getComputedStyle(article).writingMode === 'vertical-rl') this.vertical ??= new VerticalLines(article);
    else this.#closeVertical();
  }

  /** Another text is about to be shown, or none. */
  closeText() {
    this.#closeVertical();
    this.#selected = [];
    this.#selectionBar?.hide();
    this.#popUp.hide();
    this.#closeSource();
    this.#closeAloud();
  }

  #closeVertical() {
    this.vertical?.close();
    this.vertical = undefined;
  }

  /** What the reader shows has moved. */
  onView() {
    if (this.#source && !this.#source.element.matches(':hover')) this.#source.showBlock(this.#reading.topBlock());
  }

  /** @param {Button} name @param {HTMLElement} button */
  press(name, button) {
    if (name === 'more') return this.#showMenu(button);
    return this.#showSettings(button);
  }

  // Settings.

  /** @param {HTMLElement} button */
  #showSettings(button) {
    const isVertical = /^(?:ja|zh|ko)\b/.test(this.#reading.open?.document.lang ?? '');
    const switches = SWITCHES.filter((name) => name !== 'vertical' || isVertical);
    const say = this.#say;
    const panel = settingsPanel({ say, settings: this.#settings, choices: CHOICES, scales: SCALES, switches });
    this.#popUp.show({ label: say('settings'), content: [panel], beside: button, kind: 'wide' });
  }

  /** Lays the text out anew, in lines that may run another way. @param {() => void} change */
  #change(change) {
    this.#reading.keepPlace(() => {
      change();
      this.openText();
    });
  }

  /** What follows from the settings, beyond looks. */
  #settle() {
    const { states } = this.#reading;
    this.#reading.tell('pilcrow-settings', { theme: this.#settings.get('theme') });
    const isGuided = states.has('guided');
    if (!isGuided) {
      this.#guide?.close();
      this.#guide = undefined;
      return;
    }
    if (!this.#guide) {
      const band = make('div', { class: 'guide', popover: 'manual', 'aria-hidden': 'true' });
      this.#place.append(band);
      band.showPopover();
      const mode = () => getComputedStyle(this.#reading.open?.article ?? band).writingMode;
      this.#guide = new LineGuide(band, this.#reading.host, (x, y) => this.#caret(x, y), mode);
    }
    this.#guide.place();
  }

  /** The place in the text at a point of the window. @param {number} x @param {number} y */
  #caret(x, y) {
    const { ownerDocument } = this.#reading.host;
    const at = ownerDocument.caretPositionFromPoint?.(x, y);
    if (!at || !this.#reading.open?.article.contains(at.offsetNode)) return undefined;
    const range = ownerDocument.createRange();
    range.setStart(at.offsetNode, at.offset);
    return range;
  }

  // The menu.

  /** @param {HTMLElement} button */
  #showMenu(button) {
    const say = this.#say;
    const item = (/** @type {import('./words.js').Key} */ key, /** @type {() => unknown} */ act, className = '') =>
      make('li', { class: className }, this.#leaving(say(key), act));
    const items = [
      item('settings', () => this.#showSettings(button), 'narrow'),
      ...(this.#selected.length ? [item('quote', () => this.#quote())] : []),
      item(this.#source ? 'hideSource' : 'source', () => (this.#source ? this.#closeSource() : this.#showSource())),
      ...('speechSynthesis' in globalThis ? [item('aloud', () => this.#readAloud())] : []),
      .../** @type {const} */ (['markdown', 'html', 'text']).map((format) => item(`save-${format}`, () => this.#save(format))),
      item('print', () => print()),
      item('copyLink', () => this.#copyLink()),
      item('keys', () => this.#reading.press('?')),
    ];
    this.#popUp.show({ label: say('more'), content: [make('ul', { class: 'menu' }, ...items)], beside: button });
  }

  /** A button in the pop-up, which closes it. @param {string} words @param {() => unknown} act */
  #leaving(words, act) {
    return wordButton(words, () => {
      this.#popUp.hide();
      act();
    });
  }

  // What is selected.

  /** The selection has come to rest. @param {Range | undefined} range in the text */
  showSelection(range) {
    const { open } = this.#reading;
    this.#selected = range && open ? passagesOf(range, open.document.length, (block) => open.pane.element(block)) : [];
    if (!range || !this.#selected.length) return this.#selectionBar?.hide();
    if (!this.#selectionBar) {
      const say = this.#say;
      this.#selectionBar = new SelectionBar(say('selection'), [
        { label: say('quote'), act: () => this.#quote() },
        { label: say('copyLink'), act: () => this.#copyLink() },
        { label: say('itsSource'), act: () => this.#showSource() },
        ...('speechSynthesis' in globalThis ? [{ label: say('fromHere'), act: () => this.#readAloud() }] : []),
      ]);
      this.#reading.root.querySelector('.columns')?.append(this.#selectionBar.element);
    }
    const within = this.#selectionBar.element.parentElement?.getBoundingClientRect();
    if (within) this.#selectionBar.show(range.getBoundingClientRect(), within);
  }

  /** The ways about the text have a key for it. */
  #copyLink() {
    this.#reading.press('y');
    this.#selectionBar?.hide();
  }

  async #quote() {
    const { open } = this.#reading;
    if (!open) return;
    const { document, title } = open;
    const passage = this.#selected
      .map(([block, start, end]) => document.blocks(block, block + 1)[0].text.slice(start, end))
      .join('\n\n');
    const bylines = document
      .blocks(0, HEAD)
      .filter(({ kind }) => kind === 'byline')
      .map(({ text }) => text.replace(/^By /, ''));
    const address = this.#reading.host.ownerDocument.location.href;
    try {
      await navigator.clipboard.writeText(
        quotation({ passage, title, bylines: bylines.slice(0, 1), address, lang: document.lang }),
      );
      this.#reading.show(this.#say('copied'));
    } catch {
      this.#reading.show(this.#say('notCopied'));
    }
    this.#selectionBar?.hide();
  }

  // The source.

  #showSource() {
    return this.#reading.attempt(() => this.#openSource());
  }

  async #openSource() {
    const { open } = this.#reading;
    if (!open) return;
    const passage = this.#selected.flatMap(([block, start, end]) => open.document.sourceOf(block, start, end));
    if (!this.#source) {
      const [{ SourceView }, blocks] = await Promise.all([import('./source-view.js'), this.#blocksOf(open.document)]);
      if (!blocks || this.#source) return;
      const { language, root, states } = this.#reading;
      const { document, text } = open;
      const remarks = document.remarks.map(({ message, source }) => ({ kind: 'remark', message, source }));
      const notes = [...document.omissions, ...remarks].sort((one, other) => one.source[0] - other.source[0]);
      this.#source = new SourceView({
        say: this.#say,
        text,
        notes,
        blocks,
        mark,
        onGo: (block) => this.#reading.goTo(block),
        onClose: () => {
          this.#closeSource();
          /** @type {HTMLElement | null} */ (root.querySelector('.more'))?.focus({ preventScroll: true });
        },
      });
      const { element } = this.#source;
      element.lang = language.lang;
      this.#reading.keepPlace(() => {
        // There is room for one at the text's side.
        /** @type {HTMLElement | null} */ (root.querySelector('.side .close'))?.click();
        root.querySelector('.columns')?.append(element);
        states.add('beside');
      });
      element.querySelector('button')?.focus({ preventScroll: true });
    }
    this.#selectionBar?.hide();
    if (passage.length) this.#source.showPassage(passage);
    else this.#source.showBlock(this.#reading.topBlock());
  }

  #closeSource() {
    if (!this.#source) return;
    const source = this.#source;
    this.#source = undefined;
    this.#reading.keepPlace(() => {
      source.close();
      this.#reading.states.delete('beside');
    });
  }

  // Reading aloud.

  #readAloud() {
    return this.#reading.attempt(() => this.#beginAloud());
  }

  async #beginAloud() {
    const { open } = this.#reading;
    if (!open) return;
    const [block, offset] = this.#selected[0] ?? [this.#firstSeen(), 0];
    if (!this.#aloud) {
      const { ReadAloud } = await import('./read-aloud.js');
      const { article, document, pane } = open;
      this.#aloud = new ReadAloud({
        say: this.#say,
        length: document.length,
        blocks: (from, to) => document.blocks(from, to),
        range: (block, start, end) => pane.range(block, start, end),
        mark,
        lang: document.lang,
        memory: new Memory(this.#reading.key),
        onPlace: (block, start, end) => pane.reveal(block, start, end),
        onFail: () => this.#reading.show(this.#say('voiceFailed')),
        onClose: () => {
          this.#closeAloud();
          article.focus({ preventScroll: true });
        },
      });
      this.#place.append(this.#aloud.element);
    }
    this.#selectionBar?.hide();
    this.#aloud.readFrom(block, offset);
  }

  /** The first block that one sees the beginning of. */
  #firstSeen() {
    let block = this.#reading.topBlock();
    while (block > 0 && (this.#reading.open?.pane.element(block - 1)?.getBoundingClientRect().top ?? 0) > 0) block--;
    return block;
  }

  #closeAloud() {
    this.#aloud?.close();
    this.#aloud = undefined;
  }

  // Notes, pictures, files.

  /** Links the notes of the text that is open with the places that refer to them. */
  async linkNotes() {
    const { open } = this.#reading;
    if (!open) return;
    const { document, article, pane } = open;
    const [{ references, linkSign }, blocks] = await Promise.all([import('./footnotes.js'), this.#blocksOf(document)]);
    if (!blocks) return;
    const say = this.#say;
    for (const link of article.querySelectorAll('.note-sign')) link.replaceWith(...link.childNodes);
    // From the last one, so that the places of those before it hold.
    for (const { block, start, end, note, sign } of references(blocks).reverse()) {
      const noteText = pane.element(note);
      if (!noteText) continue;
      noteText.id ||= `note-${note}`;
      const link = linkSign(pane.range(block, start, end), 'doc-noteref', say('note', { sign }), noteText.id);
      if (!link) continue;
      link.id = `${noteText.id}-reference`;
      const back = linkSign(pane.range(note, 0, sign.length), 'doc-backlink', say('backToText', { sign }), link.id);
      onFollow(link, () => this.#showNote(link, note, sign));
      if (back) onFollow(back, () => this.#reading.goTo(block));
    }
  }

  /** All the blocks of a text, taken bit by bit; undefined when it is closed meanwhile. @param {PilcrowDocument} document */
  async #blocksOf(document) {
    /** @type {Block[]} */
    const blocks = [];
    while (blocks.length < document.length) {
      blocks.push(...document.blocks(blocks.length, blocks.length + PORTION));
      await turn();
      if (this.#reading.open?.document !== document) return undefined;
    }
    return blocks;
  }

  /** @param {HTMLElement} link @param {number} note @param {string} sign */
  #showNote(link, note, sign) {
    const say = this.#say;
    const shown = this.#reading.open?.pane.element(note);
    const words = make('p', { dir: 'auto', lang: shown?.lang ?? '' }, shown?.textContent ?? '');
    const go = this.#leaving(say('goToNote'), () => this.#reading.goTo(note));
    this.#popUp.show({ label: say('note', { sign }), content: [words, go], beside: link, kind: 'note' });
  }

  /** Sets the page's pictures into the text. @param {Element[]} given */
  setFigures(given) {
    const article = this.#reading.open?.article;
    if (!article) return;
    const onOpen = (/** @type {HTMLElement} */ figure) => {
      this.#lightbox ??= new Lightbox(this.#say, this.#place);
      const shown = [...article.querySelectorAll('figure')].filter((figure) => figure.querySelector('.picture'));
      const pictures = shown.map((figure) => ({
        picture: copyOf(/** @type {Element} */ (figure.querySelector('.picture > *'))),
        caption: figure.querySelector('figcaption')?.textContent ?? '',
      }));
      this.#lightbox.open(pictures, shown.indexOf(figure));
    };
    setFigures(article, given, { label: this.#say('enlarge'), onOpen });
  }

  /** @param {'markdown' | 'html' | 'text'} format */
  #save(format) {
    const { open } = this.#reading;
    if (open) save(open.document.export(format), format, open.title);
  }
}

/** Blocks taken at once: some milliseconds. */
const PORTION = 500;

/**
 * Does something when a link is followed here, and not in another tab.
 * @param {HTMLElement} link
 * @param {() => void} act
 */
function onFollow(link, act) {
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    act();
  });
}

/** Where bylines are looked for: the head of a text is well within so many blocks. */
const HEAD = 24;
