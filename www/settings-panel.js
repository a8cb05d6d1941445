// The panel of reading settings: theme, face, size and the rest, each a control of the browser's own.

import { make, wordButton } from './make.js';

/** @typedef {{ get(name: string): string | number | boolean, set(name: string, value: string | number | boolean): void, reset(): void }} Settings */

/**
 * @typedef {object} SettingsPanelParts
 * @property {import('./words.js').Say} say
 * @property {Settings} settings
 * @property {typeof import('./settings.js').CHOICES} choices
 * @property {typeof import('./settings.js').SCALES} scales
 * @property {string[]} switches
 */

/**
 * @param {SettingsPanelParts} parts
 * @returns {HTMLElement}
 */
export function settingsPanel({ say, settings, choices, scales, switches }) {
  /** Puts the controls to where the settings are. @type {(() => void)[]} */
  const showers = [];

  const choice = (/** @type {keyof typeof choices} */ name) => {
    const options = choices[name].map((value) => {
      const input = make('input', { type: 'radio', name, value, onchange: () => settings.set(name, value) });
      showers.push(() => {
        input.checked = settings.get(name) === value;
      });
      const sample = make('span', { class: `sample ${value}`, 'aria-hidden': 'true' }, say('sample'));
      return make(
        'label',
        {},
        input,
        sample,
        make('span', {}, say(/** @type {any} */ (value === 'auto' ? `${name}-auto` : value))),
      );
    });
    return make('fieldset', { class: name }, make('legend', {}, say(name)), make('div', { class: 'choices' }, ...options));
  };

  const scale = (/** @type {keyof typeof scales} */ name) => {
    const { from, to, step } = scales[name];
    const input = make('input', { type: 'range', min: String(from), max: String(to), step: String(step) });
    const output = make('output', { 'aria-hidden': 'true' });
    const show = () => {
      const shown = say('percent', { value: Math.round(Number(input.value) * 100) });
      output.textContent = shown;
      input.setAttribute('aria-valuetext', shown);
    };
    input.addEventListener('input', () => {
      settings.set(name, Number(input.value));
      show();
    });
    showers.push(() => {
      input.value = String(settings.get(name));
      show();
    });
    return make('label', { class: 'scale' }, make('span', {}, say(name)), input, output);
  };

  const toggle = (/** @type {string} */ name) => {
    const input = make('input', { type: 'checkbox', onchange: () => settings.set(name, input.checked) });
    showers.push(() => {
      input.checked = settings.get(name) === true;
    });
    return make('label', { class: 'switch' }, input, make('span', {}, say(/** @type {any} */ (name))));
  };

  const showAll = () => {
    for (const show of showers) show();
  };
  const reset = wordButton(say('reset'), () => {
    settings.reset();
    showAll();
  });
  const panel = make(
    'div',
    { class: 'settings-panel' },
    choice('theme'),
    choice('face'),
    make('div', { class: 'scales' }, ...Object.keys(scales).map((name) => scale(/** @type {keyof typeof scales} */ (name)))),
    make('div', { class: 'switches' }, ...switches.map(toggle)),
    reset,
  );
  showAll();
  return panel;
}
