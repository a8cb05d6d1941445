// Sets blocks as semantic HTML. Nodes and text alone are made: what a text says never becomes markup.

import { make } from './make.js';

/** @typedef {import('./core.js').Block} Block */

/** @typedef {keyof HTMLElementTagNameMap} Tag */

/** The element of each kind; what is not named here is a paragraph. */
/** @type {Record<string, Tag>} */
const ELEMENT = { headline: 'h1', listItem: 'li', code: 'pre', table: 'pre', verse: 'p', caption: 'span', credit: 'small' };

/** What stands around blocks of a kind. Neighbours share it, but for pull quotes. */
/** @type {Record<string, Tag>} */
const AROUND = {
  kicker: 'header',
  headline: 'header',
  standfirst: 'header',
  byline: 'header',
  dateline: 'header',
  listItem: 'ul',
  blockQuote: 'blockquote',
  pullQuote: 'aside',
  caption: 'figure',
  credit: 'figure',
};

/** A drop cap wants a paragraph long enough to stand beside it, in a script that has capitals, and no quotation mark first. */
const OPENING = /^\p{Lu}[\p{Lu}\p{Ll}\s].{199}/su;

/** What opens a list's item: a bullet, which typewriters drew as an `o`, or a number or a letter with what closes it. */
const MARKER = /^(?:[^\p{L}\p{N}\s]|o(?=\s)|\(?[\p{L}\p{N}]{1,4}[.):])\s+/u;

/** The addresses that a link may have: no other can run code or reach into the device. */
const SAFE = /^https?:|^mailto:|^#\S+$/i;

/**
 * The ids that headings get, by block. Another element may bear one already: another reader with the same text.
 * @param {{ id: string, block: number }[]} sections
 * @param {Document | ShadowRoot} root where they are to stand
 * @returns {Map<number, string | undefined>}
 */
export function idsFor(sections, root) {
  // A host's element of that name would stand before the document's own method.
  const { prototype } = root.nodeType === Node.DOCUMENT_NODE ? Document : DocumentFragment;
  const free = (/** @type {string} */ id) => (prototype.getElementById.call(root, id) ? undefined : id);
  return new Map(sections.map(({ id, block }) => [block, free(id)]));
}

/**
 * @param {Block[]} blocks neighbours, in order
 * @param {(block: number) => string | undefined} idOf the id of a heading's block
 * @returns {{ nodes: HTMLElement[], texts: HTMLElement[] }} `nodes` to be shown; `texts` holds, for each block, the
 *   element whose text is the block's
 */
export function setBlocks(blocks, idOf) {
  /** @type {HTMLElement[]} */
  const nodes = [];
  /** @type {HTMLElement | undefined} */
  let around;
  let before = '';
  const texts = blocks.map((block) => {
    const text = setBlock(block, idOf);
    // Whose words a quotation is stands below it, as a picture's credit does behind its caption.
    const tag = block.kind === 'credit' && before === 'pullQuote' ? AROUND.pullQuote : AROUND[block.kind];
    if (!tag) {
      if (block.kind === 'paragraph' && around?.localName === 'header' && OPENING.test(block.text)) text.classList.add('opening');
      nodes.push(text.localName === 'table' ? make('div', { class: 'scroller', tabIndex: 0 }, text) : text);
      around = undefined;
    } else {
      if (around?.localName !== tag || !joins(block.kind, before, around)) {
        // Its own direction, so that what hangs or stands out does so on the side where its text begins.
        around = make(tag, block.dir ? { dir: block.dir } : {}, ...(tag === 'figure' ? [make('figcaption')] : []));
        nodes.push(around);
      }
      const inner = around.querySelector('figcaption') ?? around;
      if (block.kind === 'credit' && inner.childNodes.length) inner.append(' ');
      inner.append(text);
    }
    before = block.kind;
    return text;
  });
  return { nodes, texts };
}

/**
 * Whether a block of `kind` belongs into `around`, whose last block is of the kind `before`.
 * @param {string} kind
 * @param {string} before
 * @param {HTMLElement} around
 */
function joins(kind, before, around) {
  if (kind === 'pullQuote' || kind === 'caption') return false;
  if (kind === 'credit') return before !== kind;
  return kind !== 'headline' || !around.querySelector('h1');
}

/**
 * @param {Block} block
 * @param {(block: number) => string | undefined} idOf
 */
function setBlock({ index, kind, level = 0, text, lang, dir, phrases = [] }, idOf) {
  const rows = kind === 'table' && rowsOf(text);
  const heading = /** @type {Tag} */ (`h${level < 2 ? 2 : level}`);
  const tag = rows ? 'table' : kind === 'heading' ? heading : (ELEMENT[kind] ?? 'p');
  const element = make(tag, { class: kind.replace(/[A-Z]/g, '-$&').toLowerCase(), dir: dir ?? 'auto' });
  const id = idOf(index);
  if (id) element.id = id;
  if (lang) element.lang = lang;
  if (kind === 'separator') element.setAttribute('role', 'separator');
  if (tag === 'pre') element.tabIndex = 0;
  let at = 0;
  let next = 0;
  /** Fills an element with the text up to `end`, and with the phrases in it. @type {(element: HTMLElement, end: number) => void} */
  const fill = (element, end) => {
    while (next < phrases.length && phrases[next].range[0] < end) {
      const { range, tag, target } = phrases[next++];
      const href = SAFE.test(target) && target;
      if ((tag === 'a' && !href) || range[0] < at || range[1] > end) continue;
      const inner = make(tag, href ? { href, rel: 'noreferrer' } : {});
      element.append(text.slice(at, range[0]), inner);
      at = range[0];
      fill(inner, range[1]);
    }
    element.append(text.slice(at, end));
    at = end;
  };
  if (kind === 'listItem') {
    element.style.marginInlineStart = `${(level - 1) * 1.5}em`;
    const marker = MARKER.exec(text)?.[0];
    if (marker) {
      element.append(make('span', { class: /[\p{L}\p{N}]\S|[☑☐]/u.test(marker) ? 'number' : 'bullet' }, marker));
      at = marker.length;
    }
  }
  if (rows) element.append(...setRows(rows, (cell, { length }) => fill(cell, at + length)));
  else fill(element, text.length);
  return element;
}

/**
 * The rows of a table whose columns stand apart by a tab or two spaces; false where its rows differ in their number
 * of cells, as those of a drawn one do. Each cell keeps the spaces before it, so that the text stays as it is.
 * @param {string} text
 */
function rowsOf(text) {
  const rows = text.split(/(?<=\n)/).map((row) => row.split(/(?<=\S)(?=(?:\t|[^\S\n]{2})\s*\S)/));
  const [{ length }] = rows;
  return length > 1 && rows.length > 1 && rows.every((row) => row.length === length) && rows;
}

/** @param {string[][]} rows @param {(cell: HTMLElement, text: string) => void} fill */
function setRows(rows, fill) {
  const isNumber = (/** @type {string} */ cell) => /^\s*[^\p{L}\d]?\d/u.test(cell);
  const hasHead = !rows[0].some(isNumber) && rows[1].some(isNumber);
  return rows.map((cells, row) => {
    const line = cells.map((text, column) => {
      const cell = make(hasHead && row === 0 ? 'th' : 'td', isNumber(rows[1][column]) ? { class: 'figures' } : {});
      fill(cell, text);
      return cell;
    });
    return make('tr', {}, ...line);
  });
}
