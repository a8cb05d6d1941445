// The page around the reader: several texts on a shelf, the query in its address, no network after the first visit, what is shared with it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventAfter, eventually, onPage, readText, sample } from './on-page.mjs';

const open = onPage();

/** @param {string} name @param {string} text */
const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

test('several files make a shelf; all of them are searched as one, and each is a press away', async (t) => {
  const { page, faults } = await open(t);
  const files = ['swifts', 'steamer', 'fallow-point'].map((name) => file(`${name}.txt`, sample(name)));
  await page.locator('input[type=file]').setInputFiles([...files, file('empty.txt', ' ')]);
  const shelf = page.getByRole('dialog', { name: 'Your texts' });
  await shelf.waitFor();
  const names = ['swifts.txt', 'steamer.txt', 'fallow-point.txt'];
  await eventually(async () => assert.deepEqual(await shelf.locator('li b').allTextContents(), names));
  await shelf.getByRole('searchbox').fill('barometer');
  assert.deepEqual([...new Set(await shelf.locator('li b').allTextContents())], ['fallow-point.txt']);
  assert.match(String(await shelf.locator('li span').first().textContent()), /barometer/i);
  for (const mark of await shelf.locator('mark').allTextContents()) assert.match(mark, /^barometers?$/i);
  assert.ok((await shelf.locator('mark').count()) >= (await shelf.locator('li').count()), 'each passage has its match marked');
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
  await eventually(async () => assert.equal(await shelf.locator('li').count(), 4));
  assert.deepEqual(faults, []);
});

test('the shelf says what it could not read, keeps texts of one name apart, and is there again from the start', async (t) => {
  const { page, faults } = await open(t);
  const one = file('steamer.txt', sample('steamer'));
  const png = {
    name: 'photo.png',
    mimeType: 'image/png',
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0]),
  };
  const files = [one, { ...one, buffer: Buffer.from(sample('swifts')) }, png, file('empty.txt', '')];
  await page.locator('input[type=file]').setInputFiles(files);
  const shelf = page.getByRole('dialog', { name: 'Your texts' });
  const state = shelf.getByRole('status');
  await eventually(async () => assert.match(await state.innerText(), /Not read.*photo\.png, empty\.txt/));
  assert.deepEqual(await shelf.locator('li b').allTextContents(), ['steamer.txt', 'steamer.txt (2)']);
  await page.keyboard.press('Escape');
  await page.locator('.start').getByRole('button', { name: 'Texts…' }).click();
  assert.match(await state.innerText(), /Not read/, 'it says so until something else is done');
  await shelf.getByRole('button', { name: /steamer\.txt\W* off$/ }).click();
  assert.deepEqual(await shelf.locator('li b').allTextContents(), ['steamer.txt (2)']);
  await shelf.getByRole('button', { name: /\(2\)\W* off$/ }).click();
  assert.match(await state.innerText(), /no texts here yet/);
  await page.locator('input[type=file]').setInputFiles({ ...one, buffer: Buffer.from(sample('swifts')) });
  await shelf.locator('li').waitFor();
  assert.equal(await state.innerText(), '');
  await shelf.getByRole('searchbox').fill('roof');
  assert.match(await state.innerText(), /Passages: \d/);
  // The passage that is chosen is the one that is come to, which is not the first.
  const passage = shelf.locator('li button', { hasText: 'The depot was' }).or(shelf.locator('li button').last());
  const words = String(await passage.last().locator('span').textContent())
    .replace(/^…|…$/g, '')
    .slice(0, 30);
  const { block } = await eventAfter(page, 'pilcrow-hit', () => passage.last().click());
  const shown = await page.evaluate(
    (block) => /** @type {any} */ (document.querySelector('pilcrow-reader')).blockElement(block).textContent,
    block,
  );
  assert.ok(shown.replace(/\s+/g, ' ').includes(words.trim()), `${words} in ${shown}`);
  assert.deepEqual(faults, []);
});

test('the shelf finds other forms of the words of its languages, and reading many files can be called off', async (t) => {
  const { page, faults } = await open(t);
  const german =
    'Die Häuser am Fluss\n\nDie Häuser stehen seit hundert Jahren am Fluss, und niemand hat sie je gezählt oder gemalt.\n';
  await page.locator('input[type=file]').setInputFiles([file('fluss.txt', german), file('swifts.txt', sample('swifts'))]);
  const shelf = page.getByRole('dialog', { name: 'Your texts' });
  await shelf.locator('li').nth(1).waitFor();
  await shelf.getByRole('searchbox').fill('Haus');
  await eventually(async () => assert.ok((await shelf.locator('li b').allTextContents()).includes('fluss.txt')));
  await shelf.getByRole('searchbox').fill('');
  const many = Array.from({ length: 40 }, (_, at) => file(`${at}.txt`, `${at}\n\n${sample('fallow-point').repeat(12)}`));
  await page.locator('input[type=file]').setInputFiles(many);
  await shelf.getByRole('button', { name: 'Cancel' }).click();
  await shelf.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'hidden' });
  assert.ok((await shelf.locator('li').count()) < 42, 'not all of them were read');
  assert.deepEqual(faults, []);
});

test('a file that is dropped on a field is opened, and the page is not left for it', async (t) => {
  const { page } = await open(t, '?src=samples/steamer.txt');
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  const { title } = await eventAfter(page, 'pilcrow-load', () =>
    page.evaluate((text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'swifts.txt', { type: 'text/plain' }));
      const field = document.querySelector('pilcrow-reader')?.shadowRoot?.querySelector('input');
      for (const type of ['dragenter', 'dragover', 'drop'])
        field?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }));
    }, sample('swifts')),
  );
  assert.match(title, /swifts/);
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
  for (const place of ['text', 'url']) {
    await share({ title: 'A title', [place]: `${url}samples/steamer.txt` }, []);
    await eventAfterGoing(page, `${url}?shared`);
    assert.match(
      String(await page.locator('.pilcrow-text h1').textContent()),
      /paddle steamer/,
      'of an address, its text is opened',
    );
  }
  await share({}, ['odd name?.txt']);
  await eventAfterGoing(page, `${url}?shared`);
  assert.ok(await page.getByText('It is called odd name?.txt').isVisible());
});

test('the manifest is sound, and the list of files for no network is whole', async (t) => {
  const { page, url } = await open(t);
  const manifest = await (await page.request.get(`${url}manifest.webmanifest`)).json();
  for (const name of ['name', 'start_url', 'icons', 'share_target', 'file_handlers']) assert.ok(manifest[name], name);
  /** @type {{ files: string[] }} */
  const { files: list } = await (await page.request.get(`${url}offline.json`)).json();
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
