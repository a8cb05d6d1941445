/**
 * Markdown and HTML, for texts that are written in them. Apart from the core, which is fetched for every text: their Wasm is fetched for one
 * that is marked up. Importing it does nothing.
 */

import { moduleFrom } from './core.js';
import { tellers } from './teller.js';

/** @typedef {import('./core.js').WasmSource} WasmSource */

/** @type {Promise<void> | undefined} */
let coming;

/**
 * Makes the reading of Markdown and HTML ready: for `read` and libraries, where these do not come with the core (in Node they do);
 * `readInSteps` and the reader fetch it themselves. It is fetched once, and serves every text that is read from then on.
 * @param {{ wasm?: WasmSource }} [options] `wasm`: where to take its Wasm from, instead of beside this module
 */
export async function loadMarkup({ wasm = new URL('./wasm/markup_bg.wasm', import.meta.url) } = {}) {
  coming ??= instantiate(wasm);
  try {
    await coming;
  } catch (error) {
    // It may be tried again.
    coming = undefined;
    throw error;
  }
}

/** @param {WasmSource} wasm */
async function instantiate(wasm) {
  const [{ initSync, lay_out: layOut }, module] = await Promise.all([import('./wasm/markup.js'), moduleFrom(wasm)]);
  initSync({ module });
  tellers.frontEnd = careful(layOut);
}

/**
 * A front end that lays nothing out any more once it has failed: a trap leaves it in any state, and must not reach the core, which would be
 * lost with it. What is told by its looks is then read as plain text, and what is said to be marked up is refused.
 * @internal
 * @param {import('./teller.js').FrontEnd} layOut
 * @returns {import('./teller.js').FrontEnd}
 */
export function careful(layOut) {
  let isSound = true;
  return (text, markup) => {
    try {
      return isSound ? layOut(text, markup) : undefined;
    } catch {
      isSound = false;
      return undefined;
    }
  };
}
