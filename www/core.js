/**
 * The reader's core for JavaScript: reads a text into a document that can be shown, searched and exported.
 *
 * The only module that knows Wasm. Importing it does nothing; `load` fetches the Wasm and makes it ready.
 * Every offset is counted in UTF-16 units, as JavaScript strings are, and every range is half-open.
 */

import { tellers } from './teller.js';

/** @typedef {[start: number, end: number]} Range half-open, in UTF-16 units */

/**
 * @typedef {object} OutlineEntry a section, under its heading
 * @property {string} id
 * @property {string} title
 * @property {number} level
 * @property {number} block the index of the heading's block
 * @property {[from: number, to: number]} blocks the blocks of the section, half-open
 * @property {OutlineEntry[]} children
 */

/**
 * @typedef {object} Block
 * @property {number} index
 * @property {string} kind such as `headline`, `paragraph`, `pullQuote`
 * @property {number} [level] of a heading or a list's item
 * @property {string} text as it reads
 * @property {string} [lang] what it is written in, as a BCP 47 tag, where that can be told
 * @property {'ltr' | 'rtl'} [dir] which way most of its letters run; none where it has none
 * @property {Range[]} source what of the source it holds; what was left out within it (a line-end hyphen) is an omission's
 * @property {Phrase[]} [phrases] its links, and what else its author set off, in order: one that holds others comes before them
 */

/**
 * @typedef {object} Phrase words that their author set off from the others
 * @property {Range} range of the block's text
 * @property {'a' | 'em' | 'strong' | 'code' | 'del' | 'sup' | 'sub'} tag what it is, by the name that HTML has for it
 * @property {string} target of a link, where it leads: what the source says, so untrusted; else empty
 */

/**
 * @typedef {object} Omission a part of the source that no block holds
 * @property {string} kind such as `folio`, `runningHead`, `markup`
 * @property {Range} source
 */

/**
 * @typedef {object} Remark a doubt that arose while reading
 * @property {string} message
 * @property {Range} source
 */

/**
 * @typedef {object} SearchOptions
 * @property {number} [limit] how many hits to describe, 50 unless told; all are counted and marked
 * @property {number} [section] the outline entry to search in, counted in document order
 * @property {boolean} [wholeWord]
 * @property {boolean} [matchCase]
 * @property {boolean} [matchAccents]
 * @property {boolean} [fuzzy] whether a misspelt word may match when nothing else does; true unless told
 * @property {boolean} [substring] whether the query is sought letter by letter, as it stands, also within words
 * @property {string} [lang] what the text is written in, as a BCP 47 tag, where that is better known than told from it: other forms of a
 *   word are those of its language
 * @property {boolean} [atOnce] whether to search what is indexed so far, rather than to index the rest first
 */

/**
 * @typedef {object} Hit
 * @property {number} block
 * @property {number} [section] the outline entry that holds it, counted in document order; none before the first heading
 * @property {number} score
 * @property {string} snippet worked out, as `ranges` is, when first looked at
 * @property {Range[]} ranges in the block's text
 */

/**
 * @typedef {object} SearchResult
 * @property {number} total
 * @property {Hit[]} hits
 * @property {Uint32Array} marks every match, flat: block, start, end, …; worked out, as `sections` is, when first looked at
 * @property {Uint32Array} sections matches per outline entry, in document order
 * @property {string} [suggestion] a query that finds something where this one does not
 * @property {boolean} complete whether the whole document was searched
 */

/** @typedef {'auto' | 'plain' | 'markdown' | 'html'} Format */
/** @typedef {'markdown' | 'html' | 'json' | 'text'} ExportFormat */
/** @typedef {URL | string | Response | BufferSource | WebAssembly.Module} WasmSource */

/**
 * @typedef {object} LibraryEntry a text for a library
 * @property {string} id names it; a text of the same id is replaced
 * @property {string} [title] searched as a headline is, unless the text begins with it
 * @property {string} text
 * @property {Format} [format] `auto` unless told
 */

/**
 * @typedef {Omit<SearchOptions, 'section' | 'atOnce'>} LibrarySearchOptions
 */

/** @typedef {Hit & { id: string }} LibraryHit block, section and ranges are those of the document of that id; a hit in its title alone has no ranges */

