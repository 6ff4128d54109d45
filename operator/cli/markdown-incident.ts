import { facts, plain, section, table } from '../document/markdown-text.ts';
import { listIn, textIn, valueAt } from './record.ts';

/** The parts of a readable export that are about the incident itself. */

const questions = ['what', 'establishedBy', 'occurredAt', 'establishedAt', 'cause', 'howEstablished', 'affected', 'impact'] as const;

const asText = (value: unknown): string => (Array.isArray(value) ? value.map(String).join('; ') : value === undefined ? '' : String(value));

/** The answers to the questions of the report (R-j to R-q): the later ones count, and "not known" is an answer. */
const reportOf = (incident: unknown): string => {
  const unknown = listIn(valueAt(incident, 'spec.report.unknown'));
  const answers = listIn(valueAt(incident, 'spec.answers'));
  return table(
    ['question', 'answer'],
    questions.map((question) => {
      const later = answers.findLast((answer) => valueAt(answer, 'question') === question);
      const first = asText(valueAt(incident, `spec.report.${question}`));
      const answer = later === undefined ? first : asText(valueAt(later, 'value'));
      return [question, plain(answer === '' && unknown.includes(question) ? 'not known' : answer)];
    }),
  );
};

const rowsOf = (incident: unknown, path: string, keys: readonly string[]): readonly (readonly string[])[] =>
  listIn(valueAt(incident, path)).map((entry) => keys.map((key) => plain(valueAt(entry, key))));

const assessmentsOf = (incident: unknown): string => {
  const severities = listIn(valueAt(incident, 'status.assessments'));
  return table(
    ['at', 'by', 'verdict', 'severity', 'confirms', 'refers to', 'reasons'],
    listIn(valueAt(incident, 'spec.assessments')).map((entry) => {
      const severity = valueAt(
        severities.find((one) => valueAt(one, 'id') === valueAt(entry, 'id')),
        'severity',
      );
      const at = (key: string): string => plain(valueAt(entry, key));
      return [at('at'), at('by'), at('verdict'), plain(severity), at('confirms'), at('refer'), at('reasons')];
    }),
  );
};

const personalDataOf = (incident: unknown): string => {
  const at = (path: string): string => plain(asText(valueAt(incident, `spec.personalData.${path}`)));
  const decisions = rowsOf(incident, 'spec.personalData.decisions', ['at', 'by', 'risk', 'exemption', 'reasons']);
  const advices = rowsOf(incident, 'spec.personalData.advices', ['at', 'by', 'on', 'advice', 'reasons']);
  return section(
    valueAt(incident, 'spec.personalData') === undefined ? '' : '### Personal data',
    facts([
      ['role', at('role')],
      ['aware at', at('awareAt')],
      ['kinds of breach', at('kinds')],
      ['cause', at('cause')],
      ['people concerned', `${at('subjects.approximate')} ${at('subjects.categories')}`.trim()],
      ['records', `${at('records.approximate')} ${at('records.categories')}`.trim()],
      ['likely consequences', at('consequences')],
      ['measures', at('measures')],
      ['risk that counts', plain(valueAt(incident, 'status.personalData.risk'))],
    ]),
    section('Advice of the DPO:', table(['at', 'by', 'on', 'advice', 'reasons'], advices)),
    section('Decisions of the controller:', table(['at', 'by', 'risk', 'exemption', 'reasons'], decisions)),
  );
};

const reviewOf = (incident: unknown): string =>
  section(
    '### Review',
    ...listIn(valueAt(incident, 'spec.review')).flatMap((review) => [
      facts([
        ['reviewed', `${plain(valueAt(review, 'at'))} ${plain(valueAt(review, 'by'))}`],
        ['root cause', plain(valueAt(review, 'rootCause'))],
      ]),
      table(
        ['lesson', 'owner', 'due'],
        listIn(valueAt(review, 'lessons')).map((lesson) => ['text', 'owner', 'dueAt'].map((key) => plain(valueAt(lesson, key)))),
      ),
    ]),
  );

