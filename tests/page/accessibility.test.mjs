// The reader for everybody: axe and pa11y find nothing in any theme, width and state; and what they cannot check is checked by hand.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { choose, frames, onPage, readText, sample } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();
const SNIFFER = fileURLToPath(import.meta.resolve('@pa11y/html_codesniffer/build/HTMLCS.js'));

/** What axe and pa11y find things with, to be run in a page. */
const CHECKERS = [axe.source, readFileSync(SNIFFER, 'utf8'), `(${styleAround})()`].join(';');

const THEMES = ['auto', 'light', 'sepia', 'dark', 'contrast'];
const WIDTHS = [320, 768, 1280];

/** A text of many kinds: two notes, a list, a table, a caption, code. */
const MIXED = `GARDENS

What the allotments keep for the winter

On a slope above the canal, forty plots are put to bed in the order that the frost will ask for.

By Clara Venn

The frost comes up the slope from the canal, and so the lowest plots are cleared first.1 What is lifted is dried, labelled and laid in sand, in boxes that once held lemons.

What is kept

- beans, in paper, never in glass
- onions, in plaits, under the roof where the warm air stands

The gate stands open to the towpath in the first frost of November. [CANAL SOCIETY](#)

The treasurer keeps the figures, and is asked for them every year:

    Plot      Beans    Onions    Apples
    Low         4 kg     12 kg     30 kg
    Middle      9 kg      7 kg     41 kg

What follows

By the second week the slope is brown, and one can see all the way down to the lock.

1 The notice has been repainted twice.
`;

