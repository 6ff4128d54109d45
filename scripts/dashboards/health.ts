import { type Board, figure, type Query, trend } from './panels.ts';

const quantile = (metric: string): Query => ({
  expr: `histogram_quantile(0.99, sum by (le) (rate(${metric}_bucket[$__rate_interval])))`,
  legend: '99 of 100',
});

const rate = (metric: string, ...by: readonly string[]): Query => ({
  expr: `sum by (${by.join(', ')}) (rate(${metric}[$__rate_interval]))`,
  legend: by.map((label) => `{{${label}}}`).join(' '),
});

/** For whoever runs the operator: whether it lives, keeps up, and is heard. */
export const health: Board = {
  uid: 'meldpunt-operator',
  title: 'Meldpunt: operator',
  description: 'Whether the operator lives, keeps up with the cluster, and is heard by those whom it tells.',
  from: 'now-6h',
  refresh: '30s',
  sections: [
    {
      heading: 'Alive',
      panels: [
        figure(
          { title: 'Leaders', description: 'Exactly one replica leads; with none, nothing is decided.', right: 1 },
          'sum(meldpunt_leader)',
        ),
        figure(
          { title: 'Last sign of life', description: 'How long ago the engine last showed that it works.', unit: 's', alarm: [30, 120] },
          'time() - max(meldpunt_engine_last_tick_timestamp_seconds)',
        ),
        figure(
          {
            title: 'Lateness',
            description: 'By how much the engine records misses late, 99 of 100 of them in the last day.',
            unit: 's',
            alarm: [3, 60],
          },
          'histogram_quantile(0.99, sum by (le) (increase(meldpunt_deadline_lateness_seconds_bucket[1d]))) >= 0 or vector(0)',
        ),
        figure(
          { title: 'Set aside', description: 'Objects that could not be processed in the last day.', alarm: [1, 5] },
          'round(sum(increase(meldpunt_reconcile_total{result="quarantined"}[1d]))) or vector(0)',
        ),
        figure(
          { title: 'Not in the figures', description: 'Objects of which no figures could be made.', alarm: [1, 5] },
          'max(meldpunt_objects_unreadable)',
        ),
        figure(
          { title: 'Versions', description: 'More than one only during an upgrade.', alarm: [2, 3] },
          'count(count by (version) (meldpunt_build_info))',
        ),
      ],
    },
    {
      heading: 'Keeping up',
      panels: [
        trend({ title: 'Decisions', description: 'Reconciles in a second, by how they ended.' }, [
          rate('meldpunt_reconcile_total', 'result'),
        ]),
        trend({ title: 'Time of a decision', description: 'With its write.', unit: 's' }, [quantile('meldpunt_reconcile_seconds')]),
        trend({ title: 'Waiting for their turn', description: 'A line that only rises means that the operator does not keep up.' }, [
          { expr: 'max by (kind) (meldpunt_queue_depth)', legend: '{{kind}}' },
        ]),
        trend({ title: 'Changes heard', description: 'Changes that arrived over watches, in a second.' }, [
          { expr: 'sum(rate(meldpunt_watch_events_total[$__rate_interval]))', legend: 'changes' },
        ]),
      ],
    },
    {
      heading: 'API server',
      panels: [
        trend({ title: 'Requests', description: 'In a second, by verb and answer.', width: 8 }, [
          rate('meldpunt_api_requests_total', 'verb', 'code'),
        ]),
        trend({ title: 'Time of a request', description: 'Watches excepted.', unit: 's', width: 8 }, [
          quantile('meldpunt_api_request_seconds'),
        ]),
        trend(
          { title: 'Watches begun anew', description: 'Resume is routine; gone, silent and error mean trouble on the way.', width: 8 },
          [rate('meldpunt_watch_restarts_total', 'kind', 'cause')],
        ),
      ],
    },
    {
      heading: 'In',
      panels: [
        trend({ title: 'Requests to the intake', description: 'In a second, by answer; 429 and 503 ask to come again.' }, [
          rate('meldpunt_intake_requests_total', 'result'),
        ]),
        trend({ title: 'Alerts and reports', description: 'In a second, by what became of them.' }, [
          rate('meldpunt_intake_alerts_total', 'outcome'),
        ]),
      ],
    },
    {
      heading: 'Out',
      panels: [
        trend({ title: 'Kubernetes Events', description: 'In a second, by what became of them.', width: 8 }, [
          rate('meldpunt_events_posted_total', 'result'),
        ]),
        trend({ title: 'Entries told to channels', description: 'In a second, by what became of each attempt.', width: 8 }, [
          rate('meldpunt_sink_messages_total', 'outcome'),
        ]),
        trend(
          {
            title: 'Channels behind',
            description: 'Records of which a channel lacks entries, and for how long the worst one took nothing.',
            width: 8,
          },
          [
            { expr: 'max(meldpunt_sink_records_behind)', legend: 'records' },
            { expr: 'max(meldpunt_sink_stuck_seconds)', legend: 'seconds stuck' },
          ],
        ),
      ],
    },
    {
      heading: 'Notifications and evidence',
      panels: [
        trend({ title: 'Deliveries', description: 'Attempts in a second, by type of channel and what came of them.', width: 8 }, [
          rate('meldpunt_deliveries_total', 'channel', 'outcome'),
        ]),
        trend({ title: 'Evidence verified', description: 'Readings in a second, by what was found.', width: 8 }, [
          rate('meldpunt_evidence_checks_total', 'result'),
        ]),
        trend({ title: 'Evidence read', description: 'Bytes in a second.', unit: 'Bps', width: 8 }, [
          { expr: 'sum(rate(meldpunt_evidence_read_bytes_total[$__rate_interval]))', legend: 'read' },
        ]),
      ],
    },
    {
      heading: 'Process',
      panels: [
        trend({ title: 'Memory', description: 'What the process holds.', unit: 'bytes', width: 8 }, [
          { expr: 'process_resident_memory_bytes{job="meldpunt"}', legend: '{{instance}}' },
        ]),
        trend({ title: 'Processor', description: 'Cores used.', width: 8 }, [
          { expr: 'rate(process_cpu_seconds_total{job="meldpunt"}[$__rate_interval])', legend: '{{instance}}' },
        ]),
        trend({ title: 'Event loop', description: 'The longest that it was held up between two scrapes.', unit: 's', width: 8 }, [
          { expr: 'nodejs_eventloop_lag_seconds{job="meldpunt"}', legend: '{{instance}}' },
        ]),
        figure(
          { title: 'Starts', description: 'Of all replicas, in the last day.', alarm: [3, 10] },
          'sum(changes(process_start_time_seconds{job="meldpunt"}[1d]))',
        ),
        figure(
          { title: 'Log lines lost', description: 'Dropped in the last day because nobody read them fast enough.', alarm: [1, 1_000] },
          'round(sum(increase(meldpunt_log_lines_dropped_total[1d])))',
        ),
        figure(
          {
            title: 'Last signed checkpoint',
            description:
              'How long ago every timeline was last under a signed checkpoint that lies where it belongs; 0 where none is signed.',
            unit: 's',
            alarm: [900, 3_600],
          },
          'time() - max(meldpunt_checkpoint_last_timestamp_seconds > 0) or vector(0)',
        ),
      ],
    },
  ],
};
