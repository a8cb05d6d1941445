// Searches the archive through Pagefind's index, and links each result to its passage.

const AT_A_TIME = 10;

const box = /** @type {HTMLInputElement} */ (document.querySelector('#query'));
const list = /** @type {HTMLElement} */ (document.querySelector('.results'));
const count = /** @type {HTMLElement} */ (document.querySelector('.count'));
const more = /** @type {HTMLButtonElement} */ (document.querySelector('.more'));

/** @typedef {{ title: string, url: string, excerpt: string, locations: number[] }} Section with matches, as Pagefind gives it */
/** @typedef {{ meta: { title: string }, sub_results: Section[] }} Result */

/** How many further sections of a text are named. */
const FURTHER = 4;

/** @type {Promise<any> | undefined} */
let engine;
/** @type {{ data: () => Promise<Result> }[]} */
let waiting = [];

box.addEventListener('input', () => search());
document.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());
more.addEventListener('click', () => showMore().catch(sayUnreachable));
box.value = new URLSearchParams(location.search).get('query') ?? '';
if (box.value) search();

async function search() {
  const query = box.value.trim();
  history.replaceState(null, '', query ? `?query=${encodeURIComponent(query)}` : location.pathname);
  try {
    engine ??= startEngine();
    // Nothing, where another letter was typed meanwhile.
    const found = await (await engine).debouncedSearch(query, {}, 120);
    if (!found) return;
    waiting = found.results;
    list.replaceChildren();
    count.textContent = query ? `${waiting.length} ${waiting.length === 1 ? 'text' : 'texts'}` : '';
    await showMore();
  } catch {
    sayUnreachable();
  }
}

/** Pagefind does not ask a second time. */
function sayUnreachable() {
  count.textContent = 'The index could not be fetched. Load this page again, once the network is there.';
}

/** Pagefind, with all the indexes that it made beside this page. */
async function startEngine() {
  const [first, ...others] = Array.from(
    { length: Number(document.documentElement.dataset.indexes) },
    (_, number) => new URL(`pagefind/${number}/`, location.href),
  );
  const pagefind = await import(`${first}pagefind.js`);
  for (const { pathname } of others) await pagefind.mergeIndex(pathname);
  return pagefind;
}

async function showMore() {
  const own = waiting;
  const results = await Promise.all(own.slice(0, AT_A_TIME).map((result) => result.data()));
  // Another query has been answered meanwhile, or the button was pressed twice.
  if (own !== waiting) return;
  waiting = own.slice(AT_A_TIME);
  list.append(...results.map(item));
  more.hidden = waiting.length === 0;
}

/** @param {Result} result */
function item({ meta, sub_results: sections }) {
  // The section that most matches stand in comes first.
  const [best, ...others] = sections.toSorted((one, other) => other.locations.length - one.locations.length);
  const title = document.createElement('div');
  title.className = 'title';
  title.textContent = meta.title;
  const words = document.createElement('p');
  words.append(...marked(best.excerpt));
  const entry = document.createElement('li');
  entry.append(title, link(best), words);
  if (others.length === 0) return entry;
  const also = document.createElement('p');
  also.className = 'also';
  also.append(
    'Also in ',
    ...others.slice(0, FURTHER).flatMap((section, index) => (index ? [', ', link(section)] : [link(section)])),
  );
  entry.append(also);
  return entry;
}

/** @param {Section} section */
function link({ title, url }) {
  const address = new URL(url.replace(/^\//, ''), location.href);
  address.searchParams.set('query', box.value.trim());
  const link = document.createElement('a');
  link.href = address.href;
  link.textContent = title;
  return link;
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
