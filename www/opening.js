// Opens texts, one at a time: takes each from where it stands, and tells how that went. A newer one ends the one before at its next step.

/** @typedef {{ kind: 'content' } | { kind: 'src', src: string } | { kind: 'text', text: string } | { kind: 'file', file: Blob }} Origin where a text comes from */

/** What is read in one piece at most, in bytes or UTF-16 units: beyond it, memory runs out on phones. */
const MOST = 64 * 1024 * 1024;

/**
 * @typedef {object} OpeningParts
 * @property {HTMLElement} host its own content is the text, unless another origin is told
 * @property {() => Promise<unknown>} onBegin what is waited for before anything is said
 * @property {() => void} onCome a text is on its way: what will be needed for it may be made ready
 * @property {(part: number) => void} onPart how much of it has come, from 0 to 1
 * @property {(text: string | undefined, signal: AbortSignal) => unknown} onText nothing, where there is no text, and none was asked for
 * @property {(code: string, isRetryable: boolean, name: string, text?: string) => void} onError `name`: of a file or an address; may be empty;
 *   `text`: as it came, where it did
 */

export class Opening {
  /** @type {Origin} */
  origin = { kind: 'content' };
  #parts;
  /** The opening that is under way, or has just been done. */
  #job = new AbortController();

  /** @param {OpeningParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Opens the origin's text. */
  async begin() {
    this.stop();
    this.#job = new AbortController();
    const { signal } = this.#job;
    const { origin } = this;
    const { onBegin, onText, onError } = this.#parts;
    /** @type {string | undefined} */
    let text;
    try {
      // An element that is upgraded, or given several properties, begins several times in one task: the last one counts.
      await onBegin();
      if (signal.aborted) return;
      text = await this.#textOf(origin, signal);
      if (!signal.aborted) await onText(text, signal);
    } catch (error) {
      if (signal.aborted) return;
      // What names no reason could not be fetched, or was too much for the core.
      const { code = text ? 'engine' : 'network', retryable = true } = /** @type {Partial<OpeningError>} */ (error);
      onError(code, retryable, this.name, text);
    }
  }

  stop() {
    this.#job.abort();
  }

  /** The address or the file that the text comes from, as it is named; empty where it has no name. */
  get name() {
    const { src, file } = /** @type {{ src?: string, file?: Blob & { name?: string } }} */ (this.origin);
    return src ?? file?.name ?? '';
  }

  /**
   * @param {Origin} origin
   * @param {AbortSignal} signal
   */
  async #textOf(origin, signal) {
    const { host, onCome, onPart } = this.#parts;
    if (origin.kind === 'text') {
      if (origin.text.length > MOST) throw new OpeningError('too-big');
      return origin.text || undefined;
    }
    if (origin.kind === 'content') {
      // While a page is being parsed, an element begins before its content is there.
      if (document.readyState === 'loading') {
        await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true, signal }));
      }
      const { textIn } = await import('./fetch-bytes.js');
      return textIn(host);
    }
    const modules = Promise.all([import('./decode.js'), import('./fetch-bytes.js')]);
    onCome();
    const [{ decode }, { fetchBytes, bytesOf }] = await modules;
    const { bytes, charset } =
      origin.kind === 'src' ? await fetchBytes(origin.src, MOST, signal, onPart) : await bytesOf(origin.file, MOST);
    const { text } = await decode(bytes, charset);
    if (text === undefined) throw new OpeningError('not-text');
    return text;
  }
}

/** Why a text that was there could not be opened, and will not be. */
export class OpeningError extends Error {
  retryable = false;

  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}
