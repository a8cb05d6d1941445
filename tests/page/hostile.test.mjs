// Markup meant to run, in every place that takes words: nothing runs, nothing is left that could, and nothing is asked of the network.
// Tried with no policy to help, and under the page's own, which must find nothing to report. The cases of others are no part of this project;
// where they are not at hand, the tests make do with their own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../../www/core.js';
import { rows } from '../cases/cases.mjs';
import { eventAfter, onPage, readText, sample } from './on-page.mjs';

/** @typedef {import('./on-page.mjs').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();

const OWN = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '</textarea></style></title><img src=x onerror=alert(1)>',
  '[a link](javascript:alert(1)) and [another](data:text/html,<script>alert(1)</script>)',
  '[a link](https://a.example/"onmouseover="alert(1))',
  'javascript:alert(1)',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<a id=location href=x><input name=attributes>',
  '{{constructor.constructor("alert(1)")()}}',
  '&lt;img src=x onerror=alert(1)&gt;',
];

/** How many payloads one text holds, so that all of them take seconds. */
const BATCH = 60;

/** @param {import('node:test').TestContext} t @returns {string[]} */
function payloads(t) {
  const others = ['own_xss.jsonl', 'xss.jsonl', 'xss_payloadbox.jsonl'].flatMap((name) => rows(name, t, { goesOn: true }));
  return [...OWN, ...others.map(({ payload }) => payload)];
}

/** @template T @param {T[]} all @param {number} size */
function batches(all, size) {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, batch) => all.slice(batch * size, (batch + 1) * size));
}

/**
 * A page without a policy, with a reader on it, that tells what ran and what was asked for.
 * @param {import('node:test').TestContext} t
 * @param {{ address?: string, policy?: boolean }} [options]
 */
async function trap(t, { address = 'bare.html', policy = false } = {}) {
  const { page, faults, url } = await open(t);
  await page.addInitScript(() => {
    Reflect.set(window, 'ran', []);
    for (const name of ['alert', 'prompt', 'confirm', 'print', 'open'])
      Reflect.set(window, name, () => Reflect.get(window, 'ran').push(name));
  });
  if (!policy) {
    const body = '<!doctype html><title>bare</title><pilcrow-reader></pilcrow-reader><script type=module src=define.js></script>';
    await page.route('**/bare.html', (route) => route.fulfill({ contentType: 'text/html', body }));
  }
  await page.goto(url + address);
  await page.waitForFunction(() => customElements.get('pilcrow-reader'));
  await readText(page, sample('swifts'));
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    // The reader's own modules may come late.
    if (!/^[^?#]*\.(js|css|wasm|svg)$/.test(request.url()) || !request.url().startsWith(url)) asked.push(request.url());
  });
  // The page itself goes from address to address within its document.
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame() || !frame.url().startsWith(url)) asked.push(`navigated: ${frame.url()}`);
  });
  return { page, faults, asked, url };
}

/**
 * What of the document, of the reader and of its shadow could run, or lead to where something does.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
function dangers(page) {
  return page.evaluate(() => {
    const roots = [
      document,
      ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot] : [])),
    ];
    // What the pages themselves have.
    const own = 'head *, script[src="define.js"], form[method=dialog]';
    const found = roots.flatMap((root) => [...root.querySelectorAll('*')]).filter((element) => !element.matches(own));
    return found.flatMap((element) => {
      const runs = element.matches(
        'script, iframe, frame, object, embed, base, meta, link, style, form, math, template, audio, video',
      );
      const attributes = [...element.attributes].filter(({ name, value }) => {
        const leads = ['href', 'src', 'action', 'formaction', 'srcset', 'ping', 'xlink:href', 'data'].includes(name);
        // Where the reader is to look is for it to judge.
        if (element.localName === 'pilcrow-reader') return name.startsWith('on');
        return name.startsWith('on') || name === 'srcdoc' || (leads && !/^(https?:|mailto:|[#?]|\.\/|[\w-]+[./])/i.test(value));
      });
      return runs || attributes.length > 0 ? [element.outerHTML.slice(0, 200)] : [];
    });
  });
}

/** @param {Page} page */
function ran(page) {
  return page.evaluate(() => [
    Reflect.get(window, 'ran'),
    Reflect.has(window, 'polluted'),
    Reflect.has(Object.prototype, 'polluted'),
  ]);
}

const NOTHING_RAN = [[], false, false];

test('the trap springs where something runs', async (t) => {
  const { page, asked } = await trap(t);
  await page.evaluate(() =>
    document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)><a href="javascript:x">a</a>'),
  );
  await page.waitForFunction(() => Reflect.get(window, 'ran').length > 0);
  assert.deepEqual([(await dangers(page)).length, await ran(page), asked.length], [2, [['alert'], false, false], 1]);
});

test('as a text', async (t) => {
  const { page, asked, faults } = await trap(t);
  for (const batch of batches(payloads(t), BATCH)) {
    await readText(page, batch.join('\n\n'));
    assert.deepEqual(await dangers(page), []);
  }
  // Alone, each may be a headline, a heading, a list.
  for (const payload of OWN) {
    await readText(page, `${payload}\n\n${payload} is a paragraph, and ends.\n\n• ${payload}`);
    assert.deepEqual(await dangers(page), []);
  }
  assert.deepEqual([await ran(page), asked, faults], [NOTHING_RAN, [], []]);
});

