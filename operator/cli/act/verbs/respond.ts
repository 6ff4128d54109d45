import type { Incident } from '../../../api/types.gen.ts';
import { facts } from '../../../fact/catalogue.ts';
import { stop } from '../../answer.ts';
import { numberIn, type Said } from '../said.ts';
import { summaries } from '../summaries.ts';
import type { Stated, Verb } from '../verb.ts';
import { flag, oneOf, onIncident, text } from './target.ts';

/** A1, A4: the manager appoints the leader; the leader composes the team. */
export const appoint: Verb = {
  name: 'appoint',
  summary: summaries.appoint,
  about: 'A manager of the department appoints the leader of the response (A1); the leader composes the team with --team.',
  usage: ['<name> --leader <user> [--reason <text>]', '<name> --team <users>'],
  targets: [
    onIncident({
      needs: (_, said) => (said.has('team') ? [] : ['leader']),
      states: (_, said) => {
        const leader = said.text('leader');
        const team = said.list('team');
        const told = [...(leader ? [`led by ${leader}`] : []), ...(team ? [`handled by ${team.join(', ')}`] : [])];
        return {
          facts: leader ? [{ fact: facts.appointment, fields: { leader, reason: said.text('reason') } }] : [],
          ...(team && { set: { 'response.team': team } }),
          told: `is ${told.join(' and ')}`,
        };
      },
    }),
  ],
  options: [
    text('leader', 'who leads the response, as the API server knows them', 'user'),
    text('reason', 'why, as where the CISO does not lead a major incident'),
    { name: 'team', value: 'users', many: true, text: 'who is in the team, with commas' },
  ],
};

const kinds = ['Contain', 'Eradicate', 'Mitigate', 'Restart', 'Recover', 'ReduceRisk', 'Investigate', 'Communicate', 'Other'] as const;

const actionOf = (said: Said): readonly Stated[] => {
  if (!said.has('kind')) return [];
  const fields = {
    kind: said.text('kind'),
    what: said.text('what'),
    why: said.text('why'),
    observed: said.text('observed'),
    tool: said.text('tool'),
    automatic: said.flag('automatic'),
    minutes: numberIn('minutes', said.text('minutes')),
  };
  return [{ fact: facts.action, fields }];
};

const stepsOf = (said: Said): readonly Stated[] => {
  const outcome = said.text('outcome') ?? 'Done';
  return (said.list('step') ?? []).map((step) => ({ fact: facts.step, fields: { step, outcome, note: said.text('note') } }));
};

const milestoneOf = (said: Said): readonly Stated[] =>
  said.has('reached') ? [{ fact: facts.milestone, fields: { reached: said.text('reached'), note: said.text('note') } }] : [];

const linksOf = ({ spec }: Incident, said: Said): Readonly<Record<string, unknown>> => {
  const weaknesses = said.list('weakness');
  const names = new Set([...(spec.weaknesses ?? []).map(({ name }) => name), ...(weaknesses ?? [])]);
  return {
    ...(said.has('playbook') && { playbookRef: { name: said.text('playbook') } }),
    ...(weaknesses && { weaknesses: [...names].map((name) => ({ name })) }),
  };
};

const alone = ['reached', 'step', 'playbook', 'weakness'] as const;

const toldOf = (said: Said): string => {
  const told = [
    ...(said.has('kind') ? [`has the action ${said.text('kind')}`] : []),
    ...(said.has('step') ? [`has ${said.list('step')?.join(', ')} ${(said.text('outcome') ?? 'Done').toLowerCase()}`] : []),
    ...(said.has('reached') ? [`is ${said.text('reached')?.toLowerCase()}`] : []),
    ...(said.has('playbook') ? [`follows ${said.text('playbook')}`] : []),
    ...(said.has('weakness') ? [`comes from ${said.list('weakness')?.join(', ')}`] : []),
  ];
  return told.join(', ');
};

/** S1, S5: what was done, with what was observed and why; how far it is; which steps of the playbook are done. */
export const act: Verb = {
  name: 'act',
  summary: summaries.act,
  about: `Records an action with what was observed and why (S5), a milestone (contained, eradicated, recovered), steps of the playbook, or all in one
go. kubectl incident checklist shows the steps.`,
  usage: ['<name> --kind <kind> --what <text> [options]', '<name> --reached <milestone>', '<name> --step <steps> [--outcome <outcome>]'],
  targets: [
    onIncident({
      needs: (_, said) => {
        if (!said.has('kind') && !said.has('what') && alone.some((name) => said.has(name))) {
          return said.text('outcome') === 'Skipped' ? ['note'] : [];
        }
        return ['kind', 'what', 'why'];
      },
      states: (incident, said) => ({
        facts: [...actionOf(said), ...stepsOf(said), ...milestoneOf(said)],
        set: linksOf(incident, said),
        told: toldOf(said),
      }),
    }),
  ],
  options: [
    oneOf('kind', 'what kind of action it was', kinds, 'kind'),
    text('what', 'what was done'),
    text('why', 'why'),
    text('observed', 'what was observed'),
    text('tool', 'with which tool', 'name'),
    flag('automatic', 'a tool did it by itself'),
    text('minutes', 'how long it took, which is its cost', 'number'),
    oneOf('reached', 'the milestone that is reached', ['Contained', 'Eradicated', 'Recovered'], 'milestone'),
    { name: 'step', value: 'steps', many: true, text: 'steps of the playbook, with commas' },
    oneOf('outcome', 'what became of them; Done, if left out', ['Done', 'Skipped'], 'outcome'),
    text('note', 'a remark on the milestone or the steps; why, where one is skipped'),
    text('playbook', 'the playbook that is followed', 'name'),
    { name: 'weakness', value: 'names', many: true, text: 'the weaknesses behind it, with commas' },
  ],
};

