// What else can be done with a text: its source shown, quoted, read aloud, its notes and pictures looked at, saved, printed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { eventually, frames, onPage, readText, sample, shared } from './on-page.mjs';
import { choose, mockVoices, select } from './tools.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */

const open = onPage();

const NOTED = `What the allotments keep

The frost comes up the slope from the canal, and so the lowest plots are cleared first.1 What is lifted is dried, labelled and laid in sand.

In 2.1 the rules are given, on page 2, but nobody reads them.2 They are handed over with the key of the shed.

1 The notice has been repainted twice.

2 The lock was rebuilt in 1931.
`;

test('the source stands beside the text, with what was left out marked and named', async (t) => {
  const { page, faults } = await open(t);
  const text = sample('steamer');
  await readText(page, text);
  await choose(page, 'Source');
  const source = page.locator('pilcrow-reader .source-view');
  await source.waitFor();
  for (let at = 0; at < 12; at++) {
    await source.locator('.lines').evaluate((lines) => lines.scrollBy(0, lines.clientHeight));
    await frames(page);
  }
  const shown = await source.locator('.words').evaluateAll((lines) => lines.map((line) => line.textContent).join(''));
  assert.equal(shown, text, 'every line is there as it came');
  const marked = await page.evaluate(() => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    return {
      shown: [...(reader.shadowRoot?.querySelectorAll('.words del') ?? [])]
        .map((piece) => piece.textContent)
        .join('')
        .replace(/\s/g, ''),
      omitted: (reader.document?.omissions ?? [])
        .map(({ source }) => reader.text.slice(...source))
        .join('')
        .replace(/\s/g, ''),
    };
  });
  assert.equal(marked.shown, marked.omitted);
  assert.ok(marked.shown.length > 20);
  const head = source.locator('.line', { hasText: 'THE ESTUARY WEEKLY' }).first();
  assert.equal(await head.locator('.said').textContent(), 'running head');
  await source.getByRole('button', { name: /^hyphen/ }).click();
  assert.match(await source.getByRole('status').innerText(), /^lines \d+ to \d+$/);
  await source.getByRole('button', { name: 'Close' }).click();
  assert.equal(await source.count(), 0);
  assert.equal(await page.evaluate(() => CSS.highlights.get('pilcrow-source')?.size), 0);
  assert.deepEqual(faults, []);
});

test('joined line ends and soft hyphens are marked and named in the source, kept line ends are not', async (t) => {
  const { page } = await open(t);
  await readText(
    page,
    `The mill reopens

The flour came at noon, and the river was high. Nobody had seen a re\u00ad
turn of the old wheel, which had stood for as long as anyone in the
town could say, since the flood.

    The wheel goes round,
    The water falls,
    The miller’s gone,
    And no one calls.

The song is older than the mill.
`,
  );
  await choose(page, 'Source');
  const source = page.locator('pilcrow-reader .source-view');
  await source.waitFor();
  const joined = await source.locator('.line', { has: page.locator('.joined') }).allInnerTexts();
  assert.deepEqual(
    joined.map((line) => /^\d+/.exec(line)?.[0]),
    ['4'],
  );
  assert.equal(await source.getByRole('img', { name: 'joined line end' }).count(), 1);
  const soft = source.locator('.soft');
  assert.equal(await soft.getAttribute('title'), 'hyphen');
  assert.equal(await soft.evaluate((mark) => getComputedStyle(mark, '::after').content), '"-"');
  await source.getByRole('button', { name: 'joined line end 1' }).click();
  assert.equal(await source.getByRole('status').innerText(), 'lines 4 to 4');
});

test('a selected passage shows the lines that it came from', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('steamer'));
  const selected = await select(page, 'p.paragraph', 10, 120);
  await page.getByRole('button', { name: 'Show its source' }).click();
  await page.locator('pilcrow-reader .source-view').waitFor();
  const found = await page.evaluate(() =>
    [...(CSS.highlights.get('pilcrow-source') ?? [])].map((range) => String(range)).join(''),
  );
  assert.equal(found.replace(/\s+/g, ' '), selected);
  const seen = await page.evaluate(() => {
    const [range] = CSS.highlights.get('pilcrow-source') ?? [];
    const { top } = /** @type {Range} */ (range).getBoundingClientRect();
    return top > 0 && top < innerHeight;
  });
  assert.ok(seen, 'they are in view');
});

