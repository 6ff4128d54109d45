import type {
  IncidentPersonalDataAvailabilityBackup,
  IncidentPersonalDataAvailabilityServiceImpact,
  IncidentPersonalDataCause,
  IncidentPersonalDataDecisionExemption,
  IncidentPersonalDataExfiltration,
  IncidentPersonalDataKind,
  IncidentPersonalDataLogs,
  IncidentPersonalDataProtectionAccessControl,
  IncidentPersonalDataProtectionKey,
  IncidentPersonalDataRecipientsWho,
  IncidentStatusPersonalDataRisk,
} from '../../api/types.gen.ts';
import type { Language } from '../../document/model.ts';

/** The codes of a breach as a reader of each language knows them; the terms of the law are those of its official translations. */
export interface BreachTerms {
  readonly kinds: Readonly<Record<IncidentPersonalDataKind, string>>;
  readonly cause: Readonly<Record<IncidentPersonalDataCause, string>>;
  readonly key: Readonly<Record<IncidentPersonalDataProtectionKey, string>>;
  readonly accessControl: Readonly<Record<IncidentPersonalDataProtectionAccessControl, string>>;
  readonly exfiltration: Readonly<Record<IncidentPersonalDataExfiltration, string>>;
  readonly logs: Readonly<Record<IncidentPersonalDataLogs, string>>;
  readonly recipients: Readonly<Record<IncidentPersonalDataRecipientsWho, string>>;
  readonly backup: Readonly<Record<IncidentPersonalDataAvailabilityBackup, string>>;
  readonly serviceImpact: Readonly<Record<IncidentPersonalDataAvailabilityServiceImpact, string>>;
  readonly risk: Readonly<Record<IncidentStatusPersonalDataRisk, string>>;
  readonly exemption: Readonly<Record<IncidentPersonalDataDecisionExemption, string>>;
}

