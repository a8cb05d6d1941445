// When the core itself fails under a reader, or its workers do: the reader says so and works on, as do the others on the page; and its
// memory does not grow with use.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../tasks/serve.mjs';
import { choose, eventAfter, hostOn, longText, onPage, readText, SHORT, sample } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();

/** @type {{ name: string, act: (page: Page) => Promise<unknown> }[]} */
const LATE = [
  { name: 'results.js', act: (page) => page.getByRole('button', { name: 'All matches' }).click() },
  { name: 'passage.js', act: (page) => page.locator('.pilcrow-text').press('y') },
  { name: 'source-view.js', act: (page) => choose(page, 'Source') },
  { name: 'read-aloud.js', act: (page) => choose(page, 'Read aloud') },
];
const www = fileURLToPath(new URL('../../www', import.meta.url));

test('a search that makes the core fail is said to have failed; this reader and the other one work on', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  await hostOn(page, `<pilcrow-reader>${sample('swifts')}</pilcrow-reader><pilcrow-reader>${sample('steamer')}</pilcrow-reader>`);
  await page.locator('pilcrow-reader:state(ready)').nth(1).waitFor();
  const [first, second] = [0, 1].map((at) => page.locator('pilcrow-reader').nth(at));
  await countInstances(page);
  await breakCore(page, 'Reading', 'search');
  await eventAfter(page, 'pilcrow-search', () => first.locator('input').fill('roof'));
  assert.match(await first.locator('.why').innerText(), /^The search failed/);
  assert.equal(await first.locator('.field .count').textContent(), 'none');
  assert.equal(await page.evaluate(() => Reflect.get(window, 'made')), 1, 'a new instance has taken over');
  assert.ok((await eventAfter(page, 'pilcrow-search', () => second.locator('input').fill('ship'))).total > 3);
  assert.ok((await eventAfter(page, 'pilcrow-search', () => first.locator('input').fill('roofs'))).total > 0);
  assert.equal(await first.locator('.why').isVisible(), false);
  await first.locator('input').press('Enter');
  await page.mouse.wheel(0, 4000);
  await first.locator('nav a').last().click();
  assert.deepEqual(faults, []);
});

test('a text that makes the core fail is shown as it came; the other reader, and the next text, are read', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  await hostOn(page, `<pilcrow-reader>${sample('swifts')}</pilcrow-reader><pilcrow-reader></pilcrow-reader>`);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  await breakCore(page, 'Beginning', 'advance');
  const second = page.locator('pilcrow-reader').nth(1);
  const { code } = await eventAfter(page, 'pilcrow-error', () => second.evaluate(setText, SHORT));
  assert.equal(code, 'engine');
  assert.ok(await second.getByText('They came on the first warm wind').isVisible());
  assert.match(await second.getByRole('alert').innerText(), /without search/);
  const first = page.locator('pilcrow-reader').first();
  assert.ok((await eventAfter(page, 'pilcrow-search', () => first.locator('input').fill('roof'))).total > 3);
  await eventAfter(page, 'pilcrow-load', () => second.evaluate(setText, SHORT));
  assert.equal(await second.locator('.pilcrow-text h1').textContent(), 'The swifts are back');
  assert.deepEqual(faults, []);
});

for (const after of [0, 3]) {
  test(`a text that the core fails at when ${after} parts of it are set stands there as it came; the next one is read`, async (t) => {
    const { page, faults } = await open(t);
    await breakCore(page, 'Reading', 'blocks', after);
    const { code } = await eventAfter(page, 'pilcrow-error', () =>
      page.locator('pilcrow-reader').evaluate(setText, longText(60_000)),
    );
    assert.equal(code, 'engine');
    assert.ok(await page.getByText('The 0th bird of the year').isVisible());
    assert.equal(await page.locator('.pilcrow-text').count(), 1);
    await readText(page, SHORT);
    assert.equal(await page.locator('.pilcrow-text h1').textContent(), 'The swifts are back');
    assert.deepEqual(faults, []);
  });
}

test('where the core fails at the index of a text, the text stands, and is searched', async (t) => {
  const { page, faults } = await open(t);
  await readText(page, SHORT);
  await breakCore(page, 'Reading', 'index');
  await readText(page, sample('swifts'));
  assert.equal(await page.locator('pilcrow-reader:state(ready)').count(), 1);
  assert.ok((await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('roof'))).total > 3);
  assert.deepEqual(faults, []);
});

