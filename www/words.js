// The interface's words in the language of the page: English at hand, every other language fetched when it is asked for.

import { words as english } from './words/en.js';

/** @typedef {typeof english & typeof import('./words/en-tools.js').words & typeof import('./words/en-bearings.js').words} Table the words of a language by key, each a string, or one for every plural form */
/** @typedef {keyof Table} Key */
/** @typedef {Record<string, string | number>} Values what stands in the places that the words name in braces */
/** @typedef {(key: Key, values?: Values) => string} Say gives the words of a key; `count` chooses the plural form */
/** @typedef {{ lang: string, dir: 'ltr' | 'rtl', say: Say }} Language */

/** The languages by their tags. Written out one by one, so that bundlers find them. */
/** @type {Record<string, () => Promise<{ words: object }>>} */
const OTHERS = {
  ar: () => import('./words/ar.js'),
  de: () => import('./words/de.js'),
  es: () => import('./words/es.js'),
  fa: () => import('./words/fa.js'),
  fr: () => import('./words/fr.js'),
  it: () => import('./words/it.js'),
  ja: () => import('./words/ja.js'),
  pt: () => import('./words/pt.js'),
  zh: () => import('./words/zh.js'),
  // Shows whatever is not taken from here, and what does not leave room for longer words.
  'qps-ploc': () => import('./words/qps-ploc.js'),
};

const RIGHT_TO_LEFT = ['ar', 'fa'];

/** Letters that run from right to left: what holds one is set apart, or it would take its neighbours along. */
const RTL_LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** English, which is there before anything is fetched. */
export const ENGLISH = language('en', /** @type {Table} */ (english));

/**
 * The tag of the language that an element stands in, as far as the interface speaks it; else that of the browser; else English.
 * @param {Element} element
 */
export function languageAround(element) {
  /** @type {Element | null} */
  let around = element;
  while (around && !around.getAttribute('lang')) {
    const root = /** @type {Node} */ (around.getRootNode());
    around = around.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return spoken(around?.getAttribute('lang') ?? navigator.language);
}

/**
 * A language that the interface speaks: `pt` for `pt-BR`.
 * @param {string} tag
 */
export function spoken(tag) {
  const lower = tag.toLowerCase();
  const [base] = lower.split('-');
  return [lower, base].find((known) => Object.hasOwn(OTHERS, known)) ?? 'en';
}

/**
 * Fetches the English words of what is not there from the start; the other languages have theirs with the rest.
 * @param {'tools' | 'bearings'} part
 */
export async function withWords(part) {
  const { words } = await (part === 'tools' ? import('./words/en-tools.js') : import('./words/en-bearings.js'));
  Object.assign(english, words);
}

/**
 * The words of a language; the English ones where they cannot be fetched.
 * @param {string} lang as `spoken` gives it
 * @returns {Promise<Language>}
 */
export async function languageOf(lang) {
  try {
    const { words } = await OTHERS[lang]();
    return language(lang, /** @type {Table} */ (words));
  } catch {
    return ENGLISH;
  }
}

/**
 * @param {string} lang
 * @param {Table} table
 * @returns {Language}
 */
function language(lang, table) {
  const rtl = RIGHT_TO_LEFT.includes(lang);
  const numbers = new Intl.NumberFormat(lang);
  const plurals = new Intl.PluralRules(lang);
  const isolated = (/** @type {string} */ text) => (rtl || RTL_LETTER.test(text) ? `\u2068${text}\u2069` : text);
  return {
    lang,
    dir: rtl ? 'rtl' : 'ltr',
    say(key, values = {}) {
      /** @type {string | Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }} */
      const entry = table[key];
      const words = typeof entry === 'string' ? entry : (entry[plurals.select(Number(values.count))] ?? entry.other);
      return words.replace(/\{(\w+)\}/g, (_, name) => {
        const value = values[name];
        return typeof value === 'number' ? numbers.format(value) : isolated(String(value));
      });
    },
  };
}
