import { at, readYamlBelow } from './yaml.ts';

/** What is wrong with the samples. A step of a sample may apply the same object again, so names may repeat. */
export const sampleProblems = async (): Promise<readonly string[]> => {
  const { documents, problems } = readYamlBelow('samples');
  const anonymous = documents
    .filter(({ value }) => ['apiVersion', 'kind'].some((name) => typeof at(value, name) !== 'string'))
    .map(({ file }) => `${file}: an object without apiVersion or kind.`);
  return [...problems, ...anonymous];
};
