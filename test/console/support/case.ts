// A case in the middle of its course, with something in every part of its page.
import type { EvidenceItem, Incident, Notification, ReportingRegime, Weakness } from '../../../operator/api/types.gen.ts';
import { shipped } from '../../build.ts';
import { reportedIncident, shownPolicy } from './asked.ts';

/** The laws that are shipped. */
export const shippedRegimes = (): readonly ReportingRegime[] => ['gdpr', 'nis2', 'policy'].map(shipped);

/** The policy with a scale and departments. */
export const scaledPolicy = () => {
  const policy = shownPolicy();
  return {
    ...policy,
    spec: {
      ...policy.spec,
      departments: [{ name: 'pensions', managers: ['g.claes'] }],
      classification: {
        combine: 'Max',
        dimensions: [
          {
            name: 'activities',
            title: 'Effect on what the organisation does',
            levels: [
              { name: 'Low', score: 1, criterion: 'Nobody notices.' },
              { name: 'High', score: 3, criterion: 'A service stops.' },
            ],
          },
          {
            name: 'data',
            levels: [
              { name: 'None', score: 1 },
              { name: 'High', score: 3 },
            ],
          },
        ],
        severities: [{ name: 'S2', minScore: 1 }],
      },
      rates: { currency: 'EUR', perHour: { analyst: '80.00' } },
    },
  } as unknown as typeof policy;
};

/** The lost laptop, reviewed and returned once. */
export const caseInCourse = (): Incident =>
  reportedIncident(
    {
      title: 'Laptop with unencrypted export left on train',
      category: 'PrivacyBreach',
      department: 'pensions',
      asset: 'laptop-fleet',
      tlp: 'AMBER+STRICT',
      drill: true,
      personalDataCheck: 'Found',
      response: {
        appointments: [{ id: 'ap1', leader: 'c.peeters', by: 'g.claes', at: '2026-10-23T09:00:00Z' }],
        team: ['c.peeters', 'd.maes'],
      },
      assessments: [
        {
          id: 'a1',
          by: 'h.desk',
          at: '2026-10-23T09:00:00Z',
          verdict: 'Incident',
          ratings: { activities: 'Low', data: 'High' },
          reasons: 'Out of our hands.',
          refer: 'DPO',
        },
      ],
      personalData: {
        role: 'Controller',
        awareAt: '2026-10-23T07:12:00Z',
        kinds: ['Confidentiality'],
        cause: 'Loss',
        subjects: { approximate: 1200 },
        consequences: 'Identity fraud.',
        advices: [
          { id: 'ad1', by: 'p.lambert', at: '2026-10-23T10:00:00Z', on: 'Risk', advice: 'High.' },
          { id: 'ad2', by: 'p.lambert', at: '2026-10-23T10:30:00Z', on: 'Exemption', advice: 'None applies.' },
        ],
        decisions: [{ id: 'd1', by: 'r.leclercq', at: '2026-10-23T11:00:00Z', risk: 'High', advice: 'ad1', reasons: 'As advised.' }],
      },
      costs: [{ id: 'k1', by: 'c.peeters', at: '2026-10-23T11:00:00Z', kind: 'Replacement', amount: '1250.00', currency: 'EUR' }],
      review: [
        {
          id: 'r1',
          by: 'c.peeters',
          at: '2026-10-30T11:00:00Z',
          rootCause: 'The inventory of encrypted devices was never checked.',
          lessons: [{ id: 'l1', text: 'Check disk encryption before a device is issued.', owner: 'd.maes', dueAt: '2026-12-31T16:00:00Z' }],
        },
      ],
      approvals: [
        { id: 'p1', by: 'a.verbeke', at: '2026-10-31T11:00:00Z', subject: 'Lessons', decision: 'Return', of: 'r1', comment: 'Who pays?' },
      ],
    } as unknown as Partial<Incident['spec']>,
    {
      observedGeneration: 1,
      phase: 'Reviewing',
      severity: 'S2',
      major: true,
      verdict: 'Incident',
      leader: 'c.peeters',
      nextDeadline: '2026-10-22T07:12:00Z',
      nextDuty: 'gdpr-authority',
      blockers: [
        { reason: 'LessonsNotApproved', role: 'Management', message: 'Management has not approved the lessons of review r1.' },
        {
          reason: 'DutyOpen',
          role: 'Controller',
          message: 'gdpr-authority is open, due 2026-10-26T07:12:00Z. See notification lost-laptop-gdpr-authority.',
        },
      ],
      openQuestions: ['cause'],
      deadlines: [
        { name: 'gdpr-authority', from: '2026-10-23T07:12:00Z', dueAt: '2026-10-26T07:12:00Z', state: 'Missed' },
        { name: 'policy-assess', from: '2026-10-23T07:12:00Z', dueAt: '2026-10-24T07:12:00Z', state: 'Met', metAt: '2026-10-23T09:00:00Z' },
      ],
      cost: { total: '1250.00', currency: 'EUR', estimate: true },
      recurrence: { count: 2, previous: [] },
      timeline: [{ seq: 1, at: '2026-10-23T07:20:00Z', actor: 'm.janssens', reason: 'Reported', note: 'Console', prev: '0', hash: '1' }],
    } as unknown as NonNullable<Incident['status']>,
  );

