/**
 * Finds a regular expression in a document, with JavaScript's own engine, in limited time: some patterns would run for years.
 *
 * Where a worker may be made the search runs there, and is stopped when its time is up; in Node, the engine itself is stopped. Where neither
 * can be, as under a policy that forbids workers, only patterns are taken that cannot run away.
 */

import { firstWhere } from './halving.js';
import { matchesOf } from './matches.js';

/** @typedef {import('./core.js').PilcrowDocument} PilcrowDocument */
/** @typedef {import('./core.js').Hit} Hit */

/**
 * @typedef {object} PatternOptions
 * @property {boolean} [matchCase]
 * @property {number} [limit] how many hits to describe, 50 unless told; all are counted and marked
 * @property {number} [section] the outline entry to search in, counted in document order
 * @property {number} [milliseconds] how long to search, 1000 unless told; what is found by then is given
 * @property {AbortSignal} [signal] gives up searching
 */

/**
 * @typedef {object} PatternResult as a search's, hits in reading order
 * @property {number} total how many blocks match
 * @property {Hit[]} hits
 * @property {Uint32Array} marks every match, flat: block, start, end, …
 * @property {Uint32Array} sections matches per outline entry, in document order
 * @property {boolean} complete whether the whole document was searched in that time
 */

/** @typedef {import('./matches.js').Task} Task */

// A few milliseconds of work for the page, each time.
const BLOCKS_PER_BATCH = 512;
// With two open quantifiers a block of a thousand letters takes some million steps; each further one takes a thousand times as many.
const MOST_OPEN_QUANTIFIERS = 2;
const SNIPPET = 180;

/**
 * Finds a pattern in a document, block by block.
 * @param {PilcrowDocument} document
 * @param {string} pattern
 * @param {PatternOptions} [options]
 * @returns {Promise<PatternResult>} rejected with a SyntaxError whose `reason` says why, where the pattern does not compile, and with the
 *   signal's reason once that is aborted
 */
export async function searchPattern(document, pattern, options = {}) {
  const { matchCase = false, limit = 50, section, milliseconds = 1000, signal } = options;
  const flags = matchCase ? 'gu' : 'giu';
  compile(pattern, flags);
  const entries = inOrder(document.outline);
  const [first, end] = section === undefined ? [0, document.length] : (entries[section]?.blocks ?? [0, 0]);
  const deadline = performance.now() + milliseconds;
  const engine = engineFor(pattern);
  /** @type {number[]} */
  const marks = [];
  let complete = true;
  signal?.addEventListener('abort', engine.stop, { once: true });
  try {
    for (let from = first; complete && from < end; from += BLOCKS_PER_BATCH) {
      signal?.throwIfAborted();
      const texts = document.blocks(from, Math.min(end, from + BLOCKS_PER_BATCH)).map(({ text }) => text);
      const found = await engine.run({ source: pattern, flags, batch: { from, texts } }, deadline - performance.now());
      complete = found !== undefined;
      for (const number of found ?? []) marks.push(number);
    }
  } finally {
    engine.stop();
    signal?.removeEventListener('abort', engine.stop);
  }
  signal?.throwIfAborted();
  const hits = hitsFrom(document, marks, limit, entries);
  const firstIn = (/** @type {number} */ block) => firstWhere(0, marks.length / 3, (match) => marks[3 * match] >= block);
  const sections = entries.map(({ blocks: [from, to] }) => firstIn(to) - firstIn(from));
  let total = 0;
  for (let at = 0; at < marks.length; at += 3) if (marks[at] !== marks[at - 3]) total += 1;
  return { total, hits, marks: Uint32Array.from(marks), sections: Uint32Array.from(sections), complete };
}

/** @param {string} pattern @param {string} flags */
function compile(pattern, flags) {
  try {
    new RegExp(pattern, flags);
  } catch (cause) {
    // "Invalid regular expression: /(/giu: Unterminated group", and the like in other engines.
    const said = String(/** @type {Error} */ (cause).message).replace(/^.*: /s, '');
    const reason = `${said.charAt(0).toLowerCase()}${said.slice(1)}`;
    throw Object.assign(new SyntaxError(`this pattern does not compile: ${reason}`, { cause }), { reason });
  }
}

/**
 * What runs tasks one after another: each gives its matches, or undefined where the time was not enough.
 * @typedef {object} Engine
 * @property {(task: Task, milliseconds: number) => Promise<number[] | undefined>} run
 * @property {() => void} stop
 */

/** @param {string} pattern @returns {Engine} */
function engineFor(pattern) {
  const vm = globalThis.process?.getBuiltinModule?.('node:vm');
  if (vm) return nodeEngine(vm);
  const worker = makeWorker();
  return worker ? workerEngine(worker, pattern) : plainEngine(pattern);
}