test('a text that needs more memory than there is stands there as it came, and the page reads on', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  await page.route('**/pilcrow_bg.wasm', (route) =>
    route.fulfill({
      contentType: 'application/wasm',
      body: withMemory(readFileSync(`${www}/wasm/pilcrow_bg.wasm`), 8 * 1024 * 1024),
    }),
  );
  await hostOn(page, `<pilcrow-reader>${sample('swifts')}</pilcrow-reader><pilcrow-reader></pilcrow-reader>`);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  const second = page.locator('pilcrow-reader').nth(1);
  const { code } = await eventAfter(page, 'pilcrow-error', () => second.evaluate(setText, longText(6_000_000)));
  assert.equal(code, 'engine');
  assert.ok(await second.getByText('The 0th bird of the year').isVisible());
  const first = page.locator('pilcrow-reader').first();
  assert.ok((await eventAfter(page, 'pilcrow-search', () => first.locator('input').fill('roof'))).total > 3);
  await eventAfter(page, 'pilcrow-settle', () => second.evaluate(setText, SHORT));
  assert.deepEqual(faults, []);
});

// Memory.

test('ten thousand searches leave the core’s memory as it was', async (t) => {
  const { page } = await open(t);
  await readText(page, longText(400_000));
  const sizes = await page.evaluate(async (glue) => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const { initSync } = await import(glue);
    const size = () => initSync().memory.buffer.byteLength;
    const words = ['bird', 'of the year', '"came to the"', 'roof of house', 'stayd', 'x', '12', '-roof', 'house OR', 'qwertz'];
    const sizes = [];
    for (let count = 1; count <= 10_000; count++) {
      const query = `${words[count % words.length]} ${(count * 48271) % 9973}`.slice(0, 1 + (count % 30));
      const found = reader.document?.search(query, { limit: count % 50, fuzzy: count % 3 > 0 });
      if (count % 500 === 0) reader.query = query;
      if (count % 2) found?.hits.at(-1)?.snippet;
      else found?.marks;
      if (count % 1000 === 0) sizes.push(size());
    }
    return sizes;
  }, './wasm/pilcrow.js');
  assert.equal(sizes.at(-1), sizes[0], String(sizes));
});

test('text after text in one reader takes the memory of the largest', async (t) => {
  const { page } = await open(t);
  const largest = 2_000_000;
  const texts = [largest / 2, largest / 4, largest, largest / 8].map((letters) => longText(letters));
  const size = () => page.evaluate(async (glue) => (await import(glue)).initSync().memory.buffer.byteLength, './wasm/pilcrow.js');
  const sizes = [];
  for (let turn = 0; turn < 24; turn++) {
    await readText(page, texts[turn % texts.length]);
    sizes.push(await size());
  }
  // Where one was freed, the next one may not fit; twenty-four of them kept would be eighty megabytes.
  assert.ok(Math.max(...sizes) <= 3 * largest + 16 * 1024 * 1024, String(sizes));
});

// What is fetched late.

for (const name of ['tools.js', 'footnotes.js']) {
  test(`without ${name}, a text with notes is read all the same`, async (t) => {
    const { page, faults } = await open(t);
    await page.route(`**/${name}`, (route) => route.abort());
    await readText(
      page,
      'A note\n\nThe frost comes up the slope, and so the lowest plots are cleared first.1 What is lifted is dried in sand.\n\nNothing is thrown away before the spring, and much is not thrown away then.2\n\n1 The lowest plot is the oldest.\n\n2 As the treasurer says.\n',
    );
    assert.equal(await page.locator('.pilcrow-text .footnote').count(), 2);
    assert.equal(await page.locator('pilcrow-reader:state(ready)').count(), 1);
    assert.ok((await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('frost'))).total > 0);
    assert.deepEqual(faults, []);
  });
}

for (const { name, act } of LATE) {
  test(`without ${name}, what it does is said not to be had`, async (t) => {
    const { page, faults } = await open(t);
    await page.route(`**/${name}`, (route) => route.abort());
    await readText(page, sample('swifts'));
    await act(page);
    await page.locator('pilcrow-reader').getByRole('alert').getByText('could not be fetched').waitFor();
    assert.deepEqual(faults, []);
  });
}

// Workers.

test('without the file of its worker, an expression is found all the same', async (t) => {
  const { page, faults } = await open(t);
  await page.route('**/pattern-worker.js', (route) => route.fulfill({ status: 404 }));
  await readText(page, sample('swifts'));
  assert.ok((await seek(page)).total > 0);
  assert.deepEqual(faults, []);
});

