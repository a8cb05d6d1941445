// Hands a text to the browser as a file to be saved.

import { make } from './make.js';

/** The ending and the type of each format. */
/** @type {Record<string, [ending: string, type: string]>} */
const FILES = { markdown: ['md', 'text/markdown'], html: ['html', 'text/html'], text: ['txt', 'text/plain'] };

/**
 * @param {string} content
 * @param {'markdown' | 'html' | 'text'} format
 * @param {string} title what the file is named after
 */
export function save(content, format, title) {
  const [ending, type] = FILES[format];
  const href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  // What no file system forbids, in any script; 80 letters leave room for the ending everywhere.
  const name = title
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  make('a', { href, download: `${name || 'text'}.${ending}` }).click();
  // The browser takes the file in a task of its own.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
