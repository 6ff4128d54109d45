import { apiVersion } from '../../api/kinds.ts';
import type { Incident, Weakness } from '../../api/types.gen.ts';
import type { ReportWords } from '../words/report.ts';
import type { Report } from './form.ts';

/** A record that does not exist yet. */
export type Draft =
  | Pick<Incident, 'apiVersion' | 'kind' | 'metadata' | 'spec'>
  | Pick<Weakness, 'apiVersion' | 'kind' | 'metadata' | 'spec'>;

/** Under which name a report is stored, and by whom it was made. */
export interface Receipt {
  readonly namespace: string;
  readonly name: string;
  /** The user who is signed in and says so; undefined for whoever is not, or stays unnamed. */
  readonly user: string | undefined;
  /** UTC. */
  readonly at: string;
}

const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * The name of a report, which follows from the form that it came in: a form that is sent twice makes one record (P4). Twelve
 * characters of 32, none of which are mistaken for another on the telephone.
 */
export const nameOfReport = (kind: Report['kind'], digest: Buffer): string =>
  `${kind === 'weakness' ? 'weakness' : 'report'}-${[...digest.subarray(0, 12)].map((byte) => letters[byte % 32]).join('')}`;

/** Who reports, as the record keeps it: a name that nobody checked is marked as such (P2). */
const reporterOf = ({ name }: Report, user: string | undefined) => {
  if (user !== undefined) return { reportedBy: user, verified: true };
  return name === undefined ? { anonymous: true, verified: false } : { reportedBy: name, verified: false };
};

const incidentOf = (report: Report, words: ReportWords, { namespace, name, user, at }: Receipt): Draft => ({
  apiVersion,
  kind: 'Incident',
  metadata: { namespace, name } as Incident['metadata'],
  spec: {
    title: words.recordTitle[report.kind],
    ...(report.personalData !== undefined && { personalDataCheck: report.personalData }),
    report: {
      what: report.what,
      establishedAt: report.establishedAt ?? at,
      ...report.answers,
      ...(report.unknown.length > 0 && { unknown: report.unknown }),
      ...reporterOf(report, user),
      reportedVia: 'Console',
      reportedAt: at,
    },
  } as Incident['spec'],
});

const weaknessOf = (report: Report, words: ReportWords, { namespace, name, user, at }: Receipt): Draft => ({
  apiVersion,
  kind: 'Weakness',
  metadata: { namespace, name } as Weakness['metadata'],
  spec: {
    title: words.recordTitle.weakness,
    // A weakness keeps no name that nobody checked, so what somebody wrote about themselves stands with what they saw.
    description: report.name === undefined ? report.what : `${report.what}\n\n(${report.name})`,
    report: { ...(user === undefined ? { anonymous: true } : { by: user }), at, reportedVia: 'Console' },
    notExploited: true,
  } as Weakness['spec'],
});

/** The record that a report becomes; all else is decided in the register, by whoever may. Pure. */
export const draftOf = (report: Report, words: ReportWords, receipt: Receipt): Draft =>
  report.kind === 'weakness' ? weaknessOf(report, words, receipt) : incidentOf(report, words, receipt);
