// What tests of the reader's tools share: its menu, a selected passage, voices that a test leads.

/** @typedef {import('playwright-core').Page} Page */

/** Voices that say what they are told when the test tells them to. @param {boolean} boundaries */
export function mockVoices(boundaries) {
  const state = { said: /** @type {string[]} */ ([]), spoken: /** @type {object[]} */ ([]) };
  /** @type {any} */
  let current;
  let isHidden = false;
  /** @type {(() => void) | undefined} */
  let changed;
  const voices = ['one', 'two'].map((name) => ({
    voiceURI: `mock:${name}`,
    name,
    lang: 'en-GB',
    localService: true,
    default: false,
  }));
  Object.assign(window, state, {
    sayWord: (/** @type {number} */ charIndex) => boundaries && current?.onboundary?.({ name: 'word', charIndex, charLength: 4 }),
    breakOff: () => current?.onerror?.({}),
    hideVoices: (/** @type {boolean} */ hidden) => {
      isHidden = hidden;
      changed?.();
    },
    endSentence: () => {
      const ended = current;
      current = undefined;
      ended?.onend?.({});
      return current !== undefined;
    },
  });
  Reflect.set(
    window,
    'SpeechSynthesisUtterance',
    class {
      constructor(/** @type {string} */ text) {
        Reflect.set(this, 'text', text);
      }
    },
  );
  Object.defineProperty(window, 'speechSynthesis', {
    value: {
      getVoices: () => (isHidden ? [] : voices),
      addEventListener: (/** @type {string} */ _, /** @type {() => void} */ act) => {
        changed = act;
      },
      removeEventListener: () => {
        changed = undefined;
      },
      cancel: () => {
        current = undefined;
      },
      speak: (/** @type {any} */ utterance) => {
        current = utterance;
        state.said.push(utterance.text);
        state.spoken.push({ rate: utterance.rate, voice: utterance.voice?.voiceURI, lang: utterance.lang });
      },
    },
  });
}

/**
 * Chooses from the menu.
 * @param {Page} page
 * @param {string} name
 */
export async function choose(page, name) {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('dialog', { name: 'More' }).getByRole('button', { name }).click();
}

/**
 * Selects a part of the text, and waits for what is offered for it.
 * @param {Page} page
 * @param {string} selector of an element with one piece of text
 * @param {number} start
 * @param {number} end
 */
export async function select(page, selector, start, end) {
  const selected = await page.evaluate(
    ([selector, start, end]) => {
      const text = document.querySelector(`.pilcrow-text ${selector}`)?.firstChild;
      getSelection()?.setBaseAndExtent(/** @type {Node} */ (text), Number(start), /** @type {Node} */ (text), Number(end));
      return String(getSelection());
    },
    [selector, start, end],
  );
  await page.locator('pilcrow-reader .selection-bar:not([hidden])').waitFor();
  return selected;
}
