// Style sheets made of rules: a strict policy forbids style elements. A sheet belongs to a document, in which all readers share it.

/** @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const sheets = new WeakMap();

/**
 * @param {Document} owner
 * @param {Document | ShadowRoot} root within it
 * @param {string} rules
 */
export function adopt(owner, root, rules) {
  const known = sheets.get(owner) ?? new Map();
  sheets.set(owner, known);
  let sheet = known.get(rules);
  if (!sheet) {
    sheet = new (owner.defaultView ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(rules);
    known.set(rules, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
