// The published cases of the EDPB, from the facts to what the controller has to do: whom the guidelines have told is who is told here.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPersonalDataDecision } from '../../operator/api/types.gen.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { published } from '../breach/cases.ts';
import { annex } from '../breach/cases-annex.ts';
import { at, breach, compiled, observed, shipped } from '../build.ts';

const regimes = compiled(shipped('gdpr'));

/** What the guidelines have done about each case: the columns of their tables. */
const columns = {
  Unlikely: { authority: false, subjects: false },
  Risk: { authority: true, subjects: false },
  High: { authority: true, subjects: true },
} as const;

for (const { id, title, risk, facts } of [...published, ...annex]) {
  const { authority, subjects } = columns[risk];
  const told = [...(authority ? ['the authority is told'] : []), ...(subjects ? ['the persons are told'] : [])];
  test(`${id}: ${title}: ${told.length === 0 ? 'nobody is told' : told.join(', ')}, once the controller decides as suggested`, () => {
    const personalData = breach({ ...facts, awareAt: at(0) });
    const suggestion = decideIncident(observed({ personalDataCheck: 'Found', personalData }, { regimes }), at(1)).status.personalData;
    const advice = { id: 'v1', at: at(2), by: 'p.lambert', on: 'Risk', advice: 'As suggested.', reasons: 'The grounds hold.' } as const;
    const decision: IncidentPersonalDataDecision = {
      id: 'd1',
      at: at(3),
      by: 'r.leclercq',
      risk: suggestion?.suggestedRisk ?? 'High',
      reasons: (suggestion?.why ?? []).join(' '),
      advice: 'v1',
    };
    const decided = { ...personalData, advices: [advice], decisions: [decision] };
    const { deadlines = [] } = decideIncident(observed({ personalDataCheck: 'Found', personalData: decided }, { regimes }), at(4)).status;
    const asked = (name: string): boolean => deadlines.some((deadline) => deadline.name === name && deadline.state === 'Running');
    assert.equal([asked('gdpr-authority'), asked('gdpr-subjects')], [authority, subjects], decision.reasons);
  });
}

test.run();
