// The service worker: keeps the page's files for when there is no network, and takes what is shared with the installed page.

/** @typedef {Event & { waitUntil: (work: Promise<unknown>) => void }} LifeEvent */
/** @typedef {Event & { request: Request, respondWith: (answer: Promise<Response>) => void }} FetchEvent */

/** What a worker has and a page has not. */
const worker = /** @type {EventTarget & { clients: { claim: () => Promise<void> }, skipWaiting: () => Promise<void> }} */ (
  /** @type {unknown} */ (globalThis)
);
const FILES = 'pilcrow-files';
const SHARED = 'pilcrow-shared';

worker.addEventListener('install', (event) => /** @type {LifeEvent} */ (event).waitUntil(keepAll()));
worker.addEventListener('activate', (event) => /** @type {LifeEvent} */ (event).waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request, respondWith } = /** @type {FetchEvent} */ (event);
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === 'POST' && pathname.endsWith('/share')) respondWith.call(event, takeShared(request));
  else if (request.method === 'GET') respondWith.call(event, answer(request));
});

/** All files of the list that the build writes. */
async function keepAll() {
  const list = await (await fetch('offline.json')).json();
  const cache = await caches.open(FILES);
  await cache.addAll(list);
  await worker.skipWaiting();
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
  const words = ['title', 'text', 'url'].map((name) => form.get(name)).filter(Boolean);
  if (words.length) await cache.put('shared/words', new Response(words.join('\n\n')));
  return Response.redirect('./?shared', 303);
}