/** The deadlines that were missed and that nobody has explained, by what stands before the closure. */
const unexplained = ({ status }: Incident): readonly string[] => {
  const messages = (status?.blockers ?? []).filter(({ reason }) => reason === 'MissUnexplained').map(({ message }) => message);
  return (status?.deadlines ?? [])
    .map(({ name }) => name)
    .filter((name) => messages.some((message) => message.startsWith(`${name}, due `)));
};

/** R-g, N2: why a deadline was missed. */
export const delay: Verb = {
  name: 'delay',
  summary: summaries.delay,
  about:
    'A missed deadline stays one; until somebody has said why, the record cannot be closed (R-g). Left out, all that are unexplained are meant.',
  usage: ['<name> [--deadline <names>] --reason <text>'],
  targets: [
    onIncident({
      needs: () => ['reason'],
      states: (incident, said) => {
        const names = said.list('deadline') ?? unexplained(incident);
        if (names.length === 0) return stop(`No deadline of ${incident.metadata.name} was missed without an explanation.`);
        const reason = said.text('reason');
        return {
          facts: names.map((deadline) => ({ fact: facts.delay, fields: { deadline, reason } })),
          told: `says why it was late: ${names.join(', ')}`,
        };
      },
    }),
  ],
  options: [
    { name: 'deadline', value: 'names', many: true, text: 'which deadlines, as status names them, with commas' },
    text('reason', 'why it was late'),
  ],
};

const costKinds = ['Labour', 'External', 'Downtime', 'Replacement', 'Notification', 'Legal', 'Loss', 'Reimbursement'] as const;

const costLines = ({ spec, status }: Incident): string => {
  const lines = (spec.costs ?? []).map(({ id, kind, amount, currency, role, minutes, estimate }) => {
    const sum = amount === undefined ? `${minutes ?? '?'} min as ${role ?? '?'}` : `${amount} ${currency ?? ''}`.trim();
    return `${id.padEnd(8)}${kind.padEnd(16)}${sum}${estimate === true ? ' (estimated)' : ''}`;
  });
  const total = status?.cost?.total;
  const sum =
    total === undefined
      ? 'not reckoned yet'
      : `${total} ${status?.cost?.currency ?? ''}${status?.cost?.estimate === true ? ', with estimates' : ''}`;
  return [...lines, `${'total'.padEnd(24)}${sum}`].join('\n');
};

/** L1: what it cost. */
export const cost: Verb = {
  name: 'cost',
  summary: summaries.cost,
  about: `Without options, shows the costs and their sum. Work is stated by a role of the policy and minutes, everything else by an amount;
Reimbursement is subtracted (L1).`,
  usage: ['<name>', '<name> --kind Labour --role <role> --minutes <number>', '<name> --kind <kind> --amount <amount> [--currency <code>]'],
  targets: [
    onIncident({
      shows: (incident) => ({ text: costLines(incident), value: { costs: incident.spec.costs ?? [], ...incident.status?.cost } }),
      needs: (_, said) => ['kind', ...(said.has('amount') ? [] : said.text('kind') === 'Labour' ? ['role', 'minutes'] : ['amount'])],
      states: ({ status }, said) => {
        const amount = said.text('amount');
        const fields = {
          kind: said.text('kind'),
          amount,
          currency: amount && (said.text('currency') ?? status?.cost?.currency ?? 'EUR'),
          role: said.text('role'),
          minutes: numberIn('minutes', said.text('minutes')),
          estimate: said.flag('estimate'),
        };
        return { facts: [{ fact: facts.cost, fields }], told: `costs ${fields.kind}` };
      },
    }),
  ],
  options: [
    oneOf('kind', 'what for', costKinds, 'kind'),
    text('amount', 'how much, such as 1250.00', 'amount'),
    text('currency', 'in which currency; that of the sum, if left out', 'code'),
    text('role', 'whose work, by a role that the policy has a rate for', 'role'),
    text('minutes', 'how long', 'number'),
    flag('estimate', 'it is an estimate'),
  ],
};
