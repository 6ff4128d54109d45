import type { Rights } from '../rights.ts';
import { accept, assess, confirm, decline, describe, merge, weak } from './assess.ts';
import { advise, breach, correct, decide, exempt, facts, order, severity } from './breach.ts';
import * as evidence from './evidence.ts';
import type { Form, FormKind, RecordOfKind } from './form.ts';
import {
  amend,
  answerOpen,
  appoint,
  aware,
  classify,
  cost,
  delay,
  escalate,
  inform,
  milestone,
  playbook,
  record,
  step,
  team,
} from './handle.ts';
import { approve, close, follow, hold, reopen, review, weakness } from './learn.ts';
import * as notification from './notification.ts';
import * as weaknesses from './weakness.ts';

/** Everything that can be done to a record from a page, by kind, in the order in which it usually comes. */
export const forms: { readonly [K in FormKind]: readonly Form<RecordOfKind[K]>[] } = {
  Incident: [
    accept,
    decline,
    merge,
    weak,
    confirm,
    answerOpen,
    appoint,
    breach,
    record,
    milestone,
    step,
    escalate,
    evidence.register,
    facts,
    advise,
    decide,
    exempt,
    review,
    cost,
    approve,
    close,
    assess,
    describe,
    team,
    severity,
    correct,
    order,
    aware,
    classify,
    playbook,
    inform,
    weakness,
    delay,
    amend,
    follow,
    hold,
    reopen,
  ],
  Notification: [
    notification.sign,
    notification.write,
    notification.expect,
    notification.file,
    notification.acknowledge,
    notification.counsel,
    notification.waive,
    notification.spare,
    notification.retry,
  ],
  Weakness: [weaknesses.evaluate, weaknesses.tolerate, weaknesses.remedy, weaknesses.repair, weaknesses.verify],
  EvidenceItem: [
    evidence.receive,
    evidence.collect,
    evidence.handover,
    evidence.keep,
    evidence.access,
    evidence.verify,
    evidence.authorise,
    evidence.retain,
    evidence.dispose,
  ],
};

/** The form of that name. */
export const formNamed = <K extends FormKind>(kind: K, name: string): Form<RecordOfKind[K]> | undefined =>
  forms[kind].find((form) => form.name === name);

const plurals: Readonly<Record<FormKind, string>> = {
  Incident: 'incidents',
  Notification: 'notifications',
  Weakness: 'weaknesses',
  EvidenceItem: 'evidenceitems',
};

/** What somebody with these rights can do to a record as it stands. */
export const formsFor = <K extends FormKind>(kind: K, of: RecordOfKind[K], rights: Rights): readonly Form<RecordOfKind[K]>[] =>
  forms[kind].filter(({ fits, verb, resource }) => {
    if (!fits(of)) return false;
    const needed = typeof resource === 'string' ? resource : resource(of);
    return (verb === 'create' || rights('patch', plurals[kind])) && rights(verb, needed);
  });