test('as a query, and in what it finds', async (t) => {
  const { page, asked, faults } = await trap(t);
  const all = payloads(t);
  await readText(page, OWN.join('\n\n'));
  const some = [...OWN, ...all.filter((_, number) => number % 20 === 0)];
  await page.evaluate((some) => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    for (const query of some) {
      reader.query = query;
      reader.next();
    }
  }, some);
  for (const query of OWN) {
    await page.evaluate((query) => {
      /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).query = query;
    }, query);
    assert.deepEqual(await dangers(page), []);
  }
  assert.deepEqual([await ran(page), asked, faults], [NOTHING_RAN, [], []]);
});

test('as the element’s own text, its attributes and its addresses', async (t) => {
  const { page, asked, faults, url } = await trap(t);
  for (const batch of batches(payloads(t), 400)) {
    await eventAfter(page, 'pilcrow-settle', () =>
      page.evaluate((text) => {
        const reader = document.createElement('pilcrow-reader');
        reader.append(text);
        for (const name of ['title', 'lang', 'dir', 'theme']) reader.setAttribute(name, text.slice(0, 200));
        document.querySelector('pilcrow-reader')?.replaceWith(reader);
      }, batch.join('\n\n')),
    );
    assert.deepEqual(await dangers(page), []);
  }
  assert.deepEqual([await ran(page), asked], [NOTHING_RAN, []]);
  for (const src of [
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'blob:null/x',
    'vbscript:x',
  ]) {
    const { code } = await eventAfter(page, 'pilcrow-error', () =>
      page.evaluate((src) => document.querySelector('pilcrow-reader')?.setAttribute('src', src), src),
    );
    assert.match(code, /bad-src|network/, src);
  }
  await page.route('**/held/**', (route) => route.fulfill({ contentType: 'text/html', body: OWN.join('\n\n') }));
  for (const src of ['missing/<img src=x onerror=alert(1)>.txt', 'held/<img src=x onerror=alert(1)>.html']) {
    await eventAfter(page, src.startsWith('held') ? 'pilcrow-settle' : 'pilcrow-error', () =>
      page.evaluate((src) => document.querySelector('pilcrow-reader')?.setAttribute('src', src), src),
    );
    assert.deepEqual(await dangers(page), []);
  }
  const elsewhere = asked.filter((address) => !address.startsWith(url));
  assert.deepEqual(
    [await ran(page), elsewhere.filter((address) => !address.startsWith('blob:null')), faults],
    [NOTHING_RAN, [], []],
  );
});

test('dropped, pasted, in the address and in what was stored, under the page’s policy, which finds nothing', async (t) => {
  const { page, asked, faults, url } = await trap(t, { address: '', policy: true });
  for (const batch of batches(payloads(t), 400)) {
    for (const way of ['drop', 'paste']) {
      await eventAfter(page, 'pilcrow-settle', () =>
        page.evaluate(
          ([way, text]) => {
            const data = new DataTransfer();
            if (way === 'drop') data.items.add(new File([text], '<img src=x onerror=alert(1)>.txt', { type: 'text/plain' }));
            else data.setData('text/plain', text);
            const options = { bubbles: true, cancelable: true };
            const event =
              way === 'drop'
                ? new DragEvent('drop', { dataTransfer: data, ...options })
                : new ClipboardEvent('paste', { clipboardData: data, ...options });
            document.body.dispatchEvent(event);
          },
          [way, batch.join('\n\n')],
        ),
      );
      assert.deepEqual(await dangers(page), []);
    }
  }
  assert.deepEqual([await ran(page), asked, faults], [NOTHING_RAN, [], []]);

  const keys = await page.evaluate(() => Object.keys(localStorage));
  const stored = [
    'not json',
    '{"__proto__":{"polluted":1},"theme":"\\"><img src=x onerror=alert(1)>","size":1e999,"face":[]}',
    '[1]',
    'null',
    '"x"',
  ];
  for (const [number, value] of stored.entries()) {
    await page.evaluate(
      ([keys, value]) => {
        for (const key of ['pilcrow-reader', 'pilcrow-reader-places', 'pilcrow-reader-queries', ...keys])
          localStorage.setItem(key, value);
      },
      /** @type {[string[], string]} */ ([keys, value]),
    );
    const hash = [
      '#<img src=x onerror=alert(1)>',
      '#:~:text=%3Cimg%20src=x%3E',
      '#%',
      '#pilcrow="><svg onload=alert(1)>',
      '#__proto__',
    ][number];
    await page.goto(`${url}?src=samples/swifts.txt&number=${number}${hash}`);
    await page.locator('.pilcrow-text h1').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('roof');
    assert.deepEqual(await dangers(page), [], value);
    assert.deepEqual([await ran(page), faults], [NOTHING_RAN, []], value);
  }
  await page.goto(`${url}?src=${encodeURIComponent('javascript:alert(1)//<img src=x onerror=alert(1)>')}`);
  await page.getByRole('alert').waitFor();
  assert.deepEqual([await dangers(page), await ran(page), faults], [[], NOTHING_RAN, []]);
});

test('written out as HTML and set into a page without a policy', async (t) => {
  const { page, asked, faults } = await trap(t);
  const { read } = await load();
  const articles = batches(payloads(t), BATCH).map((batch) => {
    const doc = read(batch.join('\n\n'));
    const html = doc.export('html');
    doc.free();
    return html;
  });
  for (const html of articles) {
    await page.evaluate((html) => {
      const place = document.body.appendChild(document.createElement('div'));
      place.innerHTML = html;
    }, html);
    assert.deepEqual(await dangers(page), []);
    await page.evaluate(() => document.body.lastElementChild?.remove());
  }
  assert.deepEqual([await ran(page), asked, faults], [NOTHING_RAN, [], []]);
});
