import { type Board, bars, figure, trend } from './panels.ts';

// What Prometheus counts within a time it stretches to the ends of that time; two incidents would be shown as 2.33, hence round().
const open = 'phase!~"Closed|Dismissed"';

/** For management: type, volume, cost and trend (L1, L2). It names no case and nobody. */
export const management: Board = {
  uid: 'meldpunt-management',
  title: 'Meldpunt: management',
  description: 'Type, volume and cost of incidents, and how they develop. Drills are in no figure.',
  from: 'now-90d',
  refresh: '5m',
  sections: [
    {
      heading: 'Now',
      panels: [
        figure(
          { title: 'Open', description: 'Incidents that are neither closed nor dismissed.' },
          `sum(meldpunt_incidents{${open}}) or vector(0)`,
        ),
        figure(
          { title: 'New', description: 'Incidents that reached the register in the time shown.' },
          'round(sum(increase(meldpunt_incidents_created_total[$__range])))',
        ),
        figure(
          { title: 'Closed', description: 'Incidents that were formally closed in the time shown.' },
          'round(sum(increase(meldpunt_incidents_closed_total{outcome="Closed"}[$__range])))',
        ),
        figure(
          {
            title: 'Coming back',
            description:
              'Open incidents that came back as often as the policy calls a recurrence: something behind them was not put right.',
            alarm: [1, 5],
          },
          'max(meldpunt_incidents_recurring)',
        ),
        figure(
          {
            title: 'Met in time',
            description: 'The share of ended duties that were met before their time was over.',
            unit: 'percentunit',
            alarm: [0.99, 0.9],
          },
          'sum(meldpunt_deadlines{state="Met"}) / sum(meldpunt_deadlines{state=~"Met|MetLate|Missed"})',
        ),
        figure(
          {
            title: 'Missed',
            description: 'Duties of which the time is over and which are still open. Each one may be reportable in itself.',
            alarm: [1, 1],
          },
          'sum(meldpunt_deadlines{state="Missed"}) or vector(0)',
        ),
      ],
    },
    {
      heading: 'Type',
      panels: [
        bars(
          { title: 'By category', description: 'All incidents in the register, by category.' },
          { expr: 'sort_desc(sum by (category) (meldpunt_incidents))', legend: '{{category}}' },
        ),
        bars(
          { title: 'Open, by severity', description: 'On the scale of the organisation; none before an assessment.' },
          { expr: `sort_desc(sum by (severity) (meldpunt_incidents{${open}}))`, legend: '{{severity}}' },
        ),
        bars(
          { title: 'How they ended', description: 'Closed as incidents, or dismissed after an assessment, in the time shown.' },
          { expr: 'round(sum by (outcome) (increase(meldpunt_incidents_closed_total[$__range])))', legend: '{{outcome}}' },
        ),
      ],
    },
    {
      heading: 'Volume and trend',
      panels: [
        trend(
          { title: 'New in a week', description: 'Incidents that reached the register in the seven days before, by category.' },
          [{ expr: 'round(sum by (category) (increase(meldpunt_incidents_created_total[7d]))) > 0', legend: '{{category}}' }],
          true,
        ),
        trend(
          { title: 'Open', description: 'Where incidents stand: a band that widens is where work piles up.' },
          [{ expr: `sum by (phase) (meldpunt_incidents{${open}})`, legend: '{{phase}}' }],
          true,
        ),
      ],
    },
    {
      heading: 'Cost',
      panels: [
        bars(
          {
            title: 'By category',
            description: 'Recorded costs in whole units, labour at the rates of the policy; currencies are never added up.',
          },
          { expr: 'sort_desc(sum by (category, currency) (meldpunt_incident_cost))', legend: '{{category}} {{currency}}' },
        ),
        bars(
          { title: 'By kind', description: 'What the money went to; reimbursements are negative.' },
          { expr: 'sort_desc(sum by (kind, currency) (meldpunt_incident_cost))', legend: '{{kind}} {{currency}}' },
        ),
        trend({ title: 'Trend', description: 'All recorded costs, by currency.', width: 8 }, [
          { expr: 'sum by (currency) (meldpunt_incident_cost)', legend: '{{currency}}' },
        ]),
      ],
    },
  ],
};
