// A text that is open: its document, where it stands in the page, and the search in it.

import { Searching } from './searching.js';
import { idsFor, setBlocks } from './set-blocks.js';
import { inSlices } from './slices.js';
import { TextPane } from './text-pane.js';

/** @typedef {import('./core.js').OutlineEntry} OutlineEntry */
/** @typedef {import('./core.js').PilcrowDocument} PilcrowDocument */

/** The text runs as the first block does that tells, of so many: the head of a text is well within them. */
const HEAD = 24;

/** How long the index is worked on at a time, in milliseconds. */
const INDEXING = 4;

/** @typedef {Pick<import('./text-pane.js').TextPaneParts, 'document' | 'article' | 'clear' | 'vertical' | 'onView'>} PaneParts */
/** @typedef {import('./searching.js').SearchingParts} SearchingParts */
/** @typedef {PaneParts & SearchingParts & { text: string, root: Document | ShadowRoot }} OpenTextParts `text` as it came; `root`: where the article will stand */

export class OpenText {
  document;
  text;
  article;
  /** In document order, as the core counts them. */
  sections;
  title;
  pane;
  searching;
  /** Whether all of it stands in the page. */
  isSet = false;

  /** @param {OpenTextParts} parts */
  constructor(parts) {
    const { document, text, article, root } = parts;
    this.document = document;
    this.text = text;
    this.article = article;
    this.sections = inOrder(document.outline);
    this.title = this.sections[0]?.title ?? '';
    const ids = idsFor(this.sections, root);
    this.pane = new TextPane({
      ...parts,
      letters: text.length,
      set: (blocks) => setBlocks(blocks, (block) => ids.get(block)),
    });
    this.searching = new Searching(parts);
    this.pane.fillNext();
    // The text's own way to run, whichever way the page around and the interface do.
    article.dir = document.blocks(0, HEAD).find(({ dir }) => dir)?.dir ?? 'ltr';
    if (document.lang) article.lang = document.lang;
  }

  /** Gives back all that it holds. */
  close() {
    this.searching.close();
    this.pane.close();
    this.document.free();
  }

  /** Sets what is not yet set, bit by bit. @param {AbortSignal} signal @returns {Promise<boolean>} whether it was all done */
  async fill(signal) {
    this.isSet = await inSlices(() => this.pane.fillNext(), signal);
    return this.isSet;
  }

  /** Makes its index, bit by bit. @param {AbortSignal} signal @returns {Promise<boolean>} whether it was all done */
  makeIndex(signal) {
    // What fails here, the first search tries again, and tells of.
    return inSlices(() => this.document.indexFor(INDEXING), signal).catch(() => true);
  }

  /**
   * The innermost section that holds a block; -1 before the first.
   * @param {number} block
   */
  sectionOf(block) {
    return this.sections.findLastIndex((section) => section.block <= block);
  }

  /** Goes to the section that the page's address names, which was not there when the browser looked for it. @param {string} hash */
  goToFragment(hash) {
    const section = this.sections.find(({ id }) => hash === `#${id}` || hash === `#${encodeURIComponent(id)}`);
    if (section && section.block > 0) this.pane.goTo(section.block);
  }
}

/**
 * @param {OutlineEntry[]} outline
 * @returns {OutlineEntry[]}
 */
function inOrder(outline) {
  return outline.flatMap((entry) => [entry, ...inOrder(entry.children)]);
}
