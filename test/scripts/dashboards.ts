// A dashboard as Grafana reads it, as far as tests look at it.

/** One panel with its queries. */
export interface Panel {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly source: unknown;
  readonly place: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly expressions: readonly string[];
}

interface Raw {
  readonly panels: readonly {
    readonly id: number;
    readonly type: string;
    readonly title?: string;
    readonly description?: string;
    readonly datasource?: unknown;
    readonly gridPos: Panel['place'];
    readonly targets?: readonly { readonly expr: string }[];
  }[];
}

/** The panels of a dashboard, without the headings between them. */
export const panelsOf = (text: string): readonly Panel[] =>
  (JSON.parse(text) as Raw).panels
    .filter(({ type }) => type !== 'row')
    .map(({ id, title = '', description = '', datasource, gridPos, targets = [] }) => ({
      id,
      title,
      description,
      source: datasource,
      place: gridPos,
      expressions: targets.map(({ expr }) => expr),
    }));

/** A query as Grafana sends it for the time it shows: its own variables are replaced before Prometheus sees them. */
export const asSent = (expression: string, range: string): string =>
  expression.replaceAll(/\$__(?:range|rate_interval|interval)\b/g, range);
