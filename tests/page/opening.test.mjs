// Opening a text, from wherever it comes: what cannot be opened is named where one looks, and what was open stays.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventAfter, eventually, onPage, readText, SHORT, sample } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();

test('the empty page says what it is; each sample is one click away, and the browser goes back', async (t) => {
  const { page, faults } = await open(t);
  assert.ok(await page.getByRole('heading', { name: 'Pilcrow' }).isVisible());
  assert.equal(await page.locator('.samples a').count(), 5);
  await eventAfter(page, 'pilcrow-load', () => page.locator('.samples a').first().click());
  assert.ok(await headline(page).isVisible());
  assert.equal(new URL(page.url()).search, '?src=samples/swifts.txt');
  await page.goBack();
  await page.locator('pilcrow-reader:state(empty)').waitFor();
  assert.ok(await page.getByRole('heading', { name: 'Pilcrow' }).isVisible());
  await eventAfter(page, 'pilcrow-load', () => page.goForward());
  assert.ok(await headline(page).isVisible());
  assert.deepEqual(faults, []);
});

test('an address with a section opens at that section', async (t) => {
  const { page } = await open(t, '?src=samples/swifts.txt#the-evening-count');
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  await eventually(async () => {
    const top = await page.evaluate(() => document.getElementById('the-evening-count')?.getBoundingClientRect().top ?? -1);
    assert.ok(top > 0 && top < 700, `the heading stands at ${top} px`);
  });
});

test('an address that is pasted is fetched, and named in the page’s own', async (t) => {
  const { page, url } = await open(t);
  await page.getByRole('button', { name: 'Paste a text…' }).click();
  await page.getByRole('textbox', { name: 'Paste a text, or its address' }).fill(` ${url}samples/steamer.txt\n`);
  await eventAfter(page, 'pilcrow-load', () => page.getByRole('button', { name: 'Read it' }).click());
  assert.equal(await page.locator('.pilcrow-text h1').textContent(), 'A paddle steamer learns to breathe again');
  assert.equal(new URL(page.url()).searchParams.get('src'), `${url}samples/steamer.txt`);
});

test('a file, a dropped file, a pasted text', async (t) => {
  const { page, faults } = await open(t);
  const file = { name: 'swifts.txt', mimeType: 'text/plain', buffer: Buffer.from(sample('swifts')) };
  await eventAfter(page, 'pilcrow-load', () => page.locator('input[type=file]').setInputFiles(file));
  assert.match(String(await headline(page).textContent()), /swifts/);

  await eventAfter(page, 'pilcrow-load', () =>
    page.evaluate((text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'steamer.txt', { type: 'text/plain' }));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }, sample('steamer')),
  );
  assert.match(String(await headline(page).textContent()), /steamer/);
  assert.equal(await page.locator('.drop').isVisible(), false);

  await eventAfter(page, 'pilcrow-load', () =>
    page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, SHORT),
  );
  assert.equal(await headline(page).textContent(), 'The swifts are back');

  await page.getByRole('link', { name: 'Back to the start' }).click();
  await page.getByRole('button', { name: 'Paste a text' }).click();
  await page.getByRole('textbox', { name: 'Paste a text' }).fill(SHORT);
  await eventAfter(page, 'pilcrow-load', () => page.getByRole('button', { name: 'Read it' }).click());
  assert.equal(await headline(page).textContent(), 'The swifts are back');
  assert.deepEqual(faults, []);
});

