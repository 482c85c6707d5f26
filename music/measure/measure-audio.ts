import type { AudioFigures, AudioReport } from '@fermata/contracts/values';
import type { Stereo } from '../signal/stereo.ts';
import { type Loudness, measureLoudness } from './measure-loudness.ts';
import { measureSignal } from './measure-signal.ts';
import { measureSpectrum } from './measure-spectrum.ts';

const round3 = (x: number): number => Math.round(x * 1000) / 1000;
const round6 = (x: number): number => Math.round(x * 1e6) / 1e6;
/** Windows of 85 ms at 48 kHz separate 60 Hz from 80; every second one suffices for a mean. */
const WINDOW = 4096;

/**
 * The complete report on decoded audio, rounded to thousandths. `loudness`: if already measured.
 */
export function reportAudio(
  audio: Stereo,
  loudness: Loudness = measureLoudness(audio),
): AudioReport {
  const signal = measureSignal(audio);
  const { centroidHz, bands, sideToMidDb } = measureSpectrum(audio, WINDOW, 2 * WINDOW);
  return {
    durationSeconds: audio.left.length / audio.sampleRate,
    integratedLufs: round3(loudness.integratedLufs),
    shortTermMaxLufs: round3(loudness.shortTermMaxLufs),
    momentaryMaxLufs: round3(loudness.momentaryMaxLufs),
    loudnessRangeLu: round3(loudness.loudnessRangeLu),
    truePeakDbtp: round3(loudness.truePeakDbtp),
    silence: { ...signal.silence, tailSeconds: round3(signal.silence.tailSeconds) },
    clippedRuns: signal.clippedRuns,
    dcOffset: round6(signal.dcOffset),
    phaseCorrelation: round3(signal.phaseCorrelation),
    stereoWidth: round3(signal.stereoWidth),
    stereo: {
      sideToMidDb,
      monoLossLu: round3(loudness.monoLossLu),
      lowestCorrelation: round3(signal.lowestCorrelation),
    },
    centroidHz,
    bands,
  };
}

/** The report of 24-bit audio and its figures; the caller has the hash. */
export function measureAudio(
  audio: Stereo,
  pcmSha256: string,
  loudness?: Loudness,
): { figures: AudioFigures; report: AudioReport } {
  const report = reportAudio(audio, loudness);
  const { durationSeconds, integratedLufs, truePeakDbtp } = report;
  return {
    figures: {
      pcmSha256,
      durationSeconds,
      sampleRate: audio.sampleRate,
      channels: 2,
      integratedLufs,
      truePeakDbtp,
    },
    report,
  };
}
