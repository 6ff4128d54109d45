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
  readonly IncidentPolicy: IncidentPolicy;
  readonly ReportingRegime: ReportingRegime;
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
