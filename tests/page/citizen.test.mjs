// The element as a guest: under a strict policy, beside others of its kind, and on pages whose styles and scripts are not its own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventAfter, onPage } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();

const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";
const TEXT = `The mill reopens

By Ada Ferrier

The old mill on the river opened again on Satur-
day. The flour came at noon, and the river was high.

The miller

The miller smiled, and counted the sacks by the river.
`;
const READER = `<pilcrow-reader>\n${TEXT}</pilcrow-reader>`;

/**
 * A host's page of its own. Files of the project are below it, as on any static server.
 * @param {import('node:test').TestContext} t
 * @param {string} body
 * @param {{ head?: string, policy?: string, ready?: boolean }} [options] `ready`: whether to wait for the first reader
 */
async function host(t, body, { head = '<script type="module" src="define.js"></script>', policy, ready = true } = {}) {
  const opened = await open(t, 'icon.svg');
  const { page, url } = opened;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A host</title>${head}</head><body>${body}</body></html>`;
  const headers = policy ? { 'Content-Security-Policy': policy } : undefined;
  await page.route(`${url}host.html`, (route) => route.fulfill({ contentType: 'text/html', headers, body: html }));
  await page.addInitScript(() => {
    /** @type {string[]} */
    const reports = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      reports.push(`${violatedDirective} ${blockedURI}`),
    );
    Object.assign(window, { reports });
  });
  await page.goto(`${url}host.html`);
  if (ready) await page.locator('pilcrow-reader:state(ready)').first().waitFor();
  return opened;
}

/** The ranges that are marked in each reader of a page. @param {Page} page @returns {Promise<number[]>} */
function marksByReader(page) {
  return page.evaluate(() => {
    const ranges = [...CSS.highlights.values()].flatMap((highlight) => /** @type {AbstractRange[]} */ ([...highlight]));
    return Array.from(
      document.querySelectorAll('pilcrow-reader, other-reader'),
      (reader) => ranges.filter(({ startContainer }) => reader.contains(startContainer)).length,
    );
  });
}

/** @param {Page} page @param {number} index @param {string} query */
function ask(page, index, query) {
  return page.evaluate(
    ([index, query]) => {
      const reader = document.querySelectorAll('pilcrow-reader, other-reader')[Number(index)];
      /** @type {PilcrowReader} */ (reader).query = String(query);
    },
    [index, query],
  );
}

test('a strict policy has nothing to report', async (t) => {
  const { page, faults } = await host(t, `${READER}<pilcrow-reader src="samples/swifts.txt"></pilcrow-reader>`, {
    policy: POLICY,
  });
  await page.locator('pilcrow-reader:state(ready)').nth(1).waitFor();
  for (const index of [0, 1]) {
    await ask(page, index, 'the');
    const box = page.locator('pilcrow-reader').nth(index).locator('input').first();
    await box.focus();
    for (const key of ['Enter', 'Shift+Enter', 'Escape']) await page.keyboard.press(key);
  }
  for (const theme of ['dark', 'light', 'nonsense']) {
    await page.evaluate((theme) => document.querySelector('pilcrow-reader')?.setAttribute('theme', theme), theme);
  }
  assert.deepEqual(await page.evaluate(() => Reflect.get(window, 'reports')), []);
  assert.deepEqual(faults, []);
});

test('the policy above is in force', async (t) => {
  const { page } = await host(t, '<p style="color: red">Styled</p>', { policy: POLICY, ready: false });
  assert.deepEqual(await page.evaluate(() => Reflect.get(window, 'reports')), ['style-src-attr inline']);
});

test('two readers mark their own matches, and keep their hands off the other’s', async (t) => {
  const { page, faults } = await host(t, READER + READER);
  await page.locator('pilcrow-reader:state(ready)').nth(1).waitFor();
  await ask(page, 0, 'river');
  await ask(page, 1, 'miller');
  assert.deepEqual(await marksByReader(page), [3, 2]);
  await ask(page, 0, '');
  assert.deepEqual(await marksByReader(page), [0, 2]);
  await ask(page, 0, 'mill');
  await page.evaluate(() => document.querySelectorAll('pilcrow-reader')[1].remove());
  assert.deepEqual(await marksByReader(page), [4]);
  assert.deepEqual(await idsTwice(page), []);
  assert.deepEqual(faults, []);
});

test('fifty readers stand on a page, and leave nothing behind', async (t) => {
  const { page, faults } = await host(t, READER.repeat(50));
  await page.locator('pilcrow-reader:state(ready)').nth(49).waitFor();
  assert.deepEqual(await idsTwice(page), []);
  const sheets = await page.evaluate(() => document.adoptedStyleSheets.length);
  assert.ok(sheets <= 2, `${sheets} style sheets`);
  await ask(page, 7, 'river');
  // Its matches come into view first, and are marked then.
  await page.waitForFunction(() => [...CSS.highlights.values()].some(({ size }) => size > 0));
  assert.deepEqual(
    (await marksByReader(page)).map((count, index) => (count ? index : -1)).filter((index) => index >= 0),
    [7],
  );
  assert.equal(
    await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length),
    1,
  );
  await page.evaluate(() => document.body.replaceChildren());
  await page.waitForTimeout(50);
  assert.equal(await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)), 0);
  assert.deepEqual(faults, []);
});

test('two versions on a page: the first one keeps the name, the second works under another', async (t) => {
  const { page, faults, url } = await host(t, READER);
  /** @type {string[]} */
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  // The same files at another address are another version to the page.
  await page.route(`${url}second/**`, async (route) =>
    route.fulfill({ response: await route.fetch({ url: route.request().url().replace('second/', '') }) }),
  );
  await page.evaluate(async (text) => {
    const address = '/second/define.js';
    const { PilcrowReader } = await import(address);
    customElements.define('other-reader', class extends PilcrowReader {});
    const reader = /** @type {PilcrowReader} */ (document.createElement('other-reader'));
    reader.text = text;
    document.body.append(reader);
  }, TEXT);
  await page.locator('other-reader:state(ready)').waitFor();
  assert.deepEqual(warnings, ['pilcrow-reader is registered already, by another version; that one stays']);
  await ask(page, 0, 'river');
  await ask(page, 1, 'miller');
  assert.deepEqual(await marksByReader(page), [3, 2]);
  await ask(page, 1, '');
  assert.deepEqual(await marksByReader(page), [3, 0]);
  assert.deepEqual(faults, []);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

