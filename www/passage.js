// Links to a passage: text fragments (`#:~:text=…`) that mean this passage and no other, and the passage that one means.
//
// A fragment names a passage by its words, `text=[prefix-,]start[,end][,-suffix]`, and a browser goes to the first place
// that fits. Which words are enough can only be told from the whole text:
//
//   … the old bell rang. Nobody heard the old bell ring again. …      the second `the old bell`:
//                                                                     text=heard-,the%20old%20bell

/** @typedef {[block: number, offset: number]} Place in the text of a block, in UTF-16 units */
/** @typedef {{ from: Place, to: Place }} Passage half-open */
/** @typedef {{ prefix?: string, start: string, end?: string, suffix?: string }} Fragment as the words read, folded */

/** A passage up to so many letters is named whole; a longer one by its beginning and its end. */
const WHOLE = 100;

/** Words that name the beginning, or the end, of a longer one. */
const WORDS = 4;

/** Words of context that are tried on either side. Where they do not do, the text repeats itself at length, and the first place is as good. */
const CONTEXT = 24;

/** How far context words are looked for, in UTF-16 units. */
const REACH = 600;

/** Between blocks, where no word goes on. */
const BREAK = '\n';

/**
 * @param {string[]} blocks the texts of all blocks, in order
 * @param {Passage} passage
 * @returns {string} what stands behind `#:~:`
 */
export function fragmentFor(blocks, { from, to }) {
  const { text, starts } = joined(blocks);
  const folded = fold(text);
  const selected = text.slice(starts[from[0]] + from[1], starts[to[0]] + to[1]);
  const begin = starts[from[0]] + from[1] + Math.max(selected.search(/\S/), 0);
  const end = starts[from[0]] + from[1] + selected.trimEnd().length;
  const lastBlock = starts.findLastIndex((start) => start < end);
  // Context reaches no further than the block before and the block after. A pull quote has the words of its paragraph, and
  // a part of it cannot be told from theirs: the whole of it can.
  const whole = { begin: starts[from[0]], end: starts[lastBlock] + blocks[lastBlock].length };
  for (const wanted of [{ begin, end }, whole]) {
    for (let context = 0; context < CONTEXT; context++) {
      const { fragment, span } = named(text, wanted, context);
      const [found, other] = matches(folded, fragment);
      if (found && !other && found[0] === span[0] && found[1] === span[1]) return directive(fragment);
    }
  }
  return directive(named(text, { begin, end }, CONTEXT).fragment);
}

/**
 * Names what stands between two places, with so many words of context.
 * @param {string} text
 * @param {{ begin: number, end: number }} wanted
 * @param {number} context
 * @returns {{ fragment: Fragment, span: [begin: number, end: number] }}
 */
function named(text, { begin, end }, context) {
  const around = wordsAround(text, begin, end);
  const words = around.filter(([at, to]) => to > begin && at < end);
  // A passage that begins or ends within a word takes in the whole of it: browsers find whole words only.
  const first = Math.min(words[0]?.[0] ?? begin, begin);
  const last = Math.max(words.at(-1)?.[1] ?? end, end);
  const passage = text.slice(first, last);
  /** @type {Fragment} */
  const fragment = { start: passage };
  if (passage.length > WHOLE || passage.includes(BREAK)) {
    const lines = passage.split(BREAK);
    const opening = Math.min(words[WORDS - 1]?.[1] ?? last, first + lines[0].length);
    const closing = Math.max(words.at(-WORDS)?.[0] ?? first, last - lines[lines.length - 1].length, opening);
    fragment.start = text.slice(first, opening);
    fragment.end = text.slice(closing, last);
  }
  const inOneBlock = (/** @type {string} */ words) => !words.includes(BREAK);
  const before = around.filter(([at]) => at < first).map(([at]) => text.slice(at, first).trim());
  const after = around.filter(([, to]) => to > last).map(([, to]) => text.slice(last, to).trim());
  const prefix = before.reverse().slice(0, context).filter(inOneBlock).at(-1);
  const suffix = after.slice(0, context).filter(inOneBlock).at(-1);
  return { fragment: { ...fragment, prefix, suffix }, span: [first, last] };
}

/**
 * The passage that a fragment means; undefined where there is none.
 * @param {string[]} blocks the texts of all blocks, in order
 * @param {string} hash of an address, with or without what stands before `:~:`
 * @returns {Passage | undefined}
 */
