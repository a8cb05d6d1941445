// The server of npm start: what it hands out, what it keeps, and how it finds a port.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { serveFolder } from '../tasks/serve.mjs';

const parent = await mkdtemp(path.join(tmpdir(), 'pilcrow-serve-'));
const folder = path.join(parent, 'www');
await mkdir(folder);
await writeFile(path.join(parent, 'secret.txt'), 'secret');
await writeFile(path.join(folder, 'index.html'), '<title>index</title>');
await writeFile(path.join(folder, 'a b.wasm'), 'wasm');
const server = await serveFolder(folder);
after(async () => {
  await server.close();
  await rm(parent, { recursive: true });
});

/**
 * A request whose path goes out as it is written; fetch would tidy it first.
 * @param {string} address
 * @returns {Promise<{ status?: number, type?: string, cache?: string, body: string }>}
 */
function get(address, method = 'GET') {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const request = http.request({ hostname, port, path: address, method }, async (response) => {
      const body = (await response.toArray()).join('');
      resolve({
        status: response.statusCode,
        type: response.headers['content-type'],
        cache: response.headers['cache-control'],
        body,
      });
    });
    request.once('error', reject).end();
  });
}

test('files come with their type, and are asked for anew each time', async () => {
  assert.deepEqual(await get('/'), {
    status: 200,
    type: 'text/html; charset=utf-8',
    cache: 'no-cache',
    body: '<title>index</title>',
  });
  assert.deepEqual(await get('/a%20b.wasm?x#y'), { status: 200, type: 'application/wasm', cache: 'no-cache', body: 'wasm' });
  assert.equal((await get('/', 'HEAD')).body, '');
});

test('nothing outside the folder is handed out', async () => {
  for (const address of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/x/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
  ]) {
    const { status, body } = await get(address);
    assert.equal(status, 404, address);
    assert.doesNotMatch(body, /secret/, address);
  }
});

test('odd requests are refused, and the server goes on', async () => {
  for (const address of ['/nowhere', '/%', '/%00', '//', '/a b']) assert.notEqual((await get(encodeURI(address))).status, 500);
  assert.equal((await get('/%')).status, 404);
  assert.equal((await get('/%00')).status, 404);
  assert.equal((await get('/', 'POST')).status, 405);
  assert.equal((await get('/')).status, 200);
});

test('a taken port gives way to the next free one', async () => {
  const taken = Number(new URL(server.url).port);
  const second = await serveFolder(folder, taken);
  assert.ok(Number(new URL(second.url).port) > taken);
  await second.close();
});
