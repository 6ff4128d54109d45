import { PKIStatus, TimeStampResp } from 'pkijs';
import { readDer } from './token.ts';

/** What an authority answered: a token, which is not verified yet, or that it makes none. */
export type Response =
  | { readonly outcome: 'granted'; readonly token: Uint8Array }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'unreadable'; readonly reason: string };

/** PKIFailureInfo (RFC 3161, 2.4.2), by the number of the bit. */
const failures: ReadonlyMap<number, string> = new Map([
  [0, 'it does not know the hash algorithm'],
  [2, 'it takes the request for one that is not permitted'],
  [5, 'it could not read the request'],
  [14, 'its time source is not available'],
  [15, 'it does not offer the policy'],
  [16, 'it does not know an extension'],
  [17, 'it cannot give what was asked besides'],
  [25, 'it has a fault of its own'],
]);

const failureOf = ({ status: { status, failInfo } }: TimeStampResp): string => {
  const bytes = failInfo?.valueBlock.valueHexView ?? new Uint8Array();
  const told = [...failures].filter(([bit]) => ((bytes[Math.floor(bit / 8)] ?? 0) & (0b1000_0000 >> (bit % 8))) !== 0);
  const why = told.map(([, text]) => text).join(', ');
  return `The authority made no time stamp (${PKIStatus[status] ?? 'unknown status'}${why === '' ? '' : `: ${why}`}).`;
};

const isGranted = ({ status: { status } }: TimeStampResp): boolean => status === PKIStatus.granted || status === PKIStatus.grantedWithMods;

/** Reads the answer of an authority (RFC 3161, 2.4.2). What it wrote in words is left out, since nobody vouches for it. Never throws. */
export const readResponse = (bytes: Uint8Array): Response => {
  try {
    const schema = readDer(bytes);
    const response = new TimeStampResp({ schema });
    if (!isGranted(response)) return { outcome: 'refused', reason: failureOf(response) };
    const token = 'value' in schema.valueBlock && Array.isArray(schema.valueBlock.value) ? schema.valueBlock.value[1] : undefined;
    if (token === undefined) return { outcome: 'unreadable', reason: 'The authority granted a time stamp and sent none.' };
    return { outcome: 'granted', token: new Uint8Array(token.valueBeforeDecodeView) };
  } catch {
    return { outcome: 'unreadable', reason: 'The answer is none of a time-stamping authority (RFC 3161).' };
  }
};
