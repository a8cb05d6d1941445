// Every tool on every kind of text: a newspaper's article, a book, one in Persian and one in Japanese. What a tool is for must hold in each.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { copiedBy, eventAfter, eventually, frames, onPage, readText, sample } from './on-page.mjs';
import { choose, mockVoices, select } from './tools.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();

/**
 * @typedef {object} Kind
 * @property {string} name
 * @property {string} text
 * @property {string} tail what every kind of text gets: a note, what refers to it, and a caption
 * @property {string} note a piece of the note
 * @property {string} word stands in the text
 * @property {[string, string]} quoted the marks of a quotation
 * @property {'ltr' | 'rtl'} dir
 * @property {string} lang
 */

/** @type {Kind[]} */
const KINDS = [
  {
    name: 'a newspaper article',
    text: sample('swifts'),
    tail: '\nThe count was checked on Monday.1 Nobody had been left out of it, as far as anyone could tell.\n\nFigure 9: The chimney at dusk. Photo: Clara Venn\n\n1 By two of the roofers.\n',
    note: 'two of the roofers',
    word: 'roof',
    quoted: ['“', '”'],
    dir: 'ltr',
    lang: 'en',
  },
  {
    name: 'a book',
    text: bookOf(sample('fallow-point')),
    tail: '\n\nThe ledger was closed in the spring.1 Nobody has opened it since, and nobody has asked for the key.\n\nFigure 9: The ledger. Photo: Clara Venn\n\n1 It lies in the second drawer.\n',
    note: 'the second drawer',
    word: 'ledger',
    quoted: ['“', '”'],
    dir: 'ltr',
    lang: 'en',
  },
  {
    name: 'a Persian report',
    text: sample('kariz'),
    tail: '\nشمارش را روز شنبه باز کردند.1 هیچ خانه‌ای از قلم نیفتاده بود و هیچ کس گله‌ای نداشت.\n\nشکل ۹: دهانهٔ قنات در بامداد. عکس: شیرین راستین\n\n1 دو نفر از مقنی‌ها.\n',
    note: 'دو نفر از مقنی‌ها',
    word: 'آب',
    quoted: ['«', '»'],
    dir: 'rtl',
    lang: 'fa',
  },
  {
    name: 'a Japanese report',
    text: sample('furin'),
    tail: '\n　数は月曜日に数えなおした。1 忘れられた家は一軒もなかったと、町の人たちは言っている。\n\n図9　坂道の風鈴。写真：高瀬みのり\n\n1 窯の二人が数えた。\n',
    note: '窯の二人が数えた',
    word: '風鈴',
    quoted: ['「', '」'],
    dir: 'ltr',
    lang: 'ja',
  },
];

