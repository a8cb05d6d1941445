// A site of an archive's texts: searched by Pagefind in the browser, from files that any static host serves, and read in the reader.

import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./sections.js').SectionRecord} SectionRecord */

/** How many records are on their way at a time: enough that the indexer never waits, few enough that they take no room. */
const ON_THE_WAY = 64;

const site = fileURLToPath(new URL('./site/', import.meta.url));
/** The reader, and what it fetches for texts that are marked up, or in other languages than English: where it looks for them. */
const READER = ['cdn/pilcrow-reader.js', 'wasm/markup_bg.wasm', 'wasm/stems_bg.wasm'];

/**
 * How many texts an index holds. Pagefind keeps a whole index in memory: of 20,000 texts of 8 KB it took 4.3 GB, of 5,000 at a time 1.4 GB.
 * A browser searches several as one, and fetches for a query 560 KB from four, where it fetched 470 KB from one.
 */
export const TEXTS_PER_INDEX = 5000;

/** @typedef {typeof import('pagefind')} Engine */

/** Pagefind itself, which comes with no package but the person's own. @returns {Promise<Engine>} */
export async function findPagefind() {
  try {
    return await import('pagefind');
  } catch (cause) {
    const mend = 'install it beside this one with: npm install pilcrow-reader pagefind';
    throw new Error(`--to pagefind needs the package pagefind; ${mend}`, { cause });
  }
}

/**
 * @param {Engine} service
 * @param {AsyncIterable<SectionRecord>} sections
 * @param {{ folder: string, out: string, lang: string, textsPerIndex: number }} archive `lang`: what most texts are written in
 * @param {(message: string) => void} tell
 */
export async function writePagefind(service, sections, { folder, out, lang, textsPerIndex }, tell) {
  // What an earlier run has left is searched, and read, by no one.
  for (const name of ['pagefind', 'texts']) await rm(path.join(out, name), { recursive: true, force: true });
  const texts = [];
  let indexes = 0;
  const rest = byText(sections);
  try {
    for (;;) {
      const place = { out: path.join(out, 'pagefind', String(indexes)), lang };
      const names = await orItsEnd(writeIndex(service, rest, textsPerIndex, place, tell));
      if (names.length === 0) break;
      texts.push(...names);
      indexes++;
      tell(`indexed: ${texts.length}`);
    }
  } finally {
    await service.close();
  }
  await writeSite({ folder, out, lang, indexes }, texts);
}

/**
 * What Pagefind answers. Where its indexer ends without an answer, there is nothing left for Node to wait for, and it would end too.
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
function orItsEnd(answer) {
  return new Promise((resolve, reject) => {
    const atItsEnd = () => reject(new Error('pagefind has ended in the middle, as it does where a disk or the memory is full'));
    process.once('beforeExit', atItsEnd);
    answer.then(resolve, reject).finally(() => process.off('beforeExit', atItsEnd));
  });
}

/**
 * Takes so many texts and writes their index; gives their names.
 * @param {Engine} service
 * @param {AsyncGenerator<SectionRecord[]>} rest
 * @param {number} most
 * @param {{ out: string, lang: string }} where
 * @param {(message: string) => void} tell
 */
async function writeIndex(service, rest, most, { out, lang }, tell) {
  /** @type {string[]} */
  const names = [];
  /** @type {IteratorResult<SectionRecord[]>} */
  let next = await rest.next();
  if (next.done) return names;
  // One language for all texts: a page searches in the part of its own language alone.
  const { index, errors } = await service.createIndex({ forceLanguage: lang.split('-')[0] || 'en' });
  if (!index) throw new Error(`pagefind could not begin: ${errors.join('; ')}`);
  /** @type {Set<Promise<void>>} */
  const onTheWay = new Set();
  for (; !next.done; next = await rest.next()) {
    const [{ document }] = next.value;
    names.push(document);
    const adding = index.addHTMLFile(page(next.value)).then(({ errors }) => {
      onTheWay.delete(adding);
      if (errors.length) tell(`skipped ${document}: ${errors.join('; ')}`);
    });
    onTheWay.add(adding);
    if (onTheWay.size >= ON_THE_WAY) await Promise.race(onTheWay);
    if (names.length === most) break;
  }
  await Promise.all(onTheWay);
  const { errors: faults } = await index.writeFiles({ outputPath: out });
  if (faults.length > 0) throw new Error(`pagefind could not write its index: ${faults.join('; ')}`);
  await index.deleteIndex();
  return names;
}

/** The sections of one text after the other. @param {AsyncIterable<SectionRecord>} sections */
async function* byText(sections) {
  /** @type {SectionRecord[]} */
  let text = [];
  for await (const section of sections) {
    if (text.length > 0 && text[0].document !== section.document) {
      yield text;
      text = [];
    }
    text.push(section);
  }
  if (text.length > 0) yield text;
}

/**
 * A text as a page whose headings have ids: Pagefind then finds sections, and lists a text once. As a record for each section, 20,000
 * texts would take six times as many entries in the list that a browser fetches before its first query.
 * @param {SectionRecord[]} sections
 */
function page(sections) {
  const [{ document, title, lang }] = sections;
  const body = sections.map(({ heading, anchor, text }) => {
    const start = anchor ? `<h2 id="${escaped(anchor)}">${escaped(heading)}</h2>` : '';
    const rest = anchor && text.startsWith(heading) ? text.slice(heading.length) : text;
    return `${start}<p>${escaped(rest)}</p>`;
  });
  return {
    url: `read.html?text=${encodeURIComponent(`texts/${document}`)}`,
    content: `<!doctype html><html lang="${escaped(lang)}"><body data-pagefind-meta="title:${escaped(title)}">${body.join('\n')}</body></html>`,
  };
}

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * @param {{ folder: string, out: string, lang: string, indexes: number }} archive
 * @param {string[]} texts
 */
async function writeSite({ folder, out, lang, indexes }, texts) {
  await cp(site, out, { recursive: true });
  for (const name of READER) {
    await mkdir(path.dirname(path.join(out, name)), { recursive: true });
    await copyFile(fileURLToPath(new URL(`../${name}`, import.meta.url)), path.join(out, name));
  }
  for (const name of ['index.html', 'read.html']) {
    const page = path.join(out, name);
    const html = await readFile(page, 'utf8');
    await writeFile(page, html.replace('<html lang="en">', `<html lang="${lang || 'en'}" data-indexes="${indexes}">`));
  }
  for (const name of texts) {
    const target = path.join(out, 'texts', name);
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(path.join(folder, name), target);
  }
}