test('a line of the source leads to its place in the text, and the text takes the source along', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('steamer'));
  await choose(page, 'Source');
  const first = page.locator('pilcrow-reader .line .words').first();
  const top = () => first.evaluate((line) => line.getBoundingClientRect().top);
  const before = await top();
  await page.mouse.move(300, 500);
  await page.mouse.wheel(0, 2500);
  await eventually(async () => assert.ok((await top()) < before - 200, 'the source has moved on'));
  const line = page.locator('pilcrow-reader .line .words', { hasText: /The first sound is not a whistle/ });
  await line.scrollIntoViewIfNeeded();
  await line.click();
  await eventually(async () => {
    const place = await page.evaluate(() => {
      const found = [...document.querySelectorAll('.pilcrow-text p')].find((text) =>
        text.textContent?.startsWith('The first sound'),
      );
      return { top: found?.getBoundingClientRect().top ?? -1, focused: document.activeElement === found };
    });
    assert.ok(place.focused && place.top > 0 && place.top < 400, JSON.stringify(place));
  });
});

test('a book has its source beside it too', {
  skip: shared('search/corpora/war-and-peace.txt') ? false : 'the text is not here',
}, async (t) => {
  const { page } = await open(t);
  await readText(page, String(shared('search/corpora/war-and-peace.txt')));
  await select(page, 'p.paragraph:nth-child(12)', 0, 8);
  await page.getByRole('button', { name: 'Show its source' }).click();
  await page.locator('pilcrow-reader .source-view').waitFor();
  assert.ok((await page.locator('pilcrow-reader .line').count()) < 1200, 'only what is near is set');
  assert.match(await page.locator('pilcrow-reader .source-view').getByRole('status').innerText(), /lines [\d,]+ to/);
});

test('a quotation is copied with its reference, which is said for a while', async (t) => {
  const { page } = await open(t, '', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.clock.install();
  await page.reload();
  await readText(page, sample('swifts'));
  const selected = await select(page, 'p.paragraph', 0, 60);
  await page.getByRole('button', { name: 'Copy as quotation' }).click();
  await page.getByText('Copied with its reference').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(
    copied,
    `“${selected.trim()}”\n— Clara Venn, The swifts of Candle Street are holding up the builders, ${page.url()}\n`,
  );
  await page.clock.fastForward(10_000);
  assert.equal(await page.locator('pilcrow-reader').getByRole('alert').isVisible(), false);
});

test('in a browser without voices, nothing is offered to be read aloud', async (t) => {
  const { page } = await open(t, 'icon.svg');
  await page.addInitScript(() => Reflect.deleteProperty(window, 'speechSynthesis'));
  await page.goto(new URL('./', page.url()).href);
  await readText(page, sample('swifts'));
  await select(page, 'p.paragraph', 0, 60);
  assert.equal(await page.locator('pilcrow-reader .selection-bar button').count(), 3);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Print' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Read aloud' }).count(), 0);
});

test('where nothing may be copied, that is said', async (t) => {
  const { page, faults } = await open(t);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
  });
  await readText(page, sample('swifts'));
  await select(page, 'p.paragraph', 0, 60);
  await page.getByRole('button', { name: 'Copy as quotation' }).click();
  await page.getByText('Nothing was copied').waitFor({ state: 'attached' });
  assert.deepEqual(faults, []);
});

test('notes are linked with the places that refer to them, and pop up there', async (t) => {
  const { page, faults } = await open(t);
  await readText(page, NOTED);
  const links = page.locator('.pilcrow-text .doc-noteref');
  assert.deepEqual(await links.allTextContents(), ['1', '2']);
  assert.deepEqual(await links.evaluateAll((all) => all.map((link) => link.previousSibling?.textContent?.slice(-6))), [
    'first.',
    ' them.',
  ]);
  const whole = await page.evaluate(() => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    return reader.document?.blocks().every(({ index, text }) => reader.blockElement(index)?.textContent === text);
  });
  assert.ok(whole, 'the text is as it was');
  await links.nth(1).focus();
  await page.keyboard.press('Enter');
  const note = page.getByRole('dialog', { name: 'Note 2' });
  await note.waitFor();
  assert.match(await note.innerText(), /The lock was rebuilt in 1931/);
  await page.keyboard.press('Escape');
  assert.equal(await note.isVisible(), false);
  assert.ok(await links.nth(1).evaluate((link) => document.activeElement === link));
  await links.first().click();
  await page.getByRole('button', { name: 'Go to the note' }).click();
  assert.ok(await page.evaluate(() => document.activeElement?.matches('.footnote')));
  await page.getByRole('link', { name: 'Note 1, back to the text' }).click();
  assert.match(String(await page.evaluate(() => document.activeElement?.textContent)), /^The frost comes up/);
  assert.deepEqual(faults, []);
});