/** What a host may have written without a thought of guests. */
const HOSTILE = `
body * { color: rgb(255, 0, 0); font-family: monospace; letter-spacing: 3px; text-transform: uppercase; line-height: 3; text-align: right; text-indent: 2em }
p, h1, h2, li, article, section, header, nav, button, input, a, ol, figure { margin: 33px; padding: 11px; border: 5px solid lime; background: yellow; font-size: 40px; float: right; width: 90px }
.content p, .content article, .content h1 { color: blue; display: inline-block; position: relative; top: 100px; font-weight: 100 }
`;

test('a host’s styles do not leak in', async (t) => {
  /** @type {string[][]} */
  const looks = [];
  for (const style of ['', HOSTILE]) {
    const { page } = await host(t, `<div class="content">${READER}</div>`, {
      head: `<script type="module" src="define.js"></script><style>${style} body, .content { all: initial; display: block }</style>`,
    });
    await page.waitForLoadState('networkidle');
    looks.push(
      await page.evaluate(() => {
        const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
        const chrome = [...(reader.shadowRoot?.querySelectorAll('.top *, nav, nav *') ?? [])];
        const names =
          'color background-color font-family font-size font-weight line-height letter-spacing text-transform text-align text-indent margin padding border-width float display position width'.split(
            ' ',
          );
        return [...reader.querySelectorAll('.pilcrow-text, .pilcrow-text *'), ...chrome].flatMap((element, index) => {
          const style = getComputedStyle(element);
          return names.map((name) => `${index} ${element.localName} ${name}: ${style.getPropertyValue(name)}`);
        });
      }),
    );
  }
  const [alone, among] = looks;
  assert.ok(alone.length > 300);
  assert.deepEqual(changes(alone, among), []);
});

