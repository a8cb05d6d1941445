// What goes wrong around a reader: networks, servers, the Wasm, storage, removal, other programs in the page. Each time the state, the
// event, the words and the way on are right, and the page around is as it was.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { eventAfter, frames, hostOn, longText, onPage, readText, SHORT, sample } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

const open = onPage();

/** A server on another origin, which misbehaves as its paths say. */
const server = createServer((request, response) => {
  const path = request.url ?? '';
  const allowed = path === '/cors' ? {} : { 'Access-Control-Allow-Origin': '*' };
  const type = { 'Content-Type': 'text/plain; charset=utf-8' };
  if (path === '/hang') return;
  if (path === '/loop') return response.writeHead(302, { ...allowed, Location: '/loop' }).end();
  if (path === '/page')
    return response
      .writeHead(200, { ...allowed, 'Content-Type': 'text/html' })
      .end('<script>window.ran = true</script><p>Sign in');
  if (path === '/empty') return response.writeHead(200, { ...allowed, ...type }).end();
  if (path === '/cut') {
    response.writeHead(200, { ...allowed, ...type, 'Content-Length': 1000 }).write('abc');
    return setTimeout(() => response.destroy(), 50);
  }
  if (path === '/trickle') {
    response.writeHead(200, { ...allowed, ...type, 'Content-Length': SHORT.length });
    const letters = [...SHORT];
    const timer = setInterval(() => response.write(letters.shift() ?? '') && letters.length === 0 && response.end(), 60);
    return response.on('close', () => clearInterval(timer));
  }
  if (path === '/part')
    return response.writeHead(206, { ...allowed, ...type, 'Content-Range': 'bytes 0-9/999' }).end('The swifts');
  if (path === '/nothing') return response.writeHead(204, allowed).end();
  if (path === '/mark') return response.writeHead(200, { ...allowed, ...type }).end('\ufeff');
  if (path === '/garbled') return response.writeHead(200, { ...allowed, ...type, 'Content-Encoding': 'gzip' }).end('not packed');
  if (path === '/silent') return response.writeHead(200, { ...allowed, ...type }).flushHeaders();
  if (path === '/endless') {
    response.writeHead(200, { ...allowed, ...type });
    const piece = Buffer.alloc(4_000_000, 'a line of it\n');
    const go = () => response.write(piece, (error) => error || go());
    return go();
  }
  if (path === '/huge') return response.writeHead(200, { ...allowed, ...type, 'Content-Length': 600_000_000 }).write('a');
  response.writeHead(path === '/missing' ? 404 : 200, { ...allowed, ...type }).end(SHORT);
});
let other = '';
before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  other = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

// Fetching.

/** @type {{ what: string, src: () => string, code: string, retryable: boolean, words: RegExp }[]} */
const REFUSALS = [
  {
    what: 'a text that is not there',
    src: () => `${other}/missing`,
    code: 'http-404',
    retryable: true,
    words: /could not be found/,
  },
  { what: 'another origin that does not share', src: () => `${other}/cors`, code: 'network', retryable: true, words: /CORS/ },
  {
    what: 'an answer that is cut short',
    src: () => `${other}/cut`,
    code: 'network',
    retryable: true,
    words: /could not be fetched/,
  },
  {
    what: 'a redirection in a circle',
    src: () => `${other}/loop`,
    code: 'network',
    retryable: true,
    words: /could not be fetched/,
  },
  { what: 'a part that nobody asked for', src: () => `${other}/part`, code: 'http-206', retryable: true, words: /answered 206/ },
  {
    what: 'packed so that it cannot be unpacked',
    src: () => `${other}/garbled`,
    code: 'network',
    retryable: true,
    words: /could not be fetched/,
  },
  { what: 'more than can be read', src: () => `${other}/huge`, code: 'too-big', retryable: false, words: /too big.*64 MB/ },
  { what: 'a text without end', src: () => `${other}/endless`, code: 'too-big', retryable: false, words: /too big.*64 MB/ },
  ...['empty', 'nothing', 'mark'].map((path) => ({
    what: `nothing (${path})`,
    src: () => `${other}/${path}`,
    code: 'empty',
    retryable: false,
    words: /nothing in it to read/,
  })),
  ...[
    'javascript:window.ran=true',
    'data:image/png;base64,AAAA',
    `data:image/png,${'long'.repeat(5000)}`,
    'data:text/plain;base64,%%',
    'blob:null/x',
    'blob:https://example.org/0b1f2a3c-0000-4000-8000-000000000000',
    'file:///etc/hostname',
    'ftp://example.org/a.txt',
    'https://',
  ].map((src) => ({
    what: src.slice(0, 60),
    src: () => src,
    code: 'bad-src',
    retryable: false,
    words: /not an address/,
  })),
];

