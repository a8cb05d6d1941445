// A book: its first screen comes before the rest, all of it comes in the end, and a keystroke lays out what is in view; prints how long each took.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, onPage, readText, shared } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */

const open = onPage();
const book = shared('search/corpora/war-and-peace.txt');

test('a book opens in slices', { skip: book ? false : 'the book is not here' }, async (t) => {
  const { page, faults } = await open(t);
  await page.route('**/book.txt', (route) => route.fulfill({ body: book, contentType: 'text/plain; charset=utf-8' }));
  // What a first visit waits for once, the core, is made ready beforehand.
  await page.evaluate(async () => (await import(/** @type {string} */ ('./core.js'))).load());
  const seen = await page.evaluate(async () => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    /** @type {number[]} */
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({
      type: 'longtask',
    });
    const began = performance.now();
    const since = () => Math.round(performance.now() - began);
    const after = (/** @type {string} */ name) =>
      new Promise((resolve) => reader.addEventListener(name, () => resolve(since()), { once: true }));
    let setAtFirst = 0;
    reader.addEventListener('pilcrow-load', () => {
      setAtFirst = document.querySelectorAll('.chunk > *').length;
    });
    const loaded = after('pilcrow-load');
    const settled = after('pilcrow-settle');
    reader.src = 'book.txt';
    const load = await loaded;
    const painted = await new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(since()))));
    const settle = await settled;
    await new Promise((resolve) => setTimeout(resolve, 200));
    const blocks = reader.document?.length ?? 0;
    const empty = [...document.querySelectorAll('.chunk:empty')].length;
    return {
      load,
      painted,
      settle,
      tasks,
      blocks,
      empty,
      setAtFirst,
      last: Boolean(reader.blockElement(blocks - 1)?.isConnected),
    };
  });
  console.log(
    `${seen.blocks} blocks: read in ${seen.load} ms, first painted at ${seen.painted} ms, all set and indexed at ${seen.settle} ms; tasks over 50 ms: ${seen.tasks.join(', ') || 'none'}`,
  );
  assert.ok(seen.blocks > 5000);
  assert.ok(seen.setAtFirst < 200, 'the first screen does not wait for the rest');
  assert.equal(seen.empty, 0);
  assert.ok(seen.last);
  assert.deepEqual(faults, []);
});

const CHAPTER = 'The lamp was lit before the bell had rung, and nobody in the harbour asked why.\n\n'.repeat(3);

/** @param {number} count @param {(at: number) => string} text */
const each = (count, text) => Array.from({ length: count }, (_, at) => text(at + 1)).join('');

/** @param {number} count */
const chapters = (count) => each(count, (at) => `Chapter ${at}. The Lamp\n\n${CHAPTER}`);

for (const [name, text] of [
  ['many chapters', `# The Harbour\n\n${chapters(330)}`],
  ['chapters and no title', chapters(330)],
  ['parts with chapters', `# The Harbour\n\n${each(30, (at) => `Part ${at}\n\n${chapters(10)}`)}`],
]) {
  test(`of a book of ${name}, a keystroke lays out no more than is in view`, async (t) => {
    const { page } = await open(t, '', { viewport: { width: 1280, height: 800 } });
    await readText(page, text);
    const rows = await page.locator('pilcrow-reader nav a').count();
    assert.ok(rows > 300, `${rows} rows in the contents`);
    const cdp = await page.context().newCDPSession(page);
    /** @type {any[]} */
    const events = [];
    cdp.on('Tracing.dataCollected', ({ value }) => events.push(...value));
    const done = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
    await cdp.send('Tracing.start', { traceConfig: { includedCategories: ['devtools.timeline'] }, transferMode: 'ReportEvents' });
    await find(page, 'lamp');
    await cdp.send('Tracing.end');
    await done;
    assert.equal(await page.locator('pilcrow-reader nav .count:not(:empty)').count(), rows, 'each row has its count');
    const laidOut = events.filter(({ name }) => name === 'Layout').map(({ args }) => args.beginData?.dirtyObjects);
    console.log(`laid out for a letter, of ${rows} rows in the contents that each have another count: ${laidOut.join(', ')}`);
    assert.ok(Math.max(...laidOut) > 0);
    // All rows would be four boxes each.
    assert.ok(Math.max(...laidOut) < 1.5 * rows, `${Math.max(...laidOut)} boxes`);
  });
}
