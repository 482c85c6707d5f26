import type { SketchFigures } from '@fermata/contracts/values';
import { decibels } from '../signal/deterministic-math.ts';
import type { Stereo } from '../signal/stereo.ts';
import { integratedLufs, truePeakDbtp } from './measure-loudness.ts';
import { measureSpectrum } from './measure-spectrum.ts';

const round3 = (x: number): number => Math.round(x * 1000) / 1000;

export function measureSketch(audio: Stereo): SketchFigures {
  const { left, right, sampleRate } = audio;
  const frames = left.length;
  const span = Math.round(sampleRate / 10);
  let peak = 0;
  let energy = 0;
  let clipped = 0;
  let spans = 0;
  let silent = 0;
  for (let from = 0; from < frames; from += span) {
    let here = 0;
    const to = Math.min(frames, from + span);
    for (let i = from; i < to; i++) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      here += l * l + r * r;
      const size = Math.max(Math.abs(l), Math.abs(r));
      if (size > peak) peak = size;
      if (size >= 1) clipped++;
    }
    energy += here;
    spans++;
    if (here / (2 * (to - from)) < 1e-6) silent++;
  }
  const { centroidHz, lowShare, highShare } = measureSpectrum(audio);
  const rms = Math.sqrt(energy / (2 * frames));
  return {
    durationSeconds: frames / sampleRate,
    sampleRate,
    integratedLufs: round3(integratedLufs(audio)),
    truePeakDbtp: round3(truePeakDbtp(audio)),
    centroidHz,
    lowShare,
    highShare,
    crestDb: round3(decibels(peak) - decibels(rms)),
    silentShare: round3(silent / spans),
    clipped,
  };
}
