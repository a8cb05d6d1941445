// Section records for search engines that run on a server: NDJSON, and for each engine the file that tells it what the fields are.

import { createWriteStream } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { jsonLine } from './lines.js';

/** @typedef {import('./sections.js').SectionRecord} SectionRecord */

/** Searched, the weightier first. */
const SEARCHED = ['title', 'heading', 'trail', 'text'];
/** Searched as they are, to filter by. */
const EXACT = ['document', 'anchor', 'lang'];

/**
 * @param {AsyncIterable<SectionRecord>} sections
 * @param {{ records: string, out: string }} files `records`: where the sections come from, which becomes a part of the folder `out`
 */
export async function writeNdjson(sections, { records, out }) {
  const bulk = createWriteStream(path.join(out, 'opensearch-bulk.ndjson'));
  await pipeline(Readable.from(bulkLines(sections)), bulk);
  await Promise.all([
    writeFile(path.join(out, 'opensearch-index.json'), pretty(openSearch())),
    writeFile(path.join(out, 'meilisearch-settings.json'), pretty(meilisearch())),
    writeFile(path.join(out, 'typesense-schema.json'), pretty(typesense())),
  ]);
  await rename(records, path.join(out, 'sections.ndjson'));
}

/** OpenSearch takes each record after a line that says what to do with it. @param {AsyncIterable<SectionRecord>} sections */
async function* bulkLines(sections) {
  for await (const { id, ...fields } of sections) {
    yield jsonLine({ index: { _id: id } }) + jsonLine(fields);
  }
}

function openSearch() {
  const text = Object.fromEntries(SEARCHED.map((name) => [name, { type: 'text' }]));
  const keywords = Object.fromEntries(EXACT.map((name) => [name, { type: 'keyword' }]));
  return { mappings: { dynamic: 'strict', properties: { ...text, ...keywords, position: { type: 'integer' } } } };
}

function meilisearch() {
  return {
    searchableAttributes: SEARCHED,
    filterableAttributes: EXACT,
    sortableAttributes: ['position'],
    // One result for each text, its best section.
    distinctAttribute: 'document',
  };
}

function typesense() {
  const strings = [...SEARCHED, ...EXACT].map((name) => ({ name, type: 'string', facet: EXACT.includes(name) }));
  return { name: 'sections', fields: [...strings, { name: 'position', type: 'int32' }] };
}

/** @param {object} value */
const pretty = (value) => `${JSON.stringify(value, null, 2)}\n`;
