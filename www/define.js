// Registers `<pilcrow-reader>`. Doing so twice is harmless.

import { PilcrowReader } from './pilcrow-reader.js';

const NAME = 'pilcrow-reader';
const registry = globalThis.customElements;

if (registry && !registry.get(NAME)) registry.define(NAME, PilcrowReader);
else if (registry && registry.get(NAME) !== PilcrowReader)
  console.warn(`${NAME} is registered already, by another version; that one stays`);

export { PilcrowReader };
