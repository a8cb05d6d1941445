// Builds everything that the package ships and git does not hold: the Wasm, its glue, its inline copy, the types, the bundle of
// one file, what editors and tools know the element by, and the pages of the API.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setUp, TARGET } from './setup.mjs';
import { ask, main, root, run, step, upToDate } from './steps.mjs';

const WASM = 'www/wasm/pilcrow_bg.wasm';
const STEMS = 'www/wasm/stems_bg.wasm';
const MARKUP = 'www/wasm/markup_bg.wasm';
const INLINE = 'www/wasm/inline.js';
const MANIFEST = 'www/editors/custom-elements.json';
const API = 'www/docs/api.html';
const BUNDLE = 'www/cdn/pilcrow-reader.js';
// What rustc's output uses; wasm-opt takes nothing for granted.
const FEATURES = [
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-reference-types',
  '--enable-multivalue',
];

// What makes LLVM's code longer and Wasm's engines do by themselves: loops rewritten to count addresses (1.2 KB, brotli), and
// expressions kept for a second use (0.4 KB).
const SHORTER = ['-Cllvm-args=-disable-lsr', '-Cllvm-args=-enable-pre=false'];
// Nothing lies within the memory's first 1,024 bytes, which are the far end of the stack: so an address and a constant added to it
// may be one instruction. What one round makes shorter the next finds (together 0.9 KB). Small functions stand well where they are called,
// and nobody reads which compiler and which of its features made the Wasm (together 0.4 KB). A value that is worked out twice in the same
// way compresses better than one that is named for its second use (0.3 KB), and so do locals and data as LLVM left them (0.1 KB; 4.5 KB
// of the stems).
const UNHELPFUL = ['local-cse', 'simplify-locals', 'memory-packing'].map((pass) => `--skip-pass=${pass}`);
const ROUNDS = ['--low-memory-unused', '--converge', ...UNHELPFUL, '--always-inline-max-function-size=8'];
const UNREAD = ['--strip-producers', '--strip-target-features'];

/** The core's Wasm, its glue, and the same bytes as text. */
async function buildWasm() {
  const outputs = [WASM, 'www/wasm/pilcrow.js', 'www/wasm/pilcrow.d.ts', INLINE];
  if (upToDate(outputs, ['src', 'Cargo.toml', 'Cargo.lock', 'tests/tasks/build.mjs'])) return;
  await step('building the Wasm (release, wasm-opt)', async () => {
    rmSync(path.join(root, INLINE), { force: true });
    await compile('pilcrow', WASM);
    writeInline();
  });
}

/** The Wasm of stems, and its glue. */
async function buildStems() {
  const outputs = [STEMS, 'www/wasm/stems.js', 'www/wasm/stems.d.ts'];
  if (upToDate(outputs, ['src/wasm/stems', 'Cargo.toml', 'Cargo.lock', 'tests/tasks/build.mjs'])) return;
  await step('building the Wasm of stems', () => compile('pilcrow-stems', STEMS));
}

/** The Wasm of Markdown and HTML, and its glue. */
async function buildMarkup() {
  const outputs = [MARKUP, 'www/wasm/markup.js', 'www/wasm/markup.d.ts'];
  const inputs = ['src/wasm/markup', 'src/format/markup', 'Cargo.toml', 'Cargo.lock', 'tests/tasks/build.mjs'];
  if (upToDate(outputs, inputs)) return;
  await step('building the Wasm of Markdown and HTML', () => compile('pilcrow-markup-wasm', MARKUP));
}

/**
 * Makes a Wasm module of a crate, with its glue beside it. Not by wasm-pack: it has cargo build the library in both its forms, and then cargo
 * leaves link-time optimization out without a word, which is a tenth of the core's Wasm.
 * @param {string} crate
 * @param {string} wasm
 */
