// What stands before a closure, in the language of whoever reads it.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { textOf } from '../../operator/console/html.ts';
import { blockerText } from '../../operator/console/pages/blocker.ts';
import { blockerWords } from '../../operator/console/words/blockers.ts';
import { languages } from '../../operator/document/model.ts';
import { type Sentence, say, sentences } from '../../operator/incident/sentences.ts';
import { askedFor } from './support/asked.ts';

const namesIn = (text: string): ReadonlySet<string> => new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));

test('no language puts in what a sentence does not hold, and each is a sentence without the places of a record', () => {
  for (const language of languages) {
    for (const [sentence, text] of Object.entries(blockerWords[language])) {
      const held = namesIn(sentences[sentence as Sentence]);
      assert.equal(
        [...namesIn(text)].filter((name) => !held.has(name)),
        [],
        `${language} ${sentence}`,
      );
      assert.match(text, /^[^`]+\.$/);
      assert.not.match(text, /spec\.|kubectl/);
    }
  }
});

test('duties, questions, roles and times are named as people name them', () => {
  const asked = askedFor({ language: 'nl' });
  const shown = (message: string): string => textOf(blockerText(asked, message));
  assert.is(
    shown(say('dutyOpen', { duty: 'gdpr-authority', dueAt: '2026-10-26T07:12:00Z' })),
    'Melding aan de gegevensbeschermingsautoriteit: nog te doen, tegen 26 oktober 2026 om 08:12\u00a0uur (07:12 UTC).',
  );
  assert.is(shown(say('notContained', {})), 'Nog niet ingeperkt.');
  assert.match(shown(say('questionsOpen', { questions: 'cause, impact' })), /^Onbeantwoord: .+; .+\.$/);
});

test('what another version wrote stays in the language of the record, as text', () => {
  assert.is(textOf(blockerText(askedFor({ language: 'fr' }), '<b>x</b>')), '<span lang="en">&lt;b&gt;x&lt;/b&gt;</span>');
});

test.run();
