// A site of an archive's texts: searched by Pagefind in the browser, from files that any static host serves, and read in the reader.

import { copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./sections.js').SectionRecord} SectionRecord */

/** How many records are on their way at a time: enough that the indexer never waits, few enough that they take no room. */
const ON_THE_WAY = 64;

const site = fileURLToPath(new URL('./site/', import.meta.url));
const bundle = fileURLToPath(new URL('../cdn/pilcrow-reader.js', import.meta.url));

/**
 * @param {AsyncIterable<SectionRecord>} sections
 * @param {{ folder: string, out: string, lang: string }} archive `lang`: what most texts are written in
 * @param {(message: string) => void} tell
 */
export async function writePagefind(sections, { folder, out, lang }, tell) {
  const { createIndex, close } = await pagefind();
  // One index for all texts: a page searches in the index of its own language alone.
  const { index, errors } = await createIndex({ forceLanguage: lang.split('-')[0] || 'en' });
  if (!index) throw new Error(`pagefind could not begin: ${errors.join('; ')}`);
  try {
    const texts = new Set();
    /** @type {Set<Promise<void>>} */
    const onTheWay = new Set();
    let count = 0;
    for await (const record of sections) {
      texts.add(record.document);
      const adding = index.addCustomRecord(customRecord(record)).then(({ errors }) => {
        onTheWay.delete(adding);
        if (errors.length) tell(`skipped ${record.document}, ${record.heading || 'its beginning'}: ${errors.join('; ')}`);
      });
      onTheWay.add(adding);
      if (onTheWay.size >= ON_THE_WAY) await Promise.race(onTheWay);
      if (++count % 20_000 === 0) tell(`${count} sections handed to pagefind`);
    }
    await Promise.all(onTheWay);
    tell(`writing the index of ${count} sections`);
    await index.writeFiles({ outputPath: path.join(out, 'pagefind') });
    await writeSite({ folder, out, lang }, texts);
  } finally {
    await close();
  }
}

async function pagefind() {
  try {
    return await import('pagefind');
  } catch (cause) {
    throw new Error('--to pagefind needs the package pagefind; install it with: npm install pagefind', { cause });
  }
}

/** @param {SectionRecord} record */
function customRecord({ document, title, heading, trail, anchor, lang, text }) {
  const address = `read.html?text=${encodeURIComponent(`texts/${document}`)}`;
  return {
    url: anchor ? `${address}#${encodeURIComponent(anchor)}` : address,
    content: text,
    language: lang || 'unknown',
    meta: { title: heading || title, document: title, trail },
  };
}

/**
 * @param {{ folder: string, out: string, lang: string }} archive
 * @param {Set<string>} texts
 */
async function writeSite({ folder, out, lang }, texts) {
  await cp(site, out, { recursive: true });
  await copyFile(bundle, path.join(out, 'pilcrow-reader.js'));
  for (const name of ['index.html', 'read.html']) {
    const page = path.join(out, name);
    await writeFile(page, (await readFile(page, 'utf8')).replace('<html lang="en">', `<html lang="${lang || 'en'}">`));
  }
  for (const name of texts) {
    const target = path.join(out, 'texts', name);
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(path.join(folder, name), target);
  }
}
