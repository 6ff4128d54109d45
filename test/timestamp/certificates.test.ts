import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chainOf, readAnchors } from '../../operator/timestamp/certificates.ts';
import { type CertificateWish, extensions, issueCertificate, openssl } from './support/openssl.ts';

type Certificates = Readonly<Record<string, X509Certificate>>;

const at = new Date('2026-11-24T10:00:00Z');
const intermediate = ['basicConstraints = critical, CA:TRUE', 'keyUsage = critical, keyCertSign'];
const root: CertificateWish = { name: 'root', extensions: extensions.root };
const leaf: CertificateWish = { name: 'leaf', extensions: extensions.stamping, issuer: 'middle' };
const middle: CertificateWish = { name: 'middle', extensions: intermediate, issuer: 'root' };

const issued = async (wishes: readonly CertificateWish[], run: (made: Certificates, directory: string) => void | Promise<void>) => {
  const directory = await mkdtemp(join(tmpdir(), 'meldpunt-chain-'));
  try {
    for (const wish of wishes) await issueCertificate(directory, (name, text) => writeFile(join(directory, name), text), wish);
    const read = async ({ name }: CertificateWish) => [name, new X509Certificate(await readFile(join(directory, `${name}.crt`)))] as const;
    await run(Object.fromEntries(await Promise.all(wishes.map(read))), directory);
  } finally {
    await rm(directory, { recursive: true });
  }
};

/** The outcome of looking for a chain from `leaf` over all others to the anchors. */
const outcomeOf = (made: Certificates, anchors: readonly string[] = ['root']): string => {
  const { leaf: end, ...others } = made;
  if (end === undefined) throw new Error('There is no leaf.');
  const trusted = anchors.flatMap((name) => made[name] ?? []);
  const chain = chainOf(end, Object.values(others), trusted, at);
  return chain.outcome === 'trusted' ? chain.path.map(({ subject }) => subject).join(' < ') : chain.outcome;
};

test('a chain leads over authorities in between to the anchor', () =>
  issued([root, middle, leaf], (made) => {
    assert.is(outcomeOf(made), 'CN=leaf < CN=middle < CN=root');
    assert.is(outcomeOf(made, ['middle']), 'CN=leaf < CN=middle');
    assert.is(outcomeOf(made, []), 'untrusted');
    const { middle: _, ...withoutMiddle } = made;
    assert.is(outcomeOf(withoutMiddle), 'untrusted');
  }));

test('nobody who is no authority vouches for another', () =>
  issued([root, { ...middle, extensions: extensions.stamping }, leaf], (made) => assert.is(outcomeOf(made), 'untrusted')));

test('an authority whose key may not sign certificates vouches for nobody', () =>
  issued([root, { ...middle, extensions: ['basicConstraints = critical, CA:TRUE', 'keyUsage = critical, cRLSign'] }, leaf], (made) =>
    assert.is(outcomeOf(made), 'untrusted'),
  ));

test('no more authorities may stand below one than it says', async () => {
  const limited = (most: number): CertificateWish => ({ ...root, extensions: [`basicConstraints = critical, CA:TRUE, pathlen:${most}`] });
  await issued([limited(0), middle, leaf], (made) => assert.is(outcomeOf(made), 'untrusted'));
  await issued([limited(1), middle, leaf], (made) => assert.is(outcomeOf(made), 'CN=leaf < CN=middle < CN=root'));
});

test('names that an authority is limited to are a demand that is not understood, and so nobody is trusted over it', () =>
  issued([root, { ...middle, extensions: [...intermediate, 'nameConstraints = critical, permitted;DNS:example.org'] }, leaf], (made) =>
    assert.is(outcomeOf(made), 'untrusted'),
  ));

test('an authority in between that had ended is reported as expired, unless another way leads to the anchor', () =>
  issued([root, { ...middle, until: '20250101000000Z' }, leaf], async (made, directory) => {
    assert.is(outcomeOf(made), 'expired');
    const renewed = ['-startdate', '20250101000000Z', '-enddate', '20491231235959Z', '-out', 'renewed.crt'];
    const asked = ['-batch', '-notext', '-config', 'middle.cnf', '-extensions', 'wanted', '-in', 'middle.csr'];
    await openssl(directory, 'ca', '-cert', 'root.crt', '-keyfile', 'root.key', ...asked, ...renewed);
    const again = new X509Certificate(await readFile(join(directory, 'renewed.crt')));
    assert.is(outcomeOf({ ...made, renewed: again }), 'CN=leaf < CN=middle < CN=root');
  }));

test('a certificate that was signed with SHA-1 proves nothing', () =>
  issued([root, middle, leaf], async (made, directory) => {
    const asked = [
      '-batch',
      '-notext',
      '-config',
      'middle.cnf',
      '-extensions',
      'wanted',
      '-in',
      'middle.csr',
      '-md',
      'sha1',
      '-days',
      '9000',
    ];
    await openssl(directory, 'ca', '-cert', 'root.crt', '-keyfile', 'root.key', ...asked, '-out', 'weak.crt');
    const weak = new X509Certificate(await readFile(join(directory, 'weak.crt')));
    assert.is(outcomeOf({ ...made, middle: weak }), 'untrusted');
  }));

test('anchors are read from one text, and a text without any is refused with what is wrong', () =>
  issued([root], async (_, directory) => {
    const pem = await readFile(join(directory, 'root.crt'), 'utf8');
    assert.is(readAnchors(`A comment.\n${pem}\n${pem}`).length, 2);
    assert.throws(() => readAnchors('nothing'), 'It holds no certificate (-----BEGIN CERTIFICATE-----).');
    assert.throws(
      () => readAnchors('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
      'Certificate 1 in it cannot be read.',
    );
    assert.throws(() => readAnchors(pem.repeat(501)), 'It holds 501 certificates; at most 500 are trusted.');
  }));

test.run();
