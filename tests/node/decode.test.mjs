// What bytes are taken for: encodings by mark, label and looks, and files that are no text. The cases of others are no part of this project;
// where they are not at hand, their tests say so and pass.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from '../../www/decode.js';
import { rows } from '../cases/cases.mjs';

/** @param {string} base64 */
const bytesOf = (base64) => new Uint8Array(Buffer.from(base64, 'base64'));

test('encodings that are named by a mark or a label are read as named', async (t) => {
  const cases = rows('own_encodings.jsonl', t).filter(({ soft }) => !soft);
  for (const { id, bytes_b64, header, text } of cases) {
    assert.equal(await textOf(bytesOf(bytes_b64), header ?? undefined), text, id);
  }
});

test('nine in ten of the encodings that nothing names are told by their looks', async (t) => {
  const missed = [];
  const cases = rows('own_encodings.jsonl', t).filter(({ soft }) => soft);
  for (const { id, bytes_b64, header, text } of cases) {
    if ((await textOf(bytesOf(bytes_b64), header ?? undefined)) !== text) missed.push(id);
  }
  t.diagnostic(`${cases.length - missed.length} of ${cases.length}; missed: ${missed.join(' ')}`);
  assert.ok(missed.length * 10 <= cases.length, missed.join(' '));
});

test('what is no text is named, and what is one is read', async (t) => {
  for (const { id, bytes_b64, expect } of rows('own_binary.jsonl', t)) {
    const text = await textOf(bytesOf(bytes_b64));
    if (expect === 'text') assert.ok(text !== undefined, id);
    else assert.equal(text, undefined, id);
  }
});

const RUSSIAN = 'Мост через реку открыли заново, и паром больше не ходит.';
const koi8 = bytesByLetter('koi8-r', RUSSIAN);

test('a page is read in the encoding that it names at its beginning', async () => {
  // Too few signs to tell by.
  const word = bytesByLetter('koi8-r', 'Мост');
  const page = (/** @type {string} */ head) => new Uint8Array([...Buffer.from(head), ...word]);
  for (const head of [
    '<meta charset=koi8-r>',
    '<!-- <meta charset="iso-8859-2"> --><META name=a content="charset=iso-8859-5"><meta charset=" KOI8-R ">',
    '<meta content="text/html; charset=koi8-r" http-equiv="Content-Type">',
  ])
    assert.equal(await textOf(page(head)), `${head}Мост`);
  const late = `${'<p>'.repeat(400)}<meta charset=koi8-r>`;
  assert.notEqual(await textOf(page(late)), `${late}Мост`, 'where browsers do not look, none is named');
});

test('a text without a label is read in the encoding in which it looks most like words', async () => {
  assert.deepEqual(await decode(koi8), { text: RUSSIAN, encoding: 'koi8-r' });
  const windows1251 = bytesByLetter('windows-1251', RUSSIAN);
  assert.deepEqual(await decode(windows1251), { text: RUSSIAN, encoding: 'windows-1251' });
  const polish = 'Gdy most znów otwarto, wszyscy przyszli pieszo, bo łódź już nie pływała, a dzieci śmiały się całą drogę.';
  assert.deepEqual(await decode(bytesByLetter('windows-1250', polish)), { text: polish, encoding: 'windows-1250' });
});

test('a few signs beyond ASCII prove nothing, and are read as windows-1252', async () => {
  assert.deepEqual(await decode(new Uint8Array([0xa9, 0x20, 0x80])), { text: '© €', encoding: 'windows-1252' });
});

test('a label is believed unless the bytes speak against it', async () => {
  assert.equal(await textOf(koi8, 'koi8-r'), RUSSIAN);
  assert.equal(await textOf(new TextEncoder().encode(RUSSIAN), 'windows-1251'), RUSSIAN);
  assert.equal(await textOf(bytesByLetter('windows-1252', 'café, crème, pâte'), 'utf-8'), 'café, crème, pâte');
  assert.equal(await textOf(new Uint8Array([0x63, 0x61, 0x66, 0xc3]), 'utf-8'), 'caf\ufffd');
});

test('a kind of file is told by its first bytes', async () => {
  const kinds = { '%PDF-1.7': 'pdf', 'PK\x03\x04': 'zip', GIF89a: 'picture', 'ID3\x04': 'sound', '\0\0\0\0': 'binary' };
  for (const [head, kind] of Object.entries(kinds)) {
    assert.deepEqual(await decode(Buffer.from(head, 'latin1')), { text: undefined, kind });
  }
});

/** @param {Uint8Array} bytes @param {string} [label] */
async function textOf(bytes, label) {
  return (await decode(bytes, label)).text;
}

/**
 * A text in an encoding of one byte a letter.
 * @param {string} encoding
 * @param {string} text
 */
function bytesByLetter(encoding, text) {
  const letters = Array.from({ length: 256 }, (_, byte) => new TextDecoder(encoding).decode(new Uint8Array([byte])));
  return new Uint8Array([...text].map((letter) => letters.indexOf(letter)));
}
