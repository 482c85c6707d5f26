import type { MaterialBytes, PartName } from '@fermata/contracts/values';
import type { SoundFont } from '../render/render-sound-font.ts';
import { renderStem, type StemColour, type StemScore } from '../render/render-stem.ts';
import { PREVIEW_RATE } from './preview-rate.ts';

/** One part of an excerpt as samples: interleaved stereo. */
export function renderPreviewStem(
  excerpt: StemScore,
  colour: StemColour,
  part: PartName,
  font?: SoundFont,
  materials?: MaterialBytes,
): { samples: Float32Array; sampleRate: number } {
  // An excerpt of a loop is not a loop.
  const { left, right } = renderStem(
    excerpt,
    { ...colour, ending: undefined },
    part,
    PREVIEW_RATE,
    () => undefined,
    font,
    materials,
  );
  const samples = new Float32Array(left.length * 2);
  for (let i = 0; i < left.length; i++) {
    samples[2 * i] = left[i] ?? 0;
    samples[2 * i + 1] = right[i] ?? 0;
  }
  return { samples, sampleRate: PREVIEW_RATE };
}
