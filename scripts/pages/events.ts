import { reasons } from '../../operator/api/reasons.ts';
import { conditions } from './conditions.ts';
import type { Texts } from './law-mapping.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** Something that stands before a closure, as the code says it. */
export interface BlockerText {
  readonly reason: string;
  readonly role: string;
  readonly message: string;
}

const blocker = /'([A-Z]\w+)',\s*('[A-Z]\w+'|[a-z][\w.]*),\s*(?:'([^'\n]+)'|`([^`]+)`)/g;

/** The blockers in sources, once each by reason, in alphabetical order; what differs from case to case stands as dots. Pure. */
export const blockersIn = (sources: Texts): readonly BlockerText[] => {
  const found = new Map<string, BlockerText>();
  for (const text of sources.values()) {
    for (const [, reason = '', role = '', plain, template = ''] of text.matchAll(blocker)) {
      const message = (plain ?? template).replaceAll(/\$\{[^}]*\}/g, '…');
      if (!/\s/.test(message) || found.has(reason)) continue;
      found.set(reason, { reason, role: role.startsWith("'") ? role.slice(1, -1) : 'whoever it waits for', message });
    }
  }
  return [...found.values()].toSorted((a, b) => (a.reason < b.reason ? -1 : 1));
};

/** The reference of Events, timeline entries, conditions and blockers. Pure. */
export const eventsPage = (sources: Texts): string =>
  [
    '<!-- Generated from operator/api/reasons.ts, scripts/pages/conditions.ts and the rules of incidents by `npm run generate`: do not edit. -->',
    '# Events, conditions and blockers',
    '',
    '## Events and timeline entries',
    '',
    'A timeline entry and its Event carry the same reason. Events expire in the cluster (after an hour by default); the timeline stays.',
    '',
    '```sh',
    'kubectl get events -n incidents --field-selector involvedObject.kind=Incident',
    '```',
    '',
    '| reason | type | meaning |',
    '|---|---|---|',
    ...Object.entries(reasons).map(([name, { type, meaning }]) => `| \`${name}\` | ${type} | ${cell(meaning)} |`),
    '',
    '## Conditions',
    '',
    'Conditions follow [kstatus](https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md): an object is well when `Ready` is True. `Ready` never says that an',
    'incident is over: `status.phase` says that. A condition that has nothing to say is absent, unless its status can be True and False here.',
    '',
    '| type | status | reason | meaning |',
    '|---|---|---|---|',
    ...conditions.map(({ type, status, reason, meaning }) => `| \`${type}\` | ${status} | \`${reason}\` | ${cell(meaning)} |`),
    '',
    '## What stands before a closure',
    '',
    '`status.blockers` of an incident lists what is still to be done, with the role that can do it. Dots stand for what differs.',
    '',
    '| reason | who can lift it | message |',
    '|---|---|---|',
    ...blockersIn(sources).map(({ reason, role, message }) => `| \`${reason}\` | ${role} | ${cell(message)} |`),
    '',
  ].join('\n');
