import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPersonalData } from '../../operator/api/types.gen.ts';
import { confidentialityInQuestion, exposureOf, type Hands } from '../../operator/breach/exposure.ts';

type Facts = Omit<IncidentPersonalData, 'role'>;

const noExfiltration = { exfiltration: 'Excluded', logs: 'Complete' } as const;
const astray = { cause: 'Misdirected', malicious: false } as const;

const table: readonly (readonly [string, Facts, Hands])[] = [
  ['encrypted, with a safe key', { protection: { unintelligible: true, key: 'Safe' } }, 'Excluded'],
  [
    'encrypted and published, with a safe key',
    { protection: { unintelligible: true, key: 'Safe' }, recipients: { who: 'Public' } },
    'Excluded',
  ],
  ['encrypted, with nothing said of the key', { protection: { unintelligible: true } }, 'Open'],
  ['a break-in with complete logs that exclude exfiltration', { cause: 'Intrusion', ...noExfiltration }, 'Excluded'],
  ['a break-in with partial logs', { cause: 'Intrusion', exfiltration: 'Excluded', logs: 'Partial' }, 'Open'],
  ['a break-in of which nothing is known', { cause: 'Intrusion' }, 'Open'],
  ['a break-in that broke confidentiality', { cause: 'Intrusion', kinds: ['Confidentiality'] }, 'Taken'],
  ['a break-in that broke availability', { cause: 'Ransomware', kinds: ['Availability'] }, 'Open'],
  ['a break-in by somebody known, and data left', { cause: 'Intrusion', exfiltration: 'Likely', recipients: { who: 'Known' } }, 'Taken'],
  ['an insider, whatever the logs say', { cause: 'Insider', ...noExfiltration }, 'Open'],
  ['an insider who passed the data to nobody knows whom', { cause: 'Insider', exfiltration: 'Confirmed' }, 'Open'],
  ['an insider who published', { cause: 'Insider', recipients: { who: 'Public' } }, 'Taken'],
  ['sent astray to a known recipient, whatever the logs say', { ...astray, ...noExfiltration, recipients: { who: 'Known' } }, 'Limited'],
  ['sent astray, nobody knows where', { ...astray, exfiltration: 'Confirmed' }, 'Open'],
  ['sent astray, to nobody', { ...astray, recipients: { who: 'None' } }, 'Excluded'],
  ['sent astray to 100', { ...astray, recipients: { who: 'Known', count: 100 } }, 'Limited'],
  ['sent astray to 101', { ...astray, recipients: { who: 'Known', count: 101 } }, 'Open'],
  ['sent astray to 101 who deleted it', { ...astray, recipients: { who: 'Known', count: 101, deletionConfirmed: true } }, 'Limited'],
  ['sent astray to somebody trusted who deleted it', { ...astray, recipients: { who: 'Trusted', deletionConfirmed: true } }, 'Assured'],
  ['sent astray to somebody trusted', { ...astray, recipients: { who: 'Trusted' } }, 'Limited'],
  ['sent on purpose to somebody known', { cause: 'Misdirected', malicious: true, recipients: { who: 'Known' } }, 'Open'],
  ['an error with recipients unknown', { cause: 'HumanError' }, 'Open'],
  ['an error, and unknown persons have the data', { cause: 'HumanError', exfiltration: 'Confirmed' }, 'Taken'],
  ['an error with complete logs that nobody looked', { cause: 'HumanError', ...noExfiltration }, 'Excluded'],
  ['an error, and nobody is known to have looked', { cause: 'HumanError', recipients: { who: 'None' } }, 'Limited'],
  ['an error that was none', { cause: 'HumanError', malicious: true, recipients: { who: 'Known' } }, 'Open'],
  ['an unknown cause without malice, to somebody known', { malicious: false, recipients: { who: 'Known' } }, 'Limited'],
  ['an unknown cause, to somebody known', { recipients: { who: 'Known' } }, 'Open'],
  ['an unknown cause, and data left', { exfiltration: 'Likely' }, 'Taken'],
  ['a stolen device', { cause: 'Theft' }, 'Open'],
  ['a stolen device, wiped', { cause: 'Theft', protection: { remoteWiped: true, accessControl: 'Weak' } }, 'Limited'],
  ['a stolen device, guarded and wiped', { cause: 'Theft', protection: { remoteWiped: true, accessControl: 'Strong' } }, 'Assured'],
  ['a stolen device, guarded', { cause: 'Theft', protection: { accessControl: 'Strong' } }, 'Open'],
  [
    'a stolen device, wiped after it was read',
    { cause: 'Theft', exfiltration: 'Confirmed', protection: { remoteWiped: true, accessControl: 'Strong' } },
    'Taken',
  ],
  [
    'a wipe that has nothing to do with the cause',
    { cause: 'Intrusion', protection: { remoteWiped: true, accessControl: 'Strong' } },
    'Open',
  ],
];

for (const [name, facts, hands] of table) {
  test(`${name}: ${hands}`, () => {
    const exposure = exposureOf({ role: 'Controller', ...facts });
    assert.is(exposure.hands, hands, exposure.grounds.join('\n'));
    assert.is(exposure.grounds.length, 1, 'one ground');
  });
}

const outage = { kinds: ['Availability'], cause: 'Malfunction' } as const;

const questions: readonly (readonly [string, Facts, boolean])[] = [
  ['nothing said of what was lost', { cause: 'Malfunction' }, true],
  ['an outage', outage, false],
  ['an outage that somebody caused', { ...outage, malicious: true }, true],
  ['an outage by which data may have left', { ...outage, exfiltration: 'Unknown' }, true],
  ['an outage by which nothing left', { ...outage, exfiltration: 'Excluded', recipients: { who: 'None' } }, false],
  ['an outage with unknown recipients', { ...outage, recipients: { who: 'Unknown' } }, true],
  ['an error that lost data', { kinds: ['Availability', 'Integrity'], cause: 'HumanError' }, false],
  ['a break-in noticed by what it locked', { kinds: ['Availability'], cause: 'Ransomware' }, true],
  ['a loss of the only paper', { kinds: ['Availability'], cause: 'Loss' }, true],
];

for (const [name, facts, inQuestion] of questions) {
  test(`${name}: confidentiality is ${inQuestion ? '' : 'not '}in question`, () => {
    assert.is(confidentialityInQuestion({ role: 'Controller', ...facts }), inQuestion);
  });
}

test.run();
