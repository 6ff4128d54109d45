// Shows: V5.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EvidenceItem } from '../../operator/api/types.gen.ts';
import { languages, textsOf } from '../../operator/document/model.ts';
import { renderPdf } from '../../operator/document/pdf.ts';
import { decideEvidence } from '../../operator/evidence/decide.ts';
import { custodyForm } from '../../operator/evidence/form.ts';
import { manifestOf } from '../../operator/evidence/manifest.ts';
import { evidenceWords } from '../../operator/evidence/words/catalogue.ts';
import { sayWeakness, type Weakness } from '../../operator/evidence/words/findings.ts';
import { at, evidence, incident, policy } from '../build.ts';

const decided = (spec: Partial<EvidenceItem['spec']> = {}): EvidenceItem => {
  const item = evidence(spec);
  return { ...item, status: decideEvidence({ item, incident: incident(), policy: policy() }, at(10)).status };
};
const { en } = evidenceWords;
const custody = [{ id: 'cu1', at: at(4), by: 'c.peeters', from: 'c.peeters', to: 'k.jacobs', reason: 'Safe keeping', seal: 'bag 1' }];
const receipts = [{ id: 're1', at: at(5), by: 'k.jacobs', of: 'cu1', seal: 'bag 1' }];
const form = (item: EvidenceItem, language: (typeof languages)[number] = 'en') =>
  custodyForm(item, { language, organisation: 'Pensions Agency', zone: 'Europe/Brussels', generatedAt: at(12), tlp: 'AMBER' });
const textOf = (item: EvidenceItem, language?: (typeof languages)[number]): string => textsOf(form(item, language)).join('\n');

test('the form says what, how, who, and where the time comes from', () => {
  const text = textOf(decided({ custody, receipts }));
  for (const part of ['Sign-in log of the laptop', 'audit-export, 4.2', 'sha256: aaaa', 'bag 1', 'k.jacobs']) assert.match(text, part);
  assert.match(text, en.form.intact);
  assert.match(text, en.form.noStamp);
  assert.match(textOf(decided()), en.form.untouched);
});

test('a broken chain, a quarantine and a stamp are told at once', () => {
  const broken = decided({ custody: [{ ...custody[0], id: 'cu1', from: 'd.maes', by: 'd.maes', to: 'x', reason: 'Found' }] });
  assert.match(textOf(broken), en.form.broken('cu1', 'not from the present holder'));
  assert.match(textOf(decided({ crossesBoundary: true })), en.form.quarantine);
  const stamped = (outcome: string): EvidenceItem => {
    const item = decided();
    const seal = { type: 'RFC3161', token: 'AAAA', time: at(6), authority: 'CN=TSA', outcome } as const;
    return { ...item, status: { ...item.status, seal } };
  };
  assert.match(textOf(stamped('verified')), 'says CN=TSA');
  assert.match(textOf(stamped('badSignature')), en.form.invalidStamp('its token was changed after it was signed'));
});

test('in each language the form has the same parts, none of them empty, and a PDF', async () => {
  const item = decided({ custody, receipts });
  const shapes = languages.map((language) => form(item, language).blocks.map(({ kind }) => kind));
  for (const shape of shapes) assert.equal(shape, shapes[0]);
  for (const language of languages) {
    assert.equal(
      Object.entries(evidenceWords[language].form).filter(([, word]) => word === ''),
      [],
    );
    assert.is(
      Buffer.from(await renderPdf(form(item, language)))
        .subarray(0, 5)
        .toString(),
      '%PDF-',
    );
  }
});

test('what was given and not received is with the giver, and the form says so where it says that the chain is closed', () => {
  const text = textOf(decided({ custody }));
  for (const part of [en.form.pending, en.form.untouched, en.form.pendingText('cu1', 'k.jacobs')]) assert.match(text, part);
  assert.not.match(textOf(decided({ custody, receipts })), en.form.pendingTitle);
});