test('what cannot be opened is named, and what was open stays', async (t) => {
  const { page, url, faults } = await open(t);
  await page.route('**/broken.txt', (route) => route.fulfill({ status: 500, body: 'the server is ill' }));
  await page.route('**/cut.txt', (route) => route.abort());
  await page.route('**/nothing.txt', (route) => route.fulfill({ body: '', contentType: 'text/plain' }));
  await readText(page, sample('swifts'));
  await page.keyboard.press('/');
  await page.keyboard.type('roof');

  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  /** @type {[code: string, words: RegExp, act: () => Promise<unknown>, retryable?: boolean][]} */
  const cases = [
    ['not-text', /photo\.png.*is not a text/, () => pick(page, 'photo.png', png)],
    ['not-text', /report\.pdf.*is not a text/, () => pick(page, 'report.pdf', Buffer.from('%PDF-1.7\n1 0 obj'))],
    ['empty', /notes\.txt.*is empty/, () => pick(page, 'notes.txt', Buffer.from(''))],
    ['empty', /blank\.txt.*is empty/, () => pick(page, 'blank.txt', Buffer.from(' \n\n\t\n'))],
    ['http-404', /could not be found/, () => src(page, 'missing.txt'), true],
    ['http-500', /answered 500/, () => src(page, 'broken.txt'), true],
    ['network', /could not be fetched/, () => src(page, 'cut.txt'), true],
    ['empty', /is empty/, () => src(page, 'nothing.txt')],
    ['bad-src', /is not an address/, () => src(page, 'javascript:window.ran=true')],
    ['bad-src', /is not an address/, () => src(page, 'file:///etc/hostname')],
  ];
  for (const [code, words, act, retryable = false] of cases) {
    const detail = await eventAfter(page, 'pilcrow-error', act);
    assert.equal(detail.code, code);
    assert.equal(detail.retryable, retryable);
    const alert = page.getByRole('alert');
    assert.match(String(await alert.textContent()), words);
    assert.ok(await alert.isVisible());
    const box = await alert.boundingBox();
    assert.ok(box && box.y >= 0 && box.y < 200, 'the message stands in sight');
    assert.match(String(await headline(page).textContent()), /swifts/, `after ${code} the text stays`);
    assert.equal(await page.locator('pilcrow-reader input').inputValue(), 'roof');
  }
  assert.equal(await page.evaluate(() => Reflect.has(window, 'ran')), false);

  await page.unroute('**/broken.txt');
  await page.route('**/broken.txt', (route) => route.fulfill({ body: SHORT, contentType: 'text/plain' }));
  await page.route('**/again.txt', (route) => route.fulfill({ status: 503 }));
  await eventAfter(page, 'pilcrow-error', () => src(page, 'again.txt'));
  await page.unroute('**/again.txt');
  await page.route('**/again.txt', (route) => route.fulfill({ body: SHORT, contentType: 'text/plain' }));
  await eventAfter(page, 'pilcrow-load', () => page.getByRole('button', { name: 'Try again' }).click());
  assert.equal(await headline(page).textContent(), 'The swifts are back');
  assert.equal(await page.locator('.pilcrow-text').count(), 1);
  assert.equal(await page.locator('pilcrow-reader input').inputValue(), '', 'a query does not go over to another text');
  assert.equal(await page.getByRole('alert').isVisible(), false);
  assert.ok(url);
  assert.deepEqual(faults, []);
});

test('with nothing open, the message stands above the start, which stays', async (t) => {
  const { page } = await open(t);
  await eventAfter(page, 'pilcrow-error', () => src(page, 'missing.txt'));
  assert.ok(await page.getByRole('alert').isVisible());
  assert.ok(await page.getByRole('button', { name: 'Open a file' }).isVisible());
  assert.ok(await page.locator('pilcrow-reader:state(error)').count());
  await page.getByRole('button', { name: 'Dismiss' }).click();
  assert.equal(await page.getByRole('alert').isVisible(), false);
});

test('where the core cannot start, the text as it came is there to read', async (t) => {
  const { page } = await open(t);
  await page.route(/pilcrow_bg\.wasm|inline\.js/, (route) => route.fulfill({ status: 404 }));
  await page.goto(`${page.url()}?src=samples/swifts.txt`);
  await page.getByRole('alert').waitFor();
  assert.match(String(await page.locator('.pilcrow-text').textContent()), /swifts of Candle Street/);
});

test('bytes become text by mark, by label, by looks', async (t) => {
  const { page } = await open(t);
  const read = await page.evaluate(async () => {
    const { decode } = await import(/** @type {string} */ ('./decode.js'));
    const bytes = (/** @type {number[]} */ ...all) => new Uint8Array(all);
    const wide = (/** @type {string} */ text, /** @type {boolean} */ big) =>
      [...text].flatMap((letter) => (big ? [0, letter.charCodeAt(0)] : [letter.charCodeAt(0), 0]));
    const decoded = await Promise.all([
      decode(new TextEncoder().encode('Füße')),
      decode(bytes(0xef, 0xbb, 0xbf, 0x61)),
      decode(bytes(0xff, 0xfe, ...wide('abc', false))),
      decode(bytes(0xfe, 0xff, ...wide('abc', true))),
      decode(bytes(...wide('plain words', false))),
      decode(bytes(...wide('plain words', true))),
      decode(bytes(0x46, 0xfc, 0xdf, 0x65, 0x20, 0x93, 0x61, 0x94)),
      decode(bytes(0xcf, 0xf0, 0xe8), 'windows-1251'),
      decode(bytes(0x61), 'no-such-encoding'),
      decode(bytes(0x61, 0x00, 0x62, 0x00, 0x00)),
      decode(bytes(0x01, 0x02, 0x03, 0x04)),
    ]);
    return decoded.map(({ text }) => text);
  });
  assert.deepEqual(read, ['Füße', 'a', 'abc', 'abc', 'plain words', 'plain words', 'Füße “a”', 'При', 'a', undefined, undefined]);
});

