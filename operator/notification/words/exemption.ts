import type { Language } from '../../document/model.ts';

/** The words of the record of an exemption from telling the data subjects (art. 34(3), N8). */
export interface ExemptionWords {
  readonly title: string;
  readonly opening: string;
  readonly term: Readonly<
    Record<
      'ground' | 'reasons' | 'facts' | 'evidence' | 'decider' | 'decidedAt' | 'advice' | 'adviser' | 'reviewAt' | 'publicChannel' | 'state',
      string
    >
  >;
  readonly stands: string;
  readonly replaced: string;
  readonly lapsed: string;
  readonly ineffective: string;
  readonly overridden: (reference: string, date: string) => string;
  readonly overriddenTitle: string;
  readonly publicDuty: string;
  readonly reviewTrigger: string;
  readonly none: string;
}

/** The words of the record in every language. */
export const exemptionWords: Readonly<Record<Language, ExemptionWords>> = {
  nl: {
    title: 'Uitzondering op de mededeling aan de betrokkenen',
    opening: 'Dit document legt vast waarom de betrokkenen niet rechtstreeks worden ingelicht (artikel 34, lid 3, AVG).',
    term: {
      ground: 'Grond',
      reasons: 'Motivering',
      facts: 'Feiten waarop dit steunt',
      evidence: 'Bewijs',
      decider: 'Beslist door',
      decidedAt: 'Beslist op',
      advice: 'Advies van de DPO',
      adviser: 'Advies gegeven door',
      reviewAt: 'Te herzien op',
      publicChannel: 'Kanaal van de openbare mededeling',
      state: 'Stand',
    },
    stands: 'van kracht',
    replaced: 'vervangen door een latere beslissing',
    lapsed: 'niet van kracht: de feiten zijn gewijzigd of een voorwaarde ontbreekt, zodat de mededeling opnieuw verschuldigd is',
    ineffective: 'zonder voorwerp: er is geen hoog risico vastgesteld',
    overridden: (reference, date) =>
      `De autoriteit heeft de mededeling bevolen (${reference}), uit te voeren tegen ${date}. Het bevel gaat voor op de uitzondering (artikel 34, lid 4).`,
    overriddenTitle: 'opgeheven door een bevel',
    publicDuty: 'In de plaats komt een openbare mededeling die de betrokkenen even doeltreffend inlicht.',
    reviewTrigger: 'De uitzondering vervalt zodra de feiten wijzigen waarop ze steunt, en wordt dan opnieuw beslist.',
    none: 'Voor dit incident is geen uitzondering vastgelegd.',
  },
  fr: {
    title: 'Exception à la communication aux personnes concernées',
    opening: 'Ce document consigne pourquoi les personnes concernées ne sont pas informées directement (article 34, § 3, RGPD).',
    term: {
      ground: 'Motif',
      reasons: 'Motivation',
      facts: 'Faits à l’appui',
      evidence: 'Preuve',
      decider: 'Décidé par',
      decidedAt: 'Décidé le',
      advice: 'Avis du DPO',
      adviser: 'Avis rendu par',
      reviewAt: 'À réexaminer le',
      publicChannel: 'Canal de la communication publique',
      state: 'État',
    },
    stands: 'en vigueur',
    replaced: 'remplacé par une décision ultérieure',
    lapsed: 'sans effet : les faits ont changé ou une condition fait défaut, de sorte que la communication est de nouveau due',
    ineffective: 'sans objet : aucun risque élevé n’est établi',
    overridden: (reference, date) =>
      `L’autorité a ordonné la communication (${reference}), à exécuter pour le ${date}. L’injonction prime sur l’exception (article 34, § 4).`,
    overriddenTitle: 'levée par une injonction',
    publicDuty: 'Elle est remplacée par une communication publique qui informe les personnes concernées de manière tout aussi efficace.',
    reviewTrigger:
      'L’exception devient caduque dès que changent les faits sur lesquels elle repose, et fait alors l’objet d’une nouvelle décision.',
    none: 'Aucune exception n’est consignée pour cet incident.',
  },
  de: {
    title: 'Ausnahme von der Benachrichtigung der betroffenen Personen',
    opening:
      'Dieses Dokument hält fest, warum die betroffenen Personen nicht unmittelbar benachrichtigt werden (Artikel 34 Absatz 3 DSGVO).',
    term: {
      ground: 'Grund',
      reasons: 'Begründung',
      facts: 'Tatsachen, auf die sich dies stützt',
      evidence: 'Nachweis',
      decider: 'Entschieden von',
      decidedAt: 'Entschieden am',
      advice: 'Rat des DSB',
      adviser: 'Rat erteilt von',
      reviewAt: 'Zu überprüfen am',
      publicChannel: 'Kanal der öffentlichen Bekanntmachung',
      state: 'Stand',
    },
    stands: 'gilt',
    replaced: 'durch eine spätere Entscheidung ersetzt',
    lapsed:
      'ohne Wirkung: die Tatsachen haben sich geändert oder eine Voraussetzung fehlt, sodass die Benachrichtigung wieder geschuldet ist',
    ineffective: 'gegenstandslos: ein hohes Risiko ist nicht festgestellt',
    overridden: (reference, date) =>
      `Die Behörde hat die Benachrichtigung angeordnet (${reference}), auszuführen bis ${date}. Die Anordnung geht der Ausnahme vor (Artikel 34 Absatz 4).`,
    overriddenTitle: 'durch eine Anordnung aufgehoben',
    publicDuty: 'An ihre Stelle tritt eine öffentliche Bekanntmachung, die die betroffenen Personen ebenso wirksam informiert.',
    reviewTrigger: 'Die Ausnahme entfällt, sobald sich die Tatsachen ändern, auf denen sie beruht; dann wird neu entschieden.',
    none: 'Für diesen Vorfall ist keine Ausnahme festgehalten.',
  },
  en: {
    title: 'Exemption from the communication to the data subjects',
    opening: 'This document records why the data subjects are not told directly (Article 34(3) GDPR).',
    term: {
      ground: 'Ground',
      reasons: 'Reasons',
      facts: 'Facts on which this rests',
      evidence: 'Evidence',
      decider: 'Decided by',
      decidedAt: 'Decided on',
      advice: 'Advice of the DPO',
      adviser: 'Advice given by',
      reviewAt: 'To be reviewed on',
      publicChannel: 'Channel of the public communication',
      state: 'State',
    },
    stands: 'in force',
    replaced: 'replaced by a later decision',
    lapsed: 'without effect: the facts have changed or a condition is missing, so that the communication is due again',
    ineffective: 'without object: no high risk was established',
    overridden: (reference, date) =>
      `The authority has ordered the communication (${reference}), to be carried out by ${date}. The order overrides the exemption (Article 34(4)).`,
    overriddenTitle: 'overridden by an order',
    publicDuty: 'A public communication takes its place, which informs the data subjects equally effectively.',
    reviewTrigger: 'The exemption lapses as soon as the facts change on which it rests, and is then decided anew.',
    none: 'No exemption is recorded for this incident.',
  },
};
