import { load } from 'js-yaml';
import type { ReportingRegime } from '../../operator/api/types.gen.ts';
import type { Texts } from './law-mapping.ts';

const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().replaceAll('|', '\\|').replaceAll('<', '&lt;');

type Duty = ReportingRegime['spec']['duties'][number];

const timeOf = ({ within, target, until }: Duty & { readonly until?: string }): string => {
  const parts = [
    ...(target === undefined ? [] : [`the policy's target \`${target}\``]),
    ...(within === undefined ? [] : [`\`${within}\``]),
  ];
  return parts.length === 0 && until !== undefined ? `until \`${cell(until)}\`` : parts.join(', else ');
};

const marksOf = (duty: Duty): string =>
  [
    ...(duty.phased === true ? ['in phases'] : []),
    ...(duty.needsApproval === true ? ['approved first'] : []),
    ...(duty.needsAcknowledgement === true ? ['acknowledged'] : []),
    ...(duty.lateNeedsJustification === true ? ['late only with reasons'] : []),
    ...(duty.waivable === undefined ? [] : [`waived by ${duty.waivable.by} (${duty.waivable.ground})`]),
  ].join('; ');

const rowOf = (duty: Duty): string =>
  `| \`${duty.name}\` | ${duty.clause ?? ''} | ${duty.audience ?? 'nobody: a fact meets it'} | ${timeOf(duty)} | \`${cell(duty.from)}\` | \`${cell(duty.when)}\` | ${(duty.requires ?? []).join(', ')} | ${marksOf(duty)} |`;

const sectionOf = ({ metadata, spec }: ReportingRegime): readonly string[] => [
  '',
  `## ${metadata.name}`,
  '',
  `${spec.title}. Source: ${spec.source ?? 'the organisation'}. In force since ${spec.validFrom ?? 'always'}${spec.validUntil === undefined ? '' : `, until ${spec.validUntil}`}.`,
  '',
  '| duty | clause | to whom | within | from | when | the notice holds | also |',
  '|---|---|---|---|---|---|---|---|',
  ...spec.duties.map(rowOf),
];

/** The reference of the regimes that are shipped, each duty with its clause. Pure. */
export const lawsPage = (regimes: Texts): string =>
  [
    '<!-- Generated from charts/meldpunt/files/regimes/ by `npm run generate`: do not edit. -->',
    '# Laws, duties and their clauses',
    '',
    'Each law is a [ReportingRegime](../api/reportingregime.md), and [can be changed or added](../how-to/laws.md) without a change of the program.',
    'What `from` and `when` may use is [explained there](../how-to/laws.md#what-an-expression-may-use). To see when things would be due:',
    '',
    '```sh',
    'npm run -s cli -- clock --aware 2026-10-23T16:40+02:00 --regime gdpr,nis2,dora',
    '```',
    ...[...regimes.values()].flatMap((text) => sectionOf(load(text) as ReportingRegime)),
    '',
  ].join('\n');
