// A language that nobody speaks: English in strange letters, longer by a third and in brackets, so that what was forgotten shows.

import { words as english } from './en.js';
import { words as bearings } from './en-bearings.js';
import { words as tools } from './en-tools.js';

const PLAIN = 'AaCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz';
const STRANGE = 'ÅåÇçÐðÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž';

/** @param {string} words */
function strange(words) {
  const letters = words.replace(/\{\w+\}|[A-Za-z]/g, (found) => STRANGE[PLAIN.indexOf(found)] ?? found);
  return `[${letters}${'~'.repeat(Math.ceil(words.length / 3))}]`;
}

export const words = Object.fromEntries(
  Object.entries({ ...english, ...tools, ...bearings }).map(([key, entry]) => [
    key,
    typeof entry === 'string'
      ? strange(entry)
      : Object.fromEntries(Object.entries(entry).map(([form, words]) => [form, strange(words)])),
  ]),
);
