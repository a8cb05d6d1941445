// Searching marks every match, counts them, and goes from one to the next, by mouse and by keyboard alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventAfter, eventually, frames, hostOn, onPage, readText, sample, shared } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();

/** @type {{ name: string, text: string | undefined, queries: string[] }[]} */
const TEXTS = [
  { name: 'swifts', text: sample('swifts'), queries: ['t', 'swift', 'Candle', 'the', 'roof', 'birds', 'nobody', 'conservation'] },
  { name: 'steamer', text: sample('steamer'), queries: ['k', 'kittiwake', 'volunteers', 'was', 'tea', 'anywhere'] },
  { name: 'fallow-point', text: sample('fallow-point'), queries: ['b', 'board', 'counted', 'nobody', 'said'] },
  {
    name: 'a newspaper page',
    text: shared('newspaper/article.txt'),
    queries: ['a', 'daesh', 'position', 'resistance', 'efforts', 'general'],
  },
  { name: 'a book', text: shared('search/corpora/war-and-peace.txt'), queries: ['e', 'napoleon', 'the', 'andrew', 'chapter'] },
];

for (const { name, text, queries } of TEXTS) {
  test(`${name}: every place that a naive scan finds is marked, and no other`, {
    skip: text ? false : 'the text is not here',
  }, async (t) => {
    const { page, faults } = await open(t);
    await readText(page, String(text));
    for (const query of queries) {
      const { marks, total } = await search(page, query);
      const expected = await page.evaluate(naive, query);
      assert.equal(total, marks.length / 3);
      assert.deepEqual(starts(marks), expected, `query ${query}`);
      const painted = await page.evaluate(near);
      assert.ok(painted.right.length > 0, `no match is painted for ${query}`);
      assert.deepEqual(painted.missing, [], `unpainted matches in view for ${query}`);
      assert.deepEqual(
        painted.right.filter((right) => !right),
        [],
        `painted elsewhere for ${query}`,
      );
      assert.ok(painted.right.length < 4000, `${painted.right.length} ranges for ${query}`);
    }
    assert.deepEqual(faults, []);
  });
}

test('next and previous go round, show the match clear of the toolbar, and say where they are', async (t) => {
  const { page } = await open(t, '', { viewport: { width: 390, height: 700 } });
  await readText(page, sample('steamer'));
  const { total } = await search(page, 'ship');
  assert.ok(total > 2);
  const count = page.locator('pilcrow-reader .count').first();
  assert.equal(await count.textContent(), `1 of ${total}`);
  for (let step = 2; step <= total + 1; step++) {
    await page.getByRole('button', { name: 'Next match' }).click();
    assert.equal(await count.textContent(), `${((step - 1) % total) + 1} of ${total}`);
    await frames(page);
    const { clear, text } = await page.evaluate(current);
    assert.match(text, /^ship/i);
    assert.ok(clear, `match ${step} is not in sight`);
  }
  await page.getByRole('button', { name: 'Previous match' }).click();
  assert.equal(await count.textContent(), `${total} of ${total}`);
  await eventually(async () =>
    assert.match(
      String(await page.locator('pilcrow-reader [role=status]').textContent()),
      new RegExp(`^hit ${total} of ${total}, section `),
    ),
  );
});

test('the keyboard alone searches, goes on and comes back', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  await page.keyboard.press('/');
  await page.keyboard.type('swift');
  assert.equal(await page.evaluate(focused), 'input', 'typing keeps the focus in the box');
  const first = await page.evaluate(current);
  await page.keyboard.press('Enter');
  const second = await page.evaluate(current);
  assert.notDeepEqual(second, first);
  assert.ok(await page.evaluate(hitHasFocus), "the match's block has the focus");
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Enter');
  assert.deepEqual(await page.evaluate(current), second);
  await page.keyboard.press('F3');
  await page.keyboard.press('Shift+F3');
  assert.deepEqual(await page.evaluate(current), second);
  await page.keyboard.press('Control+g');
  await page.keyboard.press('Control+Shift+g');
  assert.deepEqual(await page.evaluate(current), second);
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(focused), 'input');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('pilcrow-reader input').inputValue(), '');
  assert.equal(await page.evaluate(() => CSS.highlights.get('pilcrow-hit')?.size), 0);
  assert.equal(await page.evaluate(() => CSS.highlights.get('pilcrow-hit-current')?.size), 0);
});

