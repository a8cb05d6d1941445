// What stands at the side of the text, the list of matches or the source: one at a time, gone again by key, and in nobody's way.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, eventually, find, frames, isCovered, list, onPage, readText, sample, showList } from './on-page.mjs';

/** @typedef {import('playwright-core').Page} Page */

const open = onPage();

/** @type {Record<string, { enter: (page: Page) => Promise<unknown>, panel: string, from: string }>} what stands there, and whose focus it was */
const SIDES = {
  list: { enter: showList, panel: '.results', from: 'All matches' },
  source: { enter: openSource, panel: '.source-view', from: 'More' },
};

for (const [name, { enter, panel, from }] of Object.entries(SIDES)) {
  test(`${name}: Escape closes it, the search stays, and the focus is back where it came from`, async (t) => {
    const { page, faults } = await open(t);
    await readText(page, sample('swifts'));
    await find(page, 'roof');
    await enter(page);
    const side = page.locator(`pilcrow-reader ${panel}`);
    await side.getByRole('button').last().focus();
    await page.keyboard.press('Escape');
    await side.waitFor({ state: 'detached' });
    assert.equal(await focused(page), from);
    assert.equal(await page.locator('pilcrow-reader input[type=search]').inputValue(), 'roof');
    assert.deepEqual(faults, []);
  });

  test(`${name}: beside it, the contents are a drawer that can be read and used`, async (t) => {
    const { page } = await open(t);
    await readText(page, sample('fallow-point'));
    await find(page, 'board');
    await enter(page);
    const link = page.locator('pilcrow-reader nav a', { hasText: 'The Blank Column' });
    assert.equal(await link.isVisible(), false);
    await page.getByRole('button', { name: 'Contents' }).click();
    const paper = await page.locator('pilcrow-reader nav > ol').evaluate((drawer) => getComputedStyle(drawer).backgroundColor);
    assert.notEqual(paper, 'rgba(0, 0, 0, 0)', 'the text does not show through');
    await link.click();
    assert.match(String(await page.evaluate(() => document.activeElement?.textContent)), /The Blank Column/);
    assert.equal(await link.isVisible(), false);
  });
}

test('on a very wide screen, contents, text and list stand side by side', async (t) => {
  const { page } = await open(t, '', { viewport: { width: 1600, height: 900 } });
  await readText(page, sample('fallow-point'));
  await find(page, 'board');
  await showList(page);
  const edges = await page.evaluate(() => {
    const root = document.querySelector('pilcrow-reader')?.shadowRoot;
    const parts = [root?.querySelector('nav'), document.querySelector('.pilcrow-text'), root?.querySelector('.results')];
    return parts.flatMap((part) => {
      const { left = 0, right = 0 } = part?.getBoundingClientRect() ?? {};
      return [left, right];
    });
  });
  assert.deepEqual(
    edges,
    edges.toSorted((one, other) => one - other),
  );
  assert.equal(await page.getByRole('button', { name: 'Contents' }).isVisible(), false);
});

test('the source takes the place of the list, and the list that of the source', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  await find(page, 'roof');
  for (const [shown, gone] of [
    ['list', 'source'],
    ['source', 'list'],
    ['list', 'source'],
  ]) {
    await SIDES[shown].enter(page);
    await page.locator(`pilcrow-reader ${SIDES[gone].panel}`).waitFor({ state: 'detached' });
    assert.equal(await page.locator(`pilcrow-reader ${SIDES[shown].panel}`).count(), 1);
  }
  assert.equal(await page.getByRole('button', { name: 'All matches' }).getAttribute('aria-expanded'), 'true');
});

test('opened at the very beginning, the source leaves the headline in sight', async (t) => {
  const { page } = await open(t, '', { viewport: { width: 768, height: 900 } });
  await readText(page, sample('kariz'));
  await openSource(page);
  await frames(page);
  const [bar, headline] = await page.evaluate(() => [
    document.querySelector('pilcrow-reader')?.shadowRoot?.querySelector('.top')?.getBoundingClientRect().bottom ?? 0,
    document.querySelector('.pilcrow-text h1')?.getBoundingClientRect().top ?? 0,
  ]);
  assert.ok(headline >= bar, `the headline stands at ${headline} px, and the bar ends at ${bar}`);
});

test('in the source, Enter leads to the text of the line that was gone to', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('steamer'));
  await openSource(page);
  const source = page.locator('pilcrow-reader .source-view');
  await source.getByRole('button', { name: /^hyphen/ }).focus();
  await page.keyboard.press('Enter');
  const lines = String(await source.getByRole('status').textContent());
  await source.getByRole('region', { name: 'Source' }).focus();
  await page.keyboard.press('Enter');
  const [line] = /\d+/.exec(lines) ?? [];
  const words = sample('steamer').split('\n')[Number(line) - 1].trim().replace(/-$/, '');
  await eventually(async () =>
    assert.ok(
      String(
        await page.evaluate(() => document.activeElement?.matches('.pilcrow-text *') && document.activeElement.textContent),
      ).includes(words),
      `${words} does not stand in what has the focus`,
    ),
  );
});

test('on a phone, what is at the side covers no match, nor the ends of vertical lines, and shows two matches at least', async (t) => {
  const { page } = await open(t, '', { viewport: { width: 320, height: 640 } });
  await page.evaluate(() => localStorage.setItem('pilcrow-reader', '{"vertical":true}'));
  await page.reload();
  await readText(page, sample('furin'));
  await find(page, '風鈴');
  for (let step = 0; step < 4; step++) await page.keyboard.press('Enter');
  await showList(page);
  for (let step = 0; step < 9; step++) {
    await eventually(async () => assert.equal(await isCovered(page), false, `match ${step + 5}`));
    await page.getByRole('button', { name: 'Next match' }).click();
    await frames(page);
  }
  const [end, top] = await page.evaluate(() => [
    document.querySelector('.pilcrow-text')?.getBoundingClientRect().bottom ?? 0,
    document.querySelector('pilcrow-reader')?.shadowRoot?.querySelector('.side')?.getBoundingClientRect().top ?? 0,
  ]);
  assert.ok(end <= top, `the lines end at ${end} px, and the list begins at ${top}`);
  const rows = await list(page).evaluate((panel) => {
    const [frame, row] = ['.frame', '.frame li'].map((part) => panel.querySelector(part)?.getBoundingClientRect().height ?? 0);
    return frame / row;
  });
  assert.ok(rows >= 2, `there is room for ${rows}`);
});

/** @param {Page} page */
async function openSource(page) {
  await choose(page, 'Source');
  await page.locator('pilcrow-reader .source-view').waitFor();
}

/** @param {Page} page */
function focused(page) {
  return page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.ariaLabel);
}