/** The states that a reader can be in, each come to from an open text and left again. */
/** @type {Record<string, { enter: (page: Page) => Promise<unknown>, leave: (page: Page) => Promise<unknown> }>} */
const STATES = {
  reading: { enter: async () => {}, leave: async () => {} },
  searching: {
    enter: async (page) => {
      await page.locator('pilcrow-reader').getByRole('searchbox').first().fill('the');
      await frames(page);
    },
    leave: stopSearching,
  },
  'nothing found': {
    enter: async (page) => {
      await page.locator('pilcrow-reader').getByRole('searchbox').first().fill('zzzz');
      await page.locator('pilcrow-reader .field .count').getByText('none').waitFor();
    },
    leave: stopSearching,
  },
  'every match listed': {
    enter: async (page) => {
      await page.locator('pilcrow-reader').getByRole('searchbox').first().fill('the');
      await page.locator('pilcrow-reader .list-button').click();
      await page.locator('pilcrow-reader .results').waitFor();
    },
    leave: async (page) => {
      await page.locator('pilcrow-reader .list-button').click();
      await stopSearching(page);
    },
  },
  keys: {
    enter: async (page) => {
      await choose(page, 'Keys');
      await page.locator('pilcrow-reader .help').waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  settings: { enter: openSettings, leave: (page) => page.keyboard.press('Escape') },
  menu: {
    enter: async (page) => {
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('dialog', { name: 'More' }).waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  note: {
    enter: async (page) => {
      await page.locator('.doc-noteref').first().click();
      await page.getByRole('dialog', { name: 'Note 1' }).waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  source: {
    enter: async (page) => {
      await choose(page, 'Source');
      await page.locator('pilcrow-reader .source-view').waitFor();
    },
    leave: (page) => page.locator('pilcrow-reader .source-view').getByRole('button', { name: 'Close' }).click(),
  },
  'reading aloud': {
    enter: async (page) => {
      await choose(page, 'Read aloud');
      await page.locator('pilcrow-reader .aloud').waitFor();
    },
    leave: (page) => page.locator('pilcrow-reader .aloud').getByRole('button', { name: 'Close' }).click(),
  },
};

for (const width of WIDTHS) {
  test(`axe and pa11y find nothing at ${width} px, in ${THEMES.length} themes and ${Object.keys(STATES).length} states`, async (t) => {
    const { page, faults } = await open(t, '', { viewport: { width, height: 800 } });
    await readText(page, MIXED);
    await page.evaluate(CHECKERS);
    for (const theme of THEMES) {
      await page.evaluate((theme) => document.querySelector('pilcrow-reader')?.setAttribute('theme', theme), theme);
      for (const [state, { enter, leave }] of Object.entries(STATES)) {
        await enter(page);
        assert.deepEqual(await violations(page), [], `${theme}, ${state}`);
        await leave(page);
      }
    }
    assert.deepEqual(faults, []);
  });
}

test('axe and pa11y find nothing in an empty reader, in one that could not open a text, and from right to left', async (t) => {
  const { page } = await open(t);
  await page.evaluate(CHECKERS);
  assert.deepEqual(await violations(page), [], 'empty');
  await page.evaluate(() => {
    /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).src = 'missing.txt';
  });
  await page.locator('pilcrow-reader:state(error)').waitFor();
  assert.deepEqual(await violations(page), [], 'an error');
  await page.evaluate(() => {
    document.documentElement.lang = 'fa';
    document.querySelector('pilcrow-reader')?.setAttribute('lang', 'fa');
  });
  await readText(page, sample('kariz'));
  assert.deepEqual(await violations(page), [], 'Persian');
});

for (const width of [320, 1280]) {
  test(`by keyboard alone at ${width} px: everything is reached, the focus is seen and never hidden`, async (t) => {
    const { page } = await open(t, '', { viewport: { width, height: 640 } });
    await readText(page, MIXED);
    /** @type {Set<string>} */
    const reached = new Set();
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Tab');
      const at = await focus(page);
      if (!at) continue;
      reached.add(at.name);
      assert.ok(at.seen, `${at.name} has the focus and shows nothing of it`);
      assert.ok(at.inView, `${at.name} has the focus out of view: ${JSON.stringify(at.box)}`);
      assert.ok(at.onTop, `${at.name} has the focus under something else`);
    }
    for (const name of ['Search this text', 'More', 'Note 1'])
      assert.ok(reached.has(name), `${name} was not reached: ${[...reached]}`);
  });
}

test('every target is 24 px in both directions, in every state', async (t) => {
  for (const width of WIDTHS) {
    const { page } = await open(t, '', { viewport: { width, height: 800 } });
    await readText(page, MIXED);
    for (const [state, { enter, leave }] of Object.entries(STATES)) {
      await enter(page);
      const small = await page.evaluate(() => {
        const shadow = document.querySelector('pilcrow-reader')?.shadowRoot;
        const targets = [...(shadow?.querySelectorAll('button, input, select, a, label:has(input)') ?? [])];
        // A control inside its label is as large as that.
        const apart = targets.filter((target) => !(target.matches('input') && target.closest('label')));
        const boxes = apart.map((target) => ({
          name: `${target.className} ${target.textContent}`,
          box: target.getBoundingClientRect(),
        }));
        return boxes
          .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
          .map(({ name, box }) => `${name}: ${box.width} × ${box.height}`);
      });
      assert.deepEqual(small, [], `${width} px, ${state}`);
      await leave(page);
    }
  }
});

test('at 320 px, and with text as large as it gets, nothing is to be scrolled sideways', async (t) => {
  const { page } = await open(t, '', { viewport: { width: 320, height: 640 } });
  await page.evaluate(() => localStorage.setItem('pilcrow-reader', '{"size": 2.5, "letters": 0.2, "words": 0.5}'));
  await page.reload();
  for (const text of [MIXED, sample('steamer'), sample('kariz'), sample('furin')]) {
    await readText(page, text);
    for (const [state, { enter, leave }] of Object.entries(STATES)) {
      if (state === 'note' && text !== MIXED) continue;
      await enter(page);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, state);
      await leave(page);
    }
  }
  // In a page that runs the other way.
  await page.evaluate(() => document.querySelector('pilcrow-reader')?.setAttribute('lang', 'fa'));
  await page.locator('pilcrow-reader').getByRole('searchbox', { name: 'جستجو در این متن' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, 'from right to left');
});

test('with the spacing that a person may need, no control loses its words', async (t) => {
  const { page } = await open(t, '', { viewport: { width: 768, height: 800 } });
  await readText(page, MIXED);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }',
    );
    document.adoptedStyleSheets.push(sheet);
    document.querySelector('pilcrow-reader')?.shadowRoot?.adoptedStyleSheets.push(sheet);
  });
  for (const [state, { enter, leave }] of Object.entries(STATES)) {
    await enter(page);
    const cut = await page.evaluate(() => {
      const shadow = document.querySelector('pilcrow-reader')?.shadowRoot;
      const parts = [...(shadow?.querySelectorAll('button, label, legend, h2, nav a, .summary') ?? [])];
      const worded = parts.filter((part) => part instanceof HTMLElement && part.offsetWidth > 1 && part.textContent);
      return worded
        .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
        .map((part) => part.textContent);
    });
    assert.deepEqual(cut, [], state);
    await leave(page);
  }
});