/**
 * @typedef {object} LibraryResult
 * @property {number} total how many passages match, in all documents
 * @property {LibraryHit[]} hits the best of them, the best first
 * @property {string} [suggestion] a query that finds something where this one does not
 */

/**
 * @typedef {object} Core
 * @property {(text: string, options?: { format?: Format }) => PilcrowDocument} read
 * @property {typeof readInSteps} readInSteps
 * @property {() => PilcrowLibrary} library
 * @property {(bytes: ArrayBufferView | ArrayBuffer) => PilcrowLibrary} libraryFrom
 */

/** Fetched beside the Wasm, and not before it: a round trip less until a text can be read. @type {typeof import('./wasm/pilcrow.js')} */
let glue;
/** @type {Core | undefined} */
let core;
/** @type {Map<WasmSource | undefined, Promise<Core>>} the loads under way; a failed one may be tried again */
const loads = new Map();

/**
 * Makes the core ready. One Wasm instance serves all callers: once it stands, further calls give it at once.
 * @param {{ wasm?: WasmSource }} [options] `wasm`: where to take the Wasm from, instead of beside this module
 * @returns {Promise<Core>}
 */
export async function load({ wasm } = {}) {
  if (core) return core;
  const underWay = loads.get(wasm);
  if (underWay) return underWay;
  const started = instantiate(wasm).finally(() => loads.delete(wasm));
  loads.set(wasm, started);
  return started;
}

/** @param {WasmSource | undefined} wasm */
async function instantiate(wasm) {
  const coming = wasm === undefined ? ownModule() : moduleFrom(wasm);
  // In Node and its like, where the package lies at hand, what reads markup comes along.
  const along = typeof globalThis.process?.getBuiltinModule === 'function' && fetchMarkup();
  const [module, fetched] = await Promise.all([coming, import('./wasm/pilcrow.js'), along]);
  // Another source may have been quicker.
  if (core) return core;
  glue = fetched;
  start(module);
  core = { read, readInSteps, library, libraryFrom };
  return core;
}

/** Fetches what reads Markdown and HTML. Where it cannot be had, they are read as plain text. */
function fetchMarkup() {
  return import('./markup.js').then(({ loadMarkup }) => loadMarkup()).catch(() => {});
}

/**
 * Makes ready what a text is read by beside the core, if it is marked up.
 * @internal
 * @param {string} text
 * @param {Format} [format]
 */
export async function readyFor(text, format = 'auto') {
  // The core tells by the beginning what a text is written in.
  if (glue.awaitsMarkup(text.slice(0, 4e4), format)) await fetchMarkup();
}

/** @param {WebAssembly.Module} module */
function start(module) {
  const foreign = 'this Wasm is of another version';
  // The glue would hold on to a module that lacks what it calls.
  if (!WebAssembly.Module.exports(module).some(({ name }) => name === '__wbindgen_start')) throw new Error(foreign);
  try {
    glue.initSync({ module });
  } catch (cause) {
    throw new Error(foreign, { cause });
  }
}

// The file beside this module, or where it cannot be had (moved by a bundler, held back by a policy, from disk) the
// same bytes from a module.
async function ownModule() {
  const url = new URL('./wasm/pilcrow_bg.wasm', import.meta.url);
  try {
    return await moduleFrom(url);
  } catch {
    const { default: bytes } = await import('./wasm/inline.js');
    return WebAssembly.compile(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
  }
}

/**
 * @internal
 * @param {WasmSource} wasm
 * @returns {Promise<WebAssembly.Module>}
 */
export async function moduleFrom(wasm) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (wasm instanceof ArrayBuffer || ArrayBuffer.isView(wasm)) return WebAssembly.compile(wasm);
  if (typeof Response === 'function' && wasm instanceof Response) return moduleFromResponse(wasm);
  if (!(wasm instanceof URL) && typeof wasm !== 'string') {
    throw new TypeError(`wasm is ${described(wasm)}, and should be a URL, a Response, bytes or a WebAssembly.Module`);
  }
  const url = new URL(wasm, globalThis.document?.baseURI ?? import.meta.url);
  // Node's fetch knows no file: addresses. A built-in is asked for by name, since bundlers trip over an import of node:fs.
  const fs = url.protocol === 'file:' ? globalThis.process?.getBuiltinModule?.('node:fs/promises') : undefined;
  return fs ? WebAssembly.compile(await fs.readFile(url)) : moduleFromResponse(await fetch(url));
}

