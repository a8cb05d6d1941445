// What happens when the Wasm itself fails: a new instance takes over, and callers are told.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../../www/core.js';
import * as glue from '../../www/wasm/pilcrow.js';

test('after a trap the core starts afresh, and older documents say that they are lost', async () => {
  const { read } = await load();
  const older = read('An older text.');
  const failing = read('A text.');
  // No text is known to make the core fail, so the glue is made to fail as it would.
  const { search } = glue.Reading.prototype;
  glue.Reading.prototype.search = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  assert.throws(() => failing.search('text'), {
    name: 'Error',
    message: 'the core failed and was started afresh; read the text again',
    cause: new WebAssembly.RuntimeError('unreachable'),
  });
  glue.Reading.prototype.search = search;

  const lost = { name: 'Error', message: 'this document was lost when the core failed; read its text again' };
  assert.throws(() => failing.search('text'), lost);
  assert.throws(() => older.length, lost);
  older.free();

  const again = read('A text, read again.');
  assert.equal(again.search('again').total, 1);
  again.free();
});

test('an exhausted stack counts as a failure too', async () => {
  const { read } = await load();
  const doc = read('A text.');
  const { export: original } = glue.Reading.prototype;
  /** @param {string} format @returns {string} */
  const exhaust = (format) => exhaust(format) + format;
  glue.Reading.prototype.export = exhaust;
  assert.throws(() => doc.export('text'), /the core failed/);
  glue.Reading.prototype.export = original;
  assert.equal(read('Again.').export('text').trim(), 'Again.');
});
