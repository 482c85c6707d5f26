import { expect, test } from 'vitest';
import type { AudioReport } from '@fermata/contracts/values';
import { type AudioExpectations, judgeAudio } from './judge-audio.ts';

const stereo = (change: Partial<NonNullable<AudioReport['stereo']>>) => ({
  stereo: {
    sideToMidDb: { low: -30, mid: -8, high: -7 },
    monoLossLu: 0.7,
    lowestCorrelation: 0.4,
    ...change,
  },
});
const good: AudioReport = {
  durationSeconds: 90,
  integratedLufs: -14.05,
  shortTermMaxLufs: -12,
  momentaryMaxLufs: -11,
  loudnessRangeLu: 6,
  truePeakDbtp: -1.02,
  silence: { headSeconds: 0.02, tailSeconds: 0.4, inside: [{ second: 30, seconds: 1.5 }] },
  clippedRuns: 0,
  dcOffset: 0.0001,
  phaseCorrelation: 0.7,
  stereoWidth: 0.15,
  ...stereo({}),
  centroidHz: 1200,
  bands: { sub: 0.2, low: 0.4, mid: 0.3, high: 0.08, air: 0.02 },
};
const master: AudioExpectations = {
  kind: 'master',
  durationSeconds: 90,
  style: 'lo-fi',
  goal: { targetLufs: -14, ceilingDbtp: -1 },
  stemSumDeviationDbfs: -200,
};
const codes = (change: Partial<AudioReport>, against: Partial<AudioExpectations> = {}): string[] =>
  judgeAudio({ ...good, ...change }, { ...master, ...against }).map(
    ({ severity, code }) => `${severity} ${code}`,
  );

test('a good master has no findings', () => expect(codes({})).toEqual([]));

test.each<[string, Partial<AudioReport>, Partial<AudioExpectations>]>([
  ['hard silent', { integratedLufs: -120, momentaryMaxLufs: -120 }, {}],
  [
    'hard silence-inside',
    { silence: { ...good.silence, inside: [{ second: 30, seconds: 3.2 }] } },
    {},
  ],
  ['hard clipping', { clippedRuns: 1 }, {}],
  ['hard peak-over', { truePeakDbtp: -0.99 }, {}],
  ['hard loudness-off', { integratedLufs: -15.1 }, {}],
  ['soft loudness-off', { integratedLufs: -14.4 }, {}],
  ['hard dc-offset', { dcOffset: 0.011 }, {}],
  ['hard duration-off', { durationSeconds: 90.06 }, {}],
  ['hard out-of-phase', { phaseCorrelation: -0.6 }, {}],
  ['soft phase-weak', { phaseCorrelation: -0.1 }, {}],
  ['hard stems-do-not-sum', {}, { stemSumDeviationDbfs: -55 }],
  ['soft too-wide-low', stereo({ sideToMidDb: { low: -6, mid: -8, high: -7 } }), {}],
  ['soft too-wide-mid', stereo({ sideToMidDb: { low: -30, mid: 1, high: -7 } }), {}],
  ['soft too-narrow-high', stereo({ sideToMidDb: { low: -30, mid: -8, high: -40 } }), {}],
  ['soft mono-loss', stereo({ monoLossLu: 1.6 }), {}],
  ['soft phase-passage', stereo({ lowestCorrelation: -0.1 }), {}],
  ['soft range-odd', { loudnessRangeLu: 25 }, {}],
  ['soft dull', { centroidHz: 100 }, {}],
  ['soft bright', { centroidHz: 9000 }, {}],
  ['soft band-air', { bands: { ...good.bands, air: 0.5 } }, {}],
  ['soft silence-head', { silence: { ...good.silence, headSeconds: 1 } }, {}],
  ['soft silence-tail', { silence: { ...good.silence, tailSeconds: 4 } }, {}],
])('%s', (code, change, against) => expect(codes(change, against)).toEqual([code]));

test('a stem may pause, be quiet and lie anywhere in the spectrum, but not be broken', () => {
  const stem = { kind: 'stem', durationSeconds: 90, style: 'lo-fi' } as const;
  expect(
    judgeAudio(
      {
        ...good,
        integratedLufs: -40,
        centroidHz: 60,
        ...stereo({ sideToMidDb: { low: -3, mid: 0, high: 2 }, monoLossLu: 3 }),
        silence: { headSeconds: 20, tailSeconds: 20, inside: [{ second: 30, seconds: 20 }] },
      },
      stem,
    ),
  ).toEqual([]);
  expect(judgeAudio({ ...good, dcOffset: 0.02 }, stem).map(({ severity }) => severity)).toEqual([
    'hard',
  ]);
  expect(
    judgeAudio({ ...good, integratedLufs: -120, momentaryMaxLufs: -120 }, stem).map(
      ({ severity, code }) => `${severity} ${code}`,
    ),
  ).toEqual(['soft silent']);
});

test('short music has no expected loudness range', () =>
  expect(codes({ durationSeconds: 30, loudnessRangeLu: 25 }, { durationSeconds: 30 })).toEqual([]));
