// The element's description for tools is checked against the element as it runs: what is described is there, and what is there is described.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { describeElement, vscodeData, webTypes } from '../tasks/manifest.mjs';
import { onPage, readText, sample } from './on-page.mjs';

/** @typedef {import('../../www/pilcrow-reader.js').PilcrowReader} PilcrowReader */

const open = onPage();
const { element } = describeElement();
const www = fileURLToPath(new URL('../../www/', import.meta.url));
const modules = readdirSync(www).filter((name) => name.endsWith('.js') && name !== 'page.js');
const sources = modules.map((name) => readFileSync(www + name, 'utf8')).join('\n');

/** @param {{ name: string }[]} list */
const names = (list) => list.map(({ name }) => name).sort();

/** @param {RegExp} pattern whose first group is a name */
const inSources = (pattern) => [...new Set(Array.from(sources.matchAll(pattern), ([, name]) => name))].sort();

test('every property and method is described, with its kind', async (t) => {
  const { page } = await open(t);
  const running = await page.evaluate(() => {
    const { PilcrowReader } = { PilcrowReader: /** @type {CustomElementConstructor} */ (customElements.get('pilcrow-reader')) };
    return Object.entries(Object.getOwnPropertyDescriptors(PilcrowReader.prototype))
      .filter(([name]) => !/^(constructor|(connected|disconnected|connectedMove|attributeChanged|adopted).*)$/.test(name))
      .map(([name, { get, set }]) => ({ name, kind: get ? 'field' : 'method', readonly: Boolean(get && !set) }))
      .sort((one, other) => one.name.localeCompare(other.name));
  });
  const described = element.members
    .map(({ name, kind, readonly }) => ({ name, kind, readonly: Boolean(readonly) }))
    .sort((one, other) => one.name.localeCompare(other.name));
  assert.deepEqual(described, running);
  for (const { name, kind, type, description } of element.members) {
    assert.ok(description, `${name} is not described`);
    if (kind === 'field') assert.ok(type, `${name} has no type`);
  }
});

test('every attribute reflects the property that it is said to', async (t) => {
  const { page } = await open(t);
  // One that has no property of its own is HTML's, under the same name.
  for (const { name, fieldName = name } of element.attributes) {
    const seen = await page.evaluate(
      ([name, fieldName]) => {
        const reader = document.createElement('pilcrow-reader');
        reader.setAttribute(name, 'dark');
        const read = Reflect.get(reader, fieldName);
        Reflect.set(reader, fieldName, 'light');
        return [read, reader.getAttribute(name)];
      },
      [name, fieldName],
    );
    assert.deepEqual(seen, ['dark', 'light'], name);
  }
});

test('slots, parts, properties, states and events are those that there are', async (t) => {
  const { page } = await open(t);
  await page.evaluate(() => {
    /** @type {string[]} */
    const fired = [];
    const dispatch = EventTarget.prototype.dispatchEvent;
    EventTarget.prototype.dispatchEvent = function (event) {
      if (event.type.startsWith('pilcrow-')) fired.push(event.type);
      return dispatch.call(this, event);
    };
    Object.assign(window, { fired });
  });
  await readText(page, sample('swifts'));
  const running = await page.evaluate(() => {
    const reader = /** @type {PilcrowReader} */ (document.querySelector('pilcrow-reader'));
    reader.query = 'roof';
    reader.next();
    const root = /** @type {ShadowRoot} */ (reader.shadowRoot);
    return {
      slots: Array.from(root.querySelectorAll('slot'), ({ name }) => name).filter((name) => name !== 'text'),
      parts: Array.from(root.querySelectorAll('[part]'), ({ part }) => [...part]).flat(),
      fired: /** @type {string[]} */ (Reflect.get(window, 'fired')),
    };
  });
  assert.deepEqual(
    running.slots.filter((name) => !names(element.slots).includes(name)),
    [],
    'a slot is not described',
  );
  // The parts of a part are named in its description.
  const parts = element.cssParts.flatMap(({ name, description = '' }) => [
    name,
    ...Array.from(description.matchAll(/`([\w-]+)`/g), ([, inner]) => inner),
  ]);
  assert.deepEqual(
    running.parts.filter((name) => !parts.includes(name)),
    [],
    'a part is not described',
  );
  assert.deepEqual(
    parts.filter((name) => !sources.includes(`'${name}'`)),
    [],
    'a part is nowhere',
  );
  assert.deepEqual(
    running.fired.filter((name) => !names(element.events).includes(name)),
    [],
    'an event is not described',
  );
  for (const name of ['pilcrow-load', 'pilcrow-settle', 'pilcrow-search', 'pilcrow-hit'])
    assert.ok(running.fired.includes(name), name);
  assert.deepEqual(names(element.events), inSources(/tell\('(pilcrow-[\w-]+)'/g));
  assert.deepEqual(names(element.cssProperties), inSources(/var\((--pilcrow-[\w-]+)/g));
  assert.deepEqual(
    names(element.cssStates).filter((name) => !sources.includes(`'${name}'`)),
    [],
    'a state is nowhere',
  );
});

test('what editors complete by names the tag, its attributes and their values', () => {
  const { tags } = vscodeData(element);
  assert.equal(tags[0].name, 'pilcrow-reader');
  const theme = tags[0].attributes.find(({ name }) => name === 'theme');
  assert.ok(['auto', 'light', 'dark'].every((value) => theme?.values.some(({ name }) => name === value)));
  const [described] = webTypes(element, '1.2.3').contributions.html.elements;
  assert.equal(described.name, 'pilcrow-reader');
  assert.deepEqual(names(described.js.events), names(element.events));
  assert.deepEqual(names(described.css.properties), names(element.cssProperties));
});
