// How a text is set, gone about in, searched, adjusted and shown beside its source, and in which languages it is done: on a newspaper's
// article, a book, a text in Persian and one in Japanese. Where an article or a book from outside is not there, samples stand for them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spoken } from '../../www/words.js';
import { eventually, find, frames, isCovered, list, looksNow, onPage, readText, sample, shared, showList } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();
const article = shared('newspaper/article.txt');
const book = shared('search/corpora/war-and-peace.txt');

/**
 * @typedef {object} Text
 * @property {string} text
 * @property {string} lang
 * @property {'ltr' | 'rtl'} dir
 * @property {string} query a word that several sections have
 * @property {[least: number, most: number]} line letters in a full line where there is room
 * @property {number} leading at least, of the size of the letters
 */

/** @type {Record<string, Text>} */
const TEXTS = {
  'a newspaper article': {
    text: article ?? sample('swifts'),
    lang: 'en',
    dir: 'ltr',
    query: article ? 'resistance' : 'roof',
    line: [50, 80],
    leading: 1.5,
  },
  'a book': {
    text: book ?? sample('fallow-point'),
    lang: 'en',
    dir: 'ltr',
    query: book ? 'countess' : 'board',
    line: [50, 80],
    leading: 1.5,
  },
  'a Persian report': { text: sample('kariz'), lang: 'fa', dir: 'rtl', query: 'قنات', line: [50, 90], leading: 1.7 },
  'a Japanese report': { text: sample('furin'), lang: 'ja', dir: 'ltr', query: '風鈴', line: [26, 40], leading: 1.7 },
};

