// The interface speaks the language of the page around it, runs its way, and shows no word that is not from there.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventAfter, onPage, sample } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();

const SEARCH = {
  ar: 'ابحث في هذا النص',
  de: 'In diesem Text suchen',
  en: 'Search this text',
  es: 'Buscar en este texto',
  fa: 'جستجو در این متن',
  fr: 'Chercher dans ce texte',
  it: 'Cerca in questo testo',
  ja: 'この文章を検索',
  pt: 'Procurar neste texto',
  zh: '在本文中搜索',
};

test('a reader speaks the language that it stands in', async (t) => {
  const { page, url } = await open(t);
  for (const [lang, words] of Object.entries(SEARCH)) {
    await bare(page, url, lang);
    assert.equal(await page.locator('pilcrow-reader input[type=search]').getAttribute('placeholder'), words);
    const rtl = ['ar', 'fa'].includes(lang);
    const { contents, text } = await page.evaluate(sides);
    assert.equal(contents > text, rtl, `${lang}: the contents stand on the ${contents > text ? 'right' : 'left'}`);
  }
});

test('a text keeps its own way to run, whichever way the interface does', async (t) => {
  const { page, url } = await open(t);
  await bare(page, url, 'fa');
  assert.equal(await page.locator('.pilcrow-text').evaluate((text) => getComputedStyle(text).direction), 'ltr');
  await eventAfter(page, 'pilcrow-load', () =>
    page.evaluate((text) => {
      /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).text = text;
      document.documentElement.lang = 'en';
    }, sample('kariz')),
  );
  assert.equal(await page.locator('.pilcrow-text').evaluate((text) => getComputedStyle(text).direction), 'rtl');
});

test('another language is taken on while a text is open, which stays with its query', async (t) => {
  const { page, url } = await open(t);
  await bare(page, url, 'en');
  const field = page.locator('pilcrow-reader input[type=search]');
  await field.fill('roof');
  await page.locator('pilcrow-reader').evaluate((reader) => reader.setAttribute('lang', 'de'));
  await page.locator('pilcrow-reader [placeholder="In diesem Text suchen"]').waitFor();
  assert.equal(await field.inputValue(), 'roof');
  assert.match(String(await page.locator('pilcrow-reader .field .count').textContent()), /^\d+ von \d+$/);
  assert.ok((await page.locator('pilcrow-reader nav a[aria-current]').count()) <= 1);
  assert.ok((await page.locator('pilcrow-reader nav a').count()) > 3);
});

test('where the words of a language cannot be had, English stands in', async (t) => {
  const { page, url } = await open(t);
  await page.route('**/words/de.js', (route) => route.fulfill({ status: 404 }));
  await bare(page, url, 'de');
  assert.equal(await page.locator('pilcrow-reader input[type=search]').getAttribute('placeholder'), SEARCH.en);
});

test('in the language that nobody speaks, every word of the interface is in its brackets', async (t) => {
  const { page, url } = await open(t, '', { viewport: { width: 390, height: 800 } });
  await bare(page, url, 'qps-ploc');
  // What was searched for is remembered once the ways about the text are there.
  await page.locator('pilcrow-reader .left').waitFor({ state: 'attached' });
  const field = page.locator('pilcrow-reader input[type=search]');
  await field.fill('roof');
  await field.press('Enter');
  await field.fill('');
  await page.locator('pilcrow-reader .list-button').click();
  await page.locator('pilcrow-reader .recent button').waitFor();
  await page.locator('.pilcrow-text').focus();
  await page.keyboard.press('?');
  await page.locator('pilcrow-reader .help').waitFor();
  const said = await page.evaluate(interfaceWords);
  assert.ok(said.length > 5, 'there are words to look at');
  assert.deepEqual(
    said.filter((words) => !/^\[.*\]$/s.test(words)),
    [],
  );
});

test('the page itself speaks the language of the browser, with the reader in it', async (t) => {
  for (const [locale, start, direction] of /** @type {const} */ ([
    ['fr-CA', 'Essayer un exemple', 'ltr'],
    ['fa', 'نمونه‌ای را ببینید', 'rtl'],
    ['nl', 'Try a sample', 'ltr'],
  ])) {
    const { page, faults } = await open(t, '', { locale });
    await page.getByRole('heading', { name: start }).waitFor();
    assert.equal(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).direction), direction);
    await page.locator('.samples a').first().click();
    await page
      .locator(`pilcrow-reader [placeholder="${SEARCH[/** @type {keyof typeof SEARCH} */ (locale.slice(0, 2))] ?? SEARCH.en}"]`)
      .waitFor();
    assert.equal(await page.locator('.pilcrow-text').evaluate((text) => getComputedStyle(text).direction), 'ltr');
    assert.deepEqual(faults, []);
  }
});

test('where the words of the page cannot be had, it stays in English', async (t) => {
  const { page, url, faults } = await open(t, '', { locale: 'de' });
  await page.route('**/words/page/de.js', (route) => route.fulfill({ status: 404 }));
  await page.goto(url);
  await page.getByRole('heading', { name: 'Try a sample' }).waitFor();
  assert.deepEqual(faults, []);
});

/**
 * A page of nothing but a reader with a sample in it.
 * @param {Page} page @param {string} url @param {string} lang
 */
async function bare(page, url, lang) {
  const body = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><script type="module" src="define.js"></script>`;
  await page.route('**/bare.html', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${url}bare.html`);
  await eventAfter(page, 'pilcrow-load', () =>
    page.evaluate((text) => {
      const reader = document.createElement('pilcrow-reader');
      reader.textContent = text;
      document.body.append(reader);
    }, sample('swifts')),
  );
  await page.unroute('**/bare.html');
}

function sides() {
  const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  const left = (/** @type {Element | null | undefined} */ element) => element?.getBoundingClientRect().left ?? 0;
  return { contents: left(reader.shadowRoot?.querySelector('nav')), text: left(reader.querySelector('.pilcrow-text')) };
}

/** All that the interface shows or says: its texts, labels, titles and placeholders, but for the names of sections. */
function interfaceWords() {
  const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  const root = /** @type {ShadowRoot} */ (reader.shadowRoot);
  const titles = new Set(['', ...[...reader.querySelectorAll(':is(h1, h2, h3)')].map((heading) => heading.textContent)]);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(String(walker.currentNode.textContent).trim());
  const labels = [...root.querySelectorAll('*')].flatMap((element) =>
    ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'].map((name) => element.getAttribute(name) ?? ''),
  );
  const plain = new Set([...titles, ...[...root.querySelectorAll('kbd, .recent button')].map(({ textContent }) => textContent)]);
  return [...texts, ...labels].filter((words) => !plain.has(words) && !/^\d+$/.test(words));
}
