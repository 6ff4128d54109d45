import { PanelBuilder as BarGauge } from '@grafana/grafana-foundation-sdk/bargauge';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  BarGaugeDisplayMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  StackingConfigBuilder,
  StackingMode,
  VizLegendOptionsBuilder,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardBuilder,
  DatasourceVariableBuilder,
  type Panel,
  RowBuilder,
  type Threshold,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';

/** A query with what a series of it is called. */
export interface Query {
  readonly expr: string;
  /** With `{{label}}` for the value of a label. */
  readonly legend?: string;
}

/** What a panel shows, and what its reader has to know to read it right. */
export interface Shown {
  readonly title: string;
  /** A sentence: what is counted, and what it means when it is high. */
  readonly description: string;
  /** A unit of Grafana. */
  readonly unit?: string;
  /** From which value on it is orange, and from which it is red; the other way round where the first is the larger. */
  readonly alarm?: readonly [orange: number, red: number];
  /** The only value that is right, where there is one. */
  readonly right?: number;
  readonly width?: number;
}

type PanelBuilder = Builder<Panel>;

/** The data source is chosen at the top of each dashboard: the name of it is the organisation's. */
const source = { type: 'prometheus', uid: '$' + '{datasource}' };

const targets = (queries: readonly Query[], instant: boolean): Builder<Dataquery>[] =>
  queries.map(({ expr, legend }, index) => {
    const query = new DataqueryBuilder()
      .expr(expr)
      .refId(String.fromCharCode(65 + index))
      .legendFormat(legend ?? '');
    return instant ? query.instant() : query.range();
  });

const stepsOf = ({ alarm, right }: Pick<Shown, 'alarm' | 'right'>): Threshold[] => {
  const step = (color: string, value: number | null = null): Threshold => ({ color, value });
  if (right !== undefined) return [step('red'), step('green', right), step('red', right + 1)];
  if (alarm === undefined) return [step('text')];
  const [orange, red] = alarm;
  return orange <= red
    ? [step('green'), step('orange', orange), step('red', red)]
    : [step('red'), step('orange', red), step('green', orange)];
};

const thresholds = (shown: Pick<Shown, 'alarm' | 'right'>): ThresholdsConfigBuilder =>
  new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(stepsOf(shown));

const newest = (): ReduceDataOptionsBuilder => new ReduceDataOptionsBuilder().calcs(['lastNotNull']);

/** One number, as it is now. */
export const figure = ({ title, description, unit = 'short', width = 4, ...limits }: Shown, expr: string): PanelBuilder =>
  new Stat()
    .title(title)
    .description(description)
    .datasource(source)
    .unit(unit)
    .noValue('0')
    .thresholds(thresholds(limits))
    .reduceOptions(newest())
    .span(width)
    .height(4)
    .targets(targets([{ expr }], true));

/** One bar for each series, as it is now. */
export const bars = ({ title, description, unit = 'short', width = 8, ...limits }: Shown, query: Query): PanelBuilder =>
  new BarGauge()
    .title(title)
    .description(description)
    .datasource(source)
    .unit(unit)
    .thresholds(thresholds(limits))
    .reduceOptions(newest())
    .orientation(VizOrientation.Horizontal)
    .displayMode(BarGaugeDisplayMode.Basic)
    .span(width)
    .height(8)
    .targets(targets([query], true));

/** How it went; stacked where the series are parts of a whole. */
export const trend = (
  { title, description, unit = 'short', width = 12, ...limits }: Shown,
  queries: readonly Query[],
  stacked = false,
): PanelBuilder => {
  const panel = new TimeSeries()
    .title(title)
    .description(description)
    .datasource(source)
    .unit(unit)
    .min(0)
    .thresholds(thresholds(limits))
    .fillOpacity(stacked ? 30 : 0)
    .legend(new VizLegendOptionsBuilder().displayMode(LegendDisplayMode.List).placement(LegendPlacement.Bottom).showLegend(true))
    .span(width)
    .height(8)
    .targets(targets(queries, false));
  return stacked ? panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal)) : panel;
};

/** Panels under a heading. */
export interface Section {
  readonly heading: string;
  readonly panels: readonly PanelBuilder[];
}

/** What makes a dashboard. */
export interface Board {
  /** Its file, and its identifier in Grafana, which a link may name. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** The time that it shows when it is opened, such as `now-90d`. */
  readonly from: string;
  readonly refresh: string;
  readonly sections: readonly Section[];
}

/** The dashboard as Grafana imports it. */
export const build = ({ uid, title, description, from, refresh, sections }: Board) => {
  const board = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(['meldpunt'])
    .time({ from, to: 'now' })
    .refresh(refresh)
    .editable()
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'));
  for (const { heading, panels } of sections) {
    board.withRow(new RowBuilder(heading));
    for (const panel of panels) board.withPanel(panel);
  }
  const whole = board.build();
  return { ...whole, panels: (whole.panels ?? []).map((panel, index) => ({ ...panel, id: index + 1 })) };
};
