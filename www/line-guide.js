// A band across the text at the line that the pointer is on, or where it was left last: for eyes that lose their place.

export class LineGuide {
  element;
  #keys;
  #range;
  #mode;
  #frame = 0;
  /** Where it begins, from the edge that the text begins at, and how thick it is. */
  #from = 0;
  #size = 32;

  /**
   * @param {HTMLElement} element the band
   * @param {HTMLElement} keys whose keys move it
   * @param {(x: number, y: number) => Range | undefined} range the place in the text at a point of the window
   * @param {() => string} mode the text's way of writing
   */
  constructor(element, keys, range, mode) {
    this.element = element;
    this.#keys = keys;
    this.#range = range;
    this.#mode = mode;
    addEventListener('pointermove', this.#moved, { passive: true });
    keys.addEventListener('keydown', this.#pressed);
  }

  close() {
    removeEventListener('pointermove', this.#moved);
    this.#keys.removeEventListener('keydown', this.#pressed);
    cancelAnimationFrame(this.#frame);
    this.element.remove();
  }

  /** Lays it across the window, as the text's lines run now. */
  place() {
    this.#show(this.#room * 0.4, this.#size);
  }

  /** @param {PointerEvent} event */
  #moved = ({ clientX, clientY }) => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const line = this.#range(clientX, clientY)?.getClientRects()[0];
      if (!line) return;
      // The place between two letters is a line across their line.
      if (this.#isVertical) this.#show(innerWidth - line.right, line.width);
      else this.#show(line.top, line.height);
    });
  };

  /** With Alt and an arrow it goes a line back or on. @param {KeyboardEvent} event */
  #pressed = (event) => {
    if (!event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    const from = event.key === 'ArrowUp' ? this.#from - this.#size : this.#from + this.#size;
    this.#show(Math.max(Math.min(from, this.#room - this.#size), 0), this.#size);
  };

  get #isVertical() {
    return this.#mode() === 'vertical-rl';
  }

  get #room() {
    return this.#isVertical ? innerWidth : innerHeight;
  }

  /** @param {number} from @param {number} size */
  #show(from, size) {
    if (!size) return;
    const { style } = this.element;
    this.#from = from;
    this.#size = size;
    style.writingMode = this.#mode();
    style.insetBlockStart = `${from}px`;
    style.blockSize = `${size}px`;
  }
}
