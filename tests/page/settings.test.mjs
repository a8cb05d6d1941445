// What a person sets about the looks takes hold at once, is kept for the next visit, and goes again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, eventually, frames, looksNow, onPage, readText, sample } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();

test('theme, face, size and the rest change the text; the panel can be used by keyboard alone', async (t) => {
  const { page, faults } = await open(t);
  await readText(page, sample('swifts'));
  const before = await looks(page);
  await page.getByRole('button', { name: 'Reading settings' }).focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Reading settings' });
  await panel.waitFor();
  assert.equal(await focused(page), 'theme auto', 'the focus is at the setting that holds');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.equal((await looks(page)).paper, 'rgb(246, 236, 217)');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  await panel.getByRole('slider', { name: 'Line length' }).fill('0.8');
  await panel.getByRole('slider', { name: 'Line spacing' }).fill('1.2');
  await panel.getByRole('slider', { name: 'Letter spacing' }).fill('0.1');
  await panel.getByRole('slider', { name: 'Word spacing' }).fill('0.2');
  await panel.getByLabel('Both edges straight').check();
  await panel.getByLabel('No hyphenation').check();
  const after = await looks(page);
  assert.match(after.face, /^system-ui/);
  assert.ok(near(after.size, before.size * 1.3), `${after.size} px, from ${before.size}`);
  assert.ok(near(after.width / after.size, (before.width / before.size) * 0.8), 'the lines are shorter');
  assert.ok(near(after.leading / after.size, (before.leading / before.size) * 1.2), 'the lines stand further apart');
  assert.ok(near(after.letters, after.size * 0.1) && near(after.words, after.size * 0.2));
  assert.deepEqual([after.align, after.hyphens], ['justify', 'manual']);
  await page.keyboard.press('Escape');
  assert.equal(await panel.isVisible(), false);
  assert.equal(await focused(page), 'Reading settings', 'the focus is back where it came from');
  assert.deepEqual(faults, []);
});

test('the line that is being read stays where it is while the size changes', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('fallow-point'));
  await page.evaluate(() => scrollTo(0, 4000));
  await frames(page);
  await page.getByRole('button', { name: 'Reading settings' }).click();
  const place = () =>
    page.evaluate(() => {
      const found = [...document.querySelectorAll('.pilcrow-text p')].findLast((text) => text.getBoundingClientRect().top < 200);
      return { words: found?.textContent ?? '', top: found?.getBoundingClientRect().top ?? 0 };
    });
  const before = await place();
  await page.getByRole('slider', { name: 'Size', exact: true }).fill('1.6');
  await eventually(async () => assert.equal((await place()).words, before.words));
});

test('settings are kept for the next visit, hold before the text is seen, and can be reset', async (t) => {
  const { page } = await open(t, '?src=samples/swifts.txt');
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  await page.getByRole('button', { name: 'Reading settings' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.getByRole('slider', { name: 'Size', exact: true }).fill('2');
  const { size } = await looks(page);
  await page.addInitScript(`addEventListener('pilcrow-load', () => { window.atFirst = (${looksNow})() })`);
  await page.reload();
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  const first = await page.evaluate(() => Reflect.get(window, 'atFirst'));
  assert.equal(first.size, size);
  assert.equal(first.paper, 'rgb(22, 23, 25)');
  assert.equal(await page.evaluate(() => document.documentElement.dataset['theme']), 'dark', 'the page around goes along');
  await page.getByRole('button', { name: 'Reading settings' }).click();
  await page.getByRole('button', { name: 'Reset all settings' }).click();
  assert.ok((await looks(page)).size < size);
  assert.equal(await page.getByRole('radio', { name: 'Auto' }).isChecked(), true);
  assert.equal(await page.evaluate(() => localStorage.getItem('pilcrow-reader')), null);
});

for (const [what, spoil] of /** @type {const} */ ([
  [
    'absent',
    () =>
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
  ],
  [
    'full',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  ],
  [
    'damaged',
    () => {
      Storage.prototype.getItem = () => '{"size": 900, "theme": "hotdog", "still": "yes", ';
    },
  ],
])) {
  test(`with storage that is ${what}, settings hold until the page goes`, async (t) => {
    const { page, faults } = await open(t);
    await page.addInitScript(spoil);
    await page.reload();
    await readText(page, sample('swifts'));
    await page.getByRole('button', { name: 'Reading settings' }).click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    assert.equal((await looks(page)).paper, 'rgb(22, 23, 25)');
    assert.deepEqual(faults, []);
  });
}

test("a person's theme goes before the page's, and the page's before the system's", async (t) => {
  const { page } = await open(t, '', { colorScheme: 'dark' });
  await readText(page, sample('swifts'));
  assert.equal((await looks(page)).paper, 'rgb(22, 23, 25)');
  await page.evaluate(() => document.querySelector('pilcrow-reader')?.setAttribute('theme', 'sepia'));
  assert.equal((await looks(page)).paper, 'rgb(246, 236, 217)');
  await page.getByRole('button', { name: 'Reading settings' }).click();
  await page.getByRole('radio', { name: 'Light' }).check();
  assert.equal((await looks(page)).paper, 'rgb(255, 254, 250)');
  await page.getByRole('radio', { name: 'Auto' }).check();
  assert.equal((await looks(page)).paper, 'rgb(246, 236, 217)');
});

test('a page restyles all of it with a few properties', async (t) => {
  const { page } = await open(t);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      'pilcrow-reader { --pilcrow-paper: rgb(1, 2, 3); --pilcrow-face: monospace; --pilcrow-size: 20px; --pilcrow-measure: 300px; --pilcrow-leading: 2 }',
    );
    document.adoptedStyleSheets.push(sheet);
  });
  await readText(page, sample('swifts'));
  const { paper, face, size, leading, width } = await looks(page);
  assert.deepEqual(
    { paper, face, size, leading, width },
    { paper: 'rgb(1, 2, 3)', face: 'monospace', size: 20, leading: 40, width: 300 },
  );
});

