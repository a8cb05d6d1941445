// Registers `<pilcrow-reader>`. Doing so twice is harmless.

import { PilcrowReader } from './pilcrow-reader.js';

// What the reader imports, named here too: a browser asks for all of it at once then, and not for some only when the rest has come.

export {} from './contents.js';
export {} from './core.js';
export {} from './finder.js';
export {} from './frame.js';
export {} from './halving.js';
export {} from './make.js';
export {} from './marks.js';
export {} from './notice.js';
export {} from './opening.js';
export {} from './reader.css.js';
export {} from './reader.js';
export {} from './sheets.js';
export {} from './slices.js';
export {} from './teller.js';
export {} from './words/en.js';
export {} from './words.js';

const NAME = 'pilcrow-reader';
const registry = globalThis.customElements;

if (registry && !registry.get(NAME)) registry.define(NAME, PilcrowReader);
else if (registry && registry.get(NAME) !== PilcrowReader)
  console.warn(`${NAME} is registered already, by another version; that one stays`);

export { PilcrowReader };
