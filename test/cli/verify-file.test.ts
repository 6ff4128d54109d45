import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Bundle, formatBundle } from '../../operator/cli/bundle.ts';
import { respond } from '../../operator/cli/command.ts';
import { openCheckpoint } from '../../operator/cli/kept.ts';
import type { Report } from '../../operator/cli/report.ts';
import { verifyFile } from '../../operator/cli/verify-file.ts';
import { caseOf, key, publicPem, signedLog, withAt } from './case.ts';

const good = caseOf(70);

const verifyBytes = (bytes: Uint8Array, options: { readonly key?: string; readonly note?: string } = {}): Report =>
  verifyFile({
    bytes,
    name: 'export.json',
    key: options.key,
    kept: options.note === undefined || options.key === undefined ? [] : [openCheckpoint(options.note, options.key)],
    checkStamp: undefined,
  });

/** Whoever edits an export gives it a fitting digest again. */
const verified = (bundle: Bundle, options: { readonly key?: string; readonly note?: string } = { key, note: good.note }): Report =>
  verifyBytes(Buffer.from(formatBundle(bundle)), options);

const short = ({ findings }: Report) =>
  findings.map(({ about, problem, seq, place, lastGood }) => ({ about, problem, seq, place, good: lastGood?.seq ?? 0 }));

const window = ['records', 0, 'status', 'timeline'] as const;

test('an export that nobody touched is intact, and says which entries the checkpoint vouches for', () => {
  const report = verified(good.bundle);
  assert.equal([report.verdict, report.findings, report.notes], ['intact', [], []]);
  assert.equal(report.checkpoints, [{ origin: 'incidents.example.org/cluster-1', size: good.lines.length }]);
  assert.equal(
    report.records.map(({ kind, entries, confirmed }) => [kind, entries, confirmed]),
    [
      ['Incident', 72, 72],
      ['Notification', 1, 1],
    ],
  );
});

test('without a key it is intact too, and says what nobody can see without one', () => {
  const report = verified(good.bundle, {});
  assert.is(report.verdict, 'intact');
  assert.match(report.notes.join(), 'No key was given');
  assert.equal(
    report.records.map(({ confirmed }) => confirmed),
    [0, 0],
  );
});

test('every byte of an export, changed one by one, is noticed', () => {
  const small = Buffer.from(formatBundle(caseOf(2).bundle));
  assert.is(verifyBytes(small).verdict, 'intact');
  for (let at = 0; at < small.length; at++) {
    for (const bit of [0x01, 0x20]) {
      const damaged = Buffer.from(small);
      damaged[at] = (damaged[at] ?? 0) ^ bit;
      assert.is(verifyBytes(damaged).verdict, 'broken', `byte ${at}, bit ${bit}`);
    }
  }
});

test('every character of an exported timeline, changed one by one under a fitting digest of the file, is noticed', () => {
  const small = caseOf(2).bundle;
  const timeline = JSON.parse(JSON.stringify(withAt(small, [], (b) => b))).records[0].status.timeline as Record<string, unknown>[];
  let tried = 0;
  for (const [i, entry] of timeline.entries()) {
    for (const [field, value] of Object.entries(entry)) {
      const text = String(value);
      for (let at = 0; at < text.length; at++) {
        const flipped = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
        const damaged = withAt(small, [...window, i, field], () => (typeof value === 'number' ? Number(flipped) : flipped));
        assert.is(verified(damaged, {}).verdict, 'broken', `${field} of entry ${i + 1}: ${flipped}`);
        tried += 1;
      }
    }
  }
  assert.ok(tried > 1000);
});

test('an end that was cut off is noticed by the checkpoint, however much of it', () => {
  for (const kept of [71, 64, 49]) {
    // The window begins behind the archive of 48 entries.
    const cut = withAt(good.bundle, window, (timeline) => (timeline as unknown[]).slice(0, kept - 48));
    assert.is(
      verified(
        withAt(cut, ['records', 0, 'spec', 'actions'], () => []),
        {},
      ).verdict,
      'broken',
    );
    assert.equal(short(verified(cut)), [
      { about: 'Incident incidents/lost-laptop', problem: 'truncated', seq: kept + 1, place: 'head kept earlier', good: kept },
    ]);
  }
});

