import type { Block } from '../../document/model.ts';
import { dutyName } from '../../notification/words/duties.ts';
import type { Count, Spread } from '../counts.ts';
import type { Figures } from '../figures.ts';
import type { Voice } from '../voice.ts';
import type { Volume } from '../volume.ts';
import { factsOf, figureOf, heading, shortened, tableOf, termOf, textTable } from './blocks.ts';

const volumeTable = (caption: string, first: string, rows: readonly Volume[], name: (of: string | null) => string, voice: Voice) => {
  const { volume } = voice.words;
  return tableOf(
    caption,
    [first, volume.reports, volume.incidents, volume.breaches],
    rows.map(({ of, reports, incidents, breaches }) => [name(of), ...[reports, incidents, breaches].map(voice.number)]),
  );
};

const volumeBars = (rows: readonly Volume[], name: (of: string | null) => string, voice: Voice) =>
  rows.map(({ of, reports }) => ({ label: name(of), value: reports, text: voice.number(reports) }));

const countTable = (caption: string, first: string, rows: readonly Count[], name: (of: string | null) => string, voice: Voice) =>
  tableOf(
    caption,
    [first, voice.words.number],
    rows.map(({ of, n }) => [name(of), voice.number(n)]),
  );

/** How much came in, of what kind, where and by which way (L1). */
export const volumeSection = ({ volumes }: Figures, voice: Voice): readonly Block[] => {
  const { words, record, number } = voice;
  const { volume } = words;
  const month = (of: string | null): string => (of === null ? words.unknown : voice.month(of));
  const category = (of: string | null): string => termOf(record.category, of, words.unknown);
  const department = (of: string | null): string => of ?? words.unknown;
  const byMonth = volumeTable(volume.byMonth, volume.month, volumes.byMonth, month, voice);
  const byCategory = volumeTable(volume.byCategory, volume.category, volumes.byCategory, category, voice);
  return [
    heading(volume.heading),
    factsOf([
      [volume.reports, number(volumes.reports)],
      [words.summary.incidents, number(volumes.incidents)],
      [volume.nearMisses, number(volumes.nearMisses)],
      [volume.dismissed, number(volumes.dismissed)],
      [volume.undecided, number(volumes.undecided)],
      [volume.open, number(volumes.open)],
    ]),
    figureOf(voice, volume.byMonthAlt, volumeBars(volumes.byMonth, month, voice), byMonth),
    figureOf(voice, volume.byCategoryAlt, volumeBars(volumes.byCategory, category, voice), byCategory),
    volumeTable(volume.byDepartment, volume.department, volumes.byDepartment, department, voice),
    countTable(volume.bySeverity, volume.severity, volumes.bySeverity, (of) => of ?? volume.noSeverity, voice),
    countTable(volume.byVerdict, volume.verdict, volumes.byVerdict, (of) => termOf(record.verdict, of, volume.notAssessed), voice),
    countTable(volume.byChannel, volume.channel, volumes.byChannel, (of) => termOf(volume.channels, of, words.unknown), voice),
  ];
};

/** How long the steps took, with what nobody knows beside it (P4, L1). */
export const timesSection = ({ times }: Figures, voice: Voice): readonly Block[] => {
  const { words, number, duration } = voice;
  const steps = (['toReport', 'toAssess', 'toContain', 'toRecover'] as const).map((step): readonly [string, Spread, string] => [
    words.times[step],
    times[step],
    words.times.brief[step],
  ]);
  const table = tableOf(
    words.times.caption,
    [words.times.step, words.times.n, words.times.unknown, words.times.median, words.times.p90, words.times.longest],
    steps.map(([name, { n, unknown, median, p90, longest }]) => [
      name,
      number(n),
      number(unknown),
      ...[median, p90, longest].map(duration),
    ]),
  );
  const bars = steps.map(([, { median }, label]) => ({ label, value: median ?? 0, text: duration(median) }));
  return [heading(words.times.heading), figureOf(voice, words.times.alt, bars, table), { kind: 'paragraph', text: words.times.note }];
};

/** How the deadlines were kept, and each that was not (N1, N2). */
export const dutiesSection = ({ duties }: Figures, voice: Voice): readonly Block[] => {
  const { words, number } = voice;
  const { duties: text } = words;
  const table = tableOf(
    text.caption,
    [text.duty, text.due, text.inTime, text.late, text.missed, text.waived, text.superseded, text.running],
    duties.byDuty.map(({ duty, clause, due, inTime, late, missed, waived, superseded, running }) => [
      clause === null ? dutyName(duty, voice.language) : `${dutyName(duty, voice.language)} (${clause})`,
      ...[due, inTime, late, missed, waived, superseded, running].map(number),
    ]),
  );
  const unexplained = duties.late.filter(({ explained }) => !explained).length;
  return [
    heading(text.heading),
    table,
    ...(duties.late.length === 0
      ? [{ kind: 'notice' as const, tone: 'success' as const, title: text.allKept, text: text.allKeptText }]
      : shortened(voice, duties.late, (shown) =>
          textTable(
            text.lateCaption,
            [text.incident, text.duty, text.dueAt, text.delay, text.explained],
            shown.map(({ incident, duty, dueAt, seconds, explained }) => [
              incident,
              dutyName(duty, voice.language),
              voice.moment(dueAt),
              seconds === null ? text.stillOpen : voice.duration(seconds),
              explained ? words.yes : words.no,
            ]),
          ),
        )),
    ...(unexplained === 0
      ? []
      : [{ kind: 'notice' as const, tone: 'warning' as const, title: text.unexplained, text: text.unexplainedText(number(unexplained)) }]),
  ];
};
