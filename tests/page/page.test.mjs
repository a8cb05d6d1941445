// The page around the reader: several texts on a shelf, the query in its address, no network after the first visit, what is shared with it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventAfter, onPage, readText, sample } from './on-page.mjs';

const open = onPage();

/** @param {string} name @param {string} text */
const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

test('several files make a shelf; all of them are searched as one, and each is a press away', async (t) => {
  const { page, faults } = await open(t);
  const files = ['swifts', 'steamer', 'fallow-point'].map((name) => file(`${name}.txt`, sample(name)));
  await page.locator('input[type=file]').setInputFiles([...files, file('empty.txt', ' ')]);
  const shelf = page.getByRole('dialog', { name: 'Your texts' });
  await shelf.waitFor();
  assert.deepEqual(await shelf.locator('li b').allTextContents(), ['swifts.txt', 'steamer.txt', 'fallow-point.txt']);
  await shelf.getByRole('searchbox').fill('barometer');
  assert.deepEqual([...new Set(await shelf.locator('li b').allTextContents())], ['fallow-point.txt']);
  assert.match(String(await shelf.locator('li span').first().textContent()), /barometer/i);
  const { total } = await eventAfter(page, 'pilcrow-search', () => shelf.locator('li button').first().click());
  assert.ok(total > 0);
  assert.equal(await page.locator('.pilcrow-text h1').textContent(), 'THE INVENTORY OF FALLOW POINT');
  await page.getByRole('button', { name: 'Texts…' }).click();
  await shelf.getByRole('searchbox').fill('');
  assert.equal(await shelf.locator('li').count(), 3);
  await page.keyboard.press('Escape');
  await page
    .locator('input[type=file]')
    .setInputFiles(file('one-more.txt', 'One more\n\nIt joins the others, since there is a shelf.\n'));
  await shelf.waitFor();
  assert.equal(await shelf.locator('li').count(), 4);
  assert.deepEqual(faults, []);
});

test('the query stands in the address, and is searched for by who opens it', async (t) => {
  const { page } = await open(t, '?src=samples/swifts.txt');
  await page.locator('pilcrow-reader .left').waitFor();
  await page.locator('pilcrow-reader input').fill('roof');
  await page.waitForURL(/[?&]q=roof$/);
  await page.reload();
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  assert.match(String(await page.locator('pilcrow-reader .field .count').textContent()), /^\d of \d$/);
  await page.locator('pilcrow-reader .left').waitFor();
  await page.locator('pilcrow-reader input').fill('');
  await page.waitForURL((url) => !url.searchParams.has('q'));
});

test('after one visit the page works without a network, with all of its tools', async (t) => {
  const { page, faults } = await open(t, '', { serviceWorkers: 'allow' });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.context().setOffline(true);
  await page.goto(`${page.url()}?src=samples/steamer.txt`);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  await page.locator('pilcrow-reader .left').waitFor();
  await page.locator('pilcrow-reader input').fill('ship');
  await page.getByRole('button', { name: 'All matches' }).click();
  await page.locator('pilcrow-reader .results ol button').nth(2).waitFor();
  await page.getByRole('button', { name: 'Reading settings' }).click();
  await page.getByText('Sepia').waitFor();
  assert.deepEqual(faults, []);
});

test('what is shared with the installed page is opened, words and files alike', async (t) => {
  const { page, url } = await open(t, '', { serviceWorkers: 'allow' });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  const share = (/** @type {Record<string, string>} */ words, /** @type {string[]} */ names) =>
    page.evaluate(
      async ({ words, names }) => {
        const form = new FormData();
        for (const [name, value] of Object.entries(words)) form.set(name, value);
        for (const name of names)
          form.append('files', new File([`A shared file\n\nIt is called ${name}, and came from another program.\n`], name));
        const { url } = await fetch('share', { method: 'POST', body: form });
        return url;
      },
      { words, names },
    );
  assert.equal(
    await share({ title: 'A shared text', text: 'It came from another program, and is read here.' }, []),
    `${url}?shared`,
  );
  await eventAfterGoing(page, `${url}?shared`);
  assert.equal(await page.locator('.pilcrow-text h1').textContent(), 'A shared text');
  assert.equal(page.url(), url);
  await share({}, ['odd name?.txt']);
  await eventAfterGoing(page, `${url}?shared`);
  assert.ok(await page.getByText('It is called odd name?.txt').isVisible());
});

test('the manifest is sound, and the list of files for no network is whole', async (t) => {
  const { page, url } = await open(t);
  const manifest = await (await page.request.get(`${url}manifest.webmanifest`)).json();
  for (const name of ['name', 'start_url', 'icons', 'share_target', 'file_handlers']) assert.ok(manifest[name], name);
  const list = /** @type {string[]} */ (await (await page.request.get(`${url}offline.json`)).json());
  const needed = [
    './',
    'page.js',
    'bearings.js',
    'tools.js',
    'wasm/pilcrow_bg.wasm',
    'wasm/stems_bg.wasm',
    'words/de.js',
    'samples/swifts.txt',
    'doors.css',
  ];
  assert.deepEqual(
    needed.filter((name) => !list.includes(name)),
    [],
  );
  for (const name of list) assert.equal((await page.request.get(url + name)).status(), 200, name);
});

test('keys work from anywhere in the page', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  await page.locator('pilcrow-reader .left').waitFor();
  await page.keyboard.press('r');
  await page.locator('pilcrow-reader .results').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('roof');
  assert.equal(await page.locator('pilcrow-reader input').inputValue(), 'roof');
});

/** @param {import('playwright-core').Page} page @param {string} address */
async function eventAfterGoing(page, address) {
  await page.goto(address);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
}