for (const { what, src, code, retryable, words } of REFUSALS) {
  test(`${what}: ${code}, in words, and the page stays as it was`, async (t) => {
    const { page, faults } = await open(t);
    const around = await page.evaluate(surroundings);
    const logged = errorsOf(page);
    const detail = await eventAfter(page, 'pilcrow-error', () => setSrc(page, src()));
    assert.deepEqual([detail.code, detail.retryable], [code, retryable]);
    const alert = page.locator('pilcrow-reader').getByRole('alert');
    assert.match(String(await alert.textContent()), words);
    assert.ok(detail.message.length < 400, 'it is not longer than one would read');
    assert.equal(await alert.getByRole('button', { name: 'Try again' }).count(), retryable ? 1 : 0);
    const states = code === 'empty' ? ':state(ready)' : ':state(error)';
    assert.equal(await page.locator(`pilcrow-reader${states}`).count(), 1);
    assert.equal(await page.locator('.pilcrow-text').count(), 0, 'nothing of it is shown as a text');
    assert.equal(await page.evaluate(surroundings), around);
    assert.equal(await page.evaluate(() => Reflect.has(window, 'ran')), false);
    assert.deepEqual(logged, []);
    assert.deepEqual(faults, []);
  });
}

test('a server that fails once: one press, and the text is there, once', async (t) => {
  const { page } = await open(t);
  let asked = 0;
  await page.route('**/late.txt', (route) => route.fulfill(asked++ ? { body: SHORT } : { status: 500, body: 'no' }));
  const { code } = await eventAfter(page, 'pilcrow-error', () => setSrc(page, 'late.txt'));
  assert.equal(code, 'http-500');
  await eventAfter(page, 'pilcrow-load', () => page.getByRole('button', { name: 'Try again' }).click());
  assert.equal(await page.locator('.pilcrow-text h1').count(), 1);
  assert.equal(await page.locator('pilcrow-reader').getByRole('alert').isVisible(), false);
});

test('without a network, that is said; with it again, the text comes', async (t) => {
  const { page } = await open(t);
  await readText(page, SHORT);
  await page.context().setOffline(true);
  const { code } = await eventAfter(page, 'pilcrow-error', () => setSrc(page, 'samples/swifts.txt'));
  assert.equal(code, 'network');
  assert.equal(await page.locator('.pilcrow-text h1').textContent(), 'The swifts are back', 'what was open stays');
  await page.context().setOffline(false);
  await eventAfter(page, 'pilcrow-load', () => page.getByRole('button', { name: 'Try again' }).click());
});

test('once it has been loaded, a text is searched, gone about and set otherwise without a network', async (t) => {
  const { page, faults } = await open(t);
  await readText(page, sample('swifts'));
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('vertical.js')));
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  const { total } = await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('roof'));
  assert.ok(total > 3);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'All matches' }).click();
  await page.locator('pilcrow-reader .results ol button').first().waitFor();
  await page.getByRole('button', { name: 'Reading settings' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  assert.equal(await page.locator('pilcrow-reader:state(dark)').count(), 1);
  assert.deepEqual(faults, []);
});

for (const [what, path] of [
  ['from the first', 'hang'],
  ['after it has begun', 'silent'],
]) {
  test(`a server that is silent ${what} is waited for half a minute`, async (t) => {
    const { page } = await open(t);
    await page.clock.install();
    await page.reload();
    const asked = path === 'hang' ? page.waitForRequest(`**/${path}`) : page.waitForResponse(`**/${path}`);
    const told = eventAfter(page, 'pilcrow-error', () => setSrc(page, `${other}/${path}`));
    await asked;
    await page.clock.fastForward(29_000);
    assert.equal(await page.locator('pilcrow-reader:state(loading)').count(), 1);
    await page.clock.fastForward(2_000);
    assert.equal((await told).code, 'timeout');
  });
}

