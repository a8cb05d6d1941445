// The ways about a text: the list of all matches, marks beside the scrollbar, progress, the place kept, links to passages, keys.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  copiedBy,
  eventAfter,
  eventually,
  find,
  frames,
  isCovered,
  list,
  longText,
  onPage,
  readText,
  sample,
  shared,
  showList,
  topWords,
} from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();
const PHONE = { viewport: { width: 390, height: 800 } };
const WIDE = { viewport: { width: 1440, height: 900 } };
const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

test('every match is listed with its section and the words around it, and leads there', async (t) => {
  const { page, faults } = await open(t, '', WIDE);
  await readAndFind(page, sample('swifts'), 'roof');
  await showList(page);
  const rows = list(page).locator('ol button');
  const total = await found(page, 'roof');
  assert.equal(await list(page).locator('header p').textContent(), `${total} matches`);
  assert.equal(await rows.count(), total);
  assert.equal(await rows.nth(1).locator('.section').textContent(), 'A roof with lodgers');
  for (let at = 0; at < total; at++) assert.match(String(await rows.nth(at).locator('mark').textContent()), /^roof/i);
  const { index } = await eventAfter(page, 'pilcrow-hit', () => rows.nth(4).click());
  assert.equal(index, 4);
  assert.equal(await rows.nth(4).getAttribute('aria-current'), 'true');
  assert.equal(await page.locator('pilcrow-reader .field .count').textContent(), `5 of ${total}`);
  assert.deepEqual(faults, []);
});

test('of ten thousands of matches, only the rows in sight are made, and the last one can be reached', {
  skip: shared('search/corpora/war-and-peace.txt') ? false : 'the book is not here',
}, async (t) => {
  const { page } = await open(t);
  await readAndFind(page, String(shared('search/corpora/war-and-peace.txt')), 't');
  await showList(page);
  const rows = list(page).locator('ol li');
  const total = Number(await rows.first().getAttribute('aria-setsize'));
  assert.ok(total > 50_000, `${total} matches`);
  assert.ok((await rows.count()) < 40);
  await rows.first().locator('button').focus();
  await page.keyboard.press('End');
  assert.equal(await focusedRow(page), total);
  await page.keyboard.press('ArrowUp');
  assert.equal(await focusedRow(page), total - 1);
  await page.keyboard.press('Home');
  assert.equal(await focusedRow(page), 1);
  await page.keyboard.press('PageDown');
  assert.ok((await focusedRow(page)) > 3);
  assert.ok((await rows.count()) < 40);
});

test('whole words, case and accents can be asked for', async (t) => {
  const { page } = await open(t, '', WIDE);
  await readAndFind(
    page,
    'The café\n\nA Cafe is open. The cafe closes; cafés close, and Cafeterias too. One more café.\n',
    'cafe',
  );
  await showList(page);
  const count = async () => Number(/\d+/.exec(String(await list(page).locator('header p').textContent()))?.[0]);
  assert.equal(await count(), 6);
  const press = async (/** @type {string} */ name) => {
    const button = list(page).getByRole('button', { name, exact: true });
    await eventAfter(page, 'pilcrow-search', () => button.click());
    await frames(page);
    return [await button.getAttribute('aria-pressed'), await count()];
  };
  assert.deepEqual(await press('Whole words'), ['true', 4]);
  assert.deepEqual(await press('Match accents'), ['true', 2]);
  assert.deepEqual(await press('Match case'), ['true', 1]);
  assert.deepEqual(await press('Match accents'), ['false', 3]);
  assert.deepEqual(await press('Whole words'), ['false', 4]);
});

for (const [name, options] of Object.entries({ phone: PHONE, tablet: { viewport: { width: 820, height: 700 } }, wide: WIDE })) {
  test(`on a ${name}, neither the bar nor the list covers the match that is shown`, async (t) => {
    const { page } = await open(t, '', options);
    await readAndFind(page, sample('fallow-point'), 'board');
    await showList(page);
    const total = await found(page, 'board');
    for (let step = 0; step < total; step++) {
      await page.evaluate(() => /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).next());
      await frames(page);
      assert.equal(await isCovered(page), false, `match ${step + 2} of ${total}`);
    }
  });
}

