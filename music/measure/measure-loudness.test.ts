import { expect, test } from 'vitest';
import { Random } from '../signal/random.ts';
import { measureLoudness } from './measure-loudness.ts';

// Synthetic test signals of EBU Tech 3341 and 3342, generated from the documents. Not included:
// 3341 cases 7 and 8 and 3342 cases 5 and 6 (recorded programmes under the EBU's licence), and 3341
// case 6 (five channels; this meter is stereo).

const RATE = 48_000;
type Segment = readonly [seconds: number, dbfs: number];
const SILENCE = -Infinity;
const level = (dbfs: number): number => (dbfs === SILENCE ? 0 : 10 ** (dbfs / 20));

/** A 1 kHz sine on both channels, in phase, one level after another. */
function sine(segments: readonly Segment[], rate = RATE, hz = 1000) {
  const lengths = segments.map(([seconds]) => Math.round(seconds * rate));
  const left = new Float32Array(lengths.reduce((sum, length) => sum + length, 0));
  let i = 0;
  segments.forEach(([, dbfs], s) => {
    for (const end = i + (lengths[s] ?? 0); i < end; i++)
      left[i] = level(dbfs) * Math.sin((2 * Math.PI * hz * i) / rate);
  });
  return { sampleRate: rate, left, right: left.slice() };
}
const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const within = (tolerance: number, value: number, target: number): void => {
  expect(value).toBeGreaterThanOrEqual(target - tolerance);
  expect(value).toBeLessThanOrEqual(target + tolerance);
};

test.each<[number, number, Segment[]]>([
  [1, -23, [[20, -23]]],
  [2, -33, [[20, -33]]],
  [
    3,
    -23,
    [
      [10, -36],
      [60, -23],
      [10, -36],
    ],
  ],
  [
    4,
    -23,
    [
      [10, -72],
      [10, -36],
      [60, -23],
      [10, -36],
      [10, -72],
    ],
  ],
  [
    5,
    -23,
    [
      [20, -26],
      [20.1, -20],
      [20, -26],
    ],
  ],
])('Tech 3341 case %i: integrated loudness is %d LUFS', (_, target, segments) =>
  within(0.1, measureLoudness(sine(segments)).integratedLufs, target),
);

test.each([1, 2])(
  'Tech 3341 case %i: momentary and short-term loudness of a steady tone are its integrated loudness',
  (number) => {
    const target = number === 1 ? -23 : -33;
    const { momentaryMaxLufs, shortTermMaxLufs } = measureLoudness(sine([[20, target]]));
    within(0.1, momentaryMaxLufs, target);
    within(0.1, shortTermMaxLufs, target);
  },
);

test('Tech 3341 case 9: short-term loudness of tones repeating every 3 s', () =>
  within(
    0.1,
    measureLoudness(
      sine(
        times(5, (): Segment[] => [
          [1.34, -20],
          [1.66, -30],
        ]).flat(),
      ),
    ).shortTermMaxLufs,
    -23,
  ));

test.each(times(20, (i) => i))(
  'Tech 3341 case 10.%i: maximum short-term loudness of 3 s of tone, for any start',
  (i) =>
    within(
      0.1,
      measureLoudness(
        sine([
          [i * 0.15, SILENCE],
          [3, -23],
          [1, SILENCE],
        ]),
      ).shortTermMaxLufs,
      -23,
    ),
);

test(
  'Tech 3341 case 11: maximum short-term loudness of tones rising from −38 to −19 LUFS',
  { timeout: 30_000 },
  () => {
    const steps = times(20, (i): Segment[] => [
      [i * 0.15, SILENCE],
      [3, -38 + i],
      [3 - i * 0.15, SILENCE],
    ]);
    // Each step with the one before it: earlier ones are quieter.
    steps.forEach((_, i) =>
      within(
        0.1,
        measureLoudness(sine(steps.slice(Math.max(0, i - 1), i + 1).flat())).shortTermMaxLufs,
        -38 + i,
      ),
    );
  },
);

test('Tech 3341 case 12: momentary loudness of tones repeating every 0.4 s', () =>
  within(
    0.1,
    measureLoudness(
      sine(
        times(25, (): Segment[] => [
          [0.18, -20],
          [0.22, -30],
        ]).flat(),
      ),
    ).momentaryMaxLufs,
    -23,
  ));

test.each(times(20, (i) => i))(
  'Tech 3341 case 13.%i: maximum momentary loudness of 0.4 s of tone, for any start',
  (i) =>
    within(
      0.1,
      measureLoudness(
        sine([
          [i * 0.02, SILENCE],
          [0.4, -23],
          [1, SILENCE],
        ]),
      ).momentaryMaxLufs,
      -23,
    ),
);

test('Tech 3341 case 14: maximum momentary loudness of tones rising from −38 to −19 LUFS', () => {
  const steps = times(20, (i): Segment[] => [
    [i * 0.02, SILENCE],
    [0.4, -38 + i],
    [0.4 - i * 0.02, SILENCE],
  ]);
  steps.forEach((_, i) =>
    within(
      0.1,
      measureLoudness(sine(steps.slice(Math.max(0, i - 1), i + 1).flat())).momentaryMaxLufs,
      -38 + i,
    ),
  );
});

/** Tolerance of every true-peak case: +0.2 and −0.4 dB. */
const truePeakIs = (
  audio: { sampleRate: number; left: Float32Array; right: Float32Array },
  target: number,
): void => {
  const { truePeakDbtp } = measureLoudness(audio);
  expect(truePeakDbtp).toBeGreaterThanOrEqual(target - 0.4);
  expect(truePeakDbtp).toBeLessThanOrEqual(target + 0.2);
};
const both = (left: Float32Array) => ({ sampleRate: RATE, left, right: left.slice() });
/**
 * Half a second faded in and out like the EBU signals, because switching would itself cause a peak.
 */