/** A notice that waits for its approval. */
export const noticeInCourse = (): Notification =>
  ({
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Notification',
    metadata: { ...reportedIncident().metadata, name: 'lost-laptop-gdpr-subjects' },
    spec: {
      incidentRef: { name: 'lost-laptop' },
      duty: 'gdpr-subjects',
      audience: 'DataSubjects',
      languages: ['nl', 'fr'],
      content: { recommendations: 'Watch your account.' },
      advices: [{ id: 'na1', by: 'p.lambert', at: '2026-10-23T10:00:00Z', advice: 'Do not waive it.' }],
    },
    status: {
      phase: 'AwaitingApproval',
      dueAt: '2026-10-26T07:12:00Z',
      missing: ['consequences'],
      document: { digest: `sha256:${'0'.repeat(64)}`, languages: ['nl', 'fr'] },
    },
  }) as unknown as Notification;

/** One thing that may serve as proof. */
export const evidenceInCourse = (): EvidenceItem =>
  ({
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'EvidenceItem',
    metadata: { ...reportedIncident().metadata, name: 'lost-laptop-log' },
    spec: {
      incidentRef: { name: 'lost-laptop' },
      description: 'Log of the device management',
      mediaType: 'LogExtract',
      identified: { at: '2026-10-23T07:30:00Z', by: 'c.peeters', where: 'Server room' },
      collection: { at: '2026-10-23T07:40:00Z', by: 'c.peeters', method: 'Export', tool: { name: 'mdmctl', version: '4.2' } },
      location: { place: 'Safe of the CISO' },
      custody: [{ id: 'h1', at: '2026-10-23T09:00:00Z', by: 'c.peeters', from: 'c.peeters', to: 'k.jacobs', reason: 'Safe keeping' }],
    },
    status: {
      phase: 'Preserved',
      holder: 'k.jacobs',
      verified: { at: '2026-10-23T09:10:00Z', result: 'Match' },
      findings: [
        { reason: 'MissingToolVersion', message: 'The version of the tool is not known.', cure: 'Say it in spec.collection.tool.version.' },
      ],
    },
  }) as unknown as EvidenceItem;

/** A weakness that nobody has evaluated. */
export const weaknessInCourse = (): Weakness =>
  ({
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Weakness',
    metadata: { ...reportedIncident().metadata, name: 'weakness-0123456789ab' },
    spec: {
      title: 'Report of a weakness',
      description: 'Exports are plain files.',
      notExploited: true,
      report: { at: '2026-10-23T07:12:00Z' },
    },
  }) as unknown as Weakness;
