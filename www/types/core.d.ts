/**
 * The reader's core for JavaScript: reads a text into a document that can be shown, searched and exported.
 *
 * The only module that knows Wasm. Importing it does nothing; `load` fetches the Wasm and makes it ready.
 * Every offset is counted in UTF-16 units, as JavaScript strings are, and every range is half-open.
 */
import * as glue from './wasm/pilcrow.js';
export type Range = [start: number, end: number];
export type OutlineEntry = {
    id: string;
    title: string;
    level: number;
    /**
     * the index of the heading's block
     */
    block: number;
    /**
     * the blocks of the section, half-open
     */
    blocks: [from: number, to: number];
    children: OutlineEntry[];
};
export type Block = {
    index: number;
    /**
     * such as `headline`, `paragraph`, `pullQuote`
     */
    kind: string;
    /**
     * of a heading
     */
    level?: number;
    /**
     * as it reads
     */
    text: string;
    lang?: string;
    dir?: 'ltr' | 'rtl';
    /**
     * where the text stands in the source
     */
    source: Range[];
};
export type Omission = {
    /**
     * such as `folio`, `runningHead`, `markup`
     */
    kind: string;
    source: Range;
};
export type Remark = {
    message: string;
    source: Range;
};
export type SearchOptions = {
    /**
     * how many hits to describe, 50 unless told; all are counted and marked
     */
    limit?: number;
    /**
     * the id of the outline entry to search in
     */
    section?: string;
    wholeWord?: boolean;
    matchCase?: boolean;
    /**
     * whether a misspelt word may match when nothing else does; true unless told
     */
    fuzzy?: boolean;
};
export type Hit = {
    block: number;
    section: number;
    score: number;
    snippet: string;
    /**
     * in the block's text
     */
    ranges: Range[];
};
export type SearchResult = {
    total: number;
    hits: Hit[];
    /**
     * every match, flat: block, start, end, …
     */
    marks: Uint32Array;
    /**
     * matches per outline entry, in document order
     */
    sections: Uint32Array;
    /**
     * a query that finds something where this one does not
     */
    suggestion?: string;
};
export type Format = 'auto' | 'plain' | 'markdown' | 'html';
export type ExportFormat = 'markdown' | 'html' | 'json' | 'text';
export type WasmSource = URL | string | Response | BufferSource | WebAssembly.Module;
export type PilcrowDocument = InstanceType<typeof ReadDocument>;
export type Core = {
    read: (text: string, options?: {
        format?: Format;
    }) => PilcrowDocument;
};
/**
 * Makes the core ready. One Wasm instance serves all callers: once it stands, further calls give it at once.
 * @param {{ wasm?: WasmSource }} [options] `wasm`: where to take the Wasm from, instead of beside this module
 * @returns {Promise<Core>}
 */
export declare function load({ wasm }?: {
    wasm?: WasmSource;
}): Promise<Core>;
/** A text that has been read. Holds Wasm memory until `free` is called. */
declare class ReadDocument {
    #private;
    /** @param {glue.Reading} reading */
    constructor(reading: glue.Reading);
    /** The number of blocks. */
    get length(): number;
    /** The sections, as a tree; the same one each time. */
    get outline(): OutlineEntry[];
    /** What of the source no block holds, and why. */
    get omissions(): Omission[];
    /** The doubts that arose while reading. */
    get remarks(): Remark[];
    /**
     * The blocks of a half-open range, as far as there are any; all of them unless told.
     * @param {number} [from]
     * @param {number} [to]
     */
    blocks(from?: number, to?: number): Block[];
    /**
     * Goes on making the index, for about so long, and says whether there is more to do. A page calls it in idle time;
     * the first search finishes what is left.
     * @param {number} milliseconds
     */
    indexFor(milliseconds: number): boolean;
    /**
     * Finds a query: words in any order, the last one open, and "quoted phrases".
     * @param {string} query
     * @param {SearchOptions} [options]
     */
    search(query: string, { limit, section, wholeWord, matchCase, fuzzy }?: SearchOptions): SearchResult;
    /**
     * Where a range of a block's text stands in the source: in one piece, or in several where the text was mended.
     * @param {number} block
     * @param {number} start
     * @param {number} end
     */
    sourceOf(block: number, start: number, end: number): Range[];
    /**
     * The document in a file format.
     * @param {ExportFormat} format
     */
    export(format: ExportFormat): string;
    /** Gives the memory back; the document cannot be used afterwards. */
    free(): void;
}
export {};