/** One of each kind of finding, with something in it that every language has to tell. */
const field = { mediaType: 'DiskImage', path: 'spec.somewhere' } as const;
const weaknesses: readonly (readonly [weakness: Weakness, told: readonly string[]])[] = [
  ...(
    [
      'MissingPlaceOfDiscovery',
      'MissingTool',
      'MissingToolVersion',
      'MissingClockOffset',
      'MissingReceivedTime',
      'MissingWitness',
      'MissingSafetyRemark',
      'MissingPlace',
      'MissingStorage',
      'MissingAccess',
    ] as const
  ).map((reason) => [{ reason, ...field }, ['spec.somewhere']] as const),
  ...(
    [
      'NotCollected',
      'NeitherCertifiedNorQualified',
      'ClocksDisagree',
      'AuthorisedAfterwards',
      'NotHashed',
      'LocationUnknown',
      'NotSealed',
    ] as const
  ).map((reason) => [{ reason }, []] as const),
  [{ reason: 'CollectedLate', hours: 8 }, ['8']],
  [{ reason: 'CustodyGap', gaps: [{ entry: 'h3', why: 'DoubleSpend' }] }, ['h3']],
  [{ reason: 'CustodyRecordedLate', entries: ['h3', 'h4'] }, ['h3, h4']],
  [{ reason: 'TransferNotVerified', entries: ['h5'], bySeal: false }, ['h5']],
  [{ reason: 'AuthorisationExpired', endedAt: at(1) }, ['<moment>']],
  [{ reason: 'NotAuthorised', missing: ['basis', 'scope'] }, ['basis, scope']],
  [{ reason: 'BytesDiffer', statements: ['receipts/re1'], operatorAt: at(2) }, ['receipts/re1', '<moment>']],
  [{ reason: 'BytesUnreadable', detail: 'Stalled' }, []],
  [{ reason: 'StampInvalid', fault: 'expired' }, []],
  [{ reason: 'StampCertificateEnded', endedAt: at(3) }, ['<moment>']],
  [{ reason: 'NotStamped', fault: 'a later word' }, ['a later word']],
];

for (const language of languages) {
  test(`every finding is told in ${language}, with what it is about`, () => {
    const { findings } = evidenceWords[language];
    assert.equal(weaknesses.map(([{ reason }]) => reason).toSorted(), Object.keys(findings).toSorted());
    for (const [weakness, told] of weaknesses) {
      const { message, cure } = sayWeakness(findings, weakness, () => '<moment>');
      assert.equal(
        told.filter((part) => !message.includes(part)),
        [],
        message,
      );
      assert.ok(message.length <= 500 && cure.length <= 500 && !/undefined|\[object/.test(message), message);
      const english = sayWeakness(en.findings, weakness, () => '<moment>');
      assert.is(message === english.message || cure === english.cure, language === 'en', message);
    }
  });
}

test('the findings of a form are those of the status, in the language of the form; what the record does not show stays as it is', () => {
  const item = decided({
    crossesBoundary: true,
    custody: [{ ...custody[0], id: 'cu1', from: 'd.maes', by: 'd.maes', to: 'x', reason: 'Found' }],
  });
  const later = { reason: 'LaterFinding', message: 'A later operator found this.', cure: 'So it says.' };
  const french = textOf({ ...item, status: { ...item.status, findings: [...(item.status?.findings ?? []), later] } }, 'fr');
  const gap = evidenceWords.fr.findings.CustodyGap({ gaps: [{ entry: 'cu1', why: 'Gap' }] }, String);
  for (const part of [gap.message, gap.cure, 'il manque dans spec.authorisation', later.message, later.cure])
    assert.ok(french.includes(part), part);
  assert.not.match(french, /It crosses|chain of custody|Compromised|LogExtract/);
});

const bytesOf = (name: string): string => `bytes of ${name}`;
const named = (name: string, uri: string): EvidenceItem => {
  const digest = { algorithm: 'sha256', value: createHash('sha256').update(bytesOf(name)).digest('hex') } as const;
  return evidence({ digest, location: { uri } }, undefined, name);
};

test('sha256sum checks the list of digests beside the files, whatever their names', () => {
  const items = [
    named('plain', 'https://evidence.example/4711/disk.raw?version=2'),
    named('spaced', 's3://evidence/disk%20two.raw'),
    named('odd', 'volume://nas/back%5Cslash%0Aline.raw'),
    named('twin-a', 'volume://nas/a/log.txt'),
    named('twin-b', 'volume://nas/b/log.txt'),
  ];
  const { text, leftOut } = manifestOf(items);
  assert.equal(leftOut, []);
  const directory = mkdtempSync(join(tmpdir(), 'manifest-'));
  const names = ['disk.raw', 'disk two.raw', 'back\\slash\nline.raw', 'twin-a/log.txt', 'twin-b/log.txt'];
  for (const [index, name] of names.entries()) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), bytesOf(items[index]?.metadata.name ?? ''));
  }
  const check = (): number | null => spawnSync('sha256sum', ['-c', '--strict', '--quiet', '-'], { cwd: directory, input: text }).status;
  assert.is(check(), 0);
  writeFileSync(join(directory, 'disk.raw'), 'other bytes');
  assert.is(check(), 1);
  rmSync(directory, { recursive: true });
});

test('what is not in the list is told with its reason', () => {
  const { digest: _, ...spec } = evidence().spec;
  const items = [
    { ...evidence({}, undefined, 'none'), spec },
    decided({ crossesBoundary: true }),
    evidence({ digest: { algorithm: 'sha512', value: 'a'.repeat(128) } }, undefined, 'long'),
  ];
  assert.equal(manifestOf(items), {
    text: '',
    leftOut: [
      'none has no digest.',
      'evi-1 is in quarantine and is not exported (V7).',
      'long has a digest by sha512, which sha256sum does not check.',
    ],
  });
});

test.run();
