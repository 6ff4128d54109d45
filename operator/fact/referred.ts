import { effective } from '../api/entries.ts';
import type { Incident, IncidentAssessment } from '../api/types.gen.ts';

/** The assessments that ask for a confirmation which nobody has given (A9). */
export const referred = ({ spec }: Pick<Incident, 'spec'>): readonly IncidentAssessment[] => {
  const all = effective(spec.assessments);
  return all.filter(({ id, refer }) => refer !== undefined && !all.some(({ confirms }) => confirms === id));
};