test('the right sign is taken for a reference, and no other number', async (t) => {
  const { page } = await open(t);
  const found = await page.evaluate(async () => {
    const { references } = await import(/** @type {string} */ ('./footnotes.js'));
    const texts = [
      ['See page 1, or 1.1, or B1a; the frost came.1 It went.', '1 A note.'],
      ['A word [2] in brackets.', '[2] A note.'],
      ['A raised one.³ It is 2³ high.', '3 A note.'],
      ['One with twelve.¹² And so on.', '12 A note.'],
      ['A star* and another** here.', '** A note.'],
      ['Nothing refers to it.', '4 A note.'],
      ['She paid 100.5 and said “no”.5', '5 A note.'],
      ['A star that stands off, * and a word.', '* A note.'],
      ['A letter[A] in brackets.', '[Footnote A: A note.]'],
      ['Nur hier(1), sagt sie, und dort 1.', '(1) Eine Note.'],
      ['Not here (1), but there.1', '1 A note.'],
      ['چراغ روشن شد.۱ هیچ‌کس نپرسید.', '۱ یادداشت.'],
      ['灯是星期天点亮的[注1]。', '注1：假日。'],
      ['点亮的②。', '② 假日。'],
      ['As it was [see] there.', '[Footnote: A note.]'],
    ];
    return texts.map(([text, note]) => {
      const blocks = [
        { index: 0, kind: 'paragraph', text },
        { index: 1, kind: 'footnote', text: note },
      ];
      return references(blocks).map(
        (/** @type {any} */ { start, end }) => `${text.slice(Math.max(start - 4, 0), start)}|${text.slice(start, end)}`,
      );
    });
  });
  assert.deepEqual(found, [
    ['ame.|1'],
    ['ord |[2]'],
    ['one.|³'],
    ['lve.|¹²'],
    ['ther|**'],
    [],
    ['no”.|5'],
    ['ff, |*'],
    ['tter|[A]'],
    ['hier|(1)'],
    ['ere.|1'],
    [' شد.|۱'],
    ['天点亮的|[注1]'],
    ['点亮的|②'],
    [],
  ]);
});

test('notes that begin anew with each chapter are each linked with their own chapter', async (t) => {
  const { page } = await open(t);
  const found = await page.evaluate(async () => {
    const { references } = await import(/** @type {string} */ ('./footnotes.js'));
    const kinds = ['paragraph', 'footnote', 'paragraph', 'footnote'];
    const texts = ['The first.1 One more.', '1 A note.', 'The second.1', '1 Another.'];
    return references(kinds.map((kind, index) => ({ index, kind, text: texts[index] }))).map(
      (/** @type {any} */ { block, start, note }) => [block, start, note],
    );
  });
  assert.deepEqual(found, [
    [0, 10, 1],
    [2, 11, 3],
  ]);
});

test("the page's pictures stand above their captions, and open in a lightbox", async (t) => {
  const { page, faults } = await open(t);
  await page.evaluate(() => {
    const reader = document.querySelector('pilcrow-reader');
    for (const [alt, figure] of [
      ['A bird', ''],
      ['A roof', '3'],
      ['A street', ''],
    ]) {
      const image = new Image(40, 30);
      image.src = 'icon.svg';
      image.alt = alt;
      image.slot = 'figure';
      if (figure) image.setAttribute('data-figure', figure);
      reader?.append(image);
    }
  });
  await readText(page, sample('swifts'));
  const pictures = page.locator('.pilcrow-text figure .picture');
  await pictures.first().waitFor();
  const places = await page
    .locator('.pilcrow-text figure')
    .evaluateAll((all) => all.map((figure) => figure.querySelector('img')?.alt ?? ''));
  // The text has three captions: one without stands at the end.
  assert.deepEqual(places, ['A bird', '', 'A roof', 'A street']);
  await page.getByRole('button', { name: 'Enlarge the picture: A roof' }).click();
  const box = page.locator('pilcrow-reader .lightbox');
  assert.equal(await box.locator('img').getAttribute('alt'), 'A roof');
  assert.ok((await box.locator('figcaption').innerText()).length > 10);
  await page.keyboard.press('ArrowRight');
  assert.equal(await box.locator('img').getAttribute('alt'), 'A street');
  await page.keyboard.press('ArrowRight');
  assert.equal(await box.locator('img').getAttribute('alt'), 'A bird');
  await page.keyboard.press('Escape');
  assert.equal(await box.isVisible(), false);
  assert.ok(await pictures.nth(1).evaluate((button) => document.activeElement === button));
  assert.deepEqual(faults, []);
});

