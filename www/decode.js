// Turns the bytes of a file into text: by its byte-order mark, by the label it came with, or by what it looks like.

/** How much of a file is looked at to tell text from other things, in bytes. */
const SAMPLE = 64 * 1024;

/**
 * Formats that people hand over as if they were text, by their first bytes.
 * @type {[starts: string, kind: Kind][]}
 */
const OTHER_FORMATS = [
  ['%PDF-', 'pdf'],
  ['PK\x03\x04', 'zip'],
  ['\x1f\x8b', 'gzip'],
  ['\x89PNG', 'picture'],
  ['GIF8', 'picture'],
  ['\xff\xd8\xff', 'picture'],
  ['ID3', 'sound'],
];

/** @typedef {'pdf' | 'zip' | 'gzip' | 'picture' | 'sound' | 'binary'} Kind what bytes are that are no text; `binary` where that is all that can be told */
/** @typedef {{ text: string, encoding: string }} Decoded */

/**
 * The text of `bytes`, with the encoding it was in; or, where they are no text, what they are.
 *
 * A mark beats the label and the label beats guessing, as in the browsers; what they name is read so, damaged bytes as U+FFFD.
 * A label is doubted where the bytes speak against it: several letters that are whole in UTF-8 are no accident, and several lone
 * bytes between letters are no UTF-8. Unnamed bytes that are UTF-8 but for a damaged place or two are read as that; others as the
 * encoding in which they look most like words, and in doubt as windows-1252, which most such files are and which cannot fail.
 * @param {Uint8Array} bytes
 * @param {string} [label] the encoding that a server or a file named
 * @returns {Promise<Decoded | { text: undefined, kind: Kind }>}
 */
export async function decode(bytes, label) {
  const marked = byMark(bytes);
  if (marked) return { text: new TextDecoder(marked).decode(bytes), encoding: marked };
  const sample = bytes.subarray(0, SAMPLE);
  const wide = label && /^utf-?16/i.test(label) ? label : wideEncoding(sample);
  const kind = wide ? undefined : otherKind(sample);
  if (kind) return { text: undefined, kind };
  const text = wide ? undefined : unicode(bytes, label);
  if (text !== undefined) return { text, encoding: 'utf-8' };
  const { readOld } = await import('./old-encodings.js');
  return readOld(bytes, wide ?? label);
}

/**
 * The text of bytes that are UTF-8 beyond doubt: whole, without the escapes of older encodings, and not just by accident of another label.
 * @param {Uint8Array} bytes
 * @param {string} [label]
 */
function unicode(bytes, label = 'utf-8') {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const certain = /^utf-?8$/i.test(label) || (text.match(/[^\0-\x7f]/gu)?.length ?? 0) >= 3;
    return certain && !text.includes('\x1b') ? text : undefined;
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array} bytes */
function byMark([first, second, third]) {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/**
 * UTF-16 without a mark: every other byte of common letters is zero, and no zero stands in the other places.
 * @param {Uint8Array} sample
 */
function wideEncoding(sample) {
  const zeros = [0, 0];
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) zeros[at & 1]++;
  const enough = sample.length * 0.2;
  if (zeros[1] > enough && zeros[0] === 0) return 'utf-16le';
  if (zeros[0] > enough && zeros[1] === 0) return 'utf-16be';
  return undefined;
}

/**
 * What a file is that is no text.
 * @param {Uint8Array} sample
 * @returns {Kind | undefined}
 */
function otherKind(sample) {
  const head = String.fromCharCode(...sample.subarray(0, 8));
  const known = OTHER_FORMATS.find(([starts]) => head.startsWith(starts));
  if (known) return known[1];
  // Tab, line feed, form feed, carriage return and escape belong to texts of all ages.
  const controls = new TextDecoder('latin1').decode(sample).match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  // A stray NUL or other control is damage; one byte in fifty is another kind of file.
  return controls > 1 && controls * 50 > sample.length ? 'binary' : undefined;
}
