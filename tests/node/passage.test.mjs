// A link to a passage means that passage and no other, and leads back to exactly it.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { load } from '../../www/core.js';
import { fragmentFor, passageFor } from '../../www/passage.js';

/** @typedef {import('../../www/passage.js').Passage} Passage */

/** A page of a newspaper from outside the project. */
const ARTICLE = new URL('../../../shared/newspaper/article.txt', import.meta.url);

/** @type {Record<string, string[]>} the texts of the blocks of each sample */
const samples = {};

before(async () => {
  const { read } = await load();
  for (const name of ['swifts', 'steamer', 'fallow-point', 'kariz', 'furin']) {
    const document = read(readFileSync(new URL(`../../www/samples/${name}.txt`, import.meta.url), 'utf8'));
    samples[name] = document.blocks().map(({ text }) => text);
    document.free();
  }
  if (existsSync(ARTICLE))
    samples['a newspaper article'] = read(readFileSync(ARTICLE, 'utf8'))
      .blocks()
      .map(({ text }) => text);
});

/** The passage of `words` in a block, the first one or a later one. @param {string[]} blocks @param {number} block @param {string} words @param {number} [which] @returns {Passage} */
function passage(blocks, block, words, which = 0) {
  let start = -1;
  for (let at = 0; at <= which; at++) start = blocks[block].indexOf(words, start + 1);
  return { from: [block, start], to: [block, start + words.length] };
}

const BELL = [
  'The old bell rang.',
  'Nobody heard the old bell ring again, and “the old bell” was sold.',
  'The old bell',
  'rang.',
];

test('one word that stands once is named alone', () => {
  assert.equal(fragmentFor(BELL, passage(BELL, 1, 'sold')), 'text=sold');
});

test('words that stand more than once get as much around them as tells them apart', () => {
  assert.equal(fragmentFor(BELL, passage(BELL, 1, 'the old bell')), 'text=heard-,the%20old%20bell,-ring');
  assert.equal(fragmentFor(BELL, passage(BELL, 1, 'the old bell', 1)), 'text=and%20%E2%80%9C-,the%20old%20bell,-%E2%80%9D%20was');
});

test('at the beginning of a block, the block before tells them apart', () => {
  assert.equal(fragmentFor(BELL, passage(BELL, 2, 'The old bell')), 'text=sold.-,The%20old%20bell,-rang');
});

test('what begins within a word takes in the word', () => {
  assert.equal(fragmentFor(BELL, passage(BELL, 1, 'body hea')), 'text=Nobody%20heard');
});

test('what would be read as a part of the form is escaped', () => {
  const blocks = ['A well-known, half-true & odd thing'];
  const fragment = fragmentFor(blocks, passage(blocks, 0, 'well-known, half-true & odd'));
  assert.equal(fragment, 'text=well%2Dknown%2C%20half%2Dtrue%20%26%20odd');
  assert.deepEqual(passageFor(blocks, `#:~:${fragment}`), passage(blocks, 0, 'well-known, half-true & odd'));
});

test('a fragment that means nothing here, or is damaged, gives nothing', () => {
  for (const hash of [
    '',
    '#',
    '#bell',
    '#:~:text=',
    '#:~:text=%E0%A4%A',
    '#:~:text=,',
    '#:~:text=nowhere',
    '#:~:text=old%20be',
  ]) {
    assert.equal(passageFor(BELL, hash), undefined, hash);
  }
});

for (const name of ['swifts', 'steamer', 'fallow-point', 'kariz', 'furin', 'a newspaper article']) {
  test(`${name}: every passage of whole words leads back to itself`, (t) => {
    const blocks = samples[name];
    if (!blocks) return t.skip('the text is not here');
    let seed = 1;
    const random = (/** @type {number} */ below) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    let tried = 0;
    let widened = 0;
    while (tried < 300) {
      const from = random(blocks.length);
      const to = Math.min(from + [0, 0, 0, 1, 3][random(5)], blocks.length - 1);
      const [first, last] = [words(blocks[from]), words(blocks[to])];
      if (!first.length || !last.length) continue;
      const begin = random(first.length);
      const end = to === from ? begin + random(Math.min(first.length - begin, 60)) : random(last.length);
      /** @type {Passage} */
      const wanted = { from: [from, first[begin][0]], to: [to, last[end][1]] };
      tried++;
      const found = passageFor(blocks, `#:~:${fragmentFor(blocks, wanted)}`);
      // A part of a pull quote, whose words the paragraph has too, is named by the whole of it.
      if (!found || String([found.from, found.to]) === String([wanted.from, wanted.to])) assert.deepEqual(found, wanted);
      else assert.deepEqual(found, { from: [from, 0], to: [to, blocks[to].length] });
      if (found?.from[1] !== wanted.from[1]) widened++;
    }
    assert.ok(widened < 30, `${widened} of 300 had to be widened`);
  });
}

/** @param {string} text @returns {[number, number][]} */
function words(text) {
  const segments = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)];
  return segments.filter(({ isWordLike }) => isWordLike).map(({ index, segment }) => [index, index + segment.length]);
}