test('an address that is empty is none: the text in the element is read', async (t) => {
  const { page, faults } = await host(t, `<pilcrow-reader src>${SHORT}</pilcrow-reader>`);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  assert.equal(await page.locator('.pilcrow-text h1').textContent(), 'The swifts are back');
  await eventAfter(page, 'pilcrow-load', () => setSrc(page, 'samples/steamer.txt'));
  await eventAfter(page, 'pilcrow-load', () => setSrc(page, ''));
  assert.equal(await page.locator('.pilcrow-text h1').textContent(), 'The swifts are back');
  assert.deepEqual(faults, []);
});

test('a slow text: busy at once, called off by button, by key, by another text', async (t) => {
  const { page } = await open(t);
  const busy = await page.evaluate((src) => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    reader.src = src;
    return reader.matches(':state(loading)');
  }, `${other}/trickle`);
  assert.ok(busy);
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  assert.ok(nodes.some(({ properties = [] }) => properties.some(({ name, value }) => name === 'busy' && value.value)));
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await cancel.waitFor();
  // How much of it has come is said with its first bytes.
  await page
    .locator('pilcrow-reader')
    .getByRole('alert')
    .filter({ hasText: /Opening the text… \d+%/ })
    .waitFor();
  await cancel.click();
  assert.equal(await page.locator('pilcrow-reader:state(empty)').count(), 1);
  assert.equal(await page.locator('pilcrow-reader').getByRole('alert').isVisible(), false);
  await readText(page, SHORT);
  await setSrc(page, `${other}/trickle#again`);
  assert.equal(await page.locator('pilcrow-reader:state(loading)').count(), 1);
  await page.locator('.pilcrow-text').focus();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('pilcrow-reader:state(ready)').count(), 1);
  await setSrc(page, `${other}/hang`);
  await readText(page, 'Another text\n\nIt came while the first was still on its way to the reader.\n');
  assert.equal(await page.locator('.pilcrow-text h1').textContent(), 'Another text');
});

test('a page that a server sends instead is text, and never runs', async (t) => {
  const { page, faults } = await open(t);
  await eventAfter(page, 'pilcrow-load', () => setSrc(page, `${other}/page`));
  assert.deepEqual(
    await page.evaluate(() => [Reflect.has(window, 'ran'), document.querySelectorAll('.pilcrow-text script').length]),
    [false, 0],
  );
  assert.deepEqual(faults, []);
});

test('whatever is set, taken out and put in again, the last source is what stands there', async (t) => {
  const { page, faults } = await open(t);
  await page.route('**/delayed-*.txt', async (route) => {
    const [, name, delay] = /delayed-(\d+)-(\d+)/.exec(route.request().url()) ?? [];
    await new Promise((resolve) => setTimeout(resolve, Number(delay)));
    await route.fulfill({ body: `Text ${name}\n\nIt is the one of that number, and no other one.\n` }).catch(() => {});
  });
  const wrong = await page.evaluate(async () => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const wrong = [];
    let state = 7;
    const random = (/** @type {number} */ below) => {
      state = (state * 48271) % 2147483647;
      return state % below;
    };
    for (let seed = 0; seed < 60; seed++) {
      let wanted = '';
      for (let step = 0; step < 8; step++) {
        const name = `Text ${seed * 10 + step}`;
        const kind = random(4);
        if (kind === 0 || step === 7) reader.text = `${name}\n\nIt is the one of that number, and no other one.\n`;
        else if (kind === 1) reader.src = `delayed-${seed * 10 + step}-${random(50)}.txt`;
        else if (kind === 2) {
          reader.remove();
          if (random(2)) await new Promise((resolve) => setTimeout(resolve, random(20)));
          document.querySelector('main')?.append(reader);
          continue;
        } else {
          await new Promise((resolve) => setTimeout(resolve, random(30)));
          continue;
        }
        wanted = name;
      }
      for (let tries = 0; tries < 100 && reader.querySelector('.pilcrow-text h1')?.textContent !== wanted; tries++)
        await new Promise((resolve) => setTimeout(resolve, 20));
      await new Promise((resolve) => setTimeout(resolve, 60));
      const shown = [...reader.querySelectorAll('.pilcrow-text h1')].map(({ textContent }) => textContent);
      if (String(shown) !== wanted) wrong.push(`${seed}: ${shown}, not ${wanted}`);
    }
    return wrong;
  });
  assert.deepEqual(wrong, []);
  assert.deepEqual(faults, []);
});