/** @param {Response} response */
async function moduleFromResponse(response) {
  if (!response.ok) throw new Error(`the Wasm could not be fetched: ${response.url} answered ${response.status}`);
  // Streaming insists on the type, and not every server knows it.
  const streams = response.headers.get('content-type')?.startsWith('application/wasm');
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * Reads a text. Any string gives a document.
 * @param {string} text
 * @param {{ format?: Format }} [options]
 * @returns {PilcrowDocument}
 */
function read(text, { format = 'auto' } = {}) {
  expectString('text', text);
  expectString('format', format);
  const again = () => glue.read(text, format);
  return new PilcrowDocument(guarded(again), again);
}

/**
 * Reads a text as `read` does, in steps between which the page can go on; a long one takes some.
 * @param {string} text
 * @param {{ format?: Format, pause?: () => unknown, signal?: AbortSignal }} [options] `pause`: called between two steps and awaited,
 *   instead of a turn of the event loop; `signal`: gives up reading
 * @returns {Promise<PilcrowDocument>} rejected with the signal's reason once that is aborted
 */
async function readInSteps(text, options = {}) {
  const { format = 'auto', pause = turn, signal } = options;
  expectString('text', text);
  expectString('format', format);
  await readyFor(text, format);
  const begun = instance;
  const beginning = guarded(() => glue.begin(text, format));
  try {
    while (guarded(() => beginning.advance())) {
      await pause();
      signal?.throwIfAborted();
      // Another text has made the core fail, and this one begins again.
      if (begun !== instance) return readInSteps(text, options);
    }
    return new PilcrowDocument(
      guarded(() => beginning.finish()),
      () => glue.read(text, format),
    );
  } catch (error) {
    if (begun === instance) beginning.free();
    throw error;
  }
}

/** An empty library. */
function library() {
  return new PilcrowLibrary(guarded(() => new glue.Shelf()));
}

/**
 * Opens a library that was saved.
 * @param {ArrayBufferView | ArrayBuffer} bytes as `save` gave them
 * @returns {PilcrowLibrary}
 * @throws {Error} when they are no saved library, or one of another version, or damaged
 */
function libraryFrom(bytes) {
  const isView = ArrayBuffer.isView(bytes);
  if (!isView && !(bytes instanceof ArrayBuffer)) throw new TypeError(`bytes is ${described(bytes)}, and should be a Uint8Array`);
  const saved = isView ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
  return new PilcrowLibrary(guarded(() => glue.Shelf.open(saved)));
}

/** A turn of the event loop. */
function turn() {
  return new Promise((resolve) => setTimeout(resolve));
}

// Blocks between two looks at the clock: a few tenths of a millisecond for paragraphs of a usual length.
const BLOCKS_PER_STEP = 64;
// The greatest number that crosses.
const MOST = 0xffff_ffff;
const EVERY_BLOCK = MOST;

/** A text that has been read. Holds Wasm memory until `free` is called. After the core has failed, it reads its text again when it is next used. */
export class PilcrowDocument {
  #held;
  #indexed = false;
  /** @type {OutlineEntry[] | undefined} */
  #outline;
  #length;

  /**
   * @param {import('./wasm/pilcrow.js').Reading} reading
   * @param {() => import('./wasm/pilcrow.js').Reading} again reads the text once more
   * @internal
   */
  constructor(reading, again) {
    this.#held = new Held(reading, 'document', () => {
      this.#indexed = false;
      return again();
    });
    this.#length = reading.length;
  }

  /** The number of blocks. */
  get length() {
    this.#held.use(() => {});
    return this.#length;
  }

  /** What most of the text is written in, as a BCP 47 tag; undefined where that cannot be told. */
  get lang() {
    return this.#held.use((reading) => reading.lang()) || undefined;
  }

  /** The sections, as a tree; the same one each time. */
  get outline() {
    return this.#held.use((reading) => (this.#outline ??= outlineFrom(new Parcel(reading.outline()))));
  }

  /** What of the source no block holds, and why. */
  get omissions() {
    return this.#held.use((reading) => omissionsFrom(new Parcel(reading.omissions())));
  }

  /** The doubts that arose while reading. */
  get remarks() {
    return this.#held.use((reading) => remarksFrom(new Parcel(reading.remarks())));
  }

  /**
   * The blocks of a half-open range, as far as there are any; all of them unless told.
   * @param {number} [from]
   * @param {number} [to]
   */
  blocks(from = 0, to = this.#length) {
    expectCount('from', from);
    expectCount('to', to);
    const first = Math.min(from, this.#length);
    return this.#held.use((reading) => blocksFrom(new Parcel(reading.blocks(first, Math.min(to, this.#length))), first));
  }

  /**
   * Goes on making the index, for about so long, and says whether there is more to do. A page calls it in idle time;
   * the first search finishes what is left.
   * @param {number} milliseconds
   */
  indexFor(milliseconds) {
    expectNumber('milliseconds', milliseconds);
    const end = performance.now() + milliseconds;
    do this.#held.use((reading) => this.#index(reading, BLOCKS_PER_STEP));
    while (!this.#indexed && performance.now() < end);
    return !this.#indexed;
  }

  /**
   * Finds a query: words in any order, the last one open, and "quoted phrases".
   * @param {string} query
   * @param {SearchOptions} [options]
   * @returns {SearchResult}
   */
  search(query, options = {}) {
    const { section, atOnce } = options;
    if (section !== undefined) expectCount('section', section);
    const asked = searchOf(query, options);
    const { found, later } = this.#held.search((reading) => {
      if (!atOnce) this.#index(reading, EVERY_BLOCK);
      return reading.search(...asked, section === undefined ? undefined : Math.min(section, MOST));
    });
    const [total, complete, suggestion] = [found.number(), found.number() > 0, found.string()];
    const hits = hitsFrom(found, later);
    const places = later(
      (reading) => reading.places(),
      (parcel) => ({ marks: parcel.numbers(), sections: parcel.numbers() }),
    );
    /** @type {SearchResult} */
    const result = {
      total,
      hits,
      get marks() {
        return places().marks;
      },
      get sections() {
        return places().sections;
      },
      complete,
    };
    if (suggestion) result.suggestion = suggestion;
    // The index goes on growing, and another answer with it.
    if (!complete) this.#held.settle();
    return result;
  }

  /**
   * Where a range of a block's text stands in the source: in one piece, or in several where the text was mended.
   * @param {number} block
   * @param {number} start
   * @param {number} end
   */
  sourceOf(block, start, end) {
    expectCount('block', block);
    expectCount('start', start);
    expectCount('end', end);
    if (block >= this.#length) throw new RangeError(`block is ${block}, and the document has ${this.#length}`);
    return this.#held.use((reading) => {
      const flat = reading.source_of(block, start, end);
      return Array.from({ length: flat.length / 2 }, (_, pair) => /** @type {Range} */ ([flat[2 * pair], flat[2 * pair + 1]]));
    });
  }

  /**
   * The document in a file format.
   * @param {ExportFormat} format
   */
  export(format) {
    expectString('format', format);
    return this.#held.use((reading) => reading.export(format));
  }

  /** Gives the memory back; the document cannot be used afterwards. */
  free() {
    this.#held.free();
  }

  /** @param {import('./wasm/pilcrow.js').Reading} reading @param {number} blocks */
  #index(reading, blocks) {
    if (!this.#indexed) this.#indexed = !reading.index(blocks);
  }
}

