// How the ways about a text look: the rail, progress, the list of matches, the help. Colours are those of the reader.
//
// The rail takes no room, and hangs beside the text for as long as that is seen. The list stands beside the text where there
// is room for both, in the contents' place if need be; else it is a sheet below it.

export const bearingRules = `
.read { position: absolute; bottom: -1px; inset-inline-start: 0; height: 2px; background: var(--_accent) }
.left { padding-inline: .5rem; color: var(--_quiet); font-size: .8125rem; white-space: nowrap; font-variant-numeric: tabular-nums }
.rail { position: absolute; inset-inline-end: 0; top: 0; bottom: 0; width: 10px; z-index: 1 }
.rail[data-whole] { display: none }
.track { position: sticky; top: var(--_bar, 3rem); height: calc(100dvh - var(--_bar, 3rem)); max-height: 100%; touch-action: none; cursor: pointer }
.track svg { position: absolute; inset: 0; width: 100%; height: 100%; stroke-width: 2; stroke-linecap: butt }
.seen { position: absolute; inset-inline: 0; background: color-mix(in srgb, var(--_ink) 18%, transparent) }
.headings { stroke: var(--_quiet) }
.hits { stroke: var(--_hit-now) }
.current { stroke: var(--_accent); stroke-width: 4 }

.results { font: .9375rem/1.35 var(--_label-face) }
:is(.results, .help) header { display: flex; align-items: center; padding-block: .25rem; padding-inline: 1rem .25rem }
header :is(p, h2) { flex: 1; font-weight: 600; font-size: inherit }
.ways { display: flex; flex-wrap: wrap; gap: .375rem; padding: 0 1rem .5rem }
.way { height: 1.75rem; padding-inline: .625rem; border: 1px solid var(--_quiet); border-radius: 1rem; font-size: .8125rem }
.way[aria-pressed=true] { border-color: var(--_ink); background: var(--_ink); color: var(--_paper); font-weight: 600 }
.frame { flex: 1; position: relative; min-height: 0; overflow: auto; overscroll-behavior: contain; border-block-start: 1px solid var(--_rule) }
.frame ol { position: relative }
.frame ol li { position: absolute; inset-inline: 0; height: 5rem; border-block-end: 1px solid var(--_rule) }
.frame ol button { display: grid; place-items: start stretch; align-content: center; width: 100%; height: 100%; padding: .4375rem 1rem; border-radius: 0; text-align: start; border-inline-start: 3px solid transparent }
.frame ol button[aria-current] { border-color: var(--_accent); background: color-mix(in srgb, var(--_accent) 8%, transparent) }
.frame button:focus-visible { outline-offset: -2px }
.section { display: block; overflow: hidden; color: var(--_quiet); font-size: .8125rem; white-space: nowrap; text-overflow: ellipsis }
.snippet { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow-wrap: anywhere }
.frame mark { background: var(--_hit); color: inherit; font-weight: 600 }
.recent h3 { padding: .75rem 1rem .25rem; font-size: .8125rem; color: var(--_quiet) }
.recent button { justify-items: start; width: 100%; height: auto; min-height: 2.5rem; padding: .375rem 1rem; border-radius: 0; text-align: start; overflow-wrap: anywhere }

@container (max-width: 47.99rem) {
  .ways { flex-wrap: nowrap; overflow: auto; scrollbar-width: none; padding-block-start: .25rem }
  .left { position: absolute; inset: auto 0 .1875rem; font-size: .75rem; line-height: 1; text-align: center }
}
@container (min-width: 48rem) {
  .columns[data-results] { display: grid; grid-template-columns: minmax(0, 1fr) min(22rem, 36cqi) }
  [data-results] .text { grid-column: 1; grid-row: 1 }
}
@container (min-width: 84rem) {
  .columns[data-results] { grid-template-columns: minmax(15rem, 1fr) minmax(0, calc(38em + 6rem)) minmax(20rem, 24rem) }
  [data-results] .text { grid-column: 2 }
  .results { grid-column: 3 }
}

.help { width: min(30rem, 100vw - 2rem); max-height: min(40rem, 100dvh - 2rem); padding: 0; border: 1px solid var(--_rule); border-radius: .5rem; background: var(--_paper); color: var(--_ink); font: .9375rem/1.4 var(--_label-face) }
.help::backdrop { background: #0008 }
.help dl { display: grid; grid-template-columns: auto 1fr; gap: .375rem 1rem; margin: .25rem 1rem .75rem; align-items: baseline }
.help > p { margin: 0 1rem 1rem; color: var(--_quiet) }
kbd { display: inline-block; margin-inline-end: .25rem; padding: 0 .375rem; border: 1px solid var(--_rule); border-radius: .25rem; font: inherit; unicode-bidi: isolate }

@media (forced-colors: active) {
  .rail { forced-color-adjust: none }
  .way[aria-pressed=true] { border-width: 3px }
  .frame ol button[aria-current] { border-color: Highlight }
  .frame mark { background: Mark; color: MarkText }
}
@media (pointer: coarse) { .track { pointer-events: none } }
`;