// The Wasm.

/** @type {{ what: string, wasm?: Parameters<import('playwright-core').Route['fulfill']>[0], cut?: number, inline?: boolean, script?: () => void, readable: boolean }[]} */
const WASM = [
  { what: 'missing', wasm: { status: 404 }, readable: true },
  { what: 'served as text', wasm: { contentType: 'text/plain' }, readable: true },
  { what: 'a page instead', wasm: { contentType: 'text/html', body: '<!doctype html>' }, readable: true },
  { what: 'cut short', wasm: { contentType: 'application/wasm' }, cut: 2000, readable: true },
  { what: 'missing in both forms', wasm: { status: 404 }, inline: false, readable: false },
  { what: 'unknown to the browser', script: () => Reflect.deleteProperty(globalThis, 'WebAssembly'), readable: false },
];

for (const { what, wasm, cut, inline = true, script, readable } of WASM) {
  test(`the Wasm is ${what}: the text ${readable ? 'is read all the same' : 'stands there as it came'}`, async (t) => {
    const { page, faults } = await open(t, 'icon.svg');
    if (script) await page.addInitScript(script);
    if (wasm) {
      await page.route('**/pilcrow_bg.wasm', async (route) => {
        if (wasm.status || wasm.body) return route.fulfill(wasm);
        const response = await route.fetch();
        return route.fulfill({ ...wasm, body: (await response.body()).subarray(0, cut) });
      });
    }
    if (!inline) await page.route('**/inline.js', (route) => route.fulfill({ status: 404 }));
    await page.goto(new URL('./', page.url()).href);
    const told = await eventAfter(page, readable ? 'pilcrow-load' : 'pilcrow-error', () =>
      page.evaluate((text) => {
        /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).text = text;
      }, SHORT),
    );
    if (!readable) assert.equal(told.code, 'engine');
    assert.ok(await page.getByText('They came on the first warm wind').isVisible());
    if (readable)
      assert.ok((await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('swifts'))).total);
    assert.deepEqual(faults, []);
  });
}

test('a Wasm that cannot be had at first: one press, and the text is read', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  await page.route(/pilcrow_bg\.wasm|inline\.js/, (route) => route.abort());
  await hostOn(page, `<pilcrow-reader>${SHORT}</pilcrow-reader>`);
  await page.locator('pilcrow-reader:state(error)').waitFor();
  assert.ok(await page.getByText('They came on the first warm wind').isVisible());
  await page.unroute(/pilcrow_bg\.wasm|inline\.js/);
  await eventAfter(page, 'pilcrow-load', () => page.getByRole('button', { name: 'Try again' }).click());
  assert.equal(await page.locator('.pilcrow-text h1').count(), 1);
  assert.deepEqual(faults, []);
});

