// Marks beside the scrollbar: where the headings and the matches stand in the whole text, and which part of it is seen.

/** The rail's own units: as fine as the tallest screens. */
const UNITS = 2000;

/** @typedef {Pick<typeof import('./make.js'), 'make'>} Making */

export class Rail {
  element;
  #headings = line('headings');
  #hits = line('hits');
  #current = line('current');
  #seen;

  /** @param {{ making: Making, onGo: (fraction: number) => void }} parts `onGo`: a place was pressed, from 0 to 1 */
  constructor({ making: { make }, onGo }) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', `0 0 10 ${UNITS}`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.append(this.#headings, this.#hits, this.#current);
    this.#seen = make('div', { className: 'seen' });
    const track = make('div', { className: 'track' }, this.#seen, svg);
    // Nothing here that the contents and the list of matches do not give: it is for the eye and the mouse.
    this.element = make('div', { className: 'rail', part: 'rail', 'aria-hidden': 'true' }, track);
    track.addEventListener('click', ({ clientY }) => {
      const { top, height } = track.getBoundingClientRect();
      onGo((clientY - top) / height);
    });
  }

  /** @param {Iterable<number>} fractions of the text's height */
  showHeadings(fractions) {
    draw(this.#headings, fractions, 0, 5);
  }

  /** @param {Iterable<number>} fractions @param {number | undefined} current */
  showHits(fractions, current) {
    draw(this.#hits, fractions, 2, 8);
    draw(this.#current, current === undefined ? [] : [current], 0, 10);
  }

  /** @param {number} from @param {number} to the part of the text that is seen */
  showSeen(from, to) {
    const percent = (/** @type {number} */ fraction) => `${(Math.min(Math.max(fraction, 0), 1) * 100).toFixed(2)}%`;
    this.#seen.style.insetBlock = `${percent(from)} ${percent(1 - to)}`;
    this.element.toggleAttribute('data-whole', from <= 0 && to >= 1);
  }
}

/** @param {string} name */
function line(name) {
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('class', name);
  path.setAttribute('vector-effect', 'non-scaling-stroke');
  return path;
}

/**
 * One line for all places that fall together.
 * @param {SVGPathElement} path
 * @param {Iterable<number>} fractions
 * @param {number} from @param {number} width
 */
function draw(path, fractions, from, width) {
  const places = new Set();
  for (const fraction of fractions) places.add(Math.round(fraction * UNITS));
  path.setAttribute('d', [...places].map((y) => `M${from} ${y}h${width}`).join(''));
}
