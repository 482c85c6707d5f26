import { type Scale, scaled, scaleOf } from './scale.ts';

/** For each kind a score that is linear in the scaled features; the largest names the kind. */
export interface Discriminants {
  readonly scale: Scale;
  readonly kinds: readonly {
    readonly name: string;
    readonly weights: readonly number[];
    readonly bias: number;
  }[];
}

/**
 * Share of the covariance that is replaced by that of independent features: there are more features
 * than pieces of a kind.
 */
const SHRINKAGE = 0.2;

/**
 * Fisher's linear discriminants: each kind is a cloud around its mean, and all clouds have the same
 * shape. A feature counts the more, the less it varies within the kinds.
 */
export function fitDiscriminants(
  rows: readonly (readonly number[])[],
  labels: readonly string[],
): Discriminants {
  const scale = scaleOf(rows);
  const points = rows.map((row) => scaled(scale, row));
  const groups = [...new Set(labels)].sort().map((name) => {
    const members = points.filter((_, i) => labels[i] === name);
    return { name, members, mean: scaleOf(members).means };
  });
  const factor = choleskyOf(covarianceWithin(groups, points[0]?.length ?? 0));
  return {
    scale,
    kinds: groups.map(({ name, members, mean }) => {
      const weights = solve(factor, mean);
      const bias = Math.log(members.length / points.length) - dot(mean, weights) / 2;
      return { name, weights, bias };
    }),
  };
}

/** The kind that a row most likely belongs to. */
export function kindOf({ scale, kinds }: Discriminants, row: readonly number[]): string {
  const point = scaled(scale, row);
  let best = { name: '', score: -Infinity };
  for (const { name, weights, bias } of kinds) {
    const score = dot(point, weights) + bias;
    if (score > best.score) best = { name, score };
  }
  return best.name;
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

function covarianceWithin(
  groups: readonly { members: readonly (readonly number[])[]; mean: readonly number[] }[],
  size: number,
): Float64Array[] {
  const covariance = Array.from({ length: size }, () => new Float64Array(size));
  const count = groups.reduce((sum, { members }) => sum + members.length, 0);
  for (const { members, mean } of groups)
    for (const member of members) {
      const apart = Float64Array.from(member, (x, c) => x - (mean[c] ?? 0));
      covariance.forEach((row, r) => {
        const here = (apart[r] ?? 0) / Math.max(1, count - groups.length);
        for (let c = 0; c <= r; c++) row[c] = (row[c] ?? 0) + here * (apart[c] ?? 0);
      });
    }
  const trace = covariance.reduce((sum, row, r) => sum + (row[r] ?? 0), 0);
  const typical = trace / Math.max(1, size);
  covariance.forEach((row, r) => {
    for (let c = 0; c <= r; c++) row[c] = (1 - SHRINKAGE) * (row[c] ?? 0);
    row[r] = (row[r] ?? 0) + SHRINKAGE * typical + 1e-9;
  });
  return covariance;
}

/** The lower triangle whose product with its transpose is the matrix (its lower triangle is read). */
function choleskyOf(matrix: readonly Float64Array[]): Float64Array[] {
  const lower = matrix.map((row) => new Float64Array(row.length));
  lower.forEach((row, r) => {
    for (let c = 0; c <= r; c++) {
      const other = lower[c] ?? row;
      let rest = matrix[r]?.[c] ?? 0;
      for (let k = 0; k < c; k++) rest -= (row[k] ?? 0) * (other[k] ?? 0);
      row[c] = r === c ? Math.sqrt(Math.max(1e-12, rest)) : rest / (other[c] ?? 1);
    }
  });
  return lower;
}

/** The x for which matrix · x = b, from the matrix's Cholesky factor. */
function solve(lower: readonly Float64Array[], b: readonly number[]): number[] {
  const x = [...b];
  lower.forEach((row, r) => {
    let rest = x[r] ?? 0;
    for (let k = 0; k < r; k++) rest -= (row[k] ?? 0) * (x[k] ?? 0);
    x[r] = rest / (row[r] ?? 1);
  });
  for (let r = lower.length - 1; r >= 0; r--) {
    let rest = x[r] ?? 0;
    for (let k = r + 1; k < lower.length; k++) rest -= (lower[k]?.[r] ?? 0) * (x[k] ?? 0);
    x[r] = rest / (lower[r]?.[r] ?? 1);
  }
  return x;
}
