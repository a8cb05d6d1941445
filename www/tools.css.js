// How the tools look, and what a person's settings change in the looks of the text: fetched with the tools.

/** In the reader's shadow. The panels stand over everything, on a phone at its foot; the source stands beside the text, or below it. */
export const toolRules = `
:host(:state(serif)), .sample.serif { --_face: Charter, 'Bitstream Charter', 'Iowan Old Style', 'Source Serif 4', 'Palatino Linotype', 'Liberation Serif', Cambria, Georgia, serif }
:host(:state(sans)), .sample.sans { --_face: system-ui, 'Liberation Sans', sans-serif }
:host(:state(mono)), .sample.mono { --_face: ui-monospace, 'Liberation Mono', monospace }
:host(:state(legible)), .sample.legible { --_face: 'Atkinson Hyperlegible Next', 'Atkinson Hyperlegible', Verdana, 'DejaVu Sans', sans-serif }
:host(:state(justified)) { --_align: justify }
:host(:state(unhyphenated)) { --_hyphens: manual }
@media screen { :host(:state(vertical)) { --_writing: vertical-rl; --_column: calc(100dvh - 9rem); --_across: auto } }
:host(:state(still)) * { animation: none !important; transition: none !important }

.tools, .source-view, .selection-bar { font: .9375rem/1.4 var(--_label-face); color: var(--_ink) }
.worded { display: block; min-height: 2.25rem; height: auto; padding: .375rem .75rem; text-align: start }
.pop-up {
  position: fixed; inset: auto; margin: 0; padding: .5rem; max-width: min(22rem, 100vw - 1rem); max-height: calc(100dvh - 1rem); overflow: auto; overscroll-behavior: contain;
  border: 1px solid var(--_rule); border-radius: .625rem; background: var(--_paper); color: var(--_ink); box-shadow: 0 .5rem 2rem #0004; outline-offset: -2px;
}
.pop-up.wide { width: 22rem; padding: 1rem }
.pop-up.note { padding: .75rem; font: 1rem/1.5 var(--_face) }
.pop-up.note p { margin: 0 .25rem .5rem; overflow-wrap: anywhere }
.pop-up.note button { color: var(--_accent) }
@media (max-width: 36rem) {
  .pop-up { inset: auto 0 0 !important; width: auto !important; max-width: none; max-height: 66dvh; border-width: 1px 0 0; border-radius: .875rem .875rem 0 0; padding-block-end: max(1rem, env(safe-area-inset-bottom)) }
}
.menu { min-width: 13rem }
.menu button { width: 100% }
@media (min-width: 36rem) { .menu .narrow { display: none } }

.settings-panel { display: grid; gap: 1rem; accent-color: var(--_accent) }
fieldset { border: 0; min-width: 0 }
legend { padding: 0 0 .375rem; font-weight: 600 }
.choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(3.125rem, 1fr)); gap: .375rem .25rem }
.choices label { position: relative; display: grid; justify-items: center; gap: .25rem; font-size: .8125rem; line-height: 1.2; text-align: center; cursor: pointer; hyphens: auto; overflow-wrap: anywhere }
.choices input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer }
.sample { display: grid; place-items: center; width: 100%; height: 2.5rem; border: var(--_edge); border-radius: .375rem; font-size: 1.125rem; font-family: var(--_face) }
.choices input:checked + .sample { outline: 3px solid var(--_accent); outline-offset: -1px }
.choices input:focus-visible + .sample { outline: 3px solid var(--_ink); outline-offset: 2px }
.sample.light { background: #fffefa; color: #1d1b18 }
.sample.dark { background: #161719; color: #e3e0d9 }
.sample.sepia { background: #f6ecd9; color: #3a2d1d }
.sample.contrast { background: #000; color: #fff; font-weight: 700 }
.theme .sample.auto { background: linear-gradient(120deg, #fffefa 50%, #161719 50%); color: transparent }
.scale { display: grid; grid-template-columns: 8.5rem 1fr 3rem; align-items: center; gap: .5rem; min-height: 2rem }
.scale output { text-align: end; color: var(--_quiet); font-variant-numeric: tabular-nums }
.scale input { width: 100%; height: 1.5rem; padding: 0; margin: 0 }
.switch { display: flex; align-items: center; gap: .625rem; min-height: 2rem; cursor: pointer }
.switch input { flex: none; width: 1.125rem; height: 1.125rem; margin: 0 }
.settings-panel > button { justify-self: start; border: var(--_edge) }
:is(.scale, .switch) input:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px }

.selection-bar { position: absolute; z-index: 2; display: flex; flex-wrap: wrap; width: max-content; max-width: calc(100% - 1rem); padding: .25rem; border-radius: .5rem; background: var(--_ink); color: var(--_paper); box-shadow: 0 .25rem 1rem #0004 }
.selection-bar :focus-visible { outline-color: currentcolor }

.source-view .head { display: flex; align-items: center; gap: .75rem; padding: .375rem .5rem .375rem 1rem }
.source-view h2 { font: 600 1rem/1.3 var(--_label-face) }
.source-view .at { flex: 1; min-width: 0; color: var(--_quiet); font-size: .875rem }
.summary { display: flex; flex-wrap: wrap; gap: .375rem; padding: 0 1rem .5rem; color: var(--_quiet); font-size: .875rem }
.summary button { min-height: 1.75rem; padding: .125rem .5rem; border: var(--_edge); color: var(--_ink) }
.lines { flex: 1; min-height: 0; overflow: auto; overscroll-behavior: contain; padding-block: .5rem; border-block-start: 1px solid var(--_rule); font: .8125rem/1.5 ui-monospace, 'Liberation Mono', monospace }
.lines:focus-visible { outline-offset: -2px }
.lines .chunk { content-visibility: auto }
.line { display: grid; grid-template-columns: 3.25rem minmax(0, 1fr) auto; align-items: baseline; column-gap: .75rem }
.line-number { color: var(--_quiet); text-align: end; user-select: none }
.words { min-height: 1.5em; white-space: pre-wrap; overflow-wrap: anywhere; cursor: pointer }
.words:dir(rtl) { font: 1rem/1.6 var(--_face) }
.said { max-width: 9rem; padding-inline-end: .75rem; font: .75rem/1.5 var(--_label-face); color: var(--_accent); text-align: end; user-select: none }
.words del { color: var(--_accent); text-decoration: line-through }
.words .soft::after { content: '-' }
.words .joined::after { content: '⤶'; color: var(--_quiet) }
.words mark { background: none; color: inherit; text-decoration: underline wavy var(--_accent) }
:host(:state(beside)) .columns { display: grid; grid-template-columns: minmax(0, 1fr) }
@container (max-width: 47.99rem) {
  .summary { flex-wrap: nowrap; overflow: auto; scrollbar-width: none; padding-block-start: .25rem }
  .summary li { flex: none }
  :host(:state(vertical)) .text:has(~ .side) { --_column: calc(56dvh - 7.5rem); padding-block-end: 1rem }
}
@container (min-width: 48rem) {
  :host(:state(beside)) .columns { grid-template-columns: minmax(0, 11fr) minmax(0, 9fr) }
  :host(:state(beside)) .text { grid-column: 1; grid-row: 1 }
}
::highlight(pilcrow-source) { background-color: var(--_hit); color: var(--_ink) }

.aloud { position: fixed; inset: auto 0 max(1rem, env(safe-area-inset-bottom)); z-index: 3; display: flex; align-items: center; gap: .25rem; width: max-content; max-width: calc(100% - 1rem); margin-inline: auto; padding: .375rem; border: 1px solid var(--_rule); border-radius: 1.75rem; background: var(--_paper); box-shadow: 0 .25rem 1.5rem #0004 }
select { min-width: 0; height: 2.25rem; padding: 0 .25rem; border: 1px solid transparent; border-radius: .375rem; background: var(--_paper); color: inherit; font: inherit; text-overflow: ellipsis }
select:last-of-type { flex: 0 1 11rem }

.guide { position: fixed; inset: auto; inset-inline-start: 0; inline-size: 100%; margin: 0; padding: 0; border: 0; border-block: 2px solid var(--_accent); background: color-mix(in srgb, var(--_accent) 12%, transparent); pointer-events: none }

.lightbox { width: 100vw; max-width: none; height: 100dvh; max-height: none; padding: 0; border: 0; background: #111; color: #eee }
.lightbox figure { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: .75rem; height: 100%; padding: 3.5rem 1rem 1rem }
.lightbox figure > :first-child { flex: 0 1 auto; min-height: 0; max-width: 100%; object-fit: contain }
.lightbox figcaption { max-width: 44rem }
.lightbox button { position: absolute; top: .5rem; background: #111; color: #eee }
.lightbox :focus-visible { outline-color: #eee }
.lightbox .close { inset-inline-end: .5rem }
.lightbox .previousPicture { left: .5rem }
.lightbox .nextPicture { left: 3rem }
@media (forced-colors: active) {
  .choices input:checked + .sample { outline-color: Highlight }
  .sample { forced-color-adjust: none }
  ::highlight(pilcrow-source) { background-color: Highlight; color: HighlightText }
  .selection-bar { border: 1px solid }
}
`;

