import { expect, test } from 'vitest';
import { judgeSketch } from './judge-sketch.ts';

const figures = {
  durationSeconds: 8,
  sampleRate: 24_000,
  integratedLufs: -20,
  truePeakDbtp: -3,
  centroidHz: 1500,
  lowShare: 0.5,
  highShare: 0.1,
  crestDb: 12,
  silentShare: 0.05,
  clipped: 0,
};

test.each([
  [{}, []],
  [{ silentShare: 0.8 }, []],
  [{ durationSeconds: 0.4 }, ['too-short']],
  [{ integratedLufs: -70, silentShare: 1 }, ['silent']],
  [{ silentShare: 0.95 }, ['silence-inside']],
])('a sketch with %o has the findings %o', (other, codes) => {
  const findings = judgeSketch({ ...figures, ...other });
  expect(findings.map(({ code }) => code)).toEqual(codes);
  expect(findings.every(({ severity, text }) => severity === 'hard' && /[.]$/.test(text))).toBe(
    true,
  );
});
