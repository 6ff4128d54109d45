/** What Prometheus knows of a metric, what a reader has to know, and the most series it can ever have. */
export interface Entry {
  readonly type: 'gauge' | 'counter' | 'histogram';
  readonly labels: readonly string[];
  readonly help: string;
  /** The bound on the number of series, buckets, sum and count of a histogram included. */
  readonly series: number;
  /** A query that somebody would really ask. */
  readonly example: string;
  /** The upper bounds of a histogram, in seconds. */
  readonly buckets?: readonly number[];
}

const hour = 3_600;
/** From an hour to two weeks: the targets of the policy's severities, the 72 hours of art. 33(1), and what is beyond help. */
const caseBuckets = [hour, 8 * hour, 24 * hour, 72 * hour, 336 * hour];
/** From what is promised, three seconds, to a night without an operator. */
const missBuckets = [1, 3, 10, 60, hour];
const callBuckets = [0.01, 0.1, 1, 5];

/** A histogram has a series for each bucket, one for what is beyond, its sum and its count. */
const histogramOf = (buckets: readonly number[]) => ({ type: 'histogram', buckets, series: buckets.length + 3 }) as const;

const duration = (help: string, name: string) => ({
  ...histogramOf(caseBuckets),
  labels: [],
  help,
  example: `histogram_quantile(0.9, sum by (le) (increase(${name}_bucket[90d])))`,
});

/** The figures of the register (L1): only the leader exports them, and drills are in none of them. */
export const domainEntries = {
  meldpunt_incidents: {
    type: 'gauge',
    labels: ['category', 'severity', 'phase'],
    series: 81,
    help: 'Incidents in the register, by category, severity (none before an assessment) and phase.',
    example: 'sum by (category) (meldpunt_incidents{phase!~"Closed|Dismissed"})',
  },
  meldpunt_incidents_created_total: {
    type: 'counter',
    labels: ['category'],
    series: 12,
    help: 'Incidents that reached the register while this process ran.',
    example: 'sum by (category) (increase(meldpunt_incidents_created_total[30d]))',
  },
  meldpunt_incidents_closed_total: {
    type: 'counter',
    labels: ['category', 'outcome'],
    series: 24,
    help: 'Incidents that were closed or dismissed while this process ran; one that is reopened and closed again counts twice.',
    example: 'sum by (outcome) (increase(meldpunt_incidents_closed_total[30d]))',
  },
  meldpunt_incidents_recurring: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'Open incidents of which as many came back within the window as the policy calls a recurrence (L2).',
    example: 'meldpunt_incidents_recurring > 0',
  },
  meldpunt_incidents_recurring_high_impact: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'Those of the recurring open incidents that hit so hard that management is told (L2).',
    example: 'meldpunt_incidents_recurring_high_impact > 0',
  },
  meldpunt_lessons_overdue: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'Lessons that management approved and whose date has passed without a follow-up, of closed incidents too (L4).',
    example: 'meldpunt_lessons_overdue > 0',
  },
  meldpunt_incident_cost: {
    type: 'gauge',
    labels: ['category', 'kind', 'currency'],
    series: 50,
    help: 'The costs recorded on incidents, in units of the currency of the policy, or of their own where the policy declares no exchange rate for their day; corrected entries are left out and reimbursements are negative.',
    example: 'sum by (category, currency) (meldpunt_incident_cost)',
  },
  meldpunt_incident_costs_left_out: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'Cost entries that are in no figure because there are more currencies than series for them; money of two currencies is never added up.',
    example: 'meldpunt_incident_costs_left_out > 0',
  },
  meldpunt_deadlines: {
    type: 'gauge',
    labels: ['duty', 'state'],
    series: 71,
    help: 'Deadlines of incidents, by duty and state.',
    example: 'sum by (duty) (meldpunt_deadlines{state="Missed"})',
  },
  meldpunt_deadline_seconds: {
    type: 'gauge',
    labels: ['duty'],
    series: 25,
    help: 'Seconds until the nearest deadline of the duty that is neither met nor waived, reckoned when scraped; negative once it is missed.',
    example: 'min by (duty) (meldpunt_deadline_seconds) < 4 * 3600',
  },
  meldpunt_deadline_lateness_seconds: {
    ...histogramOf(missBuckets),
    labels: [],
    help: 'How long after its due time a miss was recorded, for misses that this process recorded: the lateness of the engine, not of people.',
    example: 'histogram_quantile(0.99, sum by (le) (increase(meldpunt_deadline_lateness_seconds_bucket[1d]))) > 60',
  },
  meldpunt_incident_to_report_seconds: duration('From established to reported (P4).', 'meldpunt_incident_to_report_seconds'),
  meldpunt_incident_to_assess_seconds: duration('From reported to the first assessment (A5).', 'meldpunt_incident_to_assess_seconds'),
  meldpunt_incident_to_contain_seconds: duration('From established to contained (R-a).', 'meldpunt_incident_to_contain_seconds'),
  meldpunt_incident_to_recover_seconds: duration('From established to recovered (S9).', 'meldpunt_incident_to_recover_seconds'),
  meldpunt_notifications: {
    type: 'gauge',
    labels: ['audience', 'phase'],
    series: 33,
    help: 'Notifications, by audience and phase.',
    example: 'sum by (audience) (meldpunt_notifications{phase=~"Incomplete|AwaitingApproval"})',
  },
  meldpunt_notifications_overdue: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'Notifications past their due time that are neither sent nor waived.',
    example: 'meldpunt_notifications_overdue > 0',
  },
  meldpunt_evidence_items: {
    type: 'gauge',
    labels: ['media_type', 'phase'],
    series: 22,
    help: 'Items of evidence, by type of medium and phase.',
    example: 'sum(meldpunt_evidence_items{phase="Compromised"}) > 0',
  },
  meldpunt_evidence_unreadable: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'Items of evidence of which the operator could not read the bytes when it last tried.',
    example: 'meldpunt_evidence_unreadable > 0',
  },
} as const satisfies Record<string, Entry>;

