import { type Board, bars, figure, trend } from './panels.ts';

const step = (name: string): string => `meldpunt_incident_to_${name}_seconds`;

/** The mean and the ninth decile of a step in the time shown. */
const duration = (name: string, title: string, description: string) =>
  trend({ title, description, unit: 's', width: 6 }, [
    { expr: `sum(increase(${step(name)}_sum[$__range])) / sum(increase(${step(name)}_count[$__range]))`, legend: 'mean' },
    { expr: `histogram_quantile(0.9, sum by (le) (increase(${step(name)}_bucket[$__range])))`, legend: 'nine of ten' },
  ]);

/** For whoever handles incidents: what is open, whose clock runs out first, what waits, and how long steps take. */
export const operations: Board = {
  uid: 'meldpunt-operations',
  title: 'Meldpunt: operations',
  description: 'Open incidents, their clocks, the backlog, and how long steps take. Names of cases are in the register, not here.',
  from: 'now-7d',
  refresh: '1m',
  sections: [
    {
      heading: 'Clocks',
      panels: [
        figure(
          {
            title: 'Next deadline',
            description: 'Time until the nearest deadline that is neither met nor waived; negative once it is missed.',
            unit: 's',
            alarm: [86_400, 14_400],
          },
          'min(meldpunt_deadline_seconds)',
        ),
        figure(
          { title: 'Missed', description: 'Duties of which the time is over and which are still open.', alarm: [1, 1] },
          'sum(meldpunt_deadlines{state="Missed"}) or vector(0)',
        ),
        figure(
          { title: 'Running', description: 'Duties of which the clock runs.' },
          'sum(meldpunt_deadlines{state="Running"}) or vector(0)',
        ),
        figure(
          { title: 'Notifications overdue', description: 'Past their time, and neither sent nor waived.', alarm: [1, 1] },
          'max(meldpunt_notifications_overdue)',
        ),
        figure(
          {
            title: 'Evidence compromised',
            description: 'Items of which the bytes or the chain of custody are not what was recorded.',
            alarm: [1, 1],
          },
          'sum(meldpunt_evidence_items{phase="Compromised"}) or vector(0)',
        ),
        figure(
          {
            title: 'Alerts firing',
            description: 'Alerts of the product itself that fire now; each has a page that says what to do.',
            alarm: [1, 5],
          },
          'count(ALERTS{component="meldpunt", alertstate="firing"}) or vector(0)',
        ),
        bars(
          {
            title: 'Nearest deadline of each duty',
            description: 'Time that is left; a negative one is missed.',
            unit: 's',
            alarm: [86_400, 14_400],
            width: 12,
          },
          { expr: 'sort(min by (duty) (meldpunt_deadline_seconds))', legend: '{{duty}}' },
        ),
        bars(
          { title: 'Duties', description: 'All deadlines, by duty and state.', width: 12 },
          { expr: 'sort_desc(sum by (duty, state) (meldpunt_deadlines{state=~"Running|Missed|MetLate"}))', legend: '{{duty}} {{state}}' },
        ),
      ],
    },
    {
      heading: 'Open and waiting',
      panels: [
        figure(
          { title: 'Unassessed', description: 'Reports of which nobody said yet whether they are incidents.', alarm: [10, 20] },
          'sum(meldpunt_incidents{phase="Reported"}) or vector(0)',
        ),
        figure(
          { title: 'Wait for a second person', description: 'Assessments that the CISO or the DPO has to confirm.', alarm: [5, 20] },
          'sum(meldpunt_incidents{phase="Confirming"}) or vector(0)',
        ),
        figure(
          { title: 'Dead letters', description: 'Notifications with a recipient for whom sending was refused or given up.', alarm: [1, 1] },
          'max(meldpunt_dead_letters)',
        ),
        figure(
          {
            title: 'Longest on its way',
            description: 'How long the oldest notification that may go has not been delivered.',
            unit: 's',
            alarm: [900, 3_600],
          },
          'max(meldpunt_delivery_oldest_seconds)',
        ),
        figure(
          {
            title: 'Lessons overdue',
            description: 'Approved lessons past their date, of which nobody has said what became.',
            alarm: [1, 5],
          },
          'max(meldpunt_lessons_overdue)',
        ),
        figure(
          {
            title: 'Evidence unreadable',
            description: 'Items of which the bytes could not be read when that was last tried.',
            alarm: [1, 5],
          },
          'max(meldpunt_evidence_unreadable)',
        ),
        trend(
          { title: 'Open, by phase', description: 'A band that widens is where work piles up.', width: 12 },
          [{ expr: 'sum by (phase) (meldpunt_incidents{phase!~"Closed|Dismissed"})', legend: '{{phase}}' }],
          true,
        ),
        trend(
          { title: 'Notifications, by phase', description: 'What is incomplete or waits for an approval is not under way yet.', width: 12 },
          [{ expr: 'sum by (phase) (meldpunt_notifications)', legend: '{{phase}}' }],
          true,
        ),
        bars(
          { title: 'Notifications that wait', description: 'Incomplete, or waiting for an approval, by who is to be told.', width: 12 },
          {
            expr: 'sort_desc(sum by (audience, phase) (meldpunt_notifications{phase=~"Incomplete|AwaitingApproval|Failed"}))',
            legend: '{{audience}} {{phase}}',
          },
        ),
        bars(
          { title: 'Evidence', description: 'Items, by type of medium and phase.', width: 12 },
          { expr: 'sort_desc(sum by (media_type, phase) (meldpunt_evidence_items))', legend: '{{media_type}} {{phase}}' },
        ),
      ],
    },
    {
      heading: 'How long steps take',
      panels: [
        duration('report', 'To report', 'From established to reported (P4).'),
        duration('assess', 'To assess', 'From reported to the first assessment (A5).'),
        duration('contain', 'To contain', 'From established to contained (R-a).'),
        duration('recover', 'To recover', 'From established to recovered (S9).'),
      ],
    },
  ],
};
