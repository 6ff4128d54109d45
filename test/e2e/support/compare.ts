// Where two large values differ, place by place: whoever reads of a failure should not have to look for it in thousands of lines.

const leaves = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (typeof value !== 'object' || value === null) return [[path, JSON.stringify(value)]];
  const parts = Object.entries(value);
  if (parts.length === 0) return [[path, Array.isArray(value) ? '[]' : '{}']];
  return parts.flatMap(([name, part]) => leaves(part, path === '' ? name : `${path} ${name}`));
};

/** One line for each place at which a value is not as expected; none when both are equal. */
export const differencesBetween = (actual: unknown, expected: unknown): readonly string[] => {
  const [found, wanted] = [new Map(leaves(actual, '')), new Map(leaves(expected, ''))];
  return [...new Set([...found.keys(), ...wanted.keys()])]
    .filter((path) => found.get(path) !== wanted.get(path))
    .map((path) => `${path}: ${found.get(path) ?? 'nothing'} instead of ${wanted.get(path) ?? 'nothing'}`);
};
