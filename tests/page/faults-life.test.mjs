// The reader's comings and goings: taken out, moved, copied, printed, left and come back to, in two tabs at once. Nothing is lost that
// should stay, and nothing stays behind.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, serve } from '../browser.mjs';
import { eventAfter, hostOn, longText, onPage, readText, SHORT, sample } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();

test('a thousand times in and out of the page leave no nodes, no listeners and no memory behind', async (t) => {
  const { page } = await open(t, 'icon.svg');
  await hostOn(page, '');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const measure = async () => {
    for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (/** @type {string} */ name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    const wasm = await page.evaluate(
      async (glue) => (await import(glue)).initSync().memory.buffer.byteLength,
      './wasm/pilcrow.js',
    );
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize'), wasm };
  };
  const cycles = (/** @type {number} */ count, /** @type {string} */ text) =>
    page.evaluate(
      async ({ count, text }) => {
        for (let cycle = 0; cycle < count; cycle++) {
          const reader = /** @type {PilcrowReader} */ (document.createElement('pilcrow-reader'));
          const loaded = new Promise((resolve) => reader.addEventListener('pilcrow-load', resolve, { once: true }));
          reader.text = text;
          document.body.append(reader);
          await loaded;
          reader.query = 'roof';
          reader.remove();
          await new Promise((resolve) => setTimeout(resolve));
        }
        await new Promise((resolve) => setTimeout(resolve, 800));
      },
      { count, text },
    );
  await cycles(20, longText(100_000));
  await cycles(20, sample('swifts'));
  const start = await measure();
  await cycles(40, longText(100_000));
  await cycles(960, sample('swifts'));
  const end = await measure();
  assert.ok(end.nodes - start.nodes < 100, `${end.nodes - start.nodes} nodes`);
  assert.ok(end.listeners - start.listeners < 100, `${end.listeners - start.listeners} listeners`);
  assert.ok(end.heap - start.heap < 1024 * 1024, `${end.heap - start.heap} bytes of the heap`);
  assert.equal(end.wasm, start.wasm);
});

test('taken out at any moment of its loading, a reader does nothing more, and what it held is given back', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  await hostOn(page, '');
  const seen = await page.evaluate(async (text) => {
    const wait = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));
    const readers = [];
    /** @type {string[]} */
    const told = [];
    for (const delay of [-1, 0, 1, 5, 20, 50, 120]) {
      const reader = /** @type {PilcrowReader} */ (document.createElement('pilcrow-reader'));
      reader.text = text;
      document.body.append(reader);
      if (delay >= 0) await wait(delay);
      reader.remove();
      await null;
      for (const name of ['pilcrow-load', 'pilcrow-settle', 'pilcrow-error', 'pilcrow-search'])
        reader.addEventListener(name, () => told.push(`${name} after ${delay} ms`));
      readers.push(reader);
    }
    await wait(600);
    return { told, held: readers.filter((reader) => reader.document || reader.querySelector('.pilcrow-text')).length };
  }, longText(400_000));
  assert.deepEqual(seen, { told: [], held: 0 });
  assert.deepEqual(faults, []);
});

test('a reader that is out of the page takes all that is asked of it, and takes it up when it is back', async (t) => {
  const { page, faults } = await open(t);
  await readText(page, sample('swifts'));
  await page.evaluate(async () => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    reader.remove();
    await null;
    reader.query = 'roof';
    reader.next();
    reader.previous();
    reader.focusSearch();
    reader.searchOptions = { wholeWord: true };
    reader.blockElement(0);
    reader.cancel();
    Object.assign(window, { reader });
  });
  const { blocks } = await eventAfter(page, 'pilcrow-settle', () =>
    page.evaluate(() => document.querySelector('main')?.append(Reflect.get(window, 'reader'))),
  );
  assert.ok(blocks > 10);
  assert.equal(await page.evaluate(() => Reflect.get(window, 'reader').query), 'roof');
  assert.match(String(await page.locator('pilcrow-reader .field .count').textContent()), /^\d of \d+$/);
  assert.deepEqual(faults, []);
});

test('moved in one task, in both ways, a reader keeps its document, its query and its place', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  await hostOn(page, `<div><pilcrow-reader>${sample('fallow-point')}</pilcrow-reader></div><section></section>`);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  const moved = await page.evaluate(async () => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const [box, other] = /** @type {(Element & { moveBefore?: (node: Node, next: null) => void })[]} */ ([
      ...document.querySelectorAll('body > div, section'),
    ]);
    const loads = [];
    reader.addEventListener('pilcrow-load', () => loads.push(1));
    // What a search scrolls to is put right for some frames.
    const rest = () => new Promise((resolve) => setTimeout(resolve, 150));
    reader.query = 'board';
    await rest();
    scrollTo(0, 1500);
    await rest();
    const { document: open } = reader;
    const places = [scrollY];
    other.append(reader);
    await rest();
    places.push(scrollY);
    box.moveBefore?.(reader, null);
    await rest();
    places.push(scrollY);
    return { places, same: reader.document === open, query: reader.query, loads: loads.length };
  });
  assert.deepEqual(moved, { places: [1500, 1500, 1500], same: true, query: 'board', loads: 0 });
  await page.locator('pilcrow-reader input').press('Enter');
  assert.match(String(await page.locator('pilcrow-reader .field .count').textContent()), /^\d+ of \d+$/);
  assert.deepEqual(faults, []);
});