test('when its worker is killed, a search for an expression ends, and the next one has a worker of its own', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  await page.addInitScript(() => {
    const { Worker } = globalThis;
    globalThis.Worker = class extends Worker {
      /** @override */
      postMessage() {
        this.terminate();
        globalThis.Worker = Worker;
      }
    };
  });
  await page.goto(new URL('./', page.url()).href);
  await readText(page, sample('swifts'));
  assert.equal((await seek(page)).total, 0);
  assert.match(await page.locator('pilcrow-reader .why').innerText(), /stopped/);
  assert.ok((await seek(page)).total > 0);
  assert.equal(await page.locator('pilcrow-reader .why').isVisible(), false);
  assert.deepEqual(faults, []);
});

test('served from another origin, whose workers a page may not make, all of it works', async (t) => {
  const other = await serveFolder(www, 0, { 'Access-Control-Allow-Origin': '*' });
  t.after(() => other.close());
  // A page that the test itself answered for could not ask a local server: browsers take it for one of the wide world.
  const { page, faults } = await open(t, 'samples/swifts.txt');
  await page.evaluate((address) => import(address), `${other.url}define.js`);
  await page.evaluate((text) => {
    const reader = document.createElement('pilcrow-reader');
    reader.textContent = text;
    document.body.replaceChildren(reader);
  }, sample('swifts'));
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  assert.ok((await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('roof'))).total > 3);
  assert.ok((await seek(page)).total > 0);
  assert.deepEqual(faults, []);
});

/** Searches for years by an expression, and tells what was found. @param {Page} page */
async function seek(page) {
  const ask = (/** @type {object} */ values) =>
    page.evaluate(
      (values) => void Object.assign(/** @type {Element} */ (document.querySelector('pilcrow-reader')), values),
      values,
    );
  await ask({ query: '', searchOptions: { regex: true } });
  return eventAfter(page, 'pilcrow-search', () => ask({ query: '[0-9]{4}' }));
}

/** @param {Element} reader @param {string} text */
function setText(reader, text) {
  /** @type {PilcrowReader} */ (reader).text = text;
}

/**
 * Makes the core fail at a call of a method. No text is known that it fails at.
 * @param {Page} page @param {'Reading' | 'Beginning'} kind @param {string} method @param {number} [after] calls that do well
 */
function breakCore(page, kind, method, after = 0) {
  return page.evaluate(
    async ({ address, kind, method, after }) => {
      const { prototype } = (await import(address))[kind];
      const original = prototype[method];
      let calls = 0;
      /** @this {unknown} @param {...unknown} given */
      prototype[method] = function (...given) {
        if (calls++ < after) return original.apply(this, given);
        prototype[method] = original;
        throw new WebAssembly.RuntimeError('unreachable');
      };
    },
    { address: './wasm/pilcrow.js', kind, method, after },
  );
}

/** Counts the instances of Wasm that are made from here on, as `made`. @param {Page} page */
function countInstances(page) {
  return page.evaluate(() => {
    Reflect.set(window, 'made', 0);
    WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
      construct(target, given) {
        Reflect.set(window, 'made', Reflect.get(window, 'made') + 1);
        return Reflect.construct(target, given);
      },
    });
  });
}

/** The module with a limit to its memory. @param {Buffer} wasm @param {number} bytes */
function withMemory(wasm, bytes) {
  const MEMORY = 5;
  let at = 8;
  for (;;) {
    const [length, start] = numberAt(wasm, at + 1);
    if (wasm[at] === MEMORY) {
      const [least] = numberAt(wasm, start + 2);
      const section = [1, 1, ...encoded(least), ...encoded(bytes / 65_536)];
      return Buffer.concat([
        wasm.subarray(0, at),
        Buffer.from([MEMORY, section.length, ...section]),
        wasm.subarray(start + length),
      ]);
    }
    at = start + length;
  }
}

/** A number as modules write it, and where it ends. @param {Buffer} wasm @param {number} at */
function numberAt(wasm, at) {
  let number = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = wasm[at++];
    number |= (byte & 127) << shift;
    if (byte < 128) return [number, at];
  }
}

/** @param {number} number @returns {number[]} */
function encoded(number) {
  return number < 128 ? [number] : [(number & 127) | 128, ...encoded(number >> 7)];
}