const tone = (part: number, degrees: number, size: number) =>
  both(
    Float32Array.from(
      { length: RATE / 2 },
      (_, i) =>
        size *
        Math.min(1, i / 2400, (RATE / 2 - 1 - i) / 2400) *
        Math.sin((2 * Math.PI * i) / part + (degrees * Math.PI) / 180),
    ),
  );

test.each<[number, number, number, number, number]>([
  [15, 4, 0, 0.5, -6],
  [16, 4, 45, 0.5, -6],
  [17, 6, 60, 0.5, -6],
  [18, 8, 67.5, 0.5, -6],
  [19, 4, 45, 1.41, 3],
])(
  'Tech 3341 case %i: a sine at a %i-th of the rate, %d degrees',
  (_, part, degrees, size, target) => truePeakIs(tone(part, degrees, size), target),
);

test.each(
  [0, 1, 2, 3].flatMap((offset) => [4, 6].map((part) => [20 + offset, part, offset] as const)),
)(
  'Tech 3341 case %i: one full-scale period in a sine at a %i-th of the rate, decimated from 4x from sample %i',
  (_, part, offset) => {
    const fine = 4 * RATE;
    const period = 4 * part;
    const from = Math.round(fine / 8 / period) * period;
    const made = Float64Array.from(
      { length: fine / 4 },
      (__, i) =>
        (i >= from && i < from + period ? 1 : 0.5) *
        Math.min(1, i / 9600, (fine / 4 - 1 - i) / 9600) *
        Math.sin((2 * Math.PI * i) / period),
    );
    // Anti-aliasing filter before the decimation: a 255-tap sinc with its cutoff at 0.9 of half
    // the rate.
    const cut = 0.9 / 8;
    const taps = Float64Array.from({ length: 255 }, (__, t) => {
      const x = t - 127;
      return (
        (x === 0 ? 2 * cut : Math.sin(2 * Math.PI * cut * x) / (Math.PI * x)) *
        (0.5 + 0.5 * Math.cos((Math.PI * x) / 128))
      );
    });
    const left = Float32Array.from({ length: RATE / 4 }, (__, i) =>
      taps.reduce((sum, tap, t) => sum + tap * (made[4 * i + offset + t - 127] ?? 0), 0),
    );
    truePeakIs(both(left), 0);
  },
);

test.each<[number, number, Segment[]]>([
  [
    1,
    10,
    [
      [20, -20],
      [20, -30],
    ],
  ],
  [
    2,
    5,
    [
      [20, -20],
      [20, -15],
    ],
  ],
  [
    3,
    20,
    [
      [20, -40],
      [20, -20],
    ],
  ],
  [
    4,
    15,
    [
      [20, -50],
      [20, -35],
      [20, -20],
      [20, -35],
      [20, -50],
    ],
  ],
])('Tech 3342 case %i: the loudness range is %i LU', (_, target, segments) =>
  within(1, measureLoudness(sine(segments)).loudnessRangeLu, target),
);

test.each([24_000, 32_000, 44_100, 96_000])(
  'the weighting is the same at %i samples a second',
  (rate) => {
    within(0.1, measureLoudness(sine([[10, -23]], rate)).integratedLufs, -23);
    // 100 Hz and 8 kHz, compared with 48 kHz.
    for (const hz of [100, 8000])
      within(
        0.1,
        measureLoudness(sine([[5, -23]], rate, hz)).integratedLufs,
        measureLoudness(sine([[5, -23]], RATE, hz)).integratedLufs,
      );
  },
);

test('silence, and less than one window, measure as finite numbers', () => {
  const nothing = both(new Float32Array(RATE));
  expect(measureLoudness(nothing)).toEqual({
    integratedLufs: -120,
    momentaryMaxLufs: -120,
    shortTermMaxLufs: -120,
    loudnessRangeLu: 0,
    truePeakDbtp: -120,
    monoLossLu: 0,
  });
  const blink = measureLoudness(sine([[0.1, -23]]));
  expect(blink.integratedLufs).toBe(-120);
  within(1, blink.momentaryMaxLufs, -23);
});

test.each([
  ['equal channels lose nothing', 1, 0],
  ['one channel alone loses 3 LU', 0, 3.01],
  ['a side 10 dB below the mid loses 0.41 LU', 0.5195, 0.41],
] as const)('in mono, %s', (_, rightGain, loss) => {
  const { left, sampleRate } = sine([[5, -23]]);
  const right = left.map((x) => x * rightGain);
  const { monoLossLu } = measureLoudness({ sampleRate, left, right });
  within(0.01, monoLossLu, loss);
});

test('on music-like noise it agrees with an independent meter', async () => {
  // The package works only as a bundler or Node module, so it is not part of the engine.
  const { ebur128_integrated_stereo, ebur128_true_peak_stereo } =
    await import('ebur128-wasm/ebur128_wasm.js');
  const random = new Random(5);
  let [a, b] = [0, 0];
  const left = new Float32Array(30 * RATE);
  const right = left.map((_, i) => {
    a = 0.9 * a + 0.1 * random.between(-1, 1);
    b = 0.95 * b + 0.05 * random.between(-1, 1);
    const swell = 0.5 + 0.5 * Math.sin(i / 30_000);
    left[i] = 2 * swell * (a + 0.1 * Math.sin(i / 20));
    return 2 * swell * (b + 0.1 * Math.sin(i / 21));
  });
  const { integratedLufs, truePeakDbtp } = measureLoudness({ sampleRate: RATE, left, right });
  within(0.01, integratedLufs, ebur128_integrated_stereo(RATE, left, right));
  within(0.1, truePeakDbtp, ebur128_true_peak_stereo(RATE, left, right));
});