/** The figures of the machinery: every replica exports them. */
export const machineryEntries = {
  meldpunt_reconcile_total: {
    type: 'counter',
    labels: ['kind', 'result'],
    series: 30,
    help: 'Reconciles, by kind and how they ended.',
    example: 'sum by (kind) (rate(meldpunt_reconcile_total{result="quarantined"}[5m])) > 0',
  },
  meldpunt_reconcile_seconds: {
    ...histogramOf(callBuckets),
    labels: [],
    help: 'How long a reconcile took, its write included.',
    example: 'histogram_quantile(0.99, sum by (le) (rate(meldpunt_reconcile_seconds_bucket[5m])))',
  },
  meldpunt_queue_depth: {
    type: 'gauge',
    labels: ['kind'],
    series: 9,
    help: 'Objects that wait for their turn.',
    example: 'max_over_time(meldpunt_queue_depth[15m]) > 1000',
  },
  meldpunt_watch_events_total: {
    type: 'counter',
    labels: [],
    series: 1,
    help: 'Changes that arrived over watches.',
    example: 'rate(meldpunt_watch_events_total[5m])',
  },
  meldpunt_watch_restarts_total: {
    type: 'counter',
    labels: ['kind', 'cause'],
    series: 15,
    help: 'Watches that were begun anew, by cause: resume is routine, gone means a full list, silent a dead connection.',
    example: 'sum by (kind) (rate(meldpunt_watch_restarts_total{cause=~"gone|silent|error"}[15m]))',
  },
  meldpunt_api_requests_total: {
    type: 'counter',
    labels: ['verb', 'code'],
    series: 24,
    help: 'Requests to the API server, by verb and answer.',
    example: 'sum by (code) (rate(meldpunt_api_requests_total{code!~"2.."}[5m]))',
  },
  meldpunt_api_request_seconds: {
    ...histogramOf(callBuckets),
    labels: [],
    help: 'How long the API server took to answer, watches excepted.',
    example: 'histogram_quantile(0.99, sum by (le) (rate(meldpunt_api_request_seconds_bucket[5m])))',
  },
  meldpunt_events_posted_total: {
    type: 'counter',
    labels: ['result'],
    series: 5,
    help: 'Kubernetes Events made of timeline entries, by what became of them; existed means that an earlier attempt had succeeded.',
    example: 'rate(meldpunt_events_posted_total{result="dropped"}[15m]) > 0',
  },
  meldpunt_intake_requests_total: {
    type: 'counter',
    labels: ['result'],
    series: 5,
    help: 'Requests to the intake, by how they were answered: a class of statuses, and 429 and 503, which ask to come again.',
    example: 'sum by (result) (rate(meldpunt_intake_requests_total{result!="2xx"}[15m]))',
  },
  meldpunt_intake_alerts_total: {
    type: 'counter',
    labels: ['outcome'],
    series: 5,
    help: 'Alerts and reports that were taken in, by what became of them: an incident was created, counted up or noted as resolved, they are below a threshold, or there was nothing to resolve.',
    example: 'sum by (outcome) (increase(meldpunt_intake_alerts_total[1d]))',
  },
  meldpunt_evidence_checks_total: {
    type: 'counter',
    labels: ['result'],
    series: 3,
    help: 'Readings of the bytes of evidence by the operator, by what was found; unreadable is no mismatch.',
    example: 'increase(meldpunt_evidence_checks_total{result="Mismatch"}[1h]) > 0',
  },
  meldpunt_evidence_read_bytes_total: {
    type: 'counter',
    labels: [],
    series: 1,
    help: 'Bytes of evidence that were read to the end and hashed.',
    example: 'rate(meldpunt_evidence_read_bytes_total[1h])',
  },
  meldpunt_sink_messages_total: {
    type: 'counter',
    labels: ['outcome'],
    series: 3,
    help: 'Timeline entries sent to the channels that ask for them, by what became of each attempt: accepted, refused for good, or failed and tried again.',
    example: 'sum by (outcome) (rate(meldpunt_sink_messages_total[5m]))',
  },
  meldpunt_sink_records_behind: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'Records of which some channel has not taken the newest timeline entry yet, added up over the channels.',
    example: 'max_over_time(meldpunt_sink_records_behind[15m])',
  },
  meldpunt_sink_stuck_seconds: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'For how long the channel that is worst off has taken nothing although something is to be told; 0 while none is behind.',
    example: 'max(meldpunt_sink_stuck_seconds) > 900',
  },
  meldpunt_deliveries_total: {
    type: 'counter',
    labels: ['channel', 'outcome'],
    series: 6,
    help: 'Attempts to send a notification, by type of channel and what came of them: accepted, refused for good, or failed and tried again.',
    example: 'sum by (channel, outcome) (increase(meldpunt_deliveries_total{outcome!="accepted"}[1h]))',
  },
  meldpunt_dead_letters: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'Notifications with a recipient for whom sending was refused or given up, so that a person has to act.',
    example: 'meldpunt_dead_letters > 0',
  },
  meldpunt_delivery_oldest_seconds: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'How long the oldest notification that may go has been on its way without being delivered; 0 when there is none.',
    example: 'max(meldpunt_delivery_oldest_seconds) > 3600',
  },
  meldpunt_checkpoint_last_timestamp_seconds: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'When every timeline was last found under a signed checkpoint that lies everywhere it belongs, with its time stamp if one is asked for; that of the start of signing before, and 0 where none is signed.',
    example: 'time() - max(meldpunt_checkpoint_last_timestamp_seconds) > 900',
  },
  meldpunt_leader: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: '1 on the replica that holds the lease, 0 on the others.',
    example: 'sum(meldpunt_leader) != 1',
  },
  meldpunt_engine_last_tick_timestamp_seconds: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'When the engine last showed that it works; 0 before the first time. A dead-man alarm belongs on this one.',
    example: 'time() - max(meldpunt_engine_last_tick_timestamp_seconds) > 120',
  },
  meldpunt_build_info: {
    type: 'gauge',
    labels: ['version', 'node'],
    series: 1,
    help: '1, with the version of the operator and of its runtime.',
    example: 'count by (version) (meldpunt_build_info)',
  },
  meldpunt_log_lines_dropped_total: {
    type: 'counter',
    labels: [],
    series: 1,
    help: 'Log lines that were dropped because nobody read them fast enough.',
    example: 'increase(meldpunt_log_lines_dropped_total[1h]) > 0',
  },
  meldpunt_objects_unreadable: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'Objects of which the figures could not be made, so that they are in none.',
    example: 'meldpunt_objects_unreadable > 0',
  },
  process_cpu_seconds_total: {
    type: 'counter',
    labels: [],
    series: 1,
    help: 'Processor time used by the process.',
    example: 'rate(process_cpu_seconds_total{job="meldpunt"}[5m])',
  },
  process_resident_memory_bytes: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'Memory that the process holds.',
    example: 'process_resident_memory_bytes{job="meldpunt"}',
  },
  process_start_time_seconds: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'When the process started.',
    example: 'changes(process_start_time_seconds{job="meldpunt"}[1h])',
  },
  nodejs_eventloop_lag_seconds: {
    type: 'gauge',
    labels: [],
    series: 1,
    help: 'The longest that the event loop was held up since the last scrape.',
    example: 'max_over_time(nodejs_eventloop_lag_seconds{job="meldpunt"}[15m])',
  },
} as const satisfies Record<string, Entry>;

/** Every metric there is, by its name. */
export const catalogue = { ...domainEntries, ...machineryEntries } as const;

/** The most series that one replica can export, at any number of objects (D6). */
export const seriesBound = 500;
