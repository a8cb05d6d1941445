// Finds a place in what is in order, by halving.

/**
 * The first number from `from` up to `to` for which `holds`, which holds for all that follow it; `to` where there is none.
 * @param {number} from
 * @param {number} to
 * @param {(index: number) => boolean} holds
 */
export function firstWhere(from, to, holds) {
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
