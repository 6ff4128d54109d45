// Forged authors and times to come.
import { type Attempt, action, approval, decision, inMinutes, signedBySomebodyElse } from './attempt.ts';
import { people } from './people.ts';
import { assessment } from './records.ts';

/** `by` is whoever the API server authenticated, unless a pipeline or console says in `via` that it writes for somebody. */
export const forgeries: readonly Attempt[] = [
  { proves: 'S5', who: 'responder', what: 'signs an action', on: 'reported', spec: action({ by: people.responder }), outcome: 'allowed' },
  {
    proves: 'S5',
    who: 'responder',
    what: 'signs for another',
    on: 'reported',
    spec: action({ by: people.ciso }),
    outcome: signedBySomebodyElse('responder'),
  },
  {
    proves: 'S5',
    who: 'responder',
    what: 'signs for another via itself without attribute',
    on: 'reported',
    spec: action({ by: people.ciso, via: people.responder }),
    outcome: signedBySomebodyElse('responder'),
  },
  {
    proves: 'S5',
    who: 'responder',
    what: 'adds via to its own entry',
    on: 'reported',
    spec: action({ by: people.responder, via: people.responder }),
    outcome: 'A new entry is signed by you and also carries via.',
  },
  {
    proves: 'S5',
    who: 'responder',
    what: 'blames a pipeline',
    on: 'reported',
    spec: action({ via: people.pipeline }),
    outcome: 'A new entry is signed by you and also carries via.',
  },
  {
    proves: 'S5',
    who: 'pipeline',
    what: 'writes for a person',
    on: 'reported',
    spec: action({ by: people.responder }),
    outcome: 'allowed',
  },
  {
    proves: 'S5',
    who: 'pipeline',
    what: 'writes for a person in the name of another pipeline',
    on: 'reported',
    spec: action({ by: people.responder, via: 'argo' }),
    outcome: signedBySomebodyElse('pipeline'),
  },
  {
    proves: 'A8, A10',
    who: 'contactPoint',
    what: 'assesses in the name of the CISO',
    on: 'reported',
    spec: { assessments: [assessment('n1', people.ciso)] },
    outcome: signedBySomebodyElse('contactPoint'),
  },
  {
    proves: 'N6',
    who: 'controller',
    what: 'decides in the name of management',
    on: 'withPersonalData',
    spec: decision({ risk: 'High', by: people.management }),
    outcome: signedBySomebodyElse('controller'),
  },
  {
    proves: 'P6',
    who: 'management',
    what: 'approves in the name of another',
    on: 'reviewed',
    spec: approval({ by: people.ciso }),
    outcome: signedBySomebodyElse('management'),
  },
];

/** `at` has no lower bound and ends at the present (S5). */
export const times: readonly Attempt[] = [
  {
    proves: 'S5',
    who: 'responder',
    what: 'records what happened long ago',
    on: 'reported',
    spec: action({ at: '1999-12-31T23:59:59Z' }),
    outcome: 'allowed',
  },
  {
    proves: 'S5',
    who: 'responder',
    what: 'writes what will happen',
    on: 'reported',
    spec: action({ at: '2099-01-01T00:00:00Z' }),
    outcome: 'An entry says that it happened in the future, more than five minutes after',
  },
  {
    proves: 'S5',
    who: 'responder',
    what: 'writes the future in another zone',
    on: 'reported',
    spec: action({ at: inMinutes(30, '+02:00') }),
    outcome: 'An entry says that it happened in the future',
  },
  {
    proves: 'S5',
    who: 'responder',
    what: 'has a clock that is a minute ahead',
    on: 'reported',
    spec: action({ at: inMinutes(1) }),
    outcome: 'allowed',
  },
  {
    proves: 'N6',
    who: 'controller',
    what: 'decides tomorrow',
    on: 'withPersonalData',
    spec: decision({ risk: 'High', at: inMinutes(24 * 60) }),
    outcome: 'An entry says that it happened in the future',
  },
];
