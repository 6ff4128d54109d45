import { apiVersion } from '../api/kinds.ts';
import type { IncidentSpec } from '../api/types.gen.ts';
import { type Problem, validate } from '../api/validate.ts';
import { shortDigest } from './alert.ts';
import type { IncidentDraft } from './draft.ts';
import { isObject, type Json, type JsonObject, valueAt } from './json.ts';

/** What a report may say of the incident; all else is decided in the register, by whoever may. */
const fields = new Set(['title', 'category', 'categoryText', 'department', 'asset', 'tlp', 'drill', 'personalDataCheck', 'report']);

/** The questions of the policy (R-j to R-q), and who reports how. */
const questions = new Set([
  'what',
  'establishedBy',
  'occurredAt',
  'establishedAt',
  'cause',
  'howEstablished',
  'affected',
  'impact',
  'unknown',
  'reportedBy',
  'reportedVia',
  'reportedAt',
  'anonymous',
]);

/** Who sends a report, and when it arrived. */
export interface Sender {
  readonly namespace: string;
  readonly name: string;
  /** The identity that was authenticated. */
  readonly caller: string;
  /** UTC. */
  readonly at: string;
}

/** What a report becomes. `spokenFor` is set when it names another reporter than its sender, who then has to hold `attribute`. */
export type ReadReport =
  | { readonly ok: true; readonly draft: IncidentDraft; readonly spokenFor: boolean }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const unknownFields = (object: JsonObject, known: ReadonlySet<string>, prefix: string): readonly Problem[] =>
  Object.keys(object)
    .filter((name) => !known.has(name))
    .slice(0, 10)
    .map((name) => ({ path: `${prefix}${name.slice(0, 64)}`, message: `is not known here; there is ${[...known].join(', ')}` }));

/** A title is shown widely and must not be made of what somebody wrote in confidence (S6), so a missing one says only this. */
const untitled = 'Report without a title';

const specOf = (body: JsonObject, report: JsonObject, { caller, at }: Sender): IncidentSpec => {
  const anonymous = valueAt(report, 'anonymous') === true;
  const { reportedBy = caller } = report;
  return {
    title: untitled,
    ...body,
    report: {
      reportedVia: 'API',
      reportedAt: at,
      ...(anonymous ? {} : { reportedBy: caller }),
      ...(!anonymous && reportedBy === caller && { verified: true }),
      ...report,
    },
  } as unknown as IncidentSpec;
};

const withoutSpec = ({ path, message }: Problem): Problem => ({ path: path.replace(/^spec\.?/, ''), message });

/** A name for a report: the same for the same sender and key, so that what is sent twice is stored once (P4). */
export const reportName = (caller: string, key: string): string => `report-${shortDigest(24, caller, key)}`;

/**
 * Reads a report of a person or another program: the questions of the policy, checked against the schema of the incident. The
 * reporter is who was authenticated, unless the report is anonymous (P2).
 */
export const readReport = (body: Json, sender: Sender): ReadReport => {
  if (!isObject(body)) return { ok: false, problems: [{ path: '', message: 'has to be an object' }] };
  const report = valueAt(body, 'report');
  if (!isObject(report)) {
    const message = report === undefined ? 'is missing and has to be given' : 'has to be of type object';
    return { ok: false, problems: [{ path: 'report', message }, ...unknownFields(body, fields, '')] };
  }
  const unknown = [...unknownFields(body, fields, ''), ...unknownFields(report, questions, 'report.')];
  const { namespace, name, caller } = sender;
  const draft = { apiVersion, kind: 'Incident', metadata: { namespace, name }, spec: specOf(body, report, sender) } as IncidentDraft;
  const checked = validate('Incident', draft);
  const problems = [...unknown, ...(checked.ok ? [] : checked.problems.map(withoutSpec))];
  if (problems.length > 0) return { ok: false, problems };
  const named = valueAt(report, 'reportedBy');
  return { ok: true, draft, spokenFor: named !== undefined && named !== caller };
};
