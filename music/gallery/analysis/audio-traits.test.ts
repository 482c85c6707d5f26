import { expect, it } from 'vitest';
import { Random } from '../../signal/random.ts';
import type { Stereo } from '../../signal/stereo.ts';
import { audioTraits } from './audio-traits.ts';
import { loudnessCurve } from './loudness-curve.ts';
import { findOnsets } from './onsets.ts';

const RATE = 24_000;

const stereo = (
  seconds: number,
  sample: (second: number, i: number) => number,
  right: (left: number) => number = (left) => left,
): Stereo => {
  const left = Float32Array.from({ length: seconds * RATE }, (_, i) => sample(i / RATE, i));
  return { sampleRate: RATE, left, right: left.map(right) };
};
const sine =
  (hertz: number, gain = 0.5) =>
  (second: number): number =>
    gain * Math.sin(2 * Math.PI * hertz * second);
const random = new Random(1);
const whiteNoise = Float32Array.from({ length: 10 * RATE }, () => random.between(-1, 1));
const noise =
  (gain: number) =>
  (_: number, i: number): number =>
    gain * (whiteNoise[i] ?? 0);
const clicks =
  (bpm: number) =>
  (second: number, i: number): number =>
    second % (60 / bpm) < 0.02 ? noise(0.5)(second, i) : 0;

it.each([220, 1000, 5000])('measures the brightness of a sine of %i Hz', (hertz) => {
  const { centroidHz, flatness, rolloffHz } = audioTraits(stereo(4, sine(hertz)));
  expect(Math.abs(centroidHz / hertz - 1)).toBeLessThan(0.05);
  expect(Math.abs(rolloffHz - hertz)).toBeLessThan(30);
  expect(flatness).toBeLessThan(0.001);
});

it('puts power into the right band', () => {
  const shares = (hertz: number) => audioTraits(stereo(2, sine(hertz))).bands;
  expect(shares(40).sub).toBeGreaterThan(0.95);
  expect(shares(150).low).toBeGreaterThan(0.95);
  expect(shares(800).mid).toBeGreaterThan(0.95);
  expect(shares(4000).high).toBeGreaterThan(0.95);
  expect(shares(9000).air).toBeGreaterThan(0.95);
});

it('distinguishes noise from tones', () => {
  expect(audioTraits(stereo(2, noise(0.3))).flatness).toBeGreaterThan(0.4);
});

it.each([90, 120, 174])(
  'finds every click of a track of %i beats a minute, and its tempo',
  (bpm) => {
    const { at, tempoBpm, pulse } = findOnsets(stereo(10, clicks(bpm)));
    const expected = Math.ceil((10 * bpm) / 60);
    expect(Math.abs(at.length - expected)).toBeLessThanOrEqual(1);
    for (const second of at) {
      const off = second % (60 / bpm);
      expect(Math.min(off, 60 / bpm - off)).toBeLessThan(0.03);
    }
    expect(Math.abs(tempoBpm / bpm - 1)).toBeLessThan(0.03);
    expect(pulse).toBeGreaterThan(0.7);
  },
);

it('finds no pulse in a held tone', () => {
  expect(findOnsets(stereo(6, sine(440))).perSecond).toBeLessThan(0.5);
});

it('measures crest and width as defined', () => {
  const mono = audioTraits(stereo(2, sine(500)));
  expect(mono.crestDb).toBeCloseTo(3.01, 1);
  expect(mono.width).toBeCloseTo(0, 6);
  expect(audioTraits(stereo(2, sine(500), (left) => -left)).width).toBeCloseTo(1, 6);
  expect(audioTraits(stereo(2, sine(500), () => 0)).width).toBeCloseTo(0.5, 6);
});

it('finds the key of a cadence', () => {
  const chords = [
    [57, 60, 64],
    [62, 65, 69],
    [64, 68, 71],
    [57, 60, 64],
  ];
  const { key } = audioTraits(
    stereo(8, (second) => {
      const chord = chords[Math.floor(second / 2)] ?? [];
      return chord.reduce(
        (sum, midi) => sum + 0.2 * Math.sin(2 * Math.PI * 440 * 2 ** ((midi - 69) / 12) * second),
        0,
      );
    }),
  );
  expect(key).toMatchObject({ tonic: 'A', mode: 'minor' });
  expect(key.clarity).toBeGreaterThan(0.7);
});

it('the loudness curve of a sine of −23 LUFS stays at −23', () => {
  const { shortTerm, momentary, integratedLufs, rangeLu } = loudnessCurve(
    stereo(10, sine(1000, 10 ** (-23 / 20))),
  );
  expect(integratedLufs).toBeCloseTo(-23, 1);
  expect(shortTerm).toHaveLength(100);
  for (const levels of [shortTerm, momentary])
    for (const level of levels.subarray(4)) expect(level).toBeCloseTo(-23, 1);
  expect(rangeLu).toBeCloseTo(0, 1);
});