/** Many documents, searched as one. Holds Wasm memory until `free` is called. */
export class PilcrowLibrary {
  #held;

  /**
   * @param {import('./wasm/pilcrow.js').Shelf} shelf
   * @internal
   */
  constructor(shelf) {
    this.#held = new Held(shelf, 'library');
  }

  /** The number of documents. */
  get size() {
    return this.#held.use((shelf) => shelf.size);
  }

  /**
   * Adds a text; one of the same id is replaced.
   * @param {LibraryEntry} entry
   */
  add(entry) {
    this.addAll([entry]);
  }

  /**
   * Adds texts, all of them or, where one cannot be added, none.
   * @param {Iterable<LibraryEntry>} entries
   */
  addAll(entries) {
    /** @type {string[]} */
    const parts = [];
    /** @type {number[]} */
    const lengths = [];
    /** @type {(name: string, value: string) => void} */
    const part = (name, value) => {
      expectString(name, value);
      parts.push(value);
      lengths.push(value.length);
    };
    for (const { id, title = '', text, format = 'auto' } of entries) {
      part('id', id);
      part('title', title);
      part('format', format);
      part('text', text);
    }
    this.#held.settle();
    // The line ends keep a surrogate that stands alone at one text's end from joining one at the next one's beginning.
    this.#held.use((shelf) => shelf.add(parts.join('\n'), new Uint32Array(lengths)));
  }

