import type { Language } from '../document/model.ts';

/** What the chain-of-custody form says besides what the record holds. */
export interface FormWords {
  readonly title: string;
  readonly intro: string;
  readonly item: string;
  readonly incident: string;
  readonly description: string;
  readonly mediaType: string;
  readonly phase: string;
  readonly holder: string;
  readonly identified: string;
  readonly collected: string;
  readonly received: string;
  readonly method: string;
  readonly tool: string;
  readonly qualification: string;
  readonly witness: string;
  readonly clockOffset: string;
  readonly safety: string;
  readonly authorisation: string;
  readonly location: string;
  readonly storage: string;
  readonly seal: string;
  readonly digest: string;
  readonly bytes: string;
  readonly notStated: string;
  readonly collection: string;
  readonly integrity: string;
  readonly verified: string;
  readonly custody: string;
  readonly access: string;
  readonly verifications: string;
  readonly findings: string;
  readonly findingsSource: string;
  readonly noFindings: string;
  readonly number: string;
  readonly given: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly receipt: string;
  readonly pending: string;
  readonly at: string;
  readonly by: string;
  readonly kind: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly result: string;
  readonly cure: string;
  readonly brokenTitle: string;
  readonly broken: (entry: string, why: string) => string;
  readonly intactTitle: string;
  readonly intact: string;
  readonly quarantineTitle: string;
  readonly quarantine: string;
  readonly stampTitle: string;
  readonly stamp: (time: string, authority: string) => string;
  readonly noStampTitle: string;
  readonly noStamp: string;
  readonly invalidStamp: (outcome: string) => string;
  readonly declaration: string;
  readonly declares: string;
  readonly signature: string;
  readonly name: string;
  readonly date: string;
}

