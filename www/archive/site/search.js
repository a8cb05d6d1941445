// Searches the archive through Pagefind's index, and links each result to its passage.

const AT_A_TIME = 10;

const box = /** @type {HTMLInputElement} */ (document.querySelector('#query'));
const list = /** @type {HTMLElement} */ (document.querySelector('.results'));
const count = /** @type {HTMLElement} */ (document.querySelector('.count'));
const more = /** @type {HTMLButtonElement} */ (document.querySelector('.more'));

/** @typedef {{ url: string, excerpt: string, meta: { title: string, document: string, trail: string } }} Result */

/** Made by Pagefind, beside this page. */
const ENGINE = './pagefind/pagefind.js';
/** @type {Promise<any> | undefined} */
let engine;
/** @type {{ data: () => Promise<Result> }[]} */
let waiting = [];

box.addEventListener('input', () => search());
document.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());
more.addEventListener('click', () => showMore());
box.value = new URLSearchParams(location.search).get('query') ?? '';
if (box.value) search();

async function search() {
  const query = box.value.trim();
  history.replaceState(null, '', query ? `?query=${encodeURIComponent(query)}` : location.pathname);
  engine ??= import(ENGINE);
  // Nothing, where another letter was typed meanwhile.
  const found = await (await engine).debouncedSearch(query, {}, 120);
  if (!found) return;
  waiting = found.results;
  list.replaceChildren();
  count.textContent = query ? `${waiting.length} ${waiting.length === 1 ? 'section' : 'sections'}` : '';
  await showMore();
}

async function showMore() {
  const results = await Promise.all(waiting.splice(0, AT_A_TIME).map((result) => result.data()));
  list.append(...results.map(item));
  more.hidden = waiting.length === 0;
}

/** @param {Result} result */
function item({ url, excerpt, meta }) {
  const link = document.createElement('a');
  const address = new URL(url.replace(/^\//, ''), location.href);
  address.searchParams.set('query', box.value.trim());
  link.href = address.href;
  link.textContent = meta.title;
  const trail = document.createElement('div');
  trail.className = 'trail';
  trail.textContent = meta.trail || meta.document;
  const words = document.createElement('p');
  words.append(...marked(excerpt));
  const entry = document.createElement('li');
  entry.append(link, trail, words);
  return entry;
}

/** The excerpt comes as HTML with `mark` elements; it is text all the same, and becomes nodes. @param {string} excerpt */
function marked(excerpt) {
  return excerpt.split(/<mark>(.*?)<\/mark>/).map((part, index) => {
    const text = part.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    if (index % 2 === 0) return text;
    const mark = document.createElement('mark');
    mark.textContent = text;
    return mark;
  });
}
