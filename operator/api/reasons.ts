/** Whether an Event of a reason is announced as routine or as something that needs a person. */
export type EventType = 'Normal' | 'Warning';

/** What a reason means: shown in the reference, and the type of the Event that carries it. */
export interface Reason {
  readonly type: EventType;
  readonly meaning: string;
}

const normal = (meaning: string): Reason => ({ type: 'Normal', meaning });
const warning = (meaning: string): Reason => ({ type: 'Warning', meaning });

/**
 * The catalogue of what can be recorded. A timeline entry, its Event and, where one follows from it, the condition all use the
 * same reason (R-c), so that a person who greps for one finds all three.
 */
export const reasons = {
  // Any record
  FactChanged: normal('A fact that may be corrected was changed; the note holds path, old and new value, or their digests.'),
  PhaseChanged: normal('The phase, a pure function of the facts, became another one.'),
  TimeDisputed: warning('An entry says that it happened later than the moment at which it was first seen.'),
  Erased: normal('The record was deleted after its retention; the note holds the digest of its entry in the register (art. 33(5)).'),
  // Report and assessment
  Reported: normal('A report reached the register (P2, R-j to R-q).'),
  Repeated: normal(
    'A machine reported the same again: told at the second, tenth, hundredth time and so on; the count is in the status (R-auto).',
  ),
  SourceResolved: normal('The source says that it is over; that closes nothing (R-auto).'),
  SourceFiring: normal('The source says that it began again (R-auto).'),
  QuestionAnswered: normal('An open question of the report was answered (R-j to R-q).'),
  Assessed: normal('An assessment was recorded (A5 to A10).'),
  SeverityRated: normal('The severity of an assessment followed from its ratings, on the scale as it was then (A7, A10).'),
  AssessmentReferred: normal('The contact point passed the decision to the CISO or the DPO (A9).'),
  AssessmentConfirmed: normal('Another person confirmed or reassessed (A9).'),
  LeaderAppointed: normal('A manager of the department appointed the response leader (A1).'),
  TeamChanged: normal('The response team changed (A1).'),
  RecurrenceFound: warning('Earlier incidents with the same keys lie within the window of the policy (L2).'),
  RecurrenceSerious: warning(
    'An incident of high impact came back as often as the policy calls a recurrence: a matter for management (L2).',
  ),
  ReopenedByDuplicate: warning('A report turned out to repeat this closed incident, which is open again; the note names it (A8).'),
  // Response
  ActionRecorded: normal('An action was recorded, with what was observed and why (S5).'),
  MilestoneReached: normal('The incident was contained, eradicated or recovered (R-a, S9).'),
  EscalationRecorded: normal('A person escalated or asked for help (R-g).'),
  Escalated: warning(
    'A rung of the ladder was reached: the roles that the note names are told of a deadline, at the share of its time (R-g).',
  ),
  CommunicationRecorded: normal('Somebody was told outside the duties (R-i, S6).'),
  ClassificationRecorded: normal('A classification under another law was recorded.'),
  CostRecorded: normal('A cost was recorded (L1).'),
  StepRecorded: normal('A step of the playbook was done or skipped (P7).'),
  PlaybookTaken: normal('The steps of a playbook were taken over, as they were then; the note holds its version and their digest (P7).'),
  StepOverdue: warning('The time of a step of the playbook passed before it was done (P7).'),
  WeaknessLinked: normal('A weakness behind the incident was linked (W4).'),
  // Personal data
  PersonalDataFound: normal('The incident is a personal-data breach (A3, N6).'),
  AwarenessRecorded: normal('The moment of awareness, which starts the legal clocks, was recorded (N1).'),
  AwarenessCorrected: normal('The moment of awareness was corrected; every reading stays readable (N1).'),
  DpoAdvised: normal('The DPO gave an advice (N1, N8).'),
  RiskDecided: normal('The controller decided on the risk (N1, N7).'),
  NoBreachDecided: normal('The controller decided that there was no breach (N6).'),
  ExemptionDecided: normal('The controller decided that an exemption of art. 34(3) applies (N8).'),
  DecisionLapsed: warning('Facts changed after a decision, so the risk counts as present again (N1).'),
  AuthorityOrdered: warning('The authority ordered something, with its own date (N9).'),
  // Duties and deadlines
  DeadlineStarted: normal('A duty began to run; the note holds its start and due time.'),
  DeadlineChanged: normal('The due time of a duty changed because the facts did.'),
  DeadlineNear: warning('The time left for a duty fell below a warning mark.'),
  DeadlineMissed: warning('The due time of a duty passed without it being met.'),
  DelayExplained: normal('A person recorded why a deadline was missed (R-g, N2).'),
  DutyMet: normal('A duty was met in time.'),
  DutyMetLate: warning('A duty was met after its due time.'),
  DutyWaived: normal('A duty was waived, with its reasons recorded.'),
  DutySuperseded: normal('A duty ended because the facts on which it rested changed.'),
  // Learning and closing
  ReviewRecorded: normal('A review with root cause and lessons was recorded (P6, S7).'),
  LessonsApproved: normal('Management approved the lessons (P6).'),
  LessonsReturned: normal('Management returned the lessons (P6).'),
  FollowUpRecorded: normal('A lesson was followed up (L4).'),
  Closed: normal('The incident was formally closed (S8).'),
  Dismissed: normal('The report is no incident: event, weakness, false positive or duplicate (A8).'),
  Reopened: warning('A closed record was reopened; review, approval and closure are needed anew.'),
  LessonNear: warning('An approved lesson is due within a week and not followed up; the note names it and its date (L4).'),
  LessonOverdue: warning('The date of an approved lesson passed without a follow-up; the note names it and its date (L4).'),
  // Evidence
  EvidenceIdentified: normal('Something that may serve as proof was identified (V1).'),
  EvidenceCollected: normal('An item of evidence was collected (V1, S3).'),
  EvidenceSealed: normal('The digest of an item was fixed (V8).'),
  CustodyTransferred: normal('An item was handed over, and is on its way until it is received (V2).'),
  CustodyReceived: normal('A hand-over was received, refused or withdrawn (V2).'),
  CustodyBroken: warning('A hand-over does not follow from the one before it: the chain of custody broke there (V2).'),
  EvidenceAccessed: normal('Somebody looked into an item (V2, V3).'),
  EvidenceExported: normal('A copy of an item left the safe keeping (V2, V3).'),
  Quarantined: warning('An item crosses a boundary without a valid authorisation: it is not accepted as evidence (V7).'),
  QuarantineLifted: normal('An item in quarantine has its authorisation now, and is accepted as evidence (V7).'),
  EvidenceVerified: normal('An item was verified against its digest (V8).'),
  EvidenceMismatch: warning('A verification found other bytes than were collected (V8).'),
  EvidenceUnreadable: warning('The operator could not read the bytes of an item, which is no mismatch (V8).'),
  EvidenceStamped: normal('A time-stamping authority vouches that the digest existed at a time (RFC 3161).'),
  EvidenceUnstamped: warning('The digest could not be stamped with the time, or its stamp does not verify any more; the note says why.'),
  EvidenceDisposed: normal('An item was disposed of under an authority (V1).'),
  // Notifications
  NotificationOpened: normal('A duty to tell somebody was opened (E3, N1, N7).'),
  ContentComplete: normal('Nothing that the duty requires is missing from the content any more (N4).'),
  ContentIncomplete: normal('Something that the duty requires is missing from the content (N4, N5).'),
  NotificationApproved: normal('The text of a notification was approved.'),
  ApprovalReturned: normal('The text of a notification was returned.'),
  ApprovalLapsed: warning('The content changed after it was approved, so it must be approved again.'),
  NotificationFiled: normal('A notification was filed by hand, with the receipt of the recipient (N1).'),
  NotificationAcknowledged: normal('The recipient acknowledged.'),
  NotificationWaived: normal('A notification was waived, with its reasons recorded.'),
  DelayUnjustified: warning('A late notification has no justification for the delay yet (N2).'),
  ChannelUnavailable: warning('The channel of a notification cannot be served; mend the policy, or file it by hand.'),
  AudienceLimited: warning('The sharing label of the incident keeps a notification from whom it is for (S6).'),
  NotificationDelivered: normal('A recipient took a notification; the note holds whom, the attempt, the answer and the key.'),
  DeliveryDeferred: warning('An attempt to send a notification failed, and it is tried again under the same key.'),
  DeliveryRepeated: warning('Nobody knows what became of an attempt to send, so it is sent again under the same key.'),
  DeliveryRejected: warning('A recipient refused a notification for good, so that a person has to act.'),
  DeliveryExhausted: warning('A notification was tried for days in vain and given up, so that a person has to act.'),
  DeliveryRetried: normal('A person asked to try again what was given up.'),
  // Weaknesses
  WeaknessReported: normal('A weakness was reported (W1).'),
  WeaknessEvaluated: normal('A weakness was evaluated (R-f).'),
  WeaknessRemedied: normal('A weakness was repaired; it counts as remedied once another person has verified that (W4).'),
  WeaknessVerified: normal('Another person verified whether a remedy works; the note holds the remedy and the result (W4).'),
  RiskAccepted: normal('The risk of a weakness was accepted by a named person (W4).'),
} as const satisfies Record<string, Reason>;

/** The name of a reason in the catalogue. */
export type ReasonName = keyof typeof reasons;