for (const { name, text, tail, note, word, quoted, dir, lang } of KINDS) {
  const whole = text + tail;

  test(`${name} is read aloud, the sentence and the word marked; paused, gone on with, from here, in its language`, async (t) => {
    const { page, faults } = await open(t);
    await page.addInitScript(mockVoices, true);
    await page.reload();
    await readText(page, whole);
    await select(page, 'p.paragraph', 2, 6);
    await page.getByRole('button', { name: 'Read aloud from here' }).click();
    const bar = page.locator('pilcrow-reader .aloud');
    await bar.getByRole('button', { name: 'Pause' }).waitFor();
    const first = await page.evaluate(() => document.querySelector('.pilcrow-text p.paragraph')?.textContent ?? '');
    const [said] = await spoken(page);
    assert.ok(first.startsWith(said) && said.length > 4, said);
    assert.deepEqual(await marked(page), [said, '']);
    await page.evaluate(() => Reflect.get(window, 'sayWord')(2));
    assert.deepEqual(await marked(page), [said, said.slice(2, 6)]);
    await bar.getByRole('button', { name: 'Pause' }).click();
    await bar.getByRole('button', { name: 'Go on' }).click();
    assert.equal((await spoken(page)).at(-1), said.slice(2));
    await page.evaluate(() => Reflect.get(window, 'endSentence')());
    const [, , next] = await spoken(page);
    assert.ok(!first.startsWith(next) && (await marked(page))[0] === next, next);
    assert.equal(await page.evaluate(() => Reflect.get(window, 'spoken').at(-1).lang.slice(0, 2)), lang);
    assert.deepEqual(faults, []);
  });

  test(`in ${name}, a note pops up where it is referred to, and stands in its place`, async (t) => {
    const { page, faults } = await open(t);
    await readText(page, whole);
    const sign = page.locator('.pilcrow-text .doc-noteref').last();
    await eventually(async () => assert.equal(await sign.textContent(), '1'));
    await sign.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: 'Note 1' });
    await panel.waitFor();
    assert.ok((await panel.innerText()).includes(note));
    assert.equal(await panel.locator('p').evaluate((words) => getComputedStyle(words).direction), dir);
    const box = await panel.boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 1280 && box.y >= 0 && box.y + box.height <= 800, JSON.stringify(box));
    await page.keyboard.press('Enter');
    await eventually(async () =>
      assert.ok(
        await page.evaluate((note) => document.activeElement?.textContent?.includes(note), note),
        'the note has the focus',
      ),
    );
    assert.equal(await panel.isVisible(), false);
    assert.deepEqual(faults, []);
  });

  test(`in ${name}, the page’s picture stands above its caption, and is looked at by keyboard alone`, async (t) => {
    const { page, faults } = await open(t);
    await readText(page, whole);
    await page.evaluate(() => {
      const captions = document.querySelectorAll('.pilcrow-text figcaption').length;
      const image = new Image(40, 30);
      image.src = 'icon.svg';
      image.alt = 'The last one';
      image.slot = 'figure';
      image.dataset['figure'] = String(captions);
      document.querySelector('pilcrow-reader')?.append(image);
    });
    const picture = page.locator('.pilcrow-text figure').last().locator('.picture');
    await picture.waitFor();
    const inOrder = await picture.evaluate(
      (button) => button.compareDocumentPosition(/** @type {Node} */ (button.parentElement?.querySelector('figcaption'))) & 4,
    );
    assert.ok(inOrder, 'above the caption');
    await picture.focus();
    await page.keyboard.press('Enter');
    const box = page.locator('pilcrow-reader .lightbox');
    await box.waitFor();
    assert.match(await box.locator('figcaption').innerText(), /9|۹/);
    await page.keyboard.press('Escape');
    await eventually(async () => assert.ok(await picture.evaluate((button) => document.activeElement === button)));
    assert.equal(await box.isVisible(), false);
    assert.deepEqual(faults, []);
  });

  test(`from ${name}, a passage is quoted with its reference, which is said`, async (t) => {
    const { page, faults } = await open(t, '', { permissions: ['clipboard-read', 'clipboard-write'] });
    await readText(page, whole);
    const selected = await select(page, 'p.paragraph', 0, 12);
    const copied = await copiedBy(page, () => page.getByRole('button', { name: 'Copy as quotation' }).click());
    const title = await page.locator('.pilcrow-text h1, .pilcrow-text h2').first().textContent();
    const [passage, reference] = copied.split('\n');
    assert.equal(passage, `${quoted[0]}${selected.trim()}${quoted[1]}`);
    assert.ok(reference.startsWith('— ') && reference.includes(String(title)) && reference.includes(page.url()), reference);
    assert.match(String(await page.getByRole('alert').textContent()), /Copied with its reference/);
    assert.deepEqual(faults, []);
  });

  test(`${name} is saved in each format, under its title, whole`, async (t) => {
    const { page, faults } = await open(t);
    await readText(page, whole);
    for (const [label, format, ending] of /** @type {const} */ ([
      ['Save as Markdown', 'markdown', 'md'],
      ['Save as HTML', 'html', 'html'],
      ['Save as plain text', 'text', 'txt'],
    ])) {
      const [download] = await Promise.all([page.waitForEvent('download'), choose(page, label)]);
      assert.match(download.suggestedFilename(), new RegExp(`^[\\p{L}\\p{M}\\p{N}-]{3,80}\\.${ending}$`, 'u'));
      const expected = await page.evaluate((format) => {
        const { document: read } = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
        return read?.export(/** @type {any} */ (format));
      }, format);
      const content = readFileSync(await download.path(), 'utf8');
      assert.equal(content, expected);
      assert.ok(content.includes(note));
    }
    assert.deepEqual(faults, []);
  });

  test(`printed, ${name} is whole, and none of the controls`, async (t) => {
    const { page } = await open(t, '', { colorScheme: 'dark' });
    await readText(page, whole);
    await page.locator('pilcrow-reader input').fill(word);
    await page.getByRole('button', { name: 'All matches' }).click();
    await page.locator('pilcrow-reader .results li').first().waitFor();
    const seen = async () => {
      await page.emulateMedia({ media: 'print' });
      return page.evaluate(() => {
        const shadow = document.querySelector('pilcrow-reader')?.shadowRoot;
        const article = /** @type {HTMLElement} */ (document.querySelector('.pilcrow-text'));
        const { writingMode, overflowX, color } = getComputedStyle(article);
        return {
          controls: [...(shadow?.querySelectorAll('.top, nav, .results, .rail, .source-view, .pop-up, .aloud') ?? [])].filter(
            (part) => part.getClientRects().length,
          ).length,
          looks: [writingMode, overflowX, color],
          hit: getComputedStyle(article, '::highlight(pilcrow-hit)').backgroundColor,
        };
      });
    };
    const printed = { controls: 0, looks: ['horizontal-tb', 'visible', 'rgb(0, 0, 0)'], hit: 'rgba(0, 0, 0, 0)' };
    assert.deepEqual(await seen(), printed);
    if (lang !== 'ja') return;
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Reading settings' }).click();
    await page.getByLabel('Vertical lines').check();
    await page.keyboard.press('Escape');
    assert.deepEqual(await seen(), printed);
  });

  test(`${name} comes by file, by drop, by paste and by address, each time as itself`, async (t) => {
    const { page, url, faults } = await open(t);
    const short = text.slice(0, 6000);
    await page.route('**/by-address.txt', (route) => route.fulfill({ body: short, contentType: 'text/plain; charset=utf-8' }));
    /** @type {[way: string, act: () => Promise<unknown>][]} */
    const ways = [
      [
        'file',
        () =>
          page.locator('input[type=file]').setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from(short) }),
      ],
      ['drop', () => page.evaluate(dropText, short)],
      ['paste', () => page.evaluate(pasteText, short)],
      ['address', () => page.evaluate(pasteText, `${url}by-address.txt`)],
    ];
    /** @type {string[]} */
    const titles = [];
    for (const [way, act] of ways) {
      const { title } = await eventAfter(page, 'pilcrow-settle', act).then(() =>
        page.evaluate(() => {
          const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
          return { title: `${reader.text.length} ${document.querySelector('.pilcrow-text')?.textContent?.length}` };
        }),
      );
      titles.push(title);
      assert.ok(
        (await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill(word.slice(0, 3)))).query,
        way,
      );
    }
    assert.equal(new Set(titles).size, 1, titles.join());
    assert.deepEqual(faults, []);
  });

  test(`the keys go about in ${name}, on a keyboard of whatever script; none of them while one types, nor the browser’s own`, async (t) => {
    const { page, faults } = await open(t);
    await readText(page, whole);
    await page.locator('pilcrow-reader input').fill(word);
    await page.locator('.pilcrow-text').focus();
    const count = page.locator('pilcrow-reader .field .count');
    const total = Number(/ of ([\d,]+)$/.exec(String(await count.textContent()))?.[1].replace(/,/g, ''));
    assert.ok(total > 1);
    await page.evaluate(pressKey, { key: '>' });
    assert.match(String(await count.textContent()), new RegExp(`^${new Intl.NumberFormat('en').format(total)} of`));
    // The key of `n`, on keyboards that have another letter there.
    await page.evaluate(pressKey, { key: lang === 'fa' ? 'د' : 'т', code: 'KeyN' });
    assert.match(String(await count.textContent()), /^1 of/);
    await page.evaluate(pressKey, { key: lang === 'fa' ? '؟' : '?', code: 'Slash', shiftKey: true });
    const help = page.locator('pilcrow-reader dialog.help');
    await help.waitFor();
    assert.ok((await help.locator('kbd').count()) >= 12);
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.locator('pilcrow-reader input').focus();
    await page.keyboard.press('End');
    await page.keyboard.type('n');
    assert.equal(await page.locator('pilcrow-reader input').inputValue(), `${word}n`);
    assert.equal(await page.evaluate(pressKey, { key: 'f', code: 'KeyF', ctrlKey: true }), false, 'it is the browser’s own');
    await frames(page);
    assert.deepEqual(faults, []);
  });
}

