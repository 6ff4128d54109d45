import { meaning } from './codes.ts';
import { nl as codes } from './codes-nl.ts';
import type { FindingWords } from './findings.ts';
import { missing } from './missing.ts';

const needed = missing((medium, path) => `Nodig voor: ${medium} (${path}).`, codes.mediaType);

/** The findings in Dutch. */
export const nl: FindingWords = {
  MissingPlaceOfDiscovery: needed(
    'Niets zegt waar het werd aangetroffen (ISO/IEC 27037, 5.4.2).',
    'Vul spec.identified in zolang het niet geschreven is; daarna zegt wie het aantrof het in een controle.',
  ),
  MissingTool: needed(
    'Niets zegt met welk hulpmiddel het werd verzameld, zodat niemand het kan herhalen (V6).',
    'De verzameling wordt eenmaal geschreven: verzamel het opnieuw met vermelding van het hulpmiddel, of laat het door een controle bevestigen.',
  ),
  MissingToolVersion: needed(
    'Niets zegt welke versie van het hulpmiddel werd gebruikt; een andere kan anders werken (V6).',
    'De verzameling wordt eenmaal geschreven: wie het verzamelde, vermeldt de versie in een controle.',
  ),
  MissingClockOffset: needed(
    'De klok van de bron werd niet met de juiste tijd vergeleken, zodat haar tijden niet te plaatsen zijn (RFC 3227, 2).',
    'Vergelijk de klokken zolang de bron nog werkt, en vermeld de afwijking in een controle.',
  ),
  MissingReceivedTime: needed(
    'Slechts één klok zegt wanneer het werd genomen: niets zegt wanneer het in bewaring kwam (ISO/IEC 27037, 5.4.1).',
    'Wie het in bewaring nam, vermeldt het tijdstip in een controle of in de ontvangst van de overdracht.',
  ),
  MissingWitness: needed(
    'Het kan geen tweede keer worden verzameld, en niemand anders was erbij (ISO/IEC 27037, 6.5).',
    'Wie er toch bij was, verklaart dat in een controle.',
  ),
  MissingSafetyRemark: needed(
    'Niets zegt waarop voor de veiligheid van mensen te letten viel, zelfs niet dat er niets was (V3).',
    'De volgende bewaarder kijkt het na en vermeldt het in de ontvangst van de overdracht.',
  ),
  MissingPlace: needed('Niets zegt in welke kamer of kluis het voorwerp zelf ligt (V8).', 'Vul spec.location.place in.'),
  MissingStorage: needed('Niets zegt hoe het tegen wijziging wordt bewaard (V3, V8).', 'Vul spec.storage.how in.'),
  MissingAccess: needed('Niets zegt wie erbij kan (V3).', 'Vul spec.storage.access in.'),
  NotCollected: () => ({
    message: 'Het stuk werd aangetroffen, maar niet verzameld.',
    cure: 'Vul spec.collection in zodra het verzameld is.',
  }),
  NeitherCertifiedNorQualified: () => ({
    message: 'Het hulpmiddel is niet gecertificeerd en wie het verzamelde is niet gekwalificeerd (V6).',
    cure: 'Een gekwalificeerd persoon verzamelt het opnieuw, of bevestigt het door een controle.',
  }),
  CollectedLate: ({ hours }) => ({
    message: `Het werd meer dan ${hours} uur na de vaststelling van de feiten verzameld (S3).`,
    cure: 'Niets verhelpt dit; zeg waarom in de omschrijving van de werkwijze.',
  }),
  ClocksDisagree: () => ({
    message: 'Volgens de twee klokken kwam het in bewaring voor het verzameld was (ISO/IEC 27037, 5.4.1).',
    cure: 'Vergelijk de klokken van verzamelaar en bewaarder, en vermeld het verschil in een controle.',
  }),
  CustodyGap: ({ gaps }) => ({
    message: `De bewakingsketen is verbroken (V2): ${gaps.map(({ entry, why }) => `${entry} ${codes.how[why]}`).join(', ')}.`,
    cure: 'Niets herstelt dit. Dat de bytes nog dezelfde zijn, of het zegel heel, toont dat het toch hetzelfde is: controleer het.',
  }),
  CustodyRecordedLate: ({ entries }) => ({
    message: `Opgetekend voor wat eraan voorafging (V2): ${entries.join(', ')}.`,
    cure: 'Niets verhelpt dit; wie de ontbrekende overdracht of ontvangst laat optekende, zegt waarom.',
  }),
  TransferNotVerified: ({ entries, bySeal }) => ({
    message: `Niemand heeft getoond dat het onveranderd aankwam (V8): ${entries.join(', ')}.`,
    cure: bySeal
      ? 'De ontvanger vermeldt het nummer van het zegel in de ontvangst.'
      : 'De ontvanger vermeldt het controlegetal in de ontvangst, of controleert het stuk.',
  }),
  AuthorisedAfterwards: () => ({
    message: 'Het overschreed een grens voor dat gemachtigd was (V7).',
    cure: 'Niets verhelpt dit; wie machtigde, zegt in de grondslag waarom dat mocht.',
  }),
  AuthorisationExpired: ({ endedAt }, moment) => ({
    message: `Het overschrijdt een grens van de organisatie of van het recht, en de machtiging liep af: ${moment(endedAt)} (V7).`,
    cure: 'Verkrijg een machtiging die geldt en vul ze in bij spec.authorisation. Tot dan blijft het stuk in quarantaine.',
  }),
  NotAuthorised: ({ missing: parts }) => ({
    message: `Het overschrijdt een grens van de organisatie of van het recht zonder geldige machtiging; in spec.authorisation ontbreekt: ${parts.join(', ')} (V7).`,
    cure: 'Vul spec.authorisation in met basis, authoriser, reference, scope en expires. Tot dan blijft het stuk in quarantaine.',
  }),
  NotHashed: () => ({
    message: 'Geen controlegetal legt vast wat verzameld werd (V8).',
    cure: 'Vul spec.digest in met de SHA-256 van de bytes.',
  }),
  BytesDiffer: ({ statements, operatorAt }, moment) => ({
    message: `Een controle vond andere bytes dan er werden verzameld (V8): ${[...statements, ...(operatorAt === undefined ? [] : [`het register: ${moment(operatorAt)}`])].join(', ')}.`,
    cure: 'Een controle die bij vergissing werd gemaakt, wordt rechtgezet door een andere die haar noemt in `corrects`.',
  }),
  BytesUnreadable: ({ detail }) => ({
    message: `Het register kan de bytes niet lezen waar ze zouden zijn (V8)${detail === undefined ? '' : `: ${meaning(codes.unreadable, detail)}`}. Dat is geen afwijking.`,
    cure: 'Neem weg wat het lezen verhindert; daarna controleert het register ze vanzelf.',
  }),
  LocationUnknown: () => ({ message: 'Niets zegt waar het bewaard wordt (V8).', cure: 'Vul spec.location in.' }),
  NotSealed: () => ({
    message: 'Een voorwerp zonder bytes heeft een zegel nodig waaruit blijkt dat het hetzelfde is (V3).',
    cure: 'Verzegel het en vul spec.storage.seal in.',
  }),
  StampInvalid: ({ fault }) => ({
    message: `Het tijdstempel bewijst niet wanneer het bestond: ${meaning(codes.fault, fault)} (RFC 3161).`,
    cure: 'Het controlepunt over de tijdlijn toont het nog steeds.',
  }),
  StampCertificateEnded: ({ endedAt }, moment) => ({
    message: `Het certificaat achter het tijdstempel liep af: ${moment(endedAt)}; een diefstal van de sleutel sindsdien zou niet opvallen (RFC 3161, bijlage B).`,
    cure: 'Laat het token zelf stempelen door een nieuwere dienst, en bewaar beide bij de bytes.',
  }),
  NotStamped: ({ fault }) => ({
    message: `Geen tijdstempeldienst zegt wanneer het bestond: ${meaning(codes.fault, fault)}. Het ondertekende controlepunt over de tijdlijn komt in de plaats.`,
    cure: 'Het register vraagt het elk uur opnieuw; een dienst die niet vertrouwd wordt, is een andere of mist zijn certificaat onder de ankers.',
  }),
};
