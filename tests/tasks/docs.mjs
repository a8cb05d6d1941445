// The page of the API, made from the same comments as the types and the manifest: the element, then what the package has beside it.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describeElement, ts } from './manifest.mjs';
import { root } from './steps.mjs';

/** What can be imported beside the element. */
const ENTRIES = [
  { entry: 'core', about: 'Reads a text, searches it and writes it out, without a page.' },
  { entry: 'patterns', about: 'Finds regular expressions, in limited time.' },
  { entry: 'markup', about: 'Reads Markdown and HTML, where that does not come with the core.' },
  { entry: 'stems', about: 'Lets searches find other forms of words, in languages other than English.' },
];

/** The page, as HTML. */
export function apiPage() {
  const { element } = describeElement();
  return `<!doctype html>
<!-- Made by the build from the comments in www/; a change made here is lost. -->
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Pilcrow: the API</title>
    <meta name="description" content="Every property, event, part and function of Pilcrow, the reader and search for text as it comes">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="../icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="docs.css">
  </head>
  <body>
    <main>
      <p class="crumbs"><a href="../">Pilcrow</a> · <a href="gallery.html">Gallery</a></p>
      <h1>The API</h1>
      <p>Two ways in: the element <code>&lt;${element.tagName}&gt;</code>, from <code>pilcrow-reader/define</code>, and the core without a page, from <code>pilcrow-reader/core</code>, with <code>patterns</code> and <code>stems</code> beside it. Every offset is counted in UTF-16 units, as JavaScript’s strings are, and every range is half-open.</p>
      <nav aria-label="On this page">
        <ul>
${['element', ...ENTRIES.map(({ entry }) => entry)].map((id) => `          <li><a href="#${id}">${id === 'element' ? `&lt;${element.tagName}&gt;` : `pilcrow-reader/${id}`}</a></li>`).join('\n')}
        </ul>
      </nav>
      <h2 id="element">&lt;${element.tagName}&gt;</h2>
      ${prose(element.description)}
${section('Attributes', element.attributes)}
${section(
  'Properties',
  element.members.filter(({ kind }) => kind === 'field'),
)}
${section('Methods', element.members.filter(({ kind }) => kind === 'method').map(asMethod))}
${section('Events', element.events)}
${section(
  'Slots',
  element.slots.map((slot) => ({ ...slot, name: slot.name || '(none)' })),
)}
${section('Parts', element.cssParts)}
${section('Custom properties', element.cssProperties)}
${section('States', element.cssStates)}
${ENTRIES.map(entryPart).join('\n')}
    </main>
  </body>
</html>
`;
}

/** @typedef {{ name: string, description?: string, type?: { text: string } }} Row */

/** @param {typeof ENTRIES[number]} part */
function entryPart({ entry, about }) {
  const heading = `      <h2 id="${entry}">pilcrow-reader/${entry}</h2>\n      <p>${about}</p>`;
  return [heading, ...declarations(`www/types/${entry}.d.ts`).map((each) => declaration(entry, each))].join('\n');
}

/** @param {string} entry @param {ReturnType<typeof declarations>[number]} declaration */
function declaration(entry, { name, description, members, type }) {
  const heading = `      <h3 id="${entry}-${name}">${name}</h3>`;
  const body = members.length ? table(members) : `      <pre>${escaped(type)}</pre>`;
  return [heading, description && `      ${prose(description)}`, body].filter(Boolean).join('\n');
}

/** @param {import('./manifest.mjs').Member} member @returns {Row} */
function asMethod({ name, parameters = [], description }) {
  return {
    name: `${name}(${parameters.map((parameter) => `${parameter.name}: ${parameter.type?.text ?? 'any'}`).join(', ')})`,
    description,
  };
}

/** @param {string} title @param {Row[]} rows */
function section(title, rows) {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return `      <h3 id="${id}">${title}</h3>\n${table(rows)}`;
}

/** @param {Row[]} rows */
function table(rows) {
  const lines = rows.map(
    ({ name, type, description = '' }) =>
      `        <tr><th scope="row"><code>${escaped(name)}</code></th><td>${type ? `<code>${escaped(type.text)}</code>` : ''}</td><td>${inline(description)}</td></tr>`,
  );
  return `      <table>\n        <tbody>\n${lines.join('\n')}\n        </tbody>\n      </table>`;
}

/**
 * What a module exports: its functions and classes first, then the shapes of what they take and give.
 * @param {string} types the file of its types
 * @returns {{ name: string, isShape: boolean, description?: string, type: string, members: Row[] }[]}
 */
function declarations(types) {
  const file = ts.createSourceFile(types, readFileSync(path.join(root, types), 'utf8'), ts.ScriptTarget.ES2022, true);
  // What a module has from another is described there.
  const named = file.statements.filter((/** @type {any} */ { name, type }) => name && !(type && ts.isImportTypeNode(type)));
  // A shape that none of the others speaks of is the module's own.
  const isWanted = (/** @type {any} */ node) =>
    !ts.isTypeAliasDeclaration(node) ||
    named.some((/** @type {any} */ other) => other !== node && new RegExp(`\\b${node.name.text}\\b`).test(other.getText()));
  const described = named.filter(isWanted).map((/** @type {any} */ node) => {
    const parts = node.members ?? node.type?.members ?? [];
    return {
      name: node.name.text,
      isShape: ts.isTypeAliasDeclaration(node),
      description: comment(node),
      type: node.getText().replace(/^(export )?(declare )?/, ''),
      members: parts
        .filter((/** @type {any} */ part) => part.name && !part.name.text?.startsWith('#') && !ts.isPrivateIdentifier(part.name))
        .map(memberRow),
    };
  });
  return described.sort((/** @type {any} */ one, /** @type {any} */ other) => Number(one.isShape) - Number(other.isShape));
}

/** @param {any} node @returns {Row} */
function memberRow(node) {
  const type = node.type?.getText() ?? '';
  const name = node.name.getText() + (node.questionToken ? '?' : '');
  const isMethod = ts.isMethodDeclaration(node);
  const signature = isMethod ? `${name}(${node.parameters.map((/** @type {any} */ each) => each.getText()).join(', ')})` : name;
  return { name: signature, type: { text: type }, description: comment(node) };
}

/** What a declaration's own comment says, without its tags. @param {any} node */
function comment(node) {
  return ts
    .getJSDocCommentsAndTags(node)
    .filter((/** @type {any} */ part) => ts.isJSDoc(part))
    .map((/** @type {any} */ part) => ts.getTextOfJSDocComment(part.comment) ?? '')
    .at(-1);
}

/** @param {string} [text] */
function prose(text = '') {
  return text
    .split('\n\n')
    .filter(Boolean)
    .map((paragraph) => `<p>${inline(paragraph)}</p>`)
    .join('\n      ');
}

/** Text with `code` in it. @param {string} text */
function inline(text) {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