for (const [name, { text, lang, dir, query, line, leading }] of Object.entries(TEXTS)) {
  test(`${name} is set in its language's way, from the smallest phone to a wide screen`, async (t) => {
    const { page, faults } = await open(t);
    await readText(page, text);
    for (const width of [320, 390, 768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      await frames(page);
      await page.evaluate(seeLongest);
      await frames(page);
      const set = await page.evaluate(howItIsSet);
      const said = `${width} px: ${JSON.stringify(set)}`;
      assert.equal(set.wide, width, said);
      assert.deepEqual([set.lang, set.dir, set.hyphens], [lang, dir, 'auto'], said);
      assert.ok(set.letters <= line[1] && (width < 768 || set.letters >= line[0]), said);
      assert.ok(set.leading >= leading, said);
      assert.ok(set.size >= 18 && set.size <= 21, said);
      assert.ok(set.headline > set.heading * 1.2 && set.heading > set.size && set.byline < set.size, said);
      assert.ok(Math.abs(set.edge) < 6, `${said}: the headline does not stand at the edge that the text begins at`);
    }
    assert.deepEqual(faults, []);
  });

  test(`in ${name}, the contents lead to the last section, whose address is found again; marks are true to position`, async (t) => {
    const { page, url, faults } = await open(t);
    await page.route('**/text.txt', (route) => route.fulfill({ body: text, contentType: 'text/plain; charset=utf-8' }));
    await eventAfterGoing(page, `${url}?src=text.txt`);
    await find(page, query);
    const counted = await page.evaluate(countedInContents);
    assert.deepEqual(counted.shown, counted.found);
    assert.ok(counted.found.filter(Boolean).length > 1, 'the query stands in several sections');
    await page.locator('pilcrow-reader nav a').last().click();
    await eventually(async () => assert.deepEqual(await page.evaluate(whereLastSectionIs), { isNamed: true, isBelowBar: true }));
    await eventually(async () => assert.ok((await page.evaluate(marksOff)) < 0.01));
    await eventAfterGoing(page, page.url());
    await eventually(async () => assert.deepEqual(await page.evaluate(whereLastSectionIs), { isNamed: true, isBelowBar: true }));
    assert.deepEqual(faults, []);
  });

  test(`in ${name}, the time left shrinks, and the place is kept; without storage it is not, and nothing breaks`, async (t) => {
    const { page, url, faults } = await open(t);
    await page.route('**/text.txt', (route) => route.fulfill({ body: text, contentType: 'text/plain; charset=utf-8' }));
    await page.addInitScript(() => Reflect.set(history, 'scrollRestoration', 'manual'));
    await eventAfterGoing(page, `${url}?src=text.txt`);
    await page.setViewportSize({ width: 390, height: 600 });
    const read = () =>
      page.locator('pilcrow-reader .read').evaluate((line) => [line.getBoundingClientRect().width > 60, scrollY > 300]);
    const left = page.locator('pilcrow-reader .left');
    const before = Number.parseInt(String(await left.textContent()), 10);
    assert.deepEqual(await read(), [false, false]);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.3));
    await eventually(async () => assert.deepEqual(await read(), [true, true]));
    assert.ok(Number.parseInt(String(await left.textContent()), 10) <= before);
    const places = () => page.evaluate(() => localStorage.getItem('pilcrow-reader-places'));
    await eventually(async () => assert.match(String(await places()), /,\d+\]/));
    await page.waitForTimeout(700);
    const kept = await places();
    // However often one comes back: what is kept anew there is what was kept.
    for (let visit = 0; visit < 3; visit++) {
      await eventAfterGoing(page, `${url}?src=text.txt`);
      await eventually(async () => assert.deepEqual(await read(), [true, true]));
      await page.waitForTimeout(700);
      assert.equal(await places(), kept, `visit ${visit}`);
    }
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await eventAfterGoing(page, `${url}?src=text.txt`);
    await frames(page);
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.deepEqual(faults, []);
  });

  for (const [where, viewport] of Object.entries({ phone: { width: 390, height: 800 }, desk: { width: 1440, height: 900 } })) {
    test(`${name} is searched on a ${where}: all is marked, listed, told and gone to, and never covered`, async (t) => {
      const { page, faults } = await open(t, '', { viewport });
      await readText(page, text);
      await find(page, query);
      const total = await page.evaluate(naive, query);
      assert.ok(total > 3, `${total} matches`);
      await showList(page);
      assert.equal(await list(page).locator('header p').textContent(), `${total.toLocaleString('en')} matches`);
      const row = list(page).locator('ol button').first();
      assert.ok(
        String(await row.locator('mark').textContent())
          .toLowerCase()
          .startsWith(query),
      );
      assert.ok(String(await row.locator('.section').textContent()).trim());
      const count = page.locator('pilcrow-reader .field .count');
      const at = async () =>
        Number(
          String(await count.textContent())
            .replaceAll(',', '')
            .split(' ')[0],
        );
      for (const [press, expected] of /** @type {[string, number][]} */ ([
        ['Last match', total],
        ['Next match', 1],
        ['Next match', 2],
        ['Previous match', 1],
        ['Last match', total],
        ['First match', 1],
      ])) {
        await page.getByRole('button', { name: press }).click();
        assert.equal(await at(), expected, press);
        await eventually(async () => assert.equal(await isCovered(page), false, press));
      }
      await eventually(async () =>
        assert.match(String(await page.locator('pilcrow-reader [role=status]').first().textContent()), /^hit 1 of [\d,]+/),
      );
      await page.waitForURL((address) => address.searchParams.get('q') === query);
      await list(page).getByRole('button', { name: 'Whole words' }).click();
      await page.locator('pilcrow-reader input[type=search]').fill('');
      await list(page).locator('.recent button').first().waitFor();
      assert.equal(await list(page).locator('.recent button').first().textContent(), query);
      assert.deepEqual(faults, []);
    });
  }

  test(`${name} takes on every setting, keeps it for the next visit, and is as it was once all is reset`, async (t) => {
    const { page, faults } = await open(t);
    await readText(page, text);
    const before = await page.evaluate(looksNow);
    await page.getByRole('button', { name: 'Reading settings' }).click();
    const panel = page.getByRole('dialog', { name: 'Reading settings' });
    await panel.waitFor();
    assert.equal(await panel.getByLabel('Vertical lines').count(), lang === 'ja' ? 1 : 0);
    for (const choice of ['Sepia', 'Mono']) await panel.getByRole('radio', { name: choice }).check();
    for (const [scale, value] of [
      ['Size', '1.5'],
      ['Line length', '0.8'],
      ['Line spacing', '1.2'],
      ['Letter spacing', '0.1'],
      ['Word spacing', '0.2'],
    ])
      await panel.getByRole('slider', { name: scale, exact: true }).fill(value);
    for (const label of ['Both edges straight', 'No hyphenation', 'No movement']) await panel.getByLabel(label).check();
    const after = await page.evaluate(looksNow);
    assert.ok(Math.abs(after.size / before.size - 1.5) < 0.001, JSON.stringify(after));
    assert.ok(Math.abs(after.width / after.size / (before.width / before.size) - 0.8) < 0.01, JSON.stringify(after));
    assert.ok(Math.abs(after.leading / after.size / (before.leading / before.size) - 1.2) < 0.01, JSON.stringify(after));
    // Letters that are joined are not pulled apart.
    if (dir === 'rtl') assert.ok(Number.isNaN(after.letters));
    else assert.ok(Math.abs(after.letters - after.size / 10) < 0.01, JSON.stringify(after));
    assert.ok(Math.abs(after.words - after.size / 5) < 0.01, JSON.stringify(after));
    assert.deepEqual([after.align, after.hyphens], ['justify', 'manual']);
    assert.notEqual(after.paper, before.paper);
    assert.notEqual(after.face, before.face);
    await page.reload();
    await readText(page, text);
    assert.deepEqual(await page.evaluate(looksNow), after);
    await page.getByRole('button', { name: 'Reading settings' }).click();
    await panel.getByRole('button', { name: 'Reset all settings' }).click();
    assert.deepEqual(await page.evaluate(looksNow), before);
    assert.deepEqual(faults, []);
  });

  test(`beside ${name} stands its source, with what was left out marked, and the lines of a passage that is selected`, async (t) => {
    const { page, faults } = await open(t);
    await readText(page, text);
    await page.evaluate(() => {
      const words = /** @type {Node} */ (
        [...document.querySelectorAll('.pilcrow-text p.paragraph')].find(({ textContent }) => String(textContent).length > 60)
          ?.firstChild
      );
      getSelection()?.setBaseAndExtent(words, 2, words, 20);
    });
    const selected = await page.evaluate(() => String(getSelection()).replace(/\s+/g, ''));
    await page.getByRole('button', { name: 'Show its source' }).click();
    const source = page.locator('pilcrow-reader .source-view');
    await source.waitFor();
    await frames(page);
    const shown = await page.evaluate(() => {
      const ranges = [...(CSS.highlights.get('pilcrow-source') ?? [])].map((range) => /** @type {Range} */ (range));
      const { top = 0, bottom = 0 } = ranges[0]?.getBoundingClientRect() ?? {};
      return { words: ranges.map(String).join('').replace(/\s+/g, ''), isSeen: top > 0 && bottom < innerHeight };
    });
    assert.deepEqual(shown, { words: selected, isSeen: true });
    assert.match(String(await source.getByRole('status').textContent()), /^lines [\d,]+ to [\d,]+$/);
    // Every kind of omission is a button with its number; a text without any says so.
    const numbers = await source
      .locator('.summary button')
      .evaluateAll((all) => all.map(({ textContent }) => /\d+$/.exec(textContent ?? '')?.[0]));
    const omissions = await page.evaluate(() => {
      const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
      const kinds = (reader.document?.omissions ?? []).map(({ kind }) => kind);
      return [...new Set(kinds)].map((kind) => String(kinds.filter((other) => other === kind).length));
    });
    for (const number of omissions) assert.ok(numbers.includes(number), `${omissions} and ${numbers}`);
    if (!numbers.length) assert.match(String(await source.locator('.summary').textContent()), /Nothing was left out/);
    // The lines in sight are those of the source, each as it came.
    const lines = text.split(/\r\n?|\n/);
    const drawn = await source
      .locator('.line')
      .evaluateAll((all) =>
        all.slice(0, 60).map((one) => [one.querySelector('.line-number')?.textContent, one.querySelector('.words')?.textContent]),
      );
    assert.ok(drawn.length > 20);
    for (const [number, words] of drawn) assert.equal(String(words).replace(/[\r\n]+$/, ''), lines[Number(number) - 1]);
    assert.deepEqual(faults, []);
  });

  test(`around ${name} the interface speaks every language, mirrored where that is right to left; the text stays`, async (t) => {
    const { page, faults } = await open(t);
    await readText(page, text);
    const set = await page.evaluate(() => document.querySelector('.pilcrow-text')?.getBoundingClientRect().width);
    const said = new Set();
    for (const language of ['ar', 'de', 'en', 'es', 'fa', 'fr', 'it', 'ja', 'pt', 'zh', 'qps-ploc']) {
      assert.equal(spoken(language), language);
      await page.evaluate((language) => document.querySelector('pilcrow-reader')?.setAttribute('lang', language), language);
      await page.locator(`pilcrow-reader .top[lang="${language}"]`).waitFor();
      await page.locator('pilcrow-reader .left').waitFor({ state: 'attached' });
      const now = await page.evaluate(() => {
        const root = document.querySelector('pilcrow-reader')?.shadowRoot;
        const read = /** @type {HTMLElement} */ (document.querySelector('.pilcrow-text'));
        const contents = root?.querySelector('nav')?.getBoundingClientRect();
        return {
          words: root?.querySelector('input')?.placeholder,
          isMirrored: (contents?.left ?? 0) > read.getBoundingClientRect().left,
          dir: read.dir,
          width: read.getBoundingClientRect().width,
        };
      });
      said.add(now.words);
      assert.deepEqual([now.isMirrored, now.dir, now.width], [['ar', 'fa'].includes(language), dir, set], language);
    }
    assert.equal(said.size, 11);
    assert.deepEqual(faults, []);
  });
}

