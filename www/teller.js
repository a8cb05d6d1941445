/**
 * Who tells the core the stems of words in other languages than English, and how Markdown and HTML are laid out: nobody, until someone can.
 */

/** @typedef {(words: string, language: string) => string} Teller gives the stems of words as they are written, a line for each; nothing where it knows none */

/** @typedef {(text: string, markup: string) => Uint32Array | undefined} FrontEnd lays a text out as rows of numbers; nothing where it cannot */

/** What the core calls. */
export const tellers = { stems: /** @type {Teller} */ (() => ''), frontEnd: /** @type {FrontEnd} */ (() => undefined) };
