import { describe, expect, it } from 'vitest';
import { Random } from '../../signal/random.ts';
import type { Stereo } from '../../signal/stereo.ts';
import { bandEnvelopes } from './band-envelopes.ts';
import { harmonyTraits } from './harmony-traits.ts';
import { rhythmTraits } from './rhythm-traits.ts';
import { timbreTraits } from './timbre-traits.ts';

const RATE = 24_000;
const random = new Random(1);
const whiteNoise = Float32Array.from({ length: 8 * RATE }, () => random.between(-0.5, 0.5));

const mono = (sample: (second: number, i: number) => number): Stereo => {
  const left = Float32Array.from({ length: 8 * RATE }, (_, i) => sample(i / RATE, i));
  return { sampleRate: RATE, left, right: left };
};
const sine = (hertz: number, second: number): number =>
  0.3 * Math.sin(2 * Math.PI * hertz * second);
const indexOfLargest = (values: readonly number[]): number => values.indexOf(Math.max(...values));

describe('timbre by band', () => {
  it('finds the band of a tone, and that it is a tone', () => {
    const { levels, flatness, strokes } = timbreTraits(bandEnvelopes(mono((t) => sine(1000, t))));
    // 850 to 1200 Hz.
    expect(indexOfLargest(levels)).toBe(6);
    expect(flatness[6]).toBeLessThan(0.2);
    expect(strokes[6]).toBeLessThan(0.5);
  });
  it('distinguishes noise from tones, and strokes from sustained noise', () => {
    const noise = timbreTraits(bandEnvelopes(mono((_, i) => whiteNoise[i] ?? 0)));
    const struck = timbreTraits(
      bandEnvelopes(mono((t, i) => (t % 0.5 < 0.03 ? (whiteNoise[i] ?? 0) : 0))),
    );
    expect(noise.flatness[10]).toBeGreaterThan(0.4);
    expect(struck.strokes[10] ?? 0).toBeGreaterThan((noise.strokes[10] ?? 0) + 3);
    expect(struck.movement[10] ?? 0).toBeGreaterThan(0);
  });
});

it('finds the onsets of each region, and after which time they repeat', () => {
  const rhythm = rhythmTraits(
    bandEnvelopes(
      mono((t, i) => {
        const kick = t % 0.5 < 0.1 ? sine(55, t) : 0;
        const previous = whiteNoise[i - 1] ?? 0;
        const hat = t % 0.25 < 0.02 ? 0.5 * ((whiteNoise[i] ?? 0) - previous) : 0;
        return kick + hat;
      }),
    ),
  );
  expect(rhythm.hats.onsetsPerSecond).toBeGreaterThan(rhythm.kick.onsetsPerSecond);
  expect(rhythm.hats.onsetsPerSecond).toBeCloseTo(4, 0);
  // Sixteen spans from 0.09 to 2.4 s: 0.25 s is in the sixth, 0.35 s in the seventh.
  const [quarter = 0, between = 0] = [rhythm.hats.repetition[5], rhythm.hats.repetition[6]];
  expect(quarter).toBeGreaterThan(between + 0.3);
});

describe('pitch classes', () => {
  const chord = (steps: readonly number[], semitones: number) =>
    mono((t) =>
      steps.reduce((sum, step) => sum + 0.5 * sine(220 * 2 ** ((step + semitones) / 12), t), 0),
    );
  it('gives the same traits in every key', () => {
    const [here, there] = [harmonyTraits(chord([0, 4, 7], 0)), harmonyTraits(chord([0, 4, 7], 5))];
    here.intervals.forEach((strength, i) =>
      expect(Math.abs(strength - (there.intervals[i] ?? 0))).toBeLessThan(0.12),
    );
    expect(Math.abs(here.classes - there.classes)).toBeLessThan(0.6);
  });
  it('counts the classes, and notices when they change', () => {
    expect(harmonyTraits(chord([0], 0)).classes).toBeLessThan(1.5);
    expect(harmonyTraits(chord([0, 4, 7], 0)).classes).toBeGreaterThan(2.5);
    expect(harmonyTraits(chord([0, 4, 7], 0)).stays).toBeGreaterThan(0.9);
    const changing = mono((t) => sine(t % 4 < 2 ? 220 : 311, t));
    expect(harmonyTraits(changing).stays).toBeLessThan(0.4);
    expect(harmonyTraits(changing).held).toBeGreaterThan(0.6);
  });
});