/** @type {{ what: string, policy: string, code?: string }[]} */
const POLICIES = [
  { what: 'no Wasm', policy: "default-src 'self'", code: 'engine' },
  { what: 'no connections', policy: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'" },
  { what: 'no workers', policy: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'" },
];

for (const { what, policy, code } of POLICIES) {
  test(`under a policy of ${what}, the text can be read${code ? ', if not searched' : ' and searched'}`, async (t) => {
    const { page } = await host(t, `<pilcrow-reader>${SHORT}</pilcrow-reader>`, { policy });
    await page.locator(`pilcrow-reader:state(${code ? 'error' : 'ready'})`).waitFor();
    assert.ok(await page.locator('.pilcrow-text').getByText('They came on the first').isVisible());
    for (const regex of code ? [] : [false, true]) {
      await page.evaluate(
        (regex) =>
          Object.assign(/** @type {Element} */ (document.querySelector('pilcrow-reader')), {
            query: '',
            searchOptions: { regex },
          }),
        regex,
      );
      const { total } = await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('wind'));
      assert.equal(total, 1, regex ? 'as an expression' : 'as a word');
    }
    assert.equal(await page.evaluate(() => Reflect.get(window, 'unhandled')), 0);
  });
}

test('while the Wasm is on its way, the text in the element can be read', async (t) => {
  const { page } = await open(t, 'icon.svg');
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  await page.route('**/pilcrow_bg.wasm', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await hostOn(page, `<pilcrow-reader><p>${SHORT}</p></pilcrow-reader>`);
  await page.locator('pilcrow-reader:state(loading)').waitFor();
  assert.ok(await page.getByText('They came on the first').isVisible());
  release();
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  assert.equal(await page.getByText('They came on the first').count(), 2, 'the source is kept, out of sight');
  assert.equal(await page.locator('pilcrow-reader > p').isVisible(), false);
});

test('one may search within the events of a search, and of a load', async (t) => {
  const { page, faults } = await open(t);
  await readText(page, sample('swifts'));
  const totals = await page.evaluate(async (text) => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const totals = /** @type {(number | undefined)[]} */ ([]);
    const search = () => totals.push(reader.document?.search('bird').marks.length);
    reader.addEventListener('pilcrow-search', search);
    reader.addEventListener('pilcrow-load', search);
    reader.query = 'roof';
    const loaded = new Promise((resolve) => reader.addEventListener('pilcrow-load', resolve, { once: true }));
    reader.text = text;
    await loaded;
    return totals;
  }, sample('swifts'));
  assert.ok(totals.length >= 2 && totals.every((total) => total && total > 3), String(totals));
  assert.deepEqual(faults, []);
});

test('what was found stays while another text makes the memory grow', async (t) => {
  const { page } = await open(t);
  await readText(page, sample('swifts'));
  const { marks } = await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('roof'));
  await page.evaluate(() => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    Reflect.set(window, 'kept', reader.document?.search('roof').marks);
  });
  await readText(page, longText(4_000_000));
  assert.deepEqual(await page.evaluate(() => [...Reflect.get(window, 'kept')]), Object.values(marks));
});

// Storage.

test('in a sandbox without storage, the reader works and keeps nothing', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  const inside = `<!doctype html><script type="module" src="define.js"></script><pilcrow-reader>${sample('swifts')}</pilcrow-reader>`;
  await page.route('**/inside.html', (route) => route.fulfill({ contentType: 'text/html', body: inside }));
  // A sandboxed frame is of no origin, and what it fetches must be shared with all.
  await page.route('**/*.{js,wasm}', async (route) =>
    route.fulfill({
      response: await route.fetch(),
      headers: { ...(await route.fetch()).headers(), 'Access-Control-Allow-Origin': '*' },
    }),
  );
  await hostOn(page, '<iframe sandbox="allow-scripts" src="inside.html" width="900" height="600"></iframe>');
  const frame = page.frameLocator('iframe');
  await frame.locator('pilcrow-reader:state(ready)').waitFor();
  await frame.locator('pilcrow-reader input').fill('roof');
  await frame.locator('pilcrow-reader input').press('Enter');
  assert.match(String(await frame.locator('pilcrow-reader .field .count').textContent()), /^2 of/);
  assert.deepEqual(faults, []);
});

/** @type {Record<string, () => void>} */
const STORES = {
  full: () => {
    localStorage.setItem('the-host', 'its own');
    for (let size = 4 * 1024 * 1024; size > 0; size >>= 1) {
      try {
        localStorage.setItem('filling', `${localStorage.getItem('filling') ?? ''}${'x'.repeat(size)}`);
      } catch {
        // It is as full as that.
      }
    }
  },
  poisoned: () => {
    localStorage.setItem('the-host', 'its own');
    for (const key of ['pilcrow-reader', 'pilcrow-reader-places', 'pilcrow-reader-queries', 'pilcrow-reader-voice']) {
      const poison = [
        'not json',
        '{"__proto__":{"polluted":true}}',
        '1e999',
        '[[null],["a"],[1,2,3],"x",{"length":-1}]',
        '[["a",{"valueOf":1,"toString":1}],{"toString":1}]',
        '{"version":9,"theme":{"toString":1},"size":{"valueOf":1},"face":["serif"]}',
        JSON.stringify(['x'.repeat(1_000_000)]),
      ];
      localStorage.setItem(key, poison[(Number(sessionStorage.getItem('turn')) + key.length) % poison.length]);
    }
  },
};

