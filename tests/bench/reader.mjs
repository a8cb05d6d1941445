// How the reader does on a book in Chromium: its first readable frame, its longest task, a keystroke to painted marks, the painting of marks, and
// frames that are dropped while scrolling, beside the same text as plain <p>s in the same run; prints a Markdown table.

import { readFileSync } from 'node:fs';
import { launch, serve } from '../browser.mjs';
import { shared } from '../page/on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const ROUNDS = 5;
/** Words as people type them, frequent and rare, whole sentences' beginnings and a typo. */
const TYPED = ['the prince', 'said', 'napoleon', 'moscow burned', 'a', 'balcony', 'princess mary', 'hapiness', 'in the evening'];
/** A flick of the wheel, a page, and a jump over many of them, in CSS pixels to a frame; and for how many frames. */
const SPEEDS = [120, 800, 12_000];
const FRAMES = 180;
/** Browsers call a task long from so many milliseconds on: a key waits that is pressed meanwhile. */
const LONG = 50;

const [file] = process.argv.slice(2);
const book = file ? readFileSync(file, 'utf8') : shared('search/corpora/war-and-peace.txt');
if (!book) throw new Error('no book to read: name one, npm run bench -- reader FILE');

const [browser, server] = await Promise.all([launch(), serve()]);
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
await page.route('**/book.txt', (route) => route.fulfill({ body: book, contentType: 'text/plain; charset=utf-8' }));

/** @type {number[]} */
const first = [];
for (let round = 0; round < ROUNDS; round++) {
  await page.goto(server.url);
  first.push(await page.evaluate(firstFrame));
}
const tasks = [];
for (let round = 0; round < ROUNDS; round++) {
  await page.goto(server.url);
  tasks.push(...(await tasksDuring(() => page.evaluate(readingAndTyping, [...TYPED[0]]))));
}
const keys = await page.evaluate(typing, TYPED);
/** @type {Record<'reader' | 'plain', number[]>} */
const dropped = { reader: [], plain: [] };
for (let round = 0; round < ROUNDS; round++)
  for (const speed of SPEEDS)
    for (const how of /** @type {const} */ (['reader', 'plain']))
      dropped[how].push(await page.evaluate(scrolling, { how, speed, frames: FRAMES }));
await browser.close();
await server.close();

const rows = [
  ['first readable frame after the bytes are there', `${at(first, 0.5)} ms, at most ${at(first, 1)} ms`],
  [
    `the longest task of the page while it is read, indexed and typed in, and how many pass ${LONG} ms`,
    `${at(tasks, 1)} ms, ${tasks.filter((task) => task > LONG).length}`,
  ],
  ['keystroke to painted marks', `${at(keys.painted, 0.5)} ms, p95 ${at(keys.painted, 0.95)} ms`],
  [`painting marks, of up to ${keys.most} matches`, `${at(keys.marked, 0.5)} ms, p95 ${at(keys.marked, 0.95)} ms`],
  ...SPEEDS.map((speed, nth) => {
    const of = (/** @type {number[]} */ all) => all.filter((_, index) => index % SPEEDS.length === nth);
    return [
      `frames dropped of ${FRAMES} at ${speed} px each`,
      `${at(of(dropped.reader), 0.5)}; as plain <p>s ${at(of(dropped.plain), 0.5)}`,
    ];
  }),
];
console.log(`| a book of ${book.length} letters | |\n|---|---|\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`);

/** @param {number[]} values @param {number} part from the least, 0, to the most, 1 */
function at(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.ceil(part * sorted.length) - 1] * 10) / 10;
}

/**
 * How long each task of the page's main thread has worked, in milliseconds: its own time, which other programs have no part in.
 * @param {() => Promise<unknown>} act
 */
async function tasksDuring(act) {
  const cdp = await page.context().newCDPSession(page);
  /** @type {any[]} */
  const events = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const done = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  const includedCategories = ['toplevel', 'blink.user_timing'];
  await cdp.send('Tracing.start', { traceConfig: { includedCategories }, transferMode: 'ReportEvents' });
  await act();
  await cdp.send('Tracing.end');
  await done;
  await cdp.detach();
  const [begin, end] = ['begin', 'end'].map((name) =>
    events.find((event) => event.name === name && event.cat === 'blink.user_timing'),
  );
  const ours = events.filter(({ name, pid, tid, ts }) => {
    return /RunTask$/.test(name) && pid === begin.pid && tid === begin.tid && ts >= begin.ts && ts <= end.ts;
  });
  if (!ours.length) throw new Error('the trace has no tasks');
  return ours.map(({ tdur }) => tdur / 1000);
}

