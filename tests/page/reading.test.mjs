// A text becomes an article of semantic elements in the page's own tree, and never markup of its own making.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventAfter, find, hostOn, onPage, readText, sample } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */

const open = onPage();

/** The element that each kind is set in, and what stands around it. */
/** @type {Record<string, string>} */
const SET_AS = {
  kicker: 'header > p.kicker',
  headline: 'header > h1.headline',
  standfirst: 'header > p.standfirst',
  byline: 'header > p.byline',
  dateline: 'header > p.dateline',
  heading: 'h2.heading, h3.heading, h4.heading, h5.heading, h6.heading',
  paragraph: 'p.paragraph',
  listItem: 'ul > li.list-item',
  blockQuote: 'blockquote > p.block-quote',
  pullQuote: 'aside > p.pull-quote',
  caption: 'figure > figcaption > span.caption',
  credit: 'figure > figcaption > small.credit, aside > small.credit',
  footnote: 'p.footnote',
  verse: 'p.verse',
  code: 'pre.code',
  table: '.scroller > table.table, pre.table',
  separator: 'p.separator[role=separator]',
  sourceNote: 'p.source-note',
};

for (const name of ['swifts', 'steamer', 'fallow-point', 'kariz', 'furin']) {
  test(`${name}: every block stands in the element of its kind, in order, with its own text`, async (t) => {
    const { page, faults } = await open(t);
    await readText(page, sample(name));
    const wrong = await page.evaluate((setAs) => {
      const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
      const blocks = reader.document?.blocks() ?? [];
      const elements = blocks.map(({ index }) => reader.blockElement(index));
      const inOrder = elements.every((element, index) => {
        const next = elements[index + 1];
        return !element || !next || element.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING;
      });
      return {
        inOrder,
        count: blocks.length,
        unlike: blocks
          .filter(({ kind }, index) => !elements[index]?.matches(setAs[kind]))
          .map(({ kind, text }) => `${kind}: ${text}`),
        unread: blocks.filter(({ text }, index) => elements[index]?.textContent !== text).map(({ text }) => text),
        headings: [...document.querySelectorAll('.pilcrow-text :is(h1, h2, h3, h4, h5, h6)')].map(({ id }) => id),
        outline: [...(reader.shadowRoot?.querySelectorAll('nav a') ?? [])].map((link) => link.getAttribute('href')),
      };
    }, SET_AS);
    assert.ok(wrong.count > 12);
    assert.deepEqual(wrong.unlike, []);
    assert.deepEqual(wrong.unread, []);
    assert.ok(wrong.inOrder, 'the elements stand in the order of the blocks');
    assert.deepEqual(
      wrong.outline,
      wrong.headings.map((id) => `#${encodeURIComponent(id)}`),
    );
    assert.deepEqual(faults, []);
  });
}

test('a caption and its credit make one figure', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  const figures = await page
    .locator('.pilcrow-text figure')
    .evaluateAll((all) => all.map((figure) => figure.querySelectorAll('.caption, .credit').length));
  assert.deepEqual(figures, [2, 2, 2]);
});

test('a quotation and the name below it stand together', async (t) => {
  const { page } = await open(t);
  const said =
    'The harbour master, Jo Fenn, said that a light was a light. “We do not ask who wants it,” she said. “We ask who is out.”';
  await readText(
    page,
    `${said}\n\n“We do not ask who wants it. We ask who is out.”\n\nJo Fenn, harbour master\n\nOthers said less.`,
  );
  const asides = await page
    .locator('.pilcrow-text aside')
    .evaluateAll((all) => all.map((aside) => [...aside.children].map(({ textContent }) => textContent)));
  assert.deepEqual(asides, [['“We do not ask who wants it. We ask who is out.”', 'Jo Fenn, harbour master']]);
});

test('columns become a table, with heads and figures told apart; the text stays as it was', async (t) => {
  const { page } = await open(t);
  const drawn = [
    'Plot      Beans    Onions',
    'Low         4 kg     12 kg',
    'Middle      9 kg      7 kg',
    'Top        11 kg      3 kg',
  ];
  await readText(
    page,
    `What was kept\n\nThe treasurer keeps the figures, and is asked for them every year:\n\n${drawn.join('\n')}\n`,
  );
  const table = page.locator('.pilcrow-text table');
  assert.equal(await table.textContent(), drawn.join('\n'));
  assert.deepEqual(await table.locator('th').allInnerTexts(), ['Plot', 'Beans', 'Onions']);
  assert.deepEqual(await table.locator('tr:nth-child(2) td.figures').allInnerTexts(), ['4 kg', '12 kg']);
});

