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
 * The values of a file's lines, one after the other, up to the first line that is none: what was being written when a run was interrupted.
 * @param {string} file
 * @returns {AsyncGenerator<any>}
 */
export async function* jsonLinesIn(file) {
  const handle = await open(file);
  for await (const line of handle.readLines()) {
    const value = parsed(line);
    if (value === undefined) return;
    yield value;
  }
}

/** @param {string} line */
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
