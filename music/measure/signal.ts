import type { AudioReport } from '@fermata/contracts';
import type { Stereo } from '../render/stereo.ts';

/** Nothing above −60 dBFS in a stretch of 10 ms is silence. */
const SILENT_PEAK = 0.001;
const STRETCHES_PER_SECOND = 100;
/** A pause inside of at least this many seconds is told. */
const WORTH_TELLING_SECONDS = 1;
const MOST_TOLD = 20;
/** The last step of 24 bits is full scale. */
const FULL = 8_388_607 / 8_388_608;
const RUN = 3;

export type SignalFigures = Pick<AudioReport, 'silence' | 'clippedRuns' | 'dcOffset' | 'phaseCorrelation' | 'stereoWidth'>;

/** What can be seen on the samples themselves: silence, clipping, direct current, and how the two channels stand to each other. */
export function measureSignal({ left, right, sampleRate }: Stereo): SignalFigures {
  const frames = left.length;
  const stretch = Math.round(sampleRate / STRETCHES_PER_SECOND);
  const loud: boolean[] = [];
  let [sumLeft, sumRight, powerLeft, powerRight, product] = [0, 0, 0, 0, 0];
  let clippedRuns = 0;
  let runLeft = 0;
  let runRight = 0;
  for (let from = 0; from < frames; from += stretch) {
    let peak = 0;
    for (let i = from; i < Math.min(frames, from + stretch); i++) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      sumLeft += l;
      sumRight += r;
      powerLeft += l * l;
      powerRight += r * r;
      product += l * r;
      const sizeLeft = Math.abs(l);
      const sizeRight = Math.abs(r);
      if (sizeLeft > peak) peak = sizeLeft;
      if (sizeRight > peak) peak = sizeRight;
      runLeft = sizeLeft >= FULL ? runLeft + 1 : 0;
      runRight = sizeRight >= FULL ? runRight + 1 : 0;
      if (runLeft === RUN) clippedRuns++;
      if (runRight === RUN) clippedRuns++;
    }
    loud.push(peak > SILENT_PEAK);
  }
  const power = powerLeft + powerRight;
  const both = Math.sqrt(powerLeft * powerRight);
  return {
    silence: silenceOf(loud, frames / sampleRate),
    clippedRuns,
    dcOffset: frames > 0 ? Math.max(Math.abs(sumLeft), Math.abs(sumRight)) / frames : 0,
    // Two silent channels are alike; a silent one beside one that sounds has nothing in common with it.
    phaseCorrelation: power === 0 ? 1 : both > 0 ? Math.max(-1, Math.min(1, product / both)) : 0,
    stereoWidth: power === 0 ? 0 : Math.max(0, Math.min(1, (power - 2 * product) / (2 * power))),
  };
}

/** Silence before the first sound, after the last, and the longest pauses between, by stretches of 10 ms. */
function silenceOf(loud: readonly boolean[], durationSeconds: number): AudioReport['silence'] {
  const first = loud.indexOf(true);
  if (first < 0) return { headSeconds: durationSeconds, tailSeconds: durationSeconds, inside: [] };
  const last = loud.lastIndexOf(true);
  const pauses: { second: number; seconds: number }[] = [];
  for (let i = first, since = first; i <= last; i++) {
    if (!loud[i]) continue;
    const seconds = (i - since - 1) / STRETCHES_PER_SECOND;
    if (seconds >= WORTH_TELLING_SECONDS) pauses.push({ second: (since + 1) / STRETCHES_PER_SECOND, seconds });
    since = i;
  }
  const inside = pauses.sort((a, b) => b.seconds - a.seconds).slice(0, MOST_TOLD).sort((a, b) => a.second - b.second);
  return { headSeconds: first / STRETCHES_PER_SECOND, tailSeconds: Math.max(0, durationSeconds - (last + 1) / STRETCHES_PER_SECOND), inside };
}
