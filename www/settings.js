// What a person has set about how a text looks: shown as states and properties of the element, and kept for the next visit.

/** @typedef {Record<string, string | number | boolean>} Chosen what is not as it is unless told */

/** Settings to choose from. The first choice leaves the matter to the page and the system. */
export const CHOICES = {
  theme: ['auto', 'light', 'sepia', 'dark', 'contrast'],
  face: ['auto', 'serif', 'sans', 'mono', 'legible'],
};

/** Settings on a scale: factors of what the page has chosen, or lengths in `em`. Each sets a property of its name, `--_my-size`. */
export const SCALES = {
  size: { from: 0.7, to: 2.5, step: 0.1, usual: 1 },
  measure: { from: 0.6, to: 2, step: 0.1, usual: 1 },
  leading: { from: 0.8, to: 1.6, step: 0.05, usual: 1 },
  letters: { from: 0, to: 0.2, step: 0.02, usual: 0 },
  words: { from: 0, to: 0.5, step: 0.05, usual: 0 },
};

/** Settings that are on or off, and off unless told. */
export const SWITCHES = ['justified', 'unhyphenated', 'still', 'guided', 'vertical'];

/**
 * @typedef {object} SettingsParts
 * @property {ShadowRoot} root where the properties are set
 * @property {{ add(state: string): unknown, delete(state: string): unknown }} states the element's own
 * @property {{ settings: unknown }} memory keeps them
 * @property {(change: () => void) => void} around changes how things are laid out
 * @property {() => void} onChange
 */

export class Settings {
  #parts;
  #sheet = new CSSStyleSheet();
  /** @type {Chosen} */
  #chosen;

  /** @param {SettingsParts} parts */
  constructor(parts) {
    this.#parts = parts;
    parts.root.adoptedStyleSheets.push(this.#sheet);
    this.#chosen = sound(parts.memory.settings);
    this.#show();
  }

  /** @param {string} name @returns {string | number | boolean} */
  get(name) {
    return this.#chosen[name] ?? usual(name);
  }

  /** @param {string} name @param {string | number | boolean} value */
  set(name, value) {
    if (value === usual(name)) delete this.#chosen[name];
    else this.#chosen[name] = value;
    this.#changed();
  }

  /** Everything as it is unless told. */
  reset() {
    this.#chosen = {};
    this.#changed();
  }

  /** Takes everything off the element again. */
  close() {
    const { root } = this.#parts;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }

  #changed() {
    const { memory, around, onChange } = this.#parts;
    memory.settings = Object.keys(this.#chosen).length ? this.#chosen : undefined;
    around(() => this.#show());
    onChange();
  }

  #show() {
    const { states } = this.#parts;
    for (const state of ['chosen', ...Object.values(CHOICES).flat(), ...SWITCHES]) states.delete(state);
    for (const name of Object.keys(CHOICES)) states.add(String(this.get(name)));
    states.delete('auto');
    if (this.#chosen['theme']) states.add('chosen');
    for (const name of SWITCHES) if (this.get(name)) states.add(name);
    const rules = Object.keys(SCALES).map((name) => (name in this.#chosen ? `--_my-${name}: ${this.#chosen[name]};` : ''));
    this.#sheet.replaceSync(`:host { ${rules.join('')} }`);
  }
}

/** @param {string} name */
function usual(name) {
  if (name in CHOICES) return 'auto';
  return name in SCALES ? SCALES[/** @type {keyof typeof SCALES} */ (name)].usual : false;
}

/**
 * What of the kept still makes sense: a later version, or another program, may have written it.
 * @param {unknown} kept
 */
function sound(kept) {
  const found = /** @type {Chosen} */ (kept ?? {});
  /** @type {Chosen} */
  const sound = {};
  for (const [name, choices] of Object.entries(CHOICES))
    if (choices.includes(/** @type {string} */ (found[name]))) sound[name] = found[name];
  for (const [name, { from, to }] of Object.entries(SCALES)) {
    const value = found[name];
    if (typeof value === 'number' && value >= from && value <= to) sound[name] = value;
  }
  for (const name of SWITCHES) if (found[name] === true) sound[name] = true;
  return sound;
}