test('of two addresses set in a row, the second is shown, and told of once', async (t) => {
  const { page } = await open(t);
  await page.route('**/slow.txt', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.fulfill({ body: 'The slow one\n\nIt came late, and nobody was waiting for it any more.\n' }).catch(() => {});
  });
  await page.route('**/fast.txt', (route) => route.fulfill({ body: SHORT }));
  await page.evaluate(() => {
    Reflect.set(window, 'loads', 0);
    for (const name of ['pilcrow-load', 'pilcrow-error'])
      addEventListener(name, () => Reflect.set(window, 'loads', Reflect.get(window, 'loads') + 1));
  });
  await src(page, 'slow.txt');
  await eventAfter(page, 'pilcrow-load', () => src(page, 'fast.txt'));
  await page.waitForTimeout(700);
  assert.equal(await headline(page).textContent(), 'The swifts are back');
  assert.equal(await page.evaluate(() => Reflect.get(window, 'loads')), 1);
});

test('a reader that is removed while it loads stops, tells nothing more, and loads again when it is back', async (t) => {
  const { page, faults } = await open(t);
  /** @type {(() => void)[]} */
  const waiting = [];
  await page.route('**/held.txt', async (route) => {
    await new Promise((resolve) => waiting.push(() => resolve(undefined)));
    await route.fulfill({ body: SHORT }).catch(() => {});
  });
  const cancelled = page.waitForEvent('requestfailed');
  const asked = page.waitForRequest('**/held.txt');
  await src(page, 'held.txt');
  await asked;
  await page.evaluate(() => {
    const reader = document.querySelector('pilcrow-reader');
    Object.assign(window, { reader, told: [] });
    for (const name of ['pilcrow-load', 'pilcrow-error'])
      reader?.addEventListener(name, () => Reflect.get(window, 'told').push(name));
    reader?.remove();
  });
  await cancelled;
  for (const release of waiting) release();
  await page.waitForTimeout(100);
  assert.deepEqual(
    await page.evaluate(() => [
      Reflect.get(window, 'told'),
      Reflect.get(window, 'reader').querySelectorAll('.pilcrow-text').length,
    ]),
    [[], 0],
  );

  await page.unroute('**/held.txt');
  await page.route('**/held.txt', (route) => route.fulfill({ body: SHORT }));
  await eventAfter(page, 'pilcrow-load', () =>
    page.evaluate(() => document.querySelector('main')?.append(Reflect.get(window, 'reader'))),
  );
  assert.equal(await headline(page).textContent(), 'The swifts are back');
  assert.deepEqual(faults, []);
});

test('a reader that is moved keeps its text, its query and its document', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  const kept = await page.evaluate(async () => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    reader.query = 'roof';
    const { document: before } = reader;
    const other = document.createElement('section');
    document.body.append(other);
    other.append(reader);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return [reader.document === before, reader.query, reader.querySelectorAll('.pilcrow-text').length];
  });
  assert.deepEqual(kept, [true, 'roof', 1]);
});

test('a removed reader frees its document', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  const message = await page.evaluate(async () => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const { document: read } = reader;
    reader.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    try {
      return String(read?.length);
    } catch (error) {
      return String(error);
    }
  });
  assert.match(message, /freed/);
});

test('properties set before the element is defined count', async (t) => {
  const { page, url } = await open(t);
  await page.route('**/bare.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><pilcrow-reader></pilcrow-reader>' }),
  );
  await page.goto(`${url}bare.html`);
  await eventAfter(page, 'pilcrow-load', () =>
    page.evaluate(async (text) => {
      const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
      reader.text = text;
      reader.theme = 'dark';
      await import(/** @type {string} */ ('./define.js'));
      await import(/** @type {string} */ ('./define.js?again'));
    }, SHORT),
  );
  assert.equal(await headline(page).textContent(), 'The swifts are back');
  assert.equal(await page.locator('pilcrow-reader').getAttribute('theme'), 'dark');
});

/** @param {Page} page */
function headline(page) {
  return page.locator('.pilcrow-text h1');
}

/** @param {Page} page @param {string} name @param {Buffer} buffer */
function pick(page, name, buffer) {
  return page.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer });
}

/** @param {Page} page @param {string} address */
function src(page, address) {
  return page.evaluate((address) => {
    /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).src = address;
  }, address);
}