test('in forced colours, matches, the current section and the chosen setting are told apart', async (t) => {
  const { page } = await open(t, '', { forcedColors: 'active' });
  await readText(page, MIXED);
  await page.locator('pilcrow-reader').getByRole('searchbox').first().fill('the');
  await frames(page);
  const colours = await page.evaluate(() => {
    const text = /** @type {Element} */ (document.querySelector('.pilcrow-text p'));
    const paper = getComputedStyle(text).backgroundColor;
    const hit = getComputedStyle(text, '::highlight(pilcrow-hit)').backgroundColor;
    const current = getComputedStyle(text, '::highlight(pilcrow-hit-current)').backgroundColor;
    const links = [...(document.querySelector('pilcrow-reader')?.shadowRoot?.querySelectorAll('nav a') ?? [])];
    const borders = links.map((link) => getComputedStyle(link).borderInlineStartColor);
    return { marks: new Set([paper, hit, current]).size, sections: new Set(borders).size };
  });
  assert.deepEqual(colours, { marks: 3, sections: 2 });
  await openSettings(page);
  const outlines = await page
    .locator('pilcrow-reader .theme .sample')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).outlineStyle));
  assert.deepEqual(outlines.filter((style) => style !== 'none').length, 1);
});

test('with high contrast, headings are told apart from the part of the text that is seen, beside the scrollbar', async (t) => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const { page } = await open(t, '', { colorScheme });
    await page.evaluate(() => document.querySelector('pilcrow-reader')?.setAttribute('theme', 'contrast'));
    await readText(page, sample('swifts'));
    const [heading, seen] = await page.evaluate(() => {
      const rail = document.querySelector('pilcrow-reader')?.shadowRoot?.querySelector('.rail');
      const [heading, seen] = ['.headings', '.seen'].map((part) =>
        getComputedStyle(/** @type {Element} */ (rail?.querySelector(part))),
      );
      return [heading.stroke, seen.backgroundColor];
    });
    assert.notEqual(seen, heading);
    assert.notEqual(seen, 'rgba(0, 0, 0, 0)');
  }
});

test('where movement is not wanted, nothing moves', async (t) => {
  const { page } = await open(t, '', { reducedMotion: 'reduce' });
  await page.route('**/slow.txt', () => {});
  await page.evaluate(() => {
    /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).src = 'slow.txt';
  });
  await page.locator('pilcrow-reader:state(loading)').waitFor();
  const moving = () =>
    page.evaluate(() =>
      document
        .querySelector('pilcrow-reader')
        ?.shadowRoot?.getAnimations()
        .map((animation) => animation.playState),
    );
  assert.deepEqual(await moving(), []);
});

/** On a phone the search has the bar to itself as long as it has the focus. @param {Page} page */
async function stopSearching(page) {
  await page.locator('pilcrow-reader').getByRole('searchbox').first().fill('');
  await page.locator('.pilcrow-text').focus();
}

/** @param {Page} page */
async function openSettings(page) {
  const button = page.getByRole('button', { name: 'Reading settings' });
  if (await button.isVisible()) await button.click();
  else await choose(page, 'Reading settings');
  await page.getByRole('dialog', { name: 'Reading settings' }).waitFor();
}

/** In the page: has pa11y, on its way up through what is transparent, ask a shadow's host how it looks, where the shadow ends. */
function styleAround() {
  const { getComputedStyle } = window;
  window.getComputedStyle = (node, pseudo) => getComputedStyle(node instanceof ShadowRoot ? node.host : node, pseudo);
}

/**
 * What axe and pa11y have to say against the page. pa11y does not look into shadows by itself.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
function violations(page) {
  return page.evaluate(async () => {
    const { axe, HTMLCS } = /** @type {any} */ (window);
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    const found = violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map((/** @type {any} */ { target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
    const shadow = document.querySelector('pilcrow-reader')?.shadowRoot?.children ?? [];
    for (const root of [document, ...shadow]) {
      await new Promise((resolve, reject) => HTMLCS.process('WCAG2AA', root, resolve, reject));
      for (const { type, code, msg, element } of HTMLCS.getMessages())
        if (type === HTMLCS.ERROR) found.push(`${code}: ${element.outerHTML?.slice(0, 80)} ${msg}`);
    }
    return found;
  });
}

/** Where the focus is, whether it shows, and whether it can be seen. @param {Page} page */
function focus(page) {
  return page.evaluate(() => {
    /** @type {Element | null | undefined} */
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at || at === document.body || at.matches('pilcrow-reader')) return undefined;
    const box = at.getBoundingClientRect();
    const ring = [at, at.closest('.field')].map((part) => part && getComputedStyle(part));
    const seen = ring.some(
      (style) =>
        style && ((style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'),
    );
    const root = /** @type {Document | ShadowRoot} */ (at.getRootNode());
    const [x, y] = [(box.left + box.right) / 2, Math.min((box.top + box.bottom) / 2, innerHeight - 1)];
    const top = root.elementFromPoint(x, y);
    return {
      name: at.ariaLabel ?? at.textContent?.slice(0, 20) ?? '',
      box: [box.left, box.top, box.right, box.bottom],
      seen,
      inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      onTop: Boolean(top && (at.contains(top) || top.contains(at))),
    };
  });
}
