import { effective } from '../api/entries.ts';
import type { Incident, IncidentPersonalData, IncidentPersonalDataDecision } from '../api/types.gen.ts';
import type { Block, Fact } from '../document/model.ts';
import { type Brief, type Draft, fact, heading, type Section, yesNo } from './brief.ts';
import type { ExemptionWords } from './words/exemption.ts';

/** The facts on which each ground rests (art. 34(3)): what made the data unintelligible, what removed the risk, how many people it would be. */
const factsOf = (
  brief: Brief,
  { protection, measures, subjects }: IncidentPersonalData,
  decision: IncidentPersonalDataDecision,
): readonly string[] => {
  const { catalogue, terms, words, number } = brief;
  const { term } = catalogue.dossier;
  if (decision.exemption === 'RiskRemoved') return measures ?? [];
  if (decision.exemption === 'DisproportionateEffort') {
    const count = subjects?.approximate;
    return count === undefined ? [] : [`${term.subjects}: ${words.about(number(count))}`];
  }
  return [
    `${term.unintelligible}: ${yesNo(brief, protection?.unintelligible) ?? words.notKnown}`,
    `${term.key}: ${terms.key[protection?.key ?? 'Unknown']}`,
  ];
};

const recordOf = (
  brief: Brief,
  w: ExemptionWords,
  data: IncidentPersonalData,
  decision: IncidentPersonalDataDecision,
  state: string,
): Block => {
  const { words, terms, moment, date } = brief;
  const advice = effective(data.advices).find(({ id }) => id === decision.advice);
  const { exemption, reasons, evidence, by, at, reviewAt, publicChannel } = decision;
  const facts: readonly Fact[] = [
    fact(w.term.state, state, words.notKnown),
    fact(w.term.ground, exemption && terms.exemption[exemption], words.notKnown),
    fact(w.term.reasons, reasons, words.notKnown),
    fact(w.term.facts, factsOf(brief, data, decision), words.notKnown),
    fact(w.term.evidence, evidence, words.notKnown),
    fact(w.term.decider, by, words.notKnown),
    fact(w.term.decidedAt, at && moment(at), words.notKnown),
    fact(w.term.advice, advice && [advice.advice, advice.reasons ?? ''], words.notKnown),
    fact(w.term.adviser, advice?.by, words.notKnown),
    fact(w.term.reviewAt, reviewAt && date(reviewAt), words.notKnown),
    ...(exemption === 'DisproportionateEffort' ? [fact(w.term.publicChannel, publicChannel, words.notKnown)] : []),
  ];
  return { kind: 'facts', facts };
};

/**
 * Whether the last decision counts, as the duty to the data subjects shows it: that is waived while the exemption stands, and open again once
 * the facts have changed on which it rests (api.md: a decision binds the digest of the facts).
 */
const stateOf = ({ spec, status }: Incident, w: ExemptionWords): string => {
  if (effective(spec.personalData?.orders).length > 0) return w.overriddenTitle;
  const duty = status?.deadlines?.find(({ name }) => name === 'gdpr-subjects');
  if (duty === undefined) return w.ineffective;
  return duty.state === 'Waived' ? w.stands : w.lapsed;
};

/** An order of the authority overrides every exemption (art. 34(4), N9). */
const overridden = (brief: Brief, w: ExemptionWords, data: IncidentPersonalData): readonly Block[] =>
  effective(data.orders).map(({ reference, dueAt }) => ({
    kind: 'notice',
    tone: 'warning',
    title: w.overriddenTitle,
    text: w.overridden(reference, brief.date(dueAt)),
  }));

/**
 * The record of the exemptions from telling the data subjects (art. 34(3), N8): ground, reasons, facts, evidence, who decided on whose
 * advice and when, what makes it lapse, and for disproportionate effort the public channel; an order that overrides it is named first.
 */
export const exemptionRecord = (brief: Brief, incident: Incident): Draft => {
  const w = brief.catalogue.exemption;
  const data = incident.spec.personalData;
  const decisions = effective(data?.decisions).filter(({ exemption }) => exemption !== undefined);
  if (data === undefined || decisions.length === 0) {
    return { title: w.title, labelled: true, sections: [{ name: 'none', blocks: [{ kind: 'paragraph', text: w.none }] }] };
  }
  const records = decisions.toReversed().map((decision, index): Section => {
    const ground = decision.exemption === undefined ? '' : brief.terms.exemption[decision.exemption];
    return {
      name: `exemption-${decision.id}`,
      blocks: [
        heading(ground.charAt(0).toUpperCase() + ground.slice(1)),
        recordOf(brief, w, data, decision, index === 0 ? stateOf(incident, w) : w.replaced),
        ...(decision.exemption === 'DisproportionateEffort' ? [{ kind: 'paragraph', text: w.publicDuty } as const] : []),
      ],
    };
  });
  return {
    title: w.title,
    labelled: true,
    sections: [
      { name: 'opening', blocks: [...overridden(brief, w, data), { kind: 'paragraph', text: w.opening }] },
      ...records,
      { name: 'review', blocks: [{ kind: 'notice', tone: 'note', title: w.term.reviewAt, text: w.reviewTrigger }] },
    ],
  };
};
