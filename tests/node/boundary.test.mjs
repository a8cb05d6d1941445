// The core's public names as a caller meets them: what they give, what they refuse, and what happens after a failure.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as core from '../../www/core.js';

const TEXT =
  'THE MILL REOPENS\n\nBy Ada Marsh\n\nThe old mill on the river opened its doors again on Sat-\nurday. Flour came at noon.\n\nThe miller smiled.\n';
const WASM = new URL('../../www/wasm/pilcrow_bg.wasm', import.meta.url);

const copies = mkdtempSync(path.join(tmpdir(), 'pilcrow-core-'));
after(() => rmSync(copies, { recursive: true }));

/**
 * A core with a Wasm instance of its own, from a copy of the files; `without` names those to leave out.
 * @param {string[]} [without]
 * @returns {Promise<typeof core & Pick<typeof import('../../www/stems.js'), 'loadStems'> & Pick<typeof import('../../www/markup.js'), 'loadMarkup'>>}
 */
async function freshCore(without = []) {
  const folder = mkdtempSync(path.join(copies, 'copy-'));
  for (const name of ['core.js', 'markup.js', 'stems.js', 'teller.js', 'wasm'])
    cpSync(new URL(`../../www/${name}`, import.meta.url), path.join(folder, name), { recursive: true });
  for (const name of without) rmSync(path.join(folder, 'wasm', name));
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  const core = await import(pathToFileURL(path.join(folder, 'core.js')).href);
  const { loadStems } = await import(pathToFileURL(path.join(folder, 'stems.js')).href);
  const { loadMarkup } = await import(pathToFileURL(path.join(folder, 'markup.js')).href);
  return { ...core, loadStems, loadMarkup };
}

const { read } = await core.load();

test('the module exports load and two classes, and load gives the ways to read and to hold many texts', async () => {
  assert.deepEqual(Object.keys(core).sort(), [
    'PilcrowDocument',
    'PilcrowLibrary',
    'load',
    'moduleFrom',
    'primaryTag',
    'readyFor',
  ]);
  assert.deepEqual(Object.keys(await core.load()).sort(), ['library', 'libraryFrom', 'read', 'readInSteps']);
});

test('a text read in steps reads as one read at once, and pauses between the steps', async () => {
  const { readInSteps } = await core.load();
  let pauses = 0;
  const stepped = await readInSteps(TEXT, { pause: () => (pauses += 1) });
  assert.deepEqual(stepped.blocks(), read(TEXT).blocks());
  assert.ok(pauses > 5, `${pauses} pauses`);
});

test('reading in steps is given up with its signal', async () => {
  const { readInSteps } = await core.load();
  const given = new AbortController();
  await assert.rejects(readInSteps(TEXT, { pause: () => given.abort(), signal: given.signal }), { name: 'AbortError' });
});

test('a document has the public names', () => {
  const doc = read(TEXT);
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(doc)).sort();
  const expected = 'blocks constructor export free indexFor lang length omissions outline remarks search sourceOf';
  assert.deepEqual(names, expected.split(' '));
  doc.free();
});

test('blocks are numbered, in order, and say where they stand', () => {
  const doc = read(TEXT);
  const blocks = doc.blocks();
  assert.equal(blocks.length, doc.length);
  assert.deepEqual(
    blocks.map(({ index }) => index),
    Array.from({ length: doc.length }, (_, index) => index),
  );
  const mended = blocks.find(({ text }) => text.includes('Saturday'));
  assert.ok(mended, 'the broken word is whole again');
  assert.equal(mended.kind, 'paragraph');
  for (const [start, end] of mended.source) assert.ok(start < end && end <= TEXT.length);
  doc.free();
});

test('a range of blocks is half-open and stops at the end', () => {
  const doc = read(TEXT);
  assert.deepEqual(doc.blocks(1, 3), doc.blocks().slice(1, 3));
  assert.deepEqual(doc.blocks(1, 1), []);
  assert.deepEqual(doc.blocks(2, 1), []);
  assert.deepEqual(doc.blocks(doc.length, doc.length + 9), []);
  assert.deepEqual(doc.blocks(0, 2 ** 40), doc.blocks());
  doc.free();
});

test('sourceOf leads from a mended word back to its pieces', () => {
  const doc = read(TEXT);
  const block = doc.blocks().find(({ text }) => text.includes('Saturday'));
  assert.ok(block);
  const start = block.text.indexOf('Saturday');
  const pieces = doc.sourceOf(block.index, start, start + 'Saturday'.length).map(([from, to]) => TEXT.slice(from, to));
  assert.equal(pieces.join('').replace('-\n', ''), 'Saturday');
  doc.free();
});

