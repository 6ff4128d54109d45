import type { EvidenceItemSpec, EvidenceItemVerification } from '../api/types.gen.ts';

/** What a verification amounts to (V8): whoever states another digest than was collected has found other bytes, whatever it is called. */
export const resultOf = ({ result, digest }: EvidenceItemVerification, spec: EvidenceItemSpec): EvidenceItemVerification['result'] =>
  digest !== undefined && spec.digest !== undefined && digest !== spec.digest.value ? 'Mismatch' : result;
