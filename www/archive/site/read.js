// Opens the text that the address names, at its section, with the query marked from there on.

/** Stands beside this page, in one file; what it fetches for some texts stands beside that. */
const READER = './cdn/pilcrow-reader.js';
await import(READER);

const parameters = new URLSearchParams(location.search);
const text = parameters.get('text');
const query = parameters.get('query');
const reader = /** @type {import('../../pilcrow-reader.js').PilcrowReader} */ (document.querySelector('pilcrow-reader'));

reader.addEventListener('pilcrow-load', (event) => {
  document.title = /** @type {CustomEvent<{ title: string }>} */ (event).detail.title || document.title;
});
// The whole text stands, so the section is where it will stay.
reader.addEventListener('pilcrow-settle', () => {
  if (!query || !reader.document) return;
  // The engine forgives more than the reader does: where not all words are found, any of them will do.
  const found = reader.document.search(query, { limit: 1 }).total > 0;
  reader.query = found ? query : query.split(/\s+/).join(' OR ');
});
// An archive's texts lie beside this page, and no others are opened. A name may hold what means something in an address.
const address = new URL((text ?? '').split('/').map(encodeURIComponent).join('/'), location.href).href;
if (address.startsWith(new URL('texts/', location.href).href)) reader.src = address;
