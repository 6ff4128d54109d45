// Shows: N4, N5, N8, S4.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Incident, IncidentSpec, NotificationAudience, NotificationSpec } from '../../operator/api/types.gen.ts';
import { type Document, type Language, languages, textsOf } from '../../operator/document/model.ts';
import type { Telling } from '../../operator/notification/brief.ts';
import { documentDigest, documentOf, documentStatus, incidentDocumentOf, incidentDocuments } from '../../operator/notification/document.ts';
import { at, breach, incident, notification, policy } from '../build.ts';
import { storyUntil, tellingOf } from './story.ts';

const audiences: readonly NotificationAudience[] = [
  'Authority',
  'DataSubjects',
  'ServiceRecipients',
  'Public',
  'Controller',
  'DPO',
  'CISO',
  'Management',
  'ContactPoint',
  'Reporter',
  'Staff',
  'ThirdParty',
];

const telling = (note: Partial<NotificationSpec> = {}, spec: Partial<IncidentSpec> = {}, around: Partial<Telling> = {}): Telling => ({
  note: notification({ languages: ['nl', 'fr'], ...note }),
  incident: incident({ personalData: breach({ consequences: 'Fraude.' }), ...spec }),
  policy: policy({ authorities: [{ name: 'gba', title: 'GBA', portal: 'https://gba.example' }] }),
  earlier: [],
  ...around,
});

const texts = (of: Telling, language: Language = 'nl'): readonly string[] => textsOf(documentOf(of, language, at(3)));

test('the digest binds every word in every language, and neither the moment nor what was decided about it', () => {
  const base = documentDigest(telling());
  const same = [
    telling({ approvals: [{ id: 'p1', at: at(2), by: 'r.leclercq', decision: 'Approve', of: base }] }),
    telling({ acknowledgements: [{ id: 'k1', at: at(2), by: 'p.lambert' }] }),
  ];
  const other = [
    telling({ content: { nature: 'Twee laptops.' } }),
    telling({ translations: [{ language: 'fr', consequences: 'Fraude possible.' }] }),
    telling({ languages: ['nl'] }),
    telling({ recipient: 'gba' }),
    telling({ delayJustification: 'De omvang was niet bekend.' }),
    telling({ expected: [{ part: 'subjects', expectedAt: at(48) }] }),
    telling({}, { personalData: breach({ consequences: 'Geen.' }) }),
    telling({}, { report: { what: 'Another story.', establishedAt: at(0) } }),
    telling({}, {}, { policy: policy({ organisation: 'Een ander' }) }),
  ];
  assert.equal(new Set(same.map(documentDigest)), new Set([base]));
  assert.is(new Set([base, ...other.map(documentDigest)]).size, other.length + 1);
});

test('a document says what is known in its language, and in the written one where nobody translated it', () => {
  const of = telling({
    content: { consequences: 'Oplichting.', nature: 'Een laptop.' },
    translations: [{ language: 'fr', nature: 'Un portable.' }],
  });
  assert.equal(
    [texts(of).includes('Een laptop.'), texts(of, 'fr').includes('Un portable.'), texts(of, 'fr').includes('Oplichting.')],
    [true, true, true],
  );
  assert.equal(documentStatus(of).warnings, [
    { language: 'fr', reason: 'NotTranslated', message: 'detection has no text in fr: add it to spec.translations.' },
    { language: 'fr', reason: 'NotTranslated', message: 'consequences has no text in fr: add it to spec.translations.' },
  ]);
});

test('what is not known says when it is expected, and why not earlier', () => {
  const known = texts(telling({ expected: [{ part: 'records', expectedAt: at(96), reason: 'de back-up wordt nog gelezen' }] }));
  assert.ok(known.includes('nog niet bekend, verwacht tegen 27 oktober 2026: de back-up wordt nog gelezen'));
  assert.ok(known.includes('5 onderdelen zijn nog niet bekend'), 'measures, subjects, records, processing and other countries');
});

test('a supplement carries the sections that say something new, and names the others', () => {
  const first = telling({ filings: [{ id: 'f1', at: at(2), by: 'p.lambert', reference: 'K7F' }] });
  const { sections = [] } = documentStatus(first);
  const sent = { ...first.note, status: { sentAt: at(2), document: { sections } } };
  const spec: Partial<IncidentSpec> = { personalData: breach({ consequences: 'Ook identiteitsfraude.' }) };
  const headings = (of: Telling) => documentOf(of, 'nl', at(3)).blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
  const next = telling({ stage: 'Supplementary' }, spec, { earlier: [sent] });
  assert.equal(headings(next), ['1. De melding', '7. De gevolgen']);
  assert.ok(
    texts(next).includes(
      'Ongewijzigd sinds de melding K7F: 2. De organisatie; 3. De betrokken verwerking; 4. De inbreuk; 5. Het tijdsverloop; 6. Maatregelen vóór de inbreuk; 8. Maatregelen na de inbreuk; 9. Mededeling aan de betrokkenen; 10. Andere landen en autoriteiten.',
    ),
  );
});

