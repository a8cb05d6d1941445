// Where a range of the page stands in the text: which blocks, from where to where; and the range of a piece of text.

import { firstWhere } from './halving.js';

/**
 * @param {Range} range
 * @param {number} length the number of blocks
 * @param {(block: number) => HTMLElement | undefined} element
 * @returns {[block: number, start: number, end: number][]} in UTF-16 units of the block's text, half-open
 */
export function passagesOf(range, length, element) {
  /** @type {[block: number, start: number, end: number][]} */
  const passages = [];
  // The first block that does not end before the range.
  const first = firstWhere(0, length, (block) => {
    const text = element(block);
    return !text || range.comparePoint(text, text.childNodes.length) >= 0;
  });
  for (let block = first; block < length; block++) {
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
 * A half-open range of an element's text, in UTF-16 units. Where another program rewrote the text, as much as is left.
 * @param {HTMLElement} element
 * @param {number} start
 * @param {number} end
 */
export function rangeIn(element, start, end) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = /** @type {Text | null} */ (walker.nextNode()); node; node = /** @type {Text | null} */ (walker.nextNode())) {
    if (start >= at && start < at + node.length) range.setStart(node, start - at);
    if (end > at && end <= at + node.length) {
      range.setEnd(node, end - at);
      break;
    }
    at += node.length;
  }
  return range;
}

/** @param {HTMLElement} text @param {Node} node @param {number} offset */
function offsetIn(text, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(text);
  range.setEnd(node, offset);
  return range.toString().length;
}