test('on a page whose base is elsewhere, and in a frame without an address, the contents lead to their sections', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  const text = `<pilcrow-reader param="q">${sample('swifts')}</pilcrow-reader>`;
  await hostOn(page, `<base href="https://example.org/other/">${text}`);
  await page.locator('pilcrow-reader .left').waitFor();
  const address = page.url();
  await page.locator('pilcrow-reader nav a').nth(2).click();
  assert.equal(page.url().split('#')[0], address);
  assert.ok(await page.evaluate(() => location.hash && scrollY > 0));
  await page.evaluate(
    (html) => {
      const frame = document.createElement('iframe');
      Object.assign(frame, { width: 1200, height: 500, srcdoc: html });
      document.body.replaceChildren(frame);
    },
    `<!doctype html><script type="module" src="${new URL('define.js', address)}"></script>${text}`,
  );
  const frame = page.frameLocator('iframe');
  await frame.locator('pilcrow-reader .left').waitFor();
  await frame.locator('pilcrow-reader nav a').nth(2).click();
  await page.waitForFunction(() => frames[0].scrollY > 0);
  await frame.locator('pilcrow-reader input').fill('roof');
  // Its query would be named in the address by then.
  await page.waitForTimeout(500);
  assert.match(String(await frame.locator('pilcrow-reader .field .count').textContent()), /^\d of \d$/);
  assert.deepEqual(faults, []);
});

test('a copy of a reader, and one from a template, are readers of their own', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  await hostOn(
    page,
    `<template><pilcrow-reader theme="dark">${SHORT}</pilcrow-reader></template><pilcrow-reader>${sample('swifts')}</pilcrow-reader>`,
  );
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  await page.evaluate(() => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const template = /** @type {HTMLTemplateElement} */ (document.querySelector('template'));
    document.body.append(reader.cloneNode(true), template.content.cloneNode(true));
  });
  await page.locator('pilcrow-reader:state(ready)').nth(2).waitFor();
  const seen = await page.evaluate(() => {
    const readers = /** @type {PilcrowReader[]} */ ([...document.querySelectorAll('pilcrow-reader')]);
    readers[0].query = 'roof';
    readers[2].query = 'wind';
    return readers.map((reader) => [reader.querySelectorAll('.pilcrow-text').length, reader.query, reader.document?.length]);
  });
  const [first, copy, third] = seen;
  assert.deepEqual(seen, [
    [1, 'roof', first[2]],
    [1, '', first[2]],
    [1, 'wind', 2],
  ]);
  assert.ok(copy && third);
  assert.deepEqual(faults, []);
});

test('content that the page puts in the place of the text is read', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  await hostOn(page, `<pilcrow-reader>${sample('swifts')}</pilcrow-reader>`);
  await page.locator('pilcrow-reader .left').waitFor();
  const put = (/** @type {string} */ text) =>
    page.evaluate((text) => {
      /** @type {Element} */ (document.querySelector('pilcrow-reader')).innerHTML = text;
    }, text);
  await eventAfter(page, 'pilcrow-settle', () => put(SHORT));
  assert.equal(await page.locator('.pilcrow-text h1').textContent(), 'The swifts are back');
  await put('');
  await page.locator('pilcrow-reader:state(empty)').waitFor({ state: 'attached' });
  assert.deepEqual(faults, []);
});

test('opened where it is not seen, a text is at its place once it is; nothing is said of it meanwhile', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('fallow-point'));
  await page.evaluate(() => scrollTo(0, 3000));
  await page.waitForFunction(() => String(localStorage.getItem('pilcrow-reader-places')).length > 4);
  // The paragraph that is being read, a fifth down the window: how tall it is depends on the machine's fonts.
  const read = await page.evaluate(() => {
    const paragraphs = [...document.querySelectorAll('.pilcrow-text p')];
    return paragraphs.find((paragraph) => paragraph.getBoundingClientRect().bottom > innerHeight / 4)?.textContent;
  });
  assert.ok(read);
  // The browser's own memory for it would hide a loss.
  await page.evaluate(() => {
    history.scrollRestoration = 'manual';
  });
  await page.reload();
  /** @type {string[]} */
  const logged = [];
  page.on('console', (message) => message.type() === 'error' && logged.push(message.text()));
  await page.evaluate(() => {
    /** @type {HTMLElement} */ (document.querySelector('pilcrow-reader')).hidden = true;
  });
  await readText(page, sample('fallow-point'));
  await eventAfter(page, 'pilcrow-search', () =>
    page.evaluate(() => Object.assign(/** @type {Element} */ (document.querySelector('pilcrow-reader')), { query: 'board' })),
  );
  // Some frames later, going to the match has been given up: it stands nowhere.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 8; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    Object.assign(/** @type {Element} */ (document.querySelector('pilcrow-reader')), { query: '', hidden: false });
  });
  await page.waitForFunction((read) => {
    const paragraphs = [...document.querySelectorAll('.pilcrow-text p')];
    const top = paragraphs.find(({ textContent }) => textContent === read)?.getBoundingClientRect().top ?? Number.NaN;
    return top > 0 && top < innerHeight / 2;
  }, read);
  assert.deepEqual(logged, []);
});