/** In the text. */
export const toolTextRules = `
.pilcrow-text.pilcrow-text {
  &:is(:lang(ja), :lang(zh), :lang(ko)) { writing-mode: var(--_writing, horizontal-tb); inline-size: var(--_column, auto); max-inline-size: var(--_column, var(--_measure)); max-block-size: 100%; overflow-x: var(--_across, visible) }
  & .note-sign { text-decoration: none; color: var(--_accent); padding: .25em .3em; margin: -.25em -.1em; border-radius: .2em }
  & .doc-backlink { text-decoration: underline; color: inherit }
  & .raised { font-size: .7em; vertical-align: super; line-height: 0; font-variant-numeric: lining-nums; padding: .5em .45em; margin: -.5em -.4em }
  & .note-sign:hover { text-decoration: underline }
  & .picture { display: block; width: 100%; margin: 0 0 .6em; padding: 0; border: 0; background: none; cursor: zoom-in }
  & .picture > * { display: block; max-width: 100%; max-height: 80vh; height: auto; margin-inline: auto }
  & figure:has(.picture) { border: 0; padding: 0 }
}
@media screen {
  ::highlight(pilcrow-spoken) { background-color: color-mix(in srgb, var(--_accent) 18%, transparent); color: inherit }
  ::highlight(pilcrow-spoken-word) { background-color: var(--_accent); color: var(--_paper) }
}
@media (forced-colors: active) {
  ::highlight(pilcrow-spoken) { background-color: Mark; color: MarkText }
  ::highlight(pilcrow-spoken-word) { background-color: Highlight; color: HighlightText }
}
`;
