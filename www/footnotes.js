// Notes and the places that refer to them: which sign in the text belongs to which note, made into a link.

/** @typedef {{ index: number, kind: string, text: string }} Block */
/** @typedef {{ block: number, start: number, end: number, note: number, sign: string }} Reference in UTF-16 units of the block's text */

/** What opens a note: a number, in brackets or raised or not, or one of the printer's signs. */
const SIGN = /^(?:\[(\d{1,3})\]|(\d{1,3})\b|([⁰¹²³⁴-⁹]+)|([*†‡§]+))/;

/** Where a reference may stand: in running text. */
const RUNNING = ['paragraph', 'listItem', 'blockQuote', 'standfirst', 'heading', 'headline', 'verse', 'caption', 'pullQuote'];

/**
 * Pairs each note with the place that refers to it: the first one after the reference before, since notes are numbered in order.
 * @param {Block[]} blocks
 * @returns {Reference[]}
 */
export function references(blocks) {
  /** @type {Reference[]} */
  const found = [];
  /** Where the last reference ended. */
  let after = { block: 0, offset: 0 };
  for (const { index: note, kind, text } of blocks) {
    const opening = kind === 'footnote' ? SIGN.exec(text) : null;
    if (!opening) continue;
    const pattern = patternOf(opening);
    const reference = find(blocks, pattern, after, note) ?? find(blocks, pattern, { block: 0, offset: 0 }, note);
    if (!reference) continue;
    found.push({ ...reference, note, sign: opening.slice(1).find(Boolean) ?? '' });
    after = { block: reference.block, offset: reference.end };
  }
  return found.sort((one, other) => one.block - other.block || one.start - other.start);
}

/**
 * A bare number refers to a note only where it hangs on a word or on what closes one: `since.1`, not `page 1` or `2.1`.
 * @param {RegExpExecArray} opening
 */
function patternOf([, bracketed, bare, raised, printed]) {
  const number = bracketed ?? bare;
  if (number)
    return new RegExp(
      `\\[${number}\\]|(?<=\\p{L}|(?:^|\\D)[.,;:!?)\\]"”’»])${number}(?![\\d\\p{L}]|[.,]\\d)|${raisedOf(number)}(?![⁰¹²³⁴-⁹])`,
      'u',
    );
  const sign = raised ?? printed;
  return new RegExp(`(?<=\\S)${sign.replaceAll('*', '\\*')}(?![*†‡§⁰¹²³⁴-⁹])`, 'u');
}

/** @param {string} number */
function raisedOf(number) {
  return number.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
}

/**
 * @param {Block[]} blocks
 * @param {RegExp} pattern
 * @param {{ block: number, offset: number }} after
 * @param {number} before a block
 */
function find(blocks, pattern, after, before) {
  for (let block = after.block; block < before; block++) {
    const { kind, text } = blocks[block];
    if (!RUNNING.includes(kind)) continue;
    const from = block === after.block ? after.offset : 0;
    const match = pattern.exec(text.slice(from));
    if (match) return { block, start: from + match.index, end: from + match.index + match[0].length };
  }
  return undefined;
}

/**
 * Makes a reference a link, where it stands in one piece of text.
 * @param {Range} range
 * @param {string} label
 * @param {string} id of the note
 */
export function linkReference(range, label, id) {
  if (range.startContainer !== range.endContainer || range.startContainer.nodeType !== Node.TEXT_NODE) return undefined;
  if (range.startContainer.parentElement?.closest('a')) return undefined;
  const link = document.createElement('a');
  link.className = /^\d/.test(range.toString()) ? 'note-reference raised' : 'note-reference';
  link.href = `#${encodeURIComponent(id)}`;
  link.ariaLabel = label;
  link.setAttribute('role', 'doc-noteref');
  range.surroundContents(link);
  return link;
}
