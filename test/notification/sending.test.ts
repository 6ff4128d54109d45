import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Incident } from '../../operator/api/types.gen.ts';
import { usualPatience } from '../../operator/delivery/patience.ts';
import type { ObservedNotification } from '../../operator/notification/progress.ts';
import { keyOfDocument, sendableTo, sendingPlan } from '../../operator/notification/sending.ts';
import { incident, notification, policy } from '../build.ts';

const observed = (of: Incident | undefined): ObservedNotification => ({
  note: notification({ duty: 'of-nobody', audience: 'CISO', channel: { email: { to: ['ciso'] } } }),
  incident: of,
  policy: policy({ channels: [{ name: 'mail', type: 'SMTP', secretRef: { name: 'mail' } }] }),
  earlier: [],
  duty: undefined,
  deadline: undefined,
  steps: [],
  patience: usualPatience,
});

const known = incident();
const anew: Incident = { ...known, metadata: { ...known.metadata, uid: 'uid-of-another-one' } };

test('an incident that is made anew under a name is another one: nobody takes its notices for those of the first', () => {
  const key = (of: Incident): string => keyOfDocument(observed(of), `sha256:${'0'.repeat(64)}`)('ciso');
  assert.is(key(known), key(incident({ title: 'The same one, told better' })));
  assert.is.not(key(known), key(anew));
});

test('a notice that somebody made of no incident, or of a drill, goes to nobody', () => {
  const goesTo = (of: Incident | undefined): readonly string[] => {
    const all = observed(of);
    return sendableTo(all, sendingPlan(all), { phase: 'Scheduled' }).map(({ to }) => to);
  };
  assert.equal([goesTo(known), goesTo(undefined), goesTo(incident({ drill: true }))], [['ciso'], [], []]);
});

test('only a deadline makes a notice one that a law asks for: what somebody made is limited by the label of the incident', () => {
  const of = incident({ tlp: 'AMBER+STRICT' });
  const outside = policy({ authorities: [{ name: 'gba', title: 'GBA', email: 'gba@example.be' }] });
  const note = notification({ duty: 'of-nobody', audience: 'Authority', channel: { email: { to: ['gba'] } } });
  const { channels } = observed(of).policy?.spec ?? {};
  const made = { ...observed(of), note, policy: { ...outside, spec: { ...outside.spec, ...(channels && { channels }) } } };
  const plan = sendingPlan(made);
  assert.is(plan.kind === 'refused' ? plan.reason : plan.kind, 'AudienceLimited');
  const lawful = { name: 'law', regime: 'gdpr', from: '2026-10-23T07:12:00Z', dueAt: '2026-10-26T07:12:00Z', state: 'Running' } as const;
  assert.is(sendingPlan({ ...made, deadline: lawful }).kind, 'targets');
});

test.run();
