// Gives page tests a real Chromium and a server with the page on it.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serveFolder } from './tasks/serve.mjs';

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

// What a browser does on its own account has no place in a test; root has no sandbox to run in.
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that the tests run in, or undefined: the one that PILCROW_BROWSER names, else Playwright's, else an installed one. */
export function findBrowser() {
  const named = process.env.PILCROW_BROWSER;
  if (named) return existsSync(named) ? named : undefined;
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = [...INSTALLED.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...MAC];
  return candidates.find((candidate) => existsSync(candidate) && answers(candidate));
}

/**
 * A browser to test in.
 * @param {import('playwright-core').LaunchOptions} [options]
 * @returns {Promise<import('playwright-core').Browser>}
 */
export function launch({ args = [], ...options } = {}) {
  const executablePath = findBrowser();
  if (!executablePath)
    throw new Error('no Chromium was found; name one in PILCROW_BROWSER, or run: npx playwright-core install chromium');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ ...options, executablePath, args: [...sandbox, ...QUIET, ...args] });
}

/** The page on a free port. */
export function serve() {
  return serveFolder(fileURLToPath(new URL('../www', import.meta.url)));
}

// Some systems put a script of the browser's name on the PATH that only tells how to install it.
/** @param {string} candidate */
function answers(candidate) {
  return spawnSync(candidate, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
