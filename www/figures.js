// The page's own pictures: each is set above its caption, and opens in a lightbox.

import { make } from './make.js';

/**
 * Sets pictures above the captions: the first with the first, unless a picture's `data-figure` names the number of its caption; where there
 * is none, at the end. They are copies, since the page may do as it likes with its own.
 * @param {HTMLElement} article
 * @param {Element[]} given by the page
 * @param {{ label: string, onOpen: (figure: HTMLElement) => void }} told
 */
export function setFigures(article, given, { label, onOpen }) {
  for (const before of article.querySelectorAll('.picture, :scope > figure')) before.remove();
  const figures = article.querySelectorAll('figure');
  let next = 0;
  for (const picture of given) {
    const named = Number(picture.getAttribute('data-figure'));
    const at = named > 0 ? named - 1 : next;
    next = at + 1;
    const figure = figures[at] ?? article.appendChild(make('figure'));
    const alt = imageOf(picture)?.alt;
    // It stands in the page's own tree, maybe within a form.
    const looks = { type: 'button', class: 'picture', 'aria-label': alt ? `${label}: ${alt}` : label };
    figure.prepend(make('button', { ...looks, onclick: () => onOpen(figure) }, copyOf(picture)));
  }
}

/** @param {Element} picture */
function imageOf(picture) {
  return picture instanceof HTMLImageElement ? picture : picture.querySelector('img');
}

/** @param {Element} picture @returns {Element} */
export function copyOf(picture) {
  const copy = /** @type {Element} */ (picture.cloneNode(true));
  copy.removeAttribute('slot');
  copy.removeAttribute('id');
  return copy;
}
