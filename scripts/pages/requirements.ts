/** A row of what the incident policy of a Belgian social security institution, and the GDPR behind it, ask for. */
export interface Requirement {
  readonly id: string;
  /** What is asked, in a line. */
  readonly asks: string;
  /** What the software does about it. */
  readonly does: string;
}

/** A chapter of that policy. */
export interface Chapter {
  readonly title: string;
  readonly rows: readonly Requirement[];
}

const row = (id: string, asks: string, does: string): Requirement => ({ id, asks, does });

/** The questions that a report made by a person answers (R-j to R-q), in their order. */
const questions: readonly (readonly [id: string, asks: string])[] = [
  ['R-j', 'what happened'],
  ['R-k', 'who established it'],
  ['R-l', 'when it occurred'],
  ['R-m', 'when it was established'],
  ['R-n', 'how it was caused'],
  ['R-o', 'how it was established'],
  ['R-p', 'what it affected'],
  ['R-q', 'its impact, or possible impact, on activities'],
];

/**
 * Every requirement by its id, in the order of the policy. Code and tests cite these ids; the page of the law mapping is made from
 * both, so that a row which nothing cites is seen.
 */
export const chapters: readonly Chapter[] = [
  {
    title: 'Policy',
    rows: [
      row('P0', 'near misses are handled and learned from', 'a verdict of its own: cause, lessons and approval, without recovery'),
      row(
        'P1',
        'procedures and responsibilities that everybody knows',
        'one API that explains each field; roles as RBAC; a public report page',
      ),
      row('P2', 'every employee reports, internal or external', 'anyone authenticated can report, and needs no right to read'),
      row('P3', 'events are made known in time', 'the contact point is told at once, with a deadline for the assessment'),
      row('P4', 'report through manager, help desk, CISO or DPO', 'the way of the report is recorded, its delay is measured'),
      row('P5', 'collect evidence correctly', 'the kind EvidenceItem'),
      row('P6', 'every incident is evaluated; management approves the lessons', 'closure needs a review, lessons and their approval'),
      row(
        'P7',
        'incidents to expect are worked out beforehand and rehearsed',
        'playbooks; drills, with the last rehearsal and its findings',
      ),
    ],
  },
  {
    title: 'Procedures',
    rows: [
      row('R-a', 'identify, contain, eradicate, recover, learn', 'phases that follow from facts, each with its time'),
      row('R-b', 'monitor, detect, analyse, report', 'the intake of alerts; assessment'),
      row('R-c', 'incidents are logged', 'an append-only timeline; an Event for each entry'),
      row('R-d', 'forensic evidence', 'the kind EvidenceItem'),
      row('R-e', 'events are evaluated and decided on', 'assessment against one scale'),
      row('R-f', 'vulnerabilities are evaluated', 'the kind Weakness'),
      row('R-g', 'escalation', 'a ladder for each deadline, and by hand; recorded'),
      row('R-h', 'return to normal', 'milestones of recovery'),
      row('R-i', 'what is told, how and to whom', 'duties that follow from facts; a sharing label; need-to-know'),
      ...questions.map(([id, asks]) => row(id, `a report says ${asks}`, 'a question of the report that blocks closure until answered')),
      row('R-auto', 'automated reports follow the logging policy', 'reports of machines carry source, rule, fingerprint and raw payload'),
    ],
  },
  {
    title: 'Weaknesses',
    rows: [
      row('W1', 'every weakness is reported, by internal and external people', 'the kind Weakness, on the same report page'),
      row('W2', 'reporting is simple and open to everybody', 'one page, one command, or ten lines of YAML'),
      row('W3', 'a weakness is never exploited', 'the warning is shown, and has to be acknowledged'),
      row('W4', 'weaknesses behind an incident are remedied', 'remedied and verified, or accepted by name, before closure'),
    ],
  },
  {
    title: 'Events',
    rows: [
      row('E1', 'one contact point that everybody knows', 'in the policy; on the page, the command line and each acknowledgement'),
      row('E2', 'nine situations are incidents', 'nine categories, and Other with a text'),
      row('E3', 'those concerned are warned', 'duties to tell on the verdict'),
      row('E4', 'feedback on what was done', 'a duty to management; the contact point decides about the reporter, with its reason'),
    ],
  },
  {
    title: 'Assessment',
    rows: [
      row('A1', 'the manager of the department appoints a leader', 'only a manager of that department may'),
      row('A2', 'CISO or DPO are informed and asked for help', 'told by the operator'),
      row('A3', 'a personal-data breach informs DPO and CISO', 'both duties at once, with acknowledgement'),
      row('A4', 'the CISO leads large incidents', 'required, or a stated reason why not'),
      row('A5', 'nature, extent and damage are assessed; evidence is secured', 'fields of the assessment; missing evidence is shown'),
      row('A6', 'the authority is told within 72 hours', 'two clocks, from establishing and from awareness; the earlier alarms'),
      row('A7', 'one scale of classification', 'the scale is in the policy; severity is computed from it'),
      row('A8', 'the contact point decides: event or incident', 'the verdict of an assessment'),
      row('A9', 'the decision may be passed to CISO or DPO', 'a second assessment by another person with that role'),
      row('A10', 'results are recorded for later', 'every assessment is kept as it was; similar earlier incidents are shown'),
    ],
  },
  {
    title: 'Evidence',
    rows: [
      row('V1', 'procedures to identify, collect and preserve, by medium', 'media with the fields that each requires'),
      row('V2', 'chain of evidence', 'a log of custody: append-only, without gaps, signed by two hands'),
      row('V3', 'safety of the evidence and of people', 'storage, access, seal, remarks on safety'),
      row('V4', 'roles and competence', 'collector, custodian and their qualification'),
      row('V5', 'documentation and reporting', 'an overview and a form for each item'),
      row('V6', 'certified tools or qualified people', 'tool, version and certificate; else the item is marked weaker'),
      row('V7', 'crossing borders needs an authorisation first', 'quarantine until there is one'),
      row('V8', 'where it is kept, and how it is verified', 'location, store, verifications by the operator, overview'),
    ],
  },
  {
    title: 'Response and recovery',
    rows: [
      row('S1', 'block or remove the cause, reduce the impact', 'kinds of actions'),
      row('S2', 'one contact point handles incidents', 'the contact point of the policy'),
      row('S3', 'evidence as soon as possible', 'a deadline and a measure: first evidence'),
      row('S4', 'forensic analysis where needed', 'the result of a forensic analysis in the review'),
      row('S5', 'actions are recorded: what was seen, done, and why', 'actions with what, why, who, when and tool'),
      row(
        'S6',
        'people are told on a need-to-know basis',
        'a sharing label limits audiences; no personal data in Events, metrics and logs',
      ),
      row('S7', 'analysis afterwards finds the cause', 'no closure without a root cause'),
      row('S8', 'closed formally, and reported', 'closure by a named person; a frozen record'),
      row('S9', 'normal operation is restored', 'milestones of recovery'),
      row('S10', 'one central system holds everything', 'this one'),
    ],
  },
  {
    title: 'Learning',
    rows: [
      row('L1', 'type, volume and cost are quantified', 'metrics, dashboards, alerts, reports'),
      row('L2', 'recurring and high-impact incidents are found', 'recurrence in status, metric, alert and a duty'),
      row('L3', 'are controls adequate?', 'controls judged in the review; counted over time'),
      row('L4', 'lessons are discussed, reported and put into playbooks', 'lessons with owner, date, approval and follow-up'),
    ],
  },
  {
    title: 'Privacy notification',
    rows: [
      row('N1', 'the authority is told within 72 hours of awareness', 'a duty with its clock, or a decision after advice'),
      row('N2', 'later only with a justification', 'a late notice cannot go without it'),
      row('N3', 'a processor informs the controller', 'a duty to the controller, whatever the risk'),
      row('N4', 'what a notice contains', 'content, its gaps, and a document'),
      row('N5', 'in phases where not all is known', 'first, supplementary and final notices'),
      row('N6', 'every breach is documented', 'a register and its export, those not notified too'),
      row('N7', 'high risk: the people concerned are told', 'a duty, in plain language, in four languages'),
      row('N8', 'when they need not be told', 'exemptions, decided after advice; instead a public communication'),
      row('N9', 'the authority may order it', 'an order opens the duty again, with its own date'),
    ],
  },
];

/** All ids, in the order of the policy. */
export const requirementIds: readonly string[] = chapters.flatMap(({ rows }) => rows.map(({ id }) => id));
