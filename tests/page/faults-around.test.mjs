// Where a reader may find itself: on a slow machine, beside a clock that jumps, on a page of the disk, under other programs' colours, near the
// end of the memory, in an installed page whose worker is broken. It reads and searches there all the same.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serveFolder } from '../tasks/serve.mjs';
import { eventAfter, eventually, frames, hostOn, longText, onPage, readText, SHORT, sample } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();
const www = fileURLToPath(new URL('../../www/', import.meta.url));

const field = (/** @type {Page} */ page) => page.locator('pilcrow-reader input[type=search]');

test('on a machine six times slower, the text is there and every key counts', async (t) => {
  const { page, faults } = await open(t);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await eventAfter(page, 'pilcrow-load', () => page.evaluate(setText, longText(1_000_000)));
  // Typed while the far parts are still being set and indexed.
  await field(page).pressSequentially('roof of house 12');
  const { total } = await eventAfter(page, 'pilcrow-search', () => page.keyboard.press('Backspace'));
  assert.equal(await field(page).inputValue(), 'roof of house 1');
  assert.equal(total, await page.evaluate(found, 'roof of house 1'));
  const { index } = await eventAfter(page, 'pilcrow-hit', () => page.keyboard.press('Enter'));
  const shown = new Intl.NumberFormat('en').format(index + 1);
  assert.match(String(await page.locator('pilcrow-reader .field .count').textContent()), new RegExp(`^${shown} of `));
  assert.deepEqual(faults, []);
});

test('while the Wasm is long in coming, the text in the element is read, and nothing moves when it is set', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  await page.route('**/pilcrow_bg.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.addInitScript(() => {
    Reflect.set(window, 'shifted', 0);
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries())
        Reflect.set(window, 'shifted', Reflect.get(window, 'shifted') + Reflect.get(shift, 'value'));
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await hostOn(page, `<pilcrow-reader>${sample('swifts')}</pilcrow-reader>`);
  await page.locator('pilcrow-reader:state(loading)').waitFor();
  // That it takes long is said meanwhile, without a move.
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
  assert.ok(await page.getByText('They come on the first warm wind of May').isVisible());
  await frames(page);
  release();
  await page.locator('pilcrow-reader .left').waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => Reflect.get(window, 'shifted')), 0);
  assert.deepEqual(faults, []);
});

test('with a clock that is years off, jumps and stands still, a text is read, searched and kept', async (t) => {
  const { page, faults } = await open(t);
  await page.clock.install({ time: new Date('1999-12-31T23:59:00Z') });
  await page.reload();
  await readText(page, longText(400_000));
  await page.clock.setSystemTime(new Date('2037-01-01T00:00:00Z'));
  await page.clock.fastForward('10:00');
  const { total } = await eventAfter(page, 'pilcrow-search', () => field(page).fill('roof of house 12'));
  assert.equal(total, await page.evaluate(found, 'roof of house 12'));
  await page.clock.setFixedTime(new Date('2001-01-01T00:00:00Z'));
  await readText(page, sample('fallow-point'));
  await page.evaluate(() => scrollTo(0, 900));
  await page.waitForFunction(() => String(localStorage.getItem('pilcrow-reader-places')).length > 4);
  assert.deepEqual(faults, []);
});

