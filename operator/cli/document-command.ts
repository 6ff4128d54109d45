import { parseArgs } from 'node:util';
import { kinds } from '../api/kinds.ts';
import type { Incident, IncidentPolicy, Notification, NotificationAudience } from '../api/types.gen.ts';
import { type Document, type Language, languages } from '../document/model.ts';
import { languagesOf, type Telling } from '../notification/brief.ts';
import { documentDigest, documentOf, documentStatus, incidentDocumentOf, incidentDocuments, unsent } from '../notification/document.ts';
import { earlierStages } from '../notification/observe.ts';
import { type Response, said, stop, understood, unreadable } from './answer.ts';
import { type Cluster, type ClusterValues, clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { formIn, handOver, languageIn, rendered } from './paper.ts';

/** The kinds of document that are notices, with the audience and the duty that each is for. */
const notices: Readonly<Record<string, readonly [NotificationAudience, string]>> = {
  dossier: ['Authority', 'gdpr-authority'],
  letter: ['DataSubjects', 'gdpr-subjects'],
  public: ['Public', 'gdpr-public'],
  controller: ['Controller', 'gdpr-controller'],
  dpo: ['DPO', 'policy-dpo'],
  ciso: ['CISO', 'policy-ciso'],
  contact: ['ContactPoint', 'policy-contact'],
  management: ['Management', 'policy-management'],
  feedback: ['Reporter', 'policy-reporter'],
  staff: ['Staff', 'staff'],
};

const formats = ['markdown', 'html', 'pdf'] as const;

/** The help text of `document`. */
export const usage = `Usage: kubectl incident document <notification | incident> [options]

Writes the document of a notification, as it would go out now or went out; or one of an incident.

  --kind <kind>            of an incident: ${incidentDocuments.join(', ')} (closing, if left out),
                           ${Object.keys(notices).join(', ')}
  --language <language>    ${languages.join(', ')}; the first one of the notification or of the policy, if left out
  -o <format>              ${formats.join(', ')}; what the name of the file ends in, else markdown
  --out <file>             where to; a PDF needs it
${clusterUsage}

What is not known yet, and what a reader may stumble over, is said on standard error.
`;

const argumentsOf = (args: string[]) =>
  understood(usage, () =>
    parseArgs({
      args,
      options: {
        ...clusterOptions,
        kind: { type: 'string' },
        language: { type: 'string' },
        output: { type: 'string', short: 'o' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    }),
  );

type Values = ReturnType<typeof argumentsOf>['values'] & ClusterValues;

/** The policy names the organisation, its people and its zone; whoever may not read it gets a document without them, and hears so. */
const policyOf = async (cluster: Cluster): Promise<IncidentPolicy | undefined> => {
  try {
    return (await cluster.get(kinds.IncidentPolicy, undefined, 'default')) as IncidentPolicy | undefined;
  } catch {
    return undefined;
  }
};

const notificationsOf = async (cluster: Cluster, namespace: string, incident: string): Promise<readonly Notification[]> =>
  (await cluster.list(kinds.Notification, namespace, `spec.incidentRef.name=${incident}`)) as readonly Notification[];

/** What there is to write from. */
interface Found {
  readonly incident: Incident | undefined;
  readonly policy: IncidentPolicy | undefined;
  readonly note: Notification | undefined;
  readonly all: readonly Notification[];
}

const find = async (cluster: Cluster, name: string): Promise<Found> => {
  const namespace = await cluster.namespace();
  const [note, policy] = await Promise.all([
    cluster.get(kinds.Notification, namespace, name) as Promise<Notification | undefined>,
    policyOf(cluster),
  ]);
  const of = note?.spec.incidentRef.name ?? name;
  const incident = (await cluster.get(kinds.Incident, namespace, of)) as Incident | undefined;
  if (incident === undefined && note === undefined)
    return unreadable(`There is no notification and no incident ${name} in the namespace ${namespace}.`);
  return { note, policy, incident, all: incident === undefined ? [] : await notificationsOf(cluster, namespace, of) };
};

const tellingOf = ({ incident, policy, all }: Found, note: Notification): Telling => ({
  note,
  incident,
  policy,
  earlier: note.spec.stage === 'Supplementary' || note.spec.stage === 'Final' ? earlierStages(note, all) : [],
});

/** What is to be said beside a document: gaps, warnings, and whether it is still the one that was sent. */
const remarksOn = (telling: Telling, language: Language): readonly string[] => {
  const { note, policy } = telling;
  const { status } = note;
  const sent = status?.sentAt !== undefined;
  const changed = sent && status.document?.digest !== undefined && status.document.digest !== documentDigest(telling);
  const warnings = documentStatus(telling).warnings ?? [];
  return [
    ...(policy === undefined ? ['The policy could not be read: organisation, contacts and time zone are missing.'] : []),
    ...(changed ? [`The record has changed since this was sent on ${status.sentAt}: what was sent is not what is shown.`] : []),
    ...(status?.gaps ?? []).map(
      ({ part, where, expectedAt }) =>
        `Not known yet: ${part}${expectedAt === undefined ? '' : `, expected by ${expectedAt}`}. Fill in ${where}.`,
    ),
    ...warnings.filter((warning) => warning.language === language).map(({ message }) => message),
  ];
};

interface Written {
  readonly document: Document;
  readonly remarks: readonly string[];
}

const write = (found: Found, values: Values, generatedAt: string): Written => {
  const { note, incident, policy, all } = found;
  const notice = (of: Notification): Written => {
    const telling = tellingOf(found, of);
    const language = languageIn(values) ?? languagesOf(telling)[0] ?? 'en';
    return { document: documentOf(telling, language, generatedAt), remarks: remarksOn(telling, language) };
  };
  if (note !== undefined) {
    return values.kind === undefined
      ? notice(note)
      : stop(`--kind is for an incident: ${note.metadata.name} is a notification, with a document of its own.`);
  }
  if (incident === undefined) return unreadable('The incident cannot be read.');
  const kind = values.kind ?? 'closing';
  const own = incidentDocuments.find((each) => each === kind);
  if (own !== undefined) {
    const language = languageIn(values) ?? policy?.spec.languages?.[0] ?? 'en';
    return { document: incidentDocumentOf(own, { incident, policy }, language, generatedAt), remarks: [] };
  }
  const [audience, duty] =
    notices[kind] ?? stop(`--kind ${kind} is unknown: ${[...incidentDocuments, ...Object.keys(notices)].join(', ')}.`);
  const existing = all.filter(({ spec }) => spec.audience === audience && spec.duty === duty);
  return notice(existing.find(({ spec }) => spec.stage !== 'Supplementary') ?? existing[0] ?? unsent(incident, audience, duty));
};

/** Writes a document (`kubectl incident document`). Throws a Misunderstood or an Unreadable that says what would be right. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = argumentsOf(args);
  const [name, more] = positionals;
  if (values.help) return said(usage);
  if (name === undefined || more !== undefined) return stop(`document takes the name of one notification or incident.\n\n${usage}`);
  const format = formIn(formats, values);
  languageIn(values);
  const found = await find(clusterOf(values), name);
  const { document, remarks } = write(found, values, Temporal.Now.instant().round('second').toString());
  const content = await rendered(document, format);
  const err = remarks.map((remark) => `${remark}\n`).join('');
  return handOver(content, `${document.title} (${document.language})`, values, err);
};
