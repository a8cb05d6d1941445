// Makes elements and icons for the reader's controls, from nodes alone: a strict policy forbids markup in strings.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown> & { className?: never }} [given] strings, and what has a dash in its name, become attributes; all else properties
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'string' || name.includes('-')) element.setAttribute(name, String(value));
    else Reflect.set(element, name, value);
  }
  element.append(...children);
  return element;
}

/** Drawn in a square of 24 units, in strokes. */
const ICONS = {
  contents: 'M4 6h16M4 12h10M4 18h13',
  previous: 'M6 15l6-6 6 6',
  next: 'M6 9l6 6 6-6',
  first: 'M6 5h12M6 17l6-6 6 6',
  last: 'M6 19h12M6 7l6 6 6-6',
  list: 'M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01',
  close: 'M6 6l12 12M18 6L6 18',
  settings: 'M2.5 18l5-12 5 12M4.3 14h6.4M21 11v7M21 14.5a3 3.3 0 1 1-6 0 3 3.3 0 0 1 6 0',
  more: 'M5 11.9v.2M12 11.9v.2M19 11.9v.2',
  play: 'M7 5l11 7-11 7z',
  pause: 'M8 5v14M16 5v14',
  back: 'M15 6l-6 6 6 6',
  on: 'M9 6l6 6-6 6',
};

/** @typedef {keyof typeof ICONS} Icon */

/**
 * A button that says in words what it does.
 * @param {string} words
 * @param {(event: MouseEvent) => unknown} onclick
 * @param {Record<string, unknown> & { className?: never }} [properties]
 */
export function wordButton(words, onclick, properties = {}) {
  return make('button', { class: 'worded', onclick, ...properties }, words);
}

/** @param {Icon} name */
export function icon(name) {
  return draw('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, draw('path', { d: ICONS[name] }));
}

/**
 * An element of a drawing.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {...Node} children
 */
export function draw(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * A button that shows an icon, which it has its class from, and says in words what it does.
 * @param {string} words
 * @param {Icon} name
 * @param {((event: MouseEvent) => unknown) | null} onclick
 * @param {Record<string, unknown> & { className?: never }} [properties]
 */
export function iconButton(words, name, onclick, properties = {}) {
  return make('button', { class: name, 'aria-label': words, title: words, onclick, ...properties }, icon(name));
}
