import type { EvidenceItemAccess, EvidenceItemReceipt, EvidenceItemStatus, EvidenceItemVerification } from '../../api/types.gen.ts';
import type { Why } from '../custody.ts';
import type { MediaType } from '../media.ts';
import type { SealFault } from '../sealing.ts';
import type { Unreadable } from '../unreadable.ts';

/** What the codes of a record mean, each as a part of a sentence. */
export interface CodeWords {
  readonly mediaType: Readonly<Record<MediaType, string>>;
  readonly phase: Readonly<Record<NonNullable<EvidenceItemStatus['phase']>, string>>;
  readonly outcome: Readonly<Record<NonNullable<EvidenceItemReceipt['outcome']>, string>>;
  readonly result: Readonly<Record<EvidenceItemVerification['result'], string>>;
  readonly access: Readonly<Record<EvidenceItemAccess['kind'], string>>;
  /** How a hand-over breaks a chain. */
  readonly how: Readonly<Record<Why, string>>;
  readonly fault: Readonly<Record<SealFault, string>>;
  readonly unreadable: Readonly<Record<Unreadable, string>>;
}

/** What a code means; a code that this version does not know stands for itself. */
export const meaning = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code;
