// Does work in slices and turns, so that the page paints and answers meanwhile.

/**
 * Calls `step` until it says that there is no more to do; lets the page have its turn after every few milliseconds.
 * @param {() => boolean} step does a little, and says whether there is more
 * @param {AbortSignal} signal stops the work between two steps
 * @param {number} [milliseconds] the length of a slice: half a frame leaves the page the other half
 * @returns {Promise<boolean>} whether the work was done, rather than stopped
 */
export async function inSlices(step, signal, milliseconds = 8) {
  while (!signal.aborted) {
    const end = performance.now() + milliseconds;
    do if (!step()) return true;
    while (performance.now() < end);
    await turn();
  }
  return false;
}

/**
 * Does something now, and again in the next few frames: what was never laid out is of a guessed height, so what was scrolled to moves on
 * arrival.
 * @param {() => unknown} act
 * @param {number} [frames]
 */
export function settle(act, frames = 4) {
  act();
  if (frames > 0) requestAnimationFrame(() => settle(act, frames - 1));
}

/**
 * Waits for the page to have had its turn. In the background of the page's own work, or browsers would put off painting
 * until all is done; not by animation frames, which a page that is not seen has none of.
 * @returns {Promise<void>}
 */
export function turn() {
  const { scheduler } = /** @type {{ scheduler?: { postTask?: (task: () => void, how: object) => Promise<void> } }} */ (
    globalThis
  );
  if (scheduler?.postTask) return scheduler.postTask(() => {}, { priority: 'background' });
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
