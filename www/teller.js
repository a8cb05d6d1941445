/**
 * Who tells the core the stems of words in other languages than English: nobody, until someone has them.
 */

/** @typedef {(words: string, language: string) => string} Teller gives the stems of words in small letters, a line for each; nothing where it knows none */

/** @type {Teller | undefined} */
export let teller;

/** @param {Teller} next who tells from now on */
export function setTeller(next) {
  teller = next;
}

/**
 * What the core calls.
 * @param {string} words as they are written, a line for each
 * @param {string} language
 */
export function stems(words, language) {
  try {
    return teller?.(words.toLowerCase().normalize('NFC'), language) ?? '';
  } catch {
    // A trap leaves it in any state, and must not reach the core, which would be lost with it.
    teller = undefined;
    return '';
  }
}
