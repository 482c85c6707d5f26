import { decodeMp3 } from '../decode/decode-mp3.ts';
import { applyGains, aroundTheSeam, limiterGains, peaksOf } from '../master/limit.ts';
import { truePeakDbtp } from '../measure/measure-loudness.ts';
import { gainOf } from '../signal/deterministic-math.ts';
import type { Stereo } from '../signal/stereo.ts';
import { encodeMp3 } from './encode-mp3.ts';
import type { PictureTags } from './front-cover.ts';

const MAX_ATTEMPTS = 12;
/** Attempts that limit only the places above the ceiling; later ones lower the whole. */
const LIMITING_ATTEMPTS = 8;
/** Coding raises other peaks each time, so each attempt limits this much deeper, in dB. */
const LIMIT_STEP_DB = 0.05;
/** An excess that costs less loudness when the whole is lowered, in dB. */
const SMALL_EXCESS_DB = 0.05;
const GAIN_MARGIN_DB = 0.02;

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
  let gainChanges = 0;
  for (let attempt = 1; ; attempt++) {
    const mp3 = await encodeMp3(input, tags, gainOf(gainDb));
    const decoded = await decodeMp3(mp3);
    const peak = truePeakDbtp(decoded);
    if (peak <= ceilingDbtp) return { mp3, truePeakDbtp: peak };
    const excessDb = peak - ceilingDbtp;
    if (attempt === MAX_ATTEMPTS)
      throw new Error(
        `the MP3 stays ${excessDb.toFixed(2)} dB above ${ceilingDbtp} dBTP after ${attempt} attempts`,
      );
    const limits = attempt <= 2 || (attempt <= LIMITING_ATTEMPTS && excessDb > SMALL_EXCESS_DB);
    if (limits) input = limitWhere(input, decoded, ceilingDbtp - attempt * LIMIT_STEP_DB);
    else gainDb -= excessDb + GAIN_MARGIN_DB * 2 ** gainChanges++;
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
