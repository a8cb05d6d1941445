// Reads the text aloud with the browser's voices, sentence by sentence; what is being said is marked, by the word where the voice tells.

import { icon, iconButton, make } from './make.js';

/** @typedef {{ index: number, kind: string, text: string, lang?: string }} Block */
/** @typedef {{ block: number, start: number, end: number, begins: boolean, lang?: string }} Piece `begins`: a sentence, and not the rest of one */

/** Of the page's highlights, those that show the sentence and the word. */
const SENTENCE = 'pilcrow-spoken';
const WORD = 'pilcrow-spoken-word';

/** What is not read out: it repeats the text, or is made for the eye. */
const SILENT = ['pullQuote', 'credit', 'footnote', 'separator', 'table', 'code'];

/** Some voices break off in longer pieces without saying so; these are UTF-16 units, some twelve seconds. */
const LONGEST = 220;

/** As far as a comma or its like, or else a space. */
const BREATH = /^[\s\S]*(?:[,;:–—،؛]\s|[、，；：])|^[\s\S]*\s/;

const SPEEDS = [0.6, 0.8, 1, 1.2, 1.5, 1.8, 2.2];

/**
 * @typedef {object} ReadAloudParts
 * @property {import('./words.js').Say} say
 * @property {number} length the number of blocks
 * @property {(from: number, to: number) => Block[]} blocks
 * @property {(block: number, start: number, end: number) => Range | undefined} range
 * @property {typeof import('./marks.js').mark} mark
 * @property {{ voice: [speed: number, voice: string] }} memory keeps what was chosen
 * @property {string | undefined} lang of the text
 * @property {(block: number, start: number, end: number) => void} onPlace what is said now
 * @property {() => void} onFail the voice broke off
 * @property {() => void} onClose
 */

export class ReadAloud {
  element;
  #parts;
  #play;
  #speed;
  #voice;
  /** The voice that was chosen, whether it is there now or not. */
  #chosen;
  /** @type {Piece[]} the pieces of the block that is being read */
  #pieces = [];
  /** The block, the piece of it, and where in the piece to go on. */
  #block = 0;
  #piece = 0;
  #from = 0;
  #playing = false;
  /** What is being said: what an earlier one still tells is not listened to. Kept, since browsers forget one that nobody holds, and its end. */
  /** @type {SpeechSynthesisUtterance | undefined} */
  #said;
  /** The ranges that show what is said. @type {Range[]} */
  #sentence = [];
  /** @type {Range[]} */
  #word = [];

