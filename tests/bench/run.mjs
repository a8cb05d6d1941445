// How fast a book and a newspaper's columns are read, beside txt2html where it is installed and a bare count of lines; and how fast
// the book is indexed and searched while typing, beside MiniSearch. All in the same run; prints Markdown tables.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import MiniSearch from 'minisearch';
import { load } from '../../www/core.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const BOOK = path.join(root, '../shared/search/corpora/war-and-peace.txt');
const BOOK_BYTES = 3_359_542;
const COLUMNS = path.join(root, '../shared/structure/dev/damaged_column');
const COLUMNS_BYTES = 10_000_000;
const ROUNDS = 7;
const WORDS = 200;

const { name, text } = bookToRead(process.argv[2]);
const megabytes = Buffer.byteLength(text) / 1e6;
const { read } = await load();
const random = numbersFrom(1);

const columns = columnsToRead();
const reading = [
  [name, measureReading(text)],
  ['narrow columns', measureReading(columns)],
];
const pilcrow = measurePilcrow();
const minisearch = measureMiniSearch();
report();

/** @param {string | undefined} file */
function bookToRead(file) {
  try {
    return { name: path.basename(file ?? BOOK), text: readFileSync(file ?? BOOK, 'utf8') };
  } catch (error) {
    if (file) throw error;
    return { name: 'a generated text', text: generatedBook(BOOK_BYTES) };
  }
}

/** Articles in narrow columns, again and again; made-up ones where there are none. */
function columnsToRead() {
  try {
    const files = readdirSync(COLUMNS).filter((file) => file.endsWith('.txt'));
    const articles = files.map((file) => readFileSync(path.join(COLUMNS, file), 'utf8')).join('\n');
    return articles.repeat(Math.ceil(COLUMNS_BYTES / Buffer.byteLength(articles)));
  } catch {
    return generatedBook(COLUMNS_BYTES, 5);
  }
}

