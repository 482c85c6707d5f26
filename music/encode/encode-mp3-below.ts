import { decodeMp3 } from '../decode/decode-mp3.ts';
import { applyGains, aroundTheSeam, limiterGains, peaksOf } from '../master/limit.ts';
import { reachLoudness } from '../master/reach-loudness.ts';
import { integratedLufs, truePeakDbtp } from '../measure/measure-loudness.ts';
import { gainOf } from '../signal/deterministic-math.ts';
import type { Stereo } from '../signal/stereo.ts';
import { encodeMp3 } from './encode-mp3.ts';
import type { PictureTags } from './front-cover.ts';

/**
 * The change of each further attempt, by how many dB more than the excess. limit: the places that were
 * above the ceiling after decoding. master: the whole, to the same loudness below a lower peak, because
 * coding raises other peaks each time. gain: the whole, which costs loudness.
 */
const ATTEMPTS = [
  { change: 'limit', marginDb: 0.05 },
  { change: 'limit', marginDb: 0.1 },
  { change: 'master', marginDb: 0 },
  { change: 'master', marginDb: 0.1 },
  { change: 'master', marginDb: 0.25 },
  { change: 'master', marginDb: 0.5 },
  { change: 'gain', marginDb: 0.03 },
  { change: 'gain', marginDb: 0.1 },
  { change: 'gain', marginDb: 0.3 },
  { change: 'gain', marginDb: 1 },
] as const;

/**
 * An MP3 whose decoded true peak does not exceed the ceiling. Lossy coding can raise single peaks; if
 * it does, they are limited and the file is encoded again.
 */
export async function encodeMp3Below(
  audio: Stereo,
  tags: PictureTags,
  ceilingDbtp: number,
): Promise<{ mp3: Uint8Array; truePeakDbtp: number }> {
  let input = audio;
  let gainDb = 0;
  let largestDb = 0;
  for (let round = 0; ; round++) {
    const mp3 = await encodeMp3(input, tags, gainOf(gainDb));
    const decoded = await decodeMp3(mp3);
    const peak = truePeakDbtp(decoded);
    if (peak <= ceilingDbtp) return { mp3, truePeakDbtp: peak };
    const next = ATTEMPTS[round];
    if (!next)
      throw new Error(
        `the MP3 stays ${(peak - ceilingDbtp).toFixed(2)} dB above ${ceilingDbtp} dBTP ` +
          `after ${ATTEMPTS.length} attempts`,
      );
    const excessDb = peak - ceilingDbtp;
    largestDb = Math.max(largestDb, excessDb);
    if (next.change === 'limit') input = limitWhere(input, decoded, ceilingDbtp - next.marginDb);
    else if (next.change === 'gain') gainDb -= excessDb + next.marginDb;
    else
      input = reachLoudness(
        audio,
        {
          targetLufs: integratedLufs(audio),
          ceilingDbtp: ceilingDbtp - largestDb - next.marginDb,
        },
        { loop: true },
      ).audio;
  }
}

/**
 * Limits `audio` as much as `decoded` exceeds the ceiling, at the same places. Continues from the end
 * to the start, so that a loop has no step at its seam.
 */
function limitWhere(audio: Stereo, decoded: Stereo, ceilingDb: number): Stereo {
  const ceiling = gainOf(ceilingDb);
  const gains = aroundTheSeam(
    (peaks) => limiterGains(peaks, ceiling, audio.sampleRate),
    peaksOf(decoded, ceiling, false),
  );
  return applyGains(audio, gains, 1);
}