test('no document says undefined, whatever is not known, to any audience in any language', () => {
  const bare: Incident = incident({ report: { what: 'Iets.', establishedAt: at(0) } });
  const made: readonly Document[] = languages.flatMap((language) => [
    ...audiences.flatMap((audience) =>
      [bare, undefined].flatMap((of) =>
        [undefined, policy()].map((by) =>
          documentOf({ note: notification({ audience }), incident: of, policy: by, earlier: [] }, language, at(1)),
        ),
      ),
    ),
    ...incidentDocuments.map((kind) => incidentDocumentOf(kind, { incident: bare, policy: undefined }, language, at(1))),
  ]);
  for (const document of made) {
    for (const text of textsOf(document)) assert.not.match(text, /undefined|null|NaN|\[object|\$\{/);
  }
});

test('only what is written for its readers alone goes without the label of the record', () => {
  const unlabelled = audiences.filter((audience) => documentOf(telling({ audience }), 'nl', at(1)).tlp === undefined);
  assert.equal(unlabelled, ['DataSubjects', 'Public', 'Reporter']);
});

test('those outside read neither the log of the actions nor what happened as it was reported', () => {
  const spec: Partial<IncidentSpec> = { actions: [{ id: 'ac1', at: at(1), by: 'c.peeters', kind: 'Contain', what: 'Blocked 10.1.2.3' }] };
  for (const audience of ['Staff', 'ThirdParty', 'ServiceRecipients', 'Reporter'] as const) {
    const said = texts(telling({ audience }, spec)).join(' ');
    assert.not.match(said, /10\.1\.2\.3|A laptop was left on a train\./, audience);
  }
});

test('the acknowledgement repeats nothing of the report, and says by when it is assessed', () => {
  const of = incident({}, { deadlines: [{ name: 'policy-assess', from: at(0), dueAt: at(24), state: 'Running' }] });
  const said = textsOf(incidentDocumentOf('acknowledgement', { incident: of, policy: policy() }, 'en', at(1))).join(' ');
  assert.not.match(said, /laptop/);
  assert.match(said, /reference inc-1/);
  assert.match(said, /The assessment takes place on 24 October 2026 at 09:12 at the latest\./);
});

test('the reports to an authority under another law are told apart by their titles, and hold what that law asks beside', () => {
  const spec: Partial<IncidentSpec> = {
    classifications: [
      { id: 'c1', at: at(1), by: 's.wouters', regime: 'nis2', result: 'Significant', suspectedMalicious: true, crossBorder: false },
    ],
    review: [{ id: 'r1', at: at(3), by: 'c.peeters', rootCause: 'A weak password.' }],
  };
  const report = (duty: string, stage: 'Initial' | 'Final') => documentOf(telling({ duty, stage, recipient: 'ccb' }, spec), 'en', at(4));
  assert.equal(
    [report('nis2-early-warning', 'Initial').title, report('own-law', 'Initial').title],
    ['NIS2: early warning', 'Notification of an incident'],
  );
  const says = (document: Document, text: string): boolean => textsOf(document).includes(text);
  assert.equal(
    (['Initial', 'Final'] as const).map((stage) => {
      const made = report('nis2-final', stage);
      return [says(made, 'Suspected malicious act'), says(made, 'A weak password.')];
    }),
    [
      [true, false],
      [true, true],
    ],
  );
});

test('the closing report tells in every language what forensic analysis found, as the review has it, and is silent where there was none', () => {
  const closing = (language: Language, found: object): readonly string[] => {
    const review = [{ id: 'r1', at: at(3), by: 'c.peeters', rootCause: 'A weak password.', ...found }];
    return textsOf(incidentDocumentOf('closing', { incident: incident({ review }), policy: policy() }, language, at(4)));
  };
  const after = (texts: readonly string[], term: string): string | undefined => texts[texts.indexOf(term) + 1];
  const terms = { nl: 'Forensisch onderzoek', fr: 'Analyse forensique', de: 'Forensische Untersuchung', en: 'Forensic analysis' };
  for (const language of languages) {
    const found = closing(language, { forensics: 'Needed: the way in is in the memory image.' });
    assert.is(after(found, terms[language]), 'Needed: the way in is in the memory image.', language);
    assert.not.ok(closing(language, {}).includes(terms[language]), language);
  }
});

test('a drill says so at the head of every document', () => {
  for (const audience of audiences) {
    const [first] = documentOf(telling({ audience }, { drill: true }), 'nl', at(1)).blocks;
    assert.equal(first?.kind === 'notice' && first.title, 'Dit is een oefening', audience);
  }
});

test('the record of an exemption holds its ground, facts, advice, decider and review, and an order overrides it', () => {
  const personalData = breach({
    subjects: { approximate: 90_000 },
    advices: [{ id: 'ad1', at: at(2), by: 'p.lambert', on: 'Exemption', advice: 'Aanvaardbaar.' }],
    decisions: [
      {
        id: 'd1',
        at: at(3),
        by: 'r.leclercq',
        exemption: 'DisproportionateEffort',
        reasons: 'Geen adressen.',
        advice: 'ad1',
        evidence: 'nota-7',
        reviewAt: at(240),
        publicChannel: 'website',
      },
    ],
    orders: [{ id: 'o1', at: at(4), by: 'p.lambert', reference: 'GBA-88', order: 'CommunicateToSubjects', dueAt: at(100) }],
  });
  const document = incidentDocumentOf('exemption', { incident: incident({ personalData }), policy: policy() }, 'nl', at(5));
  const [order] = document.blocks;
  assert.equal(order, {
    kind: 'notice',
    tone: 'warning',
    title: 'opgeheven door een bevel',
    text: 'De autoriteit heeft de mededeling bevolen (GBA-88), uit te voeren tegen 27 oktober 2026. Het bevel gaat voor op de uitzondering (artikel 34, lid 4).',
  });
  const said = textsOf(document);
  for (const text of [
    'Geen adressen.',
    'Aantal betrokkenen: ongeveer 90.000',
    'nota-7',
    'r.leclercq',
    'Aanvaardbaar.',
    'p.lambert',
    'website',
  ])
    assert.ok(said.includes(text), text);
});

test('an exemption stands while the duty to the data subjects is waived, and is without effect once that is open again', () => {
  const personalData = breach({
    decisions: [{ id: 'd1', at: at(3), by: 'r.leclercq', exemption: 'Unintelligible', reasons: 'Encrypted.' }],
  });
  const stateWith = (state?: 'Waived' | 'Running'): readonly string[] => {
    const deadlines = state === undefined ? [] : [{ name: 'gdpr-subjects', from: at(0), dueAt: at(72), state }];
    const of = incident({ personalData }, { deadlines });
    return textsOf(incidentDocumentOf('exemption', { incident: of, policy: policy() }, 'en', at(5)));
  };
  assert.ok(stateWith('Waived').includes('in force'));
  assert.ok(stateWith('Running').some((text) => text.startsWith('without effect:')));
  assert.ok(stateWith().some((text) => text.startsWith('without object:')));
});

test('what lay people read is warned about: long sentences, words of the trade, hard text; the Belgian authority takes no English', () => {
  const long = `Wij ${'schrijven en '.repeat(13)}lezen.`;
  const letter = telling({
    audience: 'DataSubjects',
    duty: 'gdpr-subjects',
    languages: ['nl'],
    content: { nature: long, consequences: 'Uw credentials zijn gecompromitteerd.', recommendations: 'Bel ons.', measures: 'Geen.' },
  });
  assert.equal(
    documentStatus(letter).warnings?.map(({ reason, message }) => `${reason} ${message}`),
    [
      'LongSentence A sentence of nature has 28 words: make it two, 25 are enough.',
      'Jargon consequences uses a word of the trade; say: in verkeerde handen.',
      'Jargon consequences uses a word of the trade; say: gebruikersnaam en wachtwoord.',
    ],
  );
  const dossier = telling({ recipient: 'gba', languages: ['en'] });
  assert.equal(documentStatus(dossier).warnings, [
    { language: 'en', reason: 'NotAccepted', message: 'The authority gba takes notices in nl, fr, de only.' },
  ]);
});

test('the letter of the sample reads well in every language', () => {
  const of = tellingOf(storyUntil(20), 'lost-laptop-gdpr-subjects');
  const inAll: Telling = { ...of, note: { ...of.note, spec: { ...of.note.spec, languages } } };
  assert.is(documentStatus(inAll).warnings, undefined);
});

test.run();