test('what opens an item hangs before it, and its text stays whole', async (t) => {
  const { page } = await open(t);
  await readText(
    page,
    'What is kept\n\nThe list hangs in the shed:\n\n- beans, in paper\n- onions, in plaits\n\nThe order is this:\n\n1. Clear the low plots.\n2. Lift the rest.\n\nThe typist wrote:\n\no  bulbs, in sand\no  seed, in tins\n',
  );
  const items = await page
    .locator('.pilcrow-text li')
    .evaluateAll((all) =>
      all.map((item) => [item.textContent, item.firstElementChild?.className, item.firstElementChild?.textContent]),
    );
  assert.deepEqual(items, [
    ['- beans, in paper', 'bullet', '- '],
    ['- onions, in plaits', 'bullet', '- '],
    ['1. Clear the low plots.', 'number', '1. '],
    ['2. Lift the rest.', 'number', '2. '],
    ['o bulbs, in sand', 'bullet', 'o '],
    ['o seed, in tins', 'bullet', 'o '],
  ]);
});

test('a line of 69 letters of code, and the name under a picture, are seen whole', async (t) => {
  const { page } = await open(t);
  const code = [
    'gate_open = false;',
    `while (!gate_open) { knock(); wait_for("an answer"); ${'x'.repeat(11)}(); }`,
    'return gate_open;',
  ];
  await readText(
    page,
    `The grammar\n\nThis is what the keeper does:\n\n${code.map((line) => `    ${line}\n`).join('')}\nAnd no more.\n`,
  );
  assert.equal(code[1].length, 69);
  const [seen, whole] = await page.locator('.pilcrow-text pre').evaluate((code) => [code.clientWidth, code.scrollWidth]);
  assert.equal(whole, seen);
  await readText(page, sample('swifts'));
  const credits = await page
    .locator('.pilcrow-text .credit')
    .evaluateAll((all) => all.map((credit) => [credit.textContent, credit.getBoundingClientRect().height < 30]));
  assert.deepEqual(credits, [
    ['RIVERSIDE CAMERA CLUB', true],
    ['THE TERRACE', true],
    ['PAULA ORME', true],
  ]);
});

test('hostile text stays text', async (t) => {
  const { page, faults } = await open(t);
  const hostile = [
    '<img src=x onerror="window.ran = true">',
    '<script>window.ran = true</script>',
    '[press here](javascript:window.ran=true)',
    '<svg onload=window.ran=true>',
    '<a href="javascript:window.ran=true">x</a>',
    '<style>* { display: none }</style>',
  ];
  await readText(page, `A text that means harm\n\n${hostile.join('\n\n')}\n`);
  const seen = await page.evaluate(() => ({
    ran: Reflect.has(window, 'ran'),
    made: document.querySelectorAll('.pilcrow-text :is(img, script, svg, style, iframe, object)').length,
    addresses: [...document.querySelectorAll('.pilcrow-text a')].map((link) => link.getAttribute('href')),
  }));
  assert.deepEqual(seen, { ran: false, made: 0, addresses: [] });
  assert.deepEqual(faults, []);
});

test('only addresses that cannot run code become links', async (t) => {
  const { page } = await open(t);
  const links = await page.evaluate(async () => {
    const { setBlocks } = await import(/** @type {string} */ ('./set-blocks.js'));
    const targets = [
      'https://example.org/',
      'mailto:a@example.org',
      '#notes',
      '#',
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\nscript:alert(1)',
      '\u0001javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'blob:https://x/1',
      'relative',
      '//example.org',
    ];
    return targets.filter((target) => {
      const phrases = [{ range: [2, 6], tag: 'a', target }];
      const block = { index: 0, kind: 'paragraph', text: 'a link here', source: [], phrases };
      const { texts } = setBlocks([block], () => undefined);
      return texts[0].querySelector('a')?.textContent === 'link' && texts[0].textContent === block.text;
    });
  });
  assert.deepEqual(links, ['https://example.org/', 'mailto:a@example.org', '#notes']);
});

