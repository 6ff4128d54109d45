import MiniSearch from './minisearch.js';
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
