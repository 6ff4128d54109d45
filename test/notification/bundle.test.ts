import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Notification, NotificationStatusDelivery } from '../../operator/api/types.gen.ts';
import { bundleKey } from '../../operator/delivery/key.ts';
import { usualPatience } from '../../operator/delivery/patience.ts';
import type { Document } from '../../operator/document/model.ts';
import { type Bundled, bundleDocument, referencesOf } from '../../operator/notification/bundle.ts';
import { bundleMessage, messageOf } from '../../operator/notification/deliver.ts';
import type { ObservedNotification } from '../../operator/notification/progress.ts';
import { at, incident, notification, policy } from '../build.ts';

const document = (language: Document['language'], title: string, tlp?: string): Document => ({
  schema: 'meldpunt.dev/document/v1',
  language,
  title,
  issuer: 'Pensioenkas Voorbeeld',
  reference: 'inc',
  generatedAt: at(0),
  zone: 'UTC',
  ...(tlp === undefined ? {} : { tlp }),
  blocks: [{ kind: 'heading', level: 2, text: 'What happened' }],
});
const notice = (name: string, ...documents: readonly Document[]): Bundled => ({ key: `note-${name}`, reference: name, documents });

test('a subject names three incidents and counts the others, each once', () => {
  const subject = (...names: readonly string[]): string => referencesOf(names.map((reference) => ({ reference })));
  assert.is(subject('a', 'b', 'a'), 'a, b');
  assert.is(subject('a', 'b', 'c', 'd', 'e'), 'a, b, c +2');
});

test('several notices are one document: a list with their keys, then each whole, shared as the strictest of them', () => {
  const notices = [
    notice('a', document('en', 'First', 'GREEN')),
    notice('b', document('en', 'Second', 'RED'), document('fr', 'Deux', 'RED')),
  ];
  assert.equal(bundleDocument(notices, 'en', at(1)), {
    ...document('en', 'Notices about incidents: 2', 'RED'),
    reference: 'a, b',
    generatedAt: at(1),
    blocks: [
      {
        kind: 'facts',
        facts: [
          { term: 'a', values: ['First', 'note-a'] },
          { term: 'b', values: ['Second', 'note-b'] },
        ],
      },
      { kind: 'heading', level: 2, text: 'a: First' },
      { kind: 'heading', level: 3, text: 'What happened' },
      { kind: 'heading', level: 2, text: 'b: Second' },
      { kind: 'heading', level: 3, text: 'What happened' },
    ],
  });
  assert.is(bundleDocument(notices, 'fr', at(1))?.title, 'Messages relatifs à des incidents : 1');
  assert.is(bundleDocument(notices, 'nl', at(1)), undefined);
});

const observed = (name: string): ObservedNotification => {
  const note: Notification = notification({ audience: 'CISO', incidentRef: { name }, languages: ['en'] }, undefined, `${name}-ciso`);
  const of = incident({}, undefined, name);
  return { note, incident: of, policy: policy(), earlier: [], duty: undefined, deadline: undefined, steps: [], patience: usualPatience };
};
const delivery = (name: string): NotificationStatusDelivery => ({
  key: `note-${name}`,
  to: 'ciso',
  channel: 'mail',
  attempt: 1,
  at: at(2),
  since: at(1),
  outcome: 'Claimed',
  bundle: bundleKey(['note-a', 'note-b']),
});

test('a message of several has a key of its own, and each notice is in it under its own', () => {
  const all = ['a', 'b'].map((name) => ({ observed: observed(name), delivery: delivery(name) }));
  const message = bundleMessage(bundleKey(['note-a', 'note-b']), all);
  assert.equal([message.key, message.reference], [bundleKey(['note-b', 'note-a']), 'a, b']);
  for (const key of ['note-a', 'note-b']) assert.ok(message.text.includes(key), message.text);
  const { type, data } = message.payload as {
    readonly type: string;
    readonly data: { readonly notifications: readonly { readonly key: string }[] };
  };
  assert.equal([type, data.notifications.map(({ key }) => key)], ['meldpunt.notifications', ['note-a', 'note-b']]);
});

test('a message says the same however often it is sent', () => {
  const again = { ...delivery('a'), at: at(9), attempt: 3 };
  const { attachments: _, ...first } = messageOf(observed('a'), delivery('a'));
  const { attachments: __, ...second } = messageOf(observed('a'), again);
  assert.equal(first, second);
});

test.run();
