// Generated from crds/*.yaml by `npm run generate`: do not edit.
import type { Condition } from './conditions.ts';

/** The metadata of an object as the API server returns it, as far as the operator reads it. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation: number;
  readonly creationTimestamp: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The metadata of an object in a namespace. */
export interface NamespacedMeta extends ObjectMeta {
  readonly namespace: string;
}

/** One link of the hash-chained timeline of a record. */
export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  readonly note: string;
  readonly prev: string;
  readonly hash: string;
}

/** The type of every kind, by its name. */
export interface ObjectOfKind {
  readonly EvidenceItem: EvidenceItem;
  readonly Incident: Incident;
  readonly IncidentPolicy: IncidentPolicy;
  readonly Notification: Notification;
  readonly Playbook: Playbook;
  readonly ReportingRegime: ReportingRegime;
  readonly TimelineArchive: TimelineArchive;
  readonly Weakness: Weakness;
}

/** One thing that may serve as proof, and everybody who held it (V1, V2). */
export interface EvidenceItem {
  readonly apiVersion: 'meldpunt.dev/v1alpha1';
  readonly kind: 'EvidenceItem';
  readonly metadata: NamespacedMeta;
  readonly spec: EvidenceItemSpec;
  readonly status?: EvidenceItemStatus;
}

/** The incident that this belongs to, in the same namespace; it never changes. */
export interface EvidenceItemIncidentRef {
  /** Name of the Incident. */
  readonly name: string;
}

/** What kind of carrier it is; it decides which fields are expected (V1). */
export type EvidenceItemMediaType = 'MemoryImage' | 'DiskImage' | 'Snapshot' | 'LogExtract' | 'PacketCapture' | 'Mailbox' | 'CloudExport' | 'ContainerImage' | 'Configuration' | 'MobileDevice' | 'RemovableMedium' | 'Paper' | 'CCTV' | 'Photograph' | 'Testimony' | 'PhysicalObject' | 'Other';

/** When, by whom and where it was recognised as possible proof; written once (ISO/IEC 27037). */
export interface EvidenceItemIdentified {
  /** When, with its offset. */
  readonly at?: string;
  /** By whom; left out, it is filled in with whoever writes. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`. */
  readonly via?: string;
  /** Where. */
  readonly where?: string;
}

/** With which tool (V6). */
export interface EvidenceItemCollectionTool {
  /** Name of the tool. */
  readonly name: string;
  /** Its version. */
  readonly version?: string;
  /** What certifies it, if anything does; without it the item is marked as weaker. */
  readonly certification?: string;
}

/** How it was collected; written once (V1, V4, V6). */
export interface EvidenceItemCollection {
  /** When, with its offset, by the clock of whoever collected. */
  readonly at?: string;
  /** By whom; left out, it is filled in with whoever writes. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`. */
  readonly via?: string;
  /** When it came into safe keeping, by the clock of whoever keeps it: the second clock, against which `at` and `clockOffset` are held (ISO/IEC 27037, 5.4.1). */
  readonly received?: string;
  /** How. */
  readonly method: string;
  /** With which tool (V6). */
  readonly tool?: EvidenceItemCollectionTool;
  /** What qualifies the person (V4). */
  readonly qualification?: string;
  /** Who was present. */
  readonly witness?: string;
  /** How far the clock of the device was ahead (+) or behind (-) true time. */
  readonly clockOffset?: string;
  /** What had to be minded for the safety of people (V3). */
  readonly safety?: string;
}

/** Who allowed collecting across a boundary, and on what ground (V7). */
export interface EvidenceItemAuthorisation {
  /** The ground in law or contract. */
  readonly basis: string;
  /** Who allowed it. */
  readonly authoriser: string;
  /** Its reference. */
  readonly reference?: string;
  /** What it covers. */
  readonly scope?: string;
  /** When it was given; after the collection it authorises too late, which is a finding. */
  readonly given?: string;
  /** Until when it holds. */
  readonly expires?: string;
}

/** Where it is (V8). */
export interface EvidenceItemLocation {
  /** Where its bytes are. */
  readonly uri?: string;
  /** Where the thing itself is. */
  readonly place?: string;
}

/** How it is kept (V3, V8). */
export interface EvidenceItemStorage {
  /** How. */
  readonly how?: string;
  /** The number of its seal. */
  readonly seal?: string;
  /** Who can reach it. */
  readonly access?: string;
}

/** By which algorithm. */
export type EvidenceItemDigestAlgorithm = 'sha256' | 'sha512' | 'sha3-256';

/** The digest of its bytes when they were collected; once set it never changes, because everything later is compared with it (V8). */
export interface EvidenceItemDigest {
  /** By which algorithm. */
  readonly algorithm: EvidenceItemDigestAlgorithm;
  /** The digest in lower-case hexadecimal digits. */
  readonly value: string;
  /** How many bytes there are. */
  readonly bytes?: number;
  /** The SHA-512 of the same bytes beside a SHA-256, so that neither algorithm alone carries the proof for ever. */
  readonly sha512?: string;
}

/** One hand-over. */
export interface EvidenceItemCustody {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** Who gave it, the present holder. */
  readonly from: string;
  /** Who received it. */
  readonly to: string;
  /** Why. */
  readonly reason: string;
  /** Under whose authority. */
  readonly authority?: string;
  /** The number of the seal, as it was found. */
  readonly seal?: string;
  /** How the chain of custody broke here, where the hand-over was not made by the present holder. */
  readonly broken?: string;
}

/** What became of the hand-over: received or refused by whoever it was meant for, or withdrawn by whoever gave it before anybody received it. */
export type EvidenceItemReceiptOutcome = 'Received' | 'Refused' | 'Withdrawn';

/** One receipt. */
export interface EvidenceItemReceipt {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** The id of the hand-over in `custody` that it answers. */
  readonly of: string;
  /** What became of the hand-over: received or refused by whoever it was meant for, or withdrawn by whoever gave it before anybody received it. */
  readonly outcome?: EvidenceItemReceiptOutcome;
  /** The digest that the receiver found, by the algorithm of the item (V8). */
  readonly digest?: string;
  /** The number of the seal, as it arrived. */
  readonly seal?: string;
  /** A remark. */
  readonly note?: string;
}

/** Whether it was looked into, or a copy left the safe keeping. */
export type EvidenceItemAccessKind = 'Access' | 'Export';

/** One access or export. */
export interface EvidenceItemAccess {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** Whether it was looked into, or a copy left the safe keeping. */
  readonly kind: EvidenceItemAccessKind;
  /** What for. */
  readonly purpose: string;
  /** Who got the copy. */
  readonly recipient?: string;
  /** Under whose authority. */
  readonly authority?: string;
}

/** What was found. */
export type EvidenceItemVerificationResult = 'Match' | 'Mismatch' | 'Unreadable';

/** One check. */
export interface EvidenceItemVerification {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** The digest that was found, by the algorithm of the item. */
  readonly digest?: string;
  /** What was found. */
  readonly result: EvidenceItemVerificationResult;
  /** A remark. */
  readonly note?: string;
}

/** How long it has to be kept. */
export interface EvidenceItemRetention {
  /** Until when it is kept at least; it can only be extended. */
  readonly until?: string;
  /** Whether it must be kept whatever its time says, set and lifted by whoever holds the verb `hold`. */
  readonly legalHold?: boolean;
}

/** That it was destroyed or given back for good, by whoever holds the verb `dispose`; written once. */
export interface EvidenceItemDisposal {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** How. */
  readonly method: string;
  /** Under whose authority. */
  readonly authority: string;
}

/** What it is, how it was collected, where it is kept, and who held it. */
export interface EvidenceItemSpec {
  /** The incident that this belongs to, in the same namespace; it never changes. */
  readonly incidentRef: EvidenceItemIncidentRef;
  /** What it is and how it is recognised. */
  readonly description: string;
  /** What kind of carrier it is; it decides which fields are expected (V1). */
  readonly mediaType: EvidenceItemMediaType;
  /** When, by whom and where it was recognised as possible proof; written once (ISO/IEC 27037). */
  readonly identified?: EvidenceItemIdentified;
  /** How it was collected; written once (V1, V4, V6). */
  readonly collection?: EvidenceItemCollection;
  /** Whether it comes from or goes beyond the organisation or the country; then an authorisation has to be there first (V7). */
  readonly crossesBoundary?: boolean;
  /** Who allowed collecting across a boundary, and on what ground (V7). */
  readonly authorisation?: EvidenceItemAuthorisation;
  /** Where it is (V8). */
  readonly location?: EvidenceItemLocation;
  /** How it is kept (V3, V8). */
  readonly storage?: EvidenceItemStorage;
  /** The digest of its bytes when they were collected; once set it never changes, because everything later is compared with it (V8). */
  readonly digest?: EvidenceItemDigest;
  /** Who held it, from the first to the present holder, one entry for each hand-over (V2). */
  readonly custody?: readonly EvidenceItemCustody[];
  /** The other half of each hand-over: what became of it, by whoever received it (V2). */
  readonly receipts?: readonly EvidenceItemReceipt[];
  /** Everybody who looked into it or took a copy out, without a change of holder (V2, V3). */
  readonly accesses?: readonly EvidenceItemAccess[];
  /** Checks by people that it is unchanged; those of the operator are in `status.verified` (V8). */
  readonly verifications?: readonly EvidenceItemVerification[];
  /** How long it has to be kept. */
  readonly retention?: EvidenceItemRetention;
  /** That it was destroyed or given back for good, by whoever holds the verb `dispose`; written once. */
  readonly disposal?: EvidenceItemDisposal;
}

/** How far it is, which follows from the facts alone; compromised means that the chain of custody or the bytes are broken, quarantined that it crossed a boundary without a valid authorisation and is not accepted as evidence (V7). */
export type EvidenceItemStatusPhase = 'Identified' | 'Collected' | 'Preserved' | 'Disposed' | 'Compromised' | 'Quarantined';

/** A hand-over that was given and that nobody has received yet. */
export interface EvidenceItemStatusCustodyPending {
  /** Its id in `spec.custody`. */
  readonly entry: string;
  /** Who has to receive it. */
  readonly to: string;
}

/** How: it did not come from the holder, or came from a holder who had handed it over already; was not given by whoever it names; was passed on before anybody received it; was received by whoever gave it; was dated before what led to it; or says itself that the chain broke. */
export type EvidenceItemStatusCustodyBrokenWhy = 'Gap' | 'DoubleSpend' | 'NotGivenByHolder' | 'NotReceived' | 'SelfReceived' | 'BackDated' | 'Declared';

/** Where the chain broke for the first time. */
export interface EvidenceItemStatusCustodyBroken {
  /** The id of the hand-over in `spec.custody`. */
  readonly entry: string;
  /** When that hand-over was made, as it says. */
  readonly at?: string;
  /** How: it did not come from the holder, or came from a holder who had handed it over already; was not given by whoever it names; was passed on before anybody received it; was received by whoever gave it; was dated before what led to it; or says itself that the chain broke. */
  readonly why: EvidenceItemStatusCustodyBrokenWhy;
}

/** How the chain of custody stands (V2). */
export interface EvidenceItemStatusCustody {
  /** Whether every hand-over came from the present holder and was received by somebody else. */
  readonly intact: boolean;
  /** How many hand-overs were received. */
  readonly handOvers: number;
  /** A hand-over that was given and that nobody has received yet. */
  readonly pending?: EvidenceItemStatusCustodyPending;
  /** Where the chain broke for the first time. */
  readonly broken?: EvidenceItemStatusCustodyBroken;
}

/** What was found; unreadable is no mismatch. */
export type EvidenceItemStatusVerifiedResult = 'Match' | 'Mismatch' | 'Unreadable';

/** The last check against its digest. */
export interface EvidenceItemStatusVerified {
  /** When, in UTC. */
  readonly at: string;
  /** What was found; unreadable is no mismatch. */
  readonly result: EvidenceItemStatusVerifiedResult;
  /** The digest that was found. */
  readonly digest?: string;
  /** How many bytes were read. */
  readonly bytes?: number;
}

/** What it found; unreadable is no mismatch. */
export type EvidenceItemStatusCheckedResult = 'Match' | 'Mismatch' | 'Unreadable';

/** What the operator found when it read the bytes itself, on the schedule of the policy and after each hand-over (V8). */
export interface EvidenceItemStatusChecked {
  /** When it last read them, in UTC. */
  readonly at: string;
  /** What it found; unreadable is no mismatch. */
  readonly result: EvidenceItemStatusCheckedResult;
  /** Why they could not be read, in one word. */
  readonly detail?: string;
  /** When it last found the bytes that were collected, in UTC. */
  readonly matchAt?: string;
  /** When it last found other bytes, in UTC; it stays, whatever is found later. */
  readonly mismatchAt?: string;
}

/** Which kind of proof. */
export type EvidenceItemStatusSealType = 'RFC3161';

/** Which digest of the bytes it stamps. */
export type EvidenceItemStatusSealOver = 'sha256' | 'sha512';

/** Proof that the digest existed at a time. */
export interface EvidenceItemStatusSeal {
  /** Which kind of proof. */
  readonly type: EvidenceItemStatusSealType;
  /** The time-stamp token with the certificates of its authority, DER in base64. */
  readonly token?: string;
  /** Which digest of the bytes it stamps. */
  readonly over?: EvidenceItemStatusSealOver;
  /** The subject of the certificate that signed it. */
  readonly authority?: string;
  /** When that certificate ends, in UTC; behind it nobody tells any more whether its key was stolen. */
  readonly certificateEnds?: string;
  /** When the operator last verified it, offline, in UTC. */
  readonly checkedAt?: string;
  /** What that gave: verified, or the fault in one word. */
  readonly outcome?: string;
  /** The time that it proves, in UTC. */
  readonly time?: string;
}

/** The last attempt to have the digest stamped with the time, while none succeeded. */
export interface EvidenceItemStatusSealing {
  /** When, in UTC. */
  readonly at: string;
  /** What came of it: unreachable, refused, tooLarge, or the fault of a token that does not verify, such as expired. */
  readonly outcome: string;
}

/** One weak point. */
export interface EvidenceItemStatusFinding {
  /** Which one, in one word. */
  readonly reason: string;
  /** Which one, in a sentence. */
  readonly message: string;
  /** What would cure it. */
  readonly cure?: string;
}

