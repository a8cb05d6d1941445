/**
 * Who tells the core the stems of words in other languages than English: nobody, until someone has them.
 */

/** @typedef {(words: string, language: string) => string} Teller gives the stems of words as they are written, a line for each; nothing where it knows none */

/** What the core calls. @type {Teller} */
export let teller = () => '';

/** @param {Teller} next who tells from now on */
export function setTeller(next) {
  teller = next;
}
