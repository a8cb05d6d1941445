// The element's description for tools: a custom elements manifest made from its JSDoc, and from that the data that editors complete by.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as analyzer from '@custom-elements-manifest/analyzer';
import { root } from './steps.mjs';

/** Its own declarations do not name what it exports. @type {any} */
const { create } = analyzer;
/** The compiler's own view of a source, which the analyzer brings along. @type {any} */
export const ts = Reflect.get(analyzer, 'ts');

const MODULES = ['www/pilcrow-reader.js', 'www/define.js'];
/** The declarations that `tsc` made know the types of getters, which the analyzer leaves out. */
const TYPES = 'www/types/pilcrow-reader.d.ts';

/** What the platform calls on an element by itself. */
const CALLBACKS = /^(connected|disconnected|adopted|attributeChanged|connectedMove)/;

/**
 * @typedef {{ name: string, description?: string, type?: { text: string } }} Named
 * @typedef {Named & { kind: string, readonly?: boolean, static?: boolean, attribute?: string, reflects?: boolean,
 *   parameters?: Named[], return?: { type: { text: string } } }} Member
 * @typedef {object} ElementDescription
 * @property {string} name
 * @property {string} tagName
 * @property {string} description
 * @property {(Named & { fieldName?: string })[]} attributes
 * @property {Member[]} members
 * @property {Named[]} events
 * @property {Named[]} slots
 * @property {Named[]} cssParts
 * @property {Named[]} cssProperties
 * @property {Named[]} cssStates
 */

/**
 * The manifest, and the element in it.
 * @returns {{ manifest: object, element: ElementDescription }}
 */
export function describeElement() {
  const modules = MODULES.map((name) => parsed(name));
  const manifest = create({ modules, plugins: [], context: { dev: false } });
  const { declarations } = manifest.modules[0];
  const element = declarations.find((/** @type {any} */ { customElement }) => customElement);
  const types = accessorTypes();
  // Named by its JSDoc alone: a private method that dispatches events by name is taken for an event of the name "name".
  element.events = element.events.filter((/** @type {Named} */ { name }) => name.startsWith('pilcrow-'));
  element.members = element.members.filter(
    (/** @type {Member & { privacy?: string }} */ { name, privacy, static: isStatic }) =>
      privacy !== 'private' && !isStatic && !CALLBACKS.test(name),
  );
  element.superclass = { name: 'HTMLElement' };
  for (const member of element.members) {
    if (types.has(member.name)) member.type ??= { text: types.get(member.name) };
    const attribute = element.attributes.find((/** @type {Named} */ { name }) => name === member.name);
    if (!attribute || member.kind !== 'field') continue;
    attribute.fieldName = member.name;
    Object.assign(member, { attribute: attribute.name, reflects: true });
  }
  declarations.splice(0, declarations.length, element);
  manifest.modules[1].exports.push({
    kind: 'custom-element-definition',
    name: element.tagName,
    declaration: { name: element.name, module: MODULES[0] },
  });
  return { manifest, element };
}

/**
 * What VS Code completes HTML by.
 * @param {ElementDescription} element
 */
export function vscodeData({ tagName, description, attributes }) {
  return {
    version: 1.1,
    tags: [
      {
        name: tagName,
        description,
        attributes: attributes.map(({ name, description, type }) => ({
          name,
          description,
          values: literals(type?.text).map((value) => ({ name: value })),
        })),
      },
    ],
  };
}

/**
 * What the JetBrains editors complete HTML, CSS and frameworks by.
 * @param {ElementDescription} element
 * @param {string} version
 */
export function webTypes(element, version) {
  const named = (/** @type {Named[]} */ list) => list.map(({ name, description }) => ({ name, description }));
  const { tagName, description, attributes, members, events, slots, cssParts, cssProperties } = element;
  return {
    $schema: 'http://json.schemastore.org/web-types',
    name: 'pilcrow-reader',
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: [
          {
            name: tagName,
            description,
            attributes: attributes.map(({ name, description, type }) => ({
              name,
              description,
              value: { type: type?.text ?? 'string' },
            })),
            slots: named(slots),
            js: {
              properties: members
                .filter(({ kind }) => kind === 'field')
                .map(({ name, description, type }) => ({ name, description, type: type?.text })),
              events: events.map(({ name, description, type }) => ({ name, description, type: type?.text })),
            },
            css: { parts: named(cssParts), properties: named(cssProperties) },
          },
        ],
      },
    },
  };
}

/**
 * Declarations that make TypeScript know the tag and its events wherever `./define` is imported.
 * @param {ElementDescription} element
 */
export function globalTypes({ name, tagName, events }) {
  const lines = events.map((event) => `    '${event.name}': ${event.type?.text};`);
  return `declare global {
  interface HTMLElementTagNameMap {
    '${tagName}': ${name};
  }
  interface HTMLElementEventMap {
${lines.join('\n')}
  }
}
`;
}

/** The values that a type of literals allows. @param {string} [type] */
function literals(type = '') {
  return Array.from(type.matchAll(/'([^']*)'/g), ([, value]) => value);
}

/** The types of the class's getters, by name. @returns {Map<string, string>} */
function accessorTypes() {
  const types = new Map();
  const visit = (/** @type {any} */ node) => {
    if (ts.isGetAccessor(node) && node.type)
      types.set(node.name.getText(), node.type.getText().replace(/import\("[^"]*"\)\./g, ''));
    ts.forEachChild(node, visit);
  };
  visit(parsed(TYPES));
  return types;
}

/** @param {string} name */
function parsed(name) {
  return ts.createSourceFile(name, readFileSync(path.join(root, name), 'utf8'), ts.ScriptTarget.ES2022, true);
}