test('without a key a cut end passes, which is why a key is asked for', () => {
  const cut = withAt(good.bundle, window, (timeline) => (timeline as unknown[]).slice(0, -1));
  const report = verified(cut, {});
  assert.is(report.verdict, 'intact');
  assert.match(report.notes.join(), 'the end of a timeline could have been cut off');
});

test('an entry that was removed, moved or edited is named, with the last one that is good', () => {
  const removed = withAt(good.bundle, window, (timeline) => (timeline as unknown[]).toSpliced(3, 1));
  assert.equal(short(verified(removed))[0], {
    about: 'Incident incidents/lost-laptop',
    problem: 'removed',
    seq: 52,
    place: 'status.timeline',
    good: 51,
  });
  const moved = withAt(good.bundle, window, (timeline) => {
    const list = timeline as unknown[];
    return list.with(3, list[4]).with(4, list[3]);
  });
  assert.is(short(verified(moved))[0]?.problem, 'reordered');
  const edited = withAt(good.bundle, [...window, 3, 'actor'], () => 'somebody.else');
  assert.is(short(verified(edited))[0]?.problem, 'edited');
  const archived = withAt(good.bundle, ['archives', 0, 'spec', 'entries', 9, 'actor'], () => 'somebody.else');
  assert.equal(short(verified(archived))[0], {
    about: 'Incident incidents/lost-laptop',
    problem: 'edited',
    seq: 10,
    place: 'archive of entries 1 to 48',
    good: 9,
  });
});

test('a fact that was edited or removed is noticed by the timeline that binds it', () => {
  const edited = withAt(good.bundle, ['records', 0, 'spec', 'actions', 6, 'what'], () => 'Nothing was done');
  assert.equal(short(verified(edited)), [
    { about: 'Incident incidents/lost-laptop', problem: 'edited', seq: 9, place: 'spec.actions/ac7', good: 72 },
  ]);
  const removed = withAt(good.bundle, ['records', 0, 'spec', 'actions'], (actions) => (actions as unknown[]).toSpliced(6, 1));
  assert.equal(
    short(verified(removed)).map(({ problem, place }) => [problem, place]),
    [['removed', 'spec.actions/ac7']],
  );
  const twice = withAt(good.bundle, ['records', 0, 'spec', 'actions'], (actions) => [
    { id: 'ac7', what: 'Nothing' },
    ...(actions as unknown[]),
  ]);
  assert.equal(
    short(verified(twice)).map(({ problem, place }) => [problem, place]),
    [['edited', 'spec.actions/ac7']],
  );
  const report = withAt(good.bundle, ['records', 0, 'spec', 'report', 'what'], () => 'Nothing happened.');
  assert.equal(
    short(verified(report)).map(({ seq, place }) => [seq, place]),
    [[1, 'spec.report']],
  );
  const title = withAt(good.bundle, ['records', 0, 'spec', 'title'], () => 'Nothing');
  assert.equal(
    short(verified(title)).map(({ seq, place }) => [seq, place]),
    [[2, 'spec.title']],
  );
});

test('a fact that the operator has not seen yet is no edit', () => {
  const ahead = withAt(
    withAt(good.bundle, ['records', 0, 'spec', 'title'], () => 'New'),
    ['records', 0, 'metadata', 'generation'],
    () => 4,
  );
  assert.is(verified(ahead).verdict, 'intact');
});

test('a proof that was taken out, or is of an earlier checkpoint, does not pass', () => {
  const without = withAt(good.bundle, ['proofs'], () => []);
  assert.equal(
    short(verified(without)).map(({ about, problem }) => [about, problem]),
    [
      ['export.json', 'unproven'],
      [`the checkpoint of ${good.lines.length} lines that was kept`, 'unproven'],
    ],
  );
  const silent = withAt(good.bundle, ['proofs', 0, 'timelines'], (timelines) => (timelines as unknown[]).slice(0, 1));
  assert.equal(
    short(verified(silent)).map(({ about, problem }) => [about, problem]),
    [['Notification incidents/lost-laptop-gdpr-authority', 'unproven']],
  );
  const earlier = caseOf(69);
  const stale = { ...earlier.bundle };
  assert.is(verified(stale, { key, note: earlier.note }).verdict, 'intact');
  assert.is(verified(stale).verdict, 'broken');
});

