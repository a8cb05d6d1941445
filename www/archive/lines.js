// Values as lines of JSON, written to files and read from them.

import { open } from 'node:fs/promises';

/**
 * A value as a line of its own, for whoever reads it: line separators, which JSON leaves in strings as they are, end a line in Node and elsewhere.
 * @param {unknown} value
 */
export function jsonLine(value) {
  const json = JSON.stringify(value).replace(/[\u2028\u2029]/g, (separator) => (separator === '\u2028' ? '\\u2028' : '\\u2029'));
  return `${json}\n`;
}

/**
 * The values of a file's lines, one after the other.
 * @param {string} file
 * @returns {AsyncGenerator<any>} fails with a SyntaxError at a line that holds none
 */
export async function* jsonLinesIn(file) {
  const handle = await open(file);
  for await (const line of handle.readLines()) yield JSON.parse(line);
}
