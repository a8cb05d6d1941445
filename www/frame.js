// The frame around a text: the toolbar with the search in it, the contents beside the text, and the places for what a page gives.

import { iconButton, make } from './make.js';

/**
 * @typedef {object} FrameParts
 * @property {import('./words.js').Language} language
 * @property {HTMLElement} finder
 * @property {HTMLElement} contents
 * @property {{ element: HTMLElement, live: HTMLElement }} notice
 * @property {(isOpen: boolean) => void} onContents the contents are to be opened, or closed, where they lie over the text
 * @property {(name: 'settings' | 'more', button: HTMLElement) => void} onTool
 * @property {() => void} onSlot other pictures, or another text, stand in their places
 */

/**
 * @param {FrameParts} parts
 * @returns {{ top: HTMLElement, toggle: HTMLElement, all: HTMLElement[] }} `top` stays in sight; `toggle` opens the contents
 */
export function makeFrame({ language, finder, contents, notice, onContents, onTool, onSlot }) {
  const { lang, dir, say } = language;
  const toggle = iconButton(say('contents'), 'contents', () => onContents(toggle.ariaExpanded !== 'true'), {
    class: 'toggle',
    part: 'contents-button',
    'aria-expanded': 'false',
    'aria-controls': 'contents',
  });
  const tool = (/** @type {'settings' | 'more'} */ name) => {
    const button = iconButton(say(name), name, () => onTool(name, button), {
      part: name,
      'aria-haspopup': 'dialog',
      'aria-expanded': 'false',
    });
    return button;
  };
  const buttons = [tool('settings'), tool('more')];
  const bar = make('div', { class: 'bar', part: 'toolbar' }, slot('start'), toggle, finder, ...buttons, slot('end'));
  const progress = make('div', { class: 'progress' });
  const top = make('div', { class: 'top', lang, dir }, bar, notice.element, notice.live, progress);
  const text = make('div', { class: 'text' }, make('slot', { name: 'text', onslotchange: onSlot }));
  const columns = make('div', { class: 'columns', lang, dir }, contents, text);
  const figures = make('slot', { name: 'figure', hidden: true, onslotchange: onSlot });
  const source = make('div', { class: 'source' }, slot(''));
  return { top, toggle, all: [top, columns, slot('empty'), figures, source] };
}

/** @param {string} name */
function slot(name) {
  return make('slot', name ? { name } : {});
}
