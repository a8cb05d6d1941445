// Gives tests a real Firefox, where one is installed: driven by WebDriver BiDi, over a socket of its own making, since Node 20 has none.

import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

const INSTALLED = ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** How long it may take to start, in milliseconds. */
const START = 60_000;

/** The Firefox that the tests run in, or undefined: the one that PILCROW_FIREFOX names, else an installed one. */
export function findFirefox() {
  const named = process.env.PILCROW_FIREFOX;
  const candidates = named ? [named] : INSTALLED;
  return candidates.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0);
}

/**
 * A Firefox with one page.
 * @param {string} program
 */
export async function launchFirefox(program) {
  const profile = mkdtempSync(path.join(tmpdir(), 'pilcrow-firefox-'));
  const browser = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: profile },
  });
  const gone = new Promise((resolve) => browser.once('exit', resolve));
  const address = await new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`${program} did not start: ${said}`)), START);
    browser.stderr.on('data', (data) => {
      said += data;
      const [, found] = /WebDriver BiDi listening on ws:\/\/(\S+)/.exec(said) ?? [];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
  const socket = await connect(`http://${address}/session`);
  /** @type {Map<number, (answer: any) => void>} */
  const waiting = new Map();
  socket.onMessage((message) => {
    const answer = JSON.parse(message);
    waiting.get(answer.id)?.(answer);
  });
  let last = 0;
  const send = async (/** @type {string} */ method, /** @type {object} */ params) => {
    const id = ++last;
    const answer = await new Promise((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (answer.type === 'error') throw new Error(`${method}: ${answer.message}`);
    return answer.result;
  };
  await send('session.new', { capabilities: {} });
  const { contexts } = await send('browsingContext.getTree', {});
  const { context } = contexts[0];
  return {
    /** @param {string} url */
    goto: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    /**
     * What an expression gives, or the promise that it gives, by way of JSON.
     * @param {string} expression
     */
    async evaluate(expression) {
      const awaited = `(async () => JSON.stringify(await (${expression})))()`;
      const { result, exceptionDetails } = await send('script.evaluate', {
        expression: awaited,
        target: { context },
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return result.value === undefined ? undefined : JSON.parse(result.value);
    },
    async close() {
      socket.close();
      browser.kill();
      await gone;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/**
 * A WebSocket: text messages alone, which is all that is spoken here.
 * @param {string} url
 */
async function connect(url) {
  const headers = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
  };
  /** @type {import('node:stream').Duplex} */
  const stream = await new Promise((resolve, reject) => {
    const asked = request(url, { headers });
    asked.on('upgrade', (_, opened) => resolve(opened));
    asked.on('response', ({ statusCode }) => reject(new Error(`${url} answered ${statusCode}`)));
    asked.on('error', reject);
    asked.end();
  });
  let rest = Buffer.alloc(0);
  let message = Buffer.alloc(0);
  return {
    /** @param {(message: string) => void} heard */
    onMessage(heard) {
      stream.on('data', (data) => {
        rest = Buffer.concat([rest, data]);
        for (let frame = frameIn(rest); frame; frame = frameIn(rest)) {
          rest = rest.subarray(frame.end);
          message = Buffer.concat([message, frame.payload]);
          if (!frame.isLast) continue;
          heard(message.toString());
          message = Buffer.alloc(0);
        }
      });
    },
    /** @param {string} words */
    send(words) {
      const payload = Buffer.from(words);
      const mask = randomBytes(4);
      const { length } = payload;
      const head = length < 126 ? [0x81, 0x80 | length] : [0x81, 0xfe, length >> 8, length & 255];
      stream.write(Buffer.concat([Buffer.from(head), mask, payload.map((byte, at) => byte ^ mask[at & 3])]));
    },
    close: () => stream.destroy(),
  };
}

/** @param {Buffer} bytes */
function frameIn(bytes) {
  if (bytes.length < 2) return undefined;
  const short = bytes[1] & 127;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < start) return undefined;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (bytes.length < start + length) return undefined;
  return { isLast: (bytes[0] & 0x80) !== 0, payload: bytes.subarray(start, start + length), end: start + length };
}
