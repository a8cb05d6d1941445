// Builds everything that the package ships and git does not hold: the Wasm, its glue, its inline copy and the types.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp, TARGET } from './setup.mjs';
import { main, root, run, step, upToDate } from './steps.mjs';

const WASM = 'www/wasm/pilcrow_bg.wasm';
const INLINE = 'www/wasm/inline.js';
// What rustc's output uses; wasm-opt takes nothing for granted.
const FEATURES = [
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-reference-types',
  '--enable-multivalue',
];

/**
 * The Wasm module, its glue, and the same bytes as text. Not by wasm-pack: it has cargo build the library in both its forms,
 * and then cargo leaves link-time optimization out without a word, which here is a tenth of the Wasm.
 */
export async function buildWasm() {
  const outputs = [WASM, 'www/wasm/pilcrow.js', 'www/wasm/pilcrow.d.ts', INLINE];
  if (upToDate(outputs, ['src', 'Cargo.toml', 'Cargo.lock', 'tests/tasks/build.mjs'])) return;
  await step('building the Wasm (release, wasm-opt)', async () => {
    rmSync(path.join(root, 'www/wasm'), { recursive: true, force: true });
    const crate = ['--release', '--target', TARGET, '--lib', '--crate-type', 'cdylib'];
    await run('cargo', ['rustc', ...crate], { mend: 'if a crate could not be fetched, with the network up: cargo fetch' });
    const linked = path.join(process.env.CARGO_TARGET_DIR ?? 'target', TARGET, 'release', 'pilcrow.wasm');
    const shape = ['--target', 'web', '--omit-default-module-path', '--out-dir', 'www/wasm', '--out-name', 'pilcrow'];
    await run('wasm-bindgen', [linked, ...shape]);
    await run('wasm-opt', ['-Oz', ...FEATURES, WASM, '-o', WASM]);
    writeInline();
  });
}

/** The declarations that the package's types point at, made from the JSDoc. */
export async function buildTypes() {
  const modulesIn = (/** @type {string} */ folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.js'))
      .map((name) => `${folder}/${name}`);
  const inputs = [...modulesIn('www'), ...modulesIn('www/words'), INLINE, 'tests/tsconfig.json', 'tests/tsconfig.types.json'];
  if (upToDate(['www/types/core.d.ts'], inputs)) return;
  await step('writing the types', () => run('tsc', ['-p', 'tests/tsconfig.types.json']));
}

/** Everything that the package ships, from a fresh clone. */
export async function build() {
  await setUp();
  await buildWasm();
  await buildTypes();
}

// For pages and bundlers that cannot fetch the Wasm beside the module. Written last: it tells that the build was whole.
function writeInline() {
  const base64 = readFileSync(path.join(root, WASM)).toString('base64');
  writeFileSync(
    path.join(root, INLINE),
    `// The bytes of pilcrow_bg.wasm, for where they cannot be fetched.\nexport default '${base64}';\n`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(build);