// A policy that forbids the worker reports each try.
let forbidden = false;

function makeWorker() {
  try {
    return forbidden ? undefined : new Worker(new URL('./pattern-worker.js', import.meta.url), { type: 'module' });
  } catch {
    // From another origin, under a policy, or where there are no workers.
    forbidden = true;
    return undefined;
  }
}

/** @param {Worker} worker @param {string} pattern @returns {Engine} */
function workerEngine(worker, pattern) {
  let works = false;
  /** @type {Engine | undefined} */
  let instead;
  /** @type {Engine['run']} */
  const run = (task, milliseconds) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(undefined), Math.max(milliseconds, 0));
      worker.onmessage = ({ data }) => {
        works = true;
        clearTimeout(timer);
        resolve(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        clearTimeout(timer);
        reject(new Error(`the search failed: ${event.message}`));
      };
      worker.postMessage(task);
    });
  return {
    async run(task, milliseconds) {
      if (instead) return instead.run(task, milliseconds);
      try {
        return await run(task, milliseconds);
      } catch (error) {
        if (works) throw error;
        // Some policies tell only now that the worker may not be.
        forbidden = true;
        instead = plainEngine(pattern);
        return instead.run(task, milliseconds);
      }
    },
    stop: () => worker.terminate(),
  };
}

/** @param {typeof import('node:vm')} vm @returns {Engine} */
function nodeEngine(vm) {
  return {
    async run(task, milliseconds) {
      if (milliseconds < 1) return undefined;
      try {
        return vm.runInNewContext('work()', { work: () => matchesOf(task) }, { timeout: Math.ceil(milliseconds) });
      } catch (error) {
        if (/** @type {{ code?: string }} */ (error).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
        throw error;
      }
    },
    stop() {},
  };
}

/** @param {string} pattern @returns {Engine} */
function plainEngine(pattern) {
  if (mayRunAway(pattern)) {
    throw new RangeError(
      'this pattern might take for ever, and the page allows no worker that could be stopped: use * and + less',
    );
  }
  return {
    async run(task, milliseconds) {
      if (milliseconds < 0) return undefined;
      // The page has its turn.
      await new Promise((resolve) => setTimeout(resolve));
      return matchesOf(task);
    },
    stop() {},
  };
}

/**
 * Whether a pattern may take more than a few million steps for a block: it repeats what itself repeats or can be read in two ways, refers
 * back, or repeats more than twice without end.
 * @param {string} pattern
 */
function mayRunAway(pattern) {
  const plain = pattern.replace(/\\[^1-9k]/gu, 'x').replace(/\[[^\]]*\]/gu, 'x');
  const open = /[*+]|\{\d+,\}/gu;
  return (
    /\\[1-9k]/u.test(plain) ||
    /[*+?}|][^()]*\)+(?:[*+]|\{\d)/u.test(plain) ||
    (plain.match(open)?.length ?? 0) > MOST_OPEN_QUANTIFIERS
  );
}

/** @typedef {import('./core.js').OutlineEntry} OutlineEntry */

/** @param {OutlineEntry[]} entries @returns {OutlineEntry[]} */
function inOrder(entries) {
  return entries.flatMap((entry) => [entry, ...inOrder(entry.children)]);
}

/**
 * @param {PilcrowDocument} document
 * @param {number[]} marks
 * @param {number} limit
 * @param {OutlineEntry[]} entries
 */
function hitsFrom(document, marks, limit, entries) {
  /** @type {Hit[]} */
  const hits = [];
  for (let at = 0; at < marks.length; at += 3) {
    const [block, start, end] = marks.slice(at, at + 3);
    const last = hits[hits.length - 1];
    if (last?.block === block) {
      last.ranges.push([start, end]);
      last.score += 1;
      continue;
    }
    if (hits.length === limit) break;
    const [{ text }] = document.blocks(block, block + 1);
    /** @type {Hit} */
    const hit = { block, score: 1, snippet: snippet(text, start), ranges: [[start, end]] };
    const section = entries.findLastIndex(({ blocks: [from, to] }) => block >= from && block < to);
    if (section >= 0) hit.section = section;
    hits.push(hit);
  }
  return hits;
}

/** The part of `text` about `start`, cut between words. @param {string} text @param {number} start */
function snippet(text, start) {
  if (text.length <= SNIPPET) return text;
  const from = start < SNIPPET / 2 ? 0 : text.lastIndexOf(' ', start - SNIPPET / 3) + 1;
  const space = text.lastIndexOf(' ', from + SNIPPET);
  const to = from + SNIPPET >= text.length ? text.length : space > from ? space : from + SNIPPET;
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}
