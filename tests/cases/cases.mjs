// The cases that others have gathered: read where they stand beside the project, with their generators made into texts.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The rows of a file of the cases; where there is none, the test says so, and is skipped where it has nothing of its own to go on with.
 * @param {string} name
 * @param {import('node:test').TestContext} t
 * @param {{ goesOn?: boolean }} [options]
 * @returns {any[]}
 */
export function rows(name, t, { goesOn = false } = {}) {
  const file = fileURLToPath(new URL(`../../../shared/cases/${name}`, import.meta.url));
  if (!existsSync(file)) {
    if (goesOn) t.diagnostic(`${file} is not there`);
    else t.skip(`${file} is not there`);
    return [];
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line));
}

/**
 * The text of a generator: `s` is a string, `rep` repeats, `cat` joins, `for` counts, `x` is the count and `repx` repeats by it.
 * @param {any} generator
 * @param {number} [count]
 * @returns {string}
 */
export function expand({ s, rep, cat, repx, x, for: counted, ...other }, count = 0) {
  if (s !== undefined) return s;
  if (cat) return cat.map((/** @type {any} */ part) => expand(part, count)).join('');
  if (rep) return expand(rep[0], count).repeat(rep[1]);
  if (repx) return expand(repx, count).repeat(count);
  if (x) return String(count);
  if (counted) {
    const { from, to, body } = counted;
    return Array.from({ length: to - from }, (_, step) => expand(body, from + step)).join('');
  }
  throw new Error(`there is no generator ${Object.keys(other).join(', ')}`);
}
