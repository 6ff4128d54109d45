import { meaning } from './codes.ts';
import { en as codes } from './codes-en.ts';
import type { FindingWords } from './findings.ts';
import { missing } from './missing.ts';

const needed = missing((medium, path) => `Needed for: ${medium} (${path}).`, codes.mediaType);

/** The findings in English, as the status holds them too. */
export const en: FindingWords = {
  MissingPlaceOfDiscovery: needed(
    'Nothing says where it was found (ISO/IEC 27037, 5.4.2).',
    'Fill in spec.identified, as long as it is not written; afterwards whoever found it says it in a verification.',
  ),
  MissingTool: needed(
    'Nothing says with which tool it was collected, so that nobody can repeat it (V6).',
    'The collection is written once: collect it again with its tool named, or have it confirmed by a verification.',
  ),
  MissingToolVersion: needed(
    'Nothing says which version of the tool was used; another one may behave otherwise (V6).',
    'The collection is written once: the collector states the version in a verification.',
  ),
  MissingClockOffset: needed(
    'The clock of the source was not compared with true time, so that its times cannot be placed (RFC 3227, 2).',
    'Compare the clocks while the source still runs, and state the offset in a verification.',
  ),
  MissingReceivedTime: needed(
    'Only one clock says when it was taken: nothing says when it came into safe keeping (ISO/IEC 27037, 5.4.1).',
    'Whoever took it in states the time in a verification or in the receipt of the hand-over.',
  ),
  MissingWitness: needed(
    'It cannot be collected a second time, and nobody else was present (ISO/IEC 27037, 6.5).',
    'Whoever was present after all states so in a verification.',
  ),
  MissingSafetyRemark: needed(
    'Nothing says what had to be minded for the safety of people, not even that there was nothing (V3).',
    'The next custodian looks at it and states it in the receipt of the hand-over.',
  ),
  MissingPlace: needed('Nothing says in which room or safe the thing itself is (V8).', 'Fill in spec.location.place.'),
  MissingStorage: needed('Nothing says how it is kept from being changed (V3, V8).', 'Fill in spec.storage.how.'),
  MissingAccess: needed('Nothing says who can reach it (V3).', 'Fill in spec.storage.access.'),
  NotCollected: () => ({ message: 'The item was identified but not collected.', cure: 'Fill in spec.collection once it is.' }),
  NeitherCertifiedNorQualified: () => ({
    message: 'Neither the tool is certified nor the collector qualified (V6).',
    cure: 'A qualified person collects it again, or confirms it by a verification.',
  }),
  CollectedLate: ({ hours }) => ({
    message: `It was collected more than ${hours} hours after the facts were established (S3).`,
    cure: 'Nothing cures it; say why in the description of the method.',
  }),
  ClocksDisagree: () => ({
    message: 'By its two clocks it was received before it was collected (ISO/IEC 27037, 5.4.1).',
    cure: 'Compare the clocks of the collector and of the keeper, and state the difference in a verification.',
  }),
  CustodyGap: ({ gaps }) => ({
    message: `The chain of custody is broken (V2): ${gaps.map(({ entry, why }) => `${entry} ${codes.how[why]}`).join(', ')}.`,
    cure: 'Nothing mends it. That the bytes still match, or the seal is whole, shows that it is the same all the same: verify it.',
  }),
  CustodyRecordedLate: ({ entries }) => ({
    message: `Recorded before what leads to it (V2): ${entries.join(', ')}.`,
    cure: 'Nothing cures it; whoever recorded the missing hand-over or receipt late says why.',
  }),
  TransferNotVerified: ({ entries, bySeal }) => ({
    message: `Nobody has shown that it arrived unchanged (V8): ${entries.join(', ')}.`,
    cure: bySeal
      ? 'The receiver states the number of the seal in the receipt.'
      : 'The receiver states the digest in the receipt, or verifies the item.',
  }),
  AuthorisedAfterwards: () => ({
    message: 'It crossed a boundary before that was authorised (V7).',
    cure: 'Nothing cures it; whoever authorised it says in the basis why that was allowed.',
  }),
  AuthorisationExpired: ({ endedAt }, moment) => ({
    message: `It crosses a border of the organisation or of the law, and the authorisation ran out at ${moment(endedAt)} (V7).`,
    cure: 'Obtain one that holds, and fill it in in spec.authorisation. Until then the item is in quarantine.',
  }),
  NotAuthorised: ({ missing: parts }) => ({
    message: `It crosses a border of the organisation or of the law without a valid authorisation: ${parts.join(', ')} missing (V7).`,
    cure: 'Fill in spec.authorisation with basis, authoriser, reference, scope and expires. Until then the item is in quarantine.',
  }),
  NotHashed: () => ({
    message: 'No digest fixes what was collected (V8).',
    cure: 'Fill in spec.digest with the SHA-256 of the bytes.',
  }),
  BytesDiffer: ({ statements, operatorAt }, moment) => ({
    message: `A verification found other bytes than were collected (V8): ${[...statements, ...(operatorAt === undefined ? [] : [`the operator at ${moment(operatorAt)}`])].join(', ')}.`,
    cure: 'A verification made in error is corrected by another one that names it in `corrects`.',
  }),
  BytesUnreadable: ({ detail }) => ({
    message: `The operator cannot read the bytes where they are said to be (V8)${detail === undefined ? '' : `: ${detail}, ${meaning(codes.unreadable, detail)}`}. That is no mismatch.`,
    cure: 'Put right what keeps them from being read (docs/reference/evidence.md); then the operator verifies them by itself.',
  }),
  LocationUnknown: () => ({ message: 'Nothing says where it is kept (V8).', cure: 'Fill in spec.location.' }),
  NotSealed: () => ({
    message: 'A thing without bytes needs a seal to show that it is the same (V3).',
    cure: 'Seal it and fill in spec.storage.seal.',
  }),
  StampInvalid: ({ fault }) => ({
    message: `The time stamp does not prove when it existed: ${meaning(codes.fault, fault)} (RFC 3161).`,
    cure: 'The checkpoint over the timeline still shows it. See docs/reference/evidence.md for what each fault means.',
  }),
  StampCertificateEnded: ({ endedAt }, moment) => ({
    message: `The certificate behind its time stamp ended at ${moment(endedAt)}; a theft of its key since would not be noticed (RFC 3161, annex B).`,
    cure: 'Stamp the token itself with a newer authority, and keep both with the bytes.',
  }),
  NotStamped: ({ fault }) => ({
    message: `No authority says when it existed: ${meaning(codes.fault, fault)}. The signed checkpoint over its timeline stands in.`,
    cure: 'The operator asks again every hour; an authority that is distrusted is another one, or needs its certificate among the anchors.',
  }),
};
