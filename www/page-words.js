// The page's own words in the language of the browser: index.html has them in English, and each place names its words.

/** @typedef {Record<string, string>} Words by the names that stand in `data-words` */

/**
 * Puts the page into a language that it has words of.
 * @param {string} lang
 * @param {HTMLElement} reader goes along
 * @returns {Promise<Words>} the words, of which some are for later
 */
export async function translate(lang, reader) {
  // The reader asks for its own words meanwhile.
  reader.lang = lang;
  const { words } = await import(`./words/page/${lang}.js`);
  document.documentElement.lang = lang;
  document.documentElement.dir = ['ar', 'fa'].includes(lang) ? 'rtl' : 'ltr';
  for (const element of document.querySelectorAll('[data-words]')) {
    const said = words[/** @type {HTMLElement} */ (element).dataset['words'] ?? ''];
    const labels = ['aria-label', 'title', 'placeholder'].filter((name) => element.hasAttribute(name));
    for (const name of labels) element.setAttribute(name, said);
    if (!labels.length) element.textContent = said;
  }
  return words;
}