for (const [what, fill] of Object.entries(STORES)) {
  test(`with storage that is ${what}, the reader works, and the host's own is left alone`, async (t) => {
    const { page, faults } = await open(t);
    for (let turn = 0; turn < (what === 'full' ? 1 : 7); turn++) {
      await page.evaluate((turn) => sessionStorage.setItem('turn', String(turn)), turn);
      await page.evaluate(fill);
      await page.reload();
      await readText(page, sample('swifts'));
      await page.locator('pilcrow-reader input').fill('roof');
      await page.keyboard.press('Enter');
      await page.evaluate(() => scrollTo(0, 900));
      await page.waitForTimeout(500);
      await page.getByRole('button', { name: 'Reading settings' }).click();
      await page.getByRole('radio', { name: 'Sepia' }).check();
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('pilcrow-reader:state(sepia)').count(), 1);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'All matches' }).click();
      await page.locator('pilcrow-reader .results').waitFor();
      assert.ok((await page.locator('pilcrow-reader .results').innerText()).length < 2000);
      const kept = await page.evaluate(() => [localStorage.getItem('the-host'), Reflect.get({}, 'polluted')]);
      assert.deepEqual(kept, ['its own', undefined]);
    }
    assert.deepEqual(faults, []);
  });
}

// Coming and going.

test('nothing keeps the page from the back and forward cache', async (t) => {
  const { page } = await open(t, 'icon.svg');
  await page.addInitScript(() => {
    const { addEventListener } = EventTarget.prototype;
    const names = new Set();
    Reflect.set(window, 'listened', names);
    EventTarget.prototype.addEventListener = function (name, ...rest) {
      names.add(name);
      return addEventListener.call(this, name, ...rest);
    };
  });
  await page.goto(new URL('./', page.url()).href);
  await readText(page, sample('swifts'));
  const names = await page.evaluate(() => [...Reflect.get(window, 'listened')]);
  assert.ok(names.includes('keydown'));
  assert.deepEqual(
    names.filter((name) => /unload/.test(name)),
    [],
  );
});

test('where no frame is ever drawn, a text is loaded and searched all the same', async (t) => {
  const { page } = await open(t, 'icon.svg');
  await page.addInitScript(() => {
    globalThis.requestAnimationFrame = () => 1;
  });
  await page.goto(new URL('./', page.url()).href);
  await readText(page, sample('swifts'));
  const { total } = await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('roof'));
  assert.ok(total > 3);
});

test('adopted by another document, the reader reads on', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  await hostOn(page, `<iframe width="900" height="500"></iframe><pilcrow-reader>${sample('swifts')}</pilcrow-reader>`);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  const title = await page.evaluate(async () => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe')).contentDocument;
    frame?.body.append(reader);
    for (let tries = 0; tries < 100 && !reader.matches(':state(ready)'); tries++)
      await new Promise((resolve) => setTimeout(resolve, 30));
    return reader.querySelector('.pilcrow-text h1')?.textContent;
  });
  assert.match(String(title), /swifts of Candle Street/);
  assert.deepEqual(faults, []);
});

// What comes in.

test('more than can be read in one piece is refused, by property and as a file', async (t) => {
  const { page } = await open(t);
  const byProperty = await eventAfter(page, 'pilcrow-error', () =>
    page.evaluate(() => {
      /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).text = 'a line of it\n'.repeat(6_000_000);
    }),
  );
  assert.equal(byProperty.code, 'too-big');
  const asFile = await eventAfter(page, 'pilcrow-error', () =>
    page.evaluate(() => {
      /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).open(
        new File([new Uint8Array(70_000_000)], 'big.txt'),
      );
    }),
  );
  assert.equal(asFile.code, 'too-big');
  await readText(page, SHORT);
});

test('what is no string is one', async (t) => {
  const { page, faults } = await open(t);
  const texts = await page.evaluate(async () => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const read = [];
    for (const value of [null, undefined, 5, {}, Symbol('a word'), new String('a string')]) {
      const loaded = new Promise((resolve) => reader.addEventListener('pilcrow-load', resolve, { once: true }));
      Reflect.set(reader, 'text', value);
      await loaded;
      read.push(reader.text);
    }
    try {
      Reflect.set(reader, 'text', {
        toString: () => {
          throw new TypeError('no');
        },
      });
    } catch (error) {
      read.push(String(error));
    }
    return [...read, reader.text];
  });
  assert.deepEqual(texts, [
    'null',
    'undefined',
    '5',
    '[object Object]',
    'Symbol(a word)',
    'a string',
    'TypeError: no',
    'a string',
  ]);
  assert.deepEqual(faults, []);
});

