// The search box: a field, a count, and the way to the previous and the next match.

import { iconButton, make } from './make.js';

/**
 * @typedef {object} FinderParts
 * @property {import('./words.js').Say} say
 * @property {(query: string) => void} onQuery as it is typed
 * @property {(step: 1 | -1) => void} onStep
 * @property {() => void} onList the list of all matches is wanted
 */

export class Finder {
  element;
  #field;
  #count;
  #why;
  #steps;
  #say;

  /** @param {FinderParts} parts */
  constructor({ say, onQuery, onStep, onList }) {
    this.#say = say;
    this.#field = make('input', {
      type: 'search',
      part: 'query',
      placeholder: say('search'),
      'aria-label': say('search'),
      'aria-keyshortcuts': '/',
      enterKeyHint: 'search',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: false,
      'aria-describedby': 'why',
    });
    this.#count = make('span', { part: 'count', class: 'count', 'aria-hidden': 'true' });
    this.#why = make('p', { id: 'why', class: 'why', hidden: true });
    const step = (/** @type {'previous' | 'next'} */ name, /** @type {1 | -1} */ by) =>
      iconButton(say(name), name, () => onStep(by), { part: name });
    this.#steps = [step('previous', -1), step('next', 1)];
    this.element = make(
      'search',
      { part: 'search' },
      make('div', { class: 'field' }, this.#field, this.#count, this.#why),
      ...this.#steps,
      iconButton(say('list'), 'list', onList, { class: 'list-button', 'aria-expanded': 'false' }),
    );
    this.#field.addEventListener('input', () => onQuery(this.#field.value));
    this.show(0, 0);
  }

  get query() {
    return this.#field.value;
  }

  set query(query) {
    this.#field.value = query;
  }

  focus() {
    this.#field.focus();
    this.#field.select();
  }

  /** Says beside the box why a search found nothing, or not all. @param {string} why */
  explain(why) {
    this.#why.textContent = why;
    this.#why.hidden = !why;
  }

  /**
   * @param {number} at the current match, counted from 1
   * @param {number} total
   */
  show(at, total) {
    const asked = this.query !== '';
    this.element.toggleAttribute('data-asked', asked);
    this.#count.textContent = !asked ? '' : total ? this.#say('at', { at, count: total }) : this.#say('none');
    for (const button of this.#steps) {
      button.hidden = !asked;
      // Not the disabled property: it would throw the keyboard's focus away while a query is being changed.
      button.setAttribute('aria-disabled', String(total === 0));
    }
  }
}
