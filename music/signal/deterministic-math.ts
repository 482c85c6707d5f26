// JavaScript's transcendental functions may change with the engine that runs it; these are
// bundled.
import cos from '@stdlib/math/base/special/cos/lib/main.js';
import exp from '@stdlib/math/base/special/exp/lib/main.js';
import ln from '@stdlib/math/base/special/ln/lib/main.js';
import log2 from '@stdlib/math/base/special/log2/lib/main.js';
import log10 from '@stdlib/math/base/special/log10/lib/main.js';
import pow from '@stdlib/math/base/special/pow/lib/main.js';
import sin from '@stdlib/math/base/special/sin/lib/main.js';
import tan from '@stdlib/math/base/special/tan/lib/main.js';

export { cos, exp, ln, pow, sin };

const LN10 = 2.302585092994046;

const { abs, ceil, floor, imul, max, min, round, sqrt, trunc, PI } = Math;
/**
 * Replaces `Math` in bundled packages: our own functions where the language leaves the last bit
 * open, and no random numbers.
 */
export const deterministicMath = {
  abs,
  ceil,
  floor,
  imul,
  max,
  min,
  round,
  sqrt,
  trunc,
  PI,
  LN10,
  cos,
  exp,
  log: ln,
  log10,
  log2,
  pow,
  sin,
  tan,
  random: (): number => 0.5,
};

export const decibels = (gain: number): number => (20 * ln(Math.max(gain, 1e-12))) / LN10;
export const gainOf = (db: number): number => exp((db * LN10) / 20);
/** Frequency in Hz of a MIDI note, equal temperament, A4 = 440. */
export const hertz = (midi: number): number => 440 * pow(2, (midi - 69) / 12);
