import { own } from '../api/own.ts';
import type { IncidentStatusDeadline, TimelineArchive, TimelineArchiveRegister } from '../api/types.gen.ts';
import { type BreachEntry, breachDuties, type Told, untold } from './breaches.ts';

/** What remains in the register of breaches that were erased after their retention: dates, codes, numbers and references (art. 33(5), S8). */

const states: readonly IncidentStatusDeadline['state'][] = ['Running', 'Met', 'MetLate', 'Missed', 'Waived', 'Superseded'];

const toldIn = ({ duties }: TimelineArchiveRegister, name: string): Told => {
  const duty = duties?.find((each) => each.name === name);
  if (duty === undefined) return untold;
  return {
    state: states.find((state) => state === duty.state) ?? null,
    dueAt: duty.dueAt ?? null,
    at: duty.metAt ?? null,
    references: duty.references ?? [],
    delay: null,
  };
};

const entryOf = ({ metadata, spec }: TimelineArchive, remains: TimelineArchiveRegister): BreachEntry => {
  const at = (path: string): string | null => own(remains.facts, path) ?? null;
  const data = (path: string): string | null => at(`spec.personalData.${path}`);
  const list = (path: string): readonly string[] => data(path)?.split(', ') ?? [];
  const flag = (path: string): boolean | null => (data(path) === null ? null : data(path) === 'true');
  const count = (path: string): number | null => (data(path) === null ? null : Number(data(path)));
  const reached = (milestone: string): string | null =>
    (at('milestones') ?? '')
      .split(', ')
      .findLast((text) => text.startsWith(`${milestone} `))
      ?.slice(milestone.length + 1) ?? null;
  return {
    namespace: metadata.namespace,
    incident: spec.of.name,
    uid: spec.of.uid,
    state: at('noBreach') === 'true' ? 'NoBreach' : 'Breach',
    phase: at('status.phase'),
    tlp: null,
    title: null,
    role: data('role'),
    what: null,
    occurredAt: at('spec.report.occurredAt'),
    establishedAt: at('spec.report.establishedAt'),
    reportedAt: null,
    awareAt: at('status.awareAt'),
    awareBasis: null,
    kinds: list('kinds'),
    cause: data('cause'),
    malicious: flag('malicious'),
    subjects: count('subjects.approximate'),
    subjectCategories: [],
    vulnerable: flag('subjects.vulnerable'),
    records: count('records.approximate'),
    recordCategories: list('records.categories'),
    exfiltration: data('exfiltration'),
    recipients: data('recipients.who'),
    consequences: null,
    measures: [],
    containedAt: reached('Contained'),
    recoveredAt: reached('Recovered'),
    endedAt: at('status.endedAt'),
    suggestedRisk: null,
    risk: at('risk.state') === 'Undecided' ? null : at('risk'),
    decidedAt: at('risk.decidedAt'),
    decidedBy: null,
    decision: null,
    advice: null,
    adviceReasons: null,
    exemption: at('exemption'),
    exemptionReasons: null,
    authority: toldIn(remains, breachDuties.authority),
    subjectsTold: toldIn(remains, breachDuties.subjectsTold),
    controller: toldIn(remains, breachDuties.controller),
    erasedAt: remains.erasedAt,
    digest: own(remains.digests, 'spec') ?? null,
  };
};

/** The breaches that were erased, by what remains of them; a record that is still there is told from itself. */
export const erasedBreaches = (archives: readonly TimelineArchive[], present: ReadonlySet<string>): readonly BreachEntry[] =>
  archives.flatMap((archive) => {
    const { of, register } = archive.spec;
    if (of.kind !== 'Incident' || register === undefined || present.has(of.uid)) return [];
    const isBreach = own(register.facts, 'spec.personalData.role') !== undefined && own(register.facts, 'spec.drill') !== 'true';
    return isBreach ? [entryOf(archive, register)] : [];
  });
