// A page of the site that shows every page of the console, as pictures taken of them. Pure.

/** Where the page stands among the sources, which have no such page of their own. */
const folder = 'docs/reference';

/** Where a picture is on the site. */
export const pictureAddress = (file: string): string => `${folder}/pictures/${file}`;

/** `incident-320.png` is the page `incident` in a window of 320 pixels. */
const named = /^(.+)-(\d+)\.png$/;

const wordsOf = (name: string): string => {
  const words = name.replaceAll(/[-.]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The page, its source, and the addresses of the pictures in it. Pictures with another kind of name are left out. */
export const gallery = (
  files: readonly string[],
): { readonly source: string; readonly text: string; readonly pictures: readonly string[] } => {
  const taken = files.flatMap((file) => {
    const [, name, width] = named.exec(file) ?? [];
    return name === undefined || width === undefined ? [] : [{ file, name, width: Number(width) }];
  });
  const parts = [...Map.groupBy(taken, ({ name }) => name)].map(([name, pictures]) => {
    const shown = pictures
      .toSorted((a, b) => b.width - a.width)
      .map(({ file, width }) => `![${wordsOf(name)}, in a window of ${width} pixels](pictures/${file})`);
    return `## ${wordsOf(name)}\n\n${shown.join('\n\n')}`;
  });
  const text = `# What the pages of the console look like

Each page at the width of a desk and of a small telephone, filled as a case in the middle of its course fills it. What is done with them:
[the console](../how-to/console.md).

${parts.join('\n\n')}
`;
  return { source: `${folder}/pictures.md`, text, pictures: taken.map(({ file }) => pictureAddress(file)) };
};
