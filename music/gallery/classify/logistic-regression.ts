/** A linear model: for each class one weight per feature, and the bias last. */
export interface LinearModel {
  readonly weights: readonly Float64Array[];
}
export interface Scale {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** Standardises each column to mean 0 and deviation 1; a constant column becomes 0. */
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
 * Values far outside the training range are limited to four deviations, so that no single feature
 * decides alone.
 */
export const scaled = ({ means, deviations }: Scale, row: readonly number[]): number[] =>
  row.map((x, c) => {
    const deviation = deviations[c] ?? 0;
    return deviation > 1e-9 ? Math.max(-4, Math.min(4, (x - (means[c] ?? 0)) / deviation)) : 0;
  });

/**
 * Multinomial logistic regression with an L2 penalty, by full-batch gradient descent with Nesterov
 * momentum. Deterministic: the same rows give the same model.
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  classes: number,
  { penalty = 0.01, steps = 600, rate = 0.5 } = {},
): LinearModel {
  const columns = (rows[0]?.length ?? 0) + 1;
  const weights = Array.from({ length: classes }, () => new Float64Array(columns));
  const speed = weights.map((row) => new Float64Array(row.length));
  for (let step = 0; step < steps; step++) {
    const momentum = step / (step + 3);
    const ahead = weights.map((row, k) => row.map((w, c) => w + momentum * (speed[k]?.[c] ?? 0)));
    const slope = gradient({ weights: ahead }, rows, labels, penalty);
    weights.forEach((row, k) =>
      row.forEach((w, c) => {
        const pace =
          momentum * (speed[k]?.[c] ?? 0) - (rate / Math.sqrt(columns)) * (slope[k]?.[c] ?? 0);
        const kept = speed[k];
        if (kept) kept[c] = pace;
        row[c] = w + pace;
      }),
    );
  }
  return { weights };
}

function gradient(
  model: LinearModel,
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  penalty: number,
): Float64Array[] {
  const slope = model.weights.map((row) =>
    row.map((w, c) => (c === row.length - 1 ? 0 : penalty * w)),
  );
  rows.forEach((row, r) => {
    probabilities(model, row).forEach((p, k) => {
      const error = (p - (labels[r] === k ? 1 : 0)) / rows.length;
      const into = slope[k];
      if (!into) return;
      row.forEach((x, c) => {
        into[c] = (into[c] ?? 0) + error * x;
      });
      into[row.length] = (into[row.length] ?? 0) + error;
    });
  });
  return slope;
}

function probabilities(model: LinearModel, row: readonly number[]): number[] {
  const logits = model.weights.map((weights) =>
    row.reduce((sum, x, c) => sum + x * (weights[c] ?? 0), weights[row.length] ?? 0),
  );
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

export function mostLikely(model: LinearModel, row: readonly number[]): number {
  const all = probabilities(model, row);
  return all.indexOf(Math.max(...all));
}
