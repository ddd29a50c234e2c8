/** The style of the page: no scripts, no outside resources, and it prints. */
export const htmlStyle = `
:root { color-scheme: light; --ink: #16202c; --muted: #4b5866; --line: #c9d1da; --band: #edf1f6; --accent: #1d5fc4; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.5rem 6rem; color: var(--ink); background: #fff;
  font: 15px/1.5 "IBM Plex Sans", Inter, system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 2rem; line-height: 1.2; margin: .5rem 0 1rem; } h2 { font-size: 1.4rem; margin: 3rem 0 .5rem; }
h3 { font-size: 1.1rem; margin: 1.8rem 0 .4rem; } h4 { margin: 1.2rem 0 .3rem; }
.eyebrow { font-size: .75rem; letter-spacing: .04em; text-transform: uppercase; color: var(--muted); margin: 3rem 0 -2.6rem; }
.muted, .note, .lead { color: var(--muted); } .note { display: block; font-size: .87em; white-space: pre-wrap; }
p, td, dd { white-space: pre-wrap; } a { color: var(--accent); }
table { border-collapse: collapse; width: 100%; font-size: .9em; margin: .5rem 0 1rem; }
th { text-align: left; color: var(--muted); font-size: .85em; border-bottom: 1.5px solid var(--muted); padding: .3rem .5rem; }
td { border-bottom: 1px solid var(--line); padding: .35rem .5rem; vertical-align: top; }
.whole, .cases th { white-space: nowrap; overflow-wrap: normal; } section, [id] { scroll-margin-top: 2.5rem; }
dl { display: grid; grid-template-columns: minmax(8rem, 1fr) 3fr; gap: .15rem 1rem; margin: .5rem 0 1rem; }
dt { color: var(--muted); } dd { margin: 0; } code, pre, .mono { font-family: "IBM Plex Mono", ui-monospace, monospace; font-size: .87em; }
pre { background: #f5f7f9; padding: .6rem .8rem; margin: .2rem 0 1rem; white-space: pre-wrap; } pre b { background: #cdebd8; font-weight: inherit; }
.tone { font-weight: 600; } .passed { color: #176b3a; } .failed { color: #b3261e; } .unknown { color: #6a3fa0; }
.person, .warning { color: #8a5300; } .owed { color: #8a3b00; } .running { color: var(--accent); } .skipped, .undone, .neutral { color: var(--muted); }
.outcome, .callout { border-left: 4px solid currentColor; background: var(--band); padding: .8rem 1.2rem; margin: 1rem 0; }
.outcome strong { font-size: 1.6rem; line-height: 1.25; } .outcome ul, .outcome p, .callout p { color: var(--ink); }
.mark { position: sticky; top: 0; background: #fdf3e1; color: #8a5300; font-weight: 700; text-align: center; padding: .2rem; letter-spacing: .2em; }
.boxes { white-space: nowrap; } .boxes .chosen { font-weight: 700; } .boxes span { color: var(--muted); margin-right: .6rem; } .boxes .chosen { color: var(--ink); }
.signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1rem; margin: 1.5rem 0; }
.signature { border: 1px solid var(--muted); padding: .8rem; } .signature.absent { border-style: dashed; } .signature svg { height: 3rem; display: block; }
.item { margin: .15rem 0; } .item > span { display: inline-block; width: 1.4em; margin-left: -1.4em; } td p, li p { margin: 0; }
.signature p { margin: .15rem 0; } .step { border-top: 1.5px solid var(--muted); margin-top: 1.5rem; padding-top: .4rem; }
.bar { height: .5rem; background: #9db4d3; min-width: 2px; } .bar.critical { background: var(--ink); } .plan { height: .3rem; border: 1px solid var(--muted); min-width: 2px; }
svg.meter { display: block; width: 100%; height: 1.1rem; } .legend { margin-right: 1.2rem; } .legend svg { width: 1.8rem; height: 1rem; vertical-align: middle; } .outage td { vertical-align: middle; } .outage .note { display: block; }
@media print { body { max-width: none; padding: 0; font-size: 9.5pt; } section.page { break-before: page; } tr, .signature, .callout { break-inside: avoid; } .mark { position: static; } }
`;
