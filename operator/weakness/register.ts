import { effective, last } from '../api/entries.ts';
import type { TimelineArchiveRegister, Weakness } from '../api/types.gen.ts';
import { registerOf } from '../journal/register.ts';

/** What remains of a weakness: when it was reported, and how it ended (W4). Pure. */
export const weaknessRegister = (weakness: Weakness): TimelineArchiveRegister => {
  const { spec, status } = weakness;
  const evaluation = last(spec.evaluations);
  return registerOf({
    record: weakness,
    facts: {
      'spec.report.at': spec.report?.at,
      'status.phase': status?.phase,
      'status.incidents': status?.incidents,
      'status.endedAt': status?.endedAt,
      'status.retainUntil': status?.retainUntil,
      treat: evaluation?.treat,
      evaluations: effective(spec.evaluations).length,
      remediedAt: last(spec.remedied)?.at,
      verifiedAt: last(spec.verifications)?.at,
      acceptedAt: last(spec.acceptances)?.at,
    },
    digests: { 'spec.evaluations': spec.evaluations, 'spec.verifications': spec.verifications, 'spec.acceptances': spec.acceptances },
  });
};
