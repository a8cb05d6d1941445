// npm test: sets up what is missing, runs every check and ends with a table of them. Named groups run alone:
// npm test -- rust node

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';
import { ask, main, Problem, root, run, seconds, step } from './steps.mjs';

/** @typedef {{ name: string, run: () => Promise<string | void> }} Check `run` may give something to say of how it passed */

// In milliseconds: what hangs is named, and does not hold up the rest.
const LONGEST_FILE = 600_000;
const NO_BROWSER =
  'on Debian: sudo apt-get install chromium; elsewhere: npx playwright-core install chromium, or name a browser in PILCROW_BROWSER';

/** @type {Record<string, Check[]>} */
const GROUPS = {
  rust: [
    { name: 'cargo fmt', run: () => run('cargo', ['fmt', '--all', '--check'], { mend: 'cargo fmt' }) },
    { name: 'cargo clippy', run: () => run('cargo', ['clippy', '--workspace', '--all-targets', '--', '-D', 'warnings']) },
    {
      name: 'cargo clippy (wasm32)',
      // One by one, as they are built: together, what one Wasm has of the standard library would be the core's, which has none.
      run: async () => {
        for (const crate of ['pilcrow', 'pilcrow-markup-wasm', 'pilcrow-stems'])
          await run('cargo', ['clippy', '--package', crate, '--target', 'wasm32-unknown-unknown', '--', '-D', 'warnings']);
      },
    },
    { name: 'cargo test', run: () => run('cargo', ['test', '--workspace']) },
  ],
  lint: [
    { name: 'tsc', run: () => run('tsc', ['-p', 'tests/tsconfig.json']) },
    { name: 'biome', run: biome },
  ],
  node: [
    {
      name: 'boundary, command line',
      run: () => nodeTests(testsIn('node').filter((file) => !/(package|size)\.test/.test(file))),
    },
  ],
  page: [{ name: 'page in Chromium', run: () => browserTests(testsIn('page')) }],
  package: [
    { name: 'package', run: () => nodeTests(['tests/node/package.test.mjs']) },
    { name: 'publint', run: () => run('publint', ['--strict']) },
    { name: 'are the types wrong?', run: () => run('attw', ['--pack', '.', '--config-path', 'tests/attw.json']) },
    { name: 'knip', run: () => run('knip', ['--config', 'tests/knip.json', '--no-progress']) },
    { name: 'html-validate', run: () => run('html-validate', ['--config', 'tests/html-validate.json', 'www/**/*.html']) },
  ],
  consumers: [{ name: 'consumers', run: () => browserTests(['tests/consumers/consumers.test.mjs']) }],
  size: [{ name: 'size budgets', run: () => nodeTests(['tests/node/size.test.mjs']) }],
};

await main(async () => {
  const chosen = process.argv.slice(2);
  const unknown = chosen.find((name) => !(name in GROUPS));
  if (unknown) throw new Problem(`there is no group ${unknown}`, `choose from: ${Object.keys(GROUPS).join(' ')}`);
  const groups = chosen.length > 0 ? chosen : Object.keys(GROUPS);

  await (groups.every((name) => name === 'rust') ? setUp() : build());
  if (groups.includes('rust')) await addRustComponents();
  const rows = [];
  for (const group of groups) for (const check of GROUPS[group]) rows.push(await outcome(group, check));
  report(rows);
});

/**
 * @param {string} group
 * @param {Check} check
 */
async function outcome(group, check) {
  console.log(`\n▸ ${group}: ${check.name}`);
  const started = performance.now();
  let passed = true;
  let how = '';
  try {
    how = (await check.run()) ?? '';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    passed = false;
    console.error(`✗ ${error.message}${error.mend ? `\n  to mend it: ${error.mend}` : ''}`);
  }
  return { group, name: check.name, passed, how, time: seconds(performance.now() - started) };
}

/** @param {Awaited<ReturnType<typeof outcome>>[]} rows */
function report(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log('');
  for (const { group, name, passed, how, time } of rows) {
    console.log(
      `${passed ? '✓' : '✗'} ${group.padEnd(8)} ${name.padEnd(width)} ${passed ? 'passed' : 'FAILED'} ${time.padStart(8)}${how && `, ${how}`}`,
    );
  }
  const failed = rows.filter(({ passed }) => !passed);
  console.log(failed.length === 0 ? '\nall passed' : `\n${failed.length} of ${rows.length} failed`);
  if (failed.length > 0) process.exitCode = 1;
}

function biome() {
  const args = ['check', '--config-path=tests/lint.json', '--error-on-warnings', 'www', 'tests'];
  return run('biome', args, { mend: `npx biome ${args.join(' ')} --write` });
}

/** @param {string} folder in tests/ */
function testsIn(folder) {
  const names = readdirSync(path.join(root, 'tests', folder)).filter((name) => name.endsWith('.test.mjs'));
  return names.map((name) => `tests/${folder}/${name}`);
}

/**
 * Each file runs in a process of its own, one at a time: on two cores browsers and builds side by side only wait for each other.
 * @param {string[]} files
 * @param {Record<string, string | undefined>} [env]
 */
function nodeTests(files, env, reporters = /** @type {string[]} */ ([])) {
  return run(process.execPath, ['--test', '--test-concurrency=1', `--test-timeout=${LONGEST_FILE}`, ...reporters, ...files], {
    env,
  });
}

/**
 * A browser on a busy machine now and then takes longer than a test waits. So files with a test that failed run once more, and what
 * passes only then is named in the table.
 * @param {string[]} files tests that need a browser
 */
async function browserTests(files) {
  // Imported here: it needs the npm packages, which are installed by now.
  const { findBrowser } = await import('../browser.mjs');
  if (!findBrowser()) await addBrowser();
  const browser = findBrowser();
  if (!browser) throw new Problem('no Chromium was found', NO_BROWSER);
  console.log(`  in ${browser}`);
  const env = { PILCROW_BROWSER: browser };
  const list = path.join(root, '.tools', 'failed-files');
  const shown = process.stdout.isTTY ? 'spec' : 'tap';
  try {
    await nodeTests(files, env, [
      `--test-reporter=${shown}`,
      '--test-reporter-destination=stdout',
      '--test-reporter=./tests/tasks/failed-files.mjs',
      `--test-reporter-destination=${list}`,
    ]);
  } catch (error) {
    const failed = readFileSync(list, 'utf8').split('\n').filter(Boolean);
    if (failed.length === 0) throw error;
    const names = failed.map((file) => path.relative(root, file)).join(' ');
    console.log(`  once more: ${names}`);
    await nodeTests(failed, env);
    return `${names} the second time`;
  }
}

// Where the system is ours to change, and knows how: a Debian machine's root.
async function addBrowser() {
  if (process.getuid?.() !== 0 || !ask('apt-get', ['--version'])) return;
  await step('installing chromium with apt-get', async () => {
    await run('apt-get', ['update', '-q']);
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  });
}

async function addRustComponents() {
  if (ask('cargo', ['fmt', '--version']) && ask('cargo', ['clippy', '--version'])) return;
  const mend = 'rustup component add rustfmt clippy';
  if (!ask('rustup', ['--version'])) throw new Problem('rustfmt or clippy is not installed', mend);
  await step('adding rustfmt and clippy', () => run('rustup', ['component', 'add', 'rustfmt', 'clippy'], { mend }));
}
