import { expect, test } from 'vitest';
import { reportAudio } from './measure-audio.ts';

const RATE = 48_000;
const SECONDS = 10;
const make = (left: (second: number, i: number) => number, right = left) => ({
  sampleRate: RATE,
  left: Float32Array.from({ length: SECONDS * RATE }, (_, i) => left(i / RATE, i)),
  right: Float32Array.from({ length: SECONDS * RATE }, (_, i) => right(i / RATE, i)),
});
const sine =
  (hz: number, size = 0.3) =>
  (second: number): number =>
    size * Math.sin(2 * Math.PI * hz * second);

test('silence is reported at the head, at the tail and inside', () => {
  const gate = (second: number): number =>
    second > 0.5 && second < 8 && !(second > 2 && second < 5.5) ? sine(500)(second) : 0;
  const { silence } = reportAudio(make(gate));
  expect(silence.headSeconds).toBeCloseTo(0.5, 1);
  expect(silence.tailSeconds).toBeCloseTo(2, 1);
  expect(silence.inside).toHaveLength(1);
  expect(silence.inside[0]?.second).toBeCloseTo(2, 1);
  expect(silence.inside[0]?.seconds).toBeCloseTo(3.5, 1);
  expect(reportAudio(make(() => 0)).silence).toEqual({
    headSeconds: SECONDS,
    tailSeconds: SECONDS,
    inside: [],
  });
});

test('three consecutive samples at full scale are one clipped run, two are none', () => {
  const full = 8_388_607 / 8_388_608;
  expect(
    reportAudio(
      make(
        (_, i) => (i >= 1000 && i < 1003 ? 1 : 0),
        () => 0,
      ),
    ).clippedRuns,
  ).toBe(1);
  expect(
    reportAudio(
      make(
        (_, i) => (i % 1000 < 5 && i < 10_000 ? full : 0),
        () => 0,
      ),
    ).clippedRuns,
  ).toBe(10);
  expect(reportAudio(make((_, i) => (i % 1000 < 2 ? 1 : 0))).clippedRuns).toBe(0);
});

test('DC offset, phase and width', () => {
  expect(reportAudio(make((s) => sine(500)(s) + 0.02)).dcOffset).toBeCloseTo(0.02, 4);
  const mono = reportAudio(make(sine(500)));
  expect(mono).toMatchObject({ phaseCorrelation: 1, stereoWidth: 0 });
  expect(reportAudio(make(sine(500), (s) => -sine(500)(s)))).toMatchObject({
    phaseCorrelation: -1,
    stereoWidth: 1,
  });
  const apart = reportAudio(make(sine(500), sine(700)));
  expect(apart.phaseCorrelation).toBeCloseTo(0, 2);
  expect(apart.stereoWidth).toBeCloseTo(0.5, 2);
  expect(reportAudio(make(sine(500), () => 0)).phaseCorrelation).toBe(0);
});

test('the sides are measured by band', () => {
  const sides = (hz: number, share: number) => {
    const [mid, side] = [sine(hz), sine(hz * 1.03, 0.3 * share)];
    return reportAudio(
      make(
        (s) => mid(s) + side(s),
        (s) => mid(s) - side(s),
      ),
    ).stereo?.sideToMidDb;
  };
  expect(sides(70, 0.1)).toMatchObject({ low: expect.closeTo(-20, 0) });
  expect(sides(600, 0.5)).toMatchObject({ mid: expect.closeTo(-6, 0) });
  expect(sides(5000, 1)).toMatchObject({ high: expect.closeTo(0, 0) });
  expect(reportAudio(make(sine(500))).stereo?.sideToMidDb).toEqual({
    low: -60,
    mid: -60,
    high: -60,
  });
});

test('the lowest correlation is that of the worst three seconds that are loud', () => {
  const turned = (from: number, size: number) => (s: number) =>
    sine(500)(s) * (s >= from && s < from + 4 ? -1 : 1) * (s >= from ? size : 1);
  const original = (from: number, size: number) => (s: number) =>
    sine(500)(s) * (s >= from ? size : 1);
  const lowest = (from: number, size: number) =>
    reportAudio(make(original(from, size), turned(from, size))).stereo?.lowestCorrelation;
  expect(lowest(3, 1)).toBeCloseTo(-1, 2);
  expect(lowest(3, 0.01)).toBeGreaterThan(0.9);
});

test.each([
  ['sub', 40],
  ['low', 120],
  ['mid', 800],
  ['high', 4000],
  ['air', 9000],
] as const)('a tone in the band "%s" is measured there', (band, hz) => {
  const { bands, centroidHz } = reportAudio(make(sine(hz)));
  expect(bands[band]).toBeGreaterThan(0.97);
  expect(Object.values(bands).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
  expect(Math.abs(centroidHz - hz)).toBeLessThan(30 + hz * 0.02);
});
