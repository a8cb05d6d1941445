#!/usr/bin/env node
// The command line: reads a text file and writes its article out, searches it, or makes a searchable archive of many.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { archive, TARGETS } from './archive/archive.js';
import { load } from './core.js';
import { decode } from './decode.js';
import { firstWhere } from './halving.js';
import { loadStems } from './stems.js';

const HELP = `Finds the article inside a text, and searches it.

  pilcrow-reader read FILE|- [--format FORMAT] [--to FORM]
  pilcrow-reader search FILE|- QUERY [--format FORMAT] [--limit N] [--json]
  pilcrow-reader archive FOLDER --to pagefind|ndjson OUT

  FILE           a text file; - reads standard input
  QUERY          words in any order, "quoted phrases"; the last word may be unfinished
  --format       how the text is written: auto (unless told, by its name and its looks), plain, markdown or html
  --to           what to write: text (unless told), markdown, html, json, outline; of an archive, a site
                 searched by Pagefind, or records for OpenSearch, Meilisearch and Typesense
  --limit        how many hits to print, 50 unless told
  --json         hits as JSON
  --help, --version
`;

/** What went wrong, in words for the person at the keyboard. */
class Refusal extends Error {
  /** @param {string} message @param {number} [code] 1, or 2 where the command itself is wrong */
  constructor(message, code = 1) {
    super(message);
    this.code = code;
  }
}

/** @param {string[]} args */
async function run(args) {
  const { values, positionals } = parsed(args);
  if (values.help) return print(HELP);
  if (values.version) return print(`${version()}\n`);
  const [command, file, query, ...rest] = positionals;
  if (command === 'read' && file !== undefined && query === undefined) return readCommand(file, values);
  if (command === 'search' && query !== undefined && rest.length === 0) return searchCommand(file, query, values);
  if (command === 'archive' && query !== undefined && rest.length === 0) return archiveCommand(file, query, values);
  if (command === undefined) throw new Refusal('nothing to do; see pilcrow-reader --help', 2);
  const usage = USAGE[command];
  if (!usage) throw new Refusal(`there is no command ${command}; see pilcrow-reader --help`, 2);
  throw new Refusal(`usage: pilcrow-reader ${command} ${usage}`, 2);
}

/** @type {Record<string, string>} */
const USAGE = { read: 'FILE|-', search: 'FILE|- QUERY', archive: 'FOLDER --to pagefind|ndjson OUT' };

/** @typedef {ReturnType<typeof parsed>['values']} Values */

/** @param {string[]} args */
function parsed(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'auto' },
        to: { type: 'string', default: 'text' },
        limit: { type: 'string', default: '50' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Refusal(/** @type {Error} */ (error).message, 2);
  }
}

/** @param {string} file @param {Values} values */
async function readCommand(file, values) {
  const { document } = await open(file, values);
  if (values.to === 'outline') return print(outlineLines(document.outline, 0));
  const output = document.export(/** @type {import('./core.js').ExportFormat} */ (values.to));
  print(output.endsWith('\n') ? output : `${output}\n`);
}

/** @param {string} file @param {string} query @param {Values} values */
async function searchCommand(file, query, values) {
  const limit = Number(values.limit);
  if (!/^\d+$/.test(values.limit)) throw new Refusal(`--limit is ${values.limit}, and should be a whole number`, 2);
  const { text, document } = await open(file, values);
  await loadStems({ lang: document.lang });
  const { total, hits } = document.search(query, { limit });
  const sections = titlesInOrder(document.outline);
  const lineOf = lineFinder(text);
  const found = hits.map(({ block, section, snippet, ranges }) => ({
    section: section === undefined ? null : sections[section],
    // A hit that only its section makes one has no words to point at.
    line: lineOf((ranges[0] ? document.sourceOf(block, ...ranges[0]) : document.blocks(block, block + 1)[0].source)[0]?.[0] ?? 0),
    snippet,
  }));
  if (values.json) return print(`${JSON.stringify({ total, hits: found })}\n`);
  print(found.map(({ section, line, snippet }) => `${line}: ${section === null ? '' : `[${section}] `}${snippet}\n`).join(''));
  if (found.length < total) process.stderr.write(`pilcrow-reader: ${found.length} of ${total} hits; more with --limit\n`);
  if (total === 0) process.stderr.write('pilcrow-reader: nothing found\n');
}

