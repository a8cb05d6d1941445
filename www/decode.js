// Turns the bytes of a file into text: by its byte-order mark, by the label it came with, or by what it looks like.

/** How much of a file is looked at to tell text from other things, in bytes. */
const SAMPLE = 64 * 1024;

/** Formats that are not text and need not hold a NUL early on. */
const OTHER_FORMATS = ['%PDF-', 'PK\x03\x04', '\x89PNG', 'GIF8', '\xff\xd8\xff', '\x1f\x8b', 'ID3', '{\\rtf'];

/**
 * The text of `bytes`, or undefined where they are not text.
 *
 * A mark beats the label and the label beats guessing, as in the browsers; what they name is read so, damaged bytes as U+FFFD.
 * Unnamed bytes that are UTF-8 but for a damaged place or two are read as that, and others as windows-1252, which most such
 * files in Latin letters are and which cannot fail.
 * @param {Uint8Array} bytes
 * @param {string} [label] the encoding that a server or a file named
 * @returns {string | undefined}
 */
export function decode(bytes, label) {
  const marked = byMark(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  const sample = bytes.subarray(0, SAMPLE);
  if (label && /^utf-?16/i.test(label)) return as(label, bytes, { fatal: false });
  const wide = wideEncoding(sample);
  if (wide) return as(wide, bytes);
  if (!looksLikeText(sample)) return undefined;
  const labelled = label ? as(label, bytes, { fatal: !/^utf-?8$/i.test(label) }) : undefined;
  return labelled ?? as('utf-8', bytes) ?? nearlyUtf8(bytes) ?? as('windows-1252', bytes);
}

/**
 * The text of bytes that are UTF-8 but for a few damaged places: more of its characters stand whole than are broken.
 * @param {Uint8Array} bytes
 */
function nearlyUtf8(bytes) {
  const text = new TextDecoder().decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return whole > broken * 4 ? text : undefined;
}

/**
 * @param {string} encoding
 * @param {Uint8Array} bytes
 * @param {{ fatal: boolean }} [options]
 */
function as(encoding, bytes, { fatal } = { fatal: true }) {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    // Unknown to the browser, or not what these bytes are.
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

/** @param {Uint8Array} sample */
function looksLikeText(sample) {
  const head = String.fromCharCode(...sample.subarray(0, 8));
  if (OTHER_FORMATS.some((format) => head.startsWith(format))) return false;
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) return false;
    // Tab, line feed, form feed, carriage return and escape belong to texts of all ages.
    if (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27) controls++;
  }
  // A stray control character or two is damage; one byte in fifty is another kind of file.
  return controls * 50 <= sample.length;
}
