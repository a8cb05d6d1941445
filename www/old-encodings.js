// Reads what is not plainly UTF-8: by its label, as damaged UTF-8, or in the encoding in which it looks most like words. Fetched with the first such text.

/** @typedef {import('./decode.js').Decoded} Decoded */

/** How much of a file is looked at, in bytes. */
const SAMPLE = 64 * 1024;

/** How much of a page may stand before it names its encoding, in bytes. */
const LOOK = 1024;

const QUOTES = '«»‹›‘’‚“”„–—…';

/**
 * Signs of a language in Latin letters. Of three beyond ASCII in a row the third fits no longer: such words are of another script. Symbols
 * stand by themselves.
 * @param {string} letters
 */
function latin(letters) {
  return new RegExp(`(?<![^\\0-\\x7f]{2})[${letters}${QUOTES}]|(?<!\\p{L})[¡¿§°€£©®ºª·½¼×±•\u00a0]`, 'giu');
}

/** Signs of another script, which do not stand behind a Latin letter. @param {string} letters */
function script(letters) {
  return new RegExp(`(?<![A-Za-z])[${letters}${QUOTES}]`, 'gu');
}

const WESTERN = latin('àáâãäåæçèéêëìíîïñòóôõöøùúûüßœ');
const CENTRAL = latin('ąćęłńóśźżáčďéěíňřšťúůýžőöüűăâîșțşţđäçôľĺŕ');
const CYRILLIC = script('а-яёђѓєѕіїјљњћќўџґ№');
const GREEK = script('ά-ώΐΰ·');
const JAPANESE = script('ぁ-ヿ一-鿿、。「」『』・ー〜！？（）\u3000');

/**
 * What unlabelled bytes may be written in, and the signs of its texts. Of equals the first is taken: where scripts share their bytes,
 * the one that the others' texts seldom fit.
 * @type {[encoding: string, signs: RegExp][]}
 */
const GUESSES = [
  ['windows-1252', WESTERN],
  ['windows-1254', latin('çğıöşüâîû')],
  ['iso-8859-2', CENTRAL],
  ['windows-1250', CENTRAL],
  ['macintosh', WESTERN],
  ['windows-1251', CYRILLIC],
  ['koi8-r', CYRILLIC],
  ['ibm866', CYRILLIC],
  ['iso-8859-5', CYRILLIC],
  ['iso-8859-7', GREEK],
  ['windows-1253', GREEK],
  ['windows-1255', script('א-ת\u05b0-\u05c3')],
  ['windows-1256', script('ء-ْپچژکگیھہے،؛؟')],
  ['shift_jis', JAPANESE],
  ['euc-kr', script('가-힣·')],
  ['gb18030', script('一-鿿，。、；：？！《》（）\u3000')],
  ['euc-jp', JAPANESE],
];

/** How many signs beyond ASCII there must be before anything but the most common encoding is thought of: a stray © proves nothing. */
const ENOUGH_SIGNS = 8;

/** What share of the signs must fit: below it nothing is likely. */
const ENOUGH_FIT = 0.8;

/**
 * @param {Uint8Array} bytes
 * @param {string} [label]
 * @returns {Decoded}
 */
export function readOld(bytes, label = declared(bytes)) {
  return (label && labelled(bytes, label)) || guessed(bytes);
}

/**
 * The encoding that a page names at its beginning, where browsers look for it.
 * @param {Uint8Array} bytes
 */
