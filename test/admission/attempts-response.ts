// The department, the leader and the team.
import type { Attempt } from './attempt.ts';
import { people } from './people.ts';
import { entry } from './records.ts';

/** The leader and the team (A1). */
export const response: readonly Attempt[] = [
  {
    proves: 'A1',
    who: 'otherManager',
    what: "appoints for a department that is another's",
    on: 'reported',
    spec: { response: { appointments: [{ id: 'n1', leader: people.responder }] } },
    outcome: 'The response leader is appointed by a manager of the department pensions, which h.wouters is not by the policy.',
  },
  {
    proves: 'A1',
    who: 'otherManager',
    what: 'moves the incident into their own department and appoints',
    on: 'reported',
    spec: { department: 'archives', response: { appointments: [{ id: 'n1', leader: people.responder }] } },
    outcome: 'Moving an incident to another department changes which manager appoints its leader.',
  },
  {
    proves: 'A1',
    who: 'responder',
    what: 'moves the incident to another department',
    on: 'reported',
    spec: { department: 'archives' },
    outcome: 'Moving an incident to another department changes which manager appoints its leader.',
  },
  {
    proves: 'A1',
    who: 'contactPoint',
    what: 'moves it to the right department',
    on: 'reported',
    spec: { department: 'archives' },
    outcome: 'allowed',
  },
  {
    proves: 'A1',
    who: 'pipeline',
    what: 'appoints in its own name',
    on: 'reported',
    spec: { response: { appointments: [{ id: 'n1', leader: people.responder }] } },
    outcome: 'which gitops is not by the policy',
  },
  {
    proves: 'A1',
    who: 'pipeline',
    what: "appoints in the name of the department's manager",
    on: 'reported',
    spec: { response: { appointments: [entry('n1', people.manager, { leader: people.responder })] } },
    outcome: 'allowed',
  },
  {
    proves: 'A1',
    who: 'responder',
    what: 'as the leader chooses the team',
    on: 'led',
    spec: { response: { team: [people.responder] } },
    outcome: 'allowed',
  },
  {
    proves: 'A1',
    who: 'ciso',
    what: "chooses somebody else's team",
    on: 'led',
    spec: { response: { team: [people.ciso] } },
    outcome: 'Only the present response leader, d.maes, changes the team.',
  },
  {
    proves: 'A1',
    who: 'contactPoint',
    what: 'asks for help before there is a leader',
    on: 'reported',
    spec: { response: { team: ['h.help'] } },
    outcome: 'allowed',
  },
  {
    proves: 'A1',
    who: 'responder',
    what: 'forms a team before there is a leader',
    on: 'reported',
    spec: { response: { team: [people.responder] } },
    outcome: 'There is no response leader yet; until a manager appoints one, only the contact point (verb assess) changes the team.',
  },
  {
    proves: 'A1',
    who: 'contactPoint',
    what: 'changes the team of a leader',
    on: 'led',
    spec: { response: { team: ['h.help'] } },
    outcome: 'Only the present response leader, d.maes, changes the team.',
  },
];
