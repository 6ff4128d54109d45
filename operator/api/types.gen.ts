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
  readonly IncidentPolicy: IncidentPolicy;
  readonly Notification: Notification;
  readonly ReportingRegime: ReportingRegime;
  readonly TimelineArchive: TimelineArchive;
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
  /** Checks by people that it is unchanged; those of the operator are in `status.verified` (V8). */
  readonly verifications?: readonly EvidenceItemVerification[];
  /** How long it has to be kept. */
  readonly retention?: EvidenceItemRetention;
  /** That it was destroyed or given back for good, by whoever holds the verb `dispose`; written once. */
  readonly disposal?: EvidenceItemDisposal;
}

/** How far it is, which follows from the facts alone; compromised means that the chain of custody or the bytes are broken. */
export type EvidenceItemStatusPhase = 'Identified' | 'Collected' | 'Preserved' | 'Disposed' | 'Compromised';

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

/** Which kind of proof. */
export type EvidenceItemStatusSealType = 'RFC3161';

/** Proof that the digest existed at a time. */
export interface EvidenceItemStatusSeal {
  /** Which kind of proof. */
  readonly type: EvidenceItemStatusSealType;
  /** The time-stamp token, in base64. */
  readonly token?: string;
  /** The time that it proves, in UTC. */
  readonly time?: string;
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

/** What the operator makes of it; it writes this, nobody else. */
export interface EvidenceItemStatus {
  /** How far it is, which follows from the facts alone; compromised means that the chain of custody or the bytes are broken. */
  readonly phase?: EvidenceItemStatusPhase;
  /** Who holds it now. */
  readonly holder?: string;
  /** The last check against its digest. */
  readonly verified?: EvidenceItemStatusVerified;
  /** Proof that the digest existed at a time. */
  readonly seal?: EvidenceItemStatusSeal;
  /** What weakens it as proof; it never keeps it from being recorded (V6, V7). */
  readonly findings?: readonly EvidenceItemStatusFinding[];
  /** What happened to this record, in order, each entry chained to the one before it by a hash (R-c). */
  readonly timeline?: readonly TimelineEntry[];
  /** What of the spec is on the timeline already: for each path, the value or digest that was last recorded. */
  readonly recorded?: Readonly<Record<string, string>>;
  /** The generation of the spec that this status describes; older than `metadata.generation` means that the operator has not yet read the last change. */
  readonly observedGeneration?: number;
  /** How the operator fares with this object, after the Kubernetes conventions. */
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

/** What labour costs, for the cost of incidents (L1). */
export interface IncidentPolicyRates {
  /** The currency, after ISO 4217. */
  readonly currency: string;
  /** The price of an hour of work by role. */
  readonly perHour?: Readonly<Record<string, string>>;
}

/** How it works. */
export type IncidentPolicyChannelType = 'Webhook' | 'SMTP';

/** The Secret with its credentials. */
export interface IncidentPolicyChannelSecretRef {
  /** Name of the Secret. */
  readonly name: string;
  /** Its namespace; left out, it is the one in which the operator runs. */
  readonly namespace?: string;
}

/** One way out. */
export interface IncidentPolicyChannel {
  /** Name of the channel. */
  readonly name: string;
  /** How it works. */
  readonly type: IncidentPolicyChannelType;
  /** Where it goes. */
  readonly url?: string;
  /** The Secret with its credentials. */
  readonly secretRef?: IncidentPolicyChannelSecretRef;
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
  /** What labour costs, for the cost of incidents (L1). */
  readonly rates?: IncidentPolicyRates;
  /** The ways in which notifications leave the house. */
  readonly channels?: readonly IncidentPolicyChannel[];
  /** When an incident counts as one that came back (L2). */
  readonly recurrence?: IncidentPolicyRecurrence;
  /** How long records are kept; afterwards they may be erased by a person, never by themselves. */
  readonly retention?: IncidentPolicyRetention;
  /** Which alerts become reports and how; the first rule that matches counts (R-b, R-auto). */
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
  /** That nobody has to be told after all, with the ground and the reasons, by whoever the duty allows (N1, N8). */
  readonly waivers?: readonly NotificationWaiver[];
}

/** How far it is, which follows from the facts alone. */
export type NotificationStatusPhase = 'Incomplete' | 'AwaitingApproval' | 'Scheduled' | 'Sending' | 'Sent' | 'Acknowledged' | 'Waived' | 'Failed';

/** A part of the content. */
export type NotificationStatusMissing = 'nature' | 'subjects' | 'records' | 'contact' | 'consequences' | 'measures' | 'recommendations' | 'summary' | 'delayJustification';

/** A language. */
export type NotificationStatusDocumentLanguage = 'nl' | 'fr' | 'de' | 'en';

/** The document as it would go out now, or went out. */
export interface NotificationStatusDocument {
  /** SHA-256 over the canonical content; what an approval refers to by `of`. */
  readonly digest?: string;
  /** Which revision of the content this is; part of the key of a delivery. */
  readonly revision?: number;
  /** The languages in which it is made out. */
  readonly languages?: readonly NotificationStatusDocumentLanguage[];
}

/** What came of it; claimed and not yet known, taken by the receiver, to be tried again, or refused for good. */
export type NotificationStatusDeliveryOutcome = 'Claimed' | 'Delivered' | 'Deferred' | 'Rejected';

/** One attempt. */
export interface NotificationStatusDelivery {
  /** The key under which it was sent, made of incident, duty, stage and revision; a receiver that sees it twice has seen one message. */
  readonly key: string;
  /** Whom, by a name of the policy; never an address. */
  readonly to: string;
  /** The number of the attempt. */
  readonly attempt: number;
  /** When, in UTC. */
  readonly at: string;
  /** What came of it; claimed and not yet known, taken by the receiver, to be tried again, or refused for good. */
  readonly outcome: NotificationStatusDeliveryOutcome;
  /** What the receiver answered, as a code. */
  readonly reference?: string;
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
  /** When it was first sent or filed, in UTC. */
  readonly sentAt?: string;
  /** Whether it was sent after its due time, or is still open after it. */
  readonly late?: boolean;
  /** What the duty requires and neither the content nor the incident has yet (N4, N5). */
  readonly missing?: readonly NotificationStatusMissing[];
  /** The document as it would go out now, or went out. */
  readonly document?: NotificationStatusDocument;
  /** The attempts to send it, in order. */
  readonly deliveries?: readonly NotificationStatusDelivery[];
  /** Whether trying has been given up, so that a person has to act. */
  readonly deadLetter?: boolean;
  /** What happened to this record, in order, each entry chained to the one before it by a hash (R-c). */
  readonly timeline?: readonly TimelineEntry[];
  /** What of the spec is on the timeline already: for each path, the value or digest that was last recorded. */
  readonly recorded?: Readonly<Record<string, string>>;
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
  readonly source: string;
  /** The first day on which it holds; the moment of awareness of an incident decides whether it counts. */
  readonly validFrom: string;
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
}