test('halves of characters, and the words of prototypes, are words like others', async (t) => {
  const { page, faults } = await open(t);
  const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'then', 'half\ud83dpair'];
  await readText(page, `The words of it\n\nThere are ${words.join(' and ')} in this text, and then some others.\n`);
  for (const word of words.slice(0, 5)) {
    const { total } = await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill(word));
    assert.ok(total >= 1, word);
  }
  await eventAfter(page, 'pilcrow-search', () =>
    page.evaluate(() => {
      /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).query = 'half\ud83d';
    }),
  );
  const source = await page.evaluate(() => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const [block, start, end] = reader.document?.search('half').marks ?? [];
    const [[from]] = reader.document?.sourceOf(block, start, end) ?? [[0]];
    return [end - start, ...Array.from({ length: 5 }, (_, at) => reader.text.charCodeAt(from + at))];
  });
  assert.deepEqual(source, [4, ...Array.from({ length: 5 }, (_, at) => 'half\ud83d'.charCodeAt(at))]);
  assert.deepEqual(faults, []);
});

test('on a page that has changed what all objects have, or hidden what documents do, the reader works', async (t) => {
  const { page, faults } = await open(t, 'icon.svg');
  await page.addInitScript(() => {
    Reflect.set(Object.prototype, 'x', 1);
    Reflect.set(Array.prototype, 'y', 1);
    Reflect.deleteProperty(String.prototype, 'at');
    Reflect.set(window, 'CSS', {});
  });
  const body = '<img name="getElementById"><form id="pilcrow"><input name="children"></form>';
  await hostOn(page, `${body}<pilcrow-reader>${sample('swifts')}</pilcrow-reader>`);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  await page.locator('pilcrow-reader input').fill('roof');
  assert.match(String(await page.locator('pilcrow-reader .field .count').textContent()), /^1 of/);
  assert.deepEqual(faults, []);
});

test('hostile words in queries, addresses and the names of files are shown as they are', async (t) => {
  const hostile = '<img src=x onerror="window.ran = true">';
  const { page, faults } = await open(t, `?q=${encodeURIComponent(hostile)}#${encodeURIComponent(hostile)}`);
  await page.evaluate((hostile) => localStorage.setItem('pilcrow-reader-queries', JSON.stringify([hostile])), hostile);
  await readText(page, `${hostile}\n\nSome words of a text that has that for its title.\n`);
  assert.equal(await page.locator('pilcrow-reader input').inputValue(), hostile);
  await page.locator('pilcrow-reader .left').waitFor();
  await page.locator('pilcrow-reader input').fill('');
  await page.getByRole('button', { name: 'All matches' }).click();
  assert.equal(await page.locator('pilcrow-reader .recent button').textContent(), hostile);
  await eventAfter(page, 'pilcrow-error', () =>
    page.locator('input[type=file]').setInputFiles({
      name: `${hostile.replaceAll('/', '')}.png`,
      mimeType: 'image/png',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]),
    }),
  );
  assert.match(String(await page.locator('pilcrow-reader').getByRole('alert').textContent()), /<img src=x/);
  assert.equal(await page.evaluate(() => Reflect.has(window, 'ran')), false);
  assert.deepEqual(faults, []);
});

// Other programs in the page.

test('a page that is translated can still be searched, gone about and closed', async (t) => {
  const { page, faults } = await open(t);
  await readText(page, sample('swifts'));
  await page.evaluate(translate);
  const { total } = await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input').fill('roofers'));
  assert.ok(total > 0, 'it is the source that is searched');
  const { block } = await eventAfter(page, 'pilcrow-hit', () => page.keyboard.press('Enter'));
  await frames(page);
  const seen = await page.evaluate((block) => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    const { top, bottom } = /** @type {Element} */ (reader.blockElement(block)).getBoundingClientRect();
    return bottom > 60 && top < innerHeight;
  }, block);
  assert.ok(seen, 'the block of the match is in sight');
  await readText(page, SHORT);
  await page.evaluate(() => document.querySelector('pilcrow-reader')?.remove());
  await page.waitForTimeout(100);
  assert.deepEqual(faults, []);
});

