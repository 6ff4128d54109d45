import { listIn, textIn, valueAt } from './record.ts';

const levelText = (level: unknown, width: number): string => {
  const criterion = textIn(valueAt(level, 'criterion'));
  const when = criterion === '' ? 'no criterion is stated' : criterion.replaceAll(/\s+/g, ' ').trim();
  return `  ${textIn(valueAt(level, 'name')).padEnd(width)}  ${String(valueAt(level, 'score') ?? '').padStart(3)}  ${when}`;
};

const dimensionText = (dimension: unknown): string => {
  const levels = listIn(valueAt(dimension, 'levels'));
  const width = Math.max(...levels.map((level) => textIn(valueAt(level, 'name')).length));
  const title = textIn(valueAt(dimension, 'title'));
  return [
    `${textIn(valueAt(dimension, 'name'))}${title === '' ? '' : `: ${title}`}`,
    ...levels.map((level) => levelText(level, width)),
  ].join('\n');
};

const severityText = (severity: unknown): string => {
  const within = Object.entries((valueAt(severity, 'within') ?? {}) as Readonly<Record<string, unknown>>);
  const targets = within.map(([target, duration]) => `${target} ${textIn(duration)}`).join(', ');
  const major = valueAt(severity, 'major') === true ? ', major' : '';
  const from = String(valueAt(severity, 'minScore') ?? '').padStart(3);
  return `  ${textIn(valueAt(severity, 'name')).padEnd(4)} from ${from}${major}${targets === '' ? '' : `: ${targets}`}`;
};

/** The scale of a policy for whoever rates: what is rated, when each level is the right one, and what severity follows (A7). */
export const scaleText = (policy: unknown): string => {
  const classification = valueAt(policy, 'spec.classification');
  const by = textIn(valueAt(policy, 'spec.approvedBy'));
  const combined = textIn(valueAt(classification, 'combine')) === 'Sum' ? 'the sum of the scores' : 'the highest score';
  return [
    by === '' ? 'Nobody has approved this scale yet.' : `Approved by ${by}, ${textIn(valueAt(policy, 'spec.approvedAt')).slice(0, 10)}.`,
    ...listIn(valueAt(classification, 'dimensions')).map(dimensionText),
    [`Severity, by ${combined}:`, ...listIn(valueAt(classification, 'severities')).map(severityText)].join('\n'),
  ].join('\n\n');
};
