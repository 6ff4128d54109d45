import type { Block } from '../../document/model.ts';
import type { Figures, Headline } from '../figures.ts';
import { precedingOf } from '../period.ts';
import type { Scope } from '../register.ts';
import type { Voice } from '../voice.ts';
import { factsOf, heading, tableOf } from './blocks.ts';

/** What a report says of itself besides its figures. */
export interface Origin {
  readonly organisation: string;
  readonly scope: Scope;
  /** The policy by which it was counted: `2026.1`, and whether somebody approved it (A7). */
  readonly policy: { readonly version: string | null; readonly approved: boolean };
}

const scopeText = (scope: Scope, { words: { about } }: Voice): string => {
  if (scope.kind === 'Namespace') return about.namespace(scope.name);
  return scope.kind === 'All' ? about.allNamespaces : about.files;
};

/** What the report is about, and when it was made. */
export const aboutSection = (figures: Figures, origin: Origin, voice: Voice): readonly Block[] => {
  const { about } = voice.words;
  const { period, asOf, drills } = figures;
  const version = [
    ...(origin.policy.version === undefined ? [] : [origin.policy.version]),
    ...(origin.policy.approved ? [] : [about.notApproved]),
  ];
  const end = Temporal.PlainDate.from(period.last).add({ days: 1 }).toZonedDateTime(period.zone).epochMilliseconds;
  return [
    ...(Date.parse(asOf) < end
      ? [{ kind: 'notice' as const, tone: 'note' as const, title: about.notEnded, text: about.untilThen(voice.moment(asOf)) }]
      : []),
    factsOf([
      [about.period, voice.words.period.days(voice.day(`${period.first}T12:00:00Z`), voice.day(`${period.last}T12:00:00Z`))],
      [about.zone, period.zone],
      [about.asOf, voice.moment(asOf)],
      [about.scope, scopeText(origin.scope, voice)],
      [about.policy, version.length === 0 ? voice.words.unknown : version.join(', ')],
      [about.drills, voice.number(drills)],
    ]),
  ];
};

const signed = (text: string, difference: number | bigint): string => (difference > 0 ? `+${text}` : text.replace(/^-/, '−'));

const changeOf = (now: number, then: number, voice: Voice): string => signed(voice.number(now - then), now - then);

/** The difference of two exact amounts, exact. */
const moneyChange = (now: string, then: string, currency: string, voice: Voice): string => {
  const cents = BigInt(now.replace('.', '')) - BigInt(then.replace('.', ''));
  const absolute = cents < 0n ? -cents : cents;
  const text = `${cents < 0n ? '-' : ''}${absolute / 100n}.${String(absolute % 100n).padStart(2, '0')}`;
  return signed(voice.money(text, currency), cents);
};

const durationChange = (now: number | null, then: number | null, voice: Voice): string => {
  if (now === null || then === null) return '';
  return now === then ? '0' : `${now > then ? '+' : '−'}${voice.duration(Math.abs(now - then))}`;
};

const counted = ['reports', 'incidents', 'major', 'breaches', 'recurring', 'late', 'lessonsDone'] as const;

/** The main figures beside those of the period before. */
export const summarySection = (figures: Figures, voice: Voice): readonly Block[] => {
  const { summary } = voice.words;
  const { headline, before, costs } = figures;
  const names = { ...summary, lessonsDone: summary.lessons } satisfies Readonly<Record<(typeof counted)[number], unknown>>;
  const then: Headline | undefined = before?.headline;
  const rows = [
    ...counted.map((name) => [
      names[name],
      voice.number(headline[name]),
      ...(then === undefined ? [] : [voice.number(then[name]), changeOf(headline[name], then[name], voice)]),
    ]),
    [
      summary.cost,
      voice.money(headline.cost, costs.currency),
      ...(then === undefined ? [] : [voice.money(then.cost, costs.currency), moneyChange(headline.cost, then.cost, costs.currency, voice)]),
    ],
    [
      summary.contain,
      voice.duration(headline.medianToContainSeconds),
      ...(then === undefined
        ? []
        : [
            voice.duration(then.medianToContainSeconds),
            durationChange(headline.medianToContainSeconds, then.medianToContainSeconds, voice),
          ]),
    ],
  ];
  const earlier = precedingOf({ ...figures.period, begins: 0, ends: 0 });
  const headings = [summary.figure, voice.period(figures.period), ...(before === null ? [] : [voice.period(earlier), summary.change])];
  return [
    heading(summary.heading),
    tableOf(summary.caption, headings, rows),
    ...(before === null ? [{ kind: 'notice' as const, tone: 'note' as const, title: summary.notComparable, text: summary.first }] : []),
    ...(before !== null && !before.whole ? [{ kind: 'paragraph' as const, text: summary.partly(voice.period(earlier)) }] : []),
  ];
};
