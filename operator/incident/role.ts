import { own } from '../api/own.ts';
import type { Instance } from './deadlines.ts';
import { orderRegime } from './orders.ts';

/** Who brings about the fact that meets an internal deadline, by the expression that names it. */
const byFact: Readonly<Record<string, string>> = {
  'facts.assessedAt': 'ContactPoint',
  'facts.firstEvidenceAt': 'EvidenceCustodian',
};

/** Who tells an audience, by the law that asks it; the CISO for laws on the security of systems. */
const byRegime: Readonly<Record<string, string>> = { gdpr: 'Controller', policy: 'ContactPoint', [orderRegime]: 'Controller' };

/** The role that can lift an open duty: whoever tells its audience, acknowledges, may waive it, or brings about what meets it. */
export const roleOf = ({ deadline, duty }: Instance): string => {
  if (duty?.needsAcknowledgement === true && duty.audience !== undefined) return duty.audience;
  const fact = duty?.metAt === undefined ? undefined : own(byFact, duty.metAt);
  if (fact !== undefined) return fact;
  if (duty !== undefined && duty.audience === undefined) return duty.waivable?.by ?? 'Responder';
  return own(byRegime, deadline.regime ?? '') ?? 'CISO';
};
