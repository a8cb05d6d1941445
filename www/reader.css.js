// How the reader looks: the only place that chooses colours, faces and sizes.
//
// A module, and not a style sheet, since a strict policy lets the element bring constructed sheets and nothing else,
// and since every bundler understands it as it is. What a host may set is a `--pilcrow-` property; it is read once,
// here at the host, into the private `--_` property that the rules use. Colours come in pairs, light and dark.

/** Where contrast counts more than calm: no tint, and nothing that is paler than the text. */
const CONTRAST =
  '--_paper: light-dark(#fff, #000); --_ink: light-dark(#000, #fff); --_quiet: var(--_ink); --_rule: var(--_ink); --_accent: light-dark(#00009c, #ffe34d); --_hit: light-dark(#ffe600, #6a5200); --_hit-now: light-dark(#ffa200, #ffc400);';

/** The contents as a column beside the text, which they are where there is room for them, too. */
const BESIDE = `{
  display: block; z-index: auto; grid-column: 1; justify-self: end; align-self: start; width: min(100%, 19rem); height: auto; padding-inline-start: 1rem;
  & > ol { max-height: calc(100vh - var(--_bar, 3rem)); padding-block: clamp(1.25rem, 4cqi, 4rem) 2rem; background: none; border: 0; box-shadow: none }
  & a { padding-block: .3125rem }
}`;

