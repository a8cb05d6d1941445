// The English words of the ways about a text, which are fetched with them; the other languages have theirs with the rest.

export const words = {
  options: 'How to search',
  wholeWord: 'Whole words',
  matchCase: 'Match case',
  matchAccents: 'Match accents',
  substring: 'Within words, too',
  regex: 'Regular expression',
  first: 'First match',
  last: 'Last match',
  recent: 'Earlier searches',

  minutesLeft: { one: '{count} minute left', other: '{count} minutes left' },
  hoursLeft: { one: '{count} hour left', other: '{count} hours left' },
  readThrough: 'Read to the end',
  resumed: 'went on where you stopped reading',
  nextSection: 'Next section',
  previousSection: 'Previous section',

  linkCopied: 'Link copied',
  linkNotCopied: 'The link was not copied: the browser does not allow it here',

  keysNote: 'Single keys work while the text has the focus. Ctrl+F is the browser’s own search.',
  endSearch: 'End the search',
};