test('earlier searches are offered while nothing is asked, and kept', async (t) => {
  const { page } = await open(t, '', WIDE);
  await readAndFind(page, sample('swifts'), 'roof');
  // What keeps them is fetched after the text.
  await page.locator('pilcrow-reader .track').waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await find(page, 'swift');
  await page.keyboard.press('Enter');
  await find(page, 'never gone to');
  await find(page, '');
  await page.reload();
  await readText(page, sample('swifts'));
  await showList(page);
  assert.deepEqual(await list(page).locator('.recent button').allTextContents(), ['swift', 'roof']);
  await eventAfter(page, 'pilcrow-search', () => list(page).getByText('roof', { exact: true }).click());
  assert.equal(await page.locator('pilcrow-reader input').inputValue(), 'roof');
});

test('the marks beside the text stand where the matches and the headings do', async (t) => {
  const { page } = await open(t);
  await readAndFind(page, sample('fallow-point'), 'board');
  // They are laid out when scrolling has come to rest.
  await eventually(() => marksFit(page));
  const track = await page.locator('pilcrow-reader .track').boundingBox();
  assert.ok(track);
  await page.mouse.click(track.x + 5, track.y + track.height * 0.7);
  const middle = await page.evaluate(() => {
    const { top, height } = /** @type {HTMLElement} */ (document.querySelector('.pilcrow-text')).getBoundingClientRect();
    return (innerHeight / 2 - top) / height;
  });
  assert.ok(Math.abs(middle - 0.7) < 0.02, `${middle}`);
});

/** Whether the marks beside the text stand where they should. @param {Page} page */
async function marksFit(page) {
  const { drawn, real } = await page.evaluate(() => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const article = /** @type {HTMLElement} */ (reader.querySelector('.pilcrow-text')).getBoundingClientRect();
    const drawn = (/** @type {string} */ name) =>
      [...(reader.shadowRoot?.querySelector(`.rail .${name}`)?.getAttribute('d') ?? '').matchAll(/ (\d+)h/g)].map(
        ([, y]) => Number(y) / 2000,
      );
    const marks = reader.document?.search('board').marks ?? [];
    const blocks = [...marks].filter((_, at) => at % 3 === 0);
    const real = (/** @type {Element} */ element) => (element.getBoundingClientRect().top - article.top) / article.height;
    return {
      drawn: { hits: drawn('hits'), headings: drawn('headings') },
      real: {
        hits: [...new Set(blocks)].map((block) => real(/** @type {Element} */ (reader.blockElement(block)))),
        headings: [...reader.querySelectorAll('.pilcrow-text :is(h1, h2, h3)')].map(real),
      },
    };
  });
  for (const kind of /** @type {const} */ (['hits', 'headings'])) {
    assert.ok(real[kind].length > 2);
    assert.equal(drawn[kind].length, real[kind].length, kind);
    // A five-hundredth of the text is less than two pixels beside it.
    for (const [at, place] of real[kind].entries())
      assert.ok(Math.abs(drawn[kind][at] - place) < 0.002, `${kind} ${at}: ${drawn[kind][at]} and ${place}`);
  }
}

test('progress and the time left follow what is read', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('fallow-point'));
  const minutes = async () => Number.parseInt(String(await page.locator('pilcrow-reader .left').textContent()), 10);
  const before = await minutes();
  assert.ok(before >= 3, `${before} minutes`);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.6));
  await eventually(async () => {
    const now = await minutes();
    assert.ok(now < before && now > 0, `${now} minutes`);
  });
  await scrollToEnd(page);
});

test('the time left of a long text is told in hours', async (t) => {
  const { page } = await open(t);
  await readText(page, longText(240_000));
  assert.equal(await page.locator('pilcrow-reader .left').textContent(), '3 hours left');
});

test('a reader that is hidden, resized or out of sight keeps the place and the time left', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('fallow-point'));
  const left = page.locator('pilcrow-reader .left');
  await left.waitFor();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.5));
  // Once the place has come to rest, so has the time.
  const told = async () => [await keptPlace(page), await left.textContent()];
  const before = await told();
  assert.match(String(before[1]), /minutes? left/);
  await page.evaluate(() => document.querySelector('pilcrow-reader')?.toggleAttribute('hidden', true));
  for (const width of [900, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    // Places are kept, and times told, once what is seen has come to rest.
    await page.waitForTimeout(500);
    assert.deepEqual(await told(), before, `${width} px wide`);
  }
  // Shown again at once out of sight, so that nothing of it comes into view.
  await page.evaluate(() => {
    const above = document.createElement('div');
    above.style.height = '3000px';
    const reader = document.querySelector('pilcrow-reader');
    reader?.before(above);
    reader?.toggleAttribute('hidden', false);
    scrollTo(0, 0);
  });
  await page.waitForFunction((before) => {
    const shown = document.querySelector('pilcrow-reader')?.shadowRoot?.querySelector('.left')?.textContent;
    return Number.parseInt(String(shown), 10) > Number.parseInt(before, 10);
  }, String(before[1]));
});

