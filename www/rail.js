// Marks beside the scrollbar: where the headings and the matches stand in the whole text, and which part of it is seen.

import { draw, make } from './make.js';

/** The rail's own units: as fine as the tallest screens. */
const UNITS = 2000;

export class Rail {
  element;
  #headings = line('headings');
  #hits = line('hits');
  #current = line('current');
  #seen;

  /** @param {(fraction: number) => void} onGo a place was pressed, from 0 to 1 */
  constructor(onGo) {
    const shape = { viewBox: `0 0 10 ${UNITS}`, preserveAspectRatio: 'none' };
    const svg = draw('svg', shape, this.#headings, this.#hits, this.#current);
    this.#seen = make('div', { class: 'seen' });
    const track = make('div', { class: 'track' }, this.#seen, svg);
    // Nothing here that the contents and the list of matches do not give: it is for the eye and the mouse.
    this.element = make('div', { class: 'rail', part: 'rail', 'aria-hidden': 'true' }, track);
    track.addEventListener('click', ({ clientY }) => {
      const { top, height } = track.getBoundingClientRect();
      onGo((clientY - top) / height);
    });
  }

  /** @param {Iterable<number>} fractions of the text's height */
  showHeadings(fractions) {
    mark(this.#headings, fractions, 0, 5);
  }

  /** @param {Iterable<number>} fractions @param {number | undefined} current */
  showHits(fractions, current) {
    mark(this.#hits, fractions, 2, 8);
    mark(this.#current, current === undefined ? [] : [current], 0, 10);
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
  return draw('path', { class: name, 'vector-effect': 'non-scaling-stroke' });
}

/**
 * One line for all places that fall together.
 * @param {SVGPathElement} path
 * @param {Iterable<number>} fractions
 * @param {number} from @param {number} width
 */
function mark(path, fractions, from, width) {
  const places = new Set();
  for (const fraction of fractions) places.add(Math.round(fraction * UNITS));
  path.setAttribute('d', [...places].map((y) => `M${from} ${y}h${width}`).join(''));
}