test('a search counts, marks and describes', () => {
  const doc = read(TEXT);
  const { total, hits, marks, sections } = doc.search('mill');
  const blocks = doc.blocks();
  assert.ok(total > 0);
  assert.ok(marks instanceof Uint32Array && sections instanceof Uint32Array);
  assert.equal(marks.length % 3, 0);
  for (let at = 0; at < marks.length; at += 3) {
    assert.match(blocks[marks[at]].text.slice(marks[at + 1], marks[at + 2]), /^mill/i);
  }
  for (const { block, ranges, snippet } of hits) {
    assert.ok(ranges.length > 0 && snippet.length > 0);
    for (const [start, end] of ranges) assert.match(blocks[block].text.slice(start, end), /^mill/i);
  }
  assert.equal(doc.search('mill', { limit: 1 }).hits.length, 1);
  assert.equal(doc.search('mill', { limit: 1 }).total, total);
  doc.free();
});

test('what a search found can be looked at later: after another search, and after the document is freed', () => {
  const doc = read(TEXT);
  const first = doc.search('mill');
  const second = doc.search('saturday');
  const [mill, saturday] = ['mill', 'saturday'].map((query) => structuredClone(doc.search(query)));
  assert.deepEqual(structuredClone(first), mill);
  const last = doc.search('saturday');
  doc.free();
  assert.deepEqual(structuredClone(last), saturday);
  assert.deepEqual(structuredClone(first), mill);
  assert.throws(() => second.marks, /was freed/);
  assert.throws(() => second.hits[0].ranges, /was freed/);
});

test('letters are found within words, as they stand', () => {
  const doc = read('The windmill, the mill - and Mill Lane.');
  const found = (/** @type {string} */ query, /** @type {core.SearchOptions} */ options) =>
    doc.search(query, options).hits.flatMap(({ ranges }) => ranges);
  assert.deepEqual(found('ill', { substring: true }), [
    [9, 12],
    [19, 22],
    [30, 33],
  ]);
  assert.deepEqual(found('mill -', { substring: true }), [[18, 24]]);
  assert.deepEqual(found('Mill', { substring: true, matchCase: true }), [[29, 33]]);
  assert.deepEqual(found('mill', { substring: true, wholeWord: true, limit: 1 }), [
    [18, 22],
    [29, 33],
  ]);
  doc.free();
});

test('a search at once takes what is indexed so far, and says whether that is all', () => {
  const paragraphs = Array.from({ length: 500 }, (_, number) => `Sack ${number} stood by the river.`);
  const doc = read(paragraphs.join('\n\n'));
  doc.indexFor(0);
  const part = doc.search('sack', { atOnce: true });
  assert.equal(part.complete, false);
  assert.ok(part.total > 0 && part.total < 500);
  while (doc.indexFor(0));
  const whole = doc.search('sack', { atOnce: true });
  assert.deepEqual([whole.complete, whole.total], [true, 500]);
  assert.deepEqual(whole.marks.slice(0, part.marks.length), part.marks);
  doc.free();
});

test('an index made in slices finds what an index made at once finds', () => {
  const paragraphs = Array.from(
    { length: 3000 },
    (_, number) => `The miller counted sack number ${number} by the river, and smiled.`,
  );
  const text = paragraphs.join('\n\n');
  const sliced = read(text);
  let slices = 1;
  while (sliced.indexFor(0)) slices += 1;
  assert.ok(slices > 1, 'one slice did it all');
  assert.equal(sliced.indexFor(0), false);
  const whole = read(text);
  assert.deepEqual(structuredClone(sliced.search('sack 77')), structuredClone(whole.search('sack 77')));
  sliced.free();
  whole.free();
});

test('every export format gives text that holds the words', () => {
  const doc = read(TEXT);
  for (const format of /** @type {const} */ (['markdown', 'html', 'json', 'text'])) {
    assert.match(doc.export(format), /Saturday/, format);
  }
  const { blocks } = JSON.parse(doc.export('json'));
  assert.deepEqual(
    blocks.map((/** @type {core.Block} */ { text }) => text),
    doc.blocks().map(({ text }) => text),
  );
  doc.free();
});

test('a lone surrogate reads as U+FFFD and keeps its place', () => {
  const text = 'one \ud83d two \udc00 three 😀 four';
  const doc = read(text);
  const [block] = doc.blocks();
  assert.equal(block.text, 'one \ufffd two \ufffd three 😀 four');
  assert.equal(block.text.length, text.length);
  const start = block.text.indexOf('four');
  assert.deepEqual(doc.sourceOf(0, start, start + 4), [[start, start + 4]]);
  doc.free();
});