/** @param {Page} page @param {string} address */
async function eventAfterGoing(page, address) {
  await page.goto('about:blank');
  await page.goto(address);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  await page.locator('pilcrow-reader .left').waitFor({ state: 'attached' });
}

/** In the page: brings the longest of the first paragraphs into view, which is laid out there. */
function seeLongest() {
  const paragraphs = [...document.querySelectorAll('.pilcrow-text p.paragraph')].slice(0, 600);
  const lengths = paragraphs.map(({ textContent }) => String(textContent).length);
  const longest = paragraphs[lengths.indexOf(Math.max(...lengths))];
  longest.id = 'longest';
  longest.scrollIntoView({ block: 'center' });
}

/** In the page: how the text is set. */
function howItIsSet() {
  const text = /** @type {HTMLElement} */ (document.querySelector('.pilcrow-text'));
  const longest = /** @type {HTMLElement} */ (document.getElementById('longest'));
  const size = (/** @type {string} */ selector) => {
    const found = text.querySelector(selector);
    return found ? Number.parseFloat(getComputedStyle(found).fontSize) : 0;
  };
  const { fontSize, lineHeight, direction, hyphens } = getComputedStyle(longest);
  const { width, height } = longest.getBoundingClientRect();
  const lines = Math.round(height / Number.parseFloat(lineHeight));
  // A Japanese letter is as wide as high; where no font has it, what stands for it is not.
  const letters = text.lang === 'ja' ? width / Number.parseFloat(fontSize) : (longest.textContent?.length ?? 0) / lines;
  const [headline, paragraph] = ['h1', 'p.paragraph'].map((selector) => {
    const range = document.createRange();
    range.selectNodeContents(/** @type {Element} */ (text.querySelector(selector)));
    return range.getBoundingClientRect();
  });
  return {
    wide: document.documentElement.scrollWidth,
    lang: text.lang,
    dir: direction,
    hyphens,
    letters,
    leading: Number.parseFloat(lineHeight) / Number.parseFloat(fontSize),
    size: Number.parseFloat(fontSize),
    headline: size('h1'),
    heading: size('h2'),
    byline: size('.byline'),
    edge: direction === 'rtl' ? headline.right - paragraph.right : headline.left - paragraph.left,
  };
}

