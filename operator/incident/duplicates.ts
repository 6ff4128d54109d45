import { after, inOrder, last } from '../api/entries.ts';
import type { Incident, IncidentAssessment, IncidentSpec, IncidentStatusDuplicate } from '../api/types.gen.ts';
import type { Duplicate } from './observed.ts';
import { answeredQuestions, openQuestions } from './questions.ts';

/** The last assessment, where it says that an incident repeats another one; a reopening since then takes that back. */
export const claimOf = ({ assessments, reopenings }: IncidentSpec): IncidentAssessment | undefined => {
  const [latest, reopening] = [last(assessments), last(reopenings)];
  if (latest?.verdict !== 'Duplicate') return undefined;
  return reopening?.at === undefined || after(latest, reopening.at) ? latest : undefined;
};

/** How many hops are followed; a longer chain is nobody's doing, and must not become an endless search. */
const mostHops = 64;

interface Link {
  readonly name: string;
  readonly claim: IncidentAssessment;
}

/** The chain of claims from an incident on, until one repeats nothing or is there already. */
const chainFrom = (incident: Incident, find: (name: string) => Incident | undefined): readonly Link[] => {
  const chain: Link[] = [];
  for (let next: Incident | undefined = incident; next !== undefined && chain.length < mostHops; ) {
    const { name } = next.metadata;
    const claim = claimOf(next.spec);
    if (claim === undefined || chain.some((link) => link.name === name)) break;
    chain.push({ name, claim });
    next = find(claim.duplicateOf ?? '');
  }
  return chain;
};

/** The later of two claims; of two at one instant that of the incident whose name comes last. */
const later = (a: Link, b: Link): Link => (inOrder({ ...a.claim, id: a.name }, { ...b.claim, id: b.name }) > 0 ? a : b);

/**
 * The ring that the claim of an incident closes: the names from its original back to itself; undefined where it closes none. The claim
 * that came last closes the ring, so exactly one of its incidents stays open and the others repeat it (A8).
 */
export const ringOf = (incident: Incident, find: (name: string) => Incident | undefined): readonly string[] | undefined => {
  const chain = chainFrom(incident, find);
  const [first, last] = [chain[0], chain.at(-1)];
  if (first === undefined || last?.claim.duplicateOf !== first.name) return undefined;
  return chain.reduce(later) === first ? [...chain.slice(1).map(({ name }) => name), first.name] : undefined;
};

/** How many names admission gets to see (crds/incident.yaml). */
const mostNamed = 32;

/**
 * The incidents that count as repeating this one, over however many hops, the nearest first. Admission sees no other object, and refuses
 * by these names the verdict that would close a ring (A8). A ring that is there already ends at this incident.
 */
export const repeatedBy = (name: string, duplicatesOf: (original: string) => readonly Incident[]): readonly string[] => {
  const found: string[] = [];
  const known = new Set([name]);
  for (let hop: readonly string[] = [name]; hop.length > 0 && found.length < mostNamed; ) {
    const next = hop.flatMap((original) =>
      duplicatesOf(original).flatMap(({ metadata, spec }) => (claimOf(spec)?.duplicateOf === original ? [metadata.name] : [])),
    );
    hop = [...new Set(next)].filter((one) => !known.has(one)).sort();
    for (const one of hop) known.add(one);
    found.push(...hop);
  }
  return found.slice(0, mostNamed);
};

/** The spec without a claim that closes a ring: it counts as if nobody had made it, and the blocker says so. */
export const withoutRing = (spec: IncidentSpec, ring: readonly string[] | undefined): IncidentSpec => {
  const claim = ring === undefined ? undefined : claimOf(spec);
  return claim === undefined ? spec : { ...spec, assessments: (spec.assessments ?? []).filter(({ id }) => id !== claim.id) };
};

/** The incidents that follow from a change of one, however many hops away: whether a ring is closed concerns all of them. */
export const originsOf = (incident: Incident, find: (name: string) => Incident | undefined): readonly string[] =>
  chainFrom(incident, find).flatMap(({ claim }) => claim.duplicateOf ?? []);

/** The questions of a record that are still open when what its duplicates answer is counted in (R-j to R-q). */
export const questionsLeft = (spec: IncidentSpec, duplicates: readonly Duplicate[]): ReturnType<typeof openQuestions> => {
  const answered = new Set(duplicates.flatMap(({ answers }) => answers));
  return openQuestions(spec).filter((question) => !answered.has(question));
};

/** Which questions a report answers, of those that another one leaves open. */
export const answersTo = (original: IncidentSpec, duplicate: IncidentSpec): ReturnType<typeof openQuestions> => {
  const answered = new Set(answeredQuestions(duplicate));
  return openQuestions(original).filter((question) => answered.has(question));
};

/** How many duplicates a status names (crds/incident.yaml); all of them count. */
const most = 8;

/** The reports that were dismissed as repeating this one, with what they pass on, as the status shows them. */
export const duplicatesStatus = (duplicates: readonly Duplicate[]): readonly IncidentStatusDuplicate[] | undefined =>
  duplicates.length === 0
    ? undefined
    : duplicates.slice(0, most).map(({ name, awareAt, reportedBy, reportedAt, personalData, answers }) => ({
        name,
        ...(reportedBy === undefined ? {} : { reportedBy }),
        ...(reportedAt === undefined ? {} : { reportedAt }),
        ...(awareAt === undefined ? {} : { awareAt }),
        ...(personalData ? { personalData } : {}),
        ...(answers.length === 0 ? {} : { answers }),
      }));
