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
const OPENING = /^\p{Lu}(?=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\s])[\s\S]{200}/u;

/** What opens a list's item: a bullet, which typewriters drew as an `o`, or a number or a letter with what closes it. */
const MARKER = /^(?:[^\p{L}\p{N}\s]|o(?=\s)|\(?[\p{L}\p{N}]{1,4}[.):])\s+/u;

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
    if (text.localName === 'table') {
      nodes.push(make('div', { class: 'scroller', tabIndex: 0 }, text));
      around = undefined;
    } else if (!tag) {
      if (block.kind === 'paragraph' && around?.localName === 'header' && OPENING.test(block.text)) text.classList.add('opening');
      nodes.push(text);
      around = undefined;
    } else {
      if (!around || around.localName !== tag || !joins(block.kind, before, around)) {
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
function setBlock(block, idOf) {
  const rows = block.kind === 'table' ? rowsOf(block.text) : undefined;
  const level = /** @type {Tag} */ (`h${Math.min(Math.max(block.level ?? 2, 2), 6)}`);
  const tag = rows ? 'table' : block.kind === 'heading' ? level : (ELEMENT[block.kind] ?? 'p');
  const className = block.kind.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
  const element = make(tag, { class: className, dir: block.dir ?? 'auto' });
  if (block.lang) element.lang = block.lang;
  if (block.kind === 'listItem' && block.level) element.style.marginInlineStart = `${(block.level - 1) * 1.5}em`;
  const id = idOf(block.index);
  if (id) element.id = id;
  if (block.kind === 'separator') element.setAttribute('role', 'separator');
  if (tag === 'pre') element.tabIndex = 0;
  if (rows) {
    element.append(...setRows(rows));
    return element;
  }
  let at = 0;
  const marker = block.kind === 'listItem' ? MARKER.exec(block.text)?.[0] : undefined;
  if (marker) {
    element.append(make('span', { class: marker.trim() !== 'o' && /[\p{L}\p{N}]/u.test(marker) ? 'number' : 'bullet' }, marker));
    at = marker.length;
  }
  for (const { range, target } of block.links ?? []) {
    const href = safe(target);
    if (!href || range[0] < at || range[1] <= range[0]) continue;
    const link = make('a', { href, rel: 'noopener noreferrer' }, block.text.slice(...range));
    element.append(block.text.slice(at, range[0]), link);
    at = range[1];
  }
  element.append(block.text.slice(at));
  return element;
}

/**
 * The rows of a table whose columns stand apart by a tab or two spaces; undefined where its rows differ in their number
 * of cells, as those of a drawn one do. Each cell keeps the spaces before it, so that the text stays as it is.
 * @param {string} text
 */
function rowsOf(text) {
  const rows = text.split(/(?<=\n)/).map((row) => row.split(/(?<=\S)(?=(?:\t|[^\S\n]{2})\s*\S)/));
  const [{ length }] = rows;
  return length > 1 && rows.length > 1 && rows.every((row) => row.length === length) ? rows : undefined;
}

/** @param {string[][]} rows */
function setRows(rows) {
  const isNumber = (/** @type {string} */ cell) => /^\s*[^\p{L}\d]?\d/u.test(cell);
  const hasHead = !rows[0].some(isNumber) && rows[1].some(isNumber);
  return rows.map((cells, row) => {
    const line = cells.map((text, column) =>
      make(hasHead && row === 0 ? 'th' : 'td', isNumber(rows[1][column]) ? { class: 'figures' } : {}, text),
    );
    return make('tr', {}, ...line);
  });
}

/**
 * The address that a link may have: no other kind of URL can run code or reach into the device.
 * @param {string} target as the text has it
 */
function safe(target) {
  if (/^#\S+$/.test(target)) return target;
  if (!URL.canParse(target)) return undefined;
  const url = new URL(target);
  return /^(https?|mailto):$/.test(url.protocol) ? url.href : undefined;
}
