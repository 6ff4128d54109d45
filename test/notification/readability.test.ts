// Shows: N7.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Language, languages } from '../../operator/document/model.ts';
import { hardestScore, readabilityOf, sentencesOf, syllables } from '../../operator/notification/readability.ts';
import { letterWords } from '../../operator/notification/words/letter.ts';

const hard: Readonly<Record<Language, string>> = {
  nl: 'Overeenkomstig de toepasselijke gegevensbeschermingswetgeving informeren wij u omtrent een beveiligingsincident waarbij ongeautoriseerde toegangsverschaffing tot persoonsgegevensverzamelingen heeft plaatsgevonden, waarvan de consequenties vooralsnog onvoldoende inzichtelijk zijn, niettegenstaande voortdurende onderzoekswerkzaamheden.',
  fr: 'Conformément à la réglementation applicable en matière de protection des données, nous vous informons de la survenance d’un incident de sécurité informatique ayant occasionné une compromission potentielle de la confidentialité des informations personnelles dont les répercussions demeurent indéterminées.',
  de: 'Entsprechend den anzuwendenden datenschutzrechtlichen Bestimmungen informieren wir Sie hiermit über einen Sicherheitsvorfall, infolgedessen unberechtigte Zugriffsmöglichkeiten auf personenbezogene Datenbestände entstanden sind, deren Auswirkungen gegenwärtig noch nicht abschließend beurteilt werden können, ungeachtet fortlaufender Untersuchungsmaßnahmen der zuständigen Fachabteilungen.',
  en: 'In accordance with applicable data protection legislation we hereby communicate the occurrence of an information security incident resulting in potentially unauthorised accessibility of personally identifiable information, the ramifications of which necessitate additional investigation by appropriately qualified organisational representatives.',
};

test('what an official would write is hard in every language, and what the letter says is not', () => {
  for (const language of languages) {
    const words = letterWords[language];
    const plain = [words.opening('Pensioenkas'), words.publicOpening('Pensioenkas'), words.sorry, words.complaint('GBA')].join(' ');
    assert.ok((readabilityOf(plain, language).score ?? 0) >= hardestScore, `${language} plain ${readabilityOf(plain, language).score}`);
    assert.ok(
      (readabilityOf(hard[language], language).score ?? 100) < hardestScore,
      `${language} hard ${readabilityOf(hard[language], language).score}`,
    );
  }
});

test('sentences that are too long are counted, and a number or an address ends none', () => {
  assert.equal(sentencesOf('Bel 02 555.01.20. Of mail ons: dpo@example.org. Dank u!'), [
    'Bel 02 555.01.20.',
    'Of mail ons: dpo@example.org.',
    'Dank u!',
  ]);
  assert.equal(readabilityOf(`Kort. ${'woord '.repeat(30)}einde.`, 'nl').longSentences, [{ number: 2, words: 31 }]);
});

test('a text of a few words is not judged', () => {
  assert.is(readabilityOf('Bel ons.', 'nl').score, undefined);
});

test('syllables are those that are heard', () => {
  assert.equal(
    [
      syllables('betrokkenen', 'nl'),
      syllables('personnes', 'fr'),
      syllables('Rente', 'de'),
      syllables('like', 'en'),
      syllables('xyz', 'en'),
    ],
    [4, 2, 2, 1, 1],
  );
});

test.run();
