// Builds everything that the package ships and git does not hold: the Wasm, its glue, its inline copy and the types.

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';
import { ask, main, root, run, step, upToDate } from './steps.mjs';

const WASM = 'www/wasm/pilcrow_bg.wasm';
const INLINE = 'www/wasm/inline.js';

/** The Wasm module, its glue, and the same bytes as text. */
export async function buildWasm() {
  const outputs = [WASM, 'www/wasm/pilcrow.js', 'www/wasm/pilcrow.d.ts', INLINE];
  if (upToDate(outputs, ['src', 'Cargo.toml', 'Cargo.lock', 'tests/tasks/build.mjs'])) return;
  await step('building the Wasm (release, wasm-opt)', async () => {
    rmSync(path.join(root, 'www/wasm'), { recursive: true, force: true });
    // So that the crates' sources are where withoutMachinePaths looks for them.
    await run('cargo', ['fetch', '--target', 'wasm32-unknown-unknown'], { mend: 'with the network up: cargo fetch' });
    await run(
      'wasm-pack',
      // no-install: the tools are the pinned ones on the PATH, or none. no-pack, no-gitignore: the package is ours, and
      // a .gitignore in the output would silently keep the Wasm out of it.
      [
        'build',
        '--mode',
        'no-install',
        '--release',
        '--target',
        'web',
        '--no-pack',
        '--no-gitignore',
        '--out-dir',
        'www/wasm',
        '--out-name',
        'pilcrow',
      ],
      { env: { CARGO_ENCODED_RUSTFLAGS: withoutMachinePaths() } },
    );
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

/** Panic messages carry the paths of the crates' sources, and of the library's where they are installed; they would tell where the Wasm was built. */
function withoutMachinePaths() {
  const sources = path.join(process.env.CARGO_HOME ?? path.join(homedir(), '.cargo'), 'registry', 'src');
  const registries = existsSync(sources) ? readdirSync(sources) : [];
  const folders = registries.map((registry) => [path.join(sources, registry), 'crates']);
  const library = ask('rustc', ['--print', 'sysroot']);
  if (library) folders.push([library.trim(), 'rust']);
  return folders.map(([folder, name]) => `--remap-path-prefix=${folder}=${name}`).join('\x1f');
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
