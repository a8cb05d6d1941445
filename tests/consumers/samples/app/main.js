// What an application imports: the element, and the core for texts of its own.

import 'pilcrow-reader/define';
import { load } from 'pilcrow-reader/core';

load().then(({ read }) => {
  const document = read('Some words of another text.');
  globalThis.document.body.dataset.words = document.blocks()[0].text;
  document.free();
});
