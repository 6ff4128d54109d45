// Shows: N6.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentSpec, IncidentStatus, TimelineArchive } from '../../operator/api/types.gen.ts';
import { renderHtml } from '../../operator/document/html.ts';
import { languages, textsOf } from '../../operator/document/model.ts';
import { incidentRegister } from '../../operator/incident/register.ts';
import { breachDocument } from '../../operator/report/breach-document.ts';
import { breachRegister, breachRows } from '../../operator/report/breach-register.ts';
import type { BreachEntry } from '../../operator/report/breaches.ts';
import { parsePeriod } from '../../operator/report/period.ts';
import { at, breach, epoch, incident } from '../build.ts';
import { storyUntil } from '../notification/story.ts';

const { observed } = storyUntil(29);
const laptop = { incidents: [observed.incident], notifications: observed.notifications, archives: [] };

const of = (name: string, spec: Partial<IncidentSpec>, status: IncidentStatus = {}) => incident(spec, status, name);
const registerOf = (...incidents: readonly ReturnType<typeof incident>[]): readonly BreachEntry[] =>
  breachRegister({ incidents, notifications: [], archives: [] });
const shown = (entries: readonly BreachEntry[]) => entries.map((entry) => `${entry.incident} ${entry.state}`);

const only = (entries: readonly BreachEntry[]): BreachEntry => {
  const [entry, more] = entries;
  if (entry === undefined || more !== undefined) throw new Error(`${entries.length} entries`);
  return entry;
};

test('the lost laptop stands in the register with its facts, effects, remedial action and who was told', () => {
  const entry = only(breachRegister(laptop));
  assert.equal(
    [entry.state, entry.role, entry.kinds, entry.cause, entry.subjects, entry.risk, entry.phase],
    ['Breach', 'Controller', ['Confidentiality', 'Availability'], 'Loss', 1200, 'High', 'Closed'],
  );
  assert.ok(entry.what?.includes('laptop'), String(entry.what));
  assert.ok((entry.consequences ?? '').length > 10);
  assert.ok(entry.measures.length > 0);
  assert.ok((entry.decision ?? '').length > 0, 'the reasons of the decision');
  assert.ok((entry.advice ?? '').startsWith('High'), String(entry.advice));
  assert.is(entry.authority.state, 'Met');
  assert.is(entry.authority.references.length > 0, true);
  assert.is(entry.subjectsTold.state, 'Met');
  assert.is(entry.controller.state, null, 'a controller owes no notice to itself');
});

test('breaches that nobody was notified of are in it, and so is what is suspected or was decided to be none', () => {
  const advices = [{ id: 'v1', at: at(2), by: 'p.lambert', on: 'NoBreach' as const, advice: 'None.' }];
  const decisions = [{ id: 'd1', at: at(3), by: 'r.leclercq', noBreach: true as const, advice: 'v1', reasons: 'It was empty.' }];
  const entries = registerOf(
    of('unnotified', { personalData: breach() }),
    of('found', { personalDataCheck: 'Found' }),
    of('suspected', { category: 'PrivacyBreach' }),
    of('unknown', { personalDataCheck: 'Unknown' }),
    of('none', { personalData: breach({ advices, decisions }) }),
    of('plain', {}),
    of('cleared', { category: 'PrivacyBreach', personalDataCheck: 'NotFound' }),
    of('dismissed', { category: 'PrivacyBreach' }, { phase: 'Dismissed' }),
    of('drill', { drill: true, personalData: breach() }),
  );
  assert.equal(shown(entries), ['found Breach', 'suspected Suspected', 'unknown Suspected', 'none NoBreach', 'unnotified Breach']);
  const [unnotified] = entries.filter((entry) => entry.incident === 'unnotified');
  assert.equal(unnotified?.authority, { state: null, dueAt: null, at: null, references: [], delay: null });
});

