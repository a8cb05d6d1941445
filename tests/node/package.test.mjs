// The package as a stranger gets it: packed, installed in an empty folder, imported and run.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(path.join(tmpdir(), 'pilcrow-package-'));
const home = path.join(folder, 'home');
const installed = path.join(home, 'node_modules', 'pilcrow-reader');
/** @type {string[]} */
let packed = [];

before(() => {
  const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // npm 11 gives a list, others an object by name.
  const [report] = Object.values(JSON.parse(output));
  packed = report.files.map((/** @type {{ path: string }} */ file) => file.path);
  mkdirSync(home);
  writeFileSync(path.join(home, 'package.json'), '{"private":true}');
  // Offline: the package has no dependencies to fetch.
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', path.join(folder, report.filename)], {
    cwd: home,
    stdio: 'ignore',
  });
});
after(() => rmSync(folder, { recursive: true }));

/** @param {string} name @param {string} code */
function node(name, code) {
  writeFileSync(path.join(home, name), code);
  return execFileSync(process.execPath, [name], { cwd: home, encoding: 'utf8' });
}

test('the package holds what it needs', () => {
  const needed =
    'package.json README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE www/core.js www/cli.js www/types/core.d.ts www/cdn/pilcrow-reader.js www/editors/custom-elements.json';
  const wasm = [
    'pilcrow_bg.wasm',
    'pilcrow.js',
    'pilcrow.d.ts',
    'inline.js',
    'markup_bg.wasm',
    'markup.js',
    'stems_bg.wasm',
    'stems.js',
  ].map((name) => `www/wasm/${name}`);
  const missing = [...needed.split(' '), ...wasm].filter((name) => !packed.includes(name));
  assert.deepEqual(missing, []);
});

test('the package holds nothing else', () => {
  const expected =
    /^(package\.json|README\.md|CHANGELOG\.md|llms\.txt|LICENSE-(MIT|APACHE)|www\/(\w+\/)?[\w.-]+\.js|www\/archive\/site\/\w+\.(html|css|js)|www\/types\/(\w+\/)?[\w.-]+\.d\.ts|www\/wasm\/(pilcrow|markup|stems)(_bg)?\.[\w.]+|www\/editors\/[\w-]+\.json)$/;
  assert.deepEqual(
    packed.filter((name) => !expected.test(name)),
    [],
  );
});

test('everything that package.json points at is there', () => {
  const targets = [
    ...leaves(manifest.exports),
    ...leaves(manifest.bin),
    ...manifest.sideEffects,
    manifest.customElements,
    manifest['web-types'],
    manifest.unpkg,
  ];
  const missing = targets.filter((target) => !existsSync(path.join(installed, target)));
  assert.deepEqual(missing, []);
});

test('no dependencies come with it', () => {
  assert.equal(manifest.dependencies, undefined);
  assert.equal(existsSync(path.join(home, 'node_modules', '.package-lock.json')), true);
  const { packages } = JSON.parse(readFileSync(path.join(home, 'node_modules', '.package-lock.json'), 'utf8'));
  assert.deepEqual(Object.keys(packages), ['node_modules/pilcrow-reader']);
});

test('an ES module imports the core, and reads', () => {
  const output = node(
    'esm.mjs',
    "import { load } from 'pilcrow-reader/core'; const { read } = await load(); console.log(read('Some words.').blocks()[0].text);",
  );
  assert.equal(output, 'Some words.\n');
});

test('CommonJS imports the core by import()', () => {
  const output = node(
    'cjs.cjs',
    "import('pilcrow-reader/core').then(({ load }) => load()).then(({ read }) => console.log(read('Some words.').length));",
  );
  assert.equal(output, '1\n');
});

test('the Wasm can be named by its export', () => {
  const output = node(
    'wasm.mjs',
    "import { load } from 'pilcrow-reader/core'; const wasm = new URL(import.meta.resolve('pilcrow-reader/pilcrow.wasm')); const { read } = await load({ wasm }); console.log(read('Some words.').length);",
  );
  assert.equal(output, '1\n');
});

test('importing any entry but ./define does nothing, in Node too', () => {
  const entries = Object.keys(manifest.exports).filter((entry) => manifest.exports[entry].types && entry !== './define');
  const imports = entries.map((entry) => `await import('pilcrow-reader${entry.slice(1)}');`).join('\n');
  const output = node(
    'silent.mjs',
    `const before = Object.keys(globalThis).join();\n${imports}\nconsole.log(before === Object.keys(globalThis).join());`,
  );
  assert.equal(output, 'true\n');
});

test('the command runs from node_modules/.bin', () => {
  writeFileSync(path.join(home, 'article.txt'), 'Some words of a text.\n');
  const command = path.join(home, 'node_modules', '.bin', 'pilcrow-reader');
  const output = execFileSync(command, ['read', 'article.txt', '--to', 'json'], { cwd: home, encoding: 'utf8' });
  assert.equal(JSON.parse(output).blocks[0].text, 'Some words of a text.');
  assert.equal(execFileSync(command, ['--version'], { encoding: 'utf8' }), `${manifest.version}\n`);
});

test('an archive that Pagefind is to search says what to install where it is missing', () => {
  mkdirSync(path.join(home, 'texts'));
  const command = path.join(home, 'node_modules', '.bin', 'pilcrow-reader');
  const { status, stderr } = spawnSync(command, ['archive', 'texts', '--to', 'pagefind', 'site'], {
    cwd: home,
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, /--to pagefind needs the package pagefind; .*: npm install pilcrow-reader pagefind\n$/);
  assert.equal(existsSync(path.join(home, 'site')), false);
});

test('the types are found, and fit', () => {
  const code =
    "import { load, type SearchResult } from 'pilcrow-reader/core';\nconst { read } = await load();\nconst found: SearchResult = read('x', { format: 'plain' }).search('x', { limit: 3 });\nexport const first: string | undefined = found.hits[0]?.snippet;\n// @ts-expect-error a text is wanted\nread(7);\n";
  writeFileSync(path.join(home, 'types.mts'), code);
  const tsc = path.join(root, 'node_modules', '.bin', 'tsc');
  const args = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--types',
    '',
    '--lib',
    'es2022,dom',
    'types.mts',
  ];
  assert.doesNotThrow(() => execFileSync(tsc, args, { cwd: home, encoding: 'utf8' }));
});

test('nothing tells where the package was built', () => {
  for (const name of packed) {
    const content = readFileSync(path.join(installed, name), 'latin1');
    for (const trace of [homedir(), '/.cargo/', root.slice(0, -1)]) {
      if (trace.length > 1) assert.ok(!content.includes(trace), `${name} holds ${trace}`);
    }
  }
});

/** The file names at the ends of a conditional map. @param {any} map @returns {string[]} */
function leaves(map) {
  return typeof map === 'string' ? [map] : Object.values(map).flatMap(leaves);
}
