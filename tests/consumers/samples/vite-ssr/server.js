// What a server renders: the article as HTML inside the element, readable before any script runs.

import { PilcrowReader } from 'pilcrow-reader';
import { load } from 'pilcrow-reader/core';

/** @param {string} text */
export async function render(text) {
  const { read } = await load();
  const document = read(text);
  const html = document.export('html');
  document.free();
  return `<pilcrow-reader data-class="${PilcrowReader.name}">${html}</pilcrow-reader>`;
}
