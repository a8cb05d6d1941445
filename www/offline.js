// The service worker: keeps the page's files for when there is no network, and takes what is shared with the installed page.

/** @typedef {Event & { waitUntil: (work: Promise<unknown>) => void }} LifeEvent */
/** @typedef {LifeEvent & { request: Request, respondWith: (answer: Promise<Response>) => void }} FetchEvent */

/** What a worker has and a page has not. */
const worker = /** @type {EventTarget & { clients: { claim: () => Promise<void> }, skipWaiting: () => Promise<void> }} */ (
  /** @type {unknown} */ (globalThis)
);
const FILES = 'pilcrow-files';
const SHARED = 'pilcrow-shared';

/** Asks the server whether what the browser still holds is of today. */
const FRESH = /** @type {const} */ ({ cache: 'no-cache' });

worker.addEventListener('install', (event) => {
  /** @type {LifeEvent} */ (event).waitUntil(keepAll().then(() => worker.skipWaiting()));
});
worker.addEventListener('activate', (event) => /** @type {LifeEvent} */ (event).waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const asked = /** @type {FetchEvent} */ (event);
  const { request } = asked;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === 'POST' && pathname.endsWith('/share')) asked.respondWith(takeShared(request));
  else if (request.method === 'GET') asked.respondWith(answer(request));
  // With every visit it is seen whether there are others; without a network, there are none to be had.
  if (request.mode === 'navigate') asked.waitUntil(keepAll().catch(() => {}));
});

/** Keeps all files of the list that the build writes, whose version tells whether any of them has changed. */
async function keepAll() {
  const list = await (await fetch('offline.json', FRESH)).text();
  const cache = await caches.open(FILES);
  if (list === (await (await cache.match('offline.json'))?.text())) return;
  /** @type {{ files: string[] }} */
  const { files } = JSON.parse(list);
  await cache.addAll(files.map((name) => new Request(name, FRESH)));
  // Kept last: so it tells that the others are.
  await cache.put('offline.json', new Response(list));
}

/** What the network has, which is never old; without one, what was kept. @param {Request} request */
async function answer(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request, { ignoreSearch: request.mode === 'navigate' });
    if (kept) return kept;
    throw error;
  }
}

/** Lays down what was shared, for the page to take. @param {Request} request */
async function takeShared(request) {
  const form = await request.formData();
  const cache = await caches.open(SHARED);
  for (const [at, file] of form.getAll('files').entries()) {
    if (file instanceof File) await cache.put(`shared/${at}?${encodeURIComponent(file.name)}`, new Response(file));
  }
  const words = wordsOf(form);
  if (words) await cache.put('shared/words', new Response(words));
  return Response.redirect('./?shared', 303);
}

/**
 * The words that were shared; of a title and an address, which programs put in either place, the address: what stands there is meant.
 * @param {FormData} form
 */
function wordsOf(form) {
  const [title, ...others] = ['title', 'text', 'url'].map((name) => String(form.get(name) ?? '').trim());
  const [words, more] = new Set(others.filter(Boolean));
  if (!more && /^https?:\/\/\S+$/.test(words)) return words;
  return [title, words, more].filter(Boolean).join('\n\n');
}
