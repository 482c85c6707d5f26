import { cos, sin } from './deterministic-math.ts';

const PI = 3.141592653589793;
/** Zero crossings on each side of the kernel, and its steps between two samples. */
const ZERO_CROSSINGS = 16;
const STEPS = 512;
const KERNEL = kernel();

/**
 * Reads a channel at any position between its samples, wrapping around its ends (windowed sinc;
 * steps above 1 lower the cutoff to prevent aliasing). `step`: source samples per output sample.
 */
export function sincReader(source: Float32Array, step: number): (at: number) => number {
  const length = source.length;
  const cutoff = Math.min(1, 1 / step);
  const half = ZERO_CROSSINGS / cutoff;
  return (at) => {
    let sum = 0;
    for (let i = Math.ceil(at - half); i <= at + half; i++) {
      const x = Math.abs(at - i) * cutoff * STEPS;
      const k = Math.floor(x);
      const a = KERNEL[k] ?? 0;
      sum +=
        (source[((i % length) + length) % length] ?? 0) *
        (a + ((KERNEL[k + 1] ?? 0) - a) * (x - k));
    }
    return sum * cutoff;
  };
}

/** One half of a Hann-windowed sinc, from the centre outwards. */
function kernel(): Float64Array {
  const table = new Float64Array(ZERO_CROSSINGS * STEPS + 2);
  for (let i = 0; i <= ZERO_CROSSINGS * STEPS; i++) {
    const x = i / STEPS;
    table[i] =
      (i === 0 ? 1 : sin(PI * x) / (PI * x)) * (0.5 + 0.5 * cos((PI * x) / ZERO_CROSSINGS));
  }
  return table;
}
