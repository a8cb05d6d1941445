// A band across the text at the line that the pointer is on, or where it was left last: for eyes that lose their place.

export class LineGuide {
  element;
  #keys;
  #range;
  #frame = 0;
  #y = 0;

  /**
   * @param {HTMLElement} element the band
   * @param {HTMLElement} keys whose keys move it
   * @param {(x: number, y: number) => Range | undefined} range the place in the text at a point of the window
   */
  constructor(element, keys, range) {
    this.element = element;
    this.#keys = keys;
    this.#range = range;
    addEventListener('pointermove', this.#moved, { passive: true });
    keys.addEventListener('keydown', this.#pressed);
    this.#show(innerHeight * 0.4, innerHeight * 0.4 + 32);
  }

  close() {
    removeEventListener('pointermove', this.#moved);
    this.#keys.removeEventListener('keydown', this.#pressed);
    cancelAnimationFrame(this.#frame);
    this.element.remove();
  }

  /** @param {PointerEvent} event */
  #moved = ({ clientX, clientY }) => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const line = this.#range(clientX, clientY)?.getClientRects()[0];
      if (line?.height) this.#show(line.top, line.bottom);
    });
  };

  /** With Alt and an arrow it goes a line up or down. @param {KeyboardEvent} event */
  #pressed = (event) => {
    if (!event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    const height = this.element.offsetHeight;
    const by = event.key === 'ArrowUp' ? -height : height;
    const top = Math.max(Math.min(this.#y + by, innerHeight - height), 0);
    this.#show(top, top + height);
  };

  /** @param {number} top @param {number} bottom in the window */
  #show(top, bottom) {
    this.#y = top;
    this.element.style.top = `${top}px`;
    this.element.style.height = `${bottom - top}px`;
  }
}