export function passageFor(blocks, hash) {
  const fragment = parsed(hash);
  if (!fragment) return undefined;
  const { text, starts } = joined(blocks);
  const [found] = matches(fold(text), fragment);
  if (!found) return undefined;
  const place = (/** @type {number} */ at) => {
    const block = starts.findLastIndex((start) => start <= at);
    return /** @type {Place} */ ([block, at - starts[block]]);
  };
  const [block, last] = place(found[1] - 1);
  return { from: place(found[0]), to: [block, last + 1] };
}

/** @param {string[]} blocks */
function joined(blocks) {
  let at = 0;
  const starts = blocks.map((text) => {
    const start = at;
    at += text.length + BREAK.length;
    return start;
  });
  // Within a block, every space reads as one, line ends too.
  return { text: blocks.map((text) => text.replace(/\s/g, ' ')).join(BREAK), starts };
}

/** Letter case and accents aside, as browsers compare; unit by unit, so that offsets stay. @param {string} text */
function fold(text) {
  return text.replace(/[^\0-\x7f]|[A-Z]/g, (unit) => {
    const lower = unit.normalize('NFD')[0].toLowerCase();
    return lower.length === 1 ? lower : unit;
  });
}

/**
 * Where the words near a passage begin and end.
 * @param {string} text @param {number} begin @param {number} end
 * @returns {[begin: number, end: number][]}
 */
function wordsAround(text, begin, end) {
  const from = Math.max(begin - REACH, 0);
  const part = text.slice(from, end + REACH);
  const words = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(part)].filter(({ isWordLike }) => isWordLike);
  return words.map(({ index, segment }) => [from + index, from + index + segment.length]);
}

/** Two letters between which a word of an alphabet goes on; of words that stand without spaces between them, there is no telling. */
const WITHIN =
  /^(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}])[\p{L}\p{N}\p{M}]){2}$/u;

/**
 * The first two places that fit.
 * @param {string} text folded @param {Fragment} fragment
 * @returns {[begin: number, end: number][]}
 */
function matches(text, { prefix = '', start, end, suffix = '' }) {
  const isBound = (/** @type {number} */ at) => !WITHIN.test(text.slice(at - 1, at + 1));
  const [before, begin, close, after] = [prefix, start, end ?? start, suffix].map(fold);
  const found = [];
  for (let at = text.indexOf(before || begin); at >= 0 && found.length < 2; at = text.indexOf(before || begin, at + 1)) {
    const first = skipped(text, at + before.length);
    if (!isBound(at) || !text.startsWith(begin, first)) continue;
    for (
      let last = end ? text.indexOf(close, first + begin.length) : first;
      last >= 0;
      last = end ? text.indexOf(close, last + 1) : -1
    ) {
      const to = last + close.length;
      const next = after ? skipped(text, to) : to;
      if (!text.startsWith(after, next) || !isBound(next + after.length) || (end && !isBound(last))) continue;
      found.push(/** @type {[number, number]} */ ([first, to]));
      break;
    }
  }
  return found;
}

/** Over the space that stands between two terms, and the end of a block. @param {string} text @param {number} at */
function skipped(text, at) {
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}

/** @param {Fragment} fragment */
function directive({ prefix, start, end, suffix }) {
  const encoded = (/** @type {string} */ words) => encodeURIComponent(words).replaceAll('-', '%2D');
  const terms = [encoded(start)];
  if (prefix) terms.unshift(`${encoded(prefix)}-`);
  if (end) terms.push(encoded(end));
  if (suffix) terms.push(`-${encoded(suffix)}`);
  return `text=${terms.join(',')}`;
}

/** @param {string} hash @returns {Fragment | undefined} */
function parsed(hash) {
  const terms = /[#:]text=(?:([^,:]+)-,)?([^,:]+)(?:,([^-,:][^,:]*))?(?:,-([^,:]+))?(?::|$)/.exec(hash) ?? [];
  try {
    const [, prefix, start, end, suffix] = Array.from(terms, (term) => term && decodeURIComponent(term).replace(/\s+/g, ' '));
    return start ? { prefix, start, end, suffix } : undefined;
  } catch {
    // Damaged escapes name nothing.
    return undefined;
  }
}
