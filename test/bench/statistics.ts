export interface Summary {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Percentile by linear interpolation between the nearest ranks; NaN for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? low) - low);
}

export const sumOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0);

export const summary = (values: readonly number[]): Summary => ({
  count: values.length,
  mean: sumOf(values) / values.length,
  p50: percentile(values, 0.5),
  p95: percentile(values, 0.95),
  p99: percentile(values, 0.99),
  max: Math.max(...values),
});

/** The slope of `values` per step, by least squares. */
export function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = sumOf(values) / values.length;
  const spread = sumOf(values.map((_, i) => (i - middle) ** 2));
  return spread > 0 ? sumOf(values.map((value, i) => (i - middle) * (value - mean))) / spread : 0;
}
