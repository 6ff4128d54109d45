import { createHash } from 'node:crypto';

/** The style of the console: for a telephone first, in either colour scheme, with contrasts of at least 4.5 to 1 and a focus that is seen. */
export const style = `:root{color-scheme:light dark;--ink:#1b1f24;--soft:#4f5762;--line:#8a929d;--faint:#d5dae1;--paper:#fff;--tint:#f2f5f9;--accent:#1f5a94;--on:#fff;--warn:#8a4b00;--bad:#a3261f;--good:#1d6b3a}
@media (prefers-color-scheme:dark){:root{--ink:#e7eaee;--soft:#b4bcc7;--line:#7d8792;--faint:#3a414a;--paper:#16191d;--tint:#20252c;--accent:#8bbcf0;--on:#10151b;--warn:#f0b266;--bad:#ff938c;--good:#7fd19f}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 "Source Sans 3","Segoe UI",system-ui,sans-serif;overflow-wrap:break-word}
a{color:var(--accent)}
:focus-visible,input[type=datetime-local]:focus-within{outline:3px solid var(--accent);outline-offset:2px}
.skip,.out{position:absolute;left:-999rem}
.skip:focus{left:.5rem;top:.5rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
.bar,main,footer{max-width:60rem;margin:0 auto;padding:0 1rem}
header{border-bottom:2px solid var(--accent)}
.bar{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:center;padding-top:.6rem;padding-bottom:.6rem}
.bar .name{font-weight:700;margin-right:auto}
.bar ul{display:flex;flex-wrap:wrap;gap:.1rem .25rem;list-style:none;margin:0;padding:0}
.bar ul a{display:inline-block;padding:.3rem .45rem;}
.bar a[aria-current]{font-weight:700;text-decoration:none;color:var(--ink);border-bottom:3px solid var(--accent)}
main{padding-top:1rem;padding-bottom:3rem}
main.narrow>*{max-width:38rem}
footer:empty{display:none}
footer{border-top:1px solid var(--faint);padding-top:.75rem;padding-bottom:1.5rem;color:var(--soft);font-size:.95rem;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}
footer form{margin:0 0 0 auto}
h1,h2,h3{line-height:1.2;text-wrap:balance;margin:1.5rem 0 .5rem}
h1{font-size:1.6rem;margin-top:.75rem}
h1::first-letter{text-transform:uppercase}
h2{font-size:1.25rem}
h3{font-size:1.05rem}
p,ul,ol{margin:.5rem 0}
.lead{font-size:1.15rem}
.soft{color:var(--soft)}
.choices{list-style:none;padding:0;display:grid;gap:.75rem}
.choices a{display:block;border:2px solid var(--accent);border-radius:.4rem;padding:.8rem 1rem;text-decoration:none;color:var(--ink);background:var(--tint)}
.choices strong{display:block;color:var(--accent);font-size:1.15rem}
.note{border-left:5px solid var(--accent);background:var(--tint);padding:.6rem 1rem;margin:1rem 0}
.note h2,.note h3{margin:.2rem 0;font-size:1.1rem}
.note p{margin:.3rem 0}
.warn{border-color:var(--warn)}.warn h2,.warn h3{color:var(--warn)}
.bad{border-color:var(--bad)}.bad h2,.bad h3{color:var(--bad)}
.good{border-color:var(--good)}.good h1,.good h2{color:var(--good)}
.good h1{margin-top:.2rem}
form.stack{margin:1rem 0}
form.row{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:end}
form.row .field{flex:1 1 14rem;margin:.5rem 0}
form.row .buttons{margin:.5rem 0}
.pager .buttons{margin:.5rem 0}
.field{margin:1.25rem 0}
.field.wrong{border-left:5px solid var(--bad);padding-left:.75rem}
label,legend,.label{font-weight:600;display:block;padding:0}
fieldset{border:0;margin:1.25rem 0;padding:0;min-width:0}
.hint{color:var(--soft);margin:.1rem 0 .3rem;font-weight:400}
.problem{color:var(--bad);font-weight:600;margin:.2rem 0}
input,textarea,select,button{font:inherit;color:inherit}
input[type=text],input[type=datetime-local],input[type=date],input[type=number],textarea,select{width:100%;max-width:100%;background:var(--paper);border:2px solid var(--line);border-radius:.3rem;padding:.5rem .6rem;min-height:2.75rem}
input[type=datetime-local],select,.short{max-width:24rem}
textarea{min-height:7rem;resize:vertical}
textarea.low{min-height:4rem}
.tick{display:flex;gap:.6rem;align-items:flex-start;padding:.35rem 0;font-weight:400}
.tick input{width:1.4rem;height:1.4rem;margin:.1rem 0 0;flex:none;accent-color:var(--accent)}
details .field{margin-bottom:.1rem}
details.fold .field{margin-bottom:1.1rem}
fieldset.row{border:1px solid var(--faint);border-radius:.3rem;padding:.3rem 1rem .6rem;margin:0 0 1rem}
details td,details th{overflow-wrap:anywhere}
details{border:1px solid var(--faint);border-radius:.3rem;padding:0 1rem;margin:1rem 0}
summary{cursor:pointer;padding:.65rem 0;font-weight:600;color:var(--accent)}
button,.button{display:inline-block;background:var(--accent);color:var(--on);border:2px solid var(--accent);border-radius:.35rem;padding:.55rem 1.2rem;font-weight:600;min-height:2.75rem;cursor:pointer;text-decoration:none}
button.plain,.button.plain{background:transparent;color:var(--accent)}
button.quiet{background:none;border:0;color:var(--accent);text-decoration:underline;padding:.3rem;min-height:2rem;font-weight:400}
.button,button{max-width:100%;overflow-wrap:anywhere}
.buttons{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0}
dl{margin:.75rem 0}
dl>div{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.1rem 1rem;padding:.35rem 0;border-bottom:1px solid var(--faint)}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
.text{white-space:pre-line;overflow-wrap:anywhere}
.code{font-family:ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:.75rem 0 1.25rem}
table{border-collapse:collapse;width:100%;font-size:.97rem}
caption{text-align:start;font-weight:600;padding-bottom:.35rem}
th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--faint)}
thead th{background:var(--tint)}
tbody th{font-weight:600}
td.end,th.end{text-align:end;font-variant-numeric:tabular-nums}
.tag{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:0 .6rem;font-size:.9rem;font-weight:600;max-width:100%;overflow-wrap:anywhere}
.tag.bad{color:var(--bad);border-color:var(--bad);border-left-width:1px;background:none;padding:0 .6rem}
.tag.warn{color:var(--warn);border-color:var(--warn)}
.tag.good{color:var(--good);border-color:var(--good)}
h1,h2,h3,summary,label,legend{overflow-wrap:anywhere}
@media (max-width:40rem){dl>div{grid-template-columns:1fr}.bar .name{flex-basis:100%}
table.cards thead{position:absolute;left:-999rem}
table.cards,table.cards tbody,table.cards caption{display:block}table.cards tr{display:block;border-bottom:2px solid var(--line);padding:.5rem 0}table.cards th,table.cards td{display:block;border:0;padding:.1rem 0;text-align:start}table.cards td[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}}
@media print{header,footer,form,.buttons,.skip{display:none}}
`;

/** Where it is served: the address changes with the text, so that it may be kept for ever. */
export const stylePath = `/style-${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`;
