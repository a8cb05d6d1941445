// A quotation with its reference: what was said, by whom, where.

/**
 * @typedef {object} Quoted
 * @property {string} passage
 * @property {string} [title]
 * @property {string[]} bylines as the text has them
 * @property {string} [address]
 * @property {string} [lang]
 */

/** The marks of quotation that a language has, and its comma; all others take the English ones. */
/** @type {Record<string, [open: string, close: string, comma?: string]>} */
const MARKS = {
  de: ['„', '“'],
  fr: ['« ', ' »'],
  es: ['«', '»'],
  it: ['«', '»'],
  pt: ['«', '»'],
  fa: ['«', '»', '، '],
  ar: ['«', '»', '، '],
  ja: ['「', '」', '、'],
  zh: ['「', '」', '，'],
};

/**
 * @param {Quoted} quoted
 * @returns {string}
 */
export function quotation({ passage, title, bylines, address, lang = '' }) {
  const [open, close, comma = ', '] = MARKS[lang.split('-')[0]] ?? ['“', '”'];
  const source = [...bylines, title, address].filter(Boolean).join(comma);
  return `${open}${passage.trim()}${close}\n${source ? `— ${source}\n` : ''}`;
}
