// The command line as a person or a script meets it: output, notes on stderr, exit codes.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../www/cli.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'pilcrow-cli-'));
after(() => rmSync(folder, { recursive: true }));

const ARTICLE = 'The mill reopens\n\nThe old mill on the river opened again.\nFlour came at noon.\n\nThe miller smiled.\n';
const article = fileOf('article.txt', ARTICLE);

/** @param {string} name @param {string | Uint8Array} content */
function fileOf(name, content) {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** @param {string[]} args @param {string | Uint8Array} [input] */
function pilcrow(args, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** @param {string} stdout @returns {string} */
const wordsOf = (stdout) => stdout.replace(/\s+/g, ' ').trim();

test('read writes the article as text', () => {
  const { status, stdout, stderr } = pilcrow(['read', article]);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  assert.match(wordsOf(stdout), /old mill on the river opened again\. Flour came at noon\./);
  assert.ok(stdout.endsWith('\n'));
});

test('read --to json gives kind, level and text alone, in reading order', () => {
  const { status, stdout } = pilcrow(['read', article, '--to', 'json']);
  assert.equal(status, 0);
  const { blocks, ...rest } = JSON.parse(stdout);
  assert.deepEqual(rest, {});
  for (const block of blocks) {
    assert.equal(typeof block.kind, 'string');
    assert.equal(typeof block.text, 'string');
    assert.deepEqual(
      Object.keys(block).filter((name) => !['kind', 'level', 'text'].includes(name)),
      [],
    );
  }
  const texts = blocks.map((/** @type {{ text: string }} */ { text }) => text);
  assert.ok(texts.indexOf('The old mill on the river opened again. Flour came at noon.') < texts.indexOf('The miller smiled.'));
});

test('read writes Markdown, HTML and an outline', () => {
  assert.match(pilcrow(['read', article, '--to', 'markdown']).stdout, /The miller smiled\./);
  assert.match(pilcrow(['read', article, '--to', 'html']).stdout, /<p[^>]*>The miller smiled\.<\/p>/);
  assert.equal(pilcrow(['read', article, '--to', 'outline']).status, 0);
});

test('a file is written as its name says, or as it looks, or as one is told', () => {
  const words = 'A lamp, *lit* each night.\n\nAnd <b>no</b> bell.\n';
  const read = (/** @type {string} */ name, /** @type {string[]} */ ...rest) =>
    wordsOf(pilcrow(['read', fileOf(name, words), ...rest]).stdout);
  assert.equal(read('lamp.md'), 'A lamp, lit each night. And no bell.');
  assert.equal(read('lamp.HTML'), 'A lamp, *lit* each night. And no bell.');
  assert.equal(read('lamp.txt'), wordsOf(words));
  assert.equal(read('lamp.txt', '--format', 'markdown'), 'A lamp, lit each night. And no bell.');
  assert.equal(wordsOf(pilcrow(['read', '-'], `# Lamps\n\n${words}`).stdout), 'Lamps A lamp, lit each night. And no bell.');
});

test('read - takes standard input', () => {
  assert.equal(pilcrow(['read', '-'], ARTICLE).stdout, pilcrow(['read', article]).stdout);
  assert.equal(pilcrow(['read', '-'], '').status, 0);
});

test('search prints the line of the source, and the words around', () => {
  const { status, stdout } = pilcrow(['search', article, 'noon']);
  assert.equal(status, 0);
  assert.match(stdout, /^4: .*noon/m);
});

test('search --json gives the same as data', () => {
  const { total, hits } = JSON.parse(pilcrow(['search', article, 'mill', '--json', '--limit', '1']).stdout);
  assert.ok(total >= 2);
  assert.equal(hits.length, 1);
  assert.deepEqual(Object.keys(hits[0]), ['section', 'line', 'snippet']);
});

test("search finds other forms of words by the rules of the text's language", () => {
  const { stdout } = pilcrow(['search', '-', 'Häusern'], 'Das Haus am Hafen ist alt, und der Wirt hat es nicht gestrichen.');
  assert.match(stdout, /^1: Das Haus am Hafen/);
});

test('a search that finds nothing is no error', () => {
  const { status, stdout, stderr } = pilcrow(['search', article, 'zeppelin']);
  assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '', stderr: 'pilcrow-reader: nothing found\n' });
});