test('the reader’s styles do not leak out', async (t) => {
  const tags = 'p h1 h2 article section header nav button a ol li figure search mark aside blockquote pre'.split(' ');
  const around = tags.map((tag) => `<${tag} class="paragraph kicker top bar chunk text">A host’s own</${tag}>`).join('');
  /** @type {string[][]} */
  const looks = [];
  for (const guest of ['', READER]) {
    const { page } = await host(t, around + guest, { ready: guest !== '', head: guest && undefined });
    looks.push(
      await page.evaluate(() =>
        Array.from(document.querySelectorAll('.top'), (element) => {
          const style = getComputedStyle(element);
          return Array.from(style, (name) => `${element.localName} ${name}: ${style.getPropertyValue(name)}`);
        }).flat(),
      ),
    );
  }
  assert.ok(looks[0].length > 1000);
  assert.deepEqual(changes(looks[0], looks[1]), []);
});

/** What is not the same in two lists of lines; the lists themselves would be too long for a message. @param {string[]} before @param {string[]} after */
function changes(before, after) {
  const [known, kept] = [new Set(before), new Set(after)];
  return [
    ...before.filter((line) => !kept.has(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !known.has(line)).map((line) => `+ ${line}`),
  ]
    .sort((one, other) => Number.parseInt(one.slice(2), 10) - Number.parseInt(other.slice(2), 10))
    .slice(0, 20);
}

test('properties that were set before the element was defined take effect', async (t) => {
  const { page } = await host(t, '<pilcrow-reader></pilcrow-reader>', { head: '', ready: false });
  const seen = await page.evaluate(async (text) => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    Object.assign(reader, { text, theme: 'dark', query: 'river', param: 'q', searchOptions: { wholeWord: true } });
    const loaded = new Promise((resolve) => reader.addEventListener('pilcrow-load', resolve, { once: true }));
    const address = '/define.js';
    await import(address);
    await loaded;
    return {
      theme: reader.getAttribute('theme'),
      param: reader.getAttribute('param'),
      options: reader.searchOptions,
      own: Object.keys(reader),
      query: reader.query,
      title: reader.querySelector('h1')?.textContent,
    };
  }, TEXT);
  assert.deepEqual(seen, {
    theme: 'dark',
    param: 'q',
    options: { wholeWord: true },
    own: [],
    query: 'river',
    title: 'The mill reopens',
  });
  const early = await page.evaluate(async () => {
    const { PilcrowReader } = await import(String('/define.js'));
    const reader = document.createElement('late-reader');
    Object.assign(reader, { src: 'samples/swifts.txt' });
    document.body.append(reader);
    const loaded = new Promise((resolve) =>
      reader.addEventListener('pilcrow-load', (event) => resolve(Reflect.get(event, 'detail').title)),
    );
    customElements.define('late-reader', class extends PilcrowReader {});
    return loaded;
  });
  assert.match(String(early), /swifts/i);
});

test('attributes reflect, and only simple ones', async (t) => {
  const { page } = await host(t, READER);
  const seen = await page.evaluate(async (text) => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const before = reader.getAttributeNames();
    reader.theme = 'dark';
    reader.src = 'samples/swifts.txt';
    const set = [reader.getAttribute('theme'), reader.getAttribute('src')];
    reader.setAttribute('theme', 'light');
    reader.removeAttribute('src');
    const read = [reader.theme, reader.src];
    reader.text = text;
    reader.query = 'river';
    return { before, set, read, after: reader.getAttributeNames() };
  }, TEXT);
  assert.deepEqual(seen, { before: [], set: ['dark', 'samples/swifts.txt'], read: ['light', ''], after: ['theme'] });
});

