import type {
  Composition,
  MaterialBytes,
  PartName,
  Score,
  SketchFigures,
} from '@fermata/contracts/values';
import { measureSketch } from '../measure/measure-sketch.ts';
import type { SoundFont } from '../render/render-sound-font.ts';
import { renderStem } from '../render/render-stem.ts';
import { gainOf } from '../signal/deterministic-math.ts';
import { type OnProgress, silentStereo, type Stereo } from '../signal/stereo.ts';
import { excerptOf } from './excerpt-of.ts';

const SKETCH_RATE = 24_000;
const LISTENING_LUFS = -18;

/**
 * Eight seconds from where all parts play, at half the sample rate: enough to judge a candidate, at
 * a tenth of the cost.
 */
export function renderSketch(
  score: Score,
  composition: Composition,
  onProgress: OnProgress,
  fonts: Readonly<Partial<Record<PartName, SoundFont>>> = {},
  materials?: MaterialBytes,
): { audio: Stereo; figures: SketchFigures } {
  const excerpt = excerptOf(score);
  const mix = silentStereo(Math.round(excerpt.durationSeconds * SKETCH_RATE), SKETCH_RATE);
  excerpt.parts.forEach((part, p) => {
    const stem = renderStem(
      excerpt,
      { ...composition, ending: undefined },
      part.name,
      SKETCH_RATE,
      (fraction) => onProgress((p + fraction) / excerpt.parts.length),
      fonts[part.name],
      materials,
    );
    for (let i = 0; i < mix.left.length; i++) {
      mix.left[i] = (mix.left[i] ?? 0) + (stem.left[i] ?? 0);
      mix.right[i] = (mix.right[i] ?? 0) + (stem.right[i] ?? 0);
    }
  });
  const figures = measureSketch(mix);
  const gain = Math.min(
    gainOf(LISTENING_LUFS - figures.integratedLufs),
    gainOf(-1 - figures.truePeakDbtp),
  );
  for (const channel of [mix.left, mix.right])
    for (let i = 0; i < channel.length; i++) channel[i] = (channel[i] ?? 0) * gain;
  return { audio: mix, figures };
}
