import { effective } from '../api/entries.ts';
import { type Instance, wasMissed } from './deadlines.ts';
import type { Observed } from './observed.ts';

/**
 * The deadlines that were missed without anybody having said why: neither in `spec.delays` nor, where a notice was to be sent, in the
 * notice itself (R-g, N2). Met late, or asked no more, a miss stays one.
 */
export const unexplainedMisses = ({ incident, notifications }: Observed, instances: readonly Instance[]): readonly Instance[] => {
  const missed = instances.filter(({ deadline }) => wasMissed(deadline));
  if (missed.length === 0) return [];
  const explained = new Set(effective(incident.spec.delays).map(({ deadline }) => deadline));
  const justified = new Set(
    notifications.flatMap(({ metadata, spec }) => ((spec.delayJustification ?? '').trim() === '' ? [] : [metadata.name])),
  );
  return missed.filter(({ deadline: { name, notification } }) => !explained.has(name) && !justified.has(notification ?? ''));
};
