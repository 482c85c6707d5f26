import type { AudioReport } from '../values/index.ts';

/** The measurements of a master without findings. */
export const sampleAudioReport: AudioReport = {
  durationSeconds: 30,
  integratedLufs: -14,
  shortTermMaxLufs: -12,
  momentaryMaxLufs: -11,
  loudnessRangeLu: 6,
  truePeakDbtp: -1,
  silence: { headSeconds: 0, tailSeconds: 0.5, inside: [] },
  clippedRuns: 0,
  dcOffset: 0,
  phaseCorrelation: 0.7,
  stereoWidth: 0.15,
  stereo: {
    sideToMidDb: { low: -30, mid: -8, high: -7 },
    monoLossLu: 0.7,
    lowestCorrelation: 0.4,
  },
  centroidHz: 1200,
  bands: { sub: 0.2, low: 0.4, mid: 0.3, high: 0.08, air: 0.02 },
};
