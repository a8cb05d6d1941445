// How long from the tag to readable text, over 4 Mbit/s with 100 ms of latency and an empty cache, beside Pagefind's UI and foliate-js in
// the same run; prints a Markdown table. All are served compressed alike. Pagefind's start is its search box, since its text is a page's own.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, crc32 } from 'node:zlib';
import { close, createIndex } from 'pagefind';
import { load } from '../../www/core.js';
import { launch } from '../browser.mjs';

const ROUNDS = 5;
const LINE = { offline: false, latency: 100, downloadThroughput: 4e6 / 8, uploadThroughput: 4e6 / 8 };
const root = fileURLToPath(new URL('../../', import.meta.url));
const sample = readFileSync(path.join(root, 'www/samples/swifts.txt'), 'utf8');
const core = await load();

const TYPES = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.wasm': 'application/wasm',
  '.epub': 'application/epub+zip',
};
/** @type {Map<string, Buffer>} */
const compressed = new Map();

/** What the modules would ask for one after the other, asked for at once. */
const AHEAD = [
  ...['reader', 'core', 'wasm/pilcrow', 'decode', 'fetch-bytes'].map(
    (name) => `<link rel="modulepreload" href="/www/${name}.js">`,
  ),
  '<link rel="preload" as="fetch" crossorigin href="/www/wasm/pilcrow_bg.wasm">',
];

/** Pages, and what in them tells that one can begin. */
const CONTENDERS = [
  {
    name: 'Pilcrow, modules as they are',
    page: '<script type="module" src="/www/define.js"></script><pilcrow-reader src="/www/samples/swifts.txt"></pilcrow-reader>',
    ready: '.pilcrow-text p',
  },
  {
    name: 'Pilcrow, modules asked for ahead',
    page: `${AHEAD.join('')}<script type="module" src="/www/define.js"></script><pilcrow-reader src="/www/samples/swifts.txt"></pilcrow-reader>`,
    ready: '.pilcrow-text p',
  },
  {
    name: 'Pilcrow, one file',
    page: '<script type="module" src="/www/cdn/pilcrow-reader.js"></script><pilcrow-reader src="/www/samples/swifts.txt"></pilcrow-reader>',
    ready: '.pilcrow-text p',
  },
  {
    name: 'foliate-js, the same text as an EPUB',
    page: `<script type="module">
import '/node_modules/foliate-js/view.js';
const view = document.createElement('foliate-view');
document.body.append(view);
view.addEventListener('load', () => { document.body.dataset.ready = ''; });
await view.open('/sample.epub');
await view.renderer.next();
</script>`,
    ready: 'body[data-ready]',
  },
  {
    name: 'Pagefind UI, its search box',
    page: `<link rel="stylesheet" href="/pagefind/pagefind-ui.css"><div id="search"></div><script src="/pagefind/pagefind-ui.js"></script>
<script>new PagefindUI({ element: '#search' });</script>`,
    ready: '#search input',
  },
];

const served = await contents();
const server = createServer((request, response) => answer(served, request, response)).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const browser = await launch();
/** @type {Map<string, { milliseconds: number, kilobytes: number, requests: number }[]>} */
const runs = new Map(CONTENDERS.map(({ name }) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [index, { name, ready }] of CONTENDERS.entries()) {
    runs.get(name)?.push(await start(browser, `http://127.0.0.1:${port}/${index}.html`, ready));
  }
}
await browser.close();
server.close();
report(runs);

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {string} ready
 */
async function start(browser, url, ready) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINE);
  let [bytes, requests] = [0, 0];
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests++;
  });
  await page.goto(url, { waitUntil: 'commit' });
  // Painted is what the second frame after its arrival shows.
  const milliseconds = await page.evaluate(
    (ready) =>
      new Promise((/** @type {(milliseconds: number) => void} */ resolve) => {
        const look = () => {
          if (document.querySelector(ready)) requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
          else setTimeout(look, 2);
        };
        look();
      }),
    ready,
  );
  const seen = { milliseconds, kilobytes: bytes / 1000, requests };
  await context.close();
  return seen;
}

/** @param {Map<string, { milliseconds: number, kilobytes: number, requests: number }[]>} runs */
function report(runs) {
  console.log(
    `swifts.txt, ${sample.length} characters; ${LINE.downloadThroughput * 8e-6} Mbit/s, ${LINE.latency} ms; medians of ${ROUNDS}\n`,
  );
  console.log('| | ms to readable | KB until then | requests |\n|---|---:|---:|---:|');
  for (const [name, all] of runs) {
    const [milliseconds, kilobytes, requests] = /** @type {const} */ (['milliseconds', 'kilobytes', 'requests']).map((key) => {
      const sorted = all.map((run) => run[key]).sort((one, other) => one - other);
      return Math.round(sorted[ROUNDS >> 1]);
    });
    console.log(`| ${name} | ${milliseconds} | ${kilobytes} | ${requests} |`);
  }
}

/** What is not a file: the pages, the text as an EPUB and Pagefind's own files. @returns {Promise<Map<string, Buffer>>} */
async function contents() {
  const made = new Map([['/sample.epub', epub()]]);
  for (const [index, { page }] of CONTENDERS.entries()) {
    made.set(`/${index}.html`, Buffer.from(`<!doctype html><meta charset="utf-8"><title>Start</title><body>${page}`));
  }
  const { index } = await createIndex();
  await index?.addCustomRecord({ url: '/', content: sample, language: 'en' });
  for (const { path: name, content } of (await index?.getFiles())?.files ?? [])
    made.set(`/pagefind/${name}`, Buffer.from(content));
  await close();
  return made;
}

/**
 * @param {Map<string, Buffer>} made
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function answer(made, request, response) {
  const name = String(request.url).split('?')[0];
  const type = TYPES[/** @type {keyof typeof TYPES} */ (path.extname(name))] ?? 'text/plain';
  try {
    const body = compressed.get(name) ?? brotliCompressSync(made.get(name) ?? readFileSync(path.join(root, name)));
    compressed.set(name, body);
    response.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'br', 'Content-Length': body.length }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

/** The sample, read and written as an EPUB of one chapter. */
function epub() {
  const document = core.read(sample);
  const html = document.export('html').replace(/^[\s\S]*<body[^>]*>|<\/body>[\s\S]*$/g, '');
  document.free();
  const chapter = `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Sample</title></head><body>${html}</body></html>`;
  const container =
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';
  const book =
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">sample</dc:identifier><dc:title>Sample</dc:title><dc:language>en</dc:language></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>';
  return zip({ mimetype: 'application/epub+zip', 'META-INF/container.xml': container, 'book.opf': book, 'a.xhtml': chapter });
}

/** A ZIP whose files are stored as they are; the server compresses the whole. @param {Record<string, string>} files */
function zip(files) {
  const [parts, directory] = [/** @type {Buffer[]} */ ([]), /** @type {Buffer[]} */ ([])];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [title, body] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(title.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, title, body);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, entry, title);
    at += 30 + title.length + body.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