test("the browser's own search is left alone", async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  await page.keyboard.press('/');
  await page.evaluate(() => {
    addEventListener('keydown', (event) => Reflect.set(window, 'prevented', event.defaultPrevented));
  });
  await page.keyboard.press('Control+f');
  assert.equal(await page.evaluate(() => Reflect.get(window, 'prevented')), false);
});

test('matches are counted per section, and the current section is marked', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  await search(page, 'roof');
  const rows = await page
    .locator('pilcrow-reader nav a')
    .evaluateAll((links) => links.map((link) => Number(link.querySelector('.count')?.textContent)));
  const sections = await page.evaluate(() => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    return [...(reader.document?.search('roof').sections ?? [])];
  });
  assert.deepEqual(rows, sections);
  await page.locator('pilcrow-reader nav a', { hasText: 'Life without landing' }).click();
  await eventually(async () =>
    assert.equal(await page.locator('pilcrow-reader nav a[aria-current=location]').textContent(), 'Life without landing'),
  );
  assert.equal(new URL(page.url()).hash, '#life-without-landing');
  const top = await page.evaluate(() => document.getElementById('life-without-landing')?.getBoundingClientRect().top ?? 0);
  assert.ok(top > 40 && top < 120, `the heading stands at ${top} px`);
});

test('on a phone, the contents hang under the bar and close behind one', async (t) => {
  const { page } = await open(t, '', { viewport: { width: 390, height: 800 } });
  await readText(page, sample('swifts'));
  const nav = page.locator('pilcrow-reader nav > ol');
  assert.equal(await nav.isVisible(), false);
  await page.getByRole('button', { name: 'Contents' }).click();
  assert.ok(await nav.isVisible());
  await page.keyboard.press('Escape');
  assert.equal(await nav.isVisible(), false);
  await page.getByRole('button', { name: 'Contents' }).click();
  await nav.getByText('The evening count').click();
  assert.equal(await nav.isVisible(), false);
});

test('in a box that scrolls, each match is brought into the box', async (t) => {
  const { page } = await open(t, 'icon.svg');
  await hostOn(
    page,
    `<div style="height: 240px; overflow: auto"><pilcrow-reader>${sample('swifts')}</pilcrow-reader></div><p style="height: 2000px"></p>`,
  );
  await page.locator('pilcrow-reader .left').waitFor();
  await page.locator('pilcrow-reader input').fill('roof');
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press('Enter');
    await frames(page);
    const seen = await page.evaluate(() => {
      const [range] = CSS.highlights.get('pilcrow-hit-current') ?? [];
      const { top, bottom } = /** @type {Range} */ (range).getBoundingClientRect();
      const box = /** @type {Element} */ (document.querySelector('div')).getBoundingClientRect();
      return top > box.top && bottom < box.bottom;
    });
    assert.ok(seen, `match ${step + 2}`);
  }
});

test('two readers on a page do not clear each other', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  await eventAfter(page, 'pilcrow-settle', () =>
    page.evaluate((text) => {
      const other = /** @type {PilcrowReader} */ (document.createElement('pilcrow-reader'));
      other.text = text;
      document.querySelector('main')?.prepend(other);
    }, sample('swifts')),
  );
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
  assert.equal(new Set(ids).size, ids.length, 'ids are unique');
  const sizes = await page.evaluate(async () => {
    const [other, first] = /** @type {PilcrowReader[]} */ ([...document.querySelectorAll('pilcrow-reader')]);
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
    /** Painting follows scrolling, when the browser says what has come into view; a search goes to its match for a few frames more. @param {Element} reader */
    const painted = async (reader) => {
      for (let frames = 0; frames < 40 && !inside(reader); frames++) {
        reader.scrollIntoView();
        await frame();
      }
    };
    const inside = (/** @type {Element} */ reader) =>
      [...(CSS.highlights.get('pilcrow-hit') ?? [])].filter((range) => reader.contains(range.startContainer)).length;
    first.query = 'roof';
    other.query = 'the';
    await frame();
    other.query = '';
    await painted(first);
    const left = [inside(first) > 0, inside(other)];
    other.query = 'the';
    await frame();
    first.remove();
    await painted(other);
    return [...left, inside(other) > 0];
  });
  assert.deepEqual(sizes, [true, 0, true]);
});

