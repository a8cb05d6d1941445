// What the reader has to say: a message where the person looks, and a line for assistive technology alone.

/** How long typing must rest before it is announced, in milliseconds: a screen reader should not talk over the keys. */
const REST = 500;

/** @typedef {Pick<typeof import('./make.js'), 'make' | 'icon'>} Making */

export class Notice {
  /** The message. */
  element;
  /** The line that is only announced; it stands from the start, or it would not be listened to. */
  live;
  #making;
  #words;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {{ making: Making, words: import('./words.js').Words }} parts */
  constructor({ making, words }) {
    this.#making = making;
    this.#words = words;
    this.element = making.make('div', { part: 'message', className: 'message', role: 'alert', hidden: true });
    this.live = making.make('div', { className: 'unseen', role: 'status', 'aria-live': 'polite' });
  }

  /**
   * @param {string} message
   * @param {() => void} [retry]
   */
  show(message, retry) {
    const { make, icon } = this.#making;
    const close = () => this.hide();
    this.element.replaceChildren(
      make('p', {}, message),
      ...(retry ? [make('button', { type: 'button', className: 'retry', onclick: retry }, this.#words.retry)] : []),
      make(
        'button',
        { type: 'button', 'aria-label': this.#words.dismiss, title: this.#words.dismiss, onclick: close },
        icon('close'),
      ),
    );
    this.element.hidden = false;
  }

  hide() {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  /** @param {string} words */
  announce(words) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.live.textContent = words;
    }, REST);
  }
}
