// Every language of the interface says all that English says, with the same places to fill and the plural forms that it needs.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { languageOf, spoken } from '../../www/words.js';

/** @typedef {Record<string, string | Record<string, string>>} Table */

const www = fileURLToPath(new URL('../../www/', import.meta.url));
// What English keeps for later stands in files of its own.
const files = readdirSync(path.join(www, 'words'))
  .filter((name) => name.endsWith('.js'))
  .map((name) => path.basename(name, '.js'));
const languages = files.filter((name) => !name.startsWith('en-'));
const english = await tableOf('en');

test('there are ten languages, and one that nobody speaks', () => {
  assert.deepEqual(languages, ['ar', 'de', 'en', 'es', 'fa', 'fr', 'it', 'ja', 'pt', 'qps-ploc', 'zh']);
  for (const lang of languages) assert.equal(spoken(lang), lang, `${lang} is not among those that are spoken`);
});

for (const lang of languages) {
  test(`${lang} has every key, every place and every plural form`, async () => {
    const table = await tableOf(lang);
    assert.deepEqual(Object.keys(table).sort(), Object.keys(english).sort());
    const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    for (const [key, entry] of Object.entries(table)) {
      const ours = english[key];
      assert.equal(typeof entry, typeof ours, `${key} has plural forms in one language only`);
      if (typeof entry === 'string' || typeof ours === 'string') {
        assert.deepEqual(places(String(entry)), places(String(ours)), key);
      } else {
        assert.deepEqual(Object.keys(entry).sort(), [...forms].sort(), `${key} has other plural forms than ${lang}`);
        // A form for one or two things may name the number in words.
        assert.deepEqual(places(entry.other), places(ours.other), key);
      }
    }
  });
}

test('numbers and plural forms are those of the language', async () => {
  const { say: german } = await languageOf('de');
  const { say: persian } = await languageOf('fa');
  const { say: arabic } = await languageOf('ar');
  assert.equal(german('matches', { count: 12345 }), '12.345 Treffer');
  assert.equal(persian('at', { at: 3, count: 40 }), '۳ از ۴۰');
  assert.deepEqual(
    [1, 2, 5, 11].map((count) => arabic('matches', { count }).split(' ').at(-1)),
    ['واحدة', 'نتيجتان', 'نتائج', 'نتيجة'],
  );
});

test('what runs the other way is set apart', async () => {
  const { say: persian } = await languageOf('fa');
  const { say: english } = await languageOf('en');
  assert.match(persian('named', { name: 'mill.txt' }), /\u2068mill\.txt\u2069/);
  assert.match(english('named', { name: 'کاریز' }), /\u2068کاریز\u2069/);
  assert.equal(english('named', { name: 'mill.txt' }), '“mill.txt”');
});

test('a tag leads to its language, and one that is not spoken to English', () => {
  assert.deepEqual(['pt-BR', 'zh-Hant-TW', 'DE', 'qps-ploc', 'nl', '', 'constructor'].map(spoken), [
    'pt',
    'zh',
    'de',
    'qps-ploc',
    'en',
    'en',
    'en',
  ]);
});

test('the modules show no words but those of a language', () => {
  const showing =
    /(?:'aria-label'|title|placeholder|textContent|ariaLabel|alt)\s*[:=]\s*(['"`])(?!\1)|make\([^()]*,\s*(['"`])[A-Z]/;
  for (const name of readdirSync(www).filter((name) => /\.js$/.test(name) && name !== 'cli.js')) {
    const lines = readFileSync(path.join(www, name), 'utf8').split('\n');
    const literal = lines.filter((line) => showing.test(line));
    assert.deepEqual(literal, [], `${name} shows a literal string`);
  }
});

test('every word of the page names itself, and every language has it', async () => {
  const page = readFileSync(path.join(www, 'index.html'), 'utf8').replace(
    /<!--.*?-->|<head>.*<\/head>|<noscript>.*<\/noscript>/gs,
    '',
  );
  const keys = [...page.matchAll(/data-words="(\w+)"/g)].map(([, key]) => key);
  const shown = [...page.matchAll(/<(\w+)([^<>]*)>([^<>]*\p{L}[^<>]*)/gu)];
  const unnamed = shown.filter(
    ([, tag, attributes]) => !attributes.includes('data-words') && tag !== 'bdi' && !/ lang=/.test(attributes),
  );
  assert.ok(keys.length > 20, 'there are words to look at');
  assert.deepEqual(
    unnamed.map(([, , , words]) => words.trim()),
    [],
  );
  for (const lang of files.filter((name) => !/^(en|qps)/.test(name))) {
    const { words } = await import(`../../www/words/page/${lang}.js`);
    assert.deepEqual(Object.keys(words).sort(), [...new Set([...keys, 'title', 'pasted'])].sort(), lang);
    assert.deepEqual(
      Object.entries(words).filter(([, said]) => !said.trim()),
      [],
      lang,
    );
  }
});

/** @param {string} lang @returns {Promise<Table>} */
async function tableOf(lang) {
  const parts = lang === 'en' ? files.filter((name) => /^en(-|$)/.test(name)) : [lang];
  const tables = await Promise.all(parts.map((name) => import(`../../www/words/${name}.js`)));
  return Object.assign({}, ...tables.map(({ words }) => words));
}

/** @param {string} words */
function places(words) {
  return (words.match(/\{\w+\}/g) ?? []).sort();
}
