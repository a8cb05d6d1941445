// Regular expressions in a document: what matches, what does not compile, and that no pattern runs on for ever.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../../www/core.js';
import { searchPattern } from '../../www/patterns.js';

const { read } = await load();

const TEXT =
  'THE MILL REOPENS\n\nBy Ada Marsh\n\nFlour came at 9.30, and the mill-\ner smiled at ten.\n\nA SECOND WHEEL\n\nIt turns from 7.45 to 18.00 by day.\n';

test('matches are marked, counted by section and described, in reading order', async () => {
  const doc = read(TEXT);
  const blocks = doc.blocks();
  const { total, hits, marks, sections, complete } = await searchPattern(doc, '\\d+\\.\\d\\d');
  const found = Array.from({ length: marks.length / 3 }, (_, at) => {
    const [block, start, end] = marks.slice(3 * at, 3 * at + 3);
    return blocks[block].text.slice(start, end);
  });
  assert.deepEqual(found, ['9.30', '7.45', '18.00']);
  assert.deepEqual([total, hits.length, complete], [2, 2, true]);
  assert.deepEqual([...sections], [...doc.search('9.30 OR 7.45 OR 18.00').sections]);
  for (const { block, ranges, section } of hits) {
    assert.equal(blocks[block].text.slice(...ranges[0]), block === hits[0].block ? '9.30' : '7.45');
    assert.equal(section, doc.search(block === hits[0].block ? 'flour' : 'turns').hits[0].section);
  }
  assert.equal((await searchPattern(doc, 'miller')).total, 1, 'the reading text is searched, mended');
  assert.equal((await searchPattern(doc, 'FLOUR')).total, 1);
  assert.equal((await searchPattern(doc, 'FLOUR', { matchCase: true })).total, 0);
  assert.equal((await searchPattern(doc, '\\d', { limit: 1 })).hits.length, 1);
  assert.equal((await searchPattern(doc, '\\d', { section: hits[1].section })).total, 1);
  assert.equal((await searchPattern(doc, 'x*')).total, 0, 'nothing is no match');
  doc.free();
});

test('a pattern that does not compile says why', async () => {
  const doc = read(TEXT);
  await assert.rejects(searchPattern(doc, '(mill'), /^SyntaxError: this pattern does not compile: unterminated group$/);
  await assert.rejects(searchPattern(doc, '[z-a]'), /does not compile: range out of order/);
  doc.free();
});

test('a pattern that would never end is stopped', async () => {
  const doc = read(`Nothing here but a ${'a'.repeat(60)}!\n\nAnd more.`);
  const { complete, total } = await searchPattern(doc, '(a+)+$', { milliseconds: 50 });
  assert.deepEqual([complete, total], [false, 0]);
  doc.free();
});

test('a snippet of a long block holds the match, cut between words', async () => {
  const doc = read(`${'Many words came before. '.repeat(30)}A needle lay there. ${'And more came after. '.repeat(30)}`);
  const [{ snippet }] = (await searchPattern(doc, 'ne+dle')).hits;
  assert.match(snippet, /^….*needle.*…$/);
  assert.ok(snippet.length < 200 && doc.blocks()[0].text.includes(snippet.slice(1, -1)), snippet);
  doc.free();
});
