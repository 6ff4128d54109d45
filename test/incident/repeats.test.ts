import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentStatusOccurrences } from '../../operator/api/types.gen.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { repeatsKey, repeatsOf } from '../../operator/incident/repeats.ts';
import { epoch, observed, written } from '../build.ts';
import { holds } from '../journal/holds.ts';

const seen = (count: number, resolvedAt?: string): IncidentStatusOccurrences => ({
  count,
  firstSeen: epoch,
  lastSeen: epoch,
  ...(resolvedAt !== undefined && { resolvedAt }),
});

/** What is told of one state after the other. */
const told = (states: readonly IncidentStatusOccurrences[]): readonly string[] => {
  let value: string | undefined;
  return states.flatMap((state) => {
    const after = repeatsOf(state, value);
    value = after.value;
    return after.drafts.map(({ reason, note }) => `${reason}: ${note}`);
  });
};

test('repetitions are told at the second, tenth, hundredth time, and not in between', () => {
  const counts = Array.from({ length: 1_000 }, (_, n) => seen(n + 1));
  assert.equal(
    told(counts),
    [2, 10, 100, 1_000].map((count) => `Repeated: count ${count} since ${epoch}`),
  );
});

test('counts that nobody looked at in between are told once', () => {
  assert.equal(told([seen(1), seen(10_000)]), [`Repeated: count 10000 since ${epoch}`]);
});

test('that the source calls it over, and that it began again, are told', () => {
  assert.equal(told([seen(1), seen(1, epoch), seen(2), seen(2, epoch)]), [
    `SourceResolved: at ${epoch} count 1`,
    `Repeated: count 2 since ${epoch}`,
    'SourceFiring: count 2',
    `SourceResolved: at ${epoch} count 2`,
  ]);
});

test('an alert that flaps fills no timeline: three entries at most for each digit of the count', () => {
  const flapping = Array.from({ length: 5_000 }, (_, n) => [seen(n + 1), seen(n + 1, epoch)]).flat();
  assert.ok(told(flapping).length <= 3 * 5, String(told(flapping).length));
});

test('whatever comes, deciding twice on the same says nothing the second time', () =>
  holds(
    fc.property(
      fc.array(fc.tuple(fc.nat(2_000_000_000), fc.boolean()), { maxLength: 20 }),
      fc.option(fc.string(), { nil: undefined }),
      (states, start) => {
        let value = start;
        for (const [count, over] of states) {
          const state = seen(count, over ? epoch : undefined);
          value = repeatsOf(state, value).value;
          const again = repeatsOf(state, value);
          assert.equal([again.drafts, again.value], [[], value]);
          assert.ok((value ?? '').length <= 128);
        }
      },
    ),
  ));

test('a report of a person has no occurrences, and no bookkeeping of them', () => {
  assert.equal(repeatsOf(undefined, undefined), { drafts: [], value: undefined });
});

test('the entries are written with the decision that saw the count, and once', () => {
  const before = observed({ source: { system: 'alertmanager', fingerprint: 'f1' } });
  const { incident } = before;
  const counted = { ...before, incident: { ...incident, status: { occurrences: seen(12) } } };
  const decision = decideIncident(counted, epoch);
  assert.equal(
    decision.entries.filter(({ reason }) => reason === 'Repeated').map(({ note }) => note),
    [`count 12 since ${epoch}`],
  );
  assert.is(decision.status.recorded?.values?.[repeatsKey], '2 firing');
  const second = decideIncident(written(counted, decision), epoch);
  assert.equal(
    second.entries.filter(({ reason }) => reason === 'Repeated' || reason === 'FactChanged'),
    [],
  );
});

test.run();
