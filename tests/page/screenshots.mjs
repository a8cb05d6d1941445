// Takes pictures of the page in its states, on a phone and on a desktop, light and dark, into tests/out: to be looked at.

import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, serve } from '../browser.mjs';
import { shared } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const SCREENS = {
  phone: { width: 390, height: 844 },
  narrow: { width: 320, height: 640 },
  desktop: { width: 1280, height: 860 },
};
const SCHEMES = /** @type {const} */ (['light', 'dark']);

const out = fileURLToPath(new URL('../out/', import.meta.url));
mkdirSync(out, { recursive: true });

const [browser, server] = await Promise.all([launch(), serve()]);
for (const [screen, viewport] of Object.entries(SCREENS)) {
  for (const colorScheme of SCHEMES) {
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    const take = async (/** @type {string} */ state) => {
      await page.waitForTimeout(250);
      await page.screenshot({ path: `${out}${state}-${screen}-${colorScheme}.png` });
    };

    await page.goto(server.url);
    await take('empty');
    await openAt(page, 'missing.txt', 'error');
    await take('error-at-the-start');

    await page.route('**/slow.txt', () => {});
    await openAt(page, 'slow.txt', 'loading');
    await take('loading');

    for (const name of ['swifts', 'steamer', 'fallow-point']) {
      await openAt(page, `samples/${name}.txt`, 'ready');
      await take(name);
    }
    const article = shared('newspaper/article.txt');
    if (article) {
      await page.route('**/article.txt', (route) => route.fulfill({ body: article, contentType: 'text/plain' }));
      await openAt(page, 'article.txt', 'ready');
      await take('newspaper');
      await page.keyboard.press('/');
      await page.keyboard.type('resistance');
      await take('newspaper-searching');
    }

    await openAt(page, 'samples/swifts.txt', 'ready');
    await page.keyboard.press('/');
    await page.keyboard.type('roof');
    await take('searching');
    for (let step = 0; step < 3; step++) await page.keyboard.press('Enter');
    await take('at-a-match');
    if (screen !== 'desktop') {
      await page.getByRole('button', { name: 'Contents' }).click();
      await take('contents');
    }
    await openAt(page, 'missing.txt', 'error');
    await take('error');
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await take('end');
    await context.close();
  }
}
await browser.close();
await server.close();
console.log(`the pictures are in ${out}`);

/**
 * @param {Page} page
 * @param {string} src
 * @param {'ready' | 'error' | 'loading'} state
 */
async function openAt(page, src, state) {
  await page.evaluate((src) => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    reader.src = src;
    scrollTo(0, 0);
  }, src);
  await page.locator(`pilcrow-reader:state(${state})`).waitFor();
}