for (const [name, ending, opening] of /** @type {const} */ ([
  ['Save as Markdown', 'md', '# '],
  ['Save as HTML', 'html', '<'],
  ['Save as plain text', 'txt', ''],
])) {
  test(`${name}: the file is what the core exports`, async (t) => {
    const { page, faults } = await open(t);
    await readText(page, sample('kariz'));
    const [download] = await Promise.all([page.waitForEvent('download'), choose(page, name)]);
    assert.equal(download.suggestedFilename(), `کاریزی-که-دوباره-به-آب-رسید.${ending}`);
    const content = readFileSync(await download.path(), 'utf8');
    assert.ok(content.startsWith(opening) && content.includes('سالی که آب رفت'));
    assert.deepEqual(faults, []);
  });
}

test('printed, the text stands alone, whatever is open', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  await choose(page, 'Source');
  await page.locator('pilcrow-reader .source-view').waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const seen = await page.evaluate(() => {
    const shadow = document.querySelector('pilcrow-reader')?.shadowRoot;
    return {
      chrome: [...(shadow?.querySelectorAll('.top, nav, .source-view, .pop-up, .aloud') ?? [])].filter(
        (part) => part.getClientRects().length,
      ).length,
      ink: getComputedStyle(/** @type {Element} */ (document.querySelector('.pilcrow-text h1'))).color,
    };
  });
  assert.deepEqual(seen, { chrome: 0, ink: 'rgb(0, 0, 0)' });
});