test('any string is read, the empty one too', () => {
  for (const text of ['', ' ', '\n\n', '\0', '\ufeff', '\r']) {
    const doc = read(text);
    assert.equal(doc.blocks().length, doc.length, JSON.stringify(text));
    assert.deepEqual(doc.search('x').hits, []);
    doc.free();
  }
});

test('arguments of the wrong type are named, with what is wanted', () => {
  const doc = read(TEXT);
  /** @type {any} */
  const loose = doc;
  /** @type {any} */
  const looseRead = read;
  assert.throws(() => looseRead(), { name: 'TypeError', message: 'text is undefined, and should be a string' });
  assert.throws(() => looseRead(new Uint8Array(2)), {
    name: 'TypeError',
    message: 'text is a Uint8Array, and should be a string',
  });
  assert.throws(() => looseRead('x', { format: 7 }), { name: 'TypeError', message: 'format is 7, and should be a string' });
  assert.throws(() => loose.search(null), { name: 'TypeError', message: 'query is null, and should be a string' });
  assert.throws(() => loose.search('x', { limit: '5' }), {
    name: 'TypeError',
    message: 'limit is a string, and should be a number',
  });
  assert.throws(() => loose.search('x', { wholeWord: 1 }), {
    name: 'TypeError',
    message: 'wholeWord is 1, and should be true or false',
  });
  assert.throws(() => loose.blocks('0'), { name: 'TypeError', message: 'from is a string, and should be a number' });
  assert.throws(() => doc.blocks(-1), { name: 'RangeError', message: 'from is -1, and should be a whole number from 0 up' });
  assert.throws(() => doc.blocks(0, 1.5), { name: 'RangeError', message: 'to is 1.5, and should be a whole number from 0 up' });
  assert.throws(() => loose.indexFor(), { name: 'TypeError', message: 'milliseconds is undefined, and should be a number' });
  assert.throws(() => loose.export(), { name: 'TypeError', message: 'format is undefined, and should be a string' });
  assert.throws(() => doc.sourceOf(doc.length, 0, 1), {
    name: 'RangeError',
    message: /^block is \d+, and the document has \d+$/,
  });
  doc.free();
});

test('an unknown format is named, with those there are', () => {
  const doc = read(TEXT);
  /** @type {any} */
  const unknown = 'rtf';
  assert.throws(() => read(TEXT, { format: unknown }), /no format "rtf".*auto.*plain/);
  assert.throws(() => doc.export(unknown), /no export format "rtf".*json.*markdown/);
  assert.ok(doc.length > 0, 'the document outlives the refusal');
  doc.free();
});

test('a freed document says so, and freeing it again is harmless', () => {
  const doc = read(TEXT);
  doc.free();
  doc.free();
  for (const use of [() => doc.length, () => doc.outline, () => doc.blocks(), () => doc.search('x'), () => doc.export('text')]) {
    assert.throws(use, { name: 'Error', message: 'this document was freed, and cannot be used any more' });
  }
});

test('loads at the same time share one core', async () => {
  const { load } = await freshCore();
  const cores = await Promise.all([load(), load(), load({ wasm: WASM })]);
  assert.equal(new Set(cores).size, 1);
});

test('load takes the Wasm as a URL, a string, bytes, a Response or a Module', async () => {
  const bytes = readFileSync(WASM);
  const ways = {
    url: () => WASM,
    string: () => WASM.href,
    buffer: () => new Uint8Array(bytes).buffer,
    view: () => bytes,
    'response with its type': () => new Response(bytes, { headers: { 'content-type': 'application/wasm' } }),
    'response without': () => new Response(bytes),
    module: () => new WebAssembly.Module(bytes),
  };
  for (const [way, wasm] of Object.entries(ways)) {
    const { load } = await freshCore();
    const { read } = await load({ wasm: wasm() });
    assert.equal(read('Words.').blocks()[0].text, 'Words.', way);
  }
});

test('a load that fails says why, and may be tried again', async () => {
  const { load } = await freshCore();
  await assert.rejects(load({ wasm: new URL('nowhere.wasm', WASM) }), { code: 'ENOENT' });
  await assert.rejects(load({ wasm: new Response('', { status: 404 }) }), /could not be fetched.*404/);
  await assert.rejects(load({ wasm: new Uint8Array([1, 2, 3]) }), WebAssembly.CompileError);
  const foreign = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  await assert.rejects(load({ wasm: foreign }), /^Error: this Wasm is of another version$/);
  /** @type {any} */
  const wrong = 42;
  await assert.rejects(load({ wasm: wrong }), { name: 'TypeError', message: /^wasm is 42, and should be a URL/ });
  const { read } = await load();
  assert.equal(read('Words.').length, 1);
});

