// The words of the reader's interface, in one place, so that another language is another such object.

/**
 * @typedef {typeof english} Words
 */

export const english = {
  contents: 'Contents',
  search: 'Search this text',
  previous: 'Previous match',
  next: 'Next match',
  retry: 'Try again',
  dismiss: 'Dismiss',
  loading: 'Opening the text…',
  none: 'none',
  /** @param {number} at @param {number} total */
  count: (at, total) => `${at} of ${total}`,
  /** @param {number} total */
  matches: (total) => (total === 1 ? '1 match' : `${total} matches`),
  /** @param {string} query */
  nothingFound: (query) => `nothing found for ${query}`,
  /** @param {number} at @param {number} total @param {string} [section] */
  hit: (at, total, section) => `hit ${at} of ${total}${section ? `, section ${section}` : ''}`,
  /** @param {string} title */
  opened: (title) => (title ? `opened ${title}` : 'opened the text'),

  /**
   * What went wrong with a text, to which, and what to do.
   * @param {string} code
   * @param {string} name of a file or an address
   */
  error(code, name) {
    const it = name ? `“${name}”` : 'This text';
    const status = /^http-(\d+)$/.exec(code)?.[1];
    if (status === '404' || status === '410') return `${it} could not be found. Check the address.`;
    if (status) return `${it} could not be fetched: the server answered ${status}.`;
    switch (code) {
      case 'not-text':
        return `${it} is not a text. Open a plain text file, or copy the words and paste them here.`;
      case 'empty':
        return `${it} is empty: there is nothing in it to read.`;
      case 'too-big':
        return `${it} is too big to read in one piece. Open a part of it, up to 64 MB.`;
      case 'bad-src':
        return `${it} is not an address that a text can be fetched from. Use http or https.`;
      case 'timeout':
        return `${it} did not come: the server fell silent. Try again in a while.`;
      case 'network':
        return `${it} could not be fetched. The network may be down, or its server may not share it with other sites (CORS).`;
      case 'unreadable':
        return `${it} could not be read from the disk. It may have been moved or locked; open it once more.`;
      case 'engine':
        return 'The reader could not start in this browser, so this is the text as it came, without search.';
      default:
        return `${it} could not be opened.`;
    }
  },
};