/** What happened, how it was judged, what was done and learned. */
export const summaryOf = (incident: unknown): string => {
  const at = (path: string): string => plain(asText(valueAt(incident, path)));
  return section(
    '## Summary',
    facts([
      ['phase', at('status.phase')],
      ['verdict', at('status.verdict')],
      ['severity', `${at('status.severity')}${valueAt(incident, 'status.major') === true ? ' (major)' : ''}`],
      ['category', `${at('spec.category')} ${at('spec.categoryText')}`.trim()],
      ['department', at('spec.department')],
      ['asset', at('spec.asset')],
      ['leader', at('status.leader')],
      ['team', at('spec.response.team')],
      ['reported', `${at('spec.report.reportedAt')} ${at('spec.report.reportedBy')} ${at('spec.report.reportedVia')}`.trim()],
      ['rehearsal', valueAt(incident, 'spec.drill') === true ? 'yes' : ''],
    ]),
    section('### Report', reportOf(incident)),
    section('### Assessments', assessmentsOf(incident)),
    personalDataOf(incident),
    section(
      '### Actions',
      table(
        ['at', 'by', 'kind', 'what', 'why', 'observed'],
        rowsOf(incident, 'spec.actions', ['at', 'by', 'kind', 'what', 'why', 'observed']),
      ),
    ),
    reviewOf(incident),
    section('### Closure', table(['at', 'by', 'summary'], rowsOf(incident, 'spec.closures', ['at', 'by', 'summary']))),
  );
};

/** Every clock that runs or ran, with how its end was found. */
export const clocksOf = (incident: unknown): string => {
  const deadlines = listIn(valueAt(incident, 'status.deadlines'));
  return section(
    '## Clocks',
    table(
      ['duty', 'clause', 'from', 'due', 'legal end', 'state', 'met'],
      rowsOf(incident, 'status.deadlines', ['name', 'clause', 'from', 'dueAt', 'legalDueAt', 'state', 'metAt']),
    ),
    deadlines.map((deadline) => `- ${plain(valueAt(deadline, 'name'))}: ${plain(valueAt(deadline, 'basis'))}`).join('\n'),
  );
};

/** What the sums say of themselves: what is estimated, what came back, and what is in none of them. */
const sumsOf = (cost: unknown): readonly string[] => {
  const currency = textIn(valueAt(cost, 'currency'));
  const named = (name: string, said: string): readonly string[] => {
    const amount = textIn(valueAt(cost, name));
    return amount === '' ? [] : [`- ${said}: ${plain(amount)} ${plain(currency)}`];
  };
  return [
    ...named('actual', 'Of which known'),
    ...named('estimated', 'Of which estimated'),
    ...named('recovered', 'Reimbursed'),
    ...named('difference', 'More than was estimated'),
    ...listIn(valueAt(cost, 'unconverted')).map(
      (left) => `- In no total, for want of an exchange rate: ${plain(valueAt(left, 'total'))} ${plain(valueAt(left, 'currency'))}`,
    ),
    ...listIn(valueAt(cost, 'unrated')).map(
      (left) => `- In no total, for want of a rate of ${plain(valueAt(left, 'role'))}: ${plain(valueAt(left, 'minutes'))} minutes`,
    ),
  ];
};

/** What it cost. */
export const costsOf = (incident: unknown): string => {
  const cost = valueAt(incident, 'status.cost');
  const total = `${textIn(valueAt(cost, 'total'))} ${textIn(valueAt(cost, 'currency'))}`.trim();
  return section(
    '## Costs',
    table(
      ['at', 'by', 'kind', 'amount', 'currency', 'minutes', 'role', 'estimate'],
      rowsOf(incident, 'spec.costs', ['at', 'by', 'kind', 'amount', 'currency', 'minutes', 'role', 'estimate']),
    ),
    total === '' ? '' : `Total: ${plain(total)}${valueAt(cost, 'estimate') === true ? ', estimates included' : ''}.`,
    sumsOf(cost).join('\n'),
  );
};
