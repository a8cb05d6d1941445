// How well search ranks, beside Lunr and MiniSearch: known items as a person types them, and queries with judged documents; prints Markdown
// tables. Usage: node tests/bench/relevance.mjs FOLDER PEERS, the folders of the sets and of the peers' packages.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { load } from '../../www/core.js';

const SETS = process.argv[2] ?? '../shared/relevance';
const PEERS = process.argv[3] ?? '.';
// Lunr reads these as operators.
const OPERATORS = /[:~^*+-]/g;

const peers = createRequire(path.resolve(PEERS, 'package.json'));
const core = await load();

/**
 * @typedef {{ id: string, title?: string, text: string }} Doc
 * @typedef {{ id: string, text: string, kind?: string, para?: string[] }} Asked
 * @typedef {(query: string) => string[]} Search ids, the best first
 */

/** @type {Record<string, (docs: Doc[]) => Search | undefined>} */
const ENGINES = {
  pilcrow(docs) {
    const shelf = core.library();
    shelf.addAll(docs.map((doc) => ({ ...doc, format: /** @type {const} */ ('plain') })));
    return (query) => [...new Set(shelf.search(query, { limit: 300 }).hits.map(({ id }) => id))];
  },
  lunr(docs) {
    const lunr = peer('lunr');
    const index = lunr?.((/** @type {any} */ builder) => {
      for (const field of ['title', 'text']) builder.field(field);
      for (const doc of docs) builder.add(doc);
    });
    return index && ((query) => index.search(query.replace(OPERATORS, ' ')).map((/** @type {{ ref: string }} */ { ref }) => ref));
  },
  minisearch(docs) {
    const MiniSearch = peer('minisearch');
    if (!MiniSearch) return undefined;
    const engine = new MiniSearch({ fields: ['title', 'text'], searchOptions: { prefix: true, fuzzy: 0.2 } });
    engine.addAll(docs);
    return (query) => engine.search(query).map((/** @type {{ id: string }} */ { id }) => id);
  },
};

for (const set of ['book', 'wiki']) knownItems(set);
for (const set of ['cran', 'med']) judged(set);

/** @param {string} set */
function knownItems(set) {
  const docs = /** @type {Doc[]} */ (lines(`ki.${set}.paras.jsonl`));
  const queries = /** @type {Required<Asked>[]} */ (lines(`ki.${set}.queries.jsonl`));
  const kinds = [...new Set(queries.map(({ kind }) => kind))];
  console.log(
    `\nknown items, ${set}: share found first\n\n| | ${kinds.join(' | ')} | mean |\n|---|${'---:|'.repeat(kinds.length + 1)}`,
  );
  for (const [name, make] of Object.entries(ENGINES)) {
    const search = make(docs);
    if (!search) continue;
    const firsts = kinds.map((kind) => {
      const asked = queries.filter((query) => query.kind === kind);
      const found = asked.map(({ text, para }) => para.includes(search(text)[0]));
      if (process.env.MISSED === kind && name === 'pilcrow') {
        for (const [at, { text, para }] of asked.entries()) {
          const doc = docs.find(({ id }) => para.includes(id));
          if (!found[at])
            console.log(JSON.stringify({ text, found: search(text).slice(0, 3), para, doc: doc?.text.slice(0, 300) }));
        }
      }
      return found.filter(Boolean).length / asked.length;
    });
    const mean = firsts.reduce((sum, first) => sum + first, 0) / kinds.length;
    console.log(`| ${name} | ${[...firsts, mean].map((share) => share.toFixed(3)).join(' | ')} |`);
  }
}

/** @param {string} set */
function judged(set) {
  const docs = /** @type {Doc[]} */ (lines(`ir.${set}.docs.jsonl`));
  const queries = /** @type {Asked[]} */ (lines(`ir.${set}.queries.jsonl`));
  /** @type {Map<string, Map<string, number>>} */
  const grades = new Map();
  for (const line of read(`ir.${set}.qrels.tsv`).split('\n').filter(Boolean)) {
    const [query, doc, grade] = line.split('\t');
    if (!grades.has(query)) grades.set(query, new Map());
    grades.get(query)?.set(doc, Number(grade));
  }
  console.log(`\n${set}: nDCG@10\n\n| | |\n|---|---:|`);
  for (const [name, make] of Object.entries(ENGINES)) {
    const search = make(docs);
    if (!search) continue;
    const scores = queries
      .filter(({ id }) => grades.has(id))
      .map(({ id, text }) => ndcg(search(text), grades.get(id) ?? new Map()));
    console.log(`| ${name} | ${(scores.reduce((sum, score) => sum + score, 0) / scores.length).toFixed(4)} |`);
  }
}

/** @param {string[]} found @param {Map<string, number>} grades */
function ndcg(found, grades) {
  /** @param {number[]} gains */
  const gained = (gains) => gains.slice(0, 10).reduce((sum, gain, rank) => sum + gain / Math.log2(rank + 2), 0);
  const ideal = gained([...grades.values()].sort((a, b) => b - a));
  return ideal ? gained(found.map((id) => grades.get(id) ?? 0)) / ideal : 0;
}

/** @param {string} name */
function peer(name) {
  try {
    return peers(name);
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function lines(file) {
  return read(file)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** @param {string} file */
function read(file) {
  return readFileSync(path.join(SETS, file), 'utf8');
}