/** The element itself and its controls, in its shadow. */
export const chromeRules = [
  `:host {
  --_paper: var(--pilcrow-paper, light-dark(#fffefa, #161719));
  --_ink: var(--pilcrow-ink, light-dark(#1d1b18, #e3e0d9));
  --_quiet: var(--pilcrow-quiet, light-dark(#605b53, #a6a197));
  --_rule: var(--pilcrow-rule, light-dark(#ddd8cd, #37373a));
  --_accent: var(--pilcrow-accent, light-dark(#a31515, #ff9d85));
  --_hit: var(--pilcrow-hit, light-dark(#ffe27a, #5e4a00));
  --_hit-now: var(--pilcrow-hit-now, light-dark(#ff9f40, #ffb84d));
  --_face: var(--pilcrow-face, Charter, 'Bitstream Charter', 'Iowan Old Style', 'Source Serif 4', 'Palatino Linotype', 'Liberation Serif', Cambria, Georgia, serif);
  --_headline-face: var(--pilcrow-headline-face, var(--_face));
  --_label-face: var(--pilcrow-label-face, system-ui, 'Liberation Sans', sans-serif);
  --_size: calc(var(--pilcrow-size, clamp(1.125rem, 1.06rem + .32cqi, 1.3125rem)) * var(--_my-size, 1));
  --_leading: calc(var(--pilcrow-leading, 1.55) * var(--_my-leading, 1));
  --_measure: calc(var(--pilcrow-measure, 30em) * var(--_my-measure, 1));
  --_letters: calc(var(--_my-letters) * 1em);
  --_words: calc(var(--_my-words) * 1em);
  --_edge: 1px solid color-mix(in srgb, var(--_ink) 48%, var(--_paper));
  display: block;
  container-type: inline-size;
  color-scheme: light dark;
  background: var(--_paper);
  color: var(--_ink);
}
:host(:is([theme=light]:not(:state(chosen)), :state(light))) { color-scheme: light }
:host(:is([theme=dark]:not(:state(chosen)), :state(dark))) { color-scheme: dark }
:host(:is([theme=sepia]:not(:state(chosen)), :state(sepia))) {
  color-scheme: light;
  --_paper: #f6ecd9; --_ink: #3a2d1d; --_quiet: #6a563c; --_rule: #ddcba9; --_accent: #8f2d12; --_hit: #ffd35c; --_hit-now: #f5903d;
}
:host(:is([theme=contrast]:not(:state(chosen)), :state(contrast))) { ${CONTRAST} }
@media (prefers-contrast: more) { :host(:is(:not([theme]), [theme=auto]):not(:state(chosen))) { ${CONTRAST} } }
* { box-sizing: border-box }
:is(p, h2, h3, ol, ul, dl, dd, figure, fieldset) { margin: 0; padding: 0; list-style: none }
[hidden], :host([hidden]) { display: none !important }`,
  // A page's * is said of the element too, and would come in by inheritance.
  `.top, .columns { color: var(--_ink); text-align: start; text-indent: 0; text-transform: none; letter-spacing: normal; word-spacing: normal; white-space: normal }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }

.top { position: sticky; top: 0; z-index: 1; font: .9375rem/1.3 var(--_label-face); background: var(--_paper) }
.bar { display: flex; align-items: center; gap: .25rem; padding: .375rem .5rem; border-block-end: 1px solid var(--_rule) }
:host(:not(:state(open))) :is(.bar, nav, .text) { display: none }
:host(:state(open)) :is(slot[name=empty], .source) { display: none }

button {
  flex: none; display: inline-grid; place-items: center; min-width: 2.25rem; height: 2.25rem; padding: 0; border: 0; border-radius: .375rem;
  background: none; color: inherit; font: inherit; cursor: pointer;
}
button:hover { background: color-mix(in srgb, currentcolor 10%, transparent) }
button[aria-disabled=true] { opacity: .4; cursor: default }
svg { width: 1.25rem; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 1px }

search { flex: 1 1 auto; display: flex; align-items: center; gap: .125rem; min-width: 0; max-width: 26rem; margin-inline-start: auto }
.field { flex: 1; position: relative; min-width: 0; display: flex; align-items: center; border: var(--_edge); border-radius: .375rem }
.field:focus-within { outline: 2px solid var(--_accent); outline-offset: -1px; border-color: transparent }`,
  // Under 16 px, phones zoom in on a field.
  `input { flex: 1; min-width: 0; height: 2.125rem; padding: 0 .625rem; border: 0; outline: 0; background: none; color: inherit; font: 1rem/1 var(--_label-face) }
input:focus-visible { outline: 0 }
input::-webkit-search-cancel-button { display: none }
input::placeholder { color: var(--_quiet); opacity: 1; text-overflow: ellipsis }
.count { color: var(--_quiet); font-variant-numeric: tabular-nums; white-space: nowrap }
.why { position: absolute; inset: calc(100% + .25rem) 0 auto; z-index: 2; padding: .375rem .625rem; border-radius: .375rem; background: var(--_ink); color: var(--_paper); font-size: .875rem; overflow-wrap: anywhere }
.field .count:not(:empty) { padding-inline-end: .625rem; font-size: .8125rem }

.message { display: flex; align-items: center; gap: .5rem; padding: .5rem .5rem .5rem 1rem; background: var(--_ink); color: var(--_paper) }
.message p { flex: 1; overflow-wrap: anywhere; text-wrap: pretty }
.message .retry { padding-inline: .75rem; border: 1px solid; font-weight: 600 }
.message :focus-visible { outline-color: currentcolor }

.progress { position: absolute; inset: auto 0 -2px; height: 2px; overflow: hidden }
.progress::before { content: ''; position: absolute; inset: 0; width: 30%; background: var(--_accent); animation: pass 1.1s ease-in-out infinite }
@keyframes pass { from { translate: -100% } to { translate: 333% } }`,
  // What stands below is not to come up and go down again.
  `:host(:state(loading)) { min-height: 60vh }
:host(:not(:state(loading))) .progress { display: none }
:host(:state(loading)) slot[name=empty] { display: none }
:host(:state(loading)) .message { position: fixed; inset: auto 0 0 }

.columns { position: relative; font-size: var(--_size) }
.text { padding: clamp(1.25rem, 4cqi, 4rem) clamp(1rem, 4cqi, 3rem) 6rem }

nav { position: sticky; top: var(--_bar, 3rem); z-index: 3; grid-column: 1 / -1; grid-row: 1; height: 0; font: .9375rem/1.35 var(--_label-face) }
nav:not([data-open]) { display: none }
ol ol { padding-inline-start: .75rem }
nav > ol { overflow: auto; overscroll-behavior: contain; max-height: min(70vh, 36rem); padding-block: .5rem 1rem; background: var(--_paper); border-block-end: 1px solid var(--_rule); box-shadow: 0 .75rem 1.5rem -.75rem #0006 }
nav > ol > li > a { font-weight: 600 }`,
  // Rows that are out of view are not laid out with every keystroke. The first ones are in view, and may be of several lines: nothing is to move.
  `ol ol ol a, nav li:nth-child(n + 25) a { content-visibility: auto; contain-intrinsic-block-size: auto 1.266rem }
nav a {
  display: flex; justify-content: space-between; align-items: baseline; gap: .75rem; padding: .6875rem .75rem; min-height: 1.5rem;
  border-inline-start: 3px solid transparent; color: var(--_quiet); text-decoration: none; overflow-wrap: anywhere;
}
nav a:hover { color: var(--_ink) }
nav [aria-current] { color: var(--_ink); border-color: var(--_accent) }
nav a:focus-visible { outline-offset: -2px }
nav .count { font-size: .8125rem; font-weight: 400 }
nav .count:not(:empty) { padding: 0 .375rem; border-radius: 1em; background: var(--_hit); color: var(--_ink) }
.side { position: sticky; bottom: 0; z-index: 2; display: flex; flex-direction: column; min-width: 0; height: 44dvh; border-block-start: 1px solid var(--_rule); background: var(--_paper); box-shadow: 0 -.75rem 1.5rem -.75rem #0006 }`,
  // The contents are a drawer under the bar, and what stands at the side a sheet; from certain widths, columns beside the text. Below the
  // buttons, the time left has its line.
  `@container (max-width: 47.99rem) {
  .bar { position: relative; padding-block-end: 1.125rem }
}
@container (max-width: 35.99rem) {
  .settings, search:not([data-asked], :focus-within) .list-button { display: none }
  .bar:has(search:is([data-asked], :focus-within)) { & .more:not(:focus), & slot::slotted(:not(:focus)) { position: absolute; opacity: 0; pointer-events: none } }
}
@container (min-width: 48rem) {
  .side { top: var(--_bar, 3rem); bottom: auto; grid-column: 2; grid-row: 1; align-self: start; height: calc(100dvh - var(--_bar, 3rem)); border-width: 0; border-inline-start: 1px solid var(--_rule); box-shadow: none }
}
@container (min-width: 64rem) {
  .bar { padding-inline: 1.25rem }
  .top:not(:has(~ * > .side)) .toggle { display: none }
  nav:not(:empty, :has(~ .side)) ${BESIDE}
  .columns { display: grid; grid-template-columns: minmax(15rem, 1fr) minmax(0, calc(var(--_measure) + 6rem)) minmax(2rem, 1fr) }
  .text { grid-column: 2; grid-row: 1 }
}
@container (min-width: 84rem) {
  .top:has(~ [data-results]) .toggle { display: none }
  [data-results] nav:not(:empty) ${BESIDE}
}
@media (prefers-reduced-motion: reduce) { .progress::before { width: 100%; animation: none } }
@media (forced-colors: active) {
  nav a { border-color: Canvas }
  nav a[aria-current] { border-color: Highlight; font-weight: 700 }
  .message { border-block-end: 2px solid }
}
@media print {
  .top, .columns > :not(.text), .tools { display: none !important }
  .columns { display: block }
  .text { padding: 0 }
  :host { background: none; color: #000; color-scheme: light }
}`,
].join('\n');

