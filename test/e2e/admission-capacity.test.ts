// A record that is full in every list can still be written to: no policy runs out of its budget, so none locks a record.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Answer, Manifest, Place } from '../admission/client.ts';
import { type Admission, namespace, startAdmission } from '../admission/cluster.ts';
import { filled, incidentLists, type List, otherLists } from '../admission/lists.ts';
import { people } from '../admission/people.ts';
import { judge, report } from '../admission/records.ts';

let admission: Admission;
test.before(async () => {
  admission = await startAdmission();
});
test.after(() => admission?.stop());

const bare = (fields: object): object => fields;
const complete = (fields: object): object => ({ at: '2026-10-23T09:30:00Z', by: people.responder, ...fields });

const must = ({ status, message }: Answer): void => assert.ok(status < 300, `${status} ${message}`);

const incident = (count: (list: List) => number, fill: typeof bare): object => {
  const spec = filled(incidentLists, count, fill) as { personalData: object };
  return { ...report, personalDataCheck: 'Found', ...spec, personalData: { role: 'Controller', ...spec.personalData } };
};

for (const [how, fill] of Object.entries({ 'what may be left out left out': bare, 'everything written out': complete })) {
  test(`an incident full in every list but for one entry each is created, takes the last one in each, and is full, ${how}`, async () => {
    const name = fill === bare ? 'inc-bare' : 'inc-complete';
    const place: Place = { kind: 'Incident', namespace, name };
    const manifest = (spec: object): Manifest => ({ kind: 'Incident', metadata: { name, namespace }, spec });
    const pipeline = admission.as('pipeline');
    must(await pipeline.apply(manifest(incident(({ most }) => most - 1, fill)), 'gitops'));
    must(await pipeline.apply(manifest(incident(({ most }) => most, fill)), 'gitops'));
    const again = await pipeline.apply(manifest(incident(({ most }) => most, fill)), 'gitops');
    must(again);
    assert.is((again.object['metadata'] as { generation: number }).generation, 2, 'applying it again changes nothing');
    must(await admission.as('responder').merge(place, { spec: { title: 'A new title' } }));
    await judge(admission, place, { phase: 'Reviewing' });
    must(await admission.as('ciso').merge(place, { spec: { closures: [{ id: 'c1', summary: 'Done.' }] } }));
  });
}

for (const [kind, { spec, lists }] of Object.entries(otherLists)) {
  test(`a full ${kind} is created, and one that is full but for one entry takes it`, async () => {
    const metadata = { name: `full-${kind.toLowerCase()}`, ...(kind === 'Playbook' ? {} : { namespace }) };
    const manifest = (count: (list: List) => number): Manifest => ({
      kind: kind as Manifest['kind'],
      metadata,
      spec: { ...spec, ...filled(lists, count, bare) },
    });
    must(
      await admission.as('pipeline').apply(
        manifest(({ most }) => most - 1),
        'gitops',
      ),
    );
    must(
      await admission.as('pipeline').apply(
        manifest(({ most }) => most),
        'gitops',
      ),
    );
  });
}

test.run();
