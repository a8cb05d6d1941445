// Archives made-up texts, 20,000 unless told, and searches them in Chromium: texts a second, peak memory, size, and bytes for a query.
// node tests/bench/archive.mjs [COUNT] prints a Markdown table. Memory is read from /proc, so on Linux alone.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../browser.mjs';
import { serveFolder } from '../tasks/serve.mjs';
import { writeTexts } from './made-up-texts.mjs';

const CLI = fileURLToPath(new URL('../../www/cli.js', import.meta.url));
const QUERIES = ['harbour', 'zeppelin noon', 'narrow railway winter', 'q77x'];
const count = Number(process.argv[2] ?? 20_000);

const folder = mkdtempSync(path.join(tmpdir(), 'pilcrow-archive-'));
try {
  const texts = path.join(folder, 'texts');
  writeTexts(texts, count);
  console.log(`${count} texts, ${megabytes(sizeOf(texts))} MB; Node ${process.versions.node}\n`);
  console.log('| to | texts a second | peak memory, MB | of which the indexer | size, MB |\n|---|---:|---:|---:|---:|');
  for (const target of ['ndjson', 'pagefind']) {
    const out = path.join(folder, target);
    const { seconds, own, indexer } = await archived(texts, target, out);
    const size = target === 'ndjson' ? sizeOf(path.join(out, 'sections.ndjson')) : sizeOf(path.join(out, 'pagefind'));
    const memory = `${megabytes(own + indexer)} | ${indexer ? megabytes(indexer) : '–'}`;
    console.log(`| ${target} | ${Math.round(count / seconds)} | ${memory} | ${megabytes(size)} |`);
  }
  console.log('\n| query in Chromium | texts | KB fetched before | KB fetched for it |\n|---|---:|---:|---:|');
  for (const query of QUERIES) console.log(await searched(path.join(folder, 'pagefind'), query));
} finally {
  rmSync(folder, { recursive: true });
}

/**
 * Runs the command and watches its memory and that of what it starts.
 * @param {string} texts
 * @param {string} target
 * @param {string} out
 */
async function archived(texts, target, out) {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, 'archive', texts, '--to', target, out], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data) => (said += data));
  let [own, indexer] = [0, 0];
  const watch = setInterval(() => {
    const pid = Number(child.pid);
    own = Math.max(own, peakOf(pid));
    for (const other of childrenOf(pid)) indexer = Math.max(indexer, peakOf(other));
  }, 200);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`archive --to ${target} ended with ${code}:\n${said}`);
  return { seconds: (performance.now() - started) / 1000, own, indexer };
}

/**
 * A query in a fresh browser: what the page takes before it, and what it takes for it.
 * @param {string} site
 * @param {string} query
 */
async function searched(site, query) {
  const server = await serveFolder(site);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    let bytes = 0;
    page.on('response', (response) => (bytes += Number(response.headers()['content-length'] ?? 0)));
    await page.goto(server.url, { waitUntil: 'networkidle' });
    const before = bytes;
    await page.locator('#query').fill(query);
    await page.locator('.results li').first().waitFor();
    await page.waitForLoadState('networkidle');
    const found = (await page.locator('.count').textContent())?.split(' ')[0];
    return `| ${query} | ${found} | ${Math.round(before / 1000)} | ${Math.round((bytes - before) / 1000)} |`;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** A process's peak memory so far, in bytes. @param {number} pid */
function peakOf(pid) {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return 0;
  return Number(readFileSync(status, 'utf8').match(/^VmHWM:\s+(\d+) kB/m)?.[1] ?? 0) * 1024;
}

/** @param {number} pid */
function childrenOf(pid) {
  const children = `/proc/${pid}/task/${pid}/children`;
  return existsSync(children) ? readFileSync(children, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
}

/** @param {string} name @returns {number} */
function sizeOf(name) {
  const found = statSync(name);
  return found.isDirectory() ? readdirSync(name).reduce((sum, inner) => sum + sizeOf(path.join(name, inner)), 0) : found.size;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return Math.round(bytes / 1e6);
}