/** The text, which stands in the page's own tree, under one class. */
export const textRules = [
  // Twice the class, and all else taken back: what a page says of its own p and h1, also within a .content, is not said of the text.
  `.pilcrow-text.pilcrow-text {
  &, & * { all: revert }
  max-inline-size: var(--_measure); margin-inline: auto; font: 400 var(--_size)/var(--_leading) var(--_face); color: var(--_ink);
  letter-spacing: var(--_letters, normal); word-spacing: var(--_words, normal); text-align: var(--_align, start);
  hyphens: var(--_hyphens, auto); hyphenate-limit-chars: 7 3 3; overflow-wrap: break-word; hanging-punctuation: first allow-end; font-kerning: normal;
  line-break: strict; text-spacing-trim: trim-start; text-autospace: normal;
  &:focus { outline: 0 }`,
  // Of a text of more than eight chunks the browser skips what is far from view. The padding keeps what the containment would cut off: a
  // focus ring, an overhanging letter.
  `  &:where(:has(.chunk:nth-child(9))) .chunk { content-visibility: auto }
  & .chunk { contain: layout; padding-inline: min(.5em, .75rem); margin-inline: max(-.5em, -.75rem) }
  & :where(p, h1, h2, h3, h4, h5, h6, ul, blockquote, figure, pre, aside, header, table) { margin: 0; padding: 0; scroll-margin-top: calc(var(--_bar, 3rem) + 1rem) }
  & :where(.chunk > *) { margin-block-start: .8em }
  & .chunk:first-child > :first-child { margin-block-start: 0 }
  & a { color: inherit; text-decoration: underline; text-decoration-color: var(--_accent); text-decoration-thickness: .07em; text-underline-offset: .18em }
  & a:hover { color: var(--_accent) }
  & :focus-visible { outline: 2px solid var(--_accent); outline-offset: .2em; border-radius: 2px }`,
  // A block that was gone to: a bar beside it, where a frame would outshine the match.
  `  & [tabindex='-1']:focus-visible { outline-color: transparent; border-radius: 0; box-shadow: -5px 0 var(--_paper), -8px 0 var(--_accent) }
  & [tabindex='0']:focus-visible { outline-offset: -2px }
  & [tabindex='-1']:focus-visible:dir(rtl) { box-shadow: 5px 0 var(--_paper), 8px 0 var(--_accent) }

  & header { margin-block-end: 1.5em; hyphens: manual; text-align: start }
  & .chunk:not(:first-child) > header { margin-block-start: 3em }
  & .kicker { font: 700 .75em/1.3 var(--_label-face); letter-spacing: .09em; text-transform: uppercase; color: var(--_accent) }
  & h1 { font: 700 max(1.6em, min(2.5em, 1.2em + 3.4cqi))/1.08 var(--_headline-face); letter-spacing: -.018em; text-wrap: balance }
  & .kicker + h1 { margin-block-start: .28em }
  & .standfirst { margin-block-start: .75em; font-size: 1.18em; line-height: 1.38; color: var(--_quiet); text-wrap: pretty }
  & :is(.byline, .dateline) { font: 600 .8em/1.45 var(--_label-face) }
  & :is(h1, .standfirst, .kicker) + :is(.byline, .dateline) { margin-block-start: 1.4em }
  & :is(.byline + .byline, .dateline) { font-weight: 400; color: var(--_quiet) }
  & header:has(h1)::after { content: ''; display: block; margin-block-start: 1.4em; border-block-end: 1px solid var(--_rule) }

  & :is(h2, h3, h4, h5, h6) { line-height: 1.22; letter-spacing: -.006em; text-align: start; text-wrap: balance; hyphens: manual; break-after: avoid; font-family: var(--_headline-face) }
  & h2 { font-size: 1.32em; margin-block-start: 1.75em }
  & h3 { font-size: 1.12em; margin-block-start: 1.6em }
  & :is(h4, h5, h6) { font-size: 1em; margin-block-start: 1.4em }
  & h2 + *, & h3 + *, & h4 + * { margin-block-start: .45em }

  & .opening::first-letter { float: inline-start; font: 700 3.28em/.76 var(--_headline-face); padding-block: .075em 0; padding-inline-end: .075em; margin-block-end: -.08em; color: var(--_ink) }
  @supports (initial-letter: 3) {
    & .opening::first-letter { float: none; initial-letter: 3; font: 700 1em var(--_headline-face); padding: 0; margin: 0; margin-inline-end: .22em }
  }`,
  // Items bring their own bullets and numbers, which hang; a bullet may have been drawn with any sign.
  `  & ul { padding-inline-start: 1.5em; list-style: none }
  & li + li { margin-block-start: .3em }
  & :is(.number, .bullet) { display: inline-block; min-width: 1.5em; margin-inline-start: -1.5em; color: var(--_quiet); font-variant-numeric: tabular-nums; white-space: pre }
  & .bullet { font-size: 0; min-width: 0; margin: 0 }
  & .bullet::before { content: '•'; display: inline-block; width: 1.05em; margin-inline-start: -1.05em; font-size: var(--_size) }
  & blockquote { margin-inline: 1.5em; color: var(--_quiet) }
  & blockquote p + p { margin-block-start: .6em }
  & aside { margin-block: 2em 1.2em; padding-block: .9em 1em; border-block: 1px solid var(--_rule); border-block-start: 3px solid var(--_accent); break-inside: avoid; text-align: start }
  & .pull-quote { font: italic 400 1.4em/1.28 var(--_headline-face); letter-spacing: -.008em; text-wrap: balance; hyphens: manual }
  & figure { margin-block: 1.7em; padding-block-start: .6em; border-block-start: 1px solid var(--_rule); break-inside: avoid; font: .8em/1.45 var(--_label-face); color: var(--_quiet); hyphens: manual; text-align: start }
  & figure + figure { margin-block-start: -.4em }
  & .credit { display: inline-block; font-size: .85em; letter-spacing: .05em; text-transform: uppercase; color: var(--_quiet) }
  & aside .credit { display: block; font: .72em/1.4 var(--_label-face); margin-block-start: .7em }
  & .footnote { font-size: .84em; line-height: 1.45; color: var(--_quiet) }
  & :is(p, li) { white-space: pre-line }
  & :is(sup, sub) { line-height: 0 }
  & code { font-size: .87em }
  & :not(.footnote) + .footnote { padding-block-start: .8em; border-block-start: 1px solid var(--_rule) }`,
  // A line that turns over hangs, so that it does not read as a line of its own. Code is of a size at which a memo's 72 columns fit
  // into the measure.
  `  & .verse { white-space: pre-wrap; hyphens: none; text-align: start; text-wrap: wrap; margin-block: 1.1em; margin-inline-start: 1.5em; padding-inline-start: 1.5em; text-indent: -1.5em each-line }
  & pre { font: .68em/1.5 ui-monospace, 'Liberation Mono', monospace; letter-spacing: 0; word-spacing: 0; hyphens: none; text-align: start; text-wrap: nowrap; white-space: pre; overflow-x: auto; padding: .9em .7em; margin-inline: max(-.7em, -.75rem); border-radius: .25em; background: color-mix(in srgb, var(--_ink) 5%, transparent) }
  & pre.raw { white-space: pre-wrap; font: inherit; padding: 0; margin: 0; background: none }
  & .scroller { overflow-x: auto; margin-block: 1.2em }
  & table { border-collapse: collapse; font: .8em/1.4 var(--_label-face); border-block: 1px solid var(--_rule); hyphens: none }
  & :is(th, td) { padding-block: .35em; padding-inline: 0 1.5em; text-align: start; vertical-align: baseline; border-block-end: 1px solid var(--_rule) }
  & .figures { text-align: end; font-variant-numeric: tabular-nums lining-nums }`,
  // However a text draws its scene breaks, they look alike; what it drew can still be copied.
  `  & .separator { font-size: 0; text-align: center; margin-block: 1.6rem }
  & .separator::after { content: '*\\2003*\\2003*'; font-size: 1rem; line-height: 1; color: var(--_quiet) }
  & .source-note { margin-block-start: 2.2em; font: italic .9em/1.5 var(--_face); color: var(--_quiet) }`,
  // Joined letters must not be pulled apart, and stand taller and deeper than Latin ones.
  `  & :is(:lang(ar), :lang(fa), :lang(ur), :lang(he)) {
    letter-spacing: normal; line-height: calc(var(--_leading) * 1.15);
    &:is(h1, h2, h3, h4, h5, h6) { line-height: 1.45 }
    &:is(.standfirst, .pull-quote) { line-height: 1.65 }
  }`,
  // Ideographs fill a square each: they want air between lines, and both edges straight; what is not Latin does not lean.
  `  & :is(:lang(ja), :lang(zh), :lang(ko)) {
    letter-spacing: var(--_letters, normal); line-height: calc(var(--_leading) * 1.17); text-align: var(--_align, justify);
    &:is(h1, h2, h3, h4, h5, h6) { line-height: 1.35; text-align: start; word-break: auto-phrase }
    &:is(.standfirst, .pull-quote) { line-height: 1.6; text-align: start }
  }
  & :is(:lang(ja), :lang(zh)) + p.paragraph:is(:lang(ja), :lang(zh)) { text-indent: 1em; margin-block-start: 0 }
  & :is(.pull-quote, .source-note):is(:lang(ar), :lang(fa), :lang(ur), :lang(he), :lang(ja), :lang(zh), :lang(ko)) { font-style: normal }
}
@media screen {
  ::highlight(pilcrow-hit) { background-color: var(--_hit); color: var(--_ink) }
  ::highlight(pilcrow-hit-current) { background-color: var(--_hit-now); color: #1a1200; text-decoration: underline solid 2px }
}
@media (forced-colors: active) {
  ::highlight(pilcrow-hit) { background-color: Mark; color: MarkText }
  ::highlight(pilcrow-hit-current) { background-color: Highlight; color: HighlightText }
}
@media print {
  .pilcrow-text.pilcrow-text { max-inline-size: 36em; font-size: 11pt; color: #000; & .chunk { content-visibility: visible } }
}`,
].join('\n');