test('a checkpoint that somebody else signed, or of a log that forked, does not pass', () => {
  const { note } = signedLog([[]]);
  const foreign = note.replace('incidents.example.org/cluster-1\n', 'incidents.example.org/cluster-2\n');
  assert.is(short(verified(good.bundle, { key, note: foreign }))[0]?.problem, 'unproven');
  const fork = caseOf(71);
  assert.is(fork.lines.length, good.lines.length);
  assert.equal(
    short(verified(good.bundle, { key, note: fork.note })).map(({ problem }) => problem),
    ['forked'],
  );
});

test('records that are not one incident with what belongs to it are refused', () => {
  const swapped = withAt(good.bundle, ['records'], (records) => (records as unknown[]).toReversed());
  assert.is(short(verified(swapped))[0]?.problem, 'malformed');
  const twice = withAt(good.bundle, ['records'], (records) => [...(records as unknown[]), (records as unknown[])[1]]);
  assert.is(short(verified(twice))[0]?.problem, 'malformed');
  const stray = withAt(good.bundle, ['archives', 0, 'spec', 'of', 'uid'], () => 'other');
  assert.ok(short(verified(stray)).some(({ problem }) => problem === 'foreign'));
});

test('whatever stands in the place of a part, the verifier answers', () => {
  const places: readonly (readonly (string | number)[])[] = [
    ['records', 0],
    ['records', 0, 'metadata'],
    ['records', 0, 'spec'],
    ['records', 0, 'spec', 'actions'],
    ['records', 0, 'status'],
    window,
    [...window, 0],
    ['archives', 0],
    ['archives', 0, 'spec'],
    ['incident'],
    ['proofs', 0],
    ['proofs', 0, 'snapshot'],
    ['proofs', 0, 'timelines', 0],
    ['proofs', 0, 'checkpoint'],
  ];
  for (const place of places) {
    for (const value of [null, 0, 'x', [], {}, [[]], { kind: 1 }]) {
      assert.is(verified(withAt(good.bundle, place, () => value)).verdict, 'broken', `${place.join('.')}: ${JSON.stringify(value)}`);
    }
  }
});

test('the command answers with an exit code and, for programs, with the whole report', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'meldpunt-cli-'));
  try {
    const [file, cut, note, pem] = ['export.json', 'cut.json', 'kept.checkpoint', 'key.pem'].map((name) => join(directory, name)) as [
      string,
      string,
      string,
      string,
    ];
    writeFileSync(file, formatBundle(good.bundle));
    writeFileSync(cut, formatBundle(withAt(good.bundle, window, (timeline) => (timeline as unknown[]).slice(0, -2))));
    writeFileSync(note, good.note);
    writeFileSync(pem, publicPem);
    const intact = await respond(['verify', '-f', file, '--key', pem, '--checkpoint', note]);
    assert.is(intact.code, 0, intact.out);
    assert.match(intact.out, 'intact  Incident incidents/lost-laptop: 72 entries, vouched for up to entry 72\n');
    assert.match(intact.out, 'Intact: 2 records with 73 entries.\n');
    const broken = await respond(['verify', '-f', cut, '--key', key, '--checkpoint', note]);
    assert.is(broken.code, 1);
    assert.match(
      broken.out,
      'BROKEN  Incident incidents/lost-laptop: truncated at entry 71 (head kept earlier): entry 72 existed when a head was kept, entries from 71 on are gone; good up to entry 70 of 2026-10-23T07:41:09Z\n',
    );
    const { code, out } = await respond(['verify', '-f', cut, '--key', key, '--checkpoint', note, '-o', 'json']);
    assert.is(code, 1);
    assert.equal(Object.keys(JSON.parse(out) as object), ['verdict', 'checkpoints', 'records', 'findings', 'notes']);
    const wrong = await respond(['verify', '-f', file, '--key', file]);
    assert.is(wrong.code, 2);
    assert.match(wrong.err, 'is no key of checkpoints');
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('ten thousand entries are verified, each of them', () => {
  const large = Buffer.from(formatBundle(caseOf(9_998).bundle));
  const started = performance.now();
  const report = verifyBytes(large, { key });
  console.log(`  ten thousand entries took ${Math.round(performance.now() - started)} ms`);
  assert.equal([report.verdict, report.records[0]?.entries], ['intact', 10_000]);
});

test.run();
