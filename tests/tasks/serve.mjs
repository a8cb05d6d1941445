// Serves the page's folder on this machine alone: for npm start, and for tests that need real HTTP.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * Serves `folder` from the first free port at or after `port`; 0 lets the system choose one.
 * @param {string} folder
 * @param {number} [port]
 * @param {Record<string, string>} [headers] to send along with each file
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends with a slash
 */
export async function serveFolder(folder, port = 0, headers = {}) {
  const server = createServer((request, response) => answer(path.resolve(folder), request, response, headers));
  const chosen = await listen(server, port);
  return {
    url: `http://localhost:${chosen}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} folder
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {Record<string, string>} headers
 */
async function answer(folder, request, response, headers) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'only GET and HEAD are answered');
  const file = await fileFor(folder, request.url ?? '/');
  if (!file) return refuse(response, 404, 'nothing here');
  response.writeHead(200, {
    'Content-Type': TYPES[path.extname(file.name)] ?? 'application/octet-stream',
    'Content-Length': file.size,
    'Cache-Control': 'no-cache',
    ...headers,
  });
  if (request.method === 'HEAD') return response.end();
  // A reader that goes away in the middle is no fault of ours.
  pipeline(createReadStream(file.name), response, () => {});
}

/**
 * The file inside the folder that an address means. A URL has no way up: its parser resolves `..`, and what decoding
 * brings to light afterwards is caught by asking where the path leads.
 * @param {string} folder
 * @param {string} address
 */
async function fileFor(folder, address) {
  try {
    const name = path.join(folder, decodeURIComponent(new URL(address, 'http://localhost').pathname));
    if (name !== folder && !name.startsWith(folder + path.sep)) return undefined;
    const found = await stat(name);
    if (found.isFile()) return { name, size: found.size };
    const index = path.join(name, 'index.html');
    return address.split(/[?#]/)[0].endsWith('/') ? { name: index, size: (await stat(index)).size } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} message
 */
function refuse(response, status, message) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' });
  response.end(`${message}\n`);
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      const taken = error.code === 'EADDRINUSE' && port > 0 && port < 65535;
      if (taken) resolve(listen(server, port + 1));
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port));
  });
}