/** In the page: the matches that the contents show for each section, and those that the search counts. */
function countedInContents() {
  const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  const rows = [...(reader.shadowRoot?.querySelectorAll('nav a .count') ?? [])];
  return {
    shown: rows.map(({ textContent }) => Number(textContent)),
    found: [...(reader.document?.search(reader.query).sections ?? [])],
  };
}

/** In the page: whether the last section is named in the contents and the address, and stands right below the toolbar or ends the text. */
function whereLastSectionIs() {
  const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  const last = [...(reader.shadowRoot?.querySelectorAll('nav a') ?? [])].at(-1);
  const hash = last?.getAttribute('href') ?? '';
  const heading = document.getElementById(decodeURIComponent(hash.slice(1)));
  const bar = reader.shadowRoot?.querySelector('.top')?.getBoundingClientRect().bottom ?? 0;
  const top = (heading?.getBoundingClientRect().top ?? 0) - bar;
  const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  return {
    isNamed: location.hash === hash && (isAtEnd || last?.getAttribute('aria-current') === 'location'),
    isBelowBar: top >= 0 && (top < 80 || (isAtEnd && top < innerHeight)),
  };
}

/** In the page: how far the marks for headings are off at most, as a fraction of the text's height. */
function marksOff() {
  const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  const text = /** @type {HTMLElement} */ (reader.querySelector('.pilcrow-text')).getBoundingClientRect();
  const drawn = reader.shadowRoot?.querySelector('.rail .headings')?.getAttribute('d') ?? '';
  const marks = [...drawn.matchAll(/ (\d+)h/g)].map(([, y]) => Number(y) / 2000);
  const headings = [...reader.querySelectorAll('.pilcrow-text :is(h1, h2, h3, h4, h5, h6)')];
  const offs = headings.map((heading) => {
    const place = (heading.getBoundingClientRect().top - text.top) / text.height;
    return Math.min(...marks.map((mark) => Math.abs(mark - place)));
  });
  return headings.length ? Math.max(...offs) : 1;
}

/** In the page: how often words begin like the query; in writing without spaces, how often it stands. @param {string} query */
function naive(query) {
  const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  const bound = /^\p{Script=Han}/u.test(query) ? '' : '(?<![\\p{L}\\p{N}\\p{M}])';
  const found = (reader.document?.blocks() ?? []).map(({ text }) => text.match(new RegExp(bound + query, 'giu'))?.length ?? 0);
  return found.reduce((sum, count) => sum + count, 0);
}
