// The lost laptop of the samples, told in memory on its own days, so that its documents are the same each time.
import { readFileSync } from 'node:fs';
import { load, loadAll } from 'js-yaml';
import type { Incident, IncidentPolicy, IncidentSpec, Notification, NotificationSpec } from '../../operator/api/types.gen.ts';
import type { Telling } from '../../operator/notification/brief.ts';
import { earlierStages } from '../../operator/notification/observe.ts';
import { stepsOf } from '../../scripts/play.ts';
import { compiled, incident, observed, shipped } from '../build.ts';
import { afterwards, noted, settle, type World } from '../world.ts';

const begins = Date.parse('2026-10-23T09:40:00+02:00');

const policy = load(readFileSync(new URL('../../samples/organisation/20-policy.yaml', import.meta.url), 'utf8')) as IncidentPolicy;

/** The moment of a step by its number: each takes twenty minutes. What two people do in one step happens at once. */
const momentOf = (step: number): string => new Date(begins + step * 20 * 60_000).toISOString().replace('.000Z', 'Z');

type Value = unknown;
type Fields = Readonly<Record<string, Value>>;

const isFields = (value: Value): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What tells the items of a list apart, as the definitions say. */
const keyOf = (item: Value): string | undefined => {
  if (!isFields(item)) return undefined;
  const key = item['id'] ?? item['language'] ?? item['part'];
  return typeof key === 'string' ? key : undefined;
};

/** What the API server makes of two writers of one object: fields are merged, items of lists by their keys. */
const merged = (before: Value, after: Value): Value => {
  if (Array.isArray(before) && Array.isArray(after)) {
    const keys = new Set(after.map(keyOf));
    return keys.has(undefined) ? after : [...before.filter((item) => !keys.has(keyOf(item))), ...after];
  }
  if (!isFields(before) || !isFields(after)) return after;
  return Object.fromEntries([
    ...Object.entries(before),
    ...Object.entries(after).map(([name, value]) => [name, merged(before[name], value)] as const),
  ]);
};

/** Entries as the API server fills them in: whose they are, and when. */
const filledIn = (value: Value, by: string, at: string): Value => {
  if (Array.isArray(value)) return value.map((item) => filledIn(item, by, at));
  if (!isFields(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filledIn(item, by, at)]));
  const isLesson = 'text' in inner;
  return typeof inner['id'] === 'string' && !isLesson ? { at, by, ...inner } : inner;
};

const start = (): World => {
  const first = incident({}, undefined, 'lost-laptop');
  const around = { policy, regimes: compiled(shipped('gdpr'), shipped('policy')) };
  return { observed: { ...observed({}, around), incident: { ...first, spec: {} as IncidentSpec } }, entries: [], told: {} };
};

const digestIn = ({ observed: { notifications } }: World, name: string): string =>
  notifications.find(({ metadata }) => metadata.name === name)?.status?.document?.digest ?? '';

const tellStep = (world: World, text: string, user: string, now: string): World => {
  const whole = text.replace(/\{\{([a-z0-9.-]+)\}\}/g, (_, name: string) => digestIn(world, name));
  return (loadAll(whole) as readonly (Incident | Notification)[]).reduce((before, { kind, metadata, spec }) => {
    const added = filledIn(spec, user, now);
    if (kind === 'Incident') return afterwards(before, merged(before.observed.incident.spec, added) as IncidentSpec, now);
    if (kind !== 'Notification') return before;
    const note = before.observed.notifications.find((each) => each.metadata.name === metadata.name);
    return noted(before, metadata.name, merged(note?.spec, added) as NotificationSpec, now);
  }, world);
};

const numberOf = (file: string): number => Number(file.slice(0, 2));

/** The record after the steps up to a number. Evidence and weaknesses are no part of what is told here. */
export const storyUntil = (last: number): World => {
  const steps = stepsOf('lost-laptop', begins).filter(({ file }) => numberOf(file) <= last);
  const told = steps.reduce((world, { file, text, user }) => tellStep(world, text, user, momentOf(numberOf(file) - 1)), start());
  return settle(told, momentOf(last));
};

/** What one of its notifications is written from. */
export const tellingOf = ({ observed: { incident: of, policy: by, notifications } }: World, name: string): Telling => {
  const note = notifications.find(({ metadata }) => metadata.name === name);
  if (note === undefined) throw new Error(`There is no ${name}: ${notifications.map(({ metadata }) => metadata.name).join(', ')}.`);
  return { note, incident: of, policy: by, earlier: earlierStages(note, notifications) };
};