test('beside vertical lines, too, the marks are true to position, and a place that is pressed is gone to', async (t) => {
  const { page } = await open(t);
  await page.evaluate(() => localStorage.setItem('pilcrow-reader', '{"vertical":true,"size":2}'));
  await page.reload();
  await readText(page, sample('furin'));
  await page.locator('pilcrow-reader .headings[d*="M"]').waitFor({ state: 'attached' });
  const { drawn, real, seen } = await page.evaluate(() => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const text = /** @type {HTMLElement} */ (reader.querySelector('.pilcrow-text'));
    const beginning = text.getBoundingClientRect().right - text.scrollLeft;
    const line = reader.shadowRoot?.querySelector('.headings')?.getAttribute('d') ?? '';
    return {
      drawn: [...line.matchAll(/M\d+ (\d+)/g)].map(([, y]) => Number(y) / 2000),
      real: [...text.querySelectorAll('h1, h2')].map(
        (heading) => (beginning - heading.getBoundingClientRect().right) / text.scrollWidth,
      ),
      seen: reader.shadowRoot?.querySelector('.seen')?.getBoundingClientRect().height,
    };
  });
  assert.equal(drawn.length, 4);
  for (const [at, place] of real.entries()) assert.ok(Math.abs(drawn[at] - place) < 0.01, `${drawn} and ${real}`);
  const track = await page.locator('pilcrow-reader .track').boundingBox();
  assert.ok(track && seen && seen < track.height * 0.9, 'a part of the text is seen');
  await page.mouse.click(track.x + 5, track.y + track.height * 0.6);
  const middle = await page
    .locator('.pilcrow-text')
    .evaluate((text) => (text.clientWidth / 2 - text.scrollLeft) / text.scrollWidth);
  assert.ok(Math.abs(middle - 0.6) < 0.02, `${middle}`);
});

test('on a phone, the time left stands in a line of its own', async (t) => {
  const { page } = await open(t, '', PHONE);
  await readText(page, sample('fallow-point'));
  const left = page.locator('pilcrow-reader .left');
  await left.waitFor();
  const [line, ...others] = await Promise.all(
    [left, page.locator('pilcrow-reader input[type=search]'), page.getByRole('button', { name: 'More' })].map((part) =>
      part.boundingBox(),
    ),
  );
  const bar = await page.locator('pilcrow-reader .bar').boundingBox();
  assert.ok(line && bar && line.y + line.height <= bar.y + bar.height);
  for (const box of others) assert.ok(box && box.y + box.height <= line.y, 'below the controls');
});

test('the list of matches looks alike whether or not the tools are there', async (t) => {
  const { page } = await open(t, '', WIDE);
  await readAndFind(page, sample('steamer'), 'steam');
  await showList(page);
  const looks = () =>
    list(page)
      .locator('li')
      .first()
      .evaluate((item) =>
        [item, ...item.querySelectorAll('*')].map((part) => {
          const { display, whiteSpace, backgroundColor, textDecoration, cursor } = getComputedStyle(part);
          return [display, whiteSpace, backgroundColor, textDecoration, cursor];
        }),
      );
  const before = await looks();
  await page.getByRole('button', { name: 'More' }).click();
  await page.locator('pilcrow-reader .menu').waitFor();
  assert.deepEqual(await looks(), before);
});

test('the place in a text is found again; that of one read to its end is its beginning', async (t) => {
  const { page } = await open(t);
  await page.goto(`${page.url()}?src=samples/fallow-point.txt`);
  await page.locator('pilcrow-reader .left').waitFor();
  const heading = page.locator('.pilcrow-text h2').nth(1);
  await heading.evaluate((element) => element.scrollIntoView());
  await keptPlace(page);
  const seen = await page.evaluate(topWords);
  await page.evaluate(() => Reflect.set(history, 'scrollRestoration', 'manual'));
  await page.reload();
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  await eventually(async () => assert.equal(await page.evaluate(topWords), seen));
  await scrollToEnd(page);
  assert.equal(await keptPlace(page), '[]');
  await page.reload();
  await page.locator('pilcrow-reader .left').waitFor();
  await frames(page);
  assert.equal(await page.evaluate(() => scrollY), 0);
});

