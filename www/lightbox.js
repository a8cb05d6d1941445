// Shows the pictures one at a time, as large as the window.

import { iconButton, make } from './make.js';

/** @typedef {{ picture: Element, caption: string }} Shown */

export class Lightbox {
  #dialog;
  #place;
  /** @type {Shown[]} */
  #pictures = [];
  #at = 0;
  #say;
  #steps;

  /** @param {import('./words.js').Say} say @param {HTMLElement} root */
  constructor(say, root) {
    this.#say = say;
    this.#place = make('figure', {});
    const button = (
      /** @type {'previousPicture' | 'nextPicture' | 'close'} */ key,
      /** @type {any} */ drawn,
      /** @type {() => void} */ onclick,
    ) => iconButton(say(key), drawn, onclick, { class: key });
    this.#steps = [button('previousPicture', 'back', () => this.#step(-1)), button('nextPicture', 'on', () => this.#step(1))];
    const close = button('close', 'close', () => this.#dialog.close());
    this.#dialog = make('dialog', { class: 'lightbox', part: 'lightbox' }, this.#place, ...this.#steps, close);
    this.#dialog.addEventListener('click', (event) => {
      if (event.target === this.#dialog || event.target === this.#place) this.#dialog.close();
    });
    this.#dialog.addEventListener('keydown', (event) => {
      // Where one reads from right to left, the next one is to the left.
      const on = this.#dialog.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
      if (/^Arrow(?:Left|Right)$/.test(event.key)) this.#step(event.key === on ? 1 : -1);
      // No key of the reader's works behind the pictures.
      event.stopPropagation();
    });
    root.append(this.#dialog);
  }

  /** @param {Shown[]} pictures @param {number} at */
  open(pictures, at) {
    this.#pictures = pictures;
    this.#at = at;
    for (const step of this.#steps) step.hidden = pictures.length < 2;
    this.#show();
    this.#dialog.showModal();
  }

  /** @param {1 | -1} by */
  #step(by) {
    this.#at = (this.#at + by + this.#pictures.length) % this.#pictures.length;
    this.#show();
  }

  #show() {
    const { picture, caption } = this.#pictures[this.#at];
    const count = this.#say('at', { at: this.#at + 1, count: this.#pictures.length });
    this.#dialog.ariaLabel = count;
    this.#place.replaceChildren(picture, make('figcaption', { dir: 'auto' }, caption));
  }
}
