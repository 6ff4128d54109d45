// One attempt at an incident, and the entries that most attempts write.
import type { Place } from './client.ts';
import type { Admission } from './cluster.ts';
import { people, type Who } from './people.ts';
import type { Stage } from './records.ts';

/** What one person tries in one position, and what comes of it. */
export type Attempt = {
  /** The promises that rest on it, by their ids. */
  readonly proves: string;
  readonly who: Who;
  readonly what: string;
  readonly on: Stage | ((admission: Admission) => Promise<Place>);
  readonly spec: object;
  /** What the refusal says; `allowed` where there is none. */
  readonly outcome: string;
  /** Set where the position needs an operator that does not run, or one that does; the others are the same either way. */
  readonly operated?: boolean;
};

/** Only the new entry, as server-side apply takes it. */
export const action = (fields: object): object => ({ actions: [{ id: 'n1', kind: 'Contain', what: 'Blocked the account.', ...fields }] });
/** Only the new entry, as server-side apply takes it. */
export const confirmation = (fields: object = {}): object => ({
  assessments: [{ id: 'n1', confirms: 'a1', verdict: 'Incident', reasons: 'I agree.', ...fields }],
});
/** Only the new entry, as server-side apply takes it. */
export const decision = (fields: object): object => ({ personalData: { decisions: [{ id: 'n1', reasons: 'Weighed.', ...fields }] } });
/** Only the new entry, as server-side apply takes it. */
export const approval = (fields: object = {}): object => ({
  approvals: [{ id: 'n1', subject: 'Lessons', decision: 'Approve', of: 'r1', ...fields }],
});
/** Only the new entry, as server-side apply takes it. */
export const closure = (fields: object = {}): object => ({ closures: [{ id: 'n1', summary: 'Recovered.', ...fields }] });
/** An exemption that the schema accepts but for its advice. */
export const exemption = { exemption: 'RiskRemoved', evidence: 'Wipe log.', reviewAt: '2027-01-01T00:00:00Z' };

/** What whoever signs in somebody else's name reads. */
export const signedBySomebodyElse = (who: Who): string =>
  `You are ${people[who]}, and a new entry is signed by somebody else. Sign with your own name, or leave by out. Only a pipeline or console that holds the verb attribute on incidents writes for somebody else, and names itself in via.`;

/** A moment so many minutes from now, as it reads in a time zone. */
export const inMinutes = (minutes: number, zone = 'UTC'): string =>
  Temporal.Now.instant().add({ minutes }).round('second').toString({ timeZone: zone });