test('a program that disturbs the text at random breaks nothing', async (t) => {
  const { page, faults } = await open(t);
  await readText(page, sample('fallow-point'));
  await page.evaluate(async () => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    let state = 11;
    const random = (/** @type {number} */ below) => {
      state = (state * 48271) % 2147483647;
      return state % below;
    };
    for (let change = 0; change < 200; change++) {
      const all = [...reader.querySelectorAll('.pilcrow-text *')];
      const one = all[random(all.length)];
      if (!one) break;
      if (change % 4 === 0) one.remove();
      else if (change % 4 === 1) one.parentElement?.prepend(one);
      else if (change % 4 === 2) one.setAttribute('class', 'disturbed');
      else one.textContent = 'something else';
      reader.query = ['the', 'board', ''][change % 3];
      reader.next();
      if (change % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  await page.keyboard.press('/');
  await readText(page, SHORT);
  assert.equal(await page.locator('.pilcrow-text h1').textContent(), 'The swifts are back');
  assert.deepEqual(faults, []);
});

/** @type {import('playwright-core').BrowserContextOptions[]} */
const PLACES = [
  { locale: 'tr-TR', timezoneId: 'Europe/Istanbul' },
  { locale: 'ar-EG', timezoneId: 'Africa/Cairo' },
  { locale: 'de-DE', timezoneId: 'America/New_York' },
];

test('the same text has the same sections and matches everywhere', async (t) => {
  const found = new Set();
  for (const place of PLACES) {
    const { page } = await open(t, '', place);
    await readText(page, `${sample('swifts')}\nISTANBUL and istanbul, İstanbul and ıstanbul.\n`);
    found.add(
      await page.evaluate(() => {
        const { document: read } = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
        return JSON.stringify([
          read?.outline,
          ...['roof', 'istanbul', 'I'].map((query) => [...(read?.search(query).marks ?? [])]),
        ]);
      }),
    );
  }
  assert.equal(found.size, 1);
});

test('the reader asks the network for its own files and the text, and for nothing that a text says', async (t) => {
  const { page, url } = await open(t, 'icon.svg');
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(url);
  await readText(
    page,
    `A text\n\n![x](http://example.org/a.png) <img src="http://example.org/b.png"> [link](http://example.org/c) ${'and more words '.repeat(20)}\n`,
  );
  await page.waitForTimeout(300);
  assert.ok(asked.length > 10);
  assert.deepEqual(
    asked.filter((address) => !address.startsWith(url)),
    [],
  );
});

/**
 * A host's page of its own.
 * @param {import('node:test').TestContext} t @param {string} body @param {{ policy?: string }} [options]
 */
async function host(t, body, options) {
  const opened = await open(t, 'icon.svg');
  await hostOn(opened.page, body, options);
  return opened;
}

/** What the page's scripts log as errors; what the browser says of requests is not theirs. @param {Page} page */
function errorsOf(page) {
  /** @type {string[]} */
  const errors = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|CORS policy|net::ERR/.test(message.text()))
      errors.push(message.text());
  });
  return errors;
}

/** @param {Page} page @param {string} src */
function setSrc(page, src) {
  return page.evaluate((src) => {
    /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).src = src;
  }, src);
}

/** The page around the reader, as one string. */
function surroundings() {
  const copy = /** @type {Element} */ (document.documentElement.cloneNode(true));
  copy.querySelector('pilcrow-reader')?.removeAttribute('src');
  return `${document.title} ${location.href} ${scrollY} ${copy.outerHTML}`;
}

/** As translating programs do it: every text in new elements, with other words. */
function translate() {
  for (const root of [document.body, document.querySelector('pilcrow-reader')?.shadowRoot]) {
    if (!root) continue;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    for (const text of texts.filter(({ data }) => data.trim())) {
      const outer = document.createElement('font');
      const inner = document.createElement('font');
      inner.textContent = text.data.toUpperCase().slice(0, -1);
      outer.append(inner);
      text.replaceWith(outer);
    }
  }
}