test('the line guide follows the pointer, and goes by keyboard', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  const box = await showGuide(page);
  await page.keyboard.press('Escape');
  const line = await caret(page, 300);
  await page.mouse.move(line.left, (line.top + line.bottom) / 2);
  const there = await eventually(async () => {
    const found = await box();
    assert.ok(found.y <= line.top && found.y + found.height >= line.bottom && found.height < 60);
    return found;
  });
  await page.getByRole('button', { name: 'More' }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await eventually(async () => assert.ok((await box()).y > there.y));
});

test('beside vertical lines the guide is upright, and goes on to the left', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('furin'));
  const box = await showGuide(page);
  await eventually(async () => assert.ok((await box()).width > (await box()).height));
  await page.getByLabel('Vertical lines').check();
  await eventually(async () => assert.ok((await box()).height > (await box()).width, 'it is upright with the lines'));
  await page.keyboard.press('Escape');
  const line = await caret(page, 60);
  await page.mouse.move((line.left + line.right) / 2, line.top);
  await eventually(async () => {
    const { x, width } = await box();
    assert.ok(x <= line.left && x + width >= line.right && width < 60);
  });
  const { x } = await box();
  await page.getByRole('button', { name: 'More' }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await eventually(async () => assert.ok((await box()).x < x));
});

test('on the smallest phone, the choices of a kind stand in one row', async (t) => {
  const { page } = await open(t, '', { viewport: { width: 320, height: 640 } });
  await readText(page, sample('swifts'));
  await choose(page, 'Reading settings');
  for (const kind of ['theme', 'face']) {
    const tops = await page
      .locator(`pilcrow-reader .${kind} .sample`)
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    assert.deepEqual([tops.length, new Set(tops).size], [5, 1], kind);
  }
});

test('Japanese can be set in vertical lines, from the right, and is gone about there; English is not', async (t) => {
  const { page, faults } = await open(t);
  await readText(page, sample('furin'));
  await page.getByRole('button', { name: 'Reading settings' }).click();
  await page.getByLabel('Vertical lines').check();
  await page.keyboard.press('Escape');
  const inView = (/** @type {string} */ words) =>
    page.evaluate(async (words) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const found = [...document.querySelectorAll('.pilcrow-text :is(h1, h2, p)')].find((text) =>
        text.textContent?.includes(words),
      );
      const { left, right } = /** @type {Element} */ (found).getBoundingClientRect();
      const box = /** @type {Element} */ (document.querySelector('.pilcrow-text')).getBoundingClientRect();
      return right > box.left && right <= box.right + 1 && left < box.right;
    }, words);
  assert.ok(await inView('風鈴の町に'), 'it begins at the right');
  const falls = await page.evaluate(() => {
    const [first, second] = [...document.querySelectorAll('.pilcrow-text p.paragraph')].map((text) =>
      text.getBoundingClientRect(),
    );
    return second.right <= first.left + 1;
  });
  assert.ok(falls, 'a paragraph stands to the left of the one before');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1280);
  assert.match(await page.locator('pilcrow-reader .left').innerText(), /\d minutes? left/, 'the end is not yet seen');
  await page.keyboard.press('/');
  await page.keyboard.type('縁側');
  assert.ok(await inView('縁側'), 'the match is in view');
  await page.keyboard.press('Escape');
  await page.locator('pilcrow-reader nav a').nth(1).click();
  assert.ok(await inView('火の消えた日'), 'the section is in view');
  assert.equal(await page.locator('pilcrow-reader nav a[aria-current]').innerText(), '火の消えた日');
  await page.mouse.move(640, 400);
  for (let turn = 0; turn < 8; turn++) await page.mouse.wheel(0, 400);
  assert.ok(await inView('夕方、海から'), 'the wheel goes on to the left');
  await readText(page, sample('swifts'));
  const mode = () =>
    page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector('.pilcrow-text'))).writingMode);
  assert.equal(await mode(), 'horizontal-tb');
  assert.deepEqual(faults, []);
});

/** Has the line guide shown, and leaves the settings open. @param {Page} page @returns where it stands, when asked */
async function showGuide(page) {
  await page.getByRole('button', { name: 'Reading settings' }).click();
  await page.getByLabel('Line guide').check();
  const band = page.locator('pilcrow-reader .guide');
  await band.waitFor();
  return () => band.evaluate((band) => band.getBoundingClientRect());
}

/** The place before a letter of the first paragraph. @param {Page} page @param {number} at */
function caret(page, at) {
  return page.evaluate((at) => {
    const range = document.createRange();
    range.setStart(/** @type {Node} */ (document.querySelector('.pilcrow-text p.paragraph')?.firstChild), at);
    return range.getBoundingClientRect();
  }, at);
}

/** @param {Page} page */
function looks(page) {
  return page.evaluate(looksNow);
}

/** @param {Page} page */
function focused(page) {
  return page.evaluate(() => {
    const found = document.querySelector('pilcrow-reader')?.shadowRoot?.activeElement;
    return found instanceof HTMLInputElement ? `${found.name} ${found.value}` : found?.ariaLabel;
  });
}

/** @param {number} one @param {number} other */
function near(one, other) {
  return Math.abs(one - other) < 0.02 * Math.abs(other) + 0.5;
}
