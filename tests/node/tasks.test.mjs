// The npm scripts where something is missing: what they say, and that they say it in words.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { root, upToDate } from '../tasks/steps.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'pilcrow-tasks-'));
after(() => rmSync(folder, { recursive: true }));

/**
 * Runs a task on a machine that has these programs alone; each answers with its line.
 * @param {string} task
 * @param {Record<string, string>} programs
 * @param {string[]} [args]
 */
function onMachineWith(task, programs, args = []) {
  const bin = mkdtempSync(path.join(folder, 'bin-'));
  for (const [name, line] of Object.entries(programs)) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\necho '${line}'\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
  const script = fileURLToPath(new URL(`../tasks/${task}.mjs`, import.meta.url));
  return spawnSync(process.execPath, [script, ...args], { env: { PATH: bin, HOME: folder }, encoding: 'utf8' });
}

test('what is missing is named, with the command that mends it', () => {
  const rust = { cargo: 'cargo 1.99.0', rustc: 'rustc 1.99.0' };
  const cases = [
    { programs: {}, says: 'cargo is not on the PATH', mend: 'sh.rustup.rs' },
    { programs: { ...rust, rustc: 'rustc 1.60.0', rustup: 'rustup 1' }, says: 'rustc is 1.60', mend: 'rustup update stable' },
    { programs: rust, says: 'there is no C linker', mend: 'apt-get install gcc' },
    { programs: { ...rust, rustc: 'rustc 1.99.0', cc: 'cc 14' }, says: 'target is not installed', mend: 'sh.rustup.rs' },
  ];
  for (const { programs, says, mend } of cases) {
    const { status, stderr } = onMachineWith('start', programs);
    assert.equal(status, 1, says);
    assert.ok(stderr.includes(says), stderr);
    assert.ok(stderr.includes('to mend it: ') && stderr.includes(mend), stderr);
    assert.doesNotMatch(stderr, /^ +at /m, 'no stack trace');
  }
});

test('an unknown group of tests is named, with those there are', () => {
  const { status, stderr } = onMachineWith('test', {}, ['everything']);
  assert.equal(status, 1);
  assert.match(stderr, /there is no group everything\n.*rust lint node page package consumers size/);
});

test('an output is up to date when it is no older than anything that it is made from', () => {
  const made = path.join(folder, 'made');
  const sources = path.join(folder, 'sources', 'inner');
  mkdirSync(sources, { recursive: true });
  writeFileSync(made, '');
  writeFileSync(path.join(sources, 'a'), '');
  const [output, input] = [path.relative(root, made), path.relative(root, path.join(folder, 'sources'))];
  const at = (/** @type {string} */ file, /** @type {number} */ second) => utimesSync(file, second, second);

  for (const file of [path.join(sources, 'a'), sources, path.join(folder, 'sources')]) at(file, 100);
  at(made, 100);
  assert.equal(upToDate([output], [input]), true);
  at(made, 99);
  assert.equal(upToDate([output], [input]), false, 'a source is newer');
  at(made, 101);
  at(sources, 102);
  assert.equal(upToDate([output], [input]), false, 'a source went away from a folder');
  assert.equal(upToDate([output, 'nowhere'], [input]), false, 'an output is not there');
});
