import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { factFindings } from '../../operator/cli/facts.ts';
import { readRecord } from '../../operator/cli/record.ts';
import { digest } from '../../operator/journal/canonical.ts';

/** What is found on a record with this spec, of which the timeline says this: pairs of reason and note. */
const found = (
  spec: object,
  told: readonly (readonly [string, string])[],
  generations: readonly [number, number] = [2, 2],
): readonly string[] => {
  const [generation, observedGeneration] = generations;
  const record = readRecord({
    kind: 'Incident',
    metadata: { name: 'a', namespace: 'b', uid: 'c', generation },
    spec,
    status: { observedGeneration },
  });
  if (record === undefined) throw new Error('This is no record.');
  const entries = told.map(([reason, note], i) => ({
    seq: i + 1,
    at: '2026-10-23T08:00:00Z',
    actor: 'x',
    reason,
    note,
    prev: '',
    hash: '',
  }));
  return factFindings(record, entries).map(({ problem, seq, place }) => `${problem} ${place} at ${seq}`);
};

const action = { id: 'ac1', by: 'c.peeters', what: 'Locked it.' };
const recorded = ['ActionRecorded', `actions/ac1 Contain ${digest(action)}`] as const;

test('an entry that is as it was recorded is no finding, whatever else the timeline says of it', () => {
  assert.equal(found({ actions: [action] }, [recorded]), []);
  assert.equal(found({ actions: [action] }, [recorded, ['SeverityComputed', `actions/ac1 S2 ${digest('the scale')}`]]), []);
  assert.equal(found({ actions: [action, { id: 'ac2' }] }, [recorded]), []);
});

test('an entry that was edited, removed or put beside another one of its id is found', () => {
  assert.equal(found({ actions: [{ ...action, what: 'Nothing.' }] }, [recorded]), ['edited spec.actions/ac1 at 1']);
  assert.equal(found({ actions: [{ ...action, via: 'console' }] }, [recorded]), ['edited spec.actions/ac1 at 1']);
  assert.equal(found({ actions: [action, { ...action, what: 'Nothing.' }] }, [recorded]), ['edited spec.actions/ac1 at 1']);
  for (const spec of [{}, { actions: [] }, { actions: 'x' }, { actions: { ac1: action } }, { actions: [null] }]) {
    assert.equal(found(spec, [recorded]), ['removed spec.actions/ac1 at 1']);
  }
});

test('an entry below a part of the spec is found there', () => {
  const advice = { id: 'ad1', advice: 'High' };
  const note = ['DpoAdvised', `personalData.advices/ad1 Risk ${digest(advice)}`] as const;
  assert.equal(found({ personalData: { advices: [advice] } }, [note]), []);
  assert.equal(found({ personalData: { advices: [{ ...advice, advice: 'Unlikely' }] } }, [note]), [
    'edited spec.personalData.advices/ad1 at 1',
  ]);
});

test('a fact counts as its last change told it: a value as it is, a text by its digest', () => {
  const told = [
    ['FactChanged', 'asset none -> laptop 4711'],
    ['FactChanged', `title none -> ${digest('Lost')}`],
    ['FactChanged', 'asset laptop 4711 -> laptop 4712'],
    ['PhaseChanged', 'Reported -> Confirming'],
  ] as const;
  assert.equal(found({ asset: 'laptop 4712', title: 'Lost' }, told), []);
  assert.equal(found({ asset: 'laptop 4711', title: 'Found' }, told), ['edited spec.asset at 3', 'edited spec.title at 2']);
  assert.equal(found({ title: 'Lost' }, told), ['edited spec.asset at 3']);
  assert.equal(found({}, [['FactChanged', 'asset laptop -> none']]), []);
  assert.equal(found({ asset: 'laptop' }, [['FactChanged', 'asset laptop -> none']]), ['edited spec.asset at 1']);
});

test('a list or form that is told in words of the operator is left out, one that is told by its digest is not', () => {
  assert.equal(
    found({ personalData: { kinds: ['Integrity'] } }, [['FactChanged', 'personalData.kinds none -> Confidentiality+Availability']]),
    [],
  );
  const team = ['TeamChanged', `response.team none -> ${digest(['a', 'b'])}`] as const;
  assert.equal(found({ response: { team: ['a', 'b'] } }, [team]), []);
  assert.equal(found({ response: { team: ['b', 'a'] } }, [team]), ['edited spec.response.team at 1']);
});

test('a report and the facts of evidence are bound as a whole from the beginning', () => {
  const report = { what: 'Lost.' };
  const reported = ['Reported', `PrivacyBreach via Helpdesk generation 1 ${digest(report)}`] as const;
  assert.equal(found({ report }, [reported]), []);
  assert.equal(found({ report: { what: 'Found.' } }, [reported]), ['edited spec.report at 1']);
  assert.equal(found({}, [reported]), ['edited spec.report at 1']);
  const later = { what: 'Lost.', cause: 'Haste' };
  assert.equal(found({ report: later }, [reported, ['FactChanged', `report ${digest(report)} -> ${digest(later)}`]]), []);
  const collection = { at: '2026-10-23T08:00:00Z', by: 'c.peeters' };
  const collected = ['EvidenceCollected', `LogExtract ${digest(collection)}`] as const;
  assert.equal(found({ collection }, [collected]), []);
  assert.equal(found({ collection: { ...collection, by: 'd.maes' } }, [collected]), ['edited spec.collection at 1']);
});

test('the digest of an exhibit is the one that was sealed', () => {
  const value = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
  const sealed = ['EvidenceSealed', `sha256:${value}`] as const;
  assert.equal(found({ digest: { algorithm: 'sha256', value } }, [sealed]), []);
  assert.equal(found({ digest: { algorithm: 'sha256', value: value.replace('9', '8') } }, [sealed]), ['edited spec.digest at 1']);
  assert.equal(found({}, [sealed]), ['edited spec.digest at 1']);
});

test('a change that the operator has not seen yet is no finding, but an entry that changed always is', () => {
  const told = [['FactChanged', 'asset none -> laptop'], recorded] as const;
  assert.equal(found({ asset: 'tablet', actions: [action] }, told, [3, 2]), []);
  assert.equal(found({ asset: 'tablet', actions: [] }, told, [3, 2]), ['removed spec.actions/ac1 at 2']);
});

test.run();