test('a link is copied to what is selected, to the match, to the section', async (t) => {
  const { page } = await open(t, '', { ...WIDE, ...CLIPBOARD });
  await readText(page, sample('swifts'));
  await page.locator('pilcrow-reader .left').waitFor();
  await page.locator('.pilcrow-text').focus();
  const copied = async () => {
    return new URL(await copiedBy(page, () => page.keyboard.press('y'))).hash;
  };
  assert.equal(await copied(), '#the-swifts-of-candle-street-are-holding-up-the-builders');
  assert.equal(await page.locator('pilcrow-reader .message p').textContent(), 'Link copied');
  await find(page, 'louvre');
  await page.keyboard.press('Enter');
  assert.equal(await copied(), '#text=louvre:~:text=louvre');
  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll('.pilcrow-text p.paragraph');
    document
      .getSelection()
      ?.setBaseAndExtent(/** @type {Node} */ (first.firstChild), 5, /** @type {Node} */ (second.firstChild), 30);
  });
  assert.match(await copied(), /^#(text=come%20on%20the%20first,[^,]*built%20in%201904%20to):~:\1$/);
});

test('single keys work while the text has the focus, and nowhere else', async (t) => {
  const { page } = await open(t, '', WIDE);
  await readAndFind(page, sample('swifts'), 'roof');
  const count = page.locator('pilcrow-reader .field .count');
  await page.keyboard.type('n');
  assert.equal(await page.locator('pilcrow-reader input').inputValue(), 'roofn', 'in the box it is a letter');
  await find(page, 'roof');
  await page.locator('.pilcrow-text').focus();
  const total = Number(String(await count.textContent()).split(' ')[2]);
  for (const [key, at] of /** @type {[string, number][]} */ ([
    ['n', 2],
    ['n', 3],
    ['p', 2],
    ['>', total],
    ['<', 1],
  ])) {
    await page.keyboard.press(key);
    assert.equal(await count.textContent(), `${at} of ${total}`, key);
  }
  await page.keyboard.press('r');
  await list(page).waitFor();
  await page.keyboard.press('r');
  assert.equal(await list(page).count(), 0);
  await page.keyboard.press(']');
  const first = await page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press(']');
  await page.keyboard.press('[');
  assert.equal(await page.evaluate(() => document.activeElement?.id), first);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await help.waitFor();
  assert.match(String(await help.textContent()), /Next match/);
  await page.keyboard.press('n');
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  assert.notEqual(await page.locator('pilcrow-reader input').inputValue(), '', 'the key that closes the help does no more');
  await page.evaluate(() => {
    const other = document.createElement('button');
    document.body.append(other);
    other.focus();
  });
  const before = await count.textContent();
  await page.keyboard.press('n');
  assert.equal(await count.textContent(), before);
});

/** @param {Page} page @param {string} text @param {string} query */
async function readAndFind(page, text, query) {
  await readText(page, text);
  await find(page, query);
}

/** How often a query matches. @param {Page} page @param {string} query */
function found(page, query) {
  return page.evaluate((query) => {
    const { document: read } = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    return (read?.search(query).marks.length ?? 0) / 3;
  }, query);
}

/** Scrolls until the end is seen: on the way, heights that were guessed are put right. @param {Page} page */
function scrollToEnd(page) {
  return eventually(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    assert.equal(await page.locator('pilcrow-reader .left').textContent(), 'Read to the end');
  });
}

/** The place that is kept, once it has come to rest: it is kept anew whenever what is seen has. @param {Page} page */
async function keptPlace(page) {
  const kept = () => page.evaluate(() => localStorage.getItem('pilcrow-reader-places'));
  return eventually(async () => {
    const before = await kept();
    await page.waitForTimeout(600);
    assert.ok(before);
    assert.equal(await kept(), before);
    return before;
  });
}

/** @param {Page} page */
function focusedRow(page) {
  return page.evaluate(() =>
    Number(document.querySelector('pilcrow-reader')?.shadowRoot?.activeElement?.closest('li')?.ariaPosInSet),
  );
}
