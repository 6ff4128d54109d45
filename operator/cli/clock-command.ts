import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { load } from 'js-yaml';
import { type Response, said, stop, understood } from './answer.ts';
import { type ClockRegime, clockRows } from './clock.ts';
import { entityWords, parseEntity } from './entity.ts';
import { clockText } from './print.ts';
import type { Question } from './suppose.ts';

/** The help text of `clock`. */
export const usage = `Usage: kubectl incident clock --aware <moment> [options]

Prints every due time that follows from the moments given, with reasons; without any network.
A moment is written with its offset: 2026-10-23T16:40+02:00.

  --aware <moment>         when the organisation became aware
  --regime <names>         gdpr, nis2, dora, policy, or the path of a regime in YAML; several with commas (default gdpr)
  --zone <name>            IANA time zone of the place where to act (default Europe/Brussels)
  --detected <moment>      when it was detected; only checked against the others
  --classified <moment>    when it was classified (DORA: as major)
  --notified <moment>      when the incident notification was sent (DORA: the initial one)
  --sent <duty>=<moment>   when another duty was sent; may be repeated
  --handled <moment>       when an incident that went on was handled (NIS2 art. 23(4)(e))
  --entity <words>         ${entityWords}
  --holidays <days>        ISO dates with commas, or "none" (default: the Belgian legal ones in Europe/Brussels)
  -o json                  rows {regime, duty, clause, from, dueAt, legalDueAt, basis, contested, provisionalDueAt}
`;

const options = {
  aware: { type: 'string' },
  regime: { type: 'string', default: 'gdpr' },
  zone: { type: 'string', default: 'Europe/Brussels' },
  detected: { type: 'string' },
  classified: { type: 'string' },
  notified: { type: 'string' },
  sent: { type: 'string', multiple: true, default: [] as string[] },
  handled: { type: 'string' },
  entity: { type: 'string', default: '' },
  holidays: { type: 'string' },
  output: { type: 'string', short: 'o', default: 'text' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const argumentsOf = (args: string[]) => understood(usage, () => parseArgs({ args, options, allowPositionals: true }));

type Values = ReturnType<typeof argumentsOf>['values'];

const shipped = /^[a-z0-9][-a-z0-9]*$/;

/** The regimes that the chart ships are found by name; any other file may be tried before it is applied anywhere. */
const regimeOf = (name: string): ClockRegime => {
  const file = shipped.test(name) ? new URL(`../../charts/meldpunt/files/regimes/${name}.yaml`, import.meta.url) : name;
  let object: unknown;
  try {
    object = load(readFileSync(file, 'utf8'));
  } catch (error) {
    return stop(`The regime ${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { kind, metadata, spec } = (object ?? {}) as { kind?: string; metadata?: { name?: string }; spec?: Omit<ClockRegime, 'name'> };
  if (kind !== 'ReportingRegime' || spec === undefined || !Array.isArray(spec.duties)) {
    return stop(`The regime ${name} is no ReportingRegime with duties: see the reference of that kind.`);
  }
  return { ...spec, name: metadata?.name ?? name };
};

const sentOf = (pairs: readonly string[]): Record<string, string> => {
  const sent: Record<string, string> = {};
  for (const pair of pairs) {
    const [, duty, at] =
      /^([^=]+)=(.+)$/.exec(pair) ??
      stop(`--sent ${pair} names no duty and moment: write --sent dora-intermediate=2026-08-31T16:00+02:00.`);
    if (duty !== undefined && at !== undefined) sent[duty] = at;
  }
  return sent;
};

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const questionOf = (values: Values): Question => {
  const { aware, detected, classified, notified, handled } = values;
  const entity = parseEntity(values.entity);
  if (typeof entity === 'string') return stop(entity);
  const sent = sentOf(values.sent);
  const facts = {
    ...(detected === undefined ? {} : { detectedAt: detected }),
    ...(aware === undefined ? {} : { awareAt: aware }),
    ...(classified === undefined ? {} : { classifiedAt: classified }),
    ...(notified === undefined ? {} : { notifiedAt: notified }),
    ...(handled === undefined ? {} : { handledAt: handled }),
  };
  if (Object.keys(facts).length + Object.keys(sent).length === 0)
    return stop(`No moment was given from which anything could run.\n\n${usage}`);
  const holidays = values.holidays === undefined ? {} : { holidays: values.holidays === 'none' ? [] : listOf(values.holidays) };
  return { facts, zone: values.zone, entity, sent, ...holidays };
};

const clock = (values: Values): string => {
  if (values.output !== 'json' && values.output !== 'text') return stop(`-o ${values.output} is unknown: json or text.`);
  const question = questionOf(values);
  const rows = clockRows(listOf(values.regime).map(regimeOf), question);
  if (!rows.ok) return stop(rows.code === undefined ? rows.message : `${rows.code}: ${rows.message}`);
  return values.output === 'json' ? JSON.stringify(rows.value, null, 2) : clockText(rows.value, question.zone);
};

/** Answers what-if questions about due times (`kubectl incident clock`). Throws a Misunderstood that says what would be right. */
export const run = (args: string[]): Response => {
  const { values, positionals } = argumentsOf(args);
  if (values.help) return said(usage);
  if (positionals.length > 0) return stop(`clock takes no ${positionals[0]}: its questions are options.\n\n${usage}`);
  return said(`${clock(values)}\n`);
};