test('encodings are told apart', () => {
  const text = 'Café “Zoë” – naïve €5';
  const utf16be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  const windows1252 = Buffer.from(
    [...text].map((character) => ({ '“': 0x93, '”': 0x94, '–': 0x96, '€': 0x80 })[character] ?? character.charCodeAt(0)),
  );
  const cases = {
    'utf-8': text,
    'utf-8 with a mark': `\ufeff${text}`,
    'utf-16le': Buffer.from(`\ufeff${text}`, 'utf16le'),
    'utf-16be': utf16be,
  };
  for (const [name, input] of Object.entries(cases)) {
    const { stdout, stderr } = pilcrow(['read', '-'], input);
    assert.deepEqual({ name, stdout, stderr }, { name, stdout: `${text}\n`, stderr: '' });
  }
  const { stdout, stderr } = pilcrow(['read', '-'], windows1252);
  assert.equal(stdout, `${text}\n`);
  assert.equal(stderr, 'pilcrow-reader: standard input is not UTF-8; it is read as windows-1252\n');
});

test('what is not a text is refused, and said to be so', () => {
  const random = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 167) % 256));
  const cases = {
    'is a PDF, not a text': '%PDF-1.7\n1 0 obj',
    'is a ZIP file': Buffer.from('PK\x03\x04\x14\0\0', 'latin1'),
    'is full of control characters': random,
    'is not a text: it is full': Buffer.alloc(100),
  };
  for (const [message, content] of Object.entries(cases)) {
    const { status, stdout, stderr } = pilcrow(['read', fileOf('binary', content)]);
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' }, message);
    assert.match(stderr, /^pilcrow-reader: [^\n]*\n$/);
    assert.ok(stderr.includes(message), stderr);
  }
  assert.equal(pilcrow(['read', '-'], 'hello\0world\n').status, 0, 'one stray NUL is no reason');
});

test('what goes wrong is said in one line, with an exit code that tells what kind it is', () => {
  /** @type {[string[], number, RegExp][]} */
  const cases = [
    [['read', path.join(folder, 'nowhere.txt')], 1, /nowhere\.txt could not be read: there is no such file/],
    [['read', folder], 1, /could not be read: it is a folder/],
    [['read', article, '--to', 'rtf'], 1, /no export format "rtf"/],
    [['read', article, '--format', 'rtf'], 1, /no format "rtf"/],
    [[], 2, /nothing to do; see pilcrow-reader --help/],
    [['fold', article], 2, /there is no command fold/],
    [['read'], 2, /usage: pilcrow-reader read FILE/],
    [['search', article], 2, /usage: pilcrow-reader search FILE/],
    [['search', article, 'x', '--limit', 'many'], 2, /--limit is many/],
    [['read', article, '--bad'], 2, /--bad/],
  ];
  for (const [args, code, message] of cases) {
    const { status, stdout, stderr } = pilcrow(args);
    assert.deepEqual({ args, status, stdout }, { args, status: code, stdout: '' });
    assert.match(stderr, message);
    assert.match(stderr, /^pilcrow-reader: [^\n]*\n$/);
  }
});

test('help and version', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  assert.equal(pilcrow(['--version']).stdout, `${version}\n`);
  assert.match(pilcrow(['--help']).stdout, /pilcrow-reader read FILE/);
  assert.equal(pilcrow(['--help']).status, 0);
});

test('a reader who leaves a pipe early is no error', async () => {
  const long = fileOf('long.txt', 'A paragraph that is some words long.\n\n'.repeat(50_000));
  const child = spawn(process.execPath, [CLI, 'read', long], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.once('data', () => child.stdout.destroy());
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
});
