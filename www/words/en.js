// The interface's words in English, which every other language has the same keys as.

export const words = {
  // The bar and the table of contents.
  contents: 'Contents',
  search: 'Search this text',
  settings: 'Reading settings',
  more: 'More',
  previous: 'Previous match',
  next: 'Next match',
  list: 'All matches',
  copyLink: 'Copy link to this passage',
  keys: 'Keys',
  none: 'none',
  at: '{at} of {count}',

  // What is announced.
  matches: { one: '{count} match', other: '{count} matches' },
  nothingFound: 'nothing found for {query}',
  badPattern: 'This expression does not compile: {reason}',
  stopped: 'The search took too long and was stopped: this is what was found by then',
  riskyPattern: 'This expression might never come to an end: use * and + less',
  failed: 'The search failed: try again',
  hit: 'hit {at} of {count}',
  hitIn: 'hit {at} of {count}, section {section}',
  opened: 'opened {title}',
  openedUntitled: 'opened the text',

  // What went wrong, with which text, and what to do.
  loading: 'Opening the text…',
  retry: 'Try again',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  named: '“{name}”',
  unnamed: 'This text',
  notFound: '{text} could not be found. Check the address.',
  refused: '{text} could not be fetched: the server answered {status}.',
  'not-text': '{text} is not a text. Open a plain text file, or copy the words and paste them here.',
  empty: '{text} is empty: there is nothing in it to read.',
  'too-big': '{text} is too big to read in one piece. Open a part of it, up to 64 MB.',
  'bad-src': '{text} is not an address that a text can be fetched from. Use http or https.',
  timeout: '{text} did not come: the server fell silent. Try again in a while.',
  network: '{text} could not be fetched. The network may be down, or its server may not share it with other sites (CORS).',
  unreadable: '{text} could not be read from the disk. It may have been moved or locked; open it once more.',
  engine: 'The reader could not start in this browser, so this is the text as it came, without search.',
  noTools: 'This could not be fetched. The network may be down; try again in a while.',
};
