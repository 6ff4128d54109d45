import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPolicy, IncidentPolicySpec } from '../../operator/api/types.gen.ts';
import { planOf } from '../../operator/delivery/plan.ts';
import { readMailChannel, reporterAddress } from '../../operator/mail/secret.ts';
import { incident, notification } from '../build.ts';

const read = <T>(path: string): T => load(readFileSync(new URL(`../../samples/${path}`, import.meta.url), 'utf8')) as T;
const organisation = read<IncidentPolicy>('organisation/20-policy.yaml');
const patched = (file: string): IncidentPolicy => {
  const { spec } = read<{ readonly spec: Pick<IncidentPolicySpec, 'channels'> }>(`channels/${file}`);
  return { ...organisation, spec: { ...organisation.spec, ...spec } };
};

for (const file of ['channels.yml', 'loopback.yml']) {
  test(`with ${file} of the samples everybody in the house is told by mail`, () => {
    const base = incident({ department: 'pensions', tlp: 'AMBER' });
    const reported = { ...base, spec: { ...base.spec, report: { ...base.spec.report, reportedBy: 'm.janssens' } } };
    const plans = (['DPO', 'CISO', 'Management', 'ContactPoint', 'Staff'] as const).map((audience) =>
      planOf({ note: notification({ audience }), incident: reported, policy: patched(file), lawful: false }),
    );
    const recipients = ['dpo', 'ciso', 'management', 'contactPoint', 'pensions'];
    assert.equal(
      plans,
      recipients.map((to) => ({ kind: 'targets', targets: [{ to, channel: 'mail' }] })),
    );
  });
}

test('the Secret of the samples says where those who report read mail', async () => {
  const secret = await readMailChannel('samples/channels', 'mail');
  assert.ok(secret);
  assert.is(secret.from, 'meldpunt@pensioenkas.example');
  assert.equal(
    ['m.janssens', 'd.maes'].map((user) => reporterAddress(secret, user)),
    ['m.janssens@pensioenkas.example', 'dirk.maes@ict.pensioenkas.example'],
  );
});

test('the values of the samples are values of the chart', () => {
  const chart = (file: string): string => readFileSync(new URL(`../../charts/meldpunt/${file}`, import.meta.url), 'utf8');
  const { $schema: _, ...schema } = JSON.parse(chart('values.schema.json')) as Record<string, unknown>;
  const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema);
  const usual = load(chart('values.yaml')) as Record<string, object>;
  const sample = read<Record<string, object>>('channels/values.yml');
  const merged = Object.fromEntries(
    Object.entries(usual).map(([name, value]) => [name, name in sample ? { ...value, ...sample[name] } : value]),
  );
  assert.equal([isValid(merged), isValid.errors], [true, null]);
  assert.equal(
    Object.keys(sample).filter((name) => !(name in usual)),
    [],
  );
});

test.run();