/** The operator's own notes of what the timeline already holds, so that every fact is recorded exactly once, also after a restart (R-c). */
export interface EvidenceItemStatusRecorded {
  /** For each list of entries, the ids that were recorded. */
  readonly entries?: Readonly<Record<string, readonly string[]>>;
  /** For each field that may change, its last recorded value, or the digest of a text. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What the operator makes of it; it writes this, nobody else. */
export interface EvidenceItemStatus {
  /** How far it is, which follows from the facts alone; compromised means that the chain of custody or the bytes are broken, quarantined that it crossed a boundary without a valid authorisation and is not accepted as evidence (V7). */
  readonly phase?: EvidenceItemStatusPhase;
  /** Until when nobody can delete it, in UTC; absent while its incident is open (S8). */
  readonly retainUntil?: string;
  /** Whether its incident is under a legal hold, so that it cannot be deleted. */
  readonly legalHold?: boolean;
  /** Who holds it now. */
  readonly holder?: string;
  /** Whether it counts as evidence; what crossed a boundary without a valid authorisation does not, until it has one (V7). */
  readonly accepted?: boolean;
  /** How the chain of custody stands (V2). */
  readonly custody?: EvidenceItemStatusCustody;
  /** The last check against its digest. */
  readonly verified?: EvidenceItemStatusVerified;
  /** What the operator found when it read the bytes itself, on the schedule of the policy and after each hand-over (V8). */
  readonly checked?: EvidenceItemStatusChecked;
  /** Proof that the digest existed at a time. */
  readonly seal?: EvidenceItemStatusSeal;
  /** The last attempt to have the digest stamped with the time, while none succeeded. */
  readonly sealing?: EvidenceItemStatusSealing;
  /** What weakens it as proof; it never keeps it from being recorded (V6, V7). */
  readonly findings?: readonly EvidenceItemStatusFinding[];
  /** What happened to this record, in order, each entry chained to the one before it by a hash (R-c). */
  readonly timeline?: readonly TimelineEntry[];
  /** The operator's own notes of what the timeline already holds, so that every fact is recorded exactly once, also after a restart (R-c). */
  readonly recorded?: EvidenceItemStatusRecorded;
  /** The generation of the spec that this status describes; older than `metadata.generation` means that the operator has not yet read the last change. */
  readonly observedGeneration?: number;
  /** How the operator fares with this object, after the Kubernetes conventions. */
  readonly conditions?: readonly Condition[];
}

/** An Incident is a report of something that touched, or may touch, the security of information, from the first word to its formal closure (P2, R-a, S10). */
export interface Incident {
  readonly apiVersion: 'meldpunt.dev/v1alpha1';
  readonly kind: 'Incident';
  readonly metadata: NamespacedMeta;
  readonly spec: IncidentSpec;
  readonly status?: IncidentStatus;
}

/** Which of the nine situations of the policy this is, or Other with `categoryText` (E2). */
export type IncidentCategory = 'IneffectiveControl' | 'IntegrityConfidentialityAvailability' | 'HumanError' | 'NonCompliance' | 'PhysicalBreach' | 'PrivacyBreach' | 'UncontrolledChange' | 'Malfunction' | 'AccessViolation' | 'Other';

/** How widely the record may be shared, by the Traffic Light Protocol 2.0 (S6, need to know). */
export type IncidentTlp = 'RED' | 'AMBER+STRICT' | 'AMBER' | 'GREEN' | 'CLEAR';

/** Whether personal data are touched (A3). */
export type IncidentPersonalDataCheck = 'Found' | 'NotFound' | 'Unknown';

/** The name of a field of `report`. */
export type IncidentReportUnknown = 'establishedBy' | 'occurredAt' | 'cause' | 'howEstablished' | 'affected' | 'impact';

/** The channel through which the report came in (P4). */
export type IncidentReportReportedVia = 'LineManager' | 'Helpdesk' | 'CISO' | 'DPO' | 'Console' | 'API' | 'Alert';

/** The report: the policy's questions j to q (R-j to R-q). */
export interface IncidentReport {
  /** What happened (R-j). */
  readonly what: string;
  /** Who established it (R-k). */
  readonly establishedBy?: string;
  /** When it occurred, not later than `establishedAt` (R-l). */
  readonly occurredAt?: string;
  /** When it was established (R-m). */
  readonly establishedAt: string;
  /** How it was caused, as far as the reporter can tell (R-n). */
  readonly cause?: string;
  /** How it was established (R-o). */
  readonly howEstablished?: string;
  /** What it affected, one thing an item (R-p). */
  readonly affected?: readonly string[];
  /** The impact, or potential impact, on the activities (R-q). */
  readonly impact?: string;
  /** The questions that were asked and answered with "not known" (R-j to R-q): that is an answer, silence is none. */
  readonly unknown?: readonly IncidentReportUnknown[];
  /** Who reported (P2). */
  readonly reportedBy?: string;
  /** The channel through which the report came in (P4). */
  readonly reportedVia?: IncidentReportReportedVia;
  /** When it was reported, not earlier than `establishedAt`; the delay between both is measured (P4). */
  readonly reportedAt?: string;
  /** Whether the reporter wishes to stay unnamed (P2). */
  readonly anonymous?: boolean;
  /** Whether the identity of the reporter was verified; false where it was not. */
  readonly verified?: boolean;
}

/** Which question of the report is answered (R-j to R-q). */
export type IncidentAnswerQuestion = 'what' | 'establishedBy' | 'occurredAt' | 'establishedAt' | 'cause' | 'howEstablished' | 'affected' | 'impact';

/** One answer to one question. */
export interface IncidentAnswer {
  /** The key of this answer. */
  readonly id: string;
  /** When the answer was given. */
  readonly at?: string;
  /** Who answered. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier answer that this one corrects. */
  readonly corrects?: string;
  /** Which question of the report is answered (R-j to R-q). */
  readonly question: IncidentAnswerQuestion;
  /** The answer; a time is written as RFC 3339, several affected things are separated by semicolons. */
  readonly value: string;
}

/** Where a machine report came from (R-auto): it carries these instead of the answers of a person. */
export interface IncidentSource {
  /** The reporting system. */
  readonly system: string;
  /** The rule that fired. */
  readonly rule?: string;
  /** What makes repetitions of the same alert recognisable. */
  readonly fingerprint?: string;
  /** Where the alert can be seen. */
  readonly url?: string;
  /** A reference to the raw message as it was received. */
  readonly payload?: string;
  /** What the source or the rule of the policy calls its severity: a hint for whoever assesses, never a classification (A7). */
  readonly severity?: string;
  /** The earlier Incident of the same source, after whose end it was reported again. */
  readonly previous?: string;
}

/** One communication. */
export interface IncidentCommunication {
  /** The key of this communication. */
  readonly id: string;
  /** When they were told. */
  readonly at?: string;
  /** Who told them. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier communication that this one corrects. */
  readonly corrects?: string;
  /** Who was told. */
  readonly audience: string;
  /** How they were told. */
  readonly channel?: string;
  /** What they were told. */
  readonly what: string;
}

/** One appointment. */
export interface IncidentResponseAppointment {
  /** The key of this appointment. */
  readonly id: string;
  /** When the leader was appointed. */
  readonly at?: string;
  /** Who appointed; a manager of the department. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier appointment that this one corrects. */
  readonly corrects?: string;
  /** The user name of the leader. */
  readonly leader: string;
  /** Why this person; needed where the policy asks for another leader, as for a major incident that the CISO does not lead (A4). */
  readonly reason?: string;
}

/** Who handles the incident (A1). */
export interface IncidentResponse {
  /** The appointments of the incident response leader by a manager of the department (A1, A4). */
  readonly appointments?: readonly IncidentResponseAppointment[];
  /** The user names of the response team, composed by the leader (A1). */
  readonly team?: readonly string[];
}

/** What it is (A8, P0). */
export type IncidentAssessmentVerdict = 'Event' | 'Incident' | 'NearMiss' | 'Weakness' | 'FalsePositive' | 'Duplicate';

/** Asks that role to confirm or reassess; until then this assessment does not count (A9). */
export type IncidentAssessmentRefer = 'CISO' | 'DPO';

/** The Weakness that this report really is about, for the verdict Weakness (W1). */
export interface IncidentAssessmentWeaknessRef {
  /** The name of a Weakness in the same namespace. */
  readonly name: string;
}

/** One assessment. */
export interface IncidentAssessment {
  /** The key of this assessment. */
  readonly id: string;
  /** When it was assessed. */
  readonly at?: string;
  /** Who assessed. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier assessment that this one corrects. */
  readonly corrects?: string;
  /** What it is (A8, P0). */
  readonly verdict: IncidentAssessmentVerdict;
  /** For each dimension of the policy its level, both from the scale of the IncidentPolicy (A5, A7). */
  readonly ratings?: Readonly<Record<string, string>>;
  /** Why, in enough detail for later verification (A10). */
  readonly reasons: string;
  /** Asks that role to confirm or reassess; until then this assessment does not count (A9). */
  readonly refer?: IncidentAssessmentRefer;
  /** The `id` of the assessment by another person that this one confirms or reassesses (A9). */
  readonly confirms?: string;
  /** The Weakness that this report really is about, for the verdict Weakness (W1). */
  readonly weaknessRef?: IncidentAssessmentWeaknessRef;
  /** The name of the Incident in the same namespace that this one repeats, for the verdict Duplicate. */
  readonly duplicateOf?: string;
}

/** As what the organisation processed the data. */
export type IncidentPersonalDataRole = 'Controller' | 'Processor';

/** One correction of the moment of awareness. */
export interface IncidentPersonalDataAwareCorrection {
  /** The key of this correction. */
  readonly id: string;
  /** When it was corrected. */
  readonly at?: string;
  /** Who corrected. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier correction that this one corrects. */
  readonly corrects?: string;
  /** The corrected moment of awareness. */
  readonly awareAt: string;
  /** Why it is corrected. */
  readonly reason: string;
}

/** The other party; for a processor the controller that must be told (art. 33(2), N3). */
export interface IncidentPersonalDataCounterpart {
  /** The name of the organisation. */
  readonly name: string;
  /** How to reach it. */
  readonly contact?: string;
}

/** One property. */
export type IncidentPersonalDataKind = 'Confidentiality' | 'Integrity' | 'Availability';

/** The cause of the breach, part of its nature (art. 33(3)(a), N4). */
export type IncidentPersonalDataCause = 'Ransomware' | 'Intrusion' | 'CredentialAttack' | 'Malware' | 'SocialEngineering' | 'Insider' | 'HumanError' | 'Misdirected' | 'Theft' | 'Loss' | 'Malfunction' | 'Other' | 'Unknown';

/** The data subjects (art. 33(3)(a), N4). */
export interface IncidentPersonalDataSubjects {
  /** The categories of data subjects. */
  readonly categories?: readonly string[];
  /** Their approximate number. */
  readonly approximate?: number;
  /** Whether vulnerable persons are among them, such as children or patients. */
  readonly vulnerable?: boolean;
}

/** One category. */
export type IncidentPersonalDataRecordsCategory = 'Identity' | 'Contact' | 'Birth' | 'NationalNumber' | 'IdentityDocument' | 'Financial' | 'PaymentCard' | 'Credentials' | 'HashedCredentials' | 'Communications' | 'Location' | 'Behaviour' | 'Employment' | 'Education' | 'Family' | 'Health' | 'OtherSpecial' | 'Criminal' | 'ProfessionalSecret' | 'Pseudonymous';

/** The records of personal data (art. 33(3)(a), N4). */
export interface IncidentPersonalDataRecords {
  /** Their approximate number. */
  readonly approximate?: number;
  /** The categories of data. */
  readonly categories?: readonly IncidentPersonalDataRecordsCategory[];
}

/** Whether the key is still secret. */
export type IncidentPersonalDataProtectionKey = 'Safe' | 'Compromised' | 'Unknown';

/** How well access was guarded. */
export type IncidentPersonalDataProtectionAccessControl = 'None' | 'Weak' | 'Strong';

/** What protected the data before the breach (art. 34(3)(a), N8). */
export interface IncidentPersonalDataProtection {
  /** Whether the data are unintelligible to whoever has no right to them, as by encryption. */
  readonly unintelligible?: boolean;
  /** Whether the key is still secret. */
  readonly key?: IncidentPersonalDataProtectionKey;
  /** How well access was guarded. */
  readonly accessControl?: IncidentPersonalDataProtectionAccessControl;
  /** Whether the device was wiped from afar, with proof. */
  readonly remoteWiped?: boolean;
}

/** Whether data left the organisation. */
export type IncidentPersonalDataExfiltration = 'Excluded' | 'Unknown' | 'Likely' | 'Confirmed';

/** What `exfiltration` was judged on. */
export type IncidentPersonalDataLogs = 'Complete' | 'Partial' | 'None';

/** What kind of recipient. */
export type IncidentPersonalDataRecipientsWho = 'None' | 'Trusted' | 'Known' | 'Unknown' | 'Public';

/** Who got the data. */
export interface IncidentPersonalDataRecipients {
  /** What kind of recipient. */
  readonly who?: IncidentPersonalDataRecipientsWho;
  /** How many. */
  readonly count?: number;
  /** Whether every recipient confirmed that the data were deleted. */
  readonly deletionConfirmed?: boolean;
}

/** The state of the backup. */
export type IncidentPersonalDataAvailabilityBackup = 'Intact' | 'Affected' | 'PaperOnly' | 'None';

/** What it meant for those who needed the data. */
export type IncidentPersonalDataAvailabilityServiceImpact = 'None' | 'Minor' | 'Major';

/** What loss of availability there was, and what remained. */
export interface IncidentPersonalDataAvailability {
  /** The state of the backup. */
  readonly backup?: IncidentPersonalDataAvailabilityBackup;
  /** Whether the data were restored. */
  readonly restored?: boolean;
  /** How long the data were unavailable, as an ISO 8601 duration. */
  readonly within?: string;
  /** What it meant for those who needed the data. */
  readonly serviceImpact?: IncidentPersonalDataAvailabilityServiceImpact;
}

/** The category of the data that scores highest. */
export type IncidentPersonalDataSeverityDpc = 'Simple' | 'Behavioural' | 'Financial' | 'Sensitive';

/** The category. */
export type IncidentPersonalDataSeverityContextDpc = 'Simple' | 'Behavioural' | 'Financial' | 'Sensitive';

/** One category. */
export interface IncidentPersonalDataSeverityContext {
  /** The category. */
  readonly dpc: IncidentPersonalDataSeverityContextDpc;
  /** What the context adds, or takes away where it is negative. */
  readonly adjustment: number;
  /** Why. */
  readonly why?: string;
}

/** The severity by the method of ENISA (2013), advisory only: SE = DPC x EI + CB. */
export interface IncidentPersonalDataSeverity {
  /** The category of the data that scores highest. */
  readonly dpc?: IncidentPersonalDataSeverityDpc;
  /** The score of that category after adjustment for the context; left out where `contexts` says how it came about. */
  readonly dpcScore?: number;
  /** The categories of data that are concerned, each with what its context adds or takes away and why. */
  readonly contexts?: readonly IncidentPersonalDataSeverityContext[];
  /** How easily persons are identified: 0.25, 0.5, 0.75 or 1. */
  readonly ease?: string;
  /** Loss of confidentiality: 0, 0.25 or 0.5. */
  readonly confidentiality?: string;
  /** Loss of integrity: 0, 0.25 or 0.5. */
  readonly integrity?: string;
  /** Loss of availability: 0, 0.25 or 0.5. */
  readonly availability?: string;
  /** Whether malicious intent adds 0.5. */
  readonly malicious?: boolean;
}

/** What the advice is about. */
export type IncidentPersonalDataAdviceOn = 'Risk' | 'Exemption' | 'Waiver' | 'NoBreach';

/** One advice. */
export interface IncidentPersonalDataAdvice {
  /** The key of this advice. */
  readonly id: string;
  /** When the advice was given. */
  readonly at?: string;
  /** The DPO who advised. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier advice that this one corrects. */
  readonly corrects?: string;
  /** What the advice is about. */
  readonly on: IncidentPersonalDataAdviceOn;
  /** What the DPO advises; on Risk one of Unlikely, Risk, High. */
  readonly advice: string;
  /** Why. */
  readonly reasons?: string;
}

/** The risk to the rights and freedoms of natural persons. */
export type IncidentPersonalDataDecisionRisk = 'Unlikely' | 'Risk' | 'High';

/** The exemption of art. 34(3)(a), (b) or (c) that lifts the duty to the data subjects, and only that (N8). */
export type IncidentPersonalDataDecisionExemption = 'Unintelligible' | 'RiskRemoved' | 'DisproportionateEffort';

/** One decision. */
export interface IncidentPersonalDataDecision {
  /** The key of this decision. */
  readonly id: string;
  /** When it was decided. */
  readonly at?: string;
  /** Who decided for the controller. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier decision that this one corrects. */
  readonly corrects?: string;
  /** The risk to the rights and freedoms of natural persons. */
  readonly risk?: IncidentPersonalDataDecisionRisk;
  /** That there was no personal-data breach after all; needs an `advice` on NoBreach. */
  readonly noBreach?: true;
  /** The exemption of art. 34(3)(a), (b) or (c) that lifts the duty to the data subjects, and only that (N8). */
  readonly exemption?: IncidentPersonalDataDecisionExemption;
  /** Why, and why it departs from the advice where it does. */
  readonly reasons?: string;
  /** The `id` of the advice of the DPO that was heard. */
  readonly advice?: string;
  /** What proves the exemption; the name of an EvidenceItem or a reference. */
  readonly evidence?: string;
  /** When the exemption is looked at again (N8). */
  readonly reviewAt?: string;
  /** Where the public communication of art. 34(3)(c) appears. */
  readonly publicChannel?: string;
}

/** What is ordered. */
export type IncidentPersonalDataOrderOrder = 'CommunicateToSubjects';

/** One order. */
export interface IncidentPersonalDataOrder {
  /** The key of this order. */
  readonly id: string;
  /** When the order reached the organisation. */
  readonly at?: string;
  /** Who recorded it. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier order that this one corrects. */
  readonly corrects?: string;
  /** The reference of the authority. */
  readonly reference: string;
  /** What is ordered. */
  readonly order: IncidentPersonalDataOrderOrder;
  /** By when. */
  readonly dueAt: string;
}

/** Present means that this is a personal-data breach (A3, GDPR art. 4(12)). */
export interface IncidentPersonalData {
  /** As what the organisation processed the data. */
  readonly role: IncidentPersonalDataRole;
  /** When there was a reasonable degree of certainty that personal data were compromised (EDPB guidelines 9/2022, 31). */
  readonly awareAt?: string;
  /** Who became aware. */
  readonly awareBy?: string;
  /** On what the certainty rested. */
  readonly awareBasis?: string;
  /** Corrections of `awareAt` by whoever decides for the controller. */
  readonly awareCorrections?: readonly IncidentPersonalDataAwareCorrection[];
  /** The other party; for a processor the controller that must be told (art. 33(2), N3). */
  readonly counterpart?: IncidentPersonalDataCounterpart;
  /** Which properties of the data were lost (art. 33(3)(a), N4). */
  readonly kinds?: readonly IncidentPersonalDataKind[];
  /** The cause of the breach, part of its nature (art. 33(3)(a), N4). */
  readonly cause?: IncidentPersonalDataCause;
  /** Whether somebody meant harm; raises the severity (ENISA 2013) and the suggested risk. */
  readonly malicious?: boolean;
  /** The data subjects (art. 33(3)(a), N4). */
  readonly subjects?: IncidentPersonalDataSubjects;
  /** The records of personal data (art. 33(3)(a), N4). */
  readonly records?: IncidentPersonalDataRecords;
  /** What protected the data before the breach (art. 34(3)(a), N8). */
  readonly protection?: IncidentPersonalDataProtection;
  /** Whether data left the organisation. */
  readonly exfiltration?: IncidentPersonalDataExfiltration;
  /** What `exfiltration` was judged on. */
  readonly logs?: IncidentPersonalDataLogs;
  /** Who got the data. */
  readonly recipients?: IncidentPersonalDataRecipients;
  /** What loss of availability there was, and what remained. */
  readonly availability?: IncidentPersonalDataAvailability;
  /** The likely consequences for the data subjects (art. 33(3)(c), N4). */
  readonly consequences?: string;
  /** The measures taken or proposed, also to mitigate (art. 33(3)(d), N4). */
  readonly measures?: readonly string[];
  /** The severity by the method of ENISA (2013), advisory only: SE = DPC x EI + CB. */
  readonly severity?: IncidentPersonalDataSeverity;
  /** The advices of the DPO (art. 38(1), 39(1)(a); N1, N8). */
  readonly advices?: readonly IncidentPersonalDataAdvice[];
  /** The decisions for the controller (art. 33(1), 34(1), 34(3); N1, N7, N8). */
  readonly decisions?: readonly IncidentPersonalDataDecision[];
  /** Orders of the supervisory authority (art. 34(4), N9). */
  readonly orders?: readonly IncidentPersonalDataOrder[];
}

/** What the action is for (S1). */
export type IncidentActionKind = 'Contain' | 'Eradicate' | 'Mitigate' | 'Restart' | 'Recover' | 'ReduceRisk' | 'Investigate' | 'Communicate' | 'Other';

/** One action. */
export interface IncidentAction {
  /** The key of this action. */
  readonly id: string;
  /** When it was done. */
  readonly at?: string;
  /** Who did it. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier action that this one corrects. */
  readonly corrects?: string;
  /** What the action is for (S1). */
  readonly kind: IncidentActionKind;
  /** What was done (S5). */
  readonly what: string;
  /** Why it was done (S5). */
  readonly why?: string;
  /** What was observed (S5). */
  readonly observed?: string;
  /** With what it was done. */
  readonly tool?: string;
  /** Whether a tool did it by itself (S5, "automatische middelen"). */
  readonly automatic?: boolean;
  /** How many minutes of work it took (L1). */
  readonly minutes?: number;
}

/** What was reached. */
export type IncidentMilestoneReached = 'Contained' | 'Eradicated' | 'Recovered';

/** One milestone. */
export interface IncidentMilestone {
  /** The key of this milestone. */
  readonly id: string;
  /** When it was reached. */
  readonly at?: string;
  /** Who says so. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier milestone that this one corrects. */
  readonly corrects?: string;
  /** What was reached. */
  readonly reached: IncidentMilestoneReached;
  /** What it rests on. */
  readonly note?: string;
}

/** To which role. */
export type IncidentEscalationTo = 'CISO' | 'DPO' | 'Management' | 'Authority';

/** Whether the matter is handed up or help is asked. */
export type IncidentEscalationKind = 'Escalate' | 'Help';

/** One escalation. */
export interface IncidentEscalation {
  /** The key of this escalation. */
  readonly id: string;
  /** When it was escalated. */
  readonly at?: string;
  /** Who escalated. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier escalation that this one corrects. */
  readonly corrects?: string;
  /** To which role. */
  readonly to: IncidentEscalationTo;
  /** Whether the matter is handed up or help is asked. */
  readonly kind: IncidentEscalationKind;
  /** Why. */
  readonly reason: string;
}

/** Why one deadline was missed. */
export interface IncidentDelay {
  /** The key of this explanation. */
  readonly id: string;
  /** When it was given. */
  readonly at?: string;
  /** Who gave it. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier explanation that this one corrects. */
  readonly corrects?: string;
  /** The name of the deadline, as in `status.deadlines`. */
  readonly deadline: string;
  /** Why it was missed. */
  readonly reason: string;
}

/** The result under that law. */
export type IncidentClassificationResult = 'Significant' | 'Major' | 'NotReportable';

/** One classification. */
export interface IncidentClassification {
  /** The key of this classification. */
  readonly id: string;
  /** When it was recorded. */
  readonly at?: string;
  /** Who classified. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier classification that this one corrects. */
  readonly corrects?: string;
  /** The name of a ReportingRegime. */
  readonly regime: string;
  /** The result under that law. */
  readonly result: IncidentClassificationResult;
  /** The moment of classification, from which some clocks run (DORA). */
  readonly classifiedAt?: string;
  /** Whether an unlawful or malicious act is suspected (NIS2 art. 23(4)(a)). */
  readonly suspectedMalicious?: boolean;
  /** Whether other countries may be affected (NIS2 art. 23(4)(a)). */
  readonly crossBorder?: boolean;
  /** Why. */
  readonly reasons?: string;
}

/** What kind of cost. */
export type IncidentCostKind = 'Labour' | 'External' | 'Downtime' | 'Replacement' | 'Notification' | 'Legal' | 'Loss' | 'Reimbursement';

/** One cost. */
export interface IncidentCost {
  /** The key of this cost. */
  readonly id: string;
  /** When it was incurred. */
  readonly at?: string;
  /** Who recorded it. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier cost that this one replaces, so that only this one is summed. */
  readonly corrects?: string;
  /** What kind of cost. */
  readonly kind: IncidentCostKind;
  /** The amount, as a decimal string and never negative. */
  readonly amount?: string;
  /** The currency of `amount` by ISO 4217; left out, that of the policy, in which labour always is. */
  readonly currency?: string;
  /** Whose time it was, by the name of a rate in the policy. */
  readonly role?: string;
  /** How many minutes of work. */
  readonly minutes?: number;
  /** Whether the amount is an estimate. */
  readonly estimate?: boolean;
}

/** A reference to a Weakness in the same namespace. */
export interface IncidentWeakness {
  /** The name of the Weakness. */
  readonly name: string;
}

/** The playbook that is followed (P7, L4). */
export interface IncidentPlaybookRef {
  /** The name of a Playbook. */
  readonly name: string;
}

/** Whether it was done. */
export type IncidentStepOutcome = 'Done' | 'Skipped';

/** One step. */
export interface IncidentStep {
  /** The key of this entry. */
  readonly id: string;
  /** When it was done. */
  readonly at?: string;
  /** Who did it. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier entry that this one corrects. */
  readonly corrects?: string;
  /** The name of the step in the playbook. */
  readonly step: string;
  /** Whether it was done. */
  readonly outcome: IncidentStepOutcome;
  /** What came of it, or why it was skipped. */
  readonly note?: string;
}

/** One lesson. */
export interface IncidentReviewLesson {
  /** The key of this lesson in its review. */
  readonly id: string;
  /** What is to be done. */
  readonly text: string;
  /** Who sees to it. */
  readonly owner?: string;
  /** By when. */
  readonly dueAt?: string;
}

/** When and with whom the lessons were discussed (L4). */
export interface IncidentReviewDiscussed {
  /** When. */
  readonly at?: string;
  /** With whom. */
  readonly participants?: readonly string[];
}

/** One control. */
export interface IncidentReviewControl {
  /** The control. */
  readonly control: string;
  /** Whether it was adequate. */
  readonly adequate: boolean;
  /** How it is to be adapted. */
  readonly change?: string;
}

/** One review. */
export interface IncidentReview {
  /** The key of this review. */
  readonly id: string;
  /** When it was made. */
  readonly at?: string;
  /** Who made it. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier review that this one corrects. */
  readonly corrects?: string;
  /** The cause behind the causes (S7). */
  readonly rootCause: string;
  /** What is to be learned and done (P6, L4). */
  readonly lessons?: readonly IncidentReviewLesson[];
  /** When and with whom the lessons were discussed (L4). */
  readonly discussed?: IncidentReviewDiscussed;
  /** Whether the controls were adequate (L3). */
  readonly controls?: readonly IncidentReviewControl[];
  /** Whether forensic analysis was needed, and its result (S4). */
  readonly forensics?: string;
  /** What must change in the playbook (L4). */
  readonly playbookChange?: string;
  /** Whether this happened before and what that means (L2). */
  readonly recurrence?: string;
}

/** What is decided on. */
export type IncidentApprovalSubject = 'Lessons';

/** Whether the lessons are approved or returned for more work. */
export type IncidentApprovalDecision = 'Approve' | 'Return';

/** One decision of management. */
export interface IncidentApproval {
  /** The key of this approval. */
  readonly id: string;
  /** When it was decided. */
  readonly at?: string;
  /** Who decided for management. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier approval that this one corrects. */
  readonly corrects?: string;
  /** What is decided on. */
  readonly subject: IncidentApprovalSubject;
  /** Whether the lessons are approved or returned for more work. */
  readonly decision: IncidentApprovalDecision;
  /** The `id` of the review. */
  readonly of: string;
  /** What management adds. */
  readonly comment?: string;
}

/** What became of it. */
export type IncidentFollowUpOutcome = 'Done' | 'Dropped';

/** One follow-up. */
export interface IncidentFollowUp {
  /** The key of this follow-up. */
  readonly id: string;
  /** When it was done or dropped. */
  readonly at?: string;
  /** Who says so. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** The `id` of the earlier follow-up that this one corrects. */
  readonly corrects?: string;
  /** The lesson, as `<review id>/<lesson id>`. */
  readonly lesson: string;
  /** What became of it. */
  readonly outcome: IncidentFollowUpOutcome;
  /** What was done, or why it was dropped. */
  readonly note?: string;
}

/** One closure. */
export interface IncidentClosure {
  /** The key of this closure. */
  readonly id: string;
  /** When it was closed. */
  readonly at?: string;
  /** Who closed. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** Refused here: a closure is undone by a reopening, and the summary of the next closure sets right what the last one said. */
  readonly corrects?: string;
  /** The closing report in short (S8). */
  readonly summary: string;
}

/** To which phase the work goes back. */
export type IncidentReopeningTo = 'Reported' | 'Confirming' | 'Containing' | 'Eradicating' | 'Recovering' | 'Reviewing';

/** One reopening. */
export interface IncidentReopening {
  /** The key of this reopening. */
  readonly id: string;
  /** When it was reopened. */
  readonly at?: string;
  /** Who reopened. */
  readonly by?: string;
  /** The pipeline or console that wrote it for `by`. */
  readonly via?: string;
  /** Refused here: the record is closed again, and reopened with the right reason. */
  readonly corrects?: string;
  /** Why. */
  readonly reason: string;
  /** To which phase the work goes back. */
  readonly to?: IncidentReopeningTo;
}

/** The facts, as people and pipelines state them. */
export interface IncidentSpec {
  /** What happened in one line, without personal data, because titles are shown widely (S6). */
  readonly title: string;
  /** Which of the nine situations of the policy this is, or Other with `categoryText` (E2). */
  readonly category?: IncidentCategory;
  /** What kind of situation it is, when `category` is Other (E2). */
  readonly categoryText?: string;
  /** The department that was hit, by its name in the IncidentPolicy; its managers appoint the leader (A1). */
  readonly department?: string;
  /** What was hit, by a name that recurs, so that repeated incidents are found (L2). */
  readonly asset?: string;
  /** How widely the record may be shared, by the Traffic Light Protocol 2.0 (S6, need to know). */
  readonly tlp?: IncidentTlp;
  /** Whether this is a rehearsal (P7). */
  readonly drill?: boolean;
  /** When the organisation became aware of the incident itself; starts the clocks of NIS2 (art. 23(4)) and DORA (art. 19). */
  readonly awareAt?: string;
  /** Whether personal data are touched (A3). */
  readonly personalDataCheck?: IncidentPersonalDataCheck;
  /** The report: the policy's questions j to q (R-j to R-q). */
  readonly report: IncidentReport;
  /** Later answers to the questions of the report, and corrections of earlier ones (R-j to R-q). */
  readonly answers?: readonly IncidentAnswer[];
  /** Where a machine report came from (R-auto): it carries these instead of the answers of a person. */
  readonly source?: IncidentSource;
  /** Who was told what outside the duties, on a need-to-know basis (R-i, S6). */
  readonly communications?: readonly IncidentCommunication[];
  /** Who handles the incident (A1). */
  readonly response?: IncidentResponse;
  /** The assessments, each one whole (A5 to A10). */
  readonly assessments?: readonly IncidentAssessment[];
  /** Present means that this is a personal-data breach (A3, GDPR art. 4(12)). */
  readonly personalData?: IncidentPersonalData;
  /** What was done, by people and by tools, what was observed and why (S1, S5). */
  readonly actions?: readonly IncidentAction[];
  /** When the incident was contained, eradicated and recovered (R-a, R-h, S9). */
  readonly milestones?: readonly IncidentMilestone[];
  /** Escalations and calls for help by people (R-g, A2). */
  readonly escalations?: readonly IncidentEscalation[];
  /** Why deadlines were missed (R-g, N2). */
  readonly delays?: readonly IncidentDelay[];
  /** How the incident counts under other laws, with the facts that only those ask for (NIS2 art. 23, DORA art. 18). */
  readonly classifications?: readonly IncidentClassification[];
  /** What the incident costs (L1). */
  readonly costs?: readonly IncidentCost[];
  /** The weaknesses behind the incident (W4). */
  readonly weaknesses?: readonly IncidentWeakness[];
  /** The playbook that is followed (P7, L4). */
  readonly playbookRef?: IncidentPlaybookRef;
  /** Which steps of the playbook were done or skipped (P7). */
  readonly steps?: readonly IncidentStep[];
  /** The reviews after the incident (P6, S7, L3, L4). */
  readonly review?: readonly IncidentReview[];
  /** The decisions of management on the lessons of a review (P6). */
  readonly approvals?: readonly IncidentApproval[];
  /** What became of the lessons (L4). */
  readonly followUps?: readonly IncidentFollowUp[];
  /** The formal closures (S8). */
  readonly closures?: readonly IncidentClosure[];
  /** The reopenings of a closed or dismissed record. */
  readonly reopenings?: readonly IncidentReopening[];
  /** Whether the record and its evidence must be kept beyond their retention, as for a court case (V1). */
  readonly legalHold?: boolean;
}

/** Where the incident stands (R-a). */
export type IncidentStatusPhase = 'Reported' | 'Confirming' | 'Containing' | 'Eradicating' | 'Recovering' | 'Reviewing' | 'Closed' | 'Dismissed';

/** The verdict of the assessment that counts (A8). */
export type IncidentStatusVerdict = 'Event' | 'Incident' | 'NearMiss' | 'Weakness' | 'FalsePositive' | 'Duplicate';

/** How it stands. */
export type IncidentStatusDeadlineState = 'Running' | 'Met' | 'MetLate' | 'Missed' | 'Waived' | 'Superseded';

/** One deadline. */
export interface IncidentStatusDeadline {
  /** The duty. */
  readonly name: string;
  /** The ReportingRegime that the duty comes from. */
  readonly regime?: string;
  /** The clause that asks it. */
  readonly clause?: string;
  /** How both readings of the due time were found, in a sentence. */
  readonly basis?: string;
  /** When the duty ceased to be asked although it was not met: waived, or its facts changed. */
  readonly endedAt?: string;
  /** When the clock started, in UTC. */
  readonly from: string;
  /** When the duty is due by elapsed time, in UTC; alarms use it. */
  readonly dueAt: string;
  /** The latest end under Regulation 1182/71, for information. */
  readonly legalDueAt?: string;
  /** How it stands. */
  readonly state: IncidentStatusDeadlineState;
  /** When the duty was met. */
  readonly metAt?: string;
  /** The Notification that meets it. */
  readonly notification?: string;
  /** The warning marks that were announced, as ISO 8601 durations before `dueAt`. */
  readonly warned?: readonly string[];
  /** The rungs of the ladder that were told, in percent of the time. */
  readonly escalated?: readonly number[];
}

/** One blocker. */
export interface IncidentStatusBlocker {
  /** What stands in the way, as one word. */
  readonly reason: string;
  /** The same in a sentence. */
  readonly message: string;
  /** Which role can lift it. */
  readonly role: string;
}

/** The overview of the evidence of this incident (V8). */
export interface IncidentStatusEvidence {
  /** How many EvidenceItems refer to it. */
  readonly items?: number;
  /** How many were verified against their digest. */
  readonly verified?: number;
  /** Whether none is compromised. */
  readonly intact?: boolean;
  /** How many are not accepted as evidence, for want of an authorisation; absent while there are none (V7). */
  readonly quarantined?: number;
}

/** The overview of the Notifications of this incident (R-i, E3). */
export interface IncidentStatusNotifications {
  /** How many still have to go out. */
  readonly due?: number;
  /** How many went out. */
  readonly sent?: number;
  /** How many are late. */
  readonly overdue?: number;
}

/** The amounts of one currency. */
export interface IncidentStatusCostUnconverted {
  /** Their currency. */
  readonly currency: string;
  /** Their sum in that currency. */
  readonly total?: string;
}

/** The labour of one role. */
export interface IncidentStatusCostUnrated {
  /** The role. */
  readonly role: string;
  /** How many minutes. */
  readonly minutes?: number;
}

/** The sum of the costs (L1). */
export interface IncidentStatusCost {
  /** The sum, reimbursements subtracted. */
  readonly total?: string;
  /** Its currency. */
  readonly currency?: string;
  /** Whether an estimate is part of it. */
  readonly estimate?: boolean;
  /** The part of the sum that is no estimate; absent where nothing is estimated. */
  readonly actual?: string;
  /** The part of the sum that still is an estimate. */
  readonly estimated?: string;
  /** What was reimbursed; the sum has it subtracted already. */
  readonly recovered?: string;
  /** What came out more than was estimated, less being negative, over the entries whose estimate was corrected by what it came to; absent where there is none, or where a rate is missing. */
  readonly difference?: string;
  /** Amounts that are in no sum, because `rates.exchange` of the policy declares no rate for their currency on their day. */
  readonly unconverted?: readonly IncidentStatusCostUnconverted[];
  /** Labour that is in no sum, because the policy has no rate for the role on its day (`rates.perHour`, `rates.hourly`). */
  readonly unrated?: readonly IncidentStatusCostUnrated[];
}

/** The scale that was used. */
export interface IncidentStatusAssessmentScale {
  /** The generation of the IncidentPolicy. */
  readonly generation?: number;
  /** The digest of its classification. */
  readonly digest?: string;
}

/** The result of one assessment. */
export interface IncidentStatusAssessment {
  /** The `id` of the assessment. */
  readonly id: string;
  /** Its severity. */
  readonly severity?: string;
  /** Whether that severity counted as major then (A4). */
  readonly major?: boolean;
  /** The scale that was used. */
  readonly scale?: IncidentStatusAssessmentScale;
}

/** How long things took, in seconds (P4, L1). */
export interface IncidentStatusDurations {
  /** From established to reported. */
  readonly toReportSeconds?: number;
  /** From reported to the first assessment. */
  readonly toAssessSeconds?: number;
  /** From established to contained. */
  readonly toContainSeconds?: number;
  /** From established to recovered. */
  readonly toRecoverSeconds?: number;
}

/** Earlier incidents with the same keys within the window of the policy (L2, A10). */
export interface IncidentStatusRecurrence {
  /** How many. */
  readonly count?: number;
  /** The names of the latest of them. */
  readonly previous?: readonly string[];
  /** Whether it came back often enough, and hits hard enough, to be a matter for management. */
  readonly highImpact?: boolean;
}

/** A question of the report. */
export type IncidentStatusDuplicateAnswer = 'what' | 'establishedBy' | 'occurredAt' | 'establishedAt' | 'cause' | 'howEstablished' | 'affected' | 'impact';

/** One duplicate. */
export interface IncidentStatusDuplicate {
  /** The name of an Incident in the same namespace. */
  readonly name: string;
  /** Who reported it, unless anonymously. */
  readonly reportedBy?: string;
  /** When it was reported. */
  readonly reportedAt?: string;
  /** The awareness that it brings. */
  readonly awareAt?: string;
  /** Whether it found personal data. */
  readonly personalData?: boolean;
  /** The questions of this report that it answers. */
  readonly answers?: readonly IncidentStatusDuplicateAnswer[];
}

/** What became of it. */
export type IncidentStatusPlaybookStepState = 'Open' | 'Done' | 'Skipped';

/** One step. */
export interface IncidentStatusPlaybookStep {
  /** The name of the step. */
  readonly name: string;
  /** In which phase it is done. */
  readonly phase?: string;
  /** Who does it. */
  readonly role?: string;
  /** Whether the incident cannot close before it is done, or skipped with a reason. */
  readonly required?: boolean;
  /** When it should be done. */
  readonly dueAt?: string;
  /** What became of it. */
  readonly state?: IncidentStatusPlaybookStepState;
  /** Whether its time passed before it was done. */
  readonly late?: boolean;
}

/** The playbook that is followed, with its steps as they were when they were taken over, once (P7, L4). */
export interface IncidentStatusPlaybook {
  /** Its name. */
  readonly name?: string;
  /** Its version then. */
  readonly version?: string;
  /** Its generation then. */
  readonly generation?: number;
  /** The digest of its steps then. */
  readonly digest?: string;
  /** The checklist. */
  readonly steps?: readonly IncidentStatusPlaybookStep[];
}

/** A reminder. */
export type IncidentStatusLessonsListTold = 'Near' | 'Overdue';

/** One lesson. */
export interface IncidentStatusLessonsList {
  /** Its review and its key. */
  readonly lesson: string;
  /** By when. */
  readonly dueAt?: string;
  /** The reminders that were given; each is given once. */
  readonly told?: readonly IncidentStatusLessonsListTold[];
}

/** What became of the lessons that management approved, after closure too (L4). */
export interface IncidentStatusLessons {
  /** How many are neither done nor dropped. */
  readonly open?: number;
  /** Of how many of these the date has passed. */
  readonly overdue?: number;
  /** How many are done or dropped. */
  readonly settled?: number;
  /** The open ones, the earliest due first. */
  readonly list?: readonly IncidentStatusLessonsList[];
}

/** One thing in common. */
export type IncidentStatusPrecedentAlike = 'category' | 'asset' | 'cause' | 'ratings';

/** One earlier incident. */
export interface IncidentStatusPrecedent {
  /** The name of an Incident in the same namespace. */
  readonly name: string;
  /** How alike they are: 30 for the same category and for the same asset, 20 for the same cause of the breach, 5 for each dimension rated alike, 20 at most. */
  readonly score?: number;
  /** What they have in common. */
  readonly alike?: readonly IncidentStatusPrecedentAlike[];
  /** What it was judged to be. */
  readonly verdict?: string;
  /** Its severity, by the scale as it was then. */
  readonly severity?: string;
  /** The risk that was decided on, or Unknown. */
  readonly risk?: string;
  /** What became of it so far. */
  readonly phase?: string;
}

/** The latest report. */
export interface IncidentStatusOccurrencesLatest {
  /** When it began according to the source. */
  readonly startsAt?: string;
  /** Its fingerprint. */
  readonly fingerprint?: string;
  /** Where it can be seen. */
  readonly url?: string;
  /** A reference to the raw message. */
  readonly payload?: string;
}

/** One alert of the group. */
export interface IncidentStatusOccurrencesMember {
  /** Its fingerprint. */
  readonly fingerprint: string;
  /** When it was first seen. */
  readonly firstSeen?: string;
  /** When it was last seen. */
  readonly lastSeen?: string;
  /** When the source reported it as resolved. */
  readonly resolvedAt?: string;
}

/** How often a machine reported the same (R-auto). */
export interface IncidentStatusOccurrences {
  /** How often. */
  readonly count?: number;
  /** When it was first seen. */
  readonly firstSeen?: string;
  /** When it was last seen. */
  readonly lastSeen?: string;
  /** When the source reported it as resolved; that closes nothing. */
  readonly resolvedAt?: string;
  /** The latest report. */
  readonly latest?: IncidentStatusOccurrencesLatest;
  /** How many different alerts of one group came at once at the most. */
  readonly distinct?: number;
  /** How many alerts the source left out of its largest message. */
  readonly truncatedAlerts?: number;
  /** The first alerts of a group that came as a storm; `distinct` says how many there were. */
  readonly members?: readonly IncidentStatusOccurrencesMember[];
  /** Which write counted last, so that none counts twice when its answer is lost. */
  readonly batch?: string;
}

/** The band of that score. */
export type IncidentStatusPersonalDataLevel = 'Low' | 'Medium' | 'High' | 'VeryHigh';

/** The risk that the facts suggest. */
export type IncidentStatusPersonalDataSuggestedRisk = 'Unlikely' | 'Risk' | 'High';

/** The risk that counts. */
export type IncidentStatusPersonalDataRisk = 'Unknown' | 'Unlikely' | 'Risk' | 'High';

/** What follows from the facts of the breach; advisory, except for `risk` (N1, N7). */
export interface IncidentStatusPersonalData {
  /** The score by the method of ENISA (2013). */
  readonly score?: string;
  /** The band of that score. */
  readonly level?: IncidentStatusPersonalDataLevel;
  /** The risk that the facts suggest. */
  readonly suggestedRisk?: IncidentStatusPersonalDataSuggestedRisk;
  /** What the suggestion rests on. */
  readonly why?: readonly string[];
  /** The risk that counts. */
  readonly risk?: IncidentStatusPersonalDataRisk;
  /** The `id` of the decision that counts. */
  readonly decision?: string;
  /** The digest of the facts that a decision binds. */
  readonly factsDigest?: string;
}

/** The operator's own notes of what the timeline already holds, so that nothing is recorded twice or never (R-c). */
export interface IncidentStatusRecorded {
  /** For each list of entries the ids that were recorded. */
  readonly entries?: Readonly<Record<string, readonly string[]>>;
  /** For each field that may change its last recorded value, or the digest of a text. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What the operator derives from the facts, and the record of what happened. */
export interface IncidentStatus {
  /** The `metadata.generation` that this status was derived from. */
  readonly observedGeneration?: number;
  /** Where the incident stands (R-a). */
  readonly phase?: IncidentStatusPhase;
  /** The verdict of the assessment that counts (A8). */
  readonly verdict?: IncidentStatusVerdict;
  /** The severity of that assessment, by the scale as it was then (A7). */
  readonly severity?: string;
  /** Whether that severity counts as major (A4). */
  readonly major?: boolean;
  /** When it was recorded that the incident was closed or dismissed; absent while it is open (S8). */
  readonly endedAt?: string;
  /** Until when nobody can delete it: `endedAt` and the retention of the policy (S8). */
  readonly retainUntil?: string;
  /** The leader appointed last (A1). */
  readonly leader?: string;
  /** The moment of awareness that alarms are reckoned from: corrections applied, the earliest until the DPO has advised (N1). */
  readonly awareAt?: string;
  /** Every deadline that runs or ran (A6, N1, N3, N7). */
  readonly deadlines?: readonly IncidentStatusDeadline[];
  /** The earliest deadline neither met nor waived, a missed one included, in UTC. */
  readonly nextDeadline?: string;
  /** The duty of `nextDeadline`. */
  readonly nextDuty?: string;
  /** What still stands before closure, and who can lift it (P6, S7, S8, W4). */
  readonly blockers?: readonly IncidentStatusBlocker[];
  /** The questions of the report that are neither answered nor known to be unknown (R-j to R-q). */
  readonly openQuestions?: readonly string[];
  /** The overview of the evidence of this incident (V8). */
  readonly evidence?: IncidentStatusEvidence;
  /** The overview of the Notifications of this incident (R-i, E3). */
  readonly notifications?: IncidentStatusNotifications;
  /** The sum of the costs (L1). */
  readonly cost?: IncidentStatusCost;
  /** The severity of each assessment by the scale as it was then; a later change of the scale recomputes nothing (A7, A10). */
  readonly assessments?: readonly IncidentStatusAssessment[];
  /** How long things took, in seconds (P4, L1). */
  readonly durations?: IncidentStatusDurations;
  /** Earlier incidents with the same keys within the window of the policy (L2, A10). */
  readonly recurrence?: IncidentStatusRecurrence;
  /** The reports that were dismissed as repeating this one, with what they pass on (A8); the awareness of each counts here, and so do its answers. */
  readonly duplicates?: readonly IncidentStatusDuplicate[];
  /** The incidents whose last assessment leads here as a duplicate, over however many hops, the nearest first (A8). */
  readonly repeatedBy?: readonly string[];
  /** The playbook that is followed, with its steps as they were when they were taken over, once (P7, L4). */
  readonly playbook?: IncidentStatusPlaybook;
  /** What became of the lessons that management approved, after closure too (L4). */
  readonly lessons?: IncidentStatusLessons;
  /** The earlier incidents that are most like this one, the most alike first, with what they were judged to be and what became of them, so that a decision can be checked against former ones (A10). */
  readonly precedents?: readonly IncidentStatusPrecedent[];
  /** How often a machine reported the same (R-auto). */
  readonly occurrences?: IncidentStatusOccurrences;
  /** What follows from the facts of the breach; advisory, except for `risk` (N1, N7). */
  readonly personalData?: IncidentStatusPersonalData;
  /** The operator's own notes of what the timeline already holds, so that nothing is recorded twice or never (R-c). */
  readonly recorded?: IncidentStatusRecorded;
  /** What happened, the newest 64 entries, chained by hash (R-c). */
  readonly timeline?: readonly TimelineEntry[];
  /** How the operator fares with this object: Ready, and Reconciling or Stalled while true. */
  readonly conditions?: readonly Condition[];
}

/** The organisation: who is who, the one scale by which every incident is classified (A7), which laws count, and the times and rates that it works with. */
export interface IncidentPolicy {
  readonly apiVersion: 'meldpunt.dev/v1alpha1';
  readonly kind: 'IncidentPolicy';
  readonly metadata: ObjectMeta;
  readonly spec: IncidentPolicySpec;
  readonly status?: IncidentPolicyStatus;
}

/** A language. */
export type IncidentPolicyLanguage = 'nl' | 'fr' | 'de' | 'en';

/** The one central contact point, shown on every page and in every acknowledgement (E1, S2). */
export interface IncidentPolicyContactPoint {
  /** What it is called. */
  readonly name: string;
  /** Where it is reached by mail. */
  readonly email?: string;
  /** Where it is reached by telephone, at any hour. */
  readonly phone?: string;
  /** Its page. */
  readonly url?: string;
  /** The account that stands for it in the cluster. */
  readonly username?: string;
}

/** Who may report on the page for everybody (P2, W1). */
export interface IncidentPolicyReports {
  /** Whether somebody may report without signing in, and whether somebody who is signed in may stay unnamed. */
  readonly anonymous?: boolean;
}

/** What it is under NIS2, Directive (EU) 2022/2555 art. 3. */
export type IncidentPolicyEntityNis2 = 'Essential' | 'Important' | 'None';

/** What it is under DORA, Regulation (EU) 2022/2554 art. 2; the first three get no weekend relief (Delegated Regulation (EU) 2025/301 art. 5(5)). */
export type IncidentPolicyEntityDora = 'CreditInstitution' | 'CentralCounterparty' | 'TradingVenue' | 'OtherFinancialEntity' | 'None';

/** What the organisation is under each law, for the conditions of the regimes. */
export interface IncidentPolicyEntity {
  /** What it is under NIS2, Directive (EU) 2022/2555 art. 3. */
  readonly nis2?: IncidentPolicyEntityNis2;
  /** Whether it provides trust services, which shortens its NIS2 notification to 24 hours (art. 23(4)). */
  readonly trustServices?: boolean;
  /** What it is under DORA, Regulation (EU) 2022/2554 art. 2; the first three get no weekend relief (Delegated Regulation (EU) 2025/301 art. 5(5)). */
  readonly dora?: IncidentPolicyEntityDora;
}

/** The data protection officer, whose name and contact go into every notification (art. 33(3)(b)). */
export interface IncidentPolicyPeopleDpo {
  /** The account in the cluster. */
  readonly username: string;
  /** Name, as it stands in documents. */
  readonly name?: string;
  /** Where this role is reached by mail. */
  readonly email?: string;
  /** Where this role is reached by telephone. */
  readonly phone?: string;
}

/** The chief information security officer. */
export interface IncidentPolicyPeopleCiso {
  /** The account in the cluster. */
  readonly username: string;
  /** Name, as it stands in documents. */
  readonly name?: string;
  /** Where this role is reached by mail. */
  readonly email?: string;
  /** Where this role is reached by telephone. */
  readonly phone?: string;
}

/** Management, who validate lessons (P6) and decide for the controller. */
export interface IncidentPolicyPeopleManagement {
  /** The account in the cluster. */
  readonly username: string;
  /** Name, as it stands in documents. */
  readonly name?: string;
  /** Where this role is reached by mail. */
  readonly email?: string;
  /** Where this role is reached by telephone. */
  readonly phone?: string;
}

/** Who holds the roles to which the operator has to turn. */
export interface IncidentPolicyPeople {
  /** The data protection officer, whose name and contact go into every notification (art. 33(3)(b)). */
  readonly dpo: IncidentPolicyPeopleDpo;
  /** The chief information security officer. */
  readonly ciso: IncidentPolicyPeopleCiso;
  /** Management, who validate lessons (P6) and decide for the controller. */
  readonly management: IncidentPolicyPeopleManagement;
}

/** One authority. */
export interface IncidentPolicyAuthority {
  /** Short name, to which `recipient` of a duty refers. */
  readonly name: string;
  /** Its full name. */
  readonly title: string;
  /** The page where a person files; the operator never calls it. */
  readonly portal?: string;
  /** Where it takes mail, if it does. */
  readonly email?: string;
}

/** One department. */
export interface IncidentPolicyDepartment {
  /** Short name, to which `department` of an incident refers. */
  readonly name: string;
  /** Its full name. */
  readonly title?: string;
  /** User names of its managers; one of them appoints the leader (A1). */
  readonly managers?: readonly string[];
  /** Where the department is reached. */
  readonly email?: string;
}

/** One level. */
export interface IncidentPolicyClassificationDimensionLevel {
  /** Name of the level, the value in `ratings` of an assessment. */
  readonly name: string;
  /** What the level counts for. */
  readonly score: number;
  /** When the level is the right one, so that two people choose the same. */
  readonly criterion?: string;
}

/** One thing that is rated. */
export interface IncidentPolicyClassificationDimension {
  /** Name of the dimension, the key in `ratings` of an assessment. */
  readonly name: string;
  /** What is rated. */
  readonly title?: string;
  /** The levels of the dimension, from the least to the most serious. */
  readonly levels: readonly IncidentPolicyClassificationDimensionLevel[];
}

/** How the scores of the dimensions make one score; the highest one counts, or their sum. */
export type IncidentPolicyClassificationCombine = 'Max' | 'Sum';

/** One severity. */
export interface IncidentPolicyClassificationSeverity {
  /** Name of the severity. */
  readonly name: string;
  /** The score from which it counts. */
  readonly minScore: number;
  /** Whether it makes an incident a large one (A4). */
  readonly major?: boolean;
  /** The targets of this severity by name; a duty of a regime refers to one by `target`. */
  readonly within?: Readonly<Record<string, string>>;
}

/** The one scale by which every incident is classified (A7). */
export interface IncidentPolicyClassification {
  /** What is rated, each dimension with its levels. */
  readonly dimensions: readonly IncidentPolicyClassificationDimension[];
  /** How the scores of the dimensions make one score; the highest one counts, or their sum. */
  readonly combine?: IncidentPolicyClassificationCombine;
  /** The severities; the one with the highest minimum score that is reached counts. */
  readonly severities: readonly IncidentPolicyClassificationSeverity[];
}

/** Who leads an incident of a major severity, or else a reason is stated in the appointment (A4). */
export type IncidentPolicyLeadershipMajorLedBy = 'CISO' | 'DPO' | 'Manager';

/** Who leads large incidents. */
export interface IncidentPolicyLeadership {
  /** Who leads an incident of a major severity, or else a reason is stated in the appointment (A4). */
  readonly majorLedBy?: IncidentPolicyLeadershipMajorLedBy;
}

/** The price of one role from one day on. */
export interface IncidentPolicyRatesHourly {
  /** The role, as the costs of incidents name it. */
  readonly role: string;
  /** The first day on which it counts, in the zone of the organisation. */
  readonly from: string;
  /** The price of one hour, as a decimal text. */
  readonly price: string;
}

/** The rate of one currency from one day on. */
export interface IncidentPolicyRatesExchange {
  /** The other currency, after ISO 4217. */
  readonly currency: string;
  /** The first day on which it counts, in the zone of the organisation. */
  readonly from: string;
  /** What one unit of it is worth in `rates.currency`, as a decimal text. */
  readonly rate: string;
}

/** What labour costs and what other currencies are worth, for the cost of incidents (L1). */
export interface IncidentPolicyRates {
  /** The currency, after ISO 4217. */
  readonly currency: string;
  /** The price of an hour of work by role, on every day for which `hourly` declares none. */
  readonly perHour?: Readonly<Record<string, string>>;
  /** What an hour of a role costs, from a day on until the next one that is declared for the same role. */
  readonly hourly?: readonly IncidentPolicyRatesHourly[];
  /** What other currencies are worth, from a day on until the next one that is declared for the same currency. */
  readonly exchange?: readonly IncidentPolicyRatesExchange[];
}

/** How it works. */
export type IncidentPolicyChannelType = 'Webhook' | 'SMTP';

/** The Secret with its credentials, mounted into the operator from its own namespace; no other one can be named. */
export interface IncidentPolicyChannelSecretRef {
  /** Name of the Secret. */
  readonly name: string;
}

/** An audience within the house. */
export type IncidentPolicyChannelAudience = 'ContactPoint' | 'DPO' | 'CISO' | 'Management' | 'Staff' | 'Reporter';

/** Every entry of every timeline is sent here, at least once and in order for each record: as a CloudEvent 1.0, or, of incidents only, as an Incident Finding of the Open Cybersecurity Schema Framework. */
export type IncidentPolicyChannelTimeline = 'CloudEvents' | 'OCSF';

/** One way out. */
export interface IncidentPolicyChannel {
  /** Name of the channel. */
  readonly name: string;
  /** How it works. */
  readonly type: IncidentPolicyChannelType;
  /** Where it goes. */
  readonly url?: string;
  /** The Secret with its credentials, mounted into the operator from its own namespace; no other one can be named. */
  readonly secretRef?: IncidentPolicyChannelSecretRef;
  /** The audiences that are told over this channel where a notification names none (R-i); of several channels the first counts. */
  readonly audiences?: readonly IncidentPolicyChannelAudience[];
  /** Every entry of every timeline is sent here, at least once and in order for each record: as a CloudEvent 1.0, or, of incidents only, as an Incident Finding of the Open Cybersecurity Schema Framework. */
  readonly timeline?: IncidentPolicyChannelTimeline;
  /** The internal ranges of addresses that it may be in; public ones always may. */
  readonly addresses?: readonly string[];
}

/** How it is read. */
export type IncidentPolicyEvidenceStoreType = 'HTTPS' | 'S3' | 'Volume';

/** One place. */
export interface IncidentPolicyEvidenceStore {
  /** Name of the store; the files that open it are called so. */
  readonly name: string;
  /** How it is read. */
  readonly type: IncidentPolicyEvidenceStoreType;
  /** Where it is: the beginning of the URLs of an HTTPS store, the endpoint of an S3-compatible one. */
  readonly url?: string;
  /** The bucket. */
  readonly bucket?: string;
  /** The region that requests are signed for; us-east-1 when left out. */
  readonly region?: string;
  /** The internal ranges of addresses that it may be in; public ones always may. */
  readonly addresses?: readonly string[];
  /** The namespaces whose items may be read from it; those of all when left out. */
  readonly namespaces?: readonly string[];
}

/** How evidence is kept true (V8), and which places the operator may read it from. */
export interface IncidentPolicyEvidence {
  /** How long after a reading the operator reads the bytes of an item again; after each hand-over it does so at once. */
  readonly verifyEvery?: string;
  /** How many bytes the operator reads in a second at most, from all stores together, so that verifying does not take the line from those who work. */
  readonly bytesPerSecond?: number;
  /** The places that the operator may read evidence from; it reads nowhere else. */
  readonly stores?: readonly IncidentPolicyEvidenceStore[];
}

/** A field of the incident. */
export type IncidentPolicyRecurrenceBy = 'category' | 'asset' | 'department';

/** When an incident counts as one that came back (L2). */
export interface IncidentPolicyRecurrence {
  /** How far back is looked. */
  readonly window: string;
  /** Which fields have to be the same. */
  readonly by: readonly IncidentPolicyRecurrenceBy[];
  /** From how many incidents on, this one included, it is said. */
  readonly threshold: number;
  /** The severities of which a recurrence is a matter for management (L2); left out, the major ones are. */
  readonly highImpact?: readonly string[];
}

/** A role. */
export type IncidentPolicyEscalationStepTo = 'ContactPoint' | 'Responder' | 'Manager' | 'CISO' | 'DPO' | 'Controller' | 'Management';

/** One rung. */
export interface IncidentPolicyEscalationStep {
  /** At how many percent of the time between start and due time; 100 is the miss itself, 200 as long again. */
  readonly share: number;
  /** Who is told. */
  readonly to: readonly IncidentPolicyEscalationStepTo[];
}

/** The ladder of one duty. */
export interface IncidentPolicyEscalation {
  /** The name of a duty, or "*" for every duty that has no ladder of its own. */
  readonly duty: string;
  /** The rungs, each of which is told once for each due time. */
  readonly steps: readonly IncidentPolicyEscalationStep[];
}

/** How long records are kept; afterwards they may be erased by a person, never by themselves. */
export interface IncidentPolicyRetention {
  /** How long a record is kept after its closure. */
  readonly closedIncidents?: string;
  /** How long personal data in a record is kept after its closure. */
  readonly personalData?: string;
  /** How long evidence is kept after the closure of its incident. */
  readonly evidence?: string;
}

/** The category that the incident gets (E2). */
export type IncidentPolicyIntakeCategory = 'IneffectiveControl' | 'IntegrityConfidentialityAvailability' | 'HumanError' | 'NonCompliance' | 'PhysicalBreach' | 'PrivacyBreach' | 'UncontrolledChange' | 'Malfunction' | 'AccessViolation' | 'Other';

/** One rule. */
export interface IncidentPolicyIntake {
  /** Labels that an alert must have, all of them, with exactly these values. */
  readonly match: Readonly<Record<string, string>>;
  /** The category that the incident gets (E2). */
  readonly category: IncidentPolicyIntakeCategory;
  /** What was hit; left out, the label `asset` of the alert. */
  readonly asset?: string;
  /** The department that it belongs to. */
  readonly department?: string;
  /** For how long the same alert only counts up the same incident. */
  readonly dedupe?: string;
  /** From how many occurrences on it becomes an incident. */
  readonly threshold?: number;
  /** How long the alert has to fire before it becomes an incident; resolved sooner, it becomes none. */
  readonly hold?: string;
  /** More different alerts than this in one group become one incident, with its members listed; left out, 10. */
  readonly storm?: number;
  /** The playbook that the incident refers to (P7). */
  readonly playbook?: string;
  /** A hint for whoever assesses; left out, the label `severity` of the alert. */
  readonly severity?: string;
}

/** What the organisation decided. */
export interface IncidentPolicySpec {
  /** Name of the organisation, as it stands in documents. */
  readonly organisation: string;
  /** The IANA time zone by which days begin and end. */
  readonly timezone: string;
  /** Public holidays, on which a period in days or months cannot end (Regulation 1182/71 art. 3(4)). */
  readonly holidays?: readonly string[];
  /** The languages in which the organisation tells people things, the preferred one first. */
  readonly languages?: readonly IncidentPolicyLanguage[];
  /** The one central contact point, shown on every page and in every acknowledgement (E1, S2). */
  readonly contactPoint: IncidentPolicyContactPoint;
  /** Who may report on the page for everybody (P2, W1). */
  readonly reports?: IncidentPolicyReports;
  /** Which version of the policy this is. */
  readonly version?: string;
  /** Who approved it; a scale that nobody approved is shown as such. */
  readonly approvedBy?: string;
  /** When it was approved. */
  readonly approvedAt?: string;
  /** What the organisation is under each law, for the conditions of the regimes. */
  readonly entity?: IncidentPolicyEntity;
  /** The regimes that count for this organisation, by the names of their ReportingRegime objects. */
  readonly regimes?: readonly string[];
  /** Who holds the roles to which the operator has to turn. */
  readonly people: IncidentPolicyPeople;
  /** The authorities that may have to be told, each with the way to reach it. */
  readonly authorities?: readonly IncidentPolicyAuthority[];
  /** The departments, each with the managers who may appoint a response leader in it (A1). */
  readonly departments?: readonly IncidentPolicyDepartment[];
  /** The one scale by which every incident is classified (A7). */
  readonly classification: IncidentPolicyClassification;
  /** Who leads large incidents. */
  readonly leadership?: IncidentPolicyLeadership;
  /** What labour costs and what other currencies are worth, for the cost of incidents (L1). */
  readonly rates?: IncidentPolicyRates;
  /** The ways in which notifications, and timelines for other systems, leave the house. */
  readonly channels?: readonly IncidentPolicyChannel[];
  /** How evidence is kept true (V8), and which places the operator may read it from. */
  readonly evidence?: IncidentPolicyEvidence;
  /** When an incident counts as one that came back (L2). */
  readonly recurrence?: IncidentPolicyRecurrence;
  /** Who is told when a duty is not done, at which share of its time (R-g). */
  readonly escalation?: readonly IncidentPolicyEscalation[];
  /** How long records are kept; afterwards they may be erased by a person, never by themselves. */
  readonly retention?: IncidentPolicyRetention;
  /** Which alerts become reports and how; the first rule that matches counts, and one with an empty `match` matches every alert (R-b, R-auto). */
  readonly intake?: readonly IncidentPolicyIntake[];
}

/** Which scale is in force. */
export interface IncidentPolicyStatusScale {
  /** The generation of the policy that has it. */
  readonly generation?: number;
  /** Digest of `classification`, to which an assessment is bound. */
  readonly digest?: string;
}

/** Whether the operator can work with the policy; it writes this, nobody else. */
export interface IncidentPolicyStatus {
  /** Which scale is in force. */
  readonly scale?: IncidentPolicyStatusScale;
  /** The generation of the spec that this status describes; older than `metadata.generation` means that the operator has not yet read the last change. */
  readonly observedGeneration?: number;
  /** How the operator fares with this object, after the Kubernetes conventions. */
  readonly conditions?: readonly Condition[];
}

/** One duty to tell one audience about one incident, with its clock (E3, R-i). */
export interface Notification {
  readonly apiVersion: 'meldpunt.dev/v1alpha1';
  readonly kind: 'Notification';
  readonly metadata: NamespacedMeta;
  readonly spec: NotificationSpec;
  readonly status?: NotificationStatus;
}

/** The incident that this belongs to, in the same namespace; it never changes. */
export interface NotificationIncidentRef {
  /** Name of the Incident. */
  readonly name: string;
}

/** Who has to be told; it never changes. */
export type NotificationAudience = 'Authority' | 'DataSubjects' | 'ServiceRecipients' | 'Public' | 'Controller' | 'DPO' | 'CISO' | 'Management' | 'ContactPoint' | 'Reporter' | 'Staff' | 'ThirdParty';

/** Which stage of telling this is, where information follows in phases (N5); it never changes. */
export type NotificationStage = 'Initial' | 'Supplementary' | 'Final';

/** A language. */
export type NotificationLanguage = 'nl' | 'fr' | 'de' | 'en';

/** What is told. */
export interface NotificationContent {
  /** What happened (art. 33(3)(a)). */
  readonly nature?: string;
  /** Whom it concerns; categories and approximate number (art. 33(3)(a)). */
  readonly subjects?: string;
  /** Which data it concerns; categories and approximate number of records (art. 33(3)(a)). */
  readonly records?: string;
  /** Where more can be asked; the DPO or another contact point (art. 33(3)(b)). */
  readonly contact?: string;
  /** The likely consequences (art. 33(3)(c)). */
  readonly consequences?: string;
  /** What was done or is proposed, also to lessen the consequences (art. 33(3)(d)). */
  readonly measures?: string;
  /** What those concerned can do themselves (N7, recital 86). */
  readonly recommendations?: string;
  /** The whole in a few sentences, for audiences that need no more (S6). */
  readonly summary?: string;
  /** Which processing was hit and what it is for, as the form of an authority asks. */
  readonly processing?: string;
  /** How the breach was found out, as the form of an authority asks. */
  readonly detection?: string;
  /** Whether people in other countries are concerned, and which other authorities were told, as the form of an authority asks. */
  readonly crossBorder?: string;
}

/** The language. */
export type NotificationTranslationLanguage = 'nl' | 'fr' | 'de' | 'en';

/** The texts in one language. */
export interface NotificationTranslation {
  /** The language. */
  readonly language: NotificationTranslationLanguage;
  /** The text of `content.nature` in this language. */
  readonly nature?: string;
  /** The text of `content.subjects` in this language. */
  readonly subjects?: string;
  /** The text of `content.records` in this language. */
  readonly records?: string;
  /** The text of `content.contact` in this language. */
  readonly contact?: string;
  /** The text of `content.consequences` in this language. */
  readonly consequences?: string;
  /** The text of `content.measures` in this language. */
  readonly measures?: string;
  /** The text of `content.recommendations` in this language. */
  readonly recommendations?: string;
  /** The text of `content.summary` in this language. */
  readonly summary?: string;
  /** The text of `content.processing` in this language. */
  readonly processing?: string;
  /** The text of `content.detection` in this language. */
  readonly detection?: string;
  /** The text of `content.crossBorder` in this language. */
  readonly crossBorder?: string;
}

/** The part of `content`. */
export type NotificationExpectedPart = 'nature' | 'subjects' | 'records' | 'contact' | 'consequences' | 'measures' | 'recommendations' | 'summary' | 'processing' | 'detection' | 'crossBorder';

/** One part that is still unknown. */
export interface NotificationExpected {
  /** The part of `content`. */
  readonly part: NotificationExpectedPart;
  /** When it will be known, as far as can be said. */
  readonly expectedAt: string;
  /** Why it is not known yet. */
  readonly reason?: string;
}

/** By mail. */
export interface NotificationChannelEmail {
  /** To whom, by names of the policy; a role (dpo, ciso, management, contactPoint), an authority or a department. */
  readonly to: readonly string[];
}

/** By a call to a system. */
export interface NotificationChannelWebhook {
  /** Name of a channel of the policy. */
  readonly name: string;
}

/** By hand, on a page of the recipient; the receipt is recorded in `filings`. */
export interface NotificationChannelPortal {
  /** The page; it is shown to people and never called. */
  readonly url?: string;
}

/** How it leaves the house, exactly one way. */
export interface NotificationChannel {
  /** By mail. */
  readonly email?: NotificationChannelEmail;
  /** By a call to a system. */
  readonly webhook?: NotificationChannelWebhook;
  /** By hand, on a page of the recipient; the receipt is recorded in `filings`. */
  readonly portal?: NotificationChannelPortal;
}

/** One advice. */
export interface NotificationAdvice {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** What is advised. */
  readonly advice: string;
  /** Why. */
  readonly reasons?: string;
}

/** Whether it may go out. */
export type NotificationApprovalDecision = 'Approve' | 'Return';

/** One decision on the text. */
export interface NotificationApproval {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** Whether it may go out. */
  readonly decision: NotificationApprovalDecision;
  /** The digest of the content that was read, as `status.document.digest` showed it. */
  readonly of: string;
  /** What has to change, or was remarked. */
  readonly comment?: string;
}

/** One filing. */
export interface NotificationFiling {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** The code on the receipt. */
  readonly reference: string;
}

/** One acknowledgement. */
export interface NotificationAcknowledgement {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** The reference that the recipient gave. */
  readonly reference?: string;
}

/** One retry. */
export interface NotificationRetry {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** What was mended. */
  readonly reason?: string;
}

/** One waiver. */
export interface NotificationWaiver {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** The ground, one that the duty allows. */
  readonly ground: string;
  /** Why the ground is given. */
  readonly reasons: string;
  /** The id of the advice on which it rests, where the duty asks for one. */
  readonly advice?: string;
}

/** Whom to tell what, and what was decided and done about it. */
export interface NotificationSpec {
  /** The incident that this belongs to, in the same namespace; it never changes. */
  readonly incidentRef: NotificationIncidentRef;
  /** The duty of a regime that this fulfils; it never changes. */
  readonly duty: string;
  /** Who has to be told; it never changes. */
  readonly audience: NotificationAudience;
  /** Which one of the policy's authorities, where there are several; once set it never changes. */
  readonly recipient?: string;
  /** Which stage of telling this is, where information follows in phases (N5); it never changes. */
  readonly stage?: NotificationStage;
  /** The languages of the document; left out, those of the policy. */
  readonly languages?: readonly NotificationLanguage[];
  /** What is told. */
  readonly content?: NotificationContent;
  /** The texts of `content` in the other languages of the document. */
  readonly translations?: readonly NotificationTranslation[];
  /** What is not known yet and when it is expected (art. 33(4)). */
  readonly expected?: readonly NotificationExpected[];
  /** Why it is late; a late notice cannot go out without it where the duty says so (N2, art. 33(1)). */
  readonly delayJustification?: string;
  /** How it leaves the house, exactly one way. */
  readonly channel?: NotificationChannel;
  /** What the DPO advised about this notification, by whoever holds the verb `advise` (N1, N8). */
  readonly advices?: readonly NotificationAdvice[];
  /** Who approved or returned the text, by whoever holds the verb `approve`. */
  readonly approvals?: readonly NotificationApproval[];
  /** That it was filed by hand, with the code of the receipt; this is the proof that the recipient has it (N1). */
  readonly filings?: readonly NotificationFiling[];
  /** That the recipient said to have received it (A3). */
  readonly acknowledgements?: readonly NotificationAcknowledgement[];
  /** That a delivery that was given up is to be tried again, by whoever mended its cause; under the same key, where the document is the same. */
  readonly retries?: readonly NotificationRetry[];
  /** That nobody has to be told after all, with the ground and the reasons, by whoever the duty allows (N1, N8). */
  readonly waivers?: readonly NotificationWaiver[];
}

/** How far it is, which follows from the facts alone. */
export type NotificationStatusPhase = 'Incomplete' | 'AwaitingApproval' | 'Scheduled' | 'Sending' | 'Sent' | 'Acknowledged' | 'Waived' | 'Failed';

/** A part of the content. */
export type NotificationStatusMissing = 'nature' | 'subjects' | 'records' | 'contact' | 'consequences' | 'measures' | 'recommendations' | 'summary' | 'delayJustification';

/** The part. */
export type NotificationStatusGapPart = 'nature' | 'subjects' | 'records' | 'contact' | 'consequences' | 'measures' | 'recommendations' | 'summary' | 'processing' | 'detection' | 'crossBorder' | 'delayJustification';

/** One part that is not known. */
export interface NotificationStatusGap {
  /** The part. */
  readonly part: NotificationStatusGapPart;
  /** Whether the duty cannot be met for good without it; the others are asked where possible. */
  readonly required: boolean;
  /** Where it is filled in. */
  readonly where: string;
  /** When it is expected, as `spec.expected` says; absent where nobody said so. */
  readonly expectedAt?: string;
}

/** A language. */
export type NotificationStatusDocumentLanguage = 'nl' | 'fr' | 'de' | 'en';

/** One section. */
export interface NotificationStatusDocumentSection {
  /** The section. */
  readonly name: string;
  /** SHA-256 over what it said. */
  readonly digest: string;
}

/** In which language. */
export type NotificationStatusDocumentWarningLanguage = 'nl' | 'fr' | 'de' | 'en';

/** What it is. */
export type NotificationStatusDocumentWarningReason = 'HardToRead' | 'LongSentence' | 'Jargon' | 'NotTranslated' | 'NotAccepted';

/** One warning. */
export interface NotificationStatusDocumentWarning {
  /** In which language. */
  readonly language: NotificationStatusDocumentWarningLanguage;
  /** What it is. */
  readonly reason: NotificationStatusDocumentWarningReason;
  /** What to look at; it quotes no text. */
  readonly message: string;
}

/** The document as it would go out now, or went out. */
export interface NotificationStatusDocument {
  /** SHA-256 over the canonical content; what an approval refers to by `of`. */
  readonly digest?: string;
  /** Which revision of the content this is; part of the key of a delivery. */
  readonly revision?: number;
  /** The languages in which it is made out. */
  readonly languages?: readonly NotificationStatusDocumentLanguage[];
  /** The version of the model by which the content was put together; authorities are agreeing on a template of their own. */
  readonly schema?: string;
  /** What each section of the document said, by its digest, so that a supplement carries only what is new (art. 33(4)). */
  readonly sections?: readonly NotificationStatusDocumentSection[];
  /** What a reader may stumble over, of texts that have to be in plain language (N7): sentences that are too long, words of the trade, texts without a translation. */
  readonly warnings?: readonly NotificationStatusDocumentWarning[];
}

/** How far it is; intended, claimed by whoever sends it and not yet known, taken by the receiver, to be tried again, refused for good, or given up after days of trying. */
export type NotificationStatusDeliveryOutcome = 'Queued' | 'Claimed' | 'Delivered' | 'Deferred' | 'Rejected' | 'Exhausted';

/** One recipient. */
export interface NotificationStatusDelivery {
  /** The key under which it is sent, made of incident, duty, stage, document and recipient; the Message-ID of a mail and the webhook-id of a call. */
  readonly key: string;
  /** Whom, by a name of the policy; never an address. */
  readonly to: string;
  /** Which channel of the policy. */
  readonly channel?: string;
  /** The number of the last attempt; 0 before the first. */
  readonly attempt: number;
  /** When the outcome became what it is, in UTC. */
  readonly at: string;
  /** Since when it is tried, in UTC; from here on the time is counted after which it is given up. */
  readonly since?: string;
  /** Of a claim, until when nobody else sends it; of one to be tried again, when at the earliest, in UTC. */
  readonly until?: string;
  /** Who sends it: the number under which a process of the operator claimed the last attempt. */
  readonly claim?: string;
  /** The key of the message in which it goes together with other notices to the same recipient, where it does. */
  readonly bundle?: string;
  /** How far it is; intended, claimed by whoever sends it and not yet known, taken by the receiver, to be tried again, refused for good, or given up after days of trying. */
  readonly outcome: NotificationStatusDeliveryOutcome;
  /** What the receiver or the way answered, as a code. */
  readonly reference?: string;
}

/** The operator's own notes of what the timeline already holds, so that every fact is recorded exactly once, also after a restart (R-c). */
export interface NotificationStatusRecorded {
  /** For each list of entries, the ids that were recorded. */
  readonly entries?: Readonly<Record<string, readonly string[]>>;
  /** For each field that may change, its last recorded value, or the digest of a text. */
  readonly values?: Readonly<Record<string, string>>;
}

/** How far it is; the operator writes this, nobody else. */
export interface NotificationStatus {
  /** How far it is, which follows from the facts alone. */
  readonly phase?: NotificationStatusPhase;
  /** When its clock started, in UTC. */
  readonly from?: string;
  /** When it has to be done, in UTC; the strict reading, on which alarms go. */
  readonly dueAt?: string;
  /** The latest end that the law allows, where it is later than `dueAt`; shown, never used for an alarm. */
  readonly legalDueAt?: string;
  /** Until when nobody can delete it, in UTC; absent while its incident is open (S8). */
  readonly retainUntil?: string;
  /** Whether its incident is under a legal hold, so that it cannot be deleted. */
  readonly legalHold?: boolean;
  /** When it was first sent or filed, in UTC. */
  readonly sentAt?: string;
  /** Whether it was sent after its due time, or is still open after it. */
  readonly late?: boolean;
  /** What the duty requires and neither the content nor the incident has yet (N4, N5). */
  readonly missing?: readonly NotificationStatusMissing[];
  /** Everything that is not known yet, also what the law asks only where possible: where to fill it in, and when it is expected (N4, N5, art. 33(3) and (4)). */
  readonly gaps?: readonly NotificationStatusGap[];
  /** The document as it would go out now, or went out. */
  readonly document?: NotificationStatusDocument;
  /** How far sending it to each recipient is, by the last attempt. */
  readonly deliveries?: readonly NotificationStatusDelivery[];
  /** Whether trying has been given up, so that a person has to act. */
  readonly deadLetter?: boolean;
  /** What happened to this record, in order, each entry chained to the one before it by a hash (R-c). */
  readonly timeline?: readonly TimelineEntry[];
  /** The operator's own notes of what the timeline already holds, so that every fact is recorded exactly once, also after a restart (R-c). */
  readonly recorded?: NotificationStatusRecorded;
  /** The generation of the spec that this status describes; older than `metadata.generation` means that the operator has not yet read the last change. */
  readonly observedGeneration?: number;
  /** How the operator fares with this object, after the Kubernetes conventions. */
  readonly conditions?: readonly Condition[];
}

/** What to do in a kind of incident, worked out beforehand and rehearsed (P7, the draaiboek). */
export interface Playbook {
  readonly apiVersion: 'meldpunt.dev/v1alpha1';
  readonly kind: 'Playbook';
  readonly metadata: ObjectMeta;
  readonly spec: PlaybookSpec;
  readonly status?: PlaybookStatus;
}

/** A category. */
export type PlaybookCategory = 'IneffectiveControl' | 'IntegrityConfidentialityAvailability' | 'HumanError' | 'NonCompliance' | 'PhysicalBreach' | 'PrivacyBreach' | 'UncontrolledChange' | 'Malfunction' | 'AccessViolation' | 'Other';

/** In which phase it is done (R-a). */
export type PlaybookStepPhase = 'Assess' | 'Contain' | 'Eradicate' | 'Recover' | 'Review';

/** One step. */
export interface PlaybookStep {
  /** Names the step in `steps` of an incident. */
  readonly name: string;
  /** In which phase it is done (R-a). */
  readonly phase: PlaybookStepPhase;
  /** What to do. */
  readonly text: string;
  /** Who does it. */
  readonly role?: string;
  /** How long after the report it should be done. */
  readonly within?: string;
  /** Whether an incident that uses the playbook cannot close before the step is done, or skipped with a reason. */
  readonly required?: boolean;
}

/** Which version was approved, by whom and when; a playbook that says another `version` is shown as not approved. */
export interface PlaybookApproved {
  /** The version. */
  readonly version: string;
  /** Who approved it. */
  readonly by: string;
  /** When. */
  readonly at?: string;
}

/** One change. */
export interface PlaybookChange {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** The incident that led to it, as namespace and name. */
  readonly incident: string;
  /** What was changed and why. */
  readonly why: string;
}

/** One rehearsal. */
export interface PlaybookRehearsal {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** The drill that it was played in, as namespace and name, where there is one. */
  readonly incident?: string;
  /** What it showed, good or bad. */
  readonly findings: string;
  /** By when it is rehearsed again, where that is sooner than usual. */
  readonly nextAt?: string;
}

/** For which incidents it is, and its steps. */
export interface PlaybookSpec {
  /** What it is for. */
  readonly title: string;
  /** The categories of incidents that it is meant for; left out, all of them (E2). */
  readonly categories?: readonly PlaybookCategory[];
  /** The severities that it is meant for, by their names in the policy; left out, all of them. */
  readonly severities?: readonly string[];
  /** Which version it is. */
  readonly version?: string;
  /** What to do, in order. */
  readonly steps: readonly PlaybookStep[];
  /** Which version was approved, by whom and when; a playbook that says another `version` is shown as not approved. */
  readonly approved?: PlaybookApproved;
  /** How often it is rehearsed (P7); left out, nobody is reminded. */
  readonly rehearseEvery?: string;
  /** What incidents changed in it (L4). */
  readonly changes?: readonly PlaybookChange[];
  /** The rehearsals of it, with what they found (P7). */
  readonly rehearsals?: readonly PlaybookRehearsal[];
}

/** How it is used; the operator writes this, nobody else. */
export interface PlaybookStatus {
  /** How many incidents used it. */
  readonly used?: number;
  /** When an incident last used it, in UTC. */
  readonly lastUsed?: string;
  /** When it was last rehearsed, by a drill or as recorded, in UTC (P7). */
  readonly lastRehearsed?: string;
  /** By when it is to be rehearsed again, in UTC. */
  readonly nextRehearsal?: string;
  /** Changes that a review asked for and that are not yet among `changes`, by incident (L4). */
  readonly openChanges?: readonly string[];
  /** The generation of the spec that this status describes; older than `metadata.generation` means that the operator has not yet read the last change. */
  readonly observedGeneration?: number;
  /** How the operator fares with this object, after the Kubernetes conventions. */
  readonly conditions?: readonly Condition[];
}

/** One law or rule that obliges the organisation to tell somebody something, or to do something, within a time. */
export interface ReportingRegime {
  readonly apiVersion: 'meldpunt.dev/v1alpha1';
  readonly kind: 'ReportingRegime';
  readonly metadata: ObjectMeta;
  readonly spec: ReportingRegimeSpec;
  readonly status?: ReportingRegimeStatus;
}

/** Who has to be told (R-i). */
export type ReportingRegimeDutyAudience = 'Authority' | 'DataSubjects' | 'ServiceRecipients' | 'Public' | 'Controller' | 'DPO' | 'CISO' | 'Management' | 'ContactPoint' | 'Reporter' | 'Staff' | 'ThirdParty';

/** How the latest end that the law allows is found, beside the strict one on which alarms go; by Regulation 1182/71, by the same rules where national law or a silent act leaves it open, or as the act itself says. */
export type ReportingRegimeDutyCounting = 'Regulation1182' | 'ByAnalogy' | 'AsWritten';

/** A second clock: the duty is due at the earlier of the two, unless the first one starts only after this one has run out (Delegated Regulation (EU) 2025/301, art. 5(1) and (2)). */
export interface ReportingRegimeDutyCap {
  /** The instant at which the second clock starts, in CEL. */
  readonly from: string;
  /** How long the second clock runs. */
  readonly within: string;
}

/** How far the end moves (Delegated Regulation (EU) 2025/301, art. 5(4)). */
export type ReportingRegimeDutyReliefRule = 'NoonOfNextWorkingDay';

/** A later end that the law allows where the time runs out on a day that is no working day. */
export interface ReportingRegimeDutyRelief {
  /** How far the end moves (Delegated Regulation (EU) 2025/301, art. 5(4)). */
  readonly rule: ReportingRegimeDutyReliefRule;
  /** When the relief is not given, as a CEL expression (art. 5(5)). */
  readonly unless?: string;
}

/** Which stage of telling the duty stands for; left out, it is the first one. */
export type ReportingRegimeDutyStage = 'Initial' | 'Supplementary' | 'Final';

/** A part of the content. */
export type ReportingRegimeDutyRequire = 'nature' | 'subjects' | 'records' | 'contact' | 'consequences' | 'measures' | 'recommendations' | 'summary';

/** The role that can waive it. */
export type ReportingRegimeDutyWaivableBy = 'Controller' | 'DPO' | 'CISO' | 'ContactPoint' | 'Management';

/** Whose advice has to be there first (N8). */
export type ReportingRegimeDutyWaivableAdvice = 'DPO';

/** Whether the duty can be waived, on which ground and by whom; left out, it cannot. */
export interface ReportingRegimeDutyWaivable {
  /** The one ground on which it can be waived. */
  readonly ground: string;
  /** The role that can waive it. */
  readonly by: ReportingRegimeDutyWaivableBy;
  /** Whose advice has to be there first (N8). */
  readonly advice?: ReportingRegimeDutyWaivableAdvice;
}

/** One duty: to tell an audience something, which makes a Notification, or, without an audience, to do something within a time, which makes only a deadline on the incident. */
export interface ReportingRegimeDuty {
  /** Names the duty everywhere: in the incident's deadlines, in the name of its Notification, in metrics. */
  readonly name: string;
  /** What people call it. */
  readonly title?: string;
  /** Who has to be told (R-i). */
  readonly audience?: ReportingRegimeDutyAudience;
  /** When the duty exists, as a CEL expression that gives true or false. */
  readonly when: string;
  /** The instant at which its clock starts, as a CEL expression over the same variables. */
  readonly from: string;
  /** How long it may take, as an ISO 8601 duration. */
  readonly within?: string;
  /** The name of a target in `within` of the incident's severity (A7); where the severity has it, it takes the place of `within`. */
  readonly target?: string;
  /** How the latest end that the law allows is found, beside the strict one on which alarms go; by Regulation 1182/71, by the same rules where national law or a silent act leaves it open, or as the act itself says. */
  readonly counting?: ReportingRegimeDutyCounting;
  /** A second clock: the duty is due at the earlier of the two, unless the first one starts only after this one has run out (Delegated Regulation (EU) 2025/301, art. 5(1) and (2)). */
  readonly cap?: ReportingRegimeDutyCap;
  /** A later end that the law allows where the time runs out on a day that is no working day. */
  readonly relief?: ReportingRegimeDutyRelief;
  /** The instant at which a fact fulfilled the duty, as a CEL expression; absent or null while it has not. */
  readonly metAt?: string;
  /** Another duty of this regime that has to be sent before this one opens. */
  readonly after?: string;
  /** Which stage of telling the duty stands for; left out, it is the first one. */
  readonly stage?: ReportingRegimeDutyStage;
  /** Whether the information may follow in phases where it is not all known at once (N5, art. 33(4)); what is missing then opens supplementary notifications. */
  readonly phased?: boolean;
  /** Which one of the policy's authorities, where there are several. */
  readonly recipient?: string;
  /** How long before the end a warning is recorded and announced, one for each duration. */
  readonly warnBefore?: readonly string[];
  /** The parts of the content without which the notification is incomplete (N4, art. 33(3)). */
  readonly requires?: readonly ReportingRegimeDutyRequire[];
  /** Whether a late notice cannot go out without a justification of the delay (N2, art. 33(1)). */
  readonly lateNeedsJustification?: boolean;
  /** Whether its text has to be approved before it may go out. */
  readonly needsApproval?: boolean;
  /** Whether the duty is met only once the recipient has acknowledged, and not by sending alone (A3). */
  readonly needsAcknowledgement?: boolean;
  /** Whether the duty can be waived, on which ground and by whom; left out, it cannot. */
  readonly waivable?: ReportingRegimeDutyWaivable;
  /** The clause that asks it, as it is cited in deadlines and documents. */
  readonly clause?: string;
}

/** The law, from when to when it holds, and what it asks. */
export interface ReportingRegimeSpec {
  /** What people call it. */
  readonly title: string;
  /** The text that it comes from, with its articles. */
  readonly source?: string;
  /** The first day on which it holds; left out, it always did. */
  readonly validFrom?: string;
  /** The last day on which it holds; left out, it holds until further notice. */
  readonly validUntil?: string;
  /** What the regime asks, one duty for each audience or deadline. */
  readonly duties: readonly ReportingRegimeDuty[];
}

/** Whether the operator can use the regime; it writes this, nobody else. */
export interface ReportingRegimeStatus {
  /** The generation of the spec that this status describes; older than `metadata.generation` means that the operator has not yet read the last change. */
  readonly observedGeneration?: number;
  /** How the operator fares with this object, after the Kubernetes conventions. */
  readonly conditions?: readonly Condition[];
}

/** The older entries of the timeline of one record, moved here whole and written once, so that no entry is lost and no record grows too large. */
export interface TimelineArchive {
  readonly apiVersion: 'meldpunt.dev/v1alpha1';
  readonly kind: 'TimelineArchive';
  readonly metadata: NamespacedMeta;
  readonly spec: TimelineArchiveSpec;
}

/** Its kind. */
export type TimelineArchiveOfKind = 'Incident' | 'EvidenceItem' | 'Notification' | 'Weakness';

/** The record whose timeline this is. */
export interface TimelineArchiveOf {
  /** Its kind. */
  readonly kind: TimelineArchiveOfKind;
  /** Its name. */
  readonly name: string;
  /** Its uid, which no other object ever has. */
  readonly uid: string;
}

/** One duty. */
export interface TimelineArchiveRegisterDuty {
  /** The duty. */
  readonly name: string;
  /** What became of it. */
  readonly state: string;
  /** Where the law says so. */
  readonly clause?: string;
  /** When it was due, in UTC. */
  readonly dueAt?: string;
  /** When it was met, in UTC. */
  readonly metAt?: string;
  /** Under which references it was received, the first eight. */
  readonly references?: readonly string[];
}

/** Only on the last archive of a record that was erased after its retention: what remains of it, for the authority (art. 33(5)) and without personal data. */
export interface TimelineArchiveRegister {
  /** When the deletion was asked for, in UTC. */
  readonly erasedAt: string;
  /** When the record was made, in UTC. */
  readonly createdAt: string;
  /** Dates, codes, numbers and references, by the path at which they stood in the record. */
  readonly facts: Readonly<Record<string, string>>;
  /** The digests of the texts and lists that went, by path: whoever kept a copy can prove that it is the true one. */
  readonly digests?: Readonly<Record<string, string>>;
  /** Who had to be told, and when and under which reference that was done. */
  readonly duties?: readonly TimelineArchiveRegisterDuty[];
}

/** A run of entries, from one number to another, with the hashes that join it to what lies before and after. */
export interface TimelineArchiveSpec {
  /** The record whose timeline this is. */
  readonly of: TimelineArchiveOf;
  /** The number of the first entry. */
  readonly first: number;
  /** The number of the last entry. */
  readonly last: number;
  /** The entries, in order, exactly as they stood in the record. */
  readonly entries: readonly TimelineEntry[];
  /** The hash of the entry before the first one; for the first archive, the value that binds the uid. */
  readonly prev: string;
  /** The hash of the last entry, with which the record or the next archive goes on. */
  readonly head: string;
  /** Only on the last archive of a record that was erased after its retention: what remains of it, for the authority (art. 33(5)) and without personal data. */
  readonly register?: TimelineArchiveRegister;
}

/** What could go wrong next; a weakness that somebody observed or suspects, without anything having happened yet (W1). */
export interface Weakness {
  readonly apiVersion: 'meldpunt.dev/v1alpha1';
  readonly kind: 'Weakness';
  readonly metadata: NamespacedMeta;
  readonly spec: WeaknessSpec;
  readonly status?: WeaknessStatus;
}

/** By which way it came in (P4). */
export type WeaknessReportReportedVia = 'LineManager' | 'Helpdesk' | 'CISO' | 'DPO' | 'Console' | 'API' | 'Alert';

/** Who reported it, when and how; written once. */
export interface WeaknessReport {
  /** Who reported it; left out, it is filled in with whoever writes. */
  readonly by?: string;
  /** When, with its offset. */
  readonly at?: string;
  /** Who wrote it down, where that is not the person of `by`. */
  readonly via?: string;
  /** By which way it came in (P4). */
  readonly reportedVia?: WeaknessReportReportedVia;
  /** Whether the reporter stays unnamed. */
  readonly anonymous?: boolean;
}

/** How likely it is to be exploited or to fail. */
export type WeaknessEvaluationLikelihood = 'Low' | 'Medium' | 'High';

/** What it would do. */
export type WeaknessEvaluationImpact = 'Low' | 'Medium' | 'High';

/** What is to be done. */
export type WeaknessEvaluationTreat = 'Remedy' | 'Accept' | 'Duplicate' | 'NotAWeakness';

/** One evaluation. */
export interface WeaknessEvaluation {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** How likely it is to be exploited or to fail. */
  readonly likelihood: WeaknessEvaluationLikelihood;
  /** What it would do. */
  readonly impact: WeaknessEvaluationImpact;
  /** Why. */
  readonly reasons: string;
  /** What is to be done. */
  readonly treat: WeaknessEvaluationTreat;
  /** The weakness that it is the same as, where it is a duplicate. */
  readonly duplicateOf?: string;
}

/** What will be done about it, by whom and by when (W4). */
export interface WeaknessRemedy {
  /** Who sees to it. */
  readonly owner: string;
  /** By when. */
  readonly dueAt?: string;
  /** What will be done. */
  readonly plan: string;
}

/** One remedy that was carried out. */
export interface WeaknessRemedied {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** How. */
  readonly how: string;
  /** Who verified that it works, another person than `by`, as the writer tells. */
  readonly verifiedBy?: string;
}

/** Whether it works. */
export type WeaknessVerificationResult = 'Effective' | 'NotEffective';

/** One verification. */
export interface WeaknessVerification {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** The id of the remedy that was verified. */
  readonly of: string;
  /** Whether it works. */
  readonly result: WeaknessVerificationResult;
  /** How it was verified, without exploiting the weakness. */
  readonly how: string;
}

/** One acceptance. */
export interface WeaknessAcceptance {
  /** Names the entry within its list, so that several writers can each add their own and others can refer to it. */
  readonly id: string;
  /** When it happened, with its offset from UTC. */
  readonly at?: string;
  /** Whose act it is, as the API server knows that user. */
  readonly by?: string;
  /** Who wrote it, where that is not the person of `by`: a pipeline or the console. */
  readonly via?: string;
  /** The id of an earlier entry of the same list that this one corrects; both stay readable. */
  readonly corrects?: string;
  /** Why. */
  readonly reasons: string;
  /** Until when; left out, until it is evaluated anew. */
  readonly until?: string;
}

/** What was reported, and what was decided and done about it. */
export interface WeaknessSpec {
  /** What it is in a few words, without personal data. */
  readonly title: string;
  /** What was seen, and where. */
  readonly description?: string;
  /** What has the weakness. */
  readonly asset?: string;
  /** The department that it belongs to, by its name in the policy. */
  readonly department?: string;
  /** Who reported it, when and how; written once. */
  readonly report?: WeaknessReport;
  /** That the reporter has read that a weakness must never be exploited, not even to prove it (W3). */
  readonly notExploited: boolean;
  /** How serious it was judged to be, and what is to be done with it (R-f); the last one counts. */
  readonly evaluations?: readonly WeaknessEvaluation[];
  /** What will be done about it, by whom and by when (W4). */
  readonly remedy?: WeaknessRemedy;
  /** That it was repaired, by whom and how (W4). */
  readonly remedied?: readonly WeaknessRemedied[];
  /** Whether a remedy works, by another person than the one who carried it out (W4); of several on one remedy the last counts. */
  readonly verifications?: readonly WeaknessVerification[];
  /** That its risk is accepted by a named person, whoever holds the verb `accept` (W4). */
  readonly acceptances?: readonly WeaknessAcceptance[];
}

/** How far it is, which follows from the facts alone. */
export type WeaknessStatusPhase = 'Reported' | 'Evaluated' | 'Remedying' | 'Remedied' | 'Accepted' | 'Rejected';

/** The operator's own notes of what the timeline already holds, so that every fact is recorded exactly once, also after a restart (R-c). */
export interface WeaknessStatusRecorded {
  /** For each list of entries, the ids that were recorded. */
  readonly entries?: Readonly<Record<string, readonly string[]>>;
  /** For each field that may change, its last recorded value, or the digest of a text. */
  readonly values?: Readonly<Record<string, string>>;
}

/** How far it is; the operator writes this, nobody else. */
export interface WeaknessStatus {
  /** How far it is, which follows from the facts alone. */
  readonly phase?: WeaknessStatusPhase;
  /** When it was recorded that it was remedied, accepted or rejected; absent while it is open. */
  readonly endedAt?: string;
  /** Until when nobody can delete it, in UTC (S8). */
  readonly retainUntil?: string;
  /** When the next step is due, in UTC. */
  readonly dueAt?: string;
  /** The incidents behind which it was found, the newest ones. */
  readonly incidents?: readonly string[];
  /** What happened to this record, in order, each entry chained to the one before it by a hash (R-c). */
  readonly timeline?: readonly TimelineEntry[];
  /** The operator's own notes of what the timeline already holds, so that every fact is recorded exactly once, also after a restart (R-c). */
  readonly recorded?: WeaknessStatusRecorded;
  /** The generation of the spec that this status describes; older than `metadata.generation` means that the operator has not yet read the last change. */
  readonly observedGeneration?: number;
  /** How the operator fares with this object, after the Kubernetes conventions. */
  readonly conditions?: readonly Condition[];
}
