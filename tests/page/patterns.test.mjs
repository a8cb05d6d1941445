// Regular expressions on a page: in a worker that is stopped when its time is up; and under a policy that forbids workers, only what cannot run away.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onPage } from './on-page.mjs';

const open = onPage();
const TEXT = `Nothing here but a ${'a'.repeat(60)}!\n\nAnd the mill at 9.30.`;

/**
 * @param {import('playwright-core').Page} page
 * @param {string} pattern
 */
function search(page, pattern) {
  return page.evaluate(
    async ([text, pattern]) => {
      const { load } = await import(new URL('core.js', location.href).href);
      const { searchPattern } = await import(new URL('patterns.js', location.href).href);
      const document = (await load()).read(text);
      try {
        const { total, complete } = await searchPattern(document, pattern, { milliseconds: 400 });
        return { total, complete };
      } catch (error) {
        return String(error);
      }
    },
    [TEXT, pattern],
  );
}

test('a pattern is found, and one that would never end is stopped', async (t) => {
  const { page } = await open(t, '', { bypassCSP: true });
  assert.deepEqual(await search(page, '\\d\\.\\d+'), { total: 1, complete: true });
  assert.deepEqual(await search(page, '(a+)+$'), { total: 0, complete: false });
});

// The page's own policy forbids workers: it allows no policy of trusted types.
test('without a worker, patterns are found that cannot run away, and others are refused', async (t) => {
  const { page } = await open(t);
  assert.deepEqual(await search(page, '\\d\\.\\d+'), { total: 1, complete: true });
  for (const pattern of ['(a+)+$', '(a|aa)+$', '(a?){40}b', '(.*)\\1', '.*.*.*x'])
    assert.match(String(await search(page, pattern)), /might take for ever/, pattern);
});
