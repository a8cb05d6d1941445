// A panel that pops up beside what it belongs to, takes the focus, and goes away by itself.

import { make } from './make.js';

/** Between the panel and what it belongs to, and the window's edge, in CSS pixels. */
const GAP = 6;

/**
 * @typedef {object} PopUpContent
 * @property {string} label what the panel is called
 * @property {(Node | string)[]} content
 * @property {HTMLElement} beside what it belongs to; the focus goes back there
 * @property {string} [kind] a class for its looks
 * @property {() => void} [onClose]
 */

export class PopUp {
  #element;
  /** @type {PopUpContent | undefined} */
  #shown;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#element = make('div', { class: 'pop-up', part: 'pop-up', role: 'dialog', tabIndex: -1, popover: 'auto' });
    this.#element.addEventListener('beforetoggle', ({ newState }) => {
      if (newState === 'closed') this.#closed();
    });
    this.#element.addEventListener('keydown', (event) => {
      // The key that closes the panel is not to do more than that.
      if (event.key === 'Escape') event.stopPropagation();
    });
    root.append(this.#element);
  }

  /** @param {PopUpContent} shown */
  show(shown) {
    const again = this.#shown?.beside === shown.beside && this.#element.matches(':popover-open');
    this.hide();
    if (again) return;
    this.#shown = shown;
    const element = this.#element;
    element.className = `pop-up ${shown.kind ?? ''}`;
    element.ariaLabel = shown.label;
    element.replaceChildren(...shown.content);
    shown.beside.ariaExpanded = 'true';
    element.showPopover();
    this.#place(shown.beside.getBoundingClientRect());
    const first = element.querySelector('button, a, input:checked, input, select');
    (first instanceof HTMLElement ? first : element).focus({ preventScroll: true });
  }

  hide() {
    if (this.#element.matches(':popover-open')) this.#element.hidePopover();
  }

  /** @param {DOMRect} beside */
  #place(beside) {
    const { style, offsetWidth: width, offsetHeight: height } = this.#element;
    const below = beside.bottom + GAP;
    const above = beside.top - GAP - height;
    const top = below + height > innerHeight - GAP && above > GAP ? above : below;
    style.top = `${Math.max(Math.min(top, innerHeight - GAP - height), GAP)}px`;
    const left = beside.left + width > innerWidth - GAP ? beside.right - width : beside.left;
    style.left = `${Math.max(Math.min(left, innerWidth - GAP - width), GAP)}px`;
  }

  #closed() {
    const shown = this.#shown;
    this.#shown = undefined;
    if (!shown) return;
    shown.beside.ariaExpanded = 'false';
    const { activeElement } = /** @type {ShadowRoot} */ (this.#element.getRootNode());
    if (this.#element.contains(activeElement)) shown.beside.focus({ preventScroll: true });
    shown.onClose?.();
  }
}
