// Takes pictures of the page in its widths, themes, scripts and states, into tests/out, with a contact sheet of them all: to be looked at.
// The states that are named behind its own name are taken alone.

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, serve } from '../browser.mjs';
import { choose, find, sample, shared, showList } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ name: string, act?: (page: Page) => Promise<unknown>, text?: string, src?: string, kept?: object, full?: boolean, locale?: string }} State */

const WIDTHS = [320, 390, 768, 1280, 1920];
const THEMES = ['light', 'sepia', 'dark', 'contrast'];

/** All but the empty page are of a text, and are looked at in one theme at every width. */
/** @type {State[]} */
const STATES = [
  { name: 'swifts', text: sample('swifts') },
  { name: 'swifts, whole', text: sample('swifts'), full: true },
  { name: 'steamer', text: sample('steamer') },
  { name: 'fallow-point', text: sample('fallow-point') },
  { name: 'Persian', text: sample('kariz') },
  { name: 'Japanese', text: sample('furin') },
  { name: 'Japanese, vertical', text: sample('furin'), kept: { vertical: true } },
  { name: 'large', text: sample('swifts'), kept: { size: 2, face: 'sans', leading: 1.2 } },
  {
    name: 'at a match',
    text: sample('swifts'),
    act: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('roof');
      for (let step = 0; step < 3; step++) await page.keyboard.press('Enter');
    },
  },
  {
    name: 'every match, and the contents',
    text: sample('fallow-point'),
    act: async (page) => {
      await find(page, 'board');
      await showList(page);
      const button = page.getByRole('button', { name: 'Contents' });
      if (await button.isVisible()) await button.click();
    },
  },
  {
    name: 'every match, vertical',
    text: sample('furin'),
    kept: { vertical: true },
    act: async (page) => {
      await find(page, '風鈴');
      await showList(page);
    },
  },
  {
    name: 'how to search',
    text: sample('swifts'),
    act: async (page) => {
      const list = page.locator('pilcrow-reader .results');
      await page.locator('pilcrow-reader .left').waitFor({ state: 'attached' });
      await page.locator('.pilcrow-text').focus();
      await page.keyboard.press('r');
      await list.getByRole('button', { name: 'Regular expression' }).click();
      await page.locator('pilcrow-reader input[type=search]').fill('roof(s|ing');
    },
  },
  { name: 'settings', text: sample('swifts'), act: openSettings },
  { name: 'menu', text: sample('swifts'), act: (page) => page.locator('pilcrow-reader button.more').click() },
  { name: 'source', text: sample('steamer'), act: (page) => choose(page, 'Source') },
  { name: 'reading aloud', text: sample('swifts'), act: (page) => choose(page, 'Read aloud') },
  {
    name: 'selected',
    text: sample('swifts'),
    act: (page) =>
      page.evaluate(() => {
        const text = /** @type {Node} */ (document.querySelector('.pilcrow-text p.paragraph')?.firstChild);
        getSelection()?.setBaseAndExtent(text, 20, text, 160);
      }),
  },
  { name: 'an error', src: 'missing.txt' },
  { name: 'an error over a text', text: sample('swifts'), src: 'missing.txt' },
];
const article = shared('newspaper/article.txt');
if (article) STATES.unshift({ name: 'newspaper', text: article }, { name: 'newspaper, whole', text: article, full: true });

const out = fileURLToPath(new URL('../out/', import.meta.url));
mkdirSync(out, { recursive: true });
const [browser, server] = await Promise.all([launch(), serve()]);
/** @type {Map<string, string[]>} the pictures of each state */
const taken = new Map();

const named = process.argv.slice(2);
const wanted = STATES.filter(({ name }) => !named.length || named.includes(name));
const starts = [{ name: 'empty' }, { name: 'empty, German', locale: 'de' }, { name: 'empty, Persian', locale: 'fa' }].filter(
  ({ name }) => !named.length || named.includes(name),
);
for (const width of WIDTHS) for (const state of wanted) await take(state, width, 'auto');
for (const theme of THEMES) for (const state of wanted) if (!state.full) await take(state, 1280, theme);
for (const width of WIDTHS) for (const start of starts) await take(start, width, 'auto');
await browser.close();
await server.close();

const rows = [...taken].map(([name, files]) => {
  const pictures = files.map((file) => `<a href="${file}"><img src="${file}" alt="${file}" height="320" loading="lazy"></a>`);
  return `<h2>${name}</h2><p>${pictures.join('\n')}</p>`;
});
writeFileSync(`${out}index.html`, `<!doctype html><meta charset="utf-8"><title>Pictures</title>${rows.join('\n')}`);
console.log(`${[...taken.values()].flat().length} pictures, with a contact sheet: ${out}index.html`);

/**
 * @param {State} state
 * @param {number} width
 * @param {string} theme
 */
async function take({ name, act, text, src, kept, full = false, locale = 'en' }, width, theme) {
  const context = await browser.newContext({ locale, viewport: { width, height: width < 600 ? 800 : 860 } });
  const page = await context.newPage();
  await page.addInitScript((kept) => localStorage.setItem('pilcrow-reader', kept), JSON.stringify({ ...kept, theme }));
  await page.goto(server.url);
  for (const [property, value, reached] of [
    ['text', text, 'ready'],
    ['src', src, 'error'],
  ]) {
    if (!value) continue;
    await page.evaluate(
      ([property, value]) =>
        Reflect.set(/** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')), property, value),
      [String(property), value],
    );
    await page.locator(`pilcrow-reader:state(${reached})`).waitFor();
  }
  await act?.(page);
  await page.waitForTimeout(500);
  const file = `${name.replace(/\W+/g, '-')}-${width}-${theme}.png`;
  await page.screenshot({ path: out + file, fullPage: full });
  taken.set(name, [...(taken.get(name) ?? []), file]);
  await context.close();
}

/** @param {Page} page */
async function openSettings(page) {
  const button = page.locator('pilcrow-reader button.settings');
  if (await button.isVisible()) await button.click();
  else await choose(page, 'Reading settings');
}
