// The archive's site in Chromium: a query finds its section through Pagefind, and the result opens at its passage with the query marked.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { archive } from '../../www/archive/archive.js';
import { load } from '../../www/core.js';
import { decode } from '../../www/decode.js';
import { writeTexts } from '../bench/made-up-texts.mjs';
import { launch } from '../browser.mjs';
import { serveFolder } from '../tasks/serve.mjs';

const CLI = fileURLToPath(new URL('../../www/cli.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'pilcrow-site-'));
after(() => rmSync(folder, { recursive: true }));

const LONG = `The lamplighters of Quay Street

${'The street was dark, and the rain came down on it all evening long. '.repeat(12)}

The first lamp

${'A lamp was lit at the corner, and then another one beside the well. '.repeat(30)}

The flood

${'Water stood in the cellars for a week, and the street was dark again. '.repeat(12)}

In the third week a heron stood under the last lamp, and the lamplighters left it alone.
`;

test('several indexes are searched as one', async (t) => {
  const [texts, site] = [path.join(folder, 'many'), path.join(folder, 'many-site')];
  writeTexts(texts, 25);
  const { read } = await load();
  await archive(
    { folder: texts, out: site, target: 'pagefind', textsPerIndex: 10 },
    { read: (text) => read(text), decode: async (bytes) => (await decode(bytes)).text ?? '', reasonOf: String, tell: () => {} },
  );
  assert.deepEqual(readdirSync(path.join(site, 'pagefind')).sort(), ['0', '1', '2']);
  const [browser, server] = await Promise.all([launch(), serveFolder(site)]);
  t.after(() => Promise.all([browser.close(), server.close()]));
  const page = await browser.newPage();
  await page.goto(server.url);
  for (const number of ['03', '14', '22']) {
    await page.locator('#query').fill(`q${Number(number)}x`);
    await page.locator(`.results a[href*="0000${number}.txt"]`).waitFor();
    assert.equal(await page.locator('.count').textContent(), '1 text');
  }
});

test('what is marked up is read in its site as it was when its sections were told', async (t) => {
  const [texts, site] = [path.join(folder, 'marked'), path.join(folder, 'marked-site')];
  writeTexts(texts, 2);
  writeFileSync(
    path.join(texts, 'bells.md'),
    `# The bells\n\n${'One bell was rung. '.repeat(9)}\n\n## The *zinc* bell\n\nNobody rang it.\n`,
  );
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'archive', texts, '--to', 'pagefind', site], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const [browser, server] = await Promise.all([launch(), serveFolder(site)]);
  t.after(() => Promise.all([browser.close(), server.close()]));
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.locator('#query').fill('nobody rang');
  await page.locator('.results > li > a[href*="bells.md"]').click();
  await page.locator('h2', { hasText: /^The zinc bell$/ }).waitFor();
  assert.equal(new URL(page.url()).hash, '#the-zinc-bell');
});

test('an index that cannot be fetched is said to be so; a slow answer does not join a later one', async (t) => {
  const [texts, site] = [path.join(folder, 'slow'), path.join(folder, 'slow-site')];
  writeTexts(texts, 5);
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'archive', texts, '--to', 'pagefind', site], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const [browser, server] = await Promise.all([launch(), serveFolder(site)]);
  t.after(() => Promise.all([browser.close(), server.close()]));
  const page = await browser.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.route('**/pagefind-entry.json*', (route) => route.abort());
  await page.goto(server.url);
  await page.locator('#query').fill('q1x');
  await page.getByText('The index could not be fetched.').waitFor();
  // Pagefind has let go of errors of its own.
  faults.length = 0;
  await page.unroute('**/pagefind-entry.json*');

  /** @type {() => void} */
  let letThrough = () => {};
  const held = new Promise((resolve) => {
    letThrough = () => resolve(undefined);
  });
  let asked = 0;
  await page.route('**/fragment/**', async (route) => {
    if (asked++ === 0) await held;
    await route.continue();
  });
  const first = page.waitForRequest('**/fragment/**');
  await page.reload();
  await first;
  await page.locator('#query').fill('q2x');
  await page.locator('.results a[href*="000002.txt"]').waitFor();
  const answered = page.waitForResponse('**/fragment/**');
  letThrough();
  await answered;
  await page.waitForLoadState('networkidle');
  assert.equal(await page.locator('.results > li').count(), 1);
  assert.deepEqual(faults, []);
});

test('a query finds its section, and the result opens there with the query marked', async (t) => {
  const texts = path.join(folder, 'texts');
  const site = path.join(folder, 'site');
  writeTexts(texts, 30);
  writeFileSync(path.join(texts, '50% of lamps & <lights>? #1.txt'), LONG);
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'archive', texts, '--to', 'pagefind', site], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^31 texts are in /m);

  const [browser, server] = await Promise.all([launch(), serveFolder(site)]);
  t.after(() => Promise.all([browser.close(), server.close()]));
  const page = await browser.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(server.url);
  await page.locator('#query').fill('heron lamplighters');
  const result = page.locator('.results > li > a');
  await result.first().waitFor();
  assert.equal(await page.locator('.count').textContent(), '1 text');
  assert.equal(await result.textContent(), 'The flood');
  assert.equal(await page.locator('.title').textContent(), 'The lamplighters of Quay Street');
  assert.equal(await page.locator('.also').textContent(), 'Also in The lamplighters of Quay Street');
  assert.deepEqual((await page.locator('.results mark').allTextContents()).sort(), ['heron', 'lamplighters']);
  assert.equal(new URL(page.url()).search, '?query=heron%20lamplighters');

  await result.click();
  // It may be painted anew while it comes into view.
  const current = await page.waitForFunction(() => {
    const range = [...(CSS.highlights.get('pilcrow-hit-current') ?? [])].at(0);
    const rect = /** @type {Range | undefined} */ (range)?.getBoundingClientRect();
    return rect && rect.top > 0 && rect.bottom < innerHeight && String(range);
  });
  assert.equal(await current.jsonValue(), 'heron');
  assert.equal(new URL(page.url()).hash, '#the-flood');
  assert.equal(await page.title(), 'The lamplighters of Quay Street');

  await page.goBack();
  await result.first().waitFor();
  assert.equal(await page.locator('#query').inputValue(), 'heron lamplighters');
  await page.locator('#query').fill('q17x');
  await page.locator('.results a[href*="000017.txt"]').waitFor();
  await page.goto(`${server.url}read.html?text=${encodeURIComponent('https://example.org/a.txt')}`);
  await page.locator('pilcrow-reader:state(empty)').waitFor();
  assert.deepEqual(faults, []);
});
