import { byOthers, effective } from '../api/entries.ts';
import type { NotificationSpec, NotificationWaiver, ReportingRegimeDuty } from '../api/types.gen.ts';

/**
 * The waiver of a notification that counts, the first of them (N1, N8): on the one ground that its duty allows, and, where the duty asks
 * for the advice of the DPO, on an advice of somebody else that is there. Undefined where the duty cannot be waived.
 */
export const waiverOf = ({ waivers, advices }: NotificationSpec, duty: ReportingRegimeDuty | undefined): NotificationWaiver | undefined => {
  const waivable = duty?.waivable;
  if (waivable === undefined) return undefined;
  const given = effective(advices);
  return effective(waivers).find((waiver) => {
    if (waiver.ground !== waivable.ground) return false;
    return waivable.advice === undefined || given.some((advice) => advice.id === waiver.advice && byOthers(advice, waiver));
  });
};
