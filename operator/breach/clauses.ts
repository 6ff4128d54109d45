/**
 * The clauses on which a suggestion rests, as a lawyer would look them up. The guidelines of the European Data Protection Board are
 * 9/2022 on notification (version 2.0; part IV.B lists the factors of risk, annex B has examples) and 01/2021 with its cases
 * (version 2.0). ENISA 2013 is its recommendation on the severity of personal data breaches.
 */
export const clauses = {
  /** The controller has to demonstrate that a risk is unlikely: what is unknown speaks for nobody. */
  burden: 'art. 5(2); recital 85',
  unreadable: 'art. 34(3)(a); EDPB 01/2021, cases 1 and 10',
  hashed: 'EDPB 01/2021, case 6',
  pseudonymous: 'EDPB 9/2022, IV.B: ease of identification',
  noExfiltration: 'EDPB 01/2021, cases 1 and 2',
  wiped: 'EDPB 01/2021, case 10',
  trusted: 'EDPB 9/2022, IV.B: severity of consequences; EDPB 01/2021, case 9',
  known: 'EDPB 01/2021, cases 13 to 16',
  manyRecipients: 'EDPB 9/2022, annex B, example ix; EDPB 01/2021, case 14',
  deliberate: 'EDPB 01/2021, case 8',
  unknownHands: 'EDPB 01/2021, cases 11 and 12',
  attacker: 'EDPB 01/2021, cases 4, 5, 7, 17 and 18',
  published: 'EDPB 9/2022, annex B, example vi',
  special: 'art. 9; recital 75; EDPB 01/2021, case 12',
  criminal: 'art. 10; recital 75',
  secret: 'recital 75',
  fraud: 'recital 75; EDPB 01/2021, cases 4, 7 and 14',
  combination: 'EDPB 9/2022, IV.B: nature, sensitivity and volume',
  vulnerable: 'recital 75; EDPB 9/2022, IV.B: special characteristics of the individual',
  number: 'recital 75; EDPB 9/2022, IV.B: number of affected individuals',
  restored: 'EDPB 01/2021, case 1; EDPB 9/2022, annex B, example iii',
  copy: 'EDPB 01/2021, case 10; EDPB 9/2022, annex B, example i',
  loss: 'art. 4(12); EDPB 01/2021, case 2; EDPB 9/2022, annex B, example iv',
  care: 'EDPB 01/2021, case 3; EDPB 9/2022, annex B, example viii',
  enisa: 'ENISA 2013',
} as const;

/** A ground for a suggestion: a sentence, with the clause behind it in brackets. Fits into `status.personalData.why`. */
export const ground = (sentence: string, clause: string): string => `${sentence} (${clause}).`;
