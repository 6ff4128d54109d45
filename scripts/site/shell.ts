// What stands around every page of the site: its head, the way through the documentation, and the search. Pure.

/** A link of the way through the site, with its address from the root of the site. */
export interface Way {
  readonly title: string;
  readonly address: string;
}

/** One part of the documentation. */
export interface Part {
  readonly title: string;
  readonly ways: readonly Way[];
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The style of the site: one column on a telephone, three on a desk, light or dark as the reader's machine is. */
export const style = `
:root { color-scheme: light dark; --ink: light-dark(#17202a, #e6e9ed); --paper: light-dark(#fff, #14181d); --line: light-dark(#d5dbe1, #38414b);
  --link: light-dark(#0b57a4, #82b8f0); --shade: light-dark(#f3f5f7, #1d2329); }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
a { color: var(--link); } a:focus-visible, input:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
header > a { font-weight: 700; font-size: 1.15rem; text-decoration: none; color: var(--ink); padding: .25rem 0; }
form { flex: 1 1 12rem; max-width: 30rem; margin: 0; position: relative; }
input { width: 100%; font: inherit; padding: .45rem .6rem; color: inherit; background: var(--shade); border: 1px solid var(--line); border-radius: 6px; }
#found { position: absolute; z-index: 1; left: 0; right: 0; margin: .25rem 0 0; padding: 0; list-style: none; background: var(--paper); border-radius: 6px;
  box-shadow: 0 4px 18px #0005; max-height: 70vh; overflow: auto; } #found a, #found p { display: block; margin: 0; padding: .55rem .7rem; }
#found a:hover, #found a:focus { background: var(--shade); } #found small { display: block; color: inherit; opacity: .8; }
.house { display: grid; grid-template-columns: minmax(0, 1fr); max-width: 82rem; margin: 0 auto; }
nav { padding: .5rem 1rem; border-bottom: 1px solid var(--line); } nav summary { padding: .4rem 0; font-weight: 600; cursor: pointer; }
nav ul { list-style: none; margin: 0 0 .5rem; padding: 0; } nav li a { display: block; padding: .3rem 0 .3rem .75rem; text-decoration: none; }
nav li a[aria-current] { font-weight: 700; border-left: 3px solid var(--link); padding-left: .6rem; }
main { padding: 0 1rem 3rem; min-width: 0; } main > * { max-width: 50rem; } main > .wide { max-width: none; }
h1 { font-size: 1.8rem; line-height: 1.2; } h2 { margin-top: 2.2rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
h1, h2, h3, p, li, td { overflow-wrap: anywhere; }
pre { background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: .7rem .9rem; overflow-x: auto; line-height: 1.4; }
code { font: .9em ui-monospace, monospace; } :not(pre) > code { background: var(--shade); padding: .05rem .25rem; border-radius: 4px; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .92rem; } th, td { text-align: left; vertical-align: top; border: 1px solid var(--line);
  padding: .35rem .55rem; min-width: 5rem; } td code { overflow-wrap: anywhere; }
img { max-width: 100%; height: auto; } abbr { text-decoration: underline dotted; text-underline-offset: 3px; }
@media (min-width: 62rem) { .house { grid-template-columns: 17rem minmax(0, 1fr); } nav { border: 0; border-right: 1px solid var(--line); padding-top: 1rem; } main { padding: 0 2.5rem 4rem; } }
@media print { header, nav { display: none; } }
`;

const wayOf = ({ title, ways }: Part, from: string, here: string): string => {
  const isHere = ways.some(({ address }) => address === here);
  const links = ways.map(({ title: name, address }) => {
    const current = address === here ? ' aria-current="page"' : '';
    return `<li><a href="${from}${address}"${current}>${escaped(name)}</a></li>`;
  });
  return `<details${isHere ? ' open' : ''}><summary>${escaped(title)}</summary><ul>${links.join('')}</ul></details>`;
};

/** A whole page. `address` is its own, from the root of the site. */
export const shell = (
  page: { readonly title: string; readonly html: string; readonly address: string },
  parts: readonly Part[],
): string => {
  const from = '../'.repeat(page.address.split('/').length - 1);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(page.title)} · Meldpunt</title>
<link rel="stylesheet" href="${from}style.css">
<link rel="icon" href="data:,">
<script type="module" src="${from}search.js"></script>
</head>
<body data-root="${from}">
<a class="skip" href="#content">To the content</a>
<header><a href="${from}index.html">Meldpunt</a>
<form role="search"><input type="search" aria-label="Search the documentation" placeholder="Search" autocomplete="off"><ul id="found" aria-live="polite"></ul></form></header>
<div class="house">
<nav aria-label="Documentation">${parts.map((part) => wayOf(part, from, page.address)).join('')}</nav>
<main id="content">
${page.html}
</main>
</div>
</body>
</html>
`;
};

/** The program of the search: it loads the index when somebody begins to type, and needs no server. */
export const search = `import MiniSearch from './minisearch.js';
const root = document.body.dataset.root;
const input = document.querySelector('input[type=search]');
const found = document.querySelector('#found');
const options = { fields: ['title', 'text'], storeFields: ['title', 'address', 'part'], searchOptions: { boost: { title: 4 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' } };
let index;
const load = () => (index ??= fetch(root + 'search.json').then((answer) => answer.text()).then((text) => MiniSearch.loadJSON(text, options)));
const item = ({ title, address, part }) => {
  const link = document.createElement('a');
  link.href = root + address;
  link.append(title, Object.assign(document.createElement('small'), { textContent: part }));
  const entry = document.createElement('li');
  entry.append(link);
  return entry;
};
input.addEventListener('focus', load);
input.form.addEventListener('submit', (event) => { event.preventDefault(); found.querySelector('a')?.click(); });
input.addEventListener('input', async () => {
  const asked = input.value.trim();
  const results = asked === '' ? [] : (await load()).search(asked).slice(0, 12);
  if (asked !== input.value.trim()) return;
  const nothing = Object.assign(document.createElement('p'), { textContent: 'Nothing found.' });
  found.replaceChildren(...(asked === '' ? [] : results.length === 0 ? [nothing] : results.map(item)));
});
addEventListener('keydown', (event) => { if (event.key === 'Escape') found.replaceChildren(); });
`;
