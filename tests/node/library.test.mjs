// Libraries as a caller meets them: many documents, one search, saved and opened again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../../www/core.js';

const { read, library, libraryFrom } = await load();

const MILL =
  'THE MILL REOPENS\n\nBy Ada Marsh\n\nFlour came at noon, and the mill-\ner smiled.\n\nA SECOND WHEEL\n\nIt turns by day.\n';
const HARBOUR = 'Fog lay on the harbour.\n\nNo flour came by sea.\n';

function filled() {
  const shelf = library();
  shelf.addAll([
    { id: 'mill', text: MILL },
    { id: 'harbour', title: 'A quiet morning', text: HARBOUR },
  ]);
  return shelf;
}

test('a hit names its document, and block, section and ranges as that document counts them', () => {
  const shelf = filled();
  const { total, hits } = shelf.search('flour');
  assert.equal(total, 2);
  assert.equal(hits.length, 2);
  for (const { id, block, section, score, snippet, ranges } of hits) {
    const document = read(id === 'mill' ? MILL : HARBOUR);
    const { text } = document.blocks(block, block + 1)[0];
    assert.deepEqual(
      ranges.map(([start, end]) => text.slice(start, end).toLowerCase()),
      ['flour'],
    );
    assert.equal(snippet, text);
    assert.equal(section, document.search('flour').hits[0].section);
    assert.ok(score > 0);
    document.free();
  }
  assert.deepEqual(
    shelf.search('miller').hits.map(({ id }) => id),
    ['mill'],
  );
  assert.equal(shelf.search('flour', { limit: 1 }).hits.length, 1);
  assert.equal(shelf.search('flour', { limit: 1 }).total, 2);
  assert.equal(shelf.search('Flour', { matchCase: true }).total, 1);
  assert.equal(shelf.search('harbuor').hits[0].id, 'harbour');
  assert.equal(shelf.search('harbuor', { fuzzy: false }).suggestion, 'harbour');
  shelf.free();
});

test('what a search found can be looked at after the library has changed', () => {
  const shelf = filled();
  const before = shelf.search('flour');
  const expected = structuredClone(shelf.search('flour'));
  const last = shelf.search('flour');
  shelf.remove('mill');
  assert.deepEqual(structuredClone(last), expected);
  assert.throws(() => before.hits[0].snippet, /has changed/);
  assert.equal(shelf.search('flour').total, 1);
  shelf.free();
});

test('a title that the text does not begin with is searched too', () => {
  const shelf = filled();
  const [hit] = shelf.search('quiet').hits;
  assert.deepEqual({ ...hit, score: 0 }, { id: 'harbour', block: 0, score: 0, snippet: 'A quiet morning', ranges: [] });
  assert.equal(shelf.search('flour in:quiet').hits[0].block, 1);
  shelf.add({ id: 'mill', title: 'The mill reopens', text: MILL });
  shelf.add({ id: 'same', title: 'THE MILL REOPENS', text: MILL });
  assert.equal(
    shelf.search('reopens in:reopens').hits.filter(({ id }) => id === 'same').length,
    1,
    'a title of the text’s own is not held twice',
  );
  shelf.free();
});

test('texts are replaced and removed', () => {
  const shelf = filled();
  shelf.add({ id: 'mill', text: 'Nothing is ground here.' });
  assert.equal(shelf.size, 2);
  assert.deepEqual(
    shelf.search('flour').hits.map(({ id }) => id),
    ['harbour'],
  );
  assert.equal(shelf.remove('harbour'), true);
  assert.equal(shelf.remove('harbour'), false);
  assert.deepEqual([shelf.size, shelf.search('flour').total], [1, 0]);
  shelf.addAll([]);
  shelf.add({ id: '', text: '' });
  assert.equal(shelf.size, 2);
  shelf.free();
});

test('any ids and texts keep to themselves', () => {
  const shelf = library();
  const ids = ['a\nb', 'x\ud83d', '\ude00', 'é', ' ', '𝒳'];
  shelf.addAll(ids.map((id, number) => ({ id, text: `text ${'𝒳'.repeat(number)} number${number}\n` })));
  for (const [number, id] of ids.entries())
    assert.equal(shelf.search(`number${number} `).hits[0].id, id.replace(/\ud83d|\ude00/, '\ufffd'));
  shelf.free();
});

test('what is saved opens and finds the same', () => {
  const shelf = filled();
  const bytes = shelf.save();
  assert.ok(bytes instanceof Uint8Array);
  const copy = new Uint8Array([0, ...bytes]);
  for (const given of [bytes, bytes.slice().buffer, copy.subarray(1), new DataView(copy.buffer, 1)]) {
    const opened = libraryFrom(given);
    assert.deepEqual(opened.search('flour'), shelf.search('flour'));
    opened.free();
  }
  shelf.free();
});

test('bytes that are no library of ours are refused, and the core goes on', () => {
  const bytes = filled().save();
  const versioned = bytes.slice();
  versioned[4] = 7;
  const cases = [
    [new Uint8Array(), /no saved library/],
    [new TextEncoder().encode('{"documents":[]}'), /no saved library/],
    [bytes.subarray(0, bytes.length - 1), /damaged/],
    [bytes.map((byte, at) => (at === 60 ? byte ^ 1 : byte)), /damaged/],
    [versioned, /saved in form 7/],
  ];
  for (const [given, message] of cases)
    assert.throws(() => libraryFrom(/** @type {Uint8Array} */ (given)), { name: 'Error', message });
  // @ts-expect-error a string is not bytes
  assert.throws(() => libraryFrom('bytes'), { name: 'TypeError', message: /bytes is a string/ });
  assert.equal(filled().search('flour').total, 2);
});

test('what cannot be added is named, and nothing is added', () => {
  const shelf = library();
  const one = { id: 'a', text: 'one' };
  // @ts-expect-error a number is no text
  assert.throws(() => shelf.addAll([one, { id: 'b', text: 2 }]), /text is 2, and should be a string/);
  // @ts-expect-error there is no such format
  assert.throws(() => shelf.addAll([one, { id: 'b', text: 'two', format: 'pdf' }]), /no format "pdf"/);
  assert.equal(shelf.size, 0);
  shelf.free();
  shelf.free();
  assert.throws(() => shelf.search('one'), /this library was freed/);
});
