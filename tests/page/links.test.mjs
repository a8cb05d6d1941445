// A copied link leads to the very passage, in Chromium and in Firefox, though the text is there only after the browser has looked for it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, serve } from '../browser.mjs';
import { findFirefox, launchFirefox } from '../firefox.mjs';
import { copiedBy } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {{ goto: (url: string) => Promise<unknown>, evaluate: (expression: string) => Promise<any>, close: () => Promise<void> }} Visitor */

/** Passages: their first words and their last, by block. They stand within a sentence, over blocks, once or more often, in several scripts. */
/** @type {{ src: string, from: [block: number, words: string], to: [block: number, words: string] }[]} */
const PASSAGES = [
  { src: 'samples/swifts.txt', from: [9, 'louvre'], to: [9, 'louvre'] },
  { src: 'samples/swifts.txt', from: [9, 'slate'], to: [9, 'slate'] },
  { src: 'samples/swifts.txt', from: [7, 'built in 1904'], to: [9, 'exercise book'] },
  { src: 'samples/fallow-point.txt', from: [12, "the Board's"], to: [12, "the Board's"] },
  { src: 'samples/fallow-point.txt', from: [28, 'Mrs Arkwright'], to: [28, 'Mrs Arkwright'] },
  { src: 'samples/fallow-point.txt', from: [26, 'He counted'], to: [30, 'as if it had never'] },
  { src: 'samples/kariz.txt', from: [6, 'پس از سه زمستان'], to: [6, 'پس از سه زمستان'] },
  { src: 'samples/furin.txt', from: [6, '八十一歳の秋'], to: [6, '八十一歳の秋'] },
];

const BROWSERS = { Chromium: () => true, Firefox: findFirefox };

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {{ link: string, words: string }[]} */
let links = [];

before(async () => {
  server = await serve();
  links = await copiedLinks(server.url);
});
after(() => server?.close());

test('a link names the passage twice, for the browser and for the reader', () => {
  for (const { link } of links) assert.match(new URL(link).hash, /^#(text=[^:]+):~:\1$/);
});

for (const [name, find] of Object.entries(BROWSERS)) {
  const program = find();
  test(`in ${name}, a copied link leads to the very passage`, { skip: program ? false : `${name} is not here` }, async (t) => {
    const visitor = typeof program === 'string' ? await launchFirefox(program) : await visitingChromium();
    t.after(() => visitor.close());
    assert.ok(links.length > 5);
    for (const { link, words } of links) {
      await visitor.goto('about:blank');
      await visitor.goto(link);
      const landed = await visitor.evaluate(`(${arrival})(${JSON.stringify(words.length)})`);
      assert.equal(landed.words, words, link);
      assert.ok(landed.inSight, `out of sight: ${link}`);
    }
  });
}

/** @returns {Promise<Visitor>} */
async function visitingChromium() {
  const browser = await launch();
  const page = await browser.newPage();
  return { goto: (url) => page.goto(url), evaluate: (expression) => page.evaluate(expression), close: () => browser.close() };
}

/** Waits for something to be selected, and says what, and whether its beginning can be seen. @param {number} length */
async function arrival(length) {
  const selection = /** @type {Selection} */ (document.getSelection());
  const until = Date.now() + 10_000;
  const frame = () => new Promise((resolve) => setTimeout(resolve, 50));
  while (String(selection).length < length / 2 && Date.now() < until) await frame();
  // Places are put right for a few frames after arriving.
  for (let frames = 0; frames < 10; frames++) await frame();
  const [rect] = selection.rangeCount ? selection.getRangeAt(0).getClientRects() : [];
  const bar = document.querySelector('pilcrow-reader')?.shadowRoot?.querySelector('.top')?.getBoundingClientRect();
  const inSight = Boolean(rect && bar && rect.top >= bar.bottom && rect.bottom <= innerHeight);
  return { words: selection.rangeCount ? selection.getRangeAt(0).toString() : '', inSight };
}

/** The links to the passages, as the reader copies them, and the words that each is about. @param {string} url */
async function copiedLinks(url) {
  const browser = await launch();
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const copied = [];
  for (const { src, from, to } of PASSAGES) {
    await page.goto('about:blank');
    await page.goto(`${url}?src=${src}`);
    await page.locator('pilcrow-reader:state(ready)').waitFor();
    await page.locator('pilcrow-reader .left').waitFor();
    const words = await page.evaluate(
      ({ from, to }) => {
        const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
        reader.querySelector('article')?.focus();
        const textOf = (/** @type {number} */ block) => /** @type {Text} */ (reader.blockElement(block)?.firstChild);
        const [first, last] = [textOf(from[0]), textOf(to[0])];
        const selection = /** @type {Selection} */ (document.getSelection());
        selection.setBaseAndExtent(first, first.data.indexOf(from[1]), last, last.data.indexOf(to[1]) + to[1].length);
        return selection.getRangeAt(0).toString();
      },
      { from, to },
    );
    copied.push({ link: await copiedBy(page, () => page.keyboard.press('y')), words });
  }
  await browser.close();
  return copied;
}
