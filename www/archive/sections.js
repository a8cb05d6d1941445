// A document as records, one for each section: what a search engine is given, and where its results lead.

/** @typedef {import('../core.js').OutlineEntry} OutlineEntry */
/** @typedef {import('../core.js').PilcrowDocument} PilcrowDocument */

/**
 * @typedef {object} SectionRecord
 * @property {string} id letters, digits, `-` and `_` alone, as all engines allow
 * @property {string} document the text's path in its folder, with `/`
 * @property {string} title of the text
 * @property {string} heading of the section; empty for what stands before the first one
 * @property {string} trail the headings that it stands under, and its own
 * @property {string} anchor the heading's id in the reader
 * @property {number} position counted from 0, in the text's order
 * @property {string} lang as a BCP 47 tag; empty where it cannot be told
 * @property {string} text the section's own, without its subsections
 */

/**
 * @param {PilcrowDocument} document
 * @param {{ path: string, id: string }} name `id`: what is put before the section's number
 * @returns {SectionRecord[]}
 */
export function sectionsOf(document, { path, id }) {
  const headings = [{ title: '', anchor: '', trail: '', block: 0 }, ...inOrder(document.outline, '')];
  const title = headings[1]?.title || path.slice(path.lastIndexOf('/') + 1);
  const lang = document.lang ?? '';
  const records = headings.map(({ title: heading, anchor, trail, block }, position) => {
    const blocks = document.blocks(block, headings[position + 1]?.block ?? document.length);
    const text = blocks.map((block) => block.text).join('\n');
    return { id: `${id}-${position}`, document: path, title, heading, trail, anchor, position, lang, text };
  });
  return records.filter(({ text }) => text);
}

/**
 * @param {OutlineEntry[]} entries
 * @param {string} above the trail that leads to them
 * @returns {{ title: string, anchor: string, trail: string, block: number }[]}
 */
function inOrder(entries, above) {
  return entries.flatMap(({ id, title, block, children }) => {
    const trail = above ? `${above} › ${title}` : title;
    return [{ title, anchor: id, trail, block }, ...inOrder(children, trail)];
  });
}