test('without the Wasm file the inline copy serves', async () => {
  const { load } = await freshCore(['pilcrow_bg.wasm']);
  const { read } = await load();
  assert.equal(read('Words.').length, 1);
});

test('without both the load is rejected', async () => {
  const { load } = await freshCore(['pilcrow_bg.wasm', 'inline.js']);
  await assert.rejects(load(), { code: 'ERR_MODULE_NOT_FOUND' });
});

const GERMAN = 'Das Haus am Hafen ist alt, und der Wirt hat es nicht gestrichen.';

test('other forms of German words are found once stems are loaded, and marked whole', async () => {
  const { load, loadStems } = await freshCore();
  const { read } = await load();
  const document = read(GERMAN);
  assert.equal(document.lang, 'de');
  assert.equal(document.search('Häusern').total, 0);
  assert.equal(await loadStems({ lang: document.lang }), true);
  assert.deepEqual([...document.search('Häusern').marks], [0, 4, 8]);
  assert.equal(document.search('Häusern', { wholeWord: true }).total, 0);
  assert.equal(document.search('"Häusern"').total, 0);
  assert.equal(document.search('Häusern', { fuzzy: false }).total, 0);
});

test('the language of a text may be given with the search', async () => {
  const { load, loadStems } = await freshCore();
  const { read, library } = await load();
  const document = read('Stall, Haus, Wagen');
  assert.equal(document.lang, undefined);
  await loadStems();
  assert.equal(document.search('Häusern').total, 0, 'what cannot be told is taken for English');
  for (const lang of ['de', 'de-AT', 'DE']) assert.equal(document.search('Häusern', { lang }).total, 1, lang);
  const shelf = library();
  shelf.add({ id: 'list', text: 'Stall, Haus, Wagen' });
  assert.equal(shelf.search('Häusern', { lang: 'de' }).total, 1);
  assert.equal(shelf.search('Häusern').total, 0);
  /** @type {any} */
  const wrong = 42;
  assert.throws(() => document.search('Häusern', { lang: wrong }), { name: 'TypeError', message: /^lang is 42/ });
});

test('the texts of a library have the forms of their own languages, also after it was saved', async () => {
  const { load, loadStems } = await freshCore();
  const { library, libraryFrom } = await load();
  await loadStems();
  const shelf = library();
  shelf.addAll([
    { id: 'german', text: GERMAN },
    { id: 'english', text: 'The gears of the mill were old, and it was not for him to mend them.' },
    { id: 'russian', text: 'Старые лодки лежали на берегу, и никто не помнил, кому они принадлежали.' },
  ]);
  for (const each of [shelf, libraryFrom(shelf.save())]) {
    const found = (/** @type {string} */ query) => each.search(query).hits.map((/** @type {{ id: string }} */ { id }) => id);
    assert.deepEqual(['Häusern', 'geared', 'лодкой'].map(found), [['german'], ['english'], ['russian']]);
  }
});

const MARKDOWN = '# The lamps\n\nTwo lamps were *lit* each &eacute;vening.[^1]\n\n- [x] oil\n\n[^1]: Not on Sundays.\n';
const PAGE = '<!doctype html><title>x</title><h1>The lamps</h1><p>Two lamps were <i>lit</i> each &eacute;vening.</p>';

/** @param {import('../../www/core.js').PilcrowDocument} document */
const readings = (document) => document.blocks().map(({ kind, text }) => `${kind}: ${text}`);

test('Markdown and HTML are told by their looks, read as what they are, and lead back to their source', () => {
  for (const [text, format] of /** @type {const} */ ([
    [MARKDOWN, 'markdown'],
    [PAGE, 'html'],
  ])) {
    const document = read(text);
    assert.deepEqual(readings(document).slice(0, 2), [
      'headline: The lamps',
      `paragraph: Two lamps were lit each évening.${format === 'html' ? '' : '[1]'}`,
    ]);
    assert.deepEqual(document.blocks()[1].phrases, [{ range: [15, 18], tag: 'em', target: '' }]);
    assert.deepEqual(readings(read(text, { format })), readings(document));
    const { marks } = document.search('"lit each evening"');
    assert.equal(marks.length, 3);
    const pieces = document.sourceOf(marks[0], marks[1], marks[2]);
    assert.match(text.slice(pieces[0][0], pieces[pieces.length - 1][1]), /^lit.* each &eacute;vening$/);
    assert.ok(document.omissions.every(({ kind }) => kind === 'markup'));
    assert.equal(read(text, { format: 'plain' }).blocks()[0].text.startsWith(text[0]), true, 'told to be plain, it is');
  }
});

