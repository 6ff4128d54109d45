import { settings } from '../../operator/settings.ts';
import { valuesIn } from '../chart-pages.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** The reference of the configuration: each setting of the operator, and each value of the chart. Pure but for the text it is given. */
export const configurationPage = (values: string, free: readonly string[]): string => {
  const set = Object.values(settings).map(({ name, fallback, meaning }) => {
    const chart = free.includes(name) ? `\`settings.${name}\`` : 'a value of its own';
    return `| \`${name}\` | ${fallback === '' ? '' : `\`${cell(fallback)}\``} | ${chart} | ${cell(meaning)} |`;
  });
  const rows = valuesIn(values).map(({ path, fallback, meaning }) => `| \`${path}\` | \`${cell(fallback)}\` | ${cell(meaning)} |`);
  return [
    '<!-- Generated from operator/settings.ts and charts/meldpunt/values.yaml by `npm run generate`: do not edit. -->',
    '# Configuration',
    '',
    'The operator is configured by its environment, the chart by its values. What an organisation decides (people, scale, channels, retention)',
    'is neither: it is the [IncidentPolicy](../api/incidentpolicy.md).',
    '',
    '## Settings of the operator',
    '',
    'A value that is wrong stops the operator before it does anything, with what would be right. So does a name that it does not know.',
    '',
    '```sh',
    'npm run -s operator -- --help',
    '```',
    '',
    '| variable | default | in the chart | meaning |',
    '|---|---|---|---|',
    ...set,
    '',
    '## Values of the chart',
    '',
    '| value | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
};
