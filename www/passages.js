// Where a range of the page stands in the text: which blocks, from where to where.

/**
 * @param {Range} range
 * @param {number} length the number of blocks
 * @param {(block: number) => HTMLElement | undefined} element
 * @returns {[block: number, start: number, end: number][]} in UTF-16 units of the block's text, half-open
 */
export function passagesOf(range, length, element) {
  /** @type {[block: number, start: number, end: number][]} */
  const passages = [];
  for (let block = firstFrom(range, length, element); block < length; block++) {
    const text = element(block);
    if (!text || !range.intersectsNode(text)) break;
    const start = text.contains(range.startContainer) ? offsetIn(text, range.startContainer, range.startOffset) : 0;
    const end = text.contains(range.endContainer)
      ? offsetIn(text, range.endContainer, range.endOffset)
      : (text.textContent?.length ?? 0);
    if (start < end) passages.push([block, start, end]);
  }
  return passages;
}

/**
 * The first block that does not end before the range; they stand in order, so halving finds it.
 * @param {Range} range
 * @param {number} length
 * @param {(block: number) => HTMLElement | undefined} element
 */
function firstFrom(range, length, element) {
  let from = 0;
  let to = length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const text = element(middle);
    if (text && range.comparePoint(text, text.childNodes.length) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** @param {HTMLElement} text @param {Node} node @param {number} offset */
function offsetIn(text, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(text);
  range.setEnd(node, offset);
  return range.toString().length;
}
