import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dateText, momentText, numberText } from '../../operator/document/format.ts';
import { languages } from '../../operator/document/model.ts';
import { clean, paragraphsOf } from '../../operator/document/text.ts';

test('a moment is written as each language writes it, in the zone of the organisation', () => {
  assert.equal(
    languages.map((language) => momentText('2026-10-23T07:12:30Z', 'Europe/Brussels', language)),
    [
      '23 oktober 2026 om 09:12\u00a0uur',
      '23 octobre 2026 à 09\u00a0h\u00a012',
      '23. Oktober 2026 um 09:12\u00a0Uhr',
      '23 October 2026 at 09:12',
    ],
  );
});

test('the first of a month has its own form in French, and midnight belongs to the day that begins', () => {
  assert.is(dateText('2027-01-31T23:00:00Z', 'Europe/Brussels', 'fr'), '1er février 2027');
});

test('what is no moment stays as it is, and a zone that does not exist is read as UTC', () => {
  assert.is(momentText('on Friday morning', 'Europe/Brussels', 'en'), 'on Friday morning');
  assert.is(momentText('2026-10-23T07:12:00Z', 'Europe/Nowhere', 'en'), '23 October 2026 at 07:12');
});

test('numbers have the separators of the language', () => {
  assert.equal(
    languages.map((language) => [1200, '1250.00', 1234567, 7].map((value) => numberText(value, language))),
    [
      ['1.200', '1.250,00', '1.234.567', '7'],
      ['1200', '1\u202f250,00', '1\u202f234\u202f567', '7'],
      ['1.200', '1.250,00', '1.234.567', '7'],
      ['1,200', '1,250.00', '1,234,567', '7'],
    ],
  );
});

test('what is no plain number stays as it is', () => {
  assert.is(numberText('about 12', 'nl'), 'about 12');
});

test('a text is cleaned of what hides or turns, and split at empty lines only', () => {
  assert.is(clean(' a\u202e\tb\u0000c\u200b '), 'a b c');
  assert.equal(paragraphsOf('one\ntwo\n\n \nthree\r\n\r\nfour'), ['one two', 'three', 'four']);
});

test.run();