/** A book of sixty chapters out of a story of four. @param {string} story */
function bookOf(story) {
  const [head, ...chapters] = story.split(/(?=^Chapter \d\. )/m);
  const all = Array.from({ length: 60 }, (_, at) => chapters[at % chapters.length].replace(/\d+/, String(at + 1)));
  return head + all.join('');
}

/** @param {Page} page @returns {Promise<string[]>} */
function spoken(page) {
  return page.evaluate(() => Reflect.get(window, 'said'));
}

/** The sentence and the word that are marked. @param {Page} page */
function marked(page) {
  return page.evaluate(() =>
    ['pilcrow-spoken', 'pilcrow-spoken-word'].map((name) => [...(CSS.highlights.get(name) ?? [])].map(String).join('')),
  );
}

/** @param {string} text */
function dropText(text) {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], 'dropped.txt', { type: 'text/plain' }));
  for (const type of ['dragenter', 'dragover', 'drop'])
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
}

/** @param {string} text */
function pasteText(text) {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

/** Presses a key in the text, and says whether somebody took it. @param {KeyboardEventInit} init */
function pressKey(init) {
  const event = new KeyboardEvent('keydown', { ...init, bubbles: true, composed: true, cancelable: true });
  document.querySelector('.pilcrow-text')?.dispatchEvent(event);
  return event.defaultPrevented;
}
