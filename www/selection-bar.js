// A small bar below a selected passage, with what can be done with it.

import { make, wordButton } from './make.js';

export class SelectionBar {
  element;

  /**
   * @param {string} label
   * @param {{ label: string, act: () => void }[]} actions
   */
  constructor(label, actions) {
    const buttons = actions.map(({ label, act }) => wordButton(label, act, { onmousedown: keepSelection }));
    this.element = make(
      'div',
      { class: 'selection-bar', part: 'selection-bar', role: 'toolbar', 'aria-label': label, hidden: true },
      ...buttons,
    );
  }

  /**
   * @param {DOMRect} selected
   * @param {DOMRect} within the box that the bar is placed in
   */
  show(selected, within) {
    const { element } = this;
    element.hidden = false;
    element.style.top = `${selected.bottom - within.top + 8}px`;
    const left = selected.left + selected.width / 2 - within.left - element.offsetWidth / 2;
    element.style.left = `${Math.max(Math.min(left, within.width - element.offsetWidth - 8), 8)}px`;
  }

  hide() {
    this.element.hidden = true;
  }
}

/** Pressing a button would drop the selection that it is about. @param {Event} event */
function keepSelection(event) {
  event.preventDefault();
}