  /**
   * Takes a text out; false where there is none of that id.
   * @param {string} id
   */
  remove(id) {
    expectString('id', id);
    this.#held.settle();
    return this.#held.use((shelf) => shelf.remove(id));
  }

  /**
   * Finds a query, as `search` does in one document. What was added since the last search is indexed first.
   * @param {string} query
   * @param {LibrarySearchOptions} [options]
   * @returns {LibraryResult}
   */
  search(query, options = {}) {
    const asked = searchOf(query, options);
    const { found, later } = this.#held.search((shelf) => shelf.search(...asked));
    const [total, , suggestion] = [found.number(), found.number(), found.string()];
    const hits = /** @type {LibraryHit[]} */ (hitsFrom(found, later));
    for (const hit of hits) hit.id = found.string();
    /** @type {LibraryResult} */
    const result = { total, hits };
    if (suggestion) result.suggestion = suggestion;
    return result;
  }

  /** The texts and sections as bytes, which `libraryFrom` opens. They carry a version and a checksum; the next search makes the index anew. */
  save() {
    return this.#held.use((shelf) => shelf.save());
  }

  /** Gives the memory back; the library cannot be used afterwards. */
  free() {
    this.#held.free();
  }
}

/**
 * The language of a BCP 47 tag as the core names it: its primary subtag, without region and script.
 * @internal
 * @param {string} lang
 */
export function primaryTag(lang) {
  expectString('lang', lang);
  return lang.toLowerCase().replace(/-.*/, '');
}

/**
 * A query and how to search for it, as the core takes them.
 * @param {string} query
 * @param {SearchOptions} options
 */
function searchOf(
  query,
  {
    limit = 50,
    wholeWord = false,
    matchCase = false,
    matchAccents = false,
    fuzzy = true,
    substring = false,
    lang = '',
    atOnce = false,
  },
) {
  expectString('query', query);
  expectCount('limit', limit);
  const switches = { wholeWord, matchCase, matchAccents, fuzzy, substring, atOnce };
  for (const [name, value] of Object.entries(switches)) expectBoolean(name, value);
  return /** @type {const} */ ([
    query,
    Math.min(limit, MOST),
    wholeWord,
    matchCase,
    matchAccents,
    fuzzy,
    substring,
    primaryTag(lang),
  ]);
}

/**
 * What stands in Wasm memory, for as long as its instance lives and it is not freed. The core keeps the last search of it, so that what is
 * not looked at need not be worked out; of an earlier one more can be asked too, since it is done again.
 * @template {{ free(): void }} T
 */
class Held {
  /** @type {T | undefined} */
  #handle;
  #instance = instance;
  #name;
  #again;
  /** The number of the last search, of the one that the core keeps, and of the first since what is searched has changed. */
  #last = 0;
  #kept = 0;
  #first = 1;
  /** What can be looked at of the last one. @type {(() => unknown)[]} */
  #looks = [];

  /**
   * @param {T} handle
   * @param {string} name what to call it in messages
   * @param {() => T} [again] makes it anew, where that can be done
   */
  constructor(handle, name, again) {
    this.#handle = handle;
    this.#name = name;
    this.#again = again;
  }