  /** @param {ReadAloudParts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { say, memory, onClose } = parts;
    const button = (
      /** @type {'sentenceBack' | 'play' | 'sentenceOn' | 'close'} */ key,
      /** @type {any} */ drawn,
      /** @type {() => void} */ onclick,
    ) => iconButton(say(key), drawn, onclick);
    this.#play = button('play', 'play', () => (this.#playing ? this.pause() : this.resume()));
    const speeds = SPEEDS.map((value) => make('option', { value: String(value) }, say('times', { value })));
    this.#speed = make('select', { 'aria-label': say('speed'), onchange: () => this.#again() }, ...speeds);
    this.#voice = make('select', { 'aria-label': say('voice'), onchange: () => this.#again() });
    this.element = make(
      'section',
      { class: 'aloud', part: 'read-aloud', 'aria-label': say('aloud') },
      button('sentenceBack', 'back', () => this.#skip(-1)),
      this.#play,
      button('sentenceOn', 'on', () => this.#skip(1)),
      this.#speed,
      this.#voice,
      button('close', 'close', onClose),
    );
    const [speed, voice] = memory.voice;
    this.#speed.value = SPEEDS.includes(speed) ? String(speed) : '1';
    this.#chosen = voice;
    this.#listVoices();
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      onClose();
    });
    speechSynthesis.addEventListener?.('voiceschanged', this.#listVoices);
    // A voice would go on when the page is gone.
    addEventListener('pagehide', this.pause);
  }

  /**
   * Begins at a place, or with the sentence that holds it.
   * @param {number} block
   * @param {number} [offset]
   */
  readFrom(block, offset = 0) {
    this.#enter(block);
    this.#piece = Math.max(
      this.#pieces.findLastIndex(({ start }) => start <= offset),
      0,
    );
    this.#from = 0;
    this.resume();
    this.#play.focus({ preventScroll: true });
  }

  pause = () => {
    this.#playing = false;
    this.#said = undefined;
    speechSynthesis.cancel();
    this.#showPlaying();
  };

  resume() {
    // From the end, it goes round.
    if (!this.#pieces[this.#piece]) {
      this.#enter(0);
      this.#piece = 0;
    }
    this.#playing = true;
    this.#showPlaying();
    this.#speak();
  }

  close() {
    this.pause();
    removeEventListener('pagehide', this.pause);
    speechSynthesis.removeEventListener?.('voiceschanged', this.#listVoices);
    this.#mark(undefined, undefined);
    this.element.remove();
  }

  /** The first voice listed is the browser's own choice; those of the text's language come next. */
  #listVoices = () => {
    const { say, lang = '' } = this.#parts;
    const base = lang.split('-')[0];
    const voices = speechSynthesis.getVoices();
    const fitting = voices.filter((voice) => !base || voice.lang.toLowerCase().startsWith(base));
    const options = [...new Set([...fitting, ...voices])].map(({ voiceURI, name }) => make('option', { value: voiceURI }, name));
    this.#voice.replaceChildren(make('option', { value: '' }, say(voices.length ? 'voice-auto' : 'noVoices')), ...options);
    this.#voice.value = voices.some(({ voiceURI }) => voiceURI === this.#chosen) ? this.#chosen : '';
  };

  /** The next block from here on that is read out. @param {number} block @param {1 | -1} [by] */
  #enter(block, by = 1) {
    this.#pieces = [];
    for (; block >= 0 && block < this.#parts.length; block += by) {
      const [found] = this.#parts.blocks(block, block + 1);
      if (SILENT.includes(found.kind)) continue;
      this.#pieces = piecesOf(found, this.#parts.lang);
      if (this.#pieces.length) break;
    }
    this.#block = block;
  }

  /** @param {boolean} [follow] the text moves along */
  #speak(follow = true) {
    this.#said = undefined;
    speechSynthesis.cancel();
    const piece = this.#pieces[this.#piece];
    if (!piece) {
      this.#mark(undefined, undefined);
      return this.pause();
    }
    const { blocks, onPlace, onFail } = this.#parts;
    const start = piece.start + this.#from;
    const utterance = new SpeechSynthesisUtterance(blocks(piece.block, piece.block + 1)[0].text.slice(start, piece.end));
    utterance.lang = piece.lang ?? '';
    utterance.rate = Number(this.#speed.value);
    const voice = speechSynthesis.getVoices().find(({ voiceURI }) => voiceURI === this.#voice.value);
    if (voice) utterance.voice = voice;
    this.#said = utterance;
    const isSaid = () => this.#said === utterance;
    utterance.onboundary = ({ name, charIndex, charLength }) => {
      if (!isSaid() || name !== 'word') return;
      this.#from = start - piece.start + charIndex;
      const length = charLength || /^\S*/.exec(utterance.text.slice(charIndex))?.[0].length || 0;
      this.#mark(piece, { ...piece, start: start + charIndex, end: start + charIndex + length });
    };
    utterance.onend = () => {
      if (isSaid()) this.#goOn();
    };
    utterance.onerror = () => {
      if (!isSaid()) return;
      this.pause();
      onFail();
    };
    this.#mark(piece, undefined);
    if (follow) onPlace(piece.block, piece.start, piece.end);
    speechSynthesis.speak(utterance);
  }

  /** The next piece of the sentence. */
  #goOn() {
    // Who has scrolled away, to look something up, is not brought back.
    const rect = this.#sentence[0]?.getBoundingClientRect();
    const follow = !rect || (rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth);
    this.#from = 0;
    this.#piece += 1;
    if (this.#pieces[this.#piece]) this.#speak(follow);
    else this.#skip(1, follow);
  }

  /** Goes to another sentence. @param {1 | -1} by @param {boolean} [follow] */
  #skip(by, follow) {
    this.#from = 0;
    do this.#piece += by;
    while (this.#pieces[this.#piece]?.begins === false);
    if (!this.#pieces[this.#piece]) {
      const at = this.#block;
      this.#enter(this.#block + by, by);
      // Before the first sentence there is nothing to go back to.
      if (by < 0 && !this.#pieces.length) this.#enter(at);
      this.#piece = by < 0 && this.#block !== at ? this.#pieces.findLastIndex(({ begins }) => begins) : 0;
    }
    const piece = this.#pieces[this.#piece];
    if (this.#playing || !piece) this.#speak(follow);
    else this.#mark(piece, undefined);
  }

  /** Another speed or voice takes over at once. */
  #again() {
    this.#chosen = this.#voice.value;
    this.#parts.memory.voice = [Number(this.#speed.value), this.#chosen];
    if (this.#playing) this.#speak(false);
  }

  #showPlaying() {
    const { say } = this.#parts;
    const key = this.#playing ? 'pause' : 'play';
    this.#play.ariaLabel = this.#play.title = say(key);
    this.#play.replaceChildren(icon(key));
  }

  /** @param {Piece | undefined} sentence @param {Piece | undefined} word */
  #mark(sentence, word) {
    const { mark, range } = this.#parts;
    const rangesOf = (/** @type {Piece | undefined} */ piece) => {
      const found = piece && range(piece.block, piece.start, piece.end);
      return found ? [found] : [];
    };
    this.#sentence = mark(SENTENCE, this.#sentence, rangesOf(sentence), 2);
    this.#word = mark(WORD, this.#word, rangesOf(word), 3);
  }
}

/**
 * The sentences of a block; a long one in several pieces, cut where one would draw breath.
 * @param {Block} block
 * @param {string | undefined} lang of the whole text
 * @returns {Piece[]}
 */
function piecesOf(block, lang) {
  const { index, text } = block;
  const language = block.lang ?? lang;
  /** @type {Piece[]} */
  const pieces = [];
  const add = (/** @type {number} */ start, /** @type {number} */ end, /** @type {boolean} */ begins) => {
    if (/[\p{L}\p{N}]/u.test(text.slice(start, end))) pieces.push({ block: index, start, end, begins, lang: language });
  };
  for (const { segment, index: start } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    const end = start + segment.trimEnd().length;
    let at = start;
    while (end - at > LONGEST) {
      const within = text.slice(at, at + LONGEST);
      const next = at + (BREATH.exec(within)?.[0] ?? within).length;
      add(at, next, at === start);
      at = next;
    }
    add(at, end, at === start);
  }
  return pieces;
}
