// Regular expressions on a page: in a worker that is stopped when its time is up; and under a policy that forbids workers, only what cannot run away.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventAfter, onPage, readText, sample } from './on-page.mjs';

/** @typedef {import('playwright-core').Page} Page */

const open = onPage();
const TEXT = `Nothing here but a ${'a'.repeat(60)}!\n\nAnd the mill at 9.30.`;

/**
 * @param {Page} page
 * @param {string} pattern
 */
function search(page, pattern) {
  return page.evaluate(
    async ([text, pattern]) => {
      const { load } = await import(new URL('core.js', location.href).href);
      const { searchPattern } = await import(new URL('patterns.js', location.href).href);
      const document = (await load()).read(text);
      try {
        const { total, complete } = await searchPattern(document, pattern, { milliseconds: 400 });
        return { total, complete };
      } catch (error) {
        return String(error);
      }
    },
    [TEXT, pattern],
  );
}

test('a pattern is found, and one that would never end is stopped', async (t) => {
  const { page, faults } = await open(t);
  assert.deepEqual(await search(page, '\\d\\.\\d+'), { total: 1, complete: true });
  assert.deepEqual(await search(page, '(a+)+$'), { total: 0, complete: false });
  assert.deepEqual(faults, []);
});

test('without a worker, patterns are found that cannot run away, and others are refused', async (t) => {
  const { page, url } = await open(t);
  const policy = "require-trusted-types-for 'script'; trusted-types 'none'; script-src 'self' 'wasm-unsafe-eval'";
  const body = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`;
  await page.route('**/bare.html', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${url}bare.html`);
  assert.deepEqual(await search(page, '\\d\\.\\d+'), { total: 1, complete: true });
  for (const pattern of ['(a+)+$', '(a|aa)+$', '(a?){40}b', '(.*)\\1', '.*.*.*x'])
    assert.match(String(await search(page, pattern)), /might take for ever/, pattern);
});

const field = (/** @type {Page} */ page) => page.locator('pilcrow-reader input[type=search]');
const why = (/** @type {Page} */ page) => page.locator('pilcrow-reader .why');
const ways = (/** @type {Page} */ page, /** @type {string} */ name) => page.locator('pilcrow-reader .way', { hasText: name });
const count = (/** @type {Page} */ page) => page.locator('pilcrow-reader .field .count').textContent();

/** @param {Page} page @param {string} query @returns {Promise<{ total: number, marks: Record<string, number> }>} what the search found */
const find = (page, query) => eventAfter(page, 'pilcrow-search', () => field(page).fill(query));

/** @param {Page} page @param {string} text */
async function readWithList(page, text) {
  await readText(page, text);
  await page.locator('pilcrow-reader .left').waitFor();
  await page.locator('.pilcrow-text').focus();
  await page.keyboard.press('r');
  await page.locator('pilcrow-reader .results').waitFor();
}

test('the switch for regular expressions: found, counted, marked and listed, as it is typed', async (t) => {
  const { page, faults } = await open(t);
  await readWithList(page, sample('swifts'));
  await ways(page, 'Regular expression').click();
  const { total } = await find(page, '\\b1[0-9]{3}\\b');
  assert.equal(total, (sample('swifts').match(/\b1[0-9]{3}\b/g) ?? []).length);
  assert.ok(total > 0, 'the sample names years');
  assert.equal(await count(page), `1 of ${total}`);
  await page.locator('pilcrow-reader .results mark').first().waitFor();
  assert.match(String(await page.locator('pilcrow-reader .results mark').first().textContent()), /^1\d{3}$/);
  assert.equal(await why(page).isVisible(), false);
  // What it has no use for is dimmed; letter case is heeded.
  assert.equal(await ways(page, 'Whole words').getAttribute('aria-disabled'), 'true');
  const either = (await find(page, '^The')).total;
  await eventAfter(page, 'pilcrow-search', () => ways(page, 'Match case').click());
  const exact = await find(page, '^the');
  assert.ok(either > 0);
  assert.equal(exact.total, 0);
  // Off again, the same letters are words.
  await eventAfter(page, 'pilcrow-search', () => ways(page, 'Regular expression').click());
  assert.equal((await find(page, '[0-9]{3}')).total, 0);
  assert.deepEqual(faults, []);
});

test('an expression that does not compile says why beside the box', async (t) => {
  const { page } = await open(t);
  await readWithList(page, sample('swifts'));
  await ways(page, 'Regular expression').click();
  assert.equal((await find(page, 'roof(')).total, 0);
  assert.match(String(await why(page).textContent()), /does not compile: unterminated group$/);
  const [box, said] = await Promise.all([field(page).boundingBox(), why(page).boundingBox()]);
  assert.ok(box && said && said.y >= box.y + box.height && said.y < box.y + 3 * box.height, 'it stands below the box');
  assert.equal(await field(page).getAttribute('aria-describedby'), await why(page).getAttribute('id'));
  await find(page, 'roof(s?)');
  assert.equal(await why(page).isVisible(), false);
  await find(page, 'roof(');
  await find(page, '');
  assert.equal(await why(page).isVisible(), false);
});

test('an expression that would never end is stopped, which is said; typing on calls it off', async (t) => {
  const { page } = await open(t);
  await readWithList(page, TEXT);
  await ways(page, 'Regular expression').click();
  assert.equal((await find(page, '(a+)+$')).total, 0);
  assert.match(String(await why(page).textContent()), /stopped/);
  // Of two searches one after the other, the last one has the say, and the first says nothing any more.
  const { query, total } = await eventAfter(page, 'pilcrow-search', async () => {
    await field(page).fill('(a+)+[?]$');
    await field(page).fill('mill');
  });
  assert.deepEqual({ query, total }, { query: 'mill', total: 1 });
  assert.equal(await why(page).isVisible(), false);
});

test('the switch for letters finds them within words', async (t) => {
  const { page } = await open(t);
  await readWithList(page, 'A bookkeeper, and jackknives.\n\nThe bookkeeping was late.');
  assert.equal((await find(page, 'okk')).total, 0);
  const { total } = await eventAfter(page, 'pilcrow-search', () => ways(page, 'Within words').click());
  assert.equal(total, 2);
});