  /**
   * @template R
   * @param {(handle: T) => R} work
   * @returns {R}
   */
  use(work) {
    if (!this.#handle) throw new Error(`this ${this.#name} was freed, and cannot be used any more`);
    if (this.#instance !== instance) {
      if (!this.#again) throw new Error(`this ${this.#name} was lost when the core failed; fill it anew`);
      this.#handle = guarded(this.#again);
      this.#instance = instance;
      this.#kept = 0;
    }
    const handle = this.#handle;
    return guarded(() => work(handle));
  }

  /**
   * Searches, and gives what was found and a way to ask more of it, once that is looked at.
   * @param {(handle: T) => any} search
   */
  search(search) {
    const number = ++this.#last;
    /** @type {(() => unknown)[]} */
    const looks = [];
    const told = tellers.stems;
    /** @type {<R>(ask: (handle: T) => any, unpack: (parcel: Parcel) => R) => () => R} */
    const later = (ask, unpack) => {
      const look = once(() =>
        this.use((handle) => {
          const isPast = number !== this.#kept;
          if (number < this.#first || (isPast && told !== tellers.stems))
            throw new Error(`this ${this.#name} has changed: search again`);
          if (isPast) search(handle);
          this.#kept = number;
          return unpack(new Parcel(ask(handle)));
        }),
      );
      looks.push(look);
      return look;
    };
    const found = this.use((handle) => new Parcel(search(handle)));
    this.#kept = number;
    this.#looks = looks;
    return { found, later };
  }

  /** Looks at all of the last search, before what was searched changes or goes. */
  settle() {
    if (this.#handle && this.#instance === instance) for (const look of this.#looks) look();
    this.#looks = [];
    this.#first = this.#last + 1;
  }

  free() {
    this.settle();
    if (this.#instance === instance) this.#handle?.free();
    this.#handle = this.#again = undefined;
  }
}

/**
 * What `make` gives, made when it is first asked for.
 * @template T
 * @param {() => T} make
 */
function once(make) {
  /** @type {T | undefined} */
  let made;
  return () => (made ??= make());
}

/** What crosses from the Wasm: one string and one row of numbers, unpacked in the order in which `src/wasm/view.rs` packs them. */
class Parcel {
  #text;
  #numbers;
  /** The same numbers, as weights. @type {Float32Array | undefined} */
  #weights;
  /** How much of each is unpacked. */
  #unit = 0;
  #at = 0;

  /** @param {[text: string, numbers: Uint32Array]} parcel */
  constructor([text, numbers]) {
    this.#text = text;
    this.#numbers = numbers;
  }

  number() {
    return this.#numbers[this.#at++];
  }

  /** A number that may be missing. */
  optional() {
    return this.number() - 1;
  }

  string() {
    const start = this.#unit;
    this.#unit += this.number();
    return this.#text.slice(start, this.#unit);
  }

  weight() {
    this.#weights ??= new Float32Array(this.#numbers.buffer);
    return this.#weights[this.#at++];
  }

  numbers() {
    const count = this.number();
    this.#at += count;
    return this.#numbers.slice(this.#at - count, this.#at);
  }

  /** @returns {Range} */
  range() {
    return [this.number(), this.number()];
  }

  ranges() {
    return Array.from({ length: this.number() / 2 }, () => this.range());
  }

  /**
   * @template T
   * @param {() => T} item
   * @returns {T[]}
   */
  list(item) {
    const list = [];
    for (let left = this.number(); left > 0; left -= 1) list.push(item());
    return list;
  }
}

/** @param {Parcel} parcel */
function outlineFrom(parcel) {
  /** @type {OutlineEntry[]} */
  const roots = [];
  /** @type {OutlineEntry[]} */
  const all = [];
  parcel.list(() => {
    const [id, title, level, block] = [parcel.string(), parcel.string(), parcel.number(), parcel.number()];
    /** @type {OutlineEntry} */
    const entry = { id, title, level, block, blocks: parcel.range(), children: [] };
    all.push(entry);
    (all[parcel.optional()]?.children ?? roots).push(entry);
  });
  return roots;
}

const DIRECTIONS = /** @type {const} */ ([undefined, 'ltr', 'rtl']);

/** @param {Parcel} parcel @param {number} first */
function blocksFrom(parcel, first) {
  let index = first;
  return parcel.list(() => {
    /** @type {Block} */
    const block = { index: index++, kind: parcel.string(), text: '', source: [] };
    const level = parcel.number();
    if (level) block.level = level;
    block.text = parcel.string();
    const lang = parcel.string();
    if (lang) block.lang = lang;
    const dir = DIRECTIONS[parcel.number()];
    if (dir) block.dir = dir;
    block.source = parcel.ranges();
    const phrases = parcel.list(() => ({
      range: parcel.range(),
      tag: /** @type {Phrase['tag']} */ (parcel.string()),
      target: parcel.string(),
    }));
    if (phrases.length) block.phrases = phrases;
    return block;
  });
}

/** @param {Parcel} parcel @returns {Omission[]} */
const omissionsFrom = (parcel) => parcel.list(() => ({ kind: parcel.string(), source: parcel.range() }));

/** @param {Parcel} parcel @returns {Remark[]} */
const remarksFrom = (parcel) => parcel.list(() => ({ message: parcel.string(), source: parcel.range() }));

/**
 * Hits, of which the core is asked how they read when one is first looked at.
 * @param {Parcel} found
 * @param {(ask: (handle: any) => any, unpack: (parcel: Parcel) => Shown[]) => () => Shown[]} later
 * @returns {Hit[]}
 */
function hitsFrom(found, later) {
  let count = 0;
  const shown = later(
    (handle) => handle.shown(),
    (parcel) => Array.from({ length: count }, () => ({ snippet: parcel.string(), ranges: parcel.ranges() })),
  );
  return /** @type {Hit[]} */ (/** @type {unknown} */ (found.list(() => new ShownHit(found, shown, count++))));
}

/** @typedef {Pick<Hit, 'snippet' | 'ranges'>} Shown */

/**
 * A hit that is asked how it reads when that is looked at. What it answers with are properties of its own, so that it can be copied and
 * written out as any object; they share their getters, which makes twenty hits in a quarter of the time that a literal takes.
 */
class ShownHit {
  static #snippet = ShownHit.#getter('snippet');
  static #ranges = ShownHit.#getter('ranges');

  /**
   * @param {'snippet' | 'ranges'} name
   * @returns {PropertyDescriptor & ThisType<ShownHit>}
   */
  static #getter(name) {
    return {
      enumerable: true,
      get() {
        return this.#shown()[this.#at][name];
      },
    };
  }

  #shown;
  #at;

  /** @param {Parcel} found @param {() => Shown[]} shown @param {number} at */
  constructor(found, shown, at) {
    this.#shown = shown;
    this.#at = at;
    this.block = found.number();
    this.score = found.weight();
    const section = found.optional();
    if (section >= 0) /** @type {Hit} */ (/** @type {unknown} */ (this)).section = section;
    Object.defineProperty(this, 'snippet', ShownHit.#snippet);
    Object.defineProperty(this, 'ranges', ShownHit.#ranges);
  }
}

/** Counts the Wasm instances: what an earlier one held is lost. */
let instance = 0;

/**
 * Calls into the Wasm. After a trap an instance may be in any state, so a new one takes over.
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
function guarded(work) {
  try {
    return work();
  } catch (cause) {
    if (!isTrap(cause)) throw cause;
    instance += 1;
    glue.give_up();
    glue.take_over();
    throw new Error('the core failed, and was started afresh', { cause });
  }
}

/**
 * Engines report an exhausted stack as an error of their own kind, each in its own words.
 * @param {unknown} error
 */
function isTrap(error) {
  return (
    error instanceof WebAssembly.RuntimeError ||
    (error instanceof RangeError && /call stack/.test(error.message)) ||
    (error instanceof Error && error.name === 'InternalError')
  );
}

/** @param {string} name @param {unknown} value */
function expectString(name, value) {
  if (typeof value !== 'string') throw new TypeError(`${name} is ${described(value)}, and should be a string`);
}

/** @param {string} name @param {unknown} value */
function expectBoolean(name, value) {
  if (typeof value !== 'boolean') throw new TypeError(`${name} is ${described(value)}, and should be true or false`);
}

/** @param {string} name @param {unknown} value */
function expectNumber(name, value) {
  if (typeof value !== 'number' || Number.isNaN(value))
    throw new TypeError(`${name} is ${described(value)}, and should be a number`);
}

/** @param {string} name @param {unknown} value */
function expectCount(name, value) {
  expectNumber(name, value);
  if (!Number.isSafeInteger(value) || Number(value) < 0)
    throw new RangeError(`${name} is ${value}, and should be a whole number from 0 up`);
}

/** @param {unknown} value */
function described(value) {
  if (value === null || value === undefined || typeof value === 'number') return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = value.constructor?.name ?? 'object';
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}
