// What the page's tests share: a page in a real browser, a reader on it, and texts from outside the project where they are there.

import { existsSync, readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, serve } from '../browser.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */
/** @typedef {import('playwright-core').Page} Page */

/** A headline and a sentence. */
export const SHORT = 'The swifts are back\n\nThey came on the first warm wind of May, as they do in every year.\n';

/**
 * A browser and a server for the tests of a file; gives a function that opens a fresh page.
 * `faults` collects errors that nobody caught and what the content policy forbade.
 */
export function onPage() {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server;
  before(async () => {
    [browser, server] = await Promise.all([launch(), serve()]);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /**
   * @param {import('node:test').TestContext} t its end closes the page
   * @param {string} [address] below the server's root
   * @param {import('playwright-core').BrowserContextOptions} [options]
   */
  return async function open(t, address = '', options = {}) {
    // What the page's service worker fetches, a test cannot answer: only tests of the worker let it in.
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block', ...options });
    t.after(() => context.close());
    const page = await context.newPage();
    /** @type {string[]} */
    const faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (/Content Security Policy|TrustedScript|Refused to/.test(message.text())) faults.push(message.text());
    });
    await page.goto(server.url + address);
    return { page, faults, url: server.url };
  };
}

/**
 * Waits for the reader's next event of a name, after doing something that brings it about.
 * @param {Page} page
 * @param {string} name
 * @param {() => Promise<unknown>} act
 * @returns {Promise<any>} the event's detail
 */
export async function eventAfter(page, name, act) {
  const key = `event${Math.random()}`;
  await page.evaluate(
    ([name, key]) => {
      Reflect.set(
        window,
        key,
        new Promise((resolve) => addEventListener(name, (event) => resolve(Reflect.get(event, 'detail')), { once: true })),
      );
    },
    [name, key],
  );
  await act();
  return page.evaluate((key) => Reflect.get(window, key), key);
}

/**
 * Sets the reader's text and waits until all of it stands, and the ways about it, which are fetched meanwhile.
 * @param {Page} page
 * @param {string} text
 */
export async function readText(page, text) {
  const detail = await eventAfter(page, 'pilcrow-settle', () =>
    page.evaluate((text) => {
      /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader')).text = text;
    }, text),
  );
  await page.locator('pilcrow-reader .left').first().waitFor({ state: 'attached' });
  return detail;
}

/**
 * Waits until a check holds. What follows a view, a frame or a rest does so when the machine gets to it, which no time says; after half a
 * minute the check has the last word.
 * @template T
 * @param {() => Promise<T>} check throws as long as it does not hold
 * @returns {Promise<T>}
 */
export async function eventually(check) {
  const end = performance.now() + 30_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/**
 * Lets the page draw some frames: in fewer, what was scrolled to has been put right and painted.
 * @param {Page} page
 */
export function frames(page) {
  return page.evaluate(async () => {
    for (let drawn = 0; drawn < 10; drawn++) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  });
}

/**
 * Goes to a host's page of its own, which knows the element.
 * @param {Page} page somewhere on the server
 * @param {string} body
 * @param {{ policy?: string }} [options] `policy`: a content security policy
 */
export async function hostOn(page, body, { policy } = {}) {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A host</title><script type="module" src="define.js"></script></head><body>${body}</body></html>`;
  const headers = policy ? { 'Content-Security-Policy': policy } : undefined;
  await page.route('**/host.html', (route) => route.fulfill({ contentType: 'text/html', headers, body: html }));
  await page.addInitScript(() => {
    Reflect.set(window, 'unhandled', 0);
    addEventListener('unhandledrejection', () => Reflect.set(window, 'unhandled', Reflect.get(window, 'unhandled') + 1));
  });
  await page.goto(new URL('host.html', page.url()).href);
  await page.waitForFunction(() => customElements.get('pilcrow-reader'));
}

/**
 * A text of about so many letters, of which every sentence is another.
 * @param {number} letters
 */
export function longText(letters) {
  return Array.from(
    { length: letters / 80 },
    (_, at) => `The ${at}th bird of the year came to the roof of house ${at % 97}, and stayed.\n`,
  ).join('\n');
}

/** Types a query and waits until its matches are marked. @param {Page} page @param {string} query */
export async function find(page, query) {
  await eventAfter(page, 'pilcrow-search', () => page.locator('pilcrow-reader input[type=search]').fill(query));
  await frames(page);
}

/** The list of all matches. @param {Page} page */
export function list(page) {
  return page.locator('pilcrow-reader .results');
}

/** @param {Page} page */
export async function showList(page) {
  await page.getByRole('button', { name: 'All matches' }).click();
  await list(page).waitFor();
  await frames(page);
}

/** Chooses from the menu. @param {Page} page @param {string} name */
export async function choose(page, name) {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('dialog', { name: 'More' }).getByRole('button', { name }).click();
}

/** Whether something lies over the match that the reader is at, or it is out of the window. @param {Page} page */
export function isCovered(page) {
  return page.evaluate(() => {
    const [range] = CSS.highlights.get('pilcrow-hit-current') ?? [];
    const { top, bottom, left, right } = /** @type {Range} */ (range).getBoundingClientRect();
    const root = document.querySelector('pilcrow-reader')?.shadowRoot;
    const over = [root?.querySelector('.top'), root?.querySelector('.side')].map((part) => part?.getBoundingClientRect());
    return (
      over.some((rect) => rect && left < rect.right && right > rect.left && top < rect.bottom && bottom > rect.top) ||
      bottom > innerHeight ||
      right > innerWidth ||
      left < 0
    );
  });
}

/** In the page: how the text looks. */
export function looksNow() {
  const reader = /** @type {HTMLElement} */ (document.querySelector('pilcrow-reader'));
  const text = /** @type {HTMLElement} */ (document.querySelector('.pilcrow-text p.paragraph'));
  const style = getComputedStyle(text);
  return {
    paper: getComputedStyle(reader).backgroundColor,
    face: style.fontFamily,
    size: Number.parseFloat(style.fontSize),
    leading: Number.parseFloat(style.lineHeight),
    letters: Number.parseFloat(style.letterSpacing),
    words: Number.parseFloat(style.wordSpacing),
    align: style.textAlign,
    hyphens: style.hyphens,
    width: /** @type {HTMLElement} */ (document.querySelector('.pilcrow-text')).offsetWidth,
  };
}

/** In the page: the words that stand near its top. */
export function topWords() {
  return document.elementFromPoint(innerWidth / 2, 200)?.textContent?.slice(0, 60);
}

/**
 * A text of the project's samples.
 * @param {string} name
 */
export function sample(name) {
  return readFileSync(fileURLToPath(new URL(`../../www/samples/${name}.txt`, import.meta.url)), 'utf8');
}

/**
 * A text that stands beside the project, or undefined.
 * @param {string} path in `shared`
 */
export function shared(path) {
  const file = fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/**
 * What an act copies, once it is there.
 * @param {Page} page whose context may read and write the clipboard
 * @param {() => Promise<unknown>} act
 * @returns {Promise<string>}
 */
export async function copiedBy(page, act) {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await act();
  return page.evaluate(async () => {
    let text = '';
    for (let tries = 0; !text && tries < 200; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      text = await navigator.clipboard.readText();
    }
    return text;
  });
}