async function compile(crate, wasm) {
  const shape = ['--release', '--target', TARGET, '--lib', '--crate-type', 'cdylib', '--', ...SHORTER];
  const mend = 'if a crate could not be fetched, with the network up: cargo fetch';
  // What code says when it panics names its file, and with it a folder of whoever built it.
  const folders = {
    crates: process.env.CARGO_HOME ?? path.join(homedir(), '.cargo'),
    rust: ask('rustc', ['--print', 'sysroot']),
  };
  const renamed = Object.entries(folders).map(([name, folder]) => `--remap-path-prefix=${folder}=${name}`);
  const env = { CARGO_ENCODED_RUSTFLAGS: renamed.join('\x1f') };
  await run('cargo', ['rustc', '--package', crate, ...shape], { env, mend });
  const file = `${crate.replaceAll('-', '_')}.wasm`;
  const linked = path.join(process.env.CARGO_TARGET_DIR ?? 'target', TARGET, 'release', file);
  const name = path.basename(wasm, '_bg.wasm');
  const glue = ['--target', 'web', '--omit-default-module-path', '--out-dir', path.dirname(wasm), '--out-name', name];
  await run('wasm-bindgen', [linked, ...glue]);
  await run('wasm-opt', ['-Oz', ...ROUNDS, ...UNREAD, ...FEATURES, wasm, '-o', wasm]);
}

/** The page's modules, as they are written: what a build makes is not among them. */
function modules() {
  const names = readdirSync(path.join(root, 'www'), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /^(?!(wasm|types|cdn)\b).*\.js$/.test(name)).map((name) => `www/${name}`);
}

/** The declarations that the package's types point at, made from the JSDoc. */
async function buildTypes() {
  const inputs = [...modules(), INLINE, 'tests/tsconfig.json', 'tests/tsconfig.types.json'];
  if (upToDate(['www/types/core.d.ts'], inputs)) return;
  await step('writing the types', () => run('tsc', ['-p', 'tests/tsconfig.types.json']));
}

/** What editors and tools know the element by, and the tag in the types. */
async function buildManifest() {
  if (upToDate([MANIFEST], ['www/pilcrow-reader.js', 'www/types/core.d.ts', 'tests/tasks/manifest.mjs', 'package.json'])) return;
  await step('describing the element for editors', async () => {
    // Imported here, as above: it needs the npm packages, which are installed by now.
    const { describeElement, globalTypes, vscodeData, webTypes } = await import('./manifest.mjs');
    const { manifest, element } = describeElement();
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const define = path.join(root, 'www/types/define.d.ts');
    const [declared] = readFileSync(define, 'utf8').split('declare global');
    writeFileSync(define, declared + globalTypes(element));
    mkdirSync(path.join(root, 'www/editors'), { recursive: true });
    writeJson('www/editors/html-custom-data.json', vscodeData(element));
    writeJson('www/editors/web-types.json', webTypes(element, version));
    writeJson(MANIFEST, manifest);
  });
}

/** The page of the API. */
async function buildDocs() {
  const inputs = ['www/pilcrow-reader.js', 'www/types/core.d.ts', 'tests/tasks/docs.mjs', 'tests/tasks/manifest.mjs'];
  if (upToDate([API], inputs)) return;
  await step('writing the page of the API', async () => {
    const { apiPage } = await import('./docs.mjs');
    writeFileSync(path.join(root, API), apiPage());
  });
}

/** The sheets of rules, in the order that they compress best in. */
const SHEETS = ['chromeRules', 'toolTextRules', 'toolRules', 'bearingRules', 'textRules'];

/**
 * Modules as one file. What esbuild has made small, terser makes smaller still by a fortieth: it puts what is used once where it is used.
 * @param {import('esbuild').BuildOptions} options
 */
