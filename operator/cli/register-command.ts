import { parseArgs } from 'node:util';
import { renderCsv } from '../document/csv.ts';
import { languages } from '../document/model.ts';
import { breachDocument } from '../report/breach-document.ts';
import { breachRegister, breachRows } from '../report/breach-register.ts';
import { type Period, parsePeriod } from '../report/period.ts';
import { type Response, said, stop, understood } from './answer.ts';
import { clusterOptions, clusterUsage } from './cluster.ts';
import { formIn, handOver, languageIn, rendered } from './paper.ts';
import { readSource, sourceOptions, sourceUsage } from './register-source.ts';

const forms = ['csv', 'json', 'html', 'markdown', 'pdf'] as const;

/** The help text of `register`. */
export const usage = `Usage: kubectl incident register --breaches [options]

Writes the register of personal-data breaches (GDPR art. 33(5)): all of them, those that nobody was notified of too, with their facts,
effects and remedial action, what was decided and why, and who was told when and under which reference. Breaches that were erased after
their retention are told by what remains of them. Rehearsals are not in it. docs/reference/breach-register.md explains every column.

  --breaches               the register of breaches; there is no other yet, so it may be left out
  --period <period>        only those of which the organisation became aware in 2026, 2026-Q4, 2026-11 or 2026-10-05/2026-10-18
  --language <language>    ${languages.join(', ')}, of the forms for people; the first one of the policy, if left out
  -o <form>                ${forms.join(', ')}; what the name of the file ends in, else csv
  --out <file>             where to; a PDF needs it
${sourceUsage}
${clusterUsage}

No text of a record is run as a formula by whoever opens the CSV in a spreadsheet.
`;

const options = {
  ...clusterOptions,
  ...sourceOptions,
  breaches: { type: 'boolean', default: true },
  period: { type: 'string' },
  language: { type: 'string' },
  output: { type: 'string', short: 'o' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const argumentsOf = (args: string[]) => understood(usage, () => parseArgs({ args, options, allowPositionals: true }));

const periodIn = (text: string | undefined, zone: string): Period | undefined => {
  if (text === undefined) return undefined;
  const read = parsePeriod(text, zone);
  return read.ok ? read.period : stop(read.message);
};

/** Writes the register of breaches (`kubectl incident register`). Throws a Misunderstood or an Unreadable that says what would be right. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = argumentsOf(args);
  if (values.help) return said(usage);
  if (positionals.length > 0) return stop(`register takes no names.\n\n${usage}`);
  const form = formIn(forms, values);
  const wanted = languageIn(values);
  // A slip of the pen is told before anything is read.
  periodIn(values.period, 'UTC');
  const source = await readSource(values);
  const { organisation, timezone, languages: spoken } = source.policy.spec;
  const period = periodIn(values.period, timezone);
  const entries = breachRegister(source, period);
  const remarks = source.remarks.map((remark) => `${remark}\n`).join('');
  const title = `register of ${entries.length} breaches`;
  if (form === 'csv') return handOver(renderCsv(breachRows(entries)), title, values, remarks);
  if (form === 'json') return handOver(`${JSON.stringify(entries, null, 2)}\n`, title, values, remarks);
  const generatedAt = Temporal.Now.instant().round('second').toString();
  const document = breachDocument(entries, { organisation, zone: timezone, generatedAt, period }, wanted ?? spoken?.[0] ?? 'en');
  return handOver(await rendered(document, form), `${document.title} (${document.language})`, values, remarks);
};
