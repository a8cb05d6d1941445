// What an application imports: the element, and for texts of its own the core and stems.

import 'pilcrow-reader/define';
import { load } from 'pilcrow-reader/core';
import { loadStems } from 'pilcrow-reader/stems';

load().then(({ read }) => {
  const document = read('Some words of another text.');
  globalThis.document.body.dataset.words = document.blocks()[0].text;
  document.free();
});
loadStems().then(
  () => (globalThis.document.body.dataset.stems = 'there'),
  () => (globalThis.document.body.dataset.stems = 'not there'),
);
