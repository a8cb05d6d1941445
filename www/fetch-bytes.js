// Fetches the bytes of a text, with a limit on size and on silence, and says in a code what went wrong.

/** What is read in one piece at most, in bytes: a hundred long novels. Beyond it, memory runs out on phones. */
export const MOST_BYTES = 64 * 1024 * 1024;

/** How long a server may stay silent, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Why there are no bytes. `code` is one of `bad-src`, `network`, `timeout`, `too-big` and `http-404` and the like.
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
 * @param {AbortSignal} signal
 * @returns {Promise<{ bytes: Uint8Array, type: string, charset: string | undefined }>}
 */
export async function fetchBytes(src, signal) {
  const url = allowed(src);
  const silence = new AbortController();
  const stop = () => silence.abort();
  signal.addEventListener('abort', stop);
  let timer = setTimeout(stop, PATIENCE);
  try {
    const response = await fetch(url, { signal: silence.signal });
    if (!response.ok) throw new FetchError(`http-${response.status}`, response.status >= 500 || response.status === 429);
    if (Number(response.headers.get('content-length')) > MOST_BYTES) throw new FetchError('too-big', false);
    const bytes = await collect(response, () => {
      clearTimeout(timer);
      timer = setTimeout(stop, PATIENCE);
    });
    const [type, ...parameters] = (response.headers.get('content-type') ?? '').toLowerCase().split(';');
    const charset = parameters.map((parameter) => /^\s*charset\s*=\s*"?([^"\s]+)/.exec(parameter)?.[1]).find(Boolean);
    return { bytes, type: type.trim(), charset };
  } catch (error) {
    if (error instanceof FetchError || signal.aborted) throw error;
    // A browser says the same of a lost network, another origin's refusal and a cut body.
    throw new FetchError(silence.signal.aborted ? 'timeout' : 'network', true);
  } finally {
    silence.abort();
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** @param {string} src */
function allowed(src) {
  const url = URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI) : undefined;
  const fine = url && (/^(https?|blob):$/.test(url.protocol) || /^data:(text\/|,|;)/.test(url.href));
  if (!fine) throw new FetchError('bad-src', false);
  return url;
}

/**
 * @param {Response} response
 * @param {() => void} heard is called with every piece
 */
async function collect(response, heard) {
  const reader = response.body?.getReader();
  /** @type {Uint8Array[]} */
  const pieces = [];
  let length = 0;
  for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
    heard();
    pieces.push(piece.value);
    length += piece.value.length;
    if (length > MOST_BYTES) throw new FetchError('too-big', false);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
