// Other forms of words in the page: stems are fetched for the text's language, once it stands, and the search does without where they are not there.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventAfter, onPage, readText } from './on-page.mjs';

const open = onPage();

const GERMAN = 'Der Hafen\n\nDas Haus am Hafen ist alt, und der Wirt hat es nicht gestrichen.\n';
const ENGLISH = 'The harbour\n\nThe house by the harbour is old, and it was not painted by the man who has it.\n';

/** The addresses that a page asks for from now on. @param {import('playwright-core').Page} page */
function asked(page) {
  /** @type {string[]} */
  const addresses = [];
  page.on('request', (request) => addresses.push(new URL(request.url()).pathname));
  return addresses;
}

/** The texts that are marked. @param {import('playwright-core').Page} page */
const marked = (page) =>
  page.evaluate(() => [...(CSS.highlights.get('pilcrow-hit-current') ?? [])].map((range) => String(range)));

test('a German text has its stems fetched once it stands, and its other forms found and marked whole', async (t) => {
  const { page, faults } = await open(t);
  const addresses = asked(page);
  const fetched = page.waitForResponse(/stems_bg\.wasm/);
  await readText(page, GERMAN);
  await fetched;
  await page.locator('pilcrow-reader input').fill('Häusern');
  await page.waitForFunction(() => CSS.highlights.get('pilcrow-hit-current')?.size === 1);
  assert.deepEqual(await marked(page), ['Haus']);
  const core = addresses.findIndex((address) => address.endsWith('/pilcrow_bg.wasm'));
  assert.ok(core < addresses.findIndex((address) => address.endsWith('/stems_bg.wasm')));
  assert.deepEqual(faults, []);
});

test('what was asked for before the stems came is looked for again', async (t) => {
  const { page } = await open(t);
  /** @type {() => void} */
  let letThrough = () => {};
  const held = new Promise((resolve) => {
    letThrough = () => resolve(undefined);
  });
  await page.route(/stems_bg\.wasm/, async (route) => {
    await held;
    await route.continue();
  });
  await readText(page, GERMAN);
  const before = await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('Häusern'));
  assert.equal(before.total, 0);
  const after = await eventAfter(page, 'pilcrow-search', async () => letThrough());
  assert.equal(after.total, 1);
});

test('an English text fetches no stems', async (t) => {
  const { page } = await open(t);
  const addresses = asked(page);
  await readText(page, ENGLISH);
  await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('painting'));
  assert.deepEqual(await marked(page), ['painted']);
  assert.equal(
    addresses.find((address) => /stems/.test(address)),
    undefined,
  );
});

test('where the stems cannot be had, the search does without and nothing is said', async (t) => {
  const { page, faults } = await open(t);
  await page.route(/stems_bg\.wasm/, (route) => route.fulfill({ status: 404 }));
  const refused = page.waitForResponse(/stems_bg\.wasm/);
  await readText(page, GERMAN);
  assert.equal((await refused).status(), 404);
  const found = await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('Wirt'));
  assert.equal(found.total, 1);
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.deepEqual(faults, []);
});

test('the one file takes them from beside it, in the package', async (t) => {
  const { page, faults } = await open(t, 'manifest.webmanifest');
  await page.goto(new URL('blank', page.url()).href);
  const fetched = page.waitForResponse(/\/stems_bg\.wasm$/);
  await page.evaluate(async (text) => {
    await import(/** @type {string} */ ('/cdn/pilcrow-reader.js'));
    const reader = /** @type {import('./on-page.mjs').PilcrowReader} */ (document.createElement('pilcrow-reader'));
    document.body.append(reader);
    reader.text = text;
  }, GERMAN);
  const response = await fetched;
  assert.equal(new URL(response.url()).pathname, '/wasm/stems_bg.wasm');
  assert.equal(response.status(), 200);
  await page.waitForFunction(() => {
    const reader = /** @type {import('./on-page.mjs').PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    return reader.document?.search('Häusern').total === 1;
  });
  assert.deepEqual(faults, []);
});
