import type { Stereo } from '../../signal/stereo.ts';
import { powerSpectra } from './power-spectra.ts';

const HOP_SECONDS = 0.01;
/** Upper edges in Hz, about as far apart as the ear separates them; the last band is open. */
const EDGES = [70, 140, 250, 400, 600, 850, 1200, 1700, 2400, 3400, 4800, 6800, 9600, Infinity];

/** The power of a piece by band and time: `power[band][frame]`, a frame every ten milliseconds. */
export interface BandEnvelopes {
  readonly hopSeconds: number;
  readonly power: readonly Float64Array[];
  /** By band: geometric over arithmetic mean of its bins, 0 (tones) to 1 (noise), mean over time. */
  readonly flatness: readonly number[];
}

export function bandEnvelopes(audio: Stereo): BandEnvelopes {
  const size = audio.sampleRate >= 40_000 ? 2048 : 1024;
  const bin = audio.sampleRate / size;
  const bandOf = Array.from({ length: size / 2 + 1 }, (_, k) =>
    EDGES.findIndex((edge) => k * bin < edge),
  );
  const frames = Math.ceil(audio.left.length / (HOP_SECONDS * audio.sampleRate));
  const power = EDGES.map(() => new Float64Array(frames));
  const flat = EDGES.map(() => ({ sum: 0, frames: 0 }));
  const logs = new Float64Array(EDGES.length);
  const bins = new Float64Array(EDGES.length);
  let frame = 0;
  for (const spectrum of powerSpectra(audio, size, HOP_SECONDS * audio.sampleRate)) {
    logs.fill(0);
    bins.fill(0);
    for (let k = 1; k < spectrum.power.length; k++) {
      const band = bandOf[k] ?? 0;
      const here = spectrum.power[k] ?? 0;
      const envelope = power[band];
      if (envelope) envelope[frame] = (envelope[frame] ?? 0) + here;
      logs[band] = (logs[band] ?? 0) + Math.log(here + 1e-14);
      bins[band] = (bins[band] ?? 0) + 1;
    }
    flat.forEach((each, band) => {
      const total = power[band]?.[frame] ?? 0;
      const count = bins[band] ?? 0;
      if (total < 1e-9 || count === 0) return;
      each.sum += Math.exp((logs[band] ?? 0) / count) / (total / count);
      each.frames++;
    });
    frame++;
  }
  return {
    hopSeconds: HOP_SECONDS,
    power: power.map((envelope) => envelope.subarray(0, frame)),
    flatness: flat.map((each) => each.sum / Math.max(1, each.frames)),
  };
}