/** In the page: reads the book, and types on and on, until it is all set and some more. @param {string[]} letters */
async function readingAndTyping(letters) {
  const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  const field = /** @type {HTMLInputElement} */ (reader.shadowRoot?.querySelector('input[type=search]'));
  const after = (/** @type {string} */ name) => new Promise((resolve) => reader.addEventListener(name, resolve, { once: true }));
  await Promise.all(['core', 'decode', 'bearings'].map((name) => import(`./${name}.js`)));
  await (await import(/** @type {string} */ ('./core.js'))).load();
  const bytes = new File([await (await fetch('book.txt')).arrayBuffer()], 'book.txt');
  let isSettled = false;
  after('pilcrow-settle').then(() => {
    isSettled = true;
  });
  performance.mark('begin');
  reader.open(bytes);
  await after('pilcrow-load');
  for (let typed = 0; !isSettled || typed < 2 * letters.length; typed++) {
    field.value = letters.slice(0, 1 + (typed % letters.length)).join('');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // What rests meanwhile comes after: the marks beside the text.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  performance.mark('end');
}

/** In the page: reads the book from bytes that are there, as a file's are; what a first visit waits for once is made ready before. */
async function firstFrame() {
  const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  const after = (/** @type {string} */ name) => new Promise((resolve) => reader.addEventListener(name, resolve, { once: true }));
  await Promise.all(['core', 'decode'].map((name) => import(`./${name}.js`)));
  await (await import(/** @type {string} */ ('./core.js'))).load();
  const bytes = new File([await (await fetch('book.txt')).arrayBuffer()], 'book.txt');
  const settled = after('pilcrow-settle');
  const began = performance.now();
  reader.open(bytes);
  await after('pilcrow-load');
  const painted = await new Promise((resolve) =>
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began))),
  );
  await settled;
  return painted;
}

/** In the page: types queries letter by letter into the search box. @param {string[]} queries */
async function typing(queries) {
  const { Marks } = await import(/** @type {string} */ ('./marks.js'));
  const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  const field = /** @type {HTMLInputElement} */ (reader.shadowRoot?.querySelector('input[type=search]'));
  /** @type {{ painted: number[], marked: number[], most: number }} */
  const seen = { painted: [], marked: [], most: 0 };
  const { paint } = Marks.prototype;
  Marks.prototype.paint = function (/** @type {unknown[]} */ ...how) {
    const began = performance.now();
    paint.apply(this, how);
    seen.marked.push(performance.now() - began);
    seen.most = Math.max(seen.most, this.length);
  };
  for (const query of queries) {
    for (let length = 1; length <= query.length; length++) {
      const began = performance.now();
      field.value = query.slice(0, length);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      seen.painted.push(performance.now() - began);
      // A quick typist's next key.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  Marks.prototype.paint = paint;
  reader.query = '';
  return seen;
}

/** In the page: how many frames are dropped while it scrolls. @param {{ how: string, speed: number, frames: number }} what */
async function scrolling({ how, speed, frames }) {
  const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  document.querySelector('.plain')?.remove();
  reader.hidden = how === 'plain';
  if (how === 'plain') {
    const article = document.createElement('article');
    article.className = 'plain';
    article.style.cssText = 'max-width: 38em; margin: auto; font: 1.25rem/1.55 serif';
    for (const { text } of reader.document?.blocks() ?? [])
      article.append(Object.assign(document.createElement('p'), { textContent: text }));
    document.body.append(article);
  }
  scrollTo(0, 0);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  // Until what was just laid out has been painted.
  for (let waited = 0; waited < 30; waited++) await frame();
  let before = await frame();
  let dropped = 0;
  for (let count = 0; count < frames; count++) {
    scrollBy({ top: speed, behavior: 'instant' });
    const now = await frame();
    dropped += Math.max(Math.round((now - before) / (1000 / 60)) - 1, 0);
    before = now;
  }
  return dropped;
}
