import { parseArgs } from 'node:util';
import { kinds } from '../api/kinds.ts';
import type { IncidentPolicy } from '../api/types.gen.ts';
import { scaleOf, severityOf } from '../incident/classification.ts';
import { type Response, said, stop, understood, unreadable } from './answer.ts';
import { clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { valueAt } from './record.ts';
import { scaleText } from './scale.ts';

/** The help text of `scale`. */
export const usage = `Usage: kubectl incident scale [options]
       kubectl incident scale --rate <dimension>=<level>[,…]   the severity that ratings would give

Shows the organisation's one scale to whoever rates: what is rated, when each level is the right one, and what severity follows.

  --rate <ratings>         activities=High,data=Low: reckons the severity, and writes nothing
${clusterUsage}
  -o json                  the scale {dimensions, combine, severities}, or {severity, major, score}
`;

const { namespace: _, ...clusterWide } = clusterOptions;

const options = {
  ...clusterWide,
  rate: { type: 'string' },
  output: { type: 'string', short: 'o', default: 'text' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const argumentsOf = (args: string[]) => understood(usage, () => parseArgs({ args, options, allowPositionals: true }));

const ratingsIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split(',').map((pair) => {
      const [, dimension = '', level = ''] =
        /^\s*([^=\s]+)\s*=\s*(\S+)\s*$/.exec(pair) ?? stop(`--rate ${pair} is no rating: write --rate activities=High,data=Low.`);
      return [dimension, level];
    }),
  );

const rated = (policy: IncidentPolicy, text: string, json: boolean): string => {
  const scale = scaleOf(policy);
  if (scale === undefined) return stop('The policy holds no classification scale.');
  const severity = severityOf(scale, ratingsIn(text));
  if (severity.kind === 'Refused') return stop(severity.problem);
  const { name, major, score } = severity;
  return json ? JSON.stringify({ severity: name, major, score }, null, 2) : `${name}${major ? ', major' : ''} (score ${score})`;
};

/** Shows the scale, or what ratings would give (`kubectl incident scale`). Throws a Misunderstood or an Unreadable. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = argumentsOf(args);
  if (values.help) return said(usage);
  if (values.output !== 'json' && values.output !== 'text') return stop(`-o ${values.output} is unknown: json or text.`);
  if (positionals.length > 0) return stop(`scale takes no ${positionals[0]}: there is one scale.\n\n${usage}`);
  const json = values.output === 'json';
  const policy = await clusterOf(values).get(kinds.IncidentPolicy, undefined, 'default');
  if (valueAt(policy, 'spec.classification') === undefined) return unreadable('There is no IncidentPolicy default with a scale.');
  if (values.rate !== undefined) return said(`${rated(policy as IncidentPolicy, values.rate, json)}\n`);
  return said(`${json ? JSON.stringify(valueAt(policy, 'spec.classification'), null, 2) : scaleText(policy)}\n`);
};
