import { effective } from '../api/entries.ts';
import type { EvidenceItem, TimelineArchiveRegister } from '../api/types.gen.ts';
import { registerOf } from '../journal/register.ts';

/** What remains of an item of evidence: what kind it was, the digest of its bytes, and that it was disposed of (V1). Pure. */
export const evidenceRegister = (item: EvidenceItem): TimelineArchiveRegister => {
  const { spec, status } = item;
  return registerOf({
    record: item,
    facts: {
      'spec.incidentRef.name': spec.incidentRef.name,
      'spec.mediaType': spec.mediaType,
      'spec.identified.at': spec.identified?.at,
      'spec.collection.at': spec.collection?.at,
      'spec.digest': spec.digest === undefined ? undefined : `${spec.digest.algorithm}:${spec.digest.value}`,
      'spec.disposal.at': spec.disposal?.at,
      'status.phase': status?.phase,
      'status.verified.result': status?.verified?.result,
      'status.retainUntil': status?.retainUntil,
      custody: effective(spec.custody).length,
    },
    digests: { 'spec.custody': spec.custody, 'spec.disposal': spec.disposal },
  });
};
