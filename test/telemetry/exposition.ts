/** The values of an exposition in the Prometheus text format, by series as it is written there. */
export const seriesOf = (text: string): Record<string, number> =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))] as const;
      }),
  );

/** The name of the metric that a series belongs to; those of a histogram have three endings. */
export const metricOf = (series: string): string => (series.split('{', 1)[0] ?? '').replace(/_(?:bucket|sum|count)$/, '');

/** The names and types that an exposition declares. */
export const typesOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type] as const).toSorted());