test('what is set off in Markdown is so in the page, in tables too, and found all the same', async (t) => {
  const { page } = await open(t);
  await readText(
    page,
    '# The *harbour* lamps\n\nTwo **lamps *were* lit**, `lamp --east`, and [one **was sold**](https://example.org/).\n\n' +
      '- [x](https://example.org/x) *and* H<sub>2</sub>O\n\n| lamp | oil |\n|---|---|\n| [east](https://example.org/e) | **2** |\n',
  );
  const html = await page.locator('.pilcrow-text').evaluate((article) => {
    const inner = (/** @type {string} */ selector) => article.querySelector(selector)?.innerHTML.replace(/ rel="[^"]*"/g, '');
    return ['h1', '.paragraph', '.list-item', 'tr:last-child'].map(inner);
  });
  assert.deepEqual(html, [
    'The <em>harbour</em> lamps',
    'Two <strong>lamps <em>were</em> lit</strong>, <code>lamp --east</code>, and <a href="https://example.org/">one <strong>was sold</strong></a>.',
    '<span class="bullet">- </span><a href="https://example.org/x">x</a> <em>and</em> H<sub>2</sub>O',
    '<td><a href="https://example.org/e">east</a></td><td class="figures">\t<strong>2</strong></td>',
  ]);
  await find(page, '"lamps were lit"');
  const painted = await page.evaluate(() => [...(CSS.highlights.get('pilcrow-hit-current') ?? [])].map(String));
  assert.deepEqual(painted, ['lamps were lit']);
});

test('a piece of a page in the element is read as one, and a text in a <pre> as it stands', async (t) => {
  const { page } = await open(t);
  const readings = [];
  for (const content of [
    '\n<h1>The mill</h1><p>It <em>opened</em> again.<br>See <a href="https://example.org/">this</a>.</p><ul><li>one</li><li>two</li></ul>',
    '<pre>The mill\n\nIt opened again on Satur-\nday, &lt;b&gt;said&lt;/b&gt; the miller, at noon.\n</pre>',
    'Plain text, with <b>no</b> element first.',
  ]) {
    await hostOn(page, `<pilcrow-reader>${content}</pilcrow-reader>`);
    await page.locator('pilcrow-reader:state(ready)').waitFor();
    const blocks = page.locator('.pilcrow-text :is(h1, p, li)');
    readings.push(await blocks.evaluateAll((all) => all.map((block) => block.innerHTML.replace(/ rel="[^"]*"/, ''))));
  }
  assert.deepEqual(readings, [
    [
      'The mill',
      'It <em>opened</em> again.\nSee <a href="https://example.org/">this</a>.',
      '<span class="bullet">• </span>one',
      '<span class="bullet">• </span>two',
    ],
    ['The mill', 'It opened again on Saturday, &lt;b&gt;said&lt;/b&gt; the miller, at noon.'],
    ['Plain text, with no element first.'],
  ]);
});

test('without JavaScript, the text in the element can be read', async (t) => {
  const { page, url } = await open(t, '', { javaScriptEnabled: false });
  const body =
    '<!doctype html><script type="module" src="define.js"></script><pilcrow-reader><pre>The swifts are back.</pre></pilcrow-reader>';
  await page.route('**/plain.html', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${url}plain.html`);
  assert.ok(await page.getByText('The swifts are back.').isVisible());
});

test("the element's own content is read", async (t) => {
  const { page } = await open(t);
  await eventAfter(page, 'pilcrow-load', () =>
    page.evaluate(() => {
      const reader = document.createElement('pilcrow-reader');
      reader.id = 'own';
      reader.textContent = 'The swifts are back\n\nThey came on the first warm wind of May, as they do in every year.\n';
      document.querySelector('pilcrow-reader')?.replaceWith(reader);
    }),
  );
  assert.equal(await page.locator('#own .pilcrow-text h1').textContent(), 'The swifts are back');
  assert.ok(await page.locator('#own .pilcrow-text').isVisible());
});

test('printed, the whole text stands there and none of the controls', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => {
    const reader = document.querySelector('pilcrow-reader');
    const chunks = [...document.querySelectorAll('.chunk')].map((chunk) => getComputedStyle(chunk).contentVisibility);
    return { controls: reader?.shadowRoot?.querySelector('.top')?.getClientRects().length, chunks: [...new Set(chunks)] };
  });
  assert.deepEqual(seen, { controls: 0, chunks: ['visible'] });
});

test('at 320 px and on a wide screen nothing is wider than the window', async (t) => {
  for (const width of [320, 768, 1280, 1920]) {
    const { page } = await open(t, '', { viewport: { width, height: 800 } });
    await readText(page, sample('steamer'));
    await page.keyboard.press('/');
    await page.keyboard.type('kittiwake');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    const small = await page.evaluate(() => {
      const shadow = document.querySelector('pilcrow-reader')?.shadowRoot;
      const targets = [...(shadow?.querySelectorAll('button, input, nav a') ?? [])].map((target) =>
        target.getBoundingClientRect(),
      );
      return targets.filter(({ width, height }) => width > 0 && (width < 24 || height < 24)).length;
    });
    assert.equal(small, 0, `targets under 24 px at ${width} px`);
  }
});