function declared(bytes) {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, LOOK)).replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  for (const [tag] of head.matchAll(/<meta[\s/](?:[^>"']|"[^"]*"|'[^']*')*>/gi)) {
    const says = attributes(tag);
    const type = /^content-type$/i.test(says.get('http-equiv') ?? '') ? says.get('content') : undefined;
    const charset = says.get('charset') || /charset\s*=\s*["']?([^\s"';]+)/i.exec(type ?? '')?.[1];
    // Bytes in which that can be read are no UTF-16.
    if (charset) return /^utf-16/i.test(charset) ? 'utf-8' : charset;
  }
  return undefined;
}

/** What a tag says, by names in small letters. @param {string} tag */
function attributes(tag) {
  const pairs = tag.matchAll(/([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g);
  return new Map(
    Array.from(pairs, ([, name, ...values]) => [name.toLowerCase(), values.find((value) => value !== undefined)?.trim()]),
  );
}

/**
 * @param {Uint8Array} bytes
 * @param {string} label
 */
function labelled(bytes, label) {
  const claimed = as(label, bytes, { fatal: false });
  if (!claimed || /^utf-16/.test(claimed.encoding)) return claimed;
  if (claimed.encoding !== 'utf-8') return as(label, bytes);
  return wholeAndBroken(claimed.text).whole === 0 && loneBytes(bytes) >= 3 ? undefined : claimed;
}

/** @param {Uint8Array} bytes @returns {Decoded} */
function guessed(bytes) {
  const escapes = /\x1b(\$[@B]|\([BJ])/.test(signsOf(bytes.subarray(0, SAMPLE)));
  const utf8 = (escapes && as('iso-2022-jp', bytes)) || as('utf-8', bytes);
  if (utf8) return utf8;
  const damaged = new TextDecoder().decode(bytes);
  const { whole, broken } = wholeAndBroken(damaged);
  if (whole > broken * 4) return { text: damaged, encoding: 'utf-8' };
  return as(likeliest(bytes), bytes) ?? { text: windows1252(bytes), encoding: 'windows-1252' };
}

/**
 * The encoding in which the most signs beyond ASCII are those of its kind of writing.
 * @param {Uint8Array} bytes
 */
function likeliest(bytes) {
  let [likely, best] = ['windows-1252', ENOUGH_FIT];
  for (const [encoding, signs] of GUESSES) {
    // A capital is as good as its small letter where a word begins; within one it tells that the encoding is another.
    const small = (as(encoding, bytes.subarray(0, SAMPLE), { fatal: true, stream: true })?.text ?? '').replace(
      /(?<!\p{L})\p{Lu}/gu,
      (capital) => capital.toLowerCase(),
    );
    const beyond = small.match(/[^\0-\x7f]/gu)?.length ?? 0;
    const fit = (small.match(signs)?.length ?? 0) / beyond;
    if (beyond >= ENOUGH_SIGNS && fit > best) [likely, best] = [encoding, fit];
  }
  return likely;
}

/**
 * How many letters beyond ASCII are whole, and how many places are broken, in bytes read as UTF-8.
 * @param {string} text
 */
function wholeAndBroken(text) {
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return { whole: (text.match(/[^\0-\x7f]/gu)?.length ?? 0) - broken, broken };
}

/** How many bytes beyond ASCII stand between ASCII letters or signs. @param {Uint8Array} bytes */
function loneBytes(bytes) {
  return signsOf(bytes.subarray(0, SAMPLE)).match(/(?<=[\0-\x7f])[^\0-\x7f](?=[\0-\x7f])/g)?.length ?? 0;
}

/**
 * @param {string} encoding
 * @param {Uint8Array} bytes
 * @param {{ fatal: boolean, stream?: boolean }} [options] `stream`: the bytes may end within a letter
 * @returns {Decoded | undefined}
 */
function as(encoding, bytes, { fatal, stream = false } = { fatal: true }) {
  try {
    const decoder = new TextDecoder(encoding, { fatal });
    const text = decoder.encoding === 'windows-1252' ? windows1252(bytes) : decoder.decode(bytes, { stream });
    return { text, encoding: decoder.encoding };
  } catch {
    // Unknown to the browser, or not what these bytes are.
    return undefined;
  }
}

// Bytes 0x80 to 0x9f, as browsers read them: Node 20 and 22 read them as Latin-1.
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** @param {Uint8Array} bytes */
function windows1252(bytes) {
  return signsOf(bytes).replace(/[\x80-\x9f]/g, (sign) => HIGH[sign.charCodeAt(0) - 0x80]);
}

/** A sign for each byte; which one is certain only in ASCII. @param {Uint8Array} bytes */
function signsOf(bytes) {
  return new TextDecoder('latin1').decode(bytes);
}
