// Notes and the places that refer to them: which sign in the text belongs to which note, made into a link.

import { firstWhere } from './halving.js';
import { make } from './make.js';

/** @typedef {{ index: number, kind: string, text: string }} Block */
/** @typedef {{ block: number, start: number, end: number }} Place in UTF-16 units of the block's text */
/** @typedef {Place & { note: number, sign: string }} Reference `note`: its block; `sign`: what it begins with */

/** What opens a note: a number, in brackets or raised or neither, a letter in brackets, or one of the printer's signs. */
const OPENING = /^(?:\p{Ps}\^?\p{L}* ?(?<!\p{Ll})(\S{1,3}?)[\p{Pe}:]|\p{Lo}*(\p{N}{1,3})|([*†‡§¶※]+))/u;

/**
 * What may refer to a note. A bare number does only where it hangs on a word or on what closes one: `since.1`, not
 * `page 1` or `2.1`.
 */
const REFERENCE =
  /\p{Ps}\^?\p{L}* ?(?<!\p{Ll})(\S{1,3}?)\p{Pe}|(?<=\p{L}|(?:^|\D)[.,;:!?)\]"”’»。」』，、؟،؛])(\p{Nd}{1,3})(?![\p{Nd}\p{L}]|[.,]\d)|(\p{No}{1,3})|(?<!^)([*†‡§¶※]+)/gu;

/** Where a reference may stand: in running text. */
const RUNNING = ['paragraph', 'listItem', 'blockQuote', 'standfirst', 'heading', 'headline', 'verse', 'caption', 'pullQuote'];

/**
 * Pairs each note with the place that refers to it: the first one after the reference before, since notes are numbered
 * in order; or else the first one of all.
 * @param {Block[]} blocks
 * @returns {Reference[]} in the order of the text
 */
export function references(blocks) {
  /** What may refer, by its number or sign, in the order of the text. @type {Map<string, Place[]>} */
  const places = new Map();
  /** @type {Reference[]} */
  const found = [];
  /** @type {Place} */
  let last = { block: 0, start: 0, end: 0 };
  for (const { index: block, kind, text } of blocks) {
    const opening = kind === 'footnote' ? OPENING.exec(text) : null;
    if (opening) {
      const candidates = places.get(meaning(opening)) ?? [];
      const { block: before, end } = last;
      const next = firstWhere(0, candidates.length, (at) => isAfter(candidates[at], before, end));
      const place = candidates[next] ?? candidates[0];
      if (!place) continue;
      found.push({ ...place, note: block, sign: opening[0] });
      last = place;
    } else if (RUNNING.includes(kind)) {
      for (const match of text.matchAll(REFERENCE)) {
        const key = meaning(match);
        const known = places.get(key) ?? [];
        places.set(key, known);
        known.push({ block, start: match.index, end: match.index + match[0].length });
      }
    }
  }
  return found.sort((one, other) => one.block - other.block || one.start - other.start);
}

/** A number in digits, or a sign, and the round bracket before it if there is one. @param {RegExpMatchArray} match */
function meaning([whole, ...marks]) {
  return (/^[(（]/.exec(whole) ?? '') + marks.join('').normalize('NFKC');
}

/** @param {Place} place @param {number} block @param {number} end */
function isAfter(place, block, end) {
  return place.block > block || (place.block === block && place.start >= end);
}

/**
 * Makes a sign a link, where it stands in one piece of text.
 * @param {Range | undefined} range
 * @param {'doc-noteref' | 'doc-backlink'} role
 * @param {string} label
 * @param {string} id where it leads to
 */
export function linkSign(range, role, label, id) {
  if (!range) return undefined;
  if (range.startContainer !== range.endContainer || range.startContainer.nodeType !== Node.TEXT_NODE) return undefined;
  if (range.startContainer.parentElement?.closest('a')) return undefined;
  const looks = role === 'doc-noteref' && /^\d/.test(String(range)) ? 'raised' : '';
  const href = `#${encodeURIComponent(id)}`;
  const link = make('a', { class: `note-sign ${role} ${looks}`, href, 'aria-label': label, role });
  range.surroundContents(link);
  return link;
}
