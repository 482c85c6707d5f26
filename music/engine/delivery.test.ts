import { beforeAll, describe, expect, test } from 'vitest';
import type { Recipe } from '@fermata/contracts/values';
import { decodeFlac } from '../decode/decode-flac.ts';
import { decodeMp3 } from '../decode/decode-mp3.ts';
import { decodeWav } from '../decode/decode-wav.ts';
import { measureLoudness } from '../measure/measure-loudness.ts';
import type { Stereo } from '../signal/stereo.ts';
import { recipeFor } from '../testing/built-engine.ts';
import { openBuiltEngine, TAGS } from '../testing/open-built-engine.ts';
import { deliveryOptionsOf } from './delivery-of.ts';

const RATE = 48_000;
const { build, engine } = await openBuiltEngine();

/** The delivered files of a recipe, decoded, and the measurements of its master. */
async function deliver(recipe: Recipe) {
  const { score } = await engine.compose(recipe);
  const mix = await engine.mix(await engine.stems(recipe, score));
  const master = await engine.master(recipe, mix.flac);
  const files = await engine.deliver(master.flac, TAGS, deliveryOptionsOf(recipe));
  const { left, right, sampleRate } = decodeWav(files.wav ?? new Uint8Array());
  return {
    figures: master.figures,
    decoded: {
      flac: decodeFlac(files.flac),
      mp3: await decodeMp3(files.mp3),
      wav: { left, right, sampleRate },
    },
  };
}

describe.each([
  { durationSeconds: 5.013, tempoBpm: 40 },
  { durationSeconds: 7.777, tempoBpm: 200 },
  { durationSeconds: 7.3, tempoBpm: 40, ending: 'loop' as const },
  { durationSeconds: 10, tempoBpm: 96, ending: 'loop' as const },
])('a track of $durationSeconds s at $tempoBpm beats a minute', (brief) => {
  let made: Awaited<ReturnType<typeof deliver>>;
  beforeAll(async () => {
    made = await deliver(recipeFor(build, { text: 'warm lo-fi bed', ...brief }));
  });

  test('is as long as requested, to the sample, in every file', () => {
    for (const [file, { left, right, sampleRate }] of Object.entries(made.decoded)) {
      expect(sampleRate, file).toBe(RATE);
      expect(left.length, file).toBe(Math.round(brief.durationSeconds * RATE));
      expect(right.length, file).toBe(left.length);
    }
  });

  // Other endings have no seam.
  if (brief.ending === 'loop')
    test('repeats without a step at its seam, as MP3, too', () => {
      for (const [file, audio] of Object.entries(made.decoded)) {
        const { inside, seam } = bends(audio);
        expect(seam, file).toBeLessThan(inside / 3);
      }
    });
});

describe.each(['house', 'drum-and-bass', 'synthwave', 'cinematic'] as const)(
  'a %s master at −8 LUFS',
  (style) => {
    test('is as loud as MP3, to 0.3 LU', async () => {
      const recipe = recipeFor(build, { text: style, style, durationSeconds: 8, energy: 0.9 });
      const { figures, decoded } = await deliver({
        ...recipe,
        master: { targetLufs: -8, ceilingDbtp: -1 },
      });
      const { integratedLufs, truePeakDbtp } = measureLoudness(decoded.mp3);
      expect(Math.abs(integratedLufs - figures.integratedLufs)).toBeLessThan(0.3);
      expect(truePeakDbtp).toBeLessThanOrEqual(-1);
    });
  },
);

/** The largest second difference of both channels: over the seam of a loop, and elsewhere. */
function bends({ left, right }: Stereo): { inside: number; seam: number } {
  const frames = left.length;
  let [inside, seam] = [0, 0];
  for (const channel of [left, right])
    for (let i = 0; i < frames; i++) {
      const at = (n: number): number => channel[(n + frames) % frames] ?? 0;
      const bend = Math.abs(at(i + 1) - 2 * at(i) + at(i - 1));
      if (i < 2 || i >= frames - 2) seam = Math.max(seam, bend);
      else inside = Math.max(inside, bend);
    }
  return { inside, seam };
}