test('read aloud: sentence by sentence, the word marked, paused and taken up again', async (t) => {
  const { page, faults } = await open(t);
  await page.addInitScript(mockVoices, true);
  await page.reload();
  await readText(page, sample('swifts'));
  await select(page, 'p.paragraph', 0, 10);
  await page.getByRole('button', { name: 'Read aloud from here' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  const said = await page.evaluate(() => Reflect.get(window, 'said'));
  assert.match(said[0], /^They come on the first warm wind of May/);
  const marks = () =>
    page.evaluate(() =>
      ['pilcrow-spoken', 'pilcrow-spoken-word'].map((name) => [...(CSS.highlights.get(name) ?? [])].map(String).join('')),
    );
  assert.deepEqual(await marks(), [said[0], '']);
  await page.evaluate(() => Reflect.get(window, 'sayWord')(5));
  assert.deepEqual(await marks(), [said[0], 'come']);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  const again = await page.evaluate(() => Reflect.get(window, 'said'));
  assert.equal(again[1], said[0].slice(5), 'it goes on with the word that it paused at');
  await page.evaluate(() => Reflect.get(window, 'endSentence')());
  await page.getByRole('button', { name: 'Next sentence' }).click();
  await page.getByRole('button', { name: 'Previous sentence' }).click();
  const all = await page.evaluate(() => Reflect.get(window, 'said'));
  assert.match(all[2], /^For nine months of the year/);
  assert.match(all[3], /^Nobody invited them/);
  assert.equal(all[4], all[2]);
  await page.getByLabel('Speed').selectOption('1.5');
  await page.getByLabel('Voice').selectOption('mock:two');
  const last = await page.evaluate(() => Reflect.get(window, 'spoken').at(-1));
  assert.deepEqual(last, { rate: 1.5, voice: 'mock:two', lang: 'en' });
  await page.locator('pilcrow-reader .aloud').getByRole('button', { name: 'Close' }).click();
  assert.deepEqual(await marks(), ['', '']);
  assert.deepEqual(faults, []);
});

test('read aloud: a voice that tells of no words still reads every sentence, and none twice', async (t) => {
  const { page } = await open(t);
  await page.addInitScript(mockVoices, false);
  await page.reload();
  await readText(page, sample('furin'));
  await choose(page, 'Read aloud');
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  const pieces = await page.evaluate(() => {
    for (let turn = 0; turn < 200 && Reflect.get(window, 'endSentence')(); turn++);
    return Reflect.get(window, 'said');
  });
  const spoken = pieces.join('').replace(/\s/g, '');
  const expected = await page.evaluate(() => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    return (reader.document?.blocks() ?? [])
      .map(({ text }) => text)
      .join('')
      .replace(/\s/g, '');
  });
  assert.equal(spoken, expected);
  assert.ok(pieces.every((/** @type {string} */ piece) => piece.length <= 220));
  assert.ok(await page.getByRole('button', { name: 'Go on' }).isVisible(), 'at the end it rests');
});

test('read aloud: the voice ends with the page; where it breaks off, that is said, and it can go on', async (t) => {
  const { page, faults } = await open(t);
  await page.addInitScript(mockVoices, true);
  await page.reload();
  await readText(page, sample('swifts'));
  await choose(page, 'Read aloud');
  const bar = page.locator('pilcrow-reader .aloud');
  const pause = bar.getByRole('button', { name: 'Pause' });
  await pause.waitFor();
  assert.ok(await pause.evaluate((button) => button.matches(':focus')), 'a press of the space bar pauses it');
  await page.evaluate(() => Reflect.get(window, 'breakOff')());
  assert.match(String(await page.getByRole('alert').textContent()), /The voice broke off/);
  await bar.getByRole('button', { name: 'Go on' }).click();
  await pause.waitFor();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  assert.equal(await page.evaluate(() => Reflect.get(window, 'endSentence')()), false, 'nothing is being said');
  assert.ok(await bar.getByRole('button', { name: 'Go on' }).isVisible());
  await page.keyboard.press('Escape');
  assert.equal(await bar.count(), 0);
  assert.ok(await page.evaluate(() => document.activeElement?.matches('.pilcrow-text')), 'the keys work on');
  assert.deepEqual(faults, []);
});

test('read aloud: the text goes along, but not against who has scrolled away', async (t) => {
  const { page } = await open(t);
  await page.addInitScript(mockVoices, true);
  await page.reload();
  await readText(page, sample('fallow-point'));
  await choose(page, 'Read aloud');
  await page.locator('pilcrow-reader .aloud').waitFor();
  const say = (/** @type {number} */ sentences) =>
    page.evaluate((count) => {
      for (let at = 0; at < count; at++) Reflect.get(window, 'endSentence')();
    }, sentences);
  const isSeen = () =>
    page.evaluate(() => {
      const [range] = CSS.highlights.get('pilcrow-spoken') ?? [];
      const { top, bottom } = /** @type {Range} */ (range).getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
  await say(30);
  await frames(page);
  assert.ok((await page.evaluate(() => scrollY)) > 300);
  assert.ok(await isSeen());
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await frames(page);
  const place = await page.evaluate(() => scrollY);
  await say(3);
  await frames(page);
  assert.equal(await page.evaluate(() => scrollY), place);
  assert.equal(await isSeen(), false);
  await page.getByRole('button', { name: 'Next sentence' }).click();
  await frames(page);
  assert.ok(await isSeen(), 'who asks for a sentence is shown it');
});

test('read aloud: speed and voice are as they were chosen last, also when the voice comes late', async (t) => {
  const { page } = await open(t);
  await page.addInitScript(mockVoices, true);
  await page.reload();
  await readText(page, sample('swifts'));
  await choose(page, 'Read aloud');
  await page.getByLabel('Speed').selectOption('1.8');
  await page.getByLabel('Voice').selectOption('mock:two');
  await page.reload();
  await readText(page, sample('steamer'));
  await page.evaluate(() => Reflect.get(window, 'hideVoices')(true));
  await choose(page, 'Read aloud');
  assert.equal(await page.getByLabel('Voice').inputValue(), '');
  await page.evaluate(() => Reflect.get(window, 'hideVoices')(false));
  assert.equal(await page.getByLabel('Voice').inputValue(), 'mock:two');
  await page.getByRole('button', { name: 'Next sentence' }).click();
  assert.deepEqual(await page.evaluate(() => Reflect.get(window, 'spoken').at(-1)), { rate: 1.8, voice: 'mock:two', lang: 'en' });
});

test('in an interface from right to left, the next picture is to the left', async (t) => {
  const { page } = await open(t);
  await page.evaluate(() => {
    document.documentElement.lang = 'fa';
    const reader = /** @type {Element} */ (document.querySelector('pilcrow-reader'));
    reader.setAttribute('lang', 'fa');
    for (const alt of ['one', 'two', 'three']) {
      const image = Object.assign(new Image(40, 30), { src: 'icon.svg', alt, slot: 'figure' });
      reader.append(image);
    }
  });
  await readText(page, sample('swifts'));
  const pictures = page.locator('.pilcrow-text figure .picture');
  await pictures.nth(2).waitFor();
  await pictures.first().press('Enter');
  const shown = page.locator('pilcrow-reader .lightbox img');
  assert.equal(await shown.getAttribute('alt'), 'one');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await shown.getAttribute('alt'), 'two');
  await page.keyboard.press('ArrowRight');
  assert.equal(await shown.getAttribute('alt'), 'one');
});
