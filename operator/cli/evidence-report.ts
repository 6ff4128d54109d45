import { writeFileSync } from 'node:fs';
import { kinds } from '../api/kinds.ts';
import type { EvidenceItem } from '../api/types.gen.ts';
import { renderHtml } from '../document/html.ts';
import { renderMarkdown } from '../document/markdown.ts';
import { type Document, languages } from '../document/model.ts';
import { custodyForm, type FormOf } from '../evidence/form.ts';
import { manifestOf } from '../evidence/manifest.ts';
import { type Response, said, stop, unreadable } from './answer.ts';
import { type Cluster, clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { itemNamed, itemsOf } from './evidence-items.ts';
import { parsed } from './evidence-options.ts';
import { textIn, valueAt } from './record.ts';

/** The help text of `evidence report`. */
export const usage = `Usage: kubectl incident evidence report <item> [options]
       kubectl incident evidence report --incident <name> --format sha256 > SHA256SUMS

Writes the chain-of-custody form of an item, or the digests of all items of an incident as sha256sum -c checks them.

  --incident <name>        all items of an incident, instead of one
  --format <format>        html (the default), pdf, markdown or sha256
  --lang <language>        ${languages.join(', ')}; else the first one of the policy
  -o, --output <file>      writes there; a PDF always goes to a file
${clusterUsage}
`;

const options = {
  ...clusterOptions,
  incident: { type: 'string' },
  format: { type: 'string', default: 'html' },
  lang: { type: 'string' },
  output: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const formats = ['html', 'pdf', 'markdown', 'sha256'] as const;

/** For whom the form is: whoever may not read the policy gets it in English, with the namespace as the house. */
const formOf = async (cluster: Cluster, item: EvidenceItem, lang: string | undefined): Promise<FormOf> => {
  const { namespace } = item.metadata;
  const [policy, incident] = await Promise.all(
    [cluster.get(kinds.IncidentPolicy, undefined, 'default'), cluster.get(kinds.Incident, namespace, item.spec.incidentRef.name)].map(
      (asked) => asked.catch(() => undefined),
    ),
  );
  const wanted = lang ?? textIn(valueAt(policy, 'spec.languages.0'));
  const language = languages.find((one) => one === wanted);
  if (lang !== undefined && language === undefined) return stop(`There is no form in ${lang}: one of ${languages.join(', ')}.`);
  const tlp = textIn(valueAt(incident, 'spec.tlp'));
  return {
    language: language ?? 'en',
    organisation: textIn(valueAt(policy, 'spec.organisation')) || namespace,
    zone: textIn(valueAt(policy, 'spec.timezone')) || 'UTC',
    generatedAt: Temporal.Now.instant().round('second').toString(),
    tlp: tlp === '' ? 'AMBER+STRICT' : tlp,
    establishedAt: textIn(valueAt(incident, 'spec.report.establishedAt')) || undefined,
  };
};

const rendered = async (document: Document, format: string): Promise<string | Uint8Array> => {
  if (format === 'markdown') return renderMarkdown(document);
  if (format === 'html') return renderHtml(document);
  const { renderPdf } = await import('../document/pdf.ts');
  return renderPdf(document);
};

const written = (content: string | Uint8Array, file: string | undefined): string => {
  if (file === undefined) return typeof content === 'string' ? content : stop('A PDF goes to a file: name it with -o.');
  try {
    writeFileSync(file, content);
    return '';
  } catch (error) {
    return unreadable(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
};

/** Writes forms and lists of digests (`kubectl incident evidence report`). Throws a Misunderstood or an Unreadable. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = parsed(args, options, usage);
  const [name, more] = positionals;
  if (values.help) return said(usage);
  if ((name === undefined) === (values.incident === undefined) || more !== undefined)
    return stop(`evidence report takes one item, or --incident.\n\n${usage}`);
  if (!formats.some((one) => one === values.format)) return stop(`--format ${values.format} is unknown: one of ${formats.join(', ')}.`);
  const cluster = clusterOf(values);
  const namespace = await cluster.namespace();
  const items = name === undefined ? await itemsOf(cluster, namespace, values.incident ?? '') : [await itemNamed(cluster, namespace, name)];
  if (values.format === 'sha256') {
    const { text, leftOut } = manifestOf(items);
    return said(written(text, values.output), leftOut.map((sentence) => `${sentence}\n`).join(''));
  }
  const [item] = items;
  if (name === undefined || item === undefined)
    return stop('A form is of one item: name it. All items of an incident go into --format sha256.');
  return said(written(await rendered(custodyForm(item, await formOf(cluster, item, values.lang)), values.format), values.output));
};