/** The terms in every language. */
export const breachTerms: Readonly<Record<Language, BreachTerms>> = {
  nl: {
    kinds: {
      Confidentiality: 'inbreuk op de vertrouwelijkheid',
      Integrity: 'inbreuk op de integriteit',
      Availability: 'inbreuk op de beschikbaarheid',
    },
    cause: {
      Ransomware: 'gijzelsoftware (ransomware)',
      Intrusion: 'inbraak in een systeem',
      CredentialAttack: 'aanval op aanmeldgegevens',
      Malware: 'kwaadaardige software',
      SocialEngineering: 'misleiding van personen (phishing en dergelijke)',
      Insider: 'misbruik door iemand van binnenuit',
      HumanError: 'menselijke fout',
      Misdirected: 'verzending aan een verkeerde ontvanger',
      Theft: 'diefstal',
      Loss: 'verlies',
      Malfunction: 'technisch defect',
      Other: 'andere oorzaak',
      Unknown: 'onbekend',
    },
    key: { Safe: 'de sleutel is veilig', Compromised: 'de sleutel is gecompromitteerd', Unknown: 'onbekend' },
    accessControl: { None: 'geen', Weak: 'zwak', Strong: 'sterk' },
    exfiltration: { Excluded: 'uitgesloten', Unknown: 'onbekend', Likely: 'waarschijnlijk', Confirmed: 'bevestigd' },
    logs: { Complete: 'volledig', Partial: 'gedeeltelijk', None: 'geen' },
    recipients: {
      None: 'niemand',
      Trusted: 'een vertrouwde ontvanger',
      Known: 'een bekende ontvanger',
      Unknown: 'onbekende personen',
      Public: 'het publiek',
    },
    backup: { Intact: 'intact', Affected: 'eveneens getroffen', PaperOnly: 'enkel op papier', None: 'geen' },
    serviceImpact: { None: 'geen', Minor: 'beperkt', Major: 'ernstig' },
    risk: { Unknown: 'nog niet beslist', Unlikely: 'risico onwaarschijnlijk', Risk: 'risico', High: 'hoog risico' },
    exemption: {
      Unintelligible: 'de gegevens zijn onbegrijpelijk voor onbevoegden (art. 34, lid 3, onder a))',
      RiskRemoved: 'latere maatregelen hebben het hoge risico weggenomen (art. 34, lid 3, onder b))',
      DisproportionateEffort: 'de mededeling zou onevenredige inspanningen vergen (art. 34, lid 3, onder c))',
    },
  },
  fr: {
    kinds: {
      Confidentiality: 'atteinte à la confidentialité',
      Integrity: 'atteinte à l’intégrité',
      Availability: 'atteinte à la disponibilité',
    },
    cause: {
      Ransomware: 'rançongiciel',
      Intrusion: 'intrusion dans un système',
      CredentialAttack: 'attaque visant des identifiants',
      Malware: 'logiciel malveillant',
      SocialEngineering: 'manipulation de personnes (hameçonnage, etc.)',
      Insider: 'abus commis en interne',
      HumanError: 'erreur humaine',
      Misdirected: 'envoi à un mauvais destinataire',
      Theft: 'vol',
      Loss: 'perte',
      Malfunction: 'défaillance technique',
      Other: 'autre cause',
      Unknown: 'inconnue',
    },
    key: { Safe: 'la clé est sûre', Compromised: 'la clé est compromise', Unknown: 'inconnu' },
    accessControl: { None: 'aucune', Weak: 'faible', Strong: 'forte' },
    exfiltration: { Excluded: 'exclue', Unknown: 'inconnue', Likely: 'probable', Confirmed: 'confirmée' },
    logs: { Complete: 'complets', Partial: 'partiels', None: 'aucun' },
    recipients: {
      None: 'personne',
      Trusted: 'un destinataire de confiance',
      Known: 'un destinataire connu',
      Unknown: 'des personnes inconnues',
      Public: 'le public',
    },
    backup: { Intact: 'intacte', Affected: 'également touchée', PaperOnly: 'sur papier uniquement', None: 'aucune' },
    serviceImpact: { None: 'aucune', Minor: 'limitée', Major: 'grave' },
    risk: { Unknown: 'pas encore décidé', Unlikely: 'risque improbable', Risk: 'risque', High: 'risque élevé' },
    exemption: {
      Unintelligible: 'les données sont incompréhensibles pour toute personne non autorisée (art. 34, § 3, a))',
      RiskRemoved: 'des mesures ultérieures ont écarté le risque élevé (art. 34, § 3, b))',
      DisproportionateEffort: 'la communication exigerait des efforts disproportionnés (art. 34, § 3, c))',
    },
  },
  de: {
    kinds: {
      Confidentiality: 'Verletzung der Vertraulichkeit',
      Integrity: 'Verletzung der Integrität',
      Availability: 'Verletzung der Verfügbarkeit',
    },
    cause: {
      Ransomware: 'Erpressungssoftware (Ransomware)',
      Intrusion: 'Eindringen in ein System',
      CredentialAttack: 'Angriff auf Zugangsdaten',
      Malware: 'Schadsoftware',
      SocialEngineering: 'Täuschung von Personen (Phishing und Ähnliches)',
      Insider: 'Missbrauch von innen',
      HumanError: 'menschliches Versehen',
      Misdirected: 'Versand an einen falschen Empfänger',
      Theft: 'Diebstahl',
      Loss: 'Verlust',
      Malfunction: 'technischer Defekt',
      Other: 'andere Ursache',
      Unknown: 'unbekannt',
    },
    key: { Safe: 'der Schlüssel ist sicher', Compromised: 'der Schlüssel ist kompromittiert', Unknown: 'unbekannt' },
    accessControl: { None: 'keiner', Weak: 'schwach', Strong: 'stark' },
    exfiltration: { Excluded: 'ausgeschlossen', Unknown: 'unbekannt', Likely: 'wahrscheinlich', Confirmed: 'bestätigt' },
    logs: { Complete: 'vollständig', Partial: 'teilweise', None: 'keine' },
    recipients: {
      None: 'niemand',
      Trusted: 'ein vertrauenswürdiger Empfänger',
      Known: 'ein bekannter Empfänger',
      Unknown: 'unbekannte Personen',
      Public: 'die Öffentlichkeit',
    },
    backup: { Intact: 'unversehrt', Affected: 'ebenfalls betroffen', PaperOnly: 'nur auf Papier', None: 'keine' },
    serviceImpact: { None: 'keine', Minor: 'gering', Major: 'schwer' },
    risk: { Unknown: 'noch nicht entschieden', Unlikely: 'Risiko unwahrscheinlich', Risk: 'Risiko', High: 'hohes Risiko' },
    exemption: {
      Unintelligible: 'die Daten sind für Unbefugte nicht verständlich (Art. 34 Abs. 3 Buchst. a)',
      RiskRemoved: 'spätere Maßnahmen haben das hohe Risiko beseitigt (Art. 34 Abs. 3 Buchst. b)',
      DisproportionateEffort: 'die Benachrichtigung wäre mit unverhältnismäßigem Aufwand verbunden (Art. 34 Abs. 3 Buchst. c)',
    },
  },
  en: {
    kinds: {
      Confidentiality: 'breach of confidentiality',
      Integrity: 'breach of integrity',
      Availability: 'breach of availability',
    },
    cause: {
      Ransomware: 'ransomware',
      Intrusion: 'intrusion into a system',
      CredentialAttack: 'attack on credentials',
      Malware: 'malicious software',
      SocialEngineering: 'deception of people (phishing and the like)',
      Insider: 'misuse by somebody inside',
      HumanError: 'human error',
      Misdirected: 'sent to a wrong recipient',
      Theft: 'theft',
      Loss: 'loss',
      Malfunction: 'technical failure',
      Other: 'another cause',
      Unknown: 'unknown',
    },
    key: { Safe: 'the key is safe', Compromised: 'the key is compromised', Unknown: 'unknown' },
    accessControl: { None: 'none', Weak: 'weak', Strong: 'strong' },
    exfiltration: { Excluded: 'excluded', Unknown: 'unknown', Likely: 'likely', Confirmed: 'confirmed' },
    logs: { Complete: 'complete', Partial: 'partial', None: 'none' },
    recipients: {
      None: 'nobody',
      Trusted: 'a trusted recipient',
      Known: 'a known recipient',
      Unknown: 'unknown persons',
      Public: 'the public',
    },
    backup: { Intact: 'intact', Affected: 'affected as well', PaperOnly: 'on paper only', None: 'none' },
    serviceImpact: { None: 'none', Minor: 'minor', Major: 'major' },
    risk: { Unknown: 'not decided yet', Unlikely: 'risk unlikely', Risk: 'risk', High: 'high risk' },
    exemption: {
      Unintelligible: 'the data are unintelligible to anyone without authority (art. 34(3)(a))',
      RiskRemoved: 'later measures have removed the high risk (art. 34(3)(b))',
      DisproportionateEffort: 'the communication would take disproportionate effort (art. 34(3)(c))',
    },
  },
};
