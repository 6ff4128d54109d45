import { parseArgs } from 'node:util';
import { parseInstant } from '../deadline/instant.ts';
import { languages } from '../document/model.ts';
import { reportDocument } from '../report/document.ts';
import { figuresOf } from '../report/figures.ts';
import { type Period, parsePeriod } from '../report/period.ts';
import { type Response, said, stop, understood } from './answer.ts';
import { clusterOptions, clusterUsage } from './cluster.ts';
import { formIn, handOver, languageIn, rendered } from './paper.ts';
import { readSource, type Source, sourceOptions, sourceUsage } from './register-source.ts';

const forms = ['markdown', 'html', 'pdf', 'json'] as const;

/** The help text of `report --period`. */
export const usage = `Usage: kubectl incident report --period <period> [options]

Reports on a period to those who manage: type, volume and trend, times, deadlines and late notices, cost, causes, recurrence, controls
and lessons. What is not known is shown as unknown, and rehearsals are left out. docs/reference/report.md says how every figure is made.

  --period <period>        2026, 2026-Q4, 2026-11, or two days, both inside: 2026-10-05/2026-10-18; in the zone of the policy
  --language <language>    ${languages.join(', ')}; the first one of the policy, if left out
  -o <form>                ${forms.join(', ')}; what the name of the file ends in, else markdown
  --out <file>             where to; a PDF needs it
  --as-of <moment>         until when clocks have run, now if left out: to make the same report from the same files again
${sourceUsage}
${clusterUsage}
`;

const options = {
  ...clusterOptions,
  ...sourceOptions,
  period: { type: 'string' },
  language: { type: 'string' },
  output: { type: 'string', short: 'o' },
  out: { type: 'string' },
  'as-of': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const argumentsOf = (args: string[]) => understood(usage, () => parseArgs({ args, options, allowPositionals: true }));

const periodIn = (text: string, { policy }: Source): Period => {
  const read = parsePeriod(text, policy.spec.timezone);
  return read.ok ? read.period : stop(read.message);
};

/** The moment of the report, to the second and in UTC. */
const momentIn = (text: string | undefined): string => {
  const instant = text === undefined ? undefined : parseInstant(text);
  if (instant !== undefined && !instant.ok) return stop(`--as-of: ${instant.message}`);
  return (instant?.value ?? Temporal.Now.instant()).round({ smallestUnit: 'second', roundingMode: 'floor' }).toString();
};

/** Reports on a period (`kubectl incident report --period`). Throws a Misunderstood or an Unreadable that says what would be right. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = argumentsOf(args);
  if (values.help) return said(usage);
  if (positionals.length > 0) return stop(`report takes no names, but a period: --period 2026-Q4.\n\n${usage}`);
  const form = formIn(forms, values);
  const wanted = languageIn(values);
  const asOf = momentIn(values['as-of']);
  if (values.period === undefined) return stop(`report needs a period: --period 2026-Q4.\n\n${usage}`);
  // A slip of the pen is told before anything is read; the zone of the policy decides only where its days begin.
  const slip = parsePeriod(values.period, 'UTC');
  if (!slip.ok) return stop(slip.message);
  const source = await readSource(values);
  const { policy } = source;
  const figures = figuresOf(source, policy, periodIn(values.period, source), asOf);
  const remarks = source.remarks.map((remark) => `${remark}\n`).join('');
  const title = `report ${values.period}`;
  if (form === 'json') return handOver(`${JSON.stringify(figures, null, 2)}\n`, title, values, remarks);
  const language = wanted ?? policy.spec.languages?.[0] ?? 'en';
  const { organisation, version, approvedBy } = policy.spec;
  const origin = {
    organisation,
    scope: source.scope,
    policy: { version: version ?? null, approved: approvedBy !== undefined },
  };
  const document = reportDocument(figures, origin, language);
  return handOver(await rendered(document, form), `${document.title} (${language})`, values, remarks);
};
