export interface Scale {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** The mean and the standard deviation of each column. */
export function scaleOf(rows: readonly (readonly number[])[]): Scale {
  const columns = rows[0]?.length ?? 0;
  const means = Array.from(
    { length: columns },
    (_, c) => rows.reduce((sum, row) => sum + (row[c] ?? 0), 0) / rows.length,
  );
  const deviations = means.map((mean, c) =>
    Math.sqrt(rows.reduce((sum, row) => sum + ((row[c] ?? 0) - mean) ** 2, 0) / rows.length),
  );
  return { means, deviations };
}

/**
 * A row with each column at mean 0 and deviation 1; a constant column becomes 0. Values far outside
 * the training range are limited to four deviations, so that no single feature decides alone.
 */
export const scaled = ({ means, deviations }: Scale, row: readonly number[]): number[] =>
  row.map((x, c) => {
    const deviation = deviations[c] ?? 0;
    return deviation > 1e-9 ? Math.max(-4, Math.min(4, (x - (means[c] ?? 0)) / deviation)) : 0;
  });
