import type { Verb } from '../verb.ts';
import { answer, triage } from './assess.ts';
import { advise, breach, decide } from './breach.ts';
import { close, follow, reopen, review, weakness } from './learn.ts';
import { approve, notify } from './notify.ts';
import { act, appoint, cost, delay } from './respond.ts';

/** Every verb that writes facts, in the order in which a case usually meets them. The help, the completion and a page follow from it. */
export const verbs: readonly Verb[] = [
  triage,
  answer,
  appoint,
  act,
  breach,
  advise,
  decide,
  notify,
  weakness,
  cost,
  delay,
  review,
  approve,
  close,
  follow,
  reopen,
];
