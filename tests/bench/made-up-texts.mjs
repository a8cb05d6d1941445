// Writes made-up newspaper articles, as many as are asked for and the same each time: wrapped lines, cut words, headings, page numbers.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const list = (/** @type {string} */ words) => words.split(' ');
const PLACES = list(
  'Alderwick Brinmoor Carrow Dunhollow Eastmere Farnley Gorsedale Hexcombe Ilverton Kelderby Langrove Marrowby',
);
const NAMES = list('Ames Barlow Cope Darrow Ellery Finch Garland Hale Ingram Jessop Keating Lowell Marsh Naylor Orme Pell');
const FIRST = list('Ada Bram Clara Dov Edith Felix Greta Hugh Ines Joel Kira Leon Mabel Noor Otis Petra');
const THINGS = list(
  'bridge mill harbour library orchard railway market school quarry ferry lighthouse bakery museum canal allotment theatre observatory foundry nursery brewery',
);
const DEEDS = list('reopens floods closes expands burns recovers struggles celebrates moves votes');
const VERBS = list('counted mended measured painted carried followed questioned repaired visited planned gathered refused');
const QUALITIES = list('old narrow quiet famous wooden broken northern crowded modest forgotten early costly');
const MATTERS = list(
  'water timber money weather flour traffic paper bread glass winter history noise salt stone wool copper light rent soil grain',
);
const WIDTH = 62;

/**
 * @param {string} folder
 * @param {number} count
 */
export function writeTexts(folder, count) {
  for (let number = 0; number < count; number++) {
    const place = path.join(folder, String(Math.floor(number / 1000)).padStart(3, '0'));
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, `${String(number).padStart(6, '0')}.txt`), article(number));
  }
}

/** @param {number} number */
function article(number) {
  const pick = picker(number);
  const [thing, place] = [pick(THINGS), pick(PLACES)];
  const parts = [
    `The ${pick(QUALITIES)} ${thing} of ${place} ${pick(DEEDS)}`,
    `By ${pick(FIRST)} ${pick(NAMES)}`,
    wrapped(paragraph(pick, thing, place), pick),
  ];
  for (let section = 0; section < 5; section++) {
    parts.push(`What the ${pick(MATTERS)} ${pick(list('means costs hides leaves brings'))}`);
    for (let left = 4; left > 0; left--) parts.push(wrapped(paragraph(pick, thing, place), pick));
    if (section % 2) parts.push(String(section + 1));
  }
  // A word that stands in one text in a hundred, and one that stands in this text alone.
  parts.push(wrapped(`${number % 100 === 0 ? 'The zeppelin came over at noon. ' : ''}Filed as item q${number}x.`, pick));
  return `${parts.join('\n\n')}\n`;
}

/** @param {ReturnType<typeof picker>} pick @param {string} thing @param {string} place */
function paragraph(pick, thing, place) {
  const sentences = [
    () =>
      `${pick(FIRST)} ${pick(NAMES)} ${pick(VERBS)} the ${pick(QUALITIES)} ${thing} and its ${pick(MATTERS)} for most of the year.`,
    () =>
      `In ${place} the ${pick(MATTERS)} is ${pick(QUALITIES)}, and nobody ${pick(VERBS)} the ${pick(THINGS)} before the ${pick(MATTERS)} came.`,
    () => `The council ${pick(VERBS)} it twice, although the ${pick(MATTERS)} had been ${pick(VERBS)} already.`,
    () => `Some said that the ${pick(THINGS)} would never again see so much ${pick(MATTERS)}.`,
  ];
  return Array.from({ length: 5 }, () => pick(sentences)()).join(' ');
}

/** Lines of a column; now and then a word is cut at a line's end. @param {string} text @param {ReturnType<typeof picker>} pick */
function wrapped(text, pick) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line.length + word.length < WIDTH) lines[lines.length - 1] = line ? `${line} ${word}` : word;
    else if (/^[a-z]{8,}$/.test(word) && pick([true, false])) {
      lines[lines.length - 1] = `${line} ${word.slice(0, 4)}-`;
      lines.push(word.slice(4));
    } else lines.push(word);
  }
  return lines.join('\n');
}

/** Draws from lists, the same for the same seed. @param {number} seed */
function picker(seed) {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  return (/** @type {any[]} */ from) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    return from[(state >>> 8) % from.length];
  };
}