/** @param {string} folder @param {string} out @param {Values} values */
async function archiveCommand(folder, out, { to }) {
  if (!TARGETS.includes(to)) throw new Refusal(`an archive is written --to ${TARGETS.join(' or --to ')}, and not to ${to}`, 2);
  const { read } = await load();
  await archive(
    { folder, out, target: /** @type {import('./archive/archive.js').Target} */ (to) },
    {
      read: (text, name) => read(text, { format: formatOf(name) }),
      decode: async (bytes) => (await textOf('it', bytes)).text,
      reasonOf: (error) => reasonOf(/** @type {NodeJS.ErrnoException} */ (error)),
      // A name may hold what a terminal would obey.
      tell: (message) => process.stderr.write(`${message.replace(/\p{Cc}/gu, '�')}\n`),
    },
  );
}

/** @param {string} file @param {Values} values */
async function open(file, values) {
  const name = file === '-' ? 'standard input' : file;
  const { text, encoding } = await textOf(name, bytesOf(file));
  // One that had to be guessed.
  if (!encoding.startsWith('utf-')) process.stderr.write(`pilcrow-reader: ${name} is not UTF-8; it is read as ${encoding}\n`);
  const { read } = await load();
  const format = values.format === 'auto' ? formatOf(file) : values.format;
  const document = read(text, { format: /** @type {import('./core.js').Format} */ (format) });
  return { text, document };
}

/**
 * How a file is written, as far as its name says.
 * @param {string} name
 * @returns {import('./core.js').Format}
 */
function formatOf(name) {
  if (/\.(?:md|markdown)$/i.test(name)) return 'markdown';
  return /\.x?html?$/i.test(name) ? 'html' : 'auto';
}

/** @param {string} file */
function bytesOf(file) {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    const failure = /** @type {NodeJS.ErrnoException} */ (error);
    // A terminal closed at once, or no standard input at all, reads as an empty text.
    if (file === '-' && failure.code === 'EOF') return Buffer.alloc(0);
    throw new Refusal(`${file} could not be read: ${reasonOf(failure)}`);
  }
}

/** @type {Record<string, string>} what is said of a file that could not be read */
const REASONS = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
  ELOOP: 'its links lead nowhere',
  ERR_FS_FILE_TOO_LARGE: 'it is over 2 GB',
};

/** @param {NodeJS.ErrnoException} error */
function reasonOf({ code = '', message }) {
  return REASONS[code] ?? message;
}

/** @type {Record<import('./decode.js').Kind, string>} what is said of a file that is no text */
const NOT_TEXT = {
  pdf: 'is a PDF, not a text: take its text out first, for instance with pdftotext',
  zip: 'is a ZIP file (or an EPUB, DOCX or ODT, which are such), not a text: take its text out first',
  gzip: 'is a gzip file, not a text: unpack it first, for instance with gunzip',
  picture: 'is a picture, not a text: text recognition makes text of it',
  sound: 'is a recording, not a text',
  binary: 'is not a text: it is full of control characters',
};

/**
 * The text that bytes spell, with the encoding it was in.
 * @param {string} name what they are called where they are no text
 * @param {Uint8Array} bytes
 */
async function textOf(name, bytes) {
  const decoded = await decode(bytes);
  if (decoded.text === undefined) throw new Refusal(`${name} ${NOT_TEXT[decoded.kind]}`);
  return decoded;
}

/** @param {import('./core.js').OutlineEntry[]} entries @param {number} depth @returns {string} */
function outlineLines(entries, depth) {
  return entries.map(({ title, children }) => `${'  '.repeat(depth)}${title}\n${outlineLines(children, depth + 1)}`).join('');
}

/** @param {import('./core.js').OutlineEntry[]} entries @returns {string[]} */
function titlesInOrder(entries) {
  return entries.flatMap(({ title, children }) => [title, ...titlesInOrder(children)]);
}

/**
 * The line, counted from 1, of an offset in the text.
 * @param {string} text
 * @returns {(offset: number) => number}
 */
function lineFinder(text) {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|[\r\n]/g), ({ index, 0: end }) => index + end.length)];
  return (offset) => firstWhere(0, starts.length, (line) => starts[line] > offset);
}

function version() {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

/** @param {string} output */
function print(output) {
  process.stdout.write(output);
}

// The reader of a pipe may leave early (`| head`); that is not an error.
process.stdout.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`pilcrow-reader: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = error instanceof Refusal ? error.code : 1;
}
