/** Said by words, signs and lines first, and by colours that the colour-blind tell apart (blue and orange) besides. */
export const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#c9ced6, #454b55); --soft: light-dark(#f2f4f7, #24282e);
  --ground: light-dark(#fff, #16181c); --text: light-dark(#1a1d21, #e8eaed); --quiet: light-dark(#545b65, #b3bac4);
  --gain: light-dark(#0b57d0, #8ab4ff); --loss: light-dark(#9a3d00, #ffb27a); --warn: light-dark(#fff4e5, #3a2a17); }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: var(--ground); color: var(--text); }
main { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 80rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
p { margin: .3rem 0; }
a { color: var(--gain); }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1rem; list-style: none; padding: 0; margin: .5rem 0; }
.warning { background: var(--warn); border-left: .4rem solid var(--loss); border-radius: .3rem; padding: .5rem .8rem; margin: .6rem 0; }
.warning h2 { font-size: 1rem; margin: 0; }
.warning ul { margin: .2rem 0; padding-left: 1.2rem; }
li { overflow-wrap: anywhere; }
td, th { overflow-wrap: break-word; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; padding: 0; list-style: none; margin: .5rem 0; }
.legend svg { width: 64px; height: 20px; vertical-align: middle; margin-right: .4rem; }
.controls { margin: .8rem 0; display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: center; }
.controls label { display: block; }
input { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--quiet); border-radius: .3rem; padding: .35rem .5rem; width: min(24rem, 100%); }
:focus-visible { outline: 3px solid var(--gain); outline-offset: 2px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 1rem; align-items: start; }
.card { border: 1px solid var(--line); border-radius: .6rem; padding: .6rem; min-width: 0; }
.card svg { display: block; width: 100%; height: auto; max-width: 30rem; }
summary { cursor: pointer; padding: .3rem 0; font-weight: 600; }
details .cards { margin-top: .6rem; }
svg text { fill: var(--text); font: 13px system-ui, sans-serif; }
svg .name, svg .person { font-weight: 600; font-size: 14px; }
svg .small { fill: var(--quiet); }
svg .box { fill: var(--soft); stroke: var(--quiet); stroke-width: 1.5; }
svg .box.deleted { stroke-dasharray: 6 4; stroke-width: 2.5; stroke: var(--loss); }
svg .box.created { stroke-width: 3; stroke: var(--gain); }
svg .trunk { stroke: var(--quiet); stroke-width: 1.5; }
svg .edge { stroke: var(--quiet); stroke-width: 1.2; }
svg .sign { fill: var(--ground); stroke: var(--quiet); stroke-width: 1.2; }
svg .mark { font-weight: 700; font-size: 15px; fill: var(--quiet); }
svg .who { fill: var(--quiet); }
svg .gains .edge { stroke: var(--gain); stroke-width: 5; }
svg .gains .sign { stroke: var(--gain); stroke-width: 2.5; }
svg .gains .mark { fill: var(--gain); }
svg .gains .who { fill: var(--gain); }
svg .loses .edge { stroke: var(--loss); stroke-width: 3; stroke-dasharray: 5 4; }
svg .loses .sign { stroke: var(--loss); stroke-width: 2; stroke-dasharray: 3 2; }
svg .loses .mark { fill: var(--loss); }
svg .loses .who { fill: var(--ground); stroke: var(--loss); stroke-width: 2; }
svg .loses .person { text-decoration: line-through; }
svg .hit .person { text-decoration: underline; text-decoration-thickness: 3px; }
.scroll { overflow-x: auto; position: relative; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { background: var(--soft); white-space: nowrap; }
.gains-cell { color: var(--gain); font-weight: 600; white-space: nowrap; }
.loses-cell { color: var(--loss); font-weight: 600; white-space: nowrap; }
.note { color: var(--quiet); }
.unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
[hidden] { display: none !important; }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tbody tr { display: block; border-bottom: 2px solid var(--line); padding: .4rem 0; }
  tbody td, tbody th { display: block; border: 0; padding: .1rem 0; overflow-wrap: anywhere; }
}
@media print { .controls, nav { display: none; } .card { break-inside: avoid; } }
`;
