import type { Incident } from '../../api/types.gen.ts';
import type { Rights } from '../rights.ts';
import type { Action } from './action.ts';
import { accept, confirm, decline, merge } from './assess.ts';
import { breach } from './breach.ts';
import { advise, appoint, approve, close, decide, milestone, record } from './handle.ts';

/** Everything that can be done to an incident from a page, in the order in which it usually comes. */
export const actions: readonly Action[] = [
  accept,
  decline,
  merge,
  confirm,
  appoint,
  breach,
  record,
  milestone,
  advise,
  decide,
  approve,
  close,
];

/** The action of that name. */
export const actionNamed = (name: string): Action | undefined => actions.find((action) => action.name === name);

/** What somebody with these rights can do to an incident as it stands. */
export const actionsFor = (incident: Incident, rights: Rights): readonly Action[] =>
  actions.filter(({ fits, verb, resource }) => fits(incident) && rights('patch', 'incidents') && rights(verb, resource(incident)));
