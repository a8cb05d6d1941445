// What the keys do, in a panel.

import { iconButton, make } from './make.js';

export class Help {
  element;

  /**
   * @param {import('./words.js').Say} say
   * @param {[keys: string[], meaning: string][]} rows
   */
  constructor(say, rows) {
    const close = iconButton(say('dismiss'), 'close', () => this.element.close());
    const list = rows.flatMap(([keys, meaning]) => [
      make('dt', {}, ...keys.map((key) => make('kbd', {}, key))),
      make('dd', {}, meaning),
    ]);
    this.element = make(
      'dialog',
      { class: 'help', part: 'help', 'aria-label': say('keys') },
      make('header', {}, make('h2', {}, say('keys')), close),
      make('dl', {}, ...list),
      make('p', {}, say('keysNote')),
    );
    // A click beside the panel falls on the dialog itself.
    this.element.addEventListener('click', ({ target }) => target === this.element && this.element.close());
    // Its keys are its own.
    this.element.addEventListener('keydown', (event) => event.stopPropagation());
  }

  show() {
    this.element.showModal();
  }
}