test('importing does nothing; defining, even twice, adds a tag and nothing else', async (t) => {
  const { page, faults } = await host(t, READER, { head: '', ready: false });
  const seen = await page.evaluate(async () => {
    const state = () => ({
      globals: Object.getOwnPropertyNames(window).length,
      sheets: document.adoptedStyleSheets.length,
      nodes: document.querySelectorAll('*').length,
      defined: Boolean(customElements.get('pilcrow-reader')),
      wasm: performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length,
      classes: Object.getOwnPropertyNames(HTMLElement.prototype).length,
    });
    const [element, core, define] = ['/pilcrow-reader.js', '/core.js', '/define.js'];
    const before = state();
    await import(element);
    await import(core);
    const imported = state();
    const first = await import(define);
    const second = await import(`${define}?again`);
    await customElements.whenDefined('pilcrow-reader');
    return {
      before,
      imported,
      same: first.PilcrowReader === second.PilcrowReader,
      after: state().globals,
      stays: customElements.get('pilcrow-reader') === first.PilcrowReader,
    };
  });
  assert.deepEqual(seen.imported, seen.before);
  assert.equal(seen.before.defined, false);
  assert.deepEqual([seen.same, seen.after, seen.stays], [true, seen.before.globals, true]);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  assert.equal(await page.evaluate(() => Object.getOwnPropertyNames(window).length), seen.before.globals);
  assert.deepEqual(faults, []);
});

test('events bubble out of shadow trees, and are named as documented', async (t) => {
  const { page } = await host(t, '<div id="box"></div>', { ready: false });
  await page.evaluate(() => customElements.whenDefined('pilcrow-reader'));
  const detail = await eventAfter(page, 'pilcrow-settle', () =>
    page.evaluate((text) => {
      const root = /** @type {HTMLElement} */ (document.getElementById('box')).attachShadow({ mode: 'closed' });
      const reader = /** @type {PilcrowReader} */ (document.createElement('pilcrow-reader'));
      reader.text = text;
      root.append(reader);
    }, TEXT),
  );
  assert.equal(detail.blocks, 5);
});

/** The ids that two elements of a page bear. @param {Page} page @returns {Promise<string[]>} */
function idsTwice(page) {
  return page.evaluate(() => {
    const ids = Array.from(document.querySelectorAll('[id]'), ({ id }) => id);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  });
}

test('what stands below a reader is its page’s own: the marks beside the scrollbar end with the text', async (t) => {
  const long = `${TEXT}\n${'The river rose and fell, and the mill went on through all of it.\n\n'.repeat(60)}`;
  const { page, faults } = await host(t, `<pilcrow-reader>\n${long}</pilcrow-reader><footer>Below</footer>`);
  const track = page.locator('pilcrow-reader .track');
  await track.waitFor();
  const atTop = await track.boundingBox();
  assert.ok(atTop && atTop.height > 600, 'they are as high as the window below the bar');
  await page.evaluate(() => scrollTo(0, 1e6));
  const below = await page.locator('footer').boundingBox();
  const marks = await track.boundingBox();
  assert.ok(marks && below && marks.y + marks.height <= below.y + 1, `${marks?.y} + ${marks?.height}, and ${below?.y}`);
  // The window is 800 pixels high, and a page's body has a margin of 8.
  assert.equal(Math.round(below.y + below.height), 792);
  assert.deepEqual(faults, []);
});

test('a text that takes another’s place leaves the window where it is', async (t) => {
  const { page } = await host(t, `<div style="height: 1500px">Above</div>${READER}`);
  const long = `${TEXT}\n${'And the river went on by the mill, as it had before the mill was there.\n\n'.repeat(200)}`;
  const setText = (/** @type {string} */ text) =>
    eventAfter(page, 'pilcrow-settle', () =>
      page.evaluate((text) => {
        /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).text = text;
      }, text),
    );
  await setText(long);
  await page.evaluate(() => scrollTo(0, 4000));
  await setText(`${long}The end of it was not told.\n`);
  assert.equal(await page.evaluate(() => scrollY), 4000);
});
