// What the reader has to say: a message where the person looks, and a line for assistive technology alone.

import { iconButton, make } from './make.js';

/** How long a message stays that asks for nothing, in milliseconds. */
const STAY = 6000;

/** How long typing must rest before it is announced, in milliseconds: a screen reader should not talk over the keys. */
const REST = 500;

/** Letters of a name that are told: an address may hold a whole text. */
const LONGEST = 200;

export class Notice {
  /** The message. */
  element;
  /** The line that is only announced; it stands from the start, or it would not be listened to. */
  live;
  #say;
  /** @type {HTMLElement | undefined} */
  #part;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #going;

  /** @param {import('./words.js').Say} say */
  constructor(say) {
    this.#say = say;
    this.element = make('div', { part: 'message', class: 'message', role: 'alert', hidden: true });
    this.live = make('div', { class: 'unseen', role: 'status' });
  }

  /**
   * What went wrong with a text, with which, and what to do.
   * @param {string} code one of those that the words have an entry for, or `http-` and a status
   * @param {string} name of a file or an address; may be empty
   */
  describe(code, name) {
    const say = this.#say;
    const text = name ? say('named', { name: name.slice(0, LONGEST) }) : say('unnamed');
    const [, status] = /^http-(\d+)$/.exec(code) ?? [];
    if (status) return say(/404|410/.test(status) ? 'notFound' : 'refused', { text, status });
    return say(/** @type {import('./words.js').Key} */ (code), { text });
  }

  /**
   * @param {string} message
   * @param {() => void} [act] what can be done about it
   * @param {'retry' | 'cancel'} [label]
   */
  show(message, act, label = 'retry') {
    clearTimeout(this.#going);
    this.#part = make('span', { 'aria-hidden': 'true' });
    this.element.replaceChildren(
      make('p', {}, message, this.#part),
      ...(act ? [make('button', { class: 'retry', onclick: act }, this.#say(label))] : []),
      iconButton(this.#say('dismiss'), 'close', () => this.hide()),
    );
    this.element.hidden = false;
  }

  /** How much of the work that the message is about is done. @param {string} part */
  showPart(part) {
    this.#part?.replaceChildren(' ', part);
  }

  hideSoon() {
    this.#going = setTimeout(() => this.hide(), STAY);
  }

  hide() {
    this.#part = undefined;
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
