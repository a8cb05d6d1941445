// What happens when the Wasm itself fails: a new instance takes over, and callers are told.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../../www/core.js';
import * as glue from '../../www/wasm/pilcrow.js';

test('after a trap the core starts afresh, and documents read their texts again when they are next used', async () => {
  const { read, library } = await load();
  const older = read('An older text, and its words.');
  const found = older.search('words');
  const shelf = library();
  const failing = read('A text.');
  // No text is known to make the core fail, so the glue is made to fail as it would.
  const { search } = glue.Reading.prototype;
  glue.Reading.prototype.search = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  assert.throws(() => failing.search('text'), {
    name: 'Error',
    message: 'the core failed, and was started afresh',
    cause: new WebAssembly.RuntimeError('unreachable'),
  });
  glue.Reading.prototype.search = search;

  assert.equal(failing.search('text').total, 1);
  // What was found before is still to be looked at, and in what was not searched yet all is found.
  assert.deepEqual([...found.marks], [0, 23, 28]);
  assert.equal(older.search('older', { atOnce: true }).complete, true);
  assert.equal(older.length, 1);
  older.free();
  failing.free();
  assert.throws(() => failing.search('text'), /was freed/);
  assert.throws(() => shelf.size, { name: 'Error', message: 'this library was lost when the core failed; fill it anew' });

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

test('what makes the core fail each time says so each time, and a text that is being read meanwhile begins again', async () => {
  const { read, readInSteps } = await load();
  const failing = read('A text.');
  const { index, search } = glue.Reading.prototype;
  const fail = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  let turns = 0;
  const pause = () => {
    // Between two steps of the one, the other fails.
    glue.Reading.prototype.search = fail;
    if (turns++ === 0) assert.throws(() => failing.search('text'), /the core failed/);
    glue.Reading.prototype.search = search;
  };
  const other = await readInSteps('Another text, which is long enough to be found.', { pause });
  assert.ok(turns > 1);
  assert.equal(other.search('another').total, 1);
  glue.Reading.prototype.index = fail;
  for (const query of ['text', 'text']) assert.throws(() => failing.search(query), /the core failed/);
  glue.Reading.prototype.index = index;
  assert.equal(failing.search('text').total, 1);
});