/** How fast a text is read, in MB/s, by whom. @param {string} text */
function measureReading(text) {
  const megabytes = Buffer.byteLength(text) / 1e6;
  const rate = (/** @type {number} */ ms) => megabytes / (ms / 1000);
  const folder = mkdtempSync(path.join(tmpdir(), 'pilcrow-bench-'));
  try {
    const file = path.join(folder, 'text.txt');
    writeFileSync(file, text);
    const wasm = rate(
      median(() => {
        const started = performance.now();
        const document = read(text);
        const elapsed = performance.now() - started;
        document.free();
        return elapsed;
      }),
    );
    return { wasm, ...measureNative(file), txt2html: measureRival(file, rate) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same core without Wasm, made to be fast and not small, and a bare count of lines as the floor; in MB/s. @param {string} file */
function measureNative(file) {
  const args = ['bench', '--quiet', '--config', 'profile.bench.opt-level=3', '--bench', 'parse', '--', file];
  return JSON.parse(execFileSync('cargo', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}

/** What txt2html takes to find paragraphs and headings in the file; nothing where it is not installed. @param {string} file @param {(ms: number) => number} rate */
function measureRival(file, rate) {
  const started = performance.now();
  const { error } = spawnSync('txt2html', ['--outfile', '/dev/null', file], { stdio: 'ignore' });
  return error ? undefined : rate(performance.now() - started);
}

function measurePilcrow() {
  const indexMs = median(() => {
    const document = read(text);
    const started = performance.now();
    while (document.indexFor(Number.POSITIVE_INFINITY));
    const elapsed = performance.now() - started;
    document.free();
    return elapsed;
  });
  const document = read(text);
  const blocks = document.blocks();
  const queries = typed(blocks.map((block) => block.text).join(' '));
  document.search('a');
  return { indexMs, blocks, queries, keys: timed(queries, (query) => document.search(query)) };
}

function measureMiniSearch() {
  const documents = pilcrow.blocks.map((block) => ({ id: block.index, text: block.text }));
  const build = () => {
    const engine = new MiniSearch({ fields: ['text'] });
    engine.addAll(documents);
    return engine;
  };
  const indexMs = median(() => {
    const started = performance.now();
    build();
    return performance.now() - started;
  });
  const engine = build();
  return { indexMs, keys: timed(pilcrow.queries, (query) => engine.search(query, { prefix: true, combineWith: 'AND' })) };
}

/** Every prefix of some words of the text, in the order in which they would be typed. @param {string} words */
function typed(words) {
  const all = words.match(/\p{L}{3,}/gu) ?? [];
  const drawn = Array.from({ length: WORDS }, () => all[Math.floor(random() * all.length)]);
  return drawn.flatMap((word) => Array.from({ length: word.length }, (_, last) => word.slice(0, last + 1)));
}

/** The times that queries take, sorted; a first round warms up. @param {string[]} queries @param {(query: string) => unknown} search */
function timed(queries, search) {
  for (const query of queries.slice(0, 100)) search(query);
  const times = queries.map((query) => {
    const started = performance.now();
    search(query);
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b);
}

/** @param {() => number} measure */
function median(measure) {
  return Array.from({ length: ROUNDS }, measure).sort((a, b) => a - b)[ROUNDS >> 1];
}

function report() {
  /** @param {number[]} keys @param {number} share */
  const at = (keys, share) => keys[Math.min(keys.length - 1, Math.floor(keys.length * share))];
  /** @param {number} value */
  const short = (value) => (value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3));
  /** @param {string} what @param {number} ours @param {number} theirs */
  const beside = (what, ours, theirs) => `| ${what} | ${short(ours)} | ${short(theirs)} | ${short(theirs / ours)} |`;
  const rate = (/** @type {number} */ ms) => megabytes / (ms / 1000);
  console.log(`
${name}, ${short(megabytes)} MB, ${pilcrow.blocks.length} blocks; Node ${process.versions.node}; medians of ${ROUNDS}; ${pilcrow.queries.length} keystrokes of ${WORDS} words

| read, MB/s | Pilcrow | Pilcrow, native | txt2html | lines counted, native |
|---|---:|---:|---:|---:|
${reading.map(([what, rates]) => `| ${what} | ${['wasm', 'read', 'txt2html', 'lines'].map((who) => (rates[who] ? short(rates[who]) : 'not installed')).join(' | ')} |`).join('\n')}

| | Pilcrow | MiniSearch | MiniSearch ÷ Pilcrow |
|---|---:|---:|---:|
| index, MB/s | ${short(rate(pilcrow.indexMs))} | ${short(rate(minisearch.indexMs))} | ${short(pilcrow.indexMs / minisearch.indexMs)} |
${[
  beside('index, ms', pilcrow.indexMs, minisearch.indexMs),
  ...[0.5, 0.95, 0.99].map((share) =>
    beside(`keystroke p${share * 100}, ms`, at(pilcrow.keys, share), at(minisearch.keys, share)),
  ),
].join('\n')}`);
}

/** Paragraphs of made-up words, so many on a line, the same each time; short words are commoner than long ones. @param {number} bytes @param {number} [width] */
function generatedBook(bytes, width = 11) {
  const random = numbersFrom(2);
  const syllables = 'ba be bo da de di fa ga go ka ke la le lo ma me mi na ne no pa ra re ri sa se so ta te to va vo'.split(' ');
  const vocabulary = Array.from({ length: 15_000 }, () =>
    Array.from({ length: 1 + Math.floor(random() * 4) }, () => syllables[Math.floor(random() * syllables.length)]).join(''),
  );
  const paragraphs = [];
  for (let length = 0; length < bytes; ) {
    const words = Array.from(
      { length: 20 + Math.floor(random() * 80) },
      () => vocabulary[Math.floor(random() ** 4 * vocabulary.length)],
    );
    const lines = [];
    while (words.length > 0) lines.push(words.splice(0, width).join(' '));
    paragraphs.push(`${lines.join('\n')}.`);
    length += paragraphs[paragraphs.length - 1].length + 2;
  }
  return paragraphs.join('\n\n');
}

/** Numbers from 0 up to 1, the same for the same seed. @param {number} seed */
function numbersFrom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
