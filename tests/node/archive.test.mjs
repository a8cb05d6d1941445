// The archive command, into records: what they hold, what is skipped, and that an interrupted run ends as an uninterrupted one does.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeTexts } from '../bench/made-up-texts.mjs';

const CLI = fileURLToPath(new URL('../../www/cli.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'pilcrow-archive-'));
const texts = path.join(folder, 'texts');
const COUNT = 60;
after(() => rmSync(folder, { recursive: true }));
before(() => {
  writeTexts(texts, COUNT);
  writeFileSync(path.join(texts, 'picture.png'), Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'));
  writeFileSync(path.join(texts, '.hidden'), 'Not to be read.');
});

/** @param {string[]} args */
const archive = (...args) => spawnSync(process.execPath, [CLI, 'archive', ...args], { encoding: 'utf8' });

/** @param {string} out @param {string} name */
const read = (out, name) => readFileSync(path.join(out, name), 'utf8');

/** @param {string} lines */
const parsed = (lines) =>
  lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('every section of every text is a record, and what is no text is named and skipped', () => {
  const out = path.join(folder, 'whole');
  const { status, stderr } = archive(texts, '--to', 'ndjson', out);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^skipped picture\.png: it is a picture, not a text: text recognition makes text of it$/m);
  assert.match(stderr, /^60 texts are in .*; skipped: 1$/m);
  const records = parsed(read(out, 'sections.ndjson'));
  assert.equal(new Set(records.map(({ id }) => id)).size, records.length);
  assert.equal(new Set(records.map(({ document }) => document)).size, COUNT);
  for (const record of records) {
    assert.deepEqual(Object.keys(record), ['id', 'document', 'title', 'heading', 'trail', 'anchor', 'position', 'lang', 'text']);
    assert.match(record.id, /^[\w-]+$/);
  }
  const [first, second] = records.filter(({ document }) => document === '000/000007.txt');
  assert.equal(first.title, first.heading);
  assert.equal(second.trail, `${first.title} › ${second.heading}`);
  assert.ok(second.text.startsWith(second.heading));
  assert.equal(second.anchor, second.heading.toLowerCase().replaceAll(' ', '-'));
  // Words that lines cut are whole in what is searched.
  assert.ok(records.every(({ text }) => !/[a-z]-\n/.test(text)));
});

test('each engine is told of the fields that there are', () => {
  const out = path.join(folder, 'whole');
  const fields = Object.keys(parsed(read(out, 'sections.ndjson'))[0]);
  const named = fields.filter((name) => name !== 'id').sort();
  assert.deepEqual(Object.keys(JSON.parse(read(out, 'opensearch-index.json')).mappings.properties).sort(), named);
  const schema = /** @type {{ fields: { name: string }[] }} */ (JSON.parse(read(out, 'typesense-schema.json')));
  assert.deepEqual(schema.fields.map(({ name }) => name).sort(), named);
  const { searchableAttributes, filterableAttributes, sortableAttributes } = JSON.parse(read(out, 'meilisearch-settings.json'));
  assert.deepEqual([...searchableAttributes, ...filterableAttributes, ...sortableAttributes].sort(), named);
  const bulk = parsed(read(out, 'opensearch-bulk.ndjson'));
  const rebuilt = bulk.flatMap((line, at) => (at % 2 ? [{ id: bulk[at - 1].index._id, ...line }] : []));
  assert.deepEqual(rebuilt, parsed(read(out, 'sections.ndjson')));
});

test('an interrupted run goes on where it was, and ends alike', async () => {
  const out = path.join(folder, 'interrupted');
  const log = path.join(out, '.archive', 'log.ndjson');
  const child = spawn(process.execPath, [CLI, 'archive', texts, '--to', 'ndjson', out], { stdio: 'ignore' });
  while (!existsSync(log) || readFileSync(log, 'utf8').split('\n').length < 10)
    await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  // What may have been on its way to the disk when the power failed.
  appendFileSync(log, '{"path":"000/0000');
  appendFileSync(path.join(out, '.archive', 'sections.ndjson'), '{"id":"half');
  const { status, stderr } = archive(texts, '--to', 'ndjson', out);
  assert.equal(status, 0, stderr);
  const [, done] = /^(\d+) of 61 files are done already$/m.exec(stderr) ?? [];
  assert.ok(Number(done) >= 9 && Number(done) < 61, stderr);
  assert.equal(read(out, 'sections.ndjson'), read(path.join(folder, 'whole'), 'sections.ndjson'));
  assert.equal(existsSync(path.join(out, '.archive')), false);
});

test('a run that finds its disk full ends, says so, and goes on where it was once there is room', () => {
  const out = path.join(folder, 'full');
  // Files may not grow beyond 16 blocks, which a write is told as it is told of a full disk.
  const limited = `trap '' XFSZ; ulimit -f 16; exec "$0" "$@"`;
  const args = [CLI, 'archive', texts, '--to', 'ndjson', out];
  const { status, stderr } = spawnSync('sh', ['-c', limited, process.execPath, ...args], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /^pilcrow-reader: there is no room left where .*full is; the same command will go on where it was$/m);
  assert.doesNotMatch(stderr, /^skipped 0/m);
  assert.equal(archive(texts, '--to', 'ndjson', out).status, 0);
  assert.equal(read(out, 'sections.ndjson'), read(path.join(folder, 'whole'), 'sections.ndjson'));
});

test('an indexer that ends in the middle is said to have done so', () => {
  const [few, out] = [path.join(folder, 'few'), path.join(folder, 'few-out')];
  writeTexts(few, 3);
  // Three texts' records are as long as 20 blocks, what Pagefind writes beside its index longer than 100.
  const limited = `trap '' XFSZ; ulimit -f 100; exec "$0" "$@"`;
  const args = [CLI, 'archive', few, '--to', 'pagefind', out];
  const { status, stderr } = spawnSync('sh', ['-c', limited, process.execPath, ...args], { encoding: 'utf8' });
  assert.equal(status, 1, stderr);
  assert.match(stderr, /^pilcrow-reader: pagefind .* full$/m);
});

test('what the log tells of, and the disk never got, is split again', () => {
  const [one, out] = [path.join(folder, 'short'), path.join(folder, 'short-out')];
  writeTexts(one, 3);
  assert.equal(archive(one, '--to', 'ndjson', out).status, 0);
  const whole = read(out, 'sections.ndjson');
  const log = path.join(out, '.archive', 'log.ndjson');
  const records = path.join(out, '.archive', 'sections.ndjson');
  // A run that ends before its records are where they belong, since a folder stands there.
  rmSync(path.join(out, 'sections.ndjson'));
  mkdirSync(path.join(out, 'sections.ndjson', 'in the way'), { recursive: true });
  assert.equal(archive(one, '--to', 'ndjson', out).status, 1);
  const [first] = parsed(readFileSync(log, 'utf8'));
  truncateSync(records, first.end + 10);
  // Its last line lacks what ends it.
  truncateSync(log, readFileSync(log).length - 1);
  rmSync(path.join(out, 'sections.ndjson'), { recursive: true });
  const { status, stderr } = archive(one, '--to', 'ndjson', out);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^1 of 3 files are done already$/m);
  assert.equal(read(out, 'sections.ndjson'), whole);
});

test('names, links and texts of all kinds are taken, or named and skipped', () => {
  const [odd, out] = [path.join(folder, 'odd'), path.join(folder, 'odd-out')];
  mkdirSync(path.join(odd, 'a folder', 'of "texts"'), { recursive: true });
  const names = [
    '-to.txt',
    '50% off? #1.txt',
    'a folder/of "texts"/it’s \'so\'.txt',
    'two\nlines.txt',
    'two\u2028lines.txt',
    'пять',
  ];
  for (const name of names) writeFileSync(path.join(odd, name), 'Some words.\n');
  writeFileSync(path.join(odd, 'separators.txt'), 'A line.\u2028And another\u2029with\u0085more.\n');
  writeFileSync(path.join(odd, 'wide.txt'), Buffer.from('\ufeffSome words.\n', 'utf16le'));
  writeFileSync(path.join(odd, 'latin.txt'), Buffer.from('Ein Müller fährt über die Brücke.\n', 'latin1'));
  symlinkSync('-to.txt', path.join(odd, 'link to a text.txt'));
  symlinkSync('.', path.join(odd, 'link to its own folder'));
  symlinkSync('nothing', path.join(odd, 'link to nothing'));
  symlinkSync('link to itself', path.join(odd, 'link to itself'));
  writeFileSync(path.join(odd, 'empty.txt'), '');
  writeFileSync(path.join(odd, 'blank.txt'), ' \n\u3000\n');
  // Names in Latin-1.
  writeFileSync(Buffer.from(`${odd}/caf\xe9`, 'latin1'), 'Some words.\n');
  mkdirSync(Buffer.from(`${odd}/folder\xe9`, 'latin1'));
  spawnSync('mkfifo', [path.join(odd, 'pipe')]);
  symlinkSync('pipe', path.join(odd, 'link to a pipe'));
  const { status, stderr } = archive(odd, '--to', 'ndjson', out);
  assert.equal(status, 0, stderr);
  const taken = [...names, 'separators.txt', 'wide.txt', 'latin.txt', 'link to a text.txt'];
  const records = parsed(read(out, 'sections.ndjson'));
  assert.deepEqual([...new Set(records.map(({ document }) => document))].sort(), taken.sort());
  assert.deepEqual(parsed(read(out, 'opensearch-bulk.ndjson')).length, 2 * records.length);
  for (const line of [
    'skipped blank.txt: it is empty',
    'skipped caf\ufffd: its name is not in UTF-8',
    'skipped empty.txt: it is empty',
    'skipped folder\ufffd: its name is not in UTF-8',
    'skipped link to a pipe: it is a link to no file',
    'skipped link to its own folder: it is a link to a folder',
    'skipped link to itself: its links lead nowhere',
    'skipped link to nothing: there is no such file',
    'skipped pipe: it is no file',
    `10 texts are in ${out}; skipped: 9`,
  ]) {
    assert.ok(stderr.split('\n').includes(line), `${line}\n\n${stderr}`);
  }
});

test('a text that changed since an interrupted run has all of them split anew', () => {
  const out = path.join(folder, 'changed');
  const one = path.join(folder, 'one');
  writeTexts(one, 3);
  const run = () =>
    spawnSync(process.execPath, [CLI, 'archive', one, '--to', 'ndjson', out], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
  assert.equal(run().status, 0);
  const whole = read(out, 'sections.ndjson');
  // As an interrupted run would have left it: a log of one text.
  mkdirSync(path.join(out, '.archive'));
  writeFileSync(path.join(out, '.archive', 'sections.ndjson'), whole);
  writeFileSync(
    path.join(out, '.archive', 'log.ndjson'),
    `${JSON.stringify({ path: '000/000000.txt', size: 1, modified: 1, end: 10 })}\n`,
  );
  const { stderr } = run();
  assert.match(stderr, /^000\/000000\.txt has changed since the last run, so that all texts are split anew$/m);
  assert.equal(read(out, 'sections.ndjson'), whole);
});

test('what cannot be done is said in a line', () => {
  const [empty, other, link] = ['empty', 'other', 'link'].map((name) => path.join(folder, name));
  mkdirSync(empty);
  mkdirSync(path.join(other, 'inner'), { recursive: true });
  writeFileSync(path.join(other, 'index.html'), 'A site of another kind.');
  writeFileSync(path.join(other, 'read.html'), 'A page of it.');
  symlinkSync(texts, link);
  const cases = [
    { args: ['nowhere', '--to', 'ndjson', 'out'], code: 1, says: /^pilcrow-reader: nowhere is no folder$/m },
    {
      args: [texts, '--to', 'ndjson', path.join(texts, 'out')],
      code: 1,
      says: /out lies in .*, and would become a part of itself$/m,
    },
    {
      args: [texts, '--to', 'ndjson', path.join(link, 'out')],
      code: 1,
      says: /out lies in .*, and would become a part of itself$/m,
    },
    {
      args: [path.join(other, 'inner'), '--to', 'ndjson', other],
      code: 1,
      says: /inner lies in .*other, which is written anew$/m,
    },
    {
      args: [texts, '--to', 'pagefind', other],
      code: 1,
      says: /other holds other things; name a folder that is empty, or not there yet$/m,
    },
    { args: [empty, '--to', 'ndjson', path.join(folder, 'none')], code: 1, says: /there is no text in .*empty$/m },
    { args: [texts, 'out'], code: 2, says: /an archive is written --to pagefind or --to ndjson, and not to text$/m },
    { args: [texts], code: 2, says: /usage: pilcrow-reader archive FOLDER --to pagefind\|ndjson OUT$/m },
  ];
  for (const { args, code, says } of cases) {
    const { status, stderr } = archive(...args);
    assert.equal(status, code, stderr);
    assert.match(stderr, says);
  }
});
