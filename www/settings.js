// What a person has set about how a text looks: shown as states and properties of the element, and kept for the next visit.

/** @typedef {{ theme: string, face: string, [scale: string]: string | number | boolean }} Chosen */

/** Settings to choose from. The first choice leaves the matter to the page and the system. */
export const CHOICES = {
  theme: ['auto', 'light', 'sepia', 'dark', 'contrast'],
  face: ['auto', 'serif', 'sans', 'mono', 'legible'],
};

/** Settings on a scale: factors of what the page has chosen, or lengths, and the property that each sets. */
export const SCALES = {
  size: { from: 0.7, to: 2.5, step: 0.1, usual: 1, property: '--_scale', unit: '' },
  measure: { from: 0.6, to: 2, step: 0.1, usual: 1, property: '--_breadth', unit: '' },
  leading: { from: 0.8, to: 1.6, step: 0.05, usual: 1, property: '--_air', unit: '' },
  letters: { from: 0, to: 0.2, step: 0.02, usual: 0, property: '--_letters', unit: 'em' },
  words: { from: 0, to: 0.5, step: 0.05, usual: 0, property: '--_words', unit: 'em' },
};

/** Settings that are on or off, and off unless told. */
export const SWITCHES = ['justified', 'unhyphenated', 'still', 'guided', 'vertical'];

/**
 * @typedef {object} SettingsParts
 * @property {ShadowRoot} root where the properties are set
 * @property {{ add(state: string): unknown, delete(state: string): unknown }} states the element's own
 * @property {string} key where they are kept
 * @property {(change: () => void) => void} around changes how things are laid out
 * @property {() => void} onChange
 */

export class Settings {
  #parts;
  #sheet = new CSSStyleSheet();
  /** @type {Record<string, string | number | boolean>} what is not as it is unless told */
  #chosen;

  /** @param {SettingsParts} parts */
  constructor(parts) {
    this.#parts = parts;
    parts.root.adoptedStyleSheets.push(this.#sheet);
    this.#chosen = kept(parts.key);
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
    keep(this.#parts.key, this.#chosen);
    this.#parts.around(() => this.#show());
    this.#parts.onChange();
  }

  #show() {
    const { states } = this.#parts;
    for (const state of ['chosen', ...Object.values(CHOICES).flat(), ...SWITCHES]) states.delete(state);
    for (const name of Object.keys(CHOICES)) states.add(String(this.get(name)));
    states.delete('auto');
    if (this.#chosen['theme']) states.add('chosen');
    for (const name of SWITCHES) if (this.get(name)) states.add(name);
    const rules = Object.entries(SCALES).map(([name, { property, unit }]) =>
      name in this.#chosen ? `${property}: ${this.#chosen[name]}${unit};` : '',
    );
    this.#sheet.replaceSync(`:host { ${rules.join('')} }`);
  }
}

/** @param {string} name */
function usual(name) {
  if (name in CHOICES) return 'auto';
  return name in SCALES ? SCALES[/** @type {keyof typeof SCALES} */ (name)].usual : false;
}

/** What is kept and still makes sense: a later version, or another program, may have written it. @param {string} key */
function kept(key) {
  /** @type {Record<string, string | number | boolean>} */
  const sound = {};
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? '{}');
    for (const [name, choices] of Object.entries(CHOICES)) if (choices.includes(found[name])) sound[name] = found[name];
    for (const [name, { from, to }] of Object.entries(SCALES)) {
      if (typeof found[name] === 'number' && found[name] >= from && found[name] <= to) sound[name] = found[name];
    }
    for (const name of SWITCHES) if (found[name] === true) sound[name] = true;
  } catch {
    // Storage that is absent or damaged keeps nothing.
  }
  return sound;
}

/** @param {string} key @param {Record<string, unknown>} chosen */
function keep(key, chosen) {
  try {
    if (Object.keys(chosen).length) localStorage.setItem(key, JSON.stringify(chosen));
    else localStorage.removeItem(key);
  } catch {
    // Where storage is full or forbidden, the settings hold until the page goes.
  }
}