test('a library takes marked-up texts beside plain ones', async () => {
  const shelf = (await core.load()).library();
  shelf.addAll([
    { id: 'markdown', text: MARKDOWN },
    { id: 'html', text: '<b>One line with a lamp</b>', format: 'html' },
    { id: 'plain', text: '<b>One line with a lamp</b>', format: 'plain' },
  ]);
  const { hits } = shelf.search('lamp');
  assert.deepEqual([...new Set(hits.map(({ id }) => id))].sort(), ['html', 'markdown', 'plain']);
  assert.equal(
    shelf.search('b').hits.find(({ id }) => id === 'html'),
    undefined,
  );
  shelf.free();
});

test('where the Wasm of markup cannot be had, a text is plain, and one that is told to be marked up is refused', async () => {
  const fresh = await freshCore(['markup_bg.wasm']);
  const { read, readInSteps, library } = await fresh.load();
  assert.equal(read(MARKDOWN).blocks()[0].text, '# The lamps');
  assert.equal((await readInSteps(MARKDOWN)).blocks()[0].text, '# The lamps');
  assert.throws(() => read(MARKDOWN, { format: 'markdown' }), /await loadMarkup\(\) first/);
  assert.throws(() => library().add({ id: 'a', text: PAGE, format: 'html' }), /await loadMarkup\(\) first/);
  await assert.rejects(readInSteps(PAGE, { format: 'html' }), /await loadMarkup\(\) first/);
  // It may be tried again, from elsewhere.
  await fresh.loadMarkup({ wasm: new URL('markup_bg.wasm', WASM) });
  assert.equal(read(MARKDOWN, { format: 'markdown' }).blocks()[0].text, 'The lamps');
});

test('a front end that fails is done without', async () => {
  const [{ careful }, { tellers }] = await Promise.all([import('../../www/markup.js'), import('../../www/teller.js')]);
  const sound = tellers.frontEnd;
  let calls = 0;
  tellers.frontEnd = careful(() => {
    calls += 1;
    throw new WebAssembly.RuntimeError('unreachable');
  });
  assert.equal(read(MARKDOWN).blocks()[0].text, '# The lamps');
  assert.equal(read(MARKDOWN).blocks()[0].text, '# The lamps');
  assert.equal(calls, 1);
  tellers.frontEnd = sound;
});

test('languages without stems fetch none; where theirs cannot be had, the search does without', async () => {
  const { load, loadStems } = await freshCore(['stems_bg.wasm']);
  const { read } = await load();
  for (const lang of ['en', 'en-GB', 'zh', 'uk', undefined]) assert.equal(await loadStems({ lang }), false, lang);
  await assert.rejects(loadStems({ lang: 'de' }), { code: 'ENOENT' });
  const document = read(GERMAN);
  assert.equal(document.search('Häusern').total, 0);
  assert.equal(document.search('Haus').total, 1);
  const wasm = new URL('stems_bg.wasm', WASM);
  assert.equal(await loadStems({ lang: 'nn', wasm }), true, 'it may be tried again, from another place');
  assert.equal(document.search('Häusern').total, 1);
});

test('a search from before the stems came is not asked again', async () => {
  const { load, loadStems } = await freshCore();
  const { read } = await load();
  const document = read(GERMAN);
  const [early, last] = [document.search('Hafen'), document.search('Wirt')];
  await loadStems();
  assert.deepEqual([...last.marks], [0, 35, 39], 'the last one is still there');
  assert.throws(() => early.marks, /^Error: this document has changed: search again$/);
});

test('stems are told of small letters with their accents; one that fails is done without', async () => {
  const [{ careful }, { tellers }] = await Promise.all([import('../../www/stems.js'), import('../../www/teller.js')]);
  assert.equal(careful((words, language) => `${language}: ${words}`)('HÄUSER\ne\u0301', 'de'), 'de: häuser\né');
  let calls = 0;
  tellers.stems = careful(() => {
    calls += 1;
    throw new WebAssembly.RuntimeError('unreachable');
  });
  const document = read(GERMAN);
  assert.equal(document.search('Häusern').total, 0);
  assert.equal(document.search('Hausern').total, 0);
  assert.equal(document.search('Haus').total, 1);
  assert.equal(calls, 1);
});