test('of texts set within one frame, the last one is read, and told of once', async (t) => {
  const { page, faults } = await open(t);
  await readText(page, sample('swifts'));
  const told = await page.evaluate(async () => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    /** @type {string[]} */
    const told = [];
    reader.addEventListener('pilcrow-load', (event) => told.push(Reflect.get(event, 'detail').title));
    const settled = new Promise((resolve) => reader.addEventListener('pilcrow-settle', resolve, { once: true }));
    const text = (/** @type {number} */ number) => `Text ${number}\n\nIt is the one of that number, and no other one.\n`;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    for (let number = 1; number <= 20; number++) reader.text = text(number);
    await null;
    reader.text = text(21);
    await settled;
    return told;
  });
  assert.deepEqual(told, ['Text 21']);
  assert.deepEqual(faults, []);
});

test('left and come back to, the page is as it was, out of the browser’s cache', async (t) => {
  const [browser, server] = await Promise.all([
    // For tests, it is kept from being a browser with a memory.
    launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
    serve(),
  ]);
  t.after(() => Promise.all([browser.close(), server.close()]));
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${server.url}?src=samples/fallow-point.txt`);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  await page.evaluate(() => {
    addEventListener('pageshow', (event) => Reflect.set(window, 'persisted', event.persisted));
    scrollTo(0, 1200);
  });
  const place = await page.evaluate(() => scrollY);
  await page.goto(`${server.url}icon.svg`);
  await page.goBack({ waitUntil: 'commit' });
  await page.waitForFunction(() => Reflect.get(window, 'persisted') !== undefined);
  assert.equal(await page.evaluate(() => Reflect.get(window, 'persisted')), true);
  assert.equal(await page.evaluate(() => scrollY), place);
  const { total } = await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('board'));
  assert.ok(total > 3);
});

test('in two tabs the last one to write has the say, and neither answers the other without end', async (t) => {
  const { page } = await open(t);
  const other = await page.context().newPage();
  await other.goto(page.url());
  for (const tab of [page, other]) {
    await readText(tab, sample('fallow-point'));
    await tab.evaluate(() => {
      Reflect.set(window, 'heard', 0);
      addEventListener('storage', () => Reflect.set(window, 'heard', Reflect.get(window, 'heard') + 1));
    });
  }
  for (const [tab, theme, place] of /** @type {const} */ ([
    [page, 'Dark', 1000],
    [other, 'Sepia', 2000],
  ])) {
    await tab.bringToFront();
    await tab.getByRole('button', { name: 'Reading settings' }).click();
    await tab.getByRole('radio', { name: theme }).check();
    await tab.keyboard.press('Escape');
    await tab.evaluate((place) => scrollTo(0, place), place);
  }
  // Places are kept when scrolling has come to rest; a loop would go on.
  await page.waitForFunction(() => Reflect.get(window, 'heard') > 1);
  await page.waitForTimeout(800);
  const heard = () => Promise.all([page, other].map((tab) => tab.evaluate(() => Reflect.get(window, 'heard'))));
  const before = await heard();
  await page.waitForTimeout(800);
  assert.deepEqual(await heard(), before);
  assert.match(String(await page.evaluate(() => localStorage.getItem('pilcrow-reader'))), /"theme":"sepia"/);
  assert.equal(await page.evaluate(() => JSON.parse(String(localStorage.getItem('pilcrow-reader-places'))).length), 1);
  await page.reload();
  await readText(page, sample('fallow-point'));
  assert.equal(await page.locator('pilcrow-reader:state(sepia)').count(), 1);
});

test('printed before all of it is set, the whole text is on paper', async (t) => {
  const { page } = await open(t, 'icon.svg');
  await hostOn(page, '<pilcrow-reader></pilcrow-reader>');
  const text = longText(300_000);
  await eventAfter(page, 'pilcrow-load', () =>
    page.evaluate((text) => {
      /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).text = text;
    }, text),
  );
  const pages = (await page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  await page.evaluate((text) => {
    const article = document.createElement('article');
    article.style.font = '1rem/1.2 serif';
    article.append(...text.split('\n\n').map((words) => Object.assign(document.createElement('div'), { textContent: words })));
    document.body.replaceChildren(article);
  }, text);
  const plain = (await page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(plain > 20);
  assert.ok(pages >= plain, `${pages} pages, and ${plain} where the same text is set small`);
});
