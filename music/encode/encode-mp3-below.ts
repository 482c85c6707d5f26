import { decodeMp3 } from '../decode/decode-mp3.ts';
import { truePeakDbtp } from '../measure/measure-loudness.ts';
import { gainOf } from '../signal/deterministic-math.ts';
import type { Stereo } from '../signal/stereo.ts';
import { encodeMp3 } from './encode-mp3.ts';
import type { Tags } from './tags.ts';

/**
 * Extra attenuation in dB beyond the excess, larger on each retry: another gain rounds and
 * quantises differently, and a track must not fail because of it.
 */
const MARGINS_DB = [0.03, 0.1, 0.3, 1] as const;

/**
 * An MP3 whose decoded true peak does not exceed the ceiling. Lossy coding can raise single peaks;
 * if it does, the file is encoded again, softer by the excess.
 */
export async function encodeMp3Below(
  audio: Stereo,
  tags: Tags,
  ceilingDbtp: number,
): Promise<{ mp3: Uint8Array; truePeakDbtp: number }> {
  let gainDb = 0;
  for (let round = 0; ; round++) {
    const mp3 = await encodeMp3(audio, tags, gainOf(gainDb));
    const peak = truePeakDbtp(await decodeMp3(mp3));
    if (peak <= ceilingDbtp) return { mp3, truePeakDbtp: peak };
    const margin = MARGINS_DB[round];
    if (margin === undefined)
      throw new Error(
        `the MP3 stays ${(peak - ceilingDbtp).toFixed(2)} dB above ${ceilingDbtp} dBTP ` +
          `after ${MARGINS_DB.length} attempts`,
      );
    gainDb -= peak - ceilingDbtp + margin;
  }
}