export async function bundle(options) {
  // Imported here, as below: they are installed by now.
  const [{ build }, { minify }] = await Promise.all([import('esbuild'), import('terser')]);
  /** @type {Map<string, string>} */
  const rules = new Map();
  const { outputFiles } = await build({
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    plugins: [
      { name: 'rules', setup: (build) => minifyRules(build, rules) },
      { name: 'at once', setup: importAtOnce },
    ],
    ...options,
    write: false,
  });
  const { code } = await minify(outputFiles[0].text, {
    module: true,
    ecma: 2020,
    // With functions first, it compresses better by a little.
    compress: { passes: 2, hoist_funs: true },
    // Names that modules have for one another's callbacks and methods alone (0.2 KB, brotli); the browser's and the Wasm's own stay.
    mangle: {
      properties: {
        regex:
          /^(?:on|show|keep)[A-Z]|^(?:Bearings|OpenText|ReadAloud|Results|SourceView|Tools|addQuery|adopt|announce|article|attempt|begins|beside|bring|bytesOf|choices|closeText|current|describe|explain|fetchBytes|fillNext|finder|firstFrom|fragmentFor|goal|goTo(?:Fragment|Match)?|hasNotes|hide|hideSoon|isBefore|isSet|isThere|layOut|linkNotes|linkSign|live|makeIndex|near|notes|notice|openText|paint|pane|passageFor|passagesOf|picture|place|placeIn|prefix|press|queries|readFrom|references|resume|reveal|say|scales|searching|sectionOf|setFigures|starts|suffix|switches|tell|toggle|toggleContents|topBlock|usual)$/,
      },
    },
  });
  // All rules stand before all scripts, and those that are alike beside each other: so they compress better than each where it is used
  // (0.3 KB, brotli).
  const names = [...rules.keys()].sort((one, other) => SHEETS.indexOf(one) - SHEETS.indexOf(other));
  const sheets = names.map((name) => `const $${name}=${JSON.stringify(rules.get(name))};`);
  const { code: head } = await minify(sheets.join(''));
  return shortenProperties(`${head}${code}`);
}

/**
 * Gives short names to the properties that the reader's rules keep to themselves (0.1 KB, brotli), but for those whose names are put together.
 * @param {string} code
 */
function shortenProperties(code) {
  const own = /--_(?!my-)[\w-]+/g;
  const names = [...new Set(code.match(own))];
  return code.replace(own, (name) => `--_${names.indexOf(name).toString(36)}`);
}

/**
 * A module of style rules is text to a minifier of scripts; as rules, they lose a tenth.
 * @param {import('esbuild').PluginBuild} build
 * @param {Map<string, string>} rules gets them, by the names that the scripts know them by
 */
function minifyRules({ onLoad, esbuild }, rules) {
  onLoad({ filter: /\.css\.js$/ }, async ({ path }) => {
    /** @type {Record<string, string>} */
    const sheets = await import(`${pathToFileURL(path)}?at=${statSync(path).mtimeMs}`);
    const lines = Object.entries(sheets).map(async ([name, sheet]) => {
      const { code } = await esbuild.transform(sheet, { loader: 'css', minify: true, target: 'es2022', charset: 'utf8' });
      // Of properties with two dashes, esbuild keeps every space.
      rules.set(name, code.trim().replace(/([:,]) /g, '$1'));
      return `export const ${name} = $${name};`;
    });
    return { contents: (await Promise.all(lines)).join('\n') };
  });
}

/**
 * What a module imports on first use is at hand in one file, and needs nothing to wait for it. By its names: a module as a whole would become
 * an object that is made at the start, with a getter for each name (0.1 KB, brotli).
 * @param {import('esbuild').PluginBuild} build
 */
