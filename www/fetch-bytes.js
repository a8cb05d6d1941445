// Fetches the bytes of a text, with a limit on size and on silence, or takes those of a file, and says in a code what went wrong; or takes
// the text that stands in an element.

/** How long a server may stay silent, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Why there are no bytes. `code` is one of `bad-src`, `network`, `timeout`, `too-big`, `unreadable`, and `http-404` and the like.
 */
export class FetchError extends Error {
  /**
   * @param {string} code
   * @param {boolean} retryable whether the same request may succeed later
   */
  constructor(code, retryable) {
    super(code);
    this.code = code;
    this.retryable = retryable;
  }
}

/**
 * @param {string} src relative to the page
 * @param {number} most bytes that may come
 * @param {AbortSignal} signal
 * @param {(part: number) => void} onPart how much has come, from 0 to 1, where the server says how much there is
 * @returns {Promise<{ bytes: Uint8Array, charset: string | undefined }>}
 */
export async function fetchBytes(src, most, signal, onPart) {
  const url = allowed(src);
  const silence = new AbortController();
  const stop = () => silence.abort();
  signal.addEventListener('abort', stop);
  let timer = setTimeout(stop, PATIENCE);
  try {
    const response = await fetch(url, { signal: silence.signal });
    // A part of a text, which nobody has asked for, is not taken for the whole.
    if (!response.ok || response.status === 206) throw new FetchError(`http-${response.status}`, true);
    const all = Number(response.headers.get('content-length'));
    if (all > most) throw new FetchError('too-big', false);
    const bytes = await collect(response, most, (length) => {
      // Of a packed text, that is less than what comes out of it.
      if (all) onPart(Math.min(length / all, 1));
      clearTimeout(timer);
      timer = setTimeout(stop, PATIENCE);
    });
    const charset = /\bcharset\s*=\s*"?([^"\s;]+)/i.exec(response.headers.get('content-type') ?? '')?.[1];
    return { bytes, charset };
  } catch (error) {
    if (error instanceof FetchError || signal.aborted) throw error;
    // What needs no network is not there, or damaged.
    if (!url.protocol.startsWith('http')) throw new FetchError('bad-src', false);
    // A browser says the same of a lost network, another origin's refusal and a cut body.
    throw new FetchError(silence.signal.aborted ? 'timeout' : 'network', true);
  } finally {
    silence.abort();
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/**
 * @param {Blob} file
 * @param {number} most bytes that it may have
 */
export async function bytesOf(file, most) {
  if (file.size > most) throw new FetchError('too-big', false);
  try {
    return { bytes: new Uint8Array(await file.arrayBuffer()), charset: undefined };
  } catch {
    throw new FetchError('unreadable', false);
  }
}

/** @param {string} src */
function allowed(src) {
  const url = URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI) : undefined;
  // Of the page's own blobs alone: the browser keeps those of others to itself.
  const fine = url && (/^(https?:|data:(text\/|,|;))/.test(url.href) || url.href.startsWith(`blob:${origin}/`));
  if (!fine) throw new FetchError('bad-src', false);
  return url;
}

/**
 * @param {Response} response
 * @param {number} most
 * @param {(length: number) => void} heard is called with every piece, and all that has come
 */
async function collect(response, most, heard) {
  const reader = response.body?.getReader();
  /** @type {Uint8Array[]} */
  const pieces = [];
  let length = 0;
  for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
    pieces.push(piece.value);
    length += piece.value.length;
    heard(length);
    if (length > most) throw new FetchError('too-big', false);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/**
 * The text that stands in an element, but for what has a slot: a piece of a page where it begins with an element, else as it stands. What keeps
 * its lines is no more than a box for such text.
 * @param {Element} host
 * @returns {string | undefined}
 */
export function textIn({ childNodes }) {
  const nodes = /** @type {(Node & Partial<Element>)[]} */ ([...childNodes]);
  const own = nodes.filter((node) => !node.hasAttribute?.('slot') && node.textContent?.trim());
  const isPage = /^<(?!pre)/.test(String(own[0]?.outerHTML));
  return own.map((node) => (isPage && node.outerHTML) || node.textContent).join('') || undefined;
}
