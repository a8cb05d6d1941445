// Every piece of code in README.md and the recipes is run; the pages about the reader open, and name what there is.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { describeElement } from '../tasks/manifest.mjs';
import { onPage } from './on-page.mjs';

const open = onPage();
const root = fileURLToPath(new URL('../../', import.meta.url));
const PAGES = ['README.md', 'www/docs/recipes.md'];
const ARTICLE = 'The mill reopens\n\nThe old mill on the river opened again on Satur-\nday. The flour came at noon.\n';

const snippets = PAGES.flatMap((page) => {
  const fences = readFileSync(path.join(root, page), 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```/gm);
  return Array.from(fences, ([, language, code], index) => ({ name: `${page}, piece ${index + 1}`, language, code }));
});

test('there are pieces of code, in languages that are run here', () => {
  assert.ok(snippets.length >= 10);
  assert.deepEqual(
    snippets.filter(({ language }) => !['html', 'js', 'ts'].includes(language)),
    [],
  );
});

for (const { name, code } of snippets.filter(({ language }) => language === 'html')) {
  test(`${name} reads and searches in Chromium`, async (t) => {
    const { page, url, faults } = await open(t, 'icon.svg');
    await page.route(`${url}host.html`, (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><meta charset="utf-8"><title>A host</title>${code}` }),
    );
    await page.route(`${url}article.txt`, (route) => route.fulfill({ contentType: 'text/plain', body: ARTICLE }));
    await page.route(`${url}node_modules/pilcrow-reader/www/**`, async (route) => {
      const address = route.request().url().replace('node_modules/pilcrow-reader/www/', '');
      await route.fulfill({ response: await route.fetch({ url: address }) });
    });
    await page.goto(`${url}host.html`);
    await page.locator('pilcrow-reader:state(ready)').waitFor();
    assert.match(String(await page.locator('.pilcrow-text').textContent()), /again on Saturday\. The flour came at noon\./);
    const own = page.locator('input');
    if ((await own.count()) > 1) {
      await own.first().fill('flour');
      assert.equal(await page.locator('output').textContent(), '1 found');
    }
    assert.deepEqual(faults, []);
    // What is fetched in idle time may still be on its way.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

for (const { name, code } of snippets.filter(({ language }) => language === 'js')) {
  test(`${name} runs in Node`, () => {
    // Inside the project, where the package is known by its own name.
    const folder = path.join(root, 'tests', 'out');
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, 'snippet.mjs');
    // A piece may go on with what those before it had: the text, the core's door, a document.
    const before = `import { load } from 'pilcrow-reader/core';
const text = ${JSON.stringify(ARTICLE)};
Object.assign(globalThis, { text, load, document: (await load()).read(text) });
`;
    writeFileSync(path.join(folder, 'before.mjs'), before);
    writeFileSync(file, `import './before.mjs';\n${code}`);
    execFileSync(process.execPath, [file], { cwd: root, stdio: 'pipe' });
  });
}

test('the declaration that the recipes give React is the one that its sample is checked with', () => {
  const [{ code }] = snippets.filter(({ language }) => language === 'ts');
  const sample = readFileSync(path.join(root, 'tests/consumers/samples/react/app.tsx'), 'utf8');
  const declaration = (/** @type {string} */ from) =>
    from.slice(from.indexOf('declare module'), from.indexOf('\n}\n') + 3).replace(/;?\s+/g, ' ');
  assert.equal(declaration(code), declaration(sample));
});

test('links in the documents lead to files that there are', () => {
  for (const page of [...PAGES, 'CONTRIBUTING.md', 'src/ARCHITECTURE.md']) {
    const text = readFileSync(path.join(root, page), 'utf8');
    for (const [, target] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      assert.ok(existsSync(path.join(root, path.dirname(page), target)), `${page} links to ${target}`);
    }
  }
});

test('llms.txt names every attribute, property, method and event', () => {
  const text = readFileSync(path.join(root, 'llms.txt'), 'utf8');
  const { attributes, members, events } = describeElement().element;
  const names = [...attributes, ...members, ...events].map(({ name }) => name);
  assert.deepEqual(
    names.filter((name) => !new RegExp(`\`${name}[\`(]`).test(text)),
    [],
  );
});

test('the gallery shows six readers in their clothes, and the page of the API names all that there is', async (t) => {
  const { page, url, faults } = await open(t, 'docs/gallery.html');
  await page.locator('pilcrow-reader:state(ready)').nth(5).waitFor();
  const papers = await page
    .locator('pilcrow-reader')
    .evaluateAll((readers) => readers.map((reader) => getComputedStyle(reader).backgroundColor));
  assert.ok(new Set(papers).size >= 4, papers.join());
  const lines = page.locator('pre[data-rules]');
  await lines.last().getByText('::part(toolbar)').waitFor();
  for (const shown of await lines.allTextContents()) assert.match(shown, /^\.\w+ pilcrow-reader[^{]*\{\n {2}[^{]*;\n\}/);
  await page.goto(`${url}docs/api.html`);
  const text = String(await page.locator('main').textContent());
  const { element } = describeElement();
  const lists = [element.attributes, element.members, element.events, element.cssParts, element.cssProperties, element.cssStates];
  const core = [
    'load',
    'PilcrowDocument',
    'PilcrowLibrary',
    'readInSteps',
    'libraryFrom',
    'search',
    'SearchResult',
    'searchPattern',
    'loadStems',
  ];
  assert.deepEqual(
    [...lists.flat().map(({ name }) => name), ...core].filter((name) => !text.includes(name)),
    [],
  );
  assert.deepEqual(faults, []);
});