function importAtOnce({ onLoad, esbuild, initialOptions }) {
  const outside = (initialOptions.external ?? []).map((pattern) => pattern.replace('*', ''));
  onLoad({ filter: /www\/[\w-]+\.js$/ }, async ({ path: file }) => {
    // Without comments, which import types.
    const { code } = await esbuild.transform(readFileSync(file, 'utf8'), { minifyWhitespace: true });
    const imported = [...code.matchAll(/\bimport\("([^"]+)"\)(\.?)/g)].filter(
      ([, target]) => !outside.some((start) => target.startsWith(start)),
    );
    let contents = code;
    for (const [at, [whole, target, asks]] of imported.entries()) {
      const entry = path.join(path.dirname(file), target);
      const { metafile } = await esbuild.build({ entryPoints: [entry], format: 'esm', metafile: true, write: false });
      const own = Object.values(metafile.outputs)[0].exports.map((name) => [name, `${name}_at_hand_${at}`]);
      const made = `({ ${own.map((names) => names.join(': '))} })`;
      // What waits, waits for what is no promise as well.
      contents = contents.replace(whole, () => (asks ? `Promise.resolve${made}.` : made));
      contents = `import { ${own.map((names) => names.join(' as '))} } from '${target}';${contents}`;
    }
    return { contents };
  });
}

/** The element, the core and the Wasm in one file, for a page that takes all from one address. */
async function buildBundle() {
  if (upToDate([BUNDLE], [...modules(), INLINE, 'tests/tasks/build.mjs'])) return;
  await step('bundling the element into one file', async () => {
    // The core's Wasm is made ready before the tag is: then nothing looks for a file beside the bundle, where there is none. What is exported
    // from elsewhere would come first, whatever stands above it.
    const entry = `import { load } from './core.js';
import bytes from './wasm/inline.js';
await load({ wasm: Uint8Array.from(bytes, (character) => character.charCodeAt(0)) });
export { load };
export const { PilcrowReader } = await import('./define.js');`;
    const code = await bundle({
      stdin: { contents: entry, resolveDir: path.join(root, 'www'), sourcefile: 'bundle.js' },
      // What is fetched all the same, stems, stands where the modules do. A script that has no address but its blob's has nothing beside it.
      define: { 'import.meta.url': 'CORE' },
      banner: { js: "let CORE = import.meta.url; try { CORE = new URL('../core.js', CORE).href; } catch {}" },
    });
    mkdirSync(path.dirname(path.join(root, BUNDLE)), { recursive: true });
    writeFileSync(path.join(root, BUNDLE), code);
  });
}

/**
 * The list of files that the page's service worker keeps: all that is served, but for what only bundles, packages and editors read. Its
 * version is another when one of them is.
 */
function buildOfflineList() {
  const served = readdirSync(path.join(root, 'www'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.join(root, 'www'), path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  const kept = served.filter(
    (name) => !/^(types|cdn|editors|docs|archive)\/|\.d\.ts$|^(cli|offline)\.js(on)?$|^wasm\/inline\.js$/.test(name),
  );
  const hash = createHash('sha256');
  for (const name of kept.sort()) hash.update(name).update(readFileSync(path.join(root, 'www', name)));
  writeJson('www/offline.json', { version: hash.digest('hex').slice(0, 16), files: ['./', ...kept] });
}

/** Everything that the package ships, from a fresh clone. */
export async function build() {
  await setUp();
  await buildWasm();
  await buildStems();
  await buildMarkup();
  await buildTypes();
  await buildManifest();
  await buildDocs();
  await buildBundle();
  buildOfflineList();
}

// For pages and bundlers that cannot fetch the Wasm beside the module. Each byte is a character, and not six bits of one as in
// base64: so compression still sees the Wasm, and takes 117 KB of it instead of 145. Written last: it tells that the build was whole.
function writeInline() {
  const text = readFileSync(path.join(root, WASM))
    .toString('latin1')
    .replace(/[\\'\r\n]/g, (character) => ESCAPES[character]);
  writeFileSync(
    path.join(root, INLINE),
    `// The bytes of pilcrow_bg.wasm, each as a character, for where they cannot be fetched.\nexport default '${text}';\n`,
  );
}

/** @type {Record<string, string>} */
const ESCAPES = { '\\': '\\\\', "'": "\\'", '\r': '\\r', '\n': '\\n' };

/** @param {string} name @param {object} value */
function writeJson(name, value) {
  writeFileSync(path.join(root, name), `${JSON.stringify(value, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(build);