test('a period keeps those of which the organisation became aware in it', () => {
  const read = parsePeriod('2026-10', 'Europe/Brussels');
  if (!read.ok) throw new Error(read.message);
  const incidents = [
    of('in', { personalData: breach() }, { awareAt: '2026-10-31T22:59:59Z' }),
    of('out', { personalData: breach() }, { awareAt: '2026-10-31T23:00:00Z' }),
  ];
  assert.equal(shown(breachRegister({ incidents, notifications: [], archives: [] }, read.period)), ['in Breach']);
});

const tombstone = (): TimelineArchive => ({
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'TimelineArchive',
  metadata: {
    name: 'a',
    namespace: observed.incident.metadata.namespace,
    uid: 'u',
    resourceVersion: '1',
    generation: 1,
    creationTimestamp: epoch,
  },
  spec: {
    of: { kind: 'Incident', name: observed.incident.metadata.name, uid: observed.incident.metadata.uid },
    first: 1,
    last: 1,
    entries: [],
    prev: '',
    head: '',
    register: { ...incidentRegister(observed.incident, observed.notifications), erasedAt: '2036-12-02T08:00:00Z' },
  },
});

test('what remains of an erased breach says the same as the record did, of everything that it still says', () => {
  const before = only(breachRegister(laptop));
  const after = only(breachRegister({ incidents: [], notifications: [], archives: [tombstone()] }));
  const said = Object.entries(after).filter(([name, value]) => {
    const empty = value === null || (Array.isArray(value) && value.length === 0);
    return !empty && name !== 'erasedAt' && name !== 'digest';
  });
  for (const [name, value] of said) assert.equal(value, before[name as keyof BreachEntry], name);
  const names = new Set(said.map(([name]) => name));
  for (const name of ['role', 'kinds', 'subjects', 'awareAt', 'risk', 'authority', 'containedAt', 'endedAt'])
    assert.ok(names.has(name), name);
  assert.equal([after.erasedAt, after.digest?.slice(0, 7), after.what], ['2036-12-02T08:00:00Z', 'sha256:', null]);
});

test('a record that is still there is told from itself, whatever archives say', () => {
  assert.equal(breachRegister({ ...laptop, archives: [tombstone()] }), breachRegister(laptop));
});

test('as rows every breach has a cell for every column, and what is not known is empty', () => {
  const rows = breachRows(registerOf(of('a', { personalData: breach() })));
  const [names, cells] = rows;
  assert.is(names?.length, cells?.length);
  const at = (name: string): string | undefined => cells?.[names?.indexOf(name) ?? -1];
  assert.equal([at('incident'), at('kinds'), at('subjects'), at('authority.state')], ['a', 'Confidentiality', '', '']);
});

for (const language of languages) {
  test(`in ${language} it is a document that shows every breach, with gaps where something is not known`, () => {
    const entries = [...breachRegister(laptop), ...registerOf(of('thin', { personalData: breach() }))];
    const document = breachDocument(entries, { organisation: 'X', zone: 'Europe/Brussels', generatedAt: epoch }, language);
    const texts = textsOf(document);
    assert.ok(
      texts.some((text) => text.startsWith('security/thin')),
      'thin',
    );
    assert.not.match(texts.join('\n'), /undefined|null|NaN|\[object/);
    const html = renderHtml(document);
    assert.match(html, `<html lang="${language}">`);
    assert.match(html, 'class="gap"');
  });
}

test('the register is as narrow as its narrowest breach, and an empty one says that it is empty', () => {
  const origin = { organisation: 'X', zone: 'UTC', generatedAt: epoch };
  const tlp = (...entries: readonly ReturnType<typeof incident>[]) => breachDocument(registerOf(...entries), origin, 'en').tlp;
  assert.equal(
    [tlp(of('a', { personalData: breach(), tlp: 'CLEAR' })), tlp(of('a', { personalData: breach(), tlp: 'RED' })), tlp()],
    ['AMBER', 'RED', 'AMBER'],
  );
  assert.ok(textsOf(breachDocument([], origin, 'en')).includes('No breaches'));
});

test.run();