/** One wording for each language: a language or a text left out does not type-check. */
export const formWords: Readonly<Record<Language, FormWords>> = {
  nl: {
    title: 'Bewakingsketen van bewijsmateriaal',
    intro:
      'Dit formulier zegt wat het bewijsstuk is, hoe het werd verzameld, wie het in handen had en waaruit blijkt dat het onveranderd is.',
    item: 'Bewijsstuk',
    incident: 'Incident',
    description: 'Omschrijving',
    mediaType: 'Soort drager',
    phase: 'Stand',
    holder: 'Huidige houder',
    identified: 'Aangetroffen',
    collected: 'Verzameld',
    received: 'In bewaring genomen',
    method: 'Werkwijze',
    tool: 'Hulpmiddel',
    qualification: 'Bekwaamheid',
    witness: 'Getuige',
    clockOffset: 'Afwijking van de klok',
    safety: 'Veiligheid',
    authorisation: 'Machtiging',
    location: 'Plaats',
    storage: 'Bewaring',
    seal: 'Zegel',
    digest: 'Controlegetal',
    bytes: 'Bytes',
    notStated: 'niet opgegeven',
    collection: 'Verzameling',
    integrity: 'Echtheid en tijd',
    verified: 'Laatst gecontroleerd',
    custody: 'Overdrachten',
    access: 'Inzage en uitgaande kopieën',
    verifications: 'Controles',
    findings: 'Wat het als bewijs verzwakt',
    findingsSource: 'In de woorden van het register (Engels).',
    noFindings: 'Niets dat het register kan vaststellen.',
    number: 'Nr.',
    given: 'Gegeven op',
    from: 'Door',
    to: 'Aan',
    reason: 'Reden',
    receipt: 'Ontvangst',
    pending: 'nog niet ontvangen',
    at: 'Op',
    by: 'Door',
    kind: 'Soort',
    purpose: 'Doel',
    recipient: 'Ontvanger',
    result: 'Uitkomst',
    cure: 'Wat het verhelpt',
    brokenTitle: 'De keten is verbroken',
    broken: (entry, why) => `Voor het eerst bij overdracht ${entry} (${why}). Wat daarna kwam, blijft opgetekend.`,
    intactTitle: 'De keten is gesloten',
    intact: 'Elke overdracht kwam van de houder en werd door een ander ontvangen, elk onder de eigen naam.',
    quarantineTitle: 'In quarantaine',
    quarantine:
      'Dit stuk overschrijdt een grens zonder geldige machtiging. Het is opgetekend, maar niet als bewijs aanvaard, en er gaat geen kopie uit.',
    stampTitle: 'Tijdstempel (RFC 3161)',
    stamp: (time, authority) => `Het controlegetal bestond op ${time}, verklaart ${authority}.`,
    noStampTitle: 'Geen tijdstempel',
    noStamp:
      'Geen derde verklaart wanneer het controlegetal bestond. In de plaats daarvan staat het ondertekende controlepunt over de tijdlijn, die het controlegetal bevat.',
    invalidStamp: (outcome) =>
      `Het tijdstempel bewijst niets meer (${outcome}). Het ondertekende controlepunt over de tijdlijn komt in de plaats.`,
    declaration: 'Ondertekening',
    declares: 'Ik verklaar dat ik dit bewijsstuk in de hierboven beschreven toestand heb ontvangen.',
    signature: 'Handtekening',
    name: 'Naam',
    date: 'Datum en uur',
  },
  fr: {
    title: 'Chaîne de possession d’un élément de preuve',
    intro: 'Ce formulaire dit ce qu’est l’élément, comment il a été recueilli, qui l’a détenu et ce qui montre qu’il n’a pas changé.',
    item: 'Élément de preuve',
    incident: 'Incident',
    description: 'Description',
    mediaType: 'Type de support',
    phase: 'État',
    holder: 'Détenteur actuel',
    identified: 'Identifié',
    collected: 'Recueilli',
    received: 'Mis en dépôt',
    method: 'Méthode',
    tool: 'Outil',
    qualification: 'Qualification',
    witness: 'Témoin',
    clockOffset: 'Écart de l’horloge',
    safety: 'Sécurité des personnes',
    authorisation: 'Autorisation',
    location: 'Lieu',
    storage: 'Conservation',
    seal: 'Scellé',
    digest: 'Empreinte',
    bytes: 'Octets',
    notStated: 'non indiqué',
    collection: 'Recueil',
    integrity: 'Intégrité et date',
    verified: 'Dernière vérification',
    custody: 'Remises',
    access: 'Consultations et copies sorties',
    verifications: 'Vérifications',
    findings: 'Ce qui l’affaiblit comme preuve',
    findingsSource: 'Dans les termes du registre (en anglais).',
    noFindings: 'Rien que le registre puisse constater.',
    number: 'N°',
    given: 'Remis le',
    from: 'Par',
    to: 'À',
    reason: 'Motif',
    receipt: 'Réception',
    pending: 'pas encore reçu',
    at: 'Le',
    by: 'Par',
    kind: 'Nature',
    purpose: 'But',
    recipient: 'Destinataire',
    result: 'Résultat',
    cure: 'Ce qui y remédie',
    brokenTitle: 'La chaîne est rompue',
    broken: (entry, why) => `Pour la première fois à la remise ${entry} (${why}). Ce qui a suivi reste consigné.`,
    intactTitle: 'La chaîne est continue',
    intact: 'Chaque remise vient du détenteur et a été reçue par une autre personne, chacune sous son propre nom.',
    quarantineTitle: 'En quarantaine',
    quarantine:
      'Cet élément franchit une limite sans autorisation valable. Il est consigné, mais n’est pas admis comme preuve, et aucune copie ne sort.',
    stampTitle: 'Horodatage (RFC 3161)',
    stamp: (time, authority) => `L’empreinte existait à la date suivante : ${time}, atteste ${authority}.`,
    noStampTitle: 'Pas d’horodatage',
    noStamp:
      'Aucun tiers n’atteste quand l’empreinte existait. Le point de contrôle signé de la chronologie, qui contient l’empreinte, en tient lieu.',
    invalidStamp: (outcome) => `L’horodatage ne prouve plus rien (${outcome}). Le point de contrôle signé de la chronologie en tient lieu.`,
    declaration: 'Signature',
    declares: 'Je déclare avoir reçu cet élément de preuve dans l’état décrit ci-dessus.',
    signature: 'Signature',
    name: 'Nom',
    date: 'Date et heure',
  },
  de: {
    title: 'Nachweis der Beweismittelkette',
    intro:
      'Dieses Formular sagt, was das Beweismittel ist, wie es gesichert wurde, wer es in Händen hatte und woran man sieht, dass es unverändert ist.',
    item: 'Beweismittel',
    incident: 'Vorfall',
    description: 'Beschreibung',
    mediaType: 'Art des Trägers',
    phase: 'Stand',
    holder: 'Jetziger Verwahrer',
    identified: 'Aufgefunden',
    collected: 'Gesichert',
    received: 'In Verwahrung genommen',
    method: 'Vorgehen',
    tool: 'Werkzeug',
    qualification: 'Befähigung',
    witness: 'Zeuge',
    clockOffset: 'Abweichung der Uhr',
    safety: 'Sicherheit von Personen',
    authorisation: 'Ermächtigung',
    location: 'Ort',
    storage: 'Aufbewahrung',
    seal: 'Siegel',
    digest: 'Prüfsumme',
    bytes: 'Bytes',
    notStated: 'nicht angegeben',
    collection: 'Sicherung',
    integrity: 'Echtheit und Zeit',
    verified: 'Zuletzt geprüft',
    custody: 'Übergaben',
    access: 'Einsicht und ausgegebene Kopien',
    verifications: 'Prüfungen',
    findings: 'Was es als Beweis schwächt',
    findingsSource: 'In den Worten des Registers (Englisch).',
    noFindings: 'Nichts, was das Register feststellen kann.',
    number: 'Nr.',
    given: 'Übergeben am',
    from: 'Von',
    to: 'An',
    reason: 'Grund',
    receipt: 'Empfang',
    pending: 'noch nicht empfangen',
    at: 'Am',
    by: 'Von',
    kind: 'Art',
    purpose: 'Zweck',
    recipient: 'Empfänger',
    result: 'Ergebnis',
    cure: 'Was es behebt',
    brokenTitle: 'Die Kette ist unterbrochen',
    broken: (entry, why) => `Zum ersten Mal bei der Übergabe ${entry} (${why}). Was danach kam, bleibt verzeichnet.`,
    intactTitle: 'Die Kette ist geschlossen',
    intact: 'Jede Übergabe kam vom Verwahrer und wurde von einer anderen Person empfangen, jede unter eigenem Namen.',
    quarantineTitle: 'In Quarantäne',
    quarantine:
      'Dieses Stück überschreitet eine Grenze ohne gültige Ermächtigung. Es ist verzeichnet, aber nicht als Beweis anerkannt, und keine Kopie wird ausgegeben.',
    stampTitle: 'Zeitstempel (RFC 3161)',
    stamp: (time, authority) => `Die Prüfsumme bestand am ${time}, bezeugt ${authority}.`,
    noStampTitle: 'Kein Zeitstempel',
    noStamp:
      'Kein Dritter bezeugt, wann die Prüfsumme bestand. An seiner Stelle steht der signierte Prüfpunkt über die Zeitleiste, welche die Prüfsumme enthält.',
    invalidStamp: (outcome) =>
      `Der Zeitstempel beweist nichts mehr (${outcome}). An seiner Stelle steht der signierte Prüfpunkt über die Zeitleiste.`,
    declaration: 'Unterschrift',
    declares: 'Ich erkläre, dieses Beweismittel im oben beschriebenen Zustand empfangen zu haben.',
    signature: 'Unterschrift',
    name: 'Name',
    date: 'Datum und Uhrzeit',
  },
  en: {
    title: 'Chain of custody',
    intro: 'This form says what the item of evidence is, how it was collected, who held it, and what shows that it is unchanged.',
    item: 'Item of evidence',
    incident: 'Incident',
    description: 'Description',
    mediaType: 'Medium',
    phase: 'State',
    holder: 'Present holder',
    identified: 'Identified',
    collected: 'Collected',
    received: 'Taken into safe keeping',
    method: 'Method',
    tool: 'Tool',
    qualification: 'Qualification',
    witness: 'Witness',
    clockOffset: 'Offset of the clock',
    safety: 'Safety of people',
    authorisation: 'Authorisation',
    location: 'Location',
    storage: 'Storage',
    seal: 'Seal',
    digest: 'Digest',
    bytes: 'Bytes',
    notStated: 'not stated',
    collection: 'Collection',
    integrity: 'Integrity and time',
    verified: 'Last verified',
    custody: 'Hand-overs',
    access: 'Access and copies that left',
    verifications: 'Verifications',
    findings: 'What weakens it as proof',
    findingsSource: 'In the words of the register.',
    noFindings: 'Nothing that the register can see.',
    number: 'No.',
    given: 'Given at',
    from: 'By',
    to: 'To',
    reason: 'Reason',
    receipt: 'Receipt',
    pending: 'not received yet',
    at: 'At',
    by: 'By',
    kind: 'Kind',
    purpose: 'Purpose',
    recipient: 'Recipient',
    result: 'Result',
    cure: 'What would cure it',
    brokenTitle: 'The chain is broken',
    broken: (entry, why) => `For the first time at hand-over ${entry} (${why}). What came afterwards stays on record.`,
    intactTitle: 'The chain is closed',
    intact: 'Each hand-over came from the holder and was received by another person, each under their own name.',
    quarantineTitle: 'In quarantine',
    quarantine:
      'This item crosses a boundary without a valid authorisation. It is on record, but not accepted as evidence, and no copy of it leaves.',
    stampTitle: 'Time stamp (RFC 3161)',
    stamp: (time, authority) => `The digest existed at ${time}, says ${authority}.`,
    noStampTitle: 'No time stamp',
    noStamp: 'No third party says when the digest existed. The signed checkpoint over the timeline, which holds the digest, stands in.',
    invalidStamp: (outcome) => `The time stamp proves nothing any more (${outcome}). The signed checkpoint over the timeline stands in.`,
    declaration: 'Signature',
    declares: 'I declare that I received this item of evidence in the state described above.',
    signature: 'Signature',
    name: 'Name',
    date: 'Date and time',
  },
};
