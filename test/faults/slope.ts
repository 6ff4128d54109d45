/** A measurement: when (hours) and how much (megabytes). */
export interface Sample {
  readonly hours: number;
  readonly megabytes: number;
}

/** How fast something grows, in megabytes an hour: the slope of the line nearest to all samples by least squares. 0 for fewer than two. */
export const slopeOf = (samples: readonly Sample[]): number => {
  const n = samples.length;
  const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, each) => sum + of(each), 0) / n;
  const [at, size] = [mean(({ hours }) => hours), mean(({ megabytes }) => megabytes)];
  const spread = samples.reduce((sum, { hours }) => sum + (hours - at) ** 2, 0);
  if (n < 2 || spread === 0) return 0;
  return samples.reduce((sum, { hours, megabytes }) => sum + (hours - at) * (megabytes - size), 0) / spread;
};
