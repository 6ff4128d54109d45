/** The style of documents in HTML: calm on a screen, in either colour scheme, and made for paper. Contrasts are at least 4.5 to 1. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #565e69; --line: #c9ced6; --paper: #ffffff; --accent: #1f5a94; --tint: #f2f5f9; --warn: #8a4b00; --gap: #a3261f; --good: #1d6b3a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaee; --soft: #a9b1bc; --line: #454c56; --paper: #16191d; --accent: #8bbcf0; --tint: #20252c; --warn: #f0b266; --gap: #ff938c; --good: #7fd19f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 46rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 "Source Sans 3", "Segoe UI", system-ui, sans-serif; }
header { border-bottom: 2px solid var(--accent); margin-bottom: 1.5rem; padding-bottom: .75rem; }
.issuer { margin: 0; color: var(--soft); font-weight: 600; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.75rem; margin: .25rem 0 .75rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; }
p, ul, ol { margin: .5rem 0; }
dl { margin: .5rem 0; }
dl > div { display: grid; grid-template-columns: minmax(8rem, 15rem) 1fr; gap: 0 1rem; padding: .3rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--soft); grid-column: 1; grid-row: 1 / span 24; }
dd { margin: 0 0 .1rem; grid-column: 2; overflow-wrap: anywhere; }
dl.head > div { border: 0; padding: 0; }
dd.gap { color: var(--gap); }
.scroll { overflow-x: auto; margin: .75rem 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
caption { text-align: start; font-weight: 600; padding-bottom: .35rem; }
th, td { text-align: start; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { background: var(--tint); border-bottom: 2px solid var(--line); overflow-wrap: normal; }
tbody th { font-weight: 600; overflow-wrap: break-word; }
.end { text-align: end; font-variant-numeric: tabular-nums; }
td.end { white-space: nowrap; }
figure { margin: 1rem 0 .25rem; }
figcaption { font-weight: 600; padding-bottom: .35rem; }
svg { width: 100%; height: auto; }
svg text { font: 10px sans-serif; fill: var(--ink); }
.bar { fill: var(--accent); }
.axis { stroke: var(--soft); stroke-width: 1; }
.notice { border-inline-start: 4px solid var(--accent); background: var(--tint); padding: .5rem 1rem; margin: 1rem 0; break-inside: avoid; }
.notice p { margin: .2rem 0; }
.warning { border-color: var(--warn); } .warning strong { color: var(--warn); }
.notice.gap { border-color: var(--gap); } .notice.gap strong { color: var(--gap); }
.success { border-color: var(--good); } .success strong { color: var(--good); }
@media (max-width: 34rem) { dl > div { grid-template-columns: 1fr; } dt, dd { grid-column: 1; grid-row: auto; } }
@page { size: A4; margin: 20mm 18mm 22mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #999; --paper: #fff; --accent: #1f5a94; --tint: #f2f5f9; --warn: #8a4b00; --gap: #a3261f; --good: #1d6b3a; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2, h3, caption { break-after: avoid; }
  tr, dl > div, figure { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  .notice, thead th { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