test('on a page of the disk, a text that is given is read; that the disk is not fetched from is said', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pilcrow-page-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  // Browsers load no module from the disk; a page may carry it within.
  const element = readFileSync(path.join(www, 'cdn/pilcrow-reader.js'), 'utf8').replaceAll('</script', '<\\/script');
  const file = path.join(folder, 'page.html');
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><pilcrow-reader src="article.txt"></pilcrow-reader><script type="module">${element}</script>`,
  );
  writeFileSync(path.join(folder, 'article.txt'), SHORT);
  const { page, faults } = await open(t, 'icon.svg');
  /** @type {string[]} */
  const failed = [];
  page.on('requestfailed', (request) => failed.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await page.locator('pilcrow-reader:state(error)').waitFor();
  assert.match(await page.locator('pilcrow-reader').getByRole('alert').innerText(), /article\.txt.*Use http or https/);
  await eventAfter(page, 'pilcrow-load', () => page.evaluate(setText, SHORT));
  assert.ok((await eventAfter(page, 'pilcrow-search', () => field(page).fill('swifts'))).total > 0);
  assert.deepEqual(failed, []);
  assert.deepEqual(faults, []);
});

test('under another program’s colours the text can be read, and matches are told apart', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { background-color: #181a1b !important; color: #e8e6e3 !important; border-color: #736b5e !important }');
    document.adoptedStyleSheets.push(sheet);
    for (const element of document.querySelectorAll('.pilcrow-text, .pilcrow-text *'))
      if (element instanceof HTMLElement) element.style.setProperty('--inline-color', '#e8e6e3');
  });
  await eventAfter(page, 'pilcrow-search', () => field(page).fill('the'));
  const looks = await page.evaluate(() => {
    const text = /** @type {Element} */ (document.querySelector('.pilcrow-text p'));
    return [null, '::highlight(pilcrow-hit)', '::highlight(pilcrow-hit-current)'].map((part) => {
      const { color, backgroundColor } = getComputedStyle(text, part);
      return { color, backgroundColor };
    });
  });
  for (const { color, backgroundColor } of looks)
    assert.ok(contrast(color, backgroundColor) >= 4.5, `${color} on ${backgroundColor}`);
  assert.equal(new Set(looks.map(({ backgroundColor }) => backgroundColor)).size, 3);
});

test('when the system is short of memory, the reader works on', async (t) => {
  const { page, faults } = await open(t);
  await readText(page, longText(1_000_000));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Memory.simulatePressureNotification', { level: 'critical' });
  await cdp.send('HeapProfiler.collectGarbage');
  const { total } = await eventAfter(page, 'pilcrow-search', () => field(page).fill('roof of house 12'));
  assert.ok(total > 100);
  await page.keyboard.press('Enter');
  await readText(page, SHORT);
  assert.deepEqual(faults, []);
});

/** @type {{ what: string, files: Record<string, string> }[]} */
const BROKEN = [
  { what: 'is no script', files: { 'offline.js': '<!doctype html>Not found' } },
  { what: 'has lost its list of files', files: { 'offline.json': 'Not found' } },
  { what: 'keeps a list of files that are not there', files: { 'offline.json': '{ "files": ["./", "gone.js"] }' } },
  {
    what: 'fails at everything it is asked',
    files: { 'offline.js': "addEventListener('fetch', () => { throw new Error('broken') }); skipWaiting()" },
  },
];

for (const { what, files } of BROKEN) {
  test(`with a service worker that ${what}, the page works as it does without one`, async (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'pilcrow-www-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(www, folder, { recursive: true, filter: (name) => !/\/(types|cdn|docs|editors)$/.test(name) });
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
    const server = await serveFolder(folder);
    t.after(() => server.close());
    const { page, faults } = await open(t, 'icon.svg', { serviceWorkers: 'allow' });
    await page.goto(server.url);
    await page.waitForLoadState('networkidle');
    await page.goto(`${server.url}?src=samples/swifts.txt`);
    await page.locator('pilcrow-reader:state(ready)').waitFor();
    assert.ok((await eventAfter(page, 'pilcrow-search', () => field(page).fill('roof'))).total > 3);
    assert.deepEqual(faults, []);
  });
}

test('once its files have changed, the next visit keeps the new ones for when there is no network', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pilcrow-www-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(www, folder, { recursive: true, filter: (name) => !/\/(types|cdn|docs|editors)$/.test(name) });
  const server = await serveFolder(folder);
  t.after(() => server.close());
  const { page } = await open(t, 'icon.svg', { serviceWorkers: 'allow' });
  await page.goto(server.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  writeFileSync(path.join(folder, 'samples/swifts.txt'), SHORT);
  const list = JSON.parse(readFileSync(path.join(folder, 'offline.json'), 'utf8'));
  writeFileSync(path.join(folder, 'offline.json'), JSON.stringify({ ...list, version: 'another' }));
  await page.reload();
  await eventually(async () =>
    assert.match(await page.evaluate(async () => String(await (await caches.match('offline.json'))?.text())), /another/),
  );
  await page.context().setOffline(true);
  await page.goto(`${server.url}?src=samples/swifts.txt`);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  assert.equal(await page.locator('.pilcrow-text h1').textContent(), 'The swifts are back');
});

/** @param {string} text */
function setText(text) {
  /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).text = text;
}

/** How many matches the document itself has. @param {string} query */
function found(query) {
  const { document: read } = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  return (read?.search(query).marks.length ?? 0) / 3;
}

/** Of two colours, as the guidelines count it. @param {string} one @param {string} other */
function contrast(one, other) {
  const [lighter, darker] = [one, other].map(luminance).sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** @param {string} colour */
function luminance(colour) {
  const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
