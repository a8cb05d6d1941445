// The page's own pictures: each is set above its caption, and opens in a lightbox.

/**
 * Sets pictures above the captions: the first with the first, unless a picture's `data-figure` names the number of its caption.
 * They are copies, since the page may do as it likes with its own.
 * @param {HTMLElement[]} figures in the text
 * @param {Element[]} given by the page
 * @param {{ label: string, onOpen: (at: number, opener: HTMLElement) => void }} told
 */
export function setFigures(figures, given, { label, onOpen }) {
  for (const before of figures.flatMap((figure) => [...figure.querySelectorAll('.picture')])) before.remove();
  let next = 0;
  for (const picture of given) {
    const named = Number(picture.getAttribute('data-figure'));
    const at = named > 0 ? named - 1 : next;
    next = at + 1;
    const figure = figures[at];
    if (!figure) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'picture';
    const alt = imageOf(picture)?.alt;
    button.ariaLabel = alt ? `${label}: ${alt}` : label;
    button.append(copyOf(picture));
    button.addEventListener('click', () => onOpen(at, button));
    figure.prepend(button);
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
