// The page around the reader: a text is opened, dropped, pasted, or named in the page's own address.

import './define.js';
import { spoken } from './words.js';

/** @typedef {import('./pilcrow-reader.js').PilcrowReader} PilcrowReader */

// Trusted types hold on this page: by address, no scripts are made but its two workers.
Reflect.get(globalThis, 'trustedTypes')?.createPolicy('default', {
  createScriptURL: (/** @type {string} */ address) => (/(?:^|\/)(?:offline|pattern-worker)\.js$/.test(address) ? address : null),
});

/** Words that are wanted later: what the page is called, and a text that was pasted. */
let words = { title: document.title, pasted: 'What you pasted' };

const reader = /** @type {PilcrowReader} */ (find('pilcrow-reader'));
const picker = /** @type {HTMLInputElement} */ (find('input[type=file]'));
const pasteBox = /** @type {HTMLDialogElement} */ (find('.paste-box'));
const pasted = /** @type {HTMLTextAreaElement} */ (find('.paste-box textarea'));
const looks = /** @type {HTMLLinkElement} */ (find('[href="doors.css"]'));
const dropTarget = find('.drop');

for (const button of document.querySelectorAll('button.open')) button.addEventListener('click', () => picker.click());
picker.addEventListener('change', () => {
  openFiles([...(picker.files ?? [])]);
  // The same file may be chosen again.
  picker.value = '';
});

find('button.paste').addEventListener('click', () => {
  // A sheet that is disabled is not fetched until it is wanted.
  if (!looks.disabled) return pasteBox.showModal();
  looks.onload = looks.onerror = () => pasteBox.showModal();
  looks.disabled = false;
});
find('.paste-box .cancel').addEventListener('click', () => pasteBox.close(''));
pasteBox.addEventListener('close', () => {
  if (pasteBox.returnValue === 'read') openPasted(pasted.value);
  pasteBox.returnValue = '';
  pasted.value = '';
});
document.addEventListener('paste', (event) => {
  if (isField(event.composedPath()[0])) return;
  const { files } = event.clipboardData ?? {};
  const text = event.clipboardData?.getData('text/plain');
  if (files?.[0]) openFiles([...files]);
  else if (text) openPasted(text);
  else return;
  event.preventDefault();
});

let dragged = 0;
addEventListener('dragenter', (event) => {
  if (!event.dataTransfer?.types.some((type) => type === 'Files' || type === 'text/plain')) return;
  dragged++;
  looks.disabled = false;
  dropTarget.hidden = false;
});
addEventListener('dragleave', () => {
  dragged = Math.max(dragged - 1, 0);
  dropTarget.hidden = dragged === 0;
});
addEventListener('dragover', (event) => {
  if (!isForField(event)) event.preventDefault();
});
addEventListener('drop', (event) => {
  dragged = 0;
  dropTarget.hidden = true;
  if (isForField(event)) return;
  event.preventDefault();
  const files = [...(event.dataTransfer?.files ?? [])];
  const text = event.dataTransfer?.getData('text/plain');
  if (files.length) openFiles(files);
  else if (text) openPasted(text);
});

// Links within the page change its address without loading it anew; back and forward do the same.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a[slot=start], .samples a');
  if (!(link instanceof HTMLAnchorElement) || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  openAddress();
});
addEventListener('popstate', () => {
  if (named() !== opened) openAddress();
});

// Nothing else on this page has keys of its own, so the reader's work from anywhere in it.
document.addEventListener('keydown', (event) => {
  if (event.target !== document.body) return;
  const { key, code, shiftKey, ctrlKey, metaKey, altKey } = event;
  const same = new KeyboardEvent('keydown', { key, code, shiftKey, ctrlKey, metaKey, altKey, cancelable: true });
  if (!reader.dispatchEvent(same)) event.preventDefault();
});

reader.addEventListener('pilcrow-load', (event) => {
  const { title } = /** @type {CustomEvent<{ title: string }>} */ (event).detail;
  document.title = title ? `${title} · Pilcrow` : words.title;
  if (own) {
    // The page's address names another text, or a section of it.
    opened = null;
    history.pushState(null, '', location.pathname);
  }
  scrollUnlessLinked();
});

// The page goes along with what a person has set for the reader.
reader.addEventListener('pilcrow-settings', (event) => {
  document.documentElement.dataset['theme'] = /** @type {CustomEvent<{ theme: string }>} */ (event).detail.theme;
});

/** Whether the text that is coming is the person's own, which no address names. */
let own = false;

/** The texts that were opened together. @type {ReturnType<typeof fetchShelf> | undefined} */
let shelf;

/** What the address named when it was last looked at. @type {string | null} */
let opened = null;
openAddress();
if (spoken(navigator.language) !== 'en') speak(spoken(navigator.language));
import('./installed.js').then(({ install }) => install({ onFiles: openFiles, onText: openPasted }));

/** Where the words of the browser's language cannot be fetched, the page stays in English. @param {string} lang */
async function speak(lang) {
  const before = words.title;
  const found = await import('./page-words.js').then(({ translate }) => translate(lang, reader)).catch(() => ({}));
  words = { ...words, ...found };
  if (document.title === before) document.title = words.title;
}

function openAddress() {
  own = false;
  opened = named();
  // Asking once more for what failed before is a new attempt.
  reader.removeAttribute('src');
  if (opened !== null) {
    reader.src = opened;
  } else {
    reader.text = '';
    document.title = words.title;
    scrollTo(0, 0);
  }
}

/** The address of a text, as the page's own address names it. */
function named() {
  return new URLSearchParams(location.search).get('src');
}

/** A text; or what stands at an address, where there is nothing but that. @param {string} text */
function openPasted(text) {
  if (/^https?:\/\/\S+$/.test(text.trim())) {
    history.pushState(null, '', `?${new URLSearchParams({ src: text.trim() })}`);
    return openAddress();
  }
  own = true;
  if (text.trim()) reader.text = text;
  else reader.open(new File([], words.pasted));
}

/** One file is opened; several, or one more, go on the shelf. @param {File[]} files */
async function openFiles(files) {
  if (files.length === 0) return;
  if (files.length === 1 && !shelf) {
    own = true;
    return reader.open(files[0]);
  }
  shelf ??= fetchShelf();
  (await shelf).add(files);
}

async function fetchShelf() {
  const { makeShelf } = await import('./shelf.js');
  looks.disabled = false;
  const onOpen = () => {
    own = true;
  };
  const openers = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('button.shelf')]);
  return makeShelf({ dialog: /** @type {HTMLDialogElement} */ (find('dialog.shelf')), openers, reader, onOpen });
}

function scrollUnlessLinked() {
  if (location.hash.length < 2) scrollTo(0, 0);
}

/** A field takes words that are dropped on it; for a file, browsers would leave the page. @param {DragEvent} event */
function isForField(event) {
  return isField(event.composedPath()[0]) && !event.dataTransfer?.types.includes('Files');
}

/** @param {EventTarget | undefined} target */
function isField(target) {
  return target instanceof Element && target.matches('input, textarea');
}

/**
 * @param {string} selector
 * @returns {HTMLElement}
 */
function find(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`);
  return found;
}
