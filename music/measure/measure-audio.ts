import type { AudioFigures } from '@fermata/contracts';
import type { Stereo } from '../render/stereo.ts';
import { integratedLufs, truePeakDbtp } from './loudness.ts';

const round3 = (x: number): number => Math.round(x * 1000) / 1000;

/** The figures of 24-bit audio, of which the caller has the hash. */
export function measureAudio(audio: Stereo, pcmSha256: string): AudioFigures {
  return {
    pcmSha256, durationSeconds: audio.left.length / audio.sampleRate, sampleRate: audio.sampleRate, channels: 2,
    integratedLufs: round3(integratedLufs(audio)), truePeakDbtp: round3(truePeakDbtp(audio)),
  };
}