/** @param {Page} page @param {string} query */
async function search(page, query) {
  const detail = await eventAfter(page, 'pilcrow-search', () =>
    page.evaluate((query) => {
      /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).query = query;
    }, query),
  );
  // Painting follows the view, at the next frame.
  await frames(page);
  return { total: detail.total, marks: /** @type {number[]} */ (Object.values(detail.marks)) };
}

/** @param {number[]} marks */
function starts(marks) {
  const pairs = [];
  for (let at = 0; at < marks.length; at += 3) pairs.push(`${marks[at]}:${marks[at + 1]}`);
  return pairs;
}

/**
 * Every word that begins like the query, letter case and accents aside: the last word of a query is open.
 * @param {string} query
 */
function naive(query) {
  const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  const fold = (/** @type {string} */ text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const found = [];
  for (const { index, text } of reader.document?.blocks() ?? []) {
    for (const { 0: word, index: start } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      if (fold(word).startsWith(fold(query))) found.push(`${index}:${start}`);
    }
  }
  return found;
}

/** What is painted, against what the search marked in the blocks that are in view. */
function near() {
  const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
  const ranges = [...(CSS.highlights.get('pilcrow-hit') ?? []), ...(CSS.highlights.get('pilcrow-hit-current') ?? [])].map(
    (range) => /** @type {Range} */ (range),
  );
  const { query } = reader;
  const fold = (/** @type {string} */ text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const right = ranges.map((range) => fold(range.toString()).startsWith(fold(query)));
  const painted = new Set(
    ranges.map(
      ({ startContainer, startOffset }) =>
        `${startContainer.parentElement?.closest('[class]')?.textContent?.slice(0, 40)}:${startOffset}`,
    ),
  );
  const missing = [];
  for (const [, block, start, end] of chunked(reader.document?.search(query).marks ?? new Uint32Array())) {
    const element = reader.blockElement(block);
    if (!element?.checkVisibility({ contentVisibilityAuto: true })) continue;
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) continue;
    const node = element.firstChild;
    if (element.childNodes.length !== 1 || !node) continue;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    const rect = range.getBoundingClientRect();
    if (rect.bottom > 0 && rect.top < innerHeight && !painted.has(`${element.textContent?.slice(0, 40)}:${start}`))
      missing.push(`${block}:${start}`);
  }
  return { right, missing };

  /** @param {Uint32Array} marks */
  function* chunked(marks) {
    for (let at = 0; at < marks.length; at += 3) yield [at, marks[at], marks[at + 1], marks[at + 2]];
  }
}

/** The current match, and whether it stands clear below the toolbar. */
function current() {
  const [range] = [...(CSS.highlights.get('pilcrow-hit-current') ?? [])].map((one) => /** @type {Range} */ (one));
  const rect = range?.getBoundingClientRect();
  const bar = document.querySelector('pilcrow-reader')?.shadowRoot?.querySelector('.top')?.getBoundingClientRect().bottom ?? 0;
  return {
    text: String(range),
    at: `${range?.startContainer.textContent?.slice(0, 30)} ${range?.startOffset}`,
    clear: Boolean(rect && rect.top >= bar && rect.bottom <= innerHeight),
  };
}

function hitHasFocus() {
  const [range] = [...(CSS.highlights.get('pilcrow-hit-current') ?? [])].map((one) => /** @type {Range} */ (one));
  return (
    document.activeElement?.contains(range.startContainer) && document.activeElement.matches('.pilcrow-text [tabindex="-1"]')
  );
}

function focused() {
  return document.activeElement?.shadowRoot?.activeElement?.localName ?? document.activeElement?.localName;
}
