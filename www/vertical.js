// Going about a text that is set in vertical lines, from right to left: it scrolls sideways in a box of its own.

import { settle } from './slices.js';

/** Where what was gone to comes to stand: so much of the box to its right. */
const PLACE = 0.2;

export class VerticalLines {
  #article;

  /** @param {HTMLElement} article */
  constructor(article) {
    this.#article = article;
    article.addEventListener('wheel', this.#wheeled, { passive: false });
    article.addEventListener('keydown', this.#pressed);
  }

  close() {
    this.#article.removeEventListener('wheel', this.#wheeled);
    this.#article.removeEventListener('keydown', this.#pressed);
  }

  /** Whether what stands there is read before the place that one looks at. @param {DOMRect} rect */
  isBefore = ({ right }) => {
    const box = this.#article.getBoundingClientRect();
    return right >= box.right - box.width * PLACE;
  };

  /**
   * From where to where something stands in the text, as fractions of its width.
   * @param {{ left: number, right: number }} rect in the window
   * @returns {[from: number, to: number]}
   */
  span = ({ left, right }) => {
    const { scrollLeft, scrollWidth } = this.#article;
    const beginning = this.#article.getBoundingClientRect().right - scrollLeft;
    return [(beginning - right) / scrollWidth, (beginning - left) / scrollWidth];
  };

  /** Brings a place to the middle. @param {number} fraction of the text's width */
  goTo(fraction) {
    const { scrollWidth, clientWidth } = this.#article;
    this.#article.scrollTo({ left: clientWidth / 2 - fraction * scrollWidth, behavior: 'instant' });
  }

  /**
   * Scrolls until a place is in view.
   * @param {() => DOMRect | undefined} rect
   */
  bring(rect) {
    settle(() => {
      const at = rect();
      if (!at || !this.#article.isConnected) return;
      const box = this.#article.getBoundingClientRect();
      if (at.right > box.right || at.left < box.left) this.#scrollBy(at.right - box.right + box.width * PLACE);
    });
  }

  /** A wheel that turns one way only goes on in the text. @param {WheelEvent} event */
  #wheeled = (event) => {
    if (event.deltaX || event.ctrlKey) return;
    const before = this.#article.scrollLeft;
    this.#scrollBy(-event.deltaY);
    if (this.#article.scrollLeft !== before) event.preventDefault();
  };

  /** @param {KeyboardEvent} event */
  #pressed = (event) => {
    const page = this.#article.clientWidth * 0.9;
    const by = { PageDown: -page, PageUp: page, ' ': event.shiftKey ? page : -page }[event.key];
    if (!by || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    this.#scrollBy(by);
  };

  /** @param {number} left */
  #scrollBy(left) {
    this.#article.scrollBy({ left, behavior: 'instant' });
  }
}
