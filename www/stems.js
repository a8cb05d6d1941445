/**
 * Stems of other languages than English, for searches to find the other forms of their words too. Apart from the core, which is fetched for
 * every text: they are fetched for a text in one of these languages. Importing it does nothing.
 */

import { moduleFrom, primaryTag } from './core.js';
import { tellers } from './teller.js';

/** @typedef {import('./core.js').WasmSource} WasmSource */

/** The languages that have stems. English is not among them: the core has its own. */
const STEMMED = ' ar da de el es fi fr hu it nb nl nn no pt ro ru sv ta tr ';

/** @type {Promise<void> | undefined} */
let coming;

/**
 * Makes the stems of other languages than English ready. They are fetched once, for all languages together, and serve every document and
 * library, those that are there already too.
 * @param {{ lang?: string, wasm?: WasmSource }} [options] `lang`: the language that they are wanted for, as a BCP 47 tag: nothing is
 *   fetched where it has none, or could not be told; `wasm`: where to take their Wasm from, instead of beside this module
 * @returns {Promise<boolean>} whether the stems of that language, or of all, are there
 */
export async function loadStems(options = {}) {
  const { lang = '', wasm = new URL('./wasm/stems_bg.wasm', import.meta.url) } = options;
  if ('lang' in options && !STEMMED.includes(` ${primaryTag(lang)} `)) return false;
  coming ??= instantiate(wasm);
  try {
    await coming;
  } catch (error) {
    // It may be tried again.
    coming = undefined;
    throw error;
  }
  return true;
}

/** @param {WasmSource} wasm */
async function instantiate(wasm) {
  const [{ initSync, stems }, module] = await Promise.all([import('./wasm/stems.js'), moduleFrom(wasm)]);
  initSync({ module });
  tellers.stems = careful(stems);
}

/**
 * A teller that is given words as its algorithms know them, and that falls silent when it fails: a trap leaves it in any state, and must not
 * reach the core, which would be lost with it.
 * @internal
 * @param {import('./teller.js').Teller} tell
 * @returns {import('./teller.js').Teller}
 */
export function careful(tell) {
  let isSound = true;
  return (words, language) => {
    try {
      return isSound ? tell(words.toLowerCase().normalize('NFC'), language) : '';
    } catch {
      isSound = false;
      return '';
    }
  };
}
