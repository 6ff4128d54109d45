// A request as pages see it, and records to show, for tests of pages alone.
import type { Incident, IncidentPolicy } from '../../../operator/api/types.gen.ts';
import type { Asked } from '../../../operator/console/asked.ts';
import { wordsIn } from '../../../operator/console/words/catalogue.ts';

/** A policy with what pages show of one. */
export const shownPolicy = (): IncidentPolicy =>
  ({
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'IncidentPolicy',
    metadata: { name: 'default' },
    spec: {
      organisation: 'Pensioenkas Voorbeeld',
      timezone: 'Europe/Brussels',
      languages: ['nl', 'fr'],
      contactPoint: { name: 'Meldpunt', email: 'meldpunt@pensioenkas.example', phone: '+32 2 555 01 12' },
      reports: { anonymous: true },
    },
  }) as unknown as IncidentPolicy;

/** What was asked; English and nobody signed in unless told. */
export const askedFor = (more: Partial<Asked> = {}): Asked => {
  const language = more.language ?? 'en';
  return {
    path: '/report',
    query: new URLSearchParams(),
    form: undefined,
    language,
    words: wordsIn(language),
    session: undefined,
    sender: '192.0.2.1',
    cookies: undefined,
    policy: shownPolicy(),
    now: '2026-10-23T08:00:00Z',
    ...more,
  };
};

/** An incident as the page stored it a moment ago. */
export const reportedIncident = (spec: Partial<Incident['spec']> = {}, status?: Incident['status']): Incident =>
  ({
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Incident',
    metadata: {
      name: 'report-0123456789ab',
      namespace: 'incidents',
      uid: 'u',
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: '2026-10-23T08:00:00Z',
    },
    spec: {
      title: 'Report of an event',
      report: {
        what: 'A laptop is gone.',
        establishedAt: '2026-10-23T09:12:00+02:00',
        reportedVia: 'Console',
        reportedAt: '2026-10-23T08:00:00Z',
      },
      ...spec,
    },
    ...(status !== undefined && { status }),
  }) as unknown as Incident;
