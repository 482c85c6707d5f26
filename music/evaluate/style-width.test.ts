import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { STYLES } from '@fermata/contracts/values';
import { theoryComposer } from '../compose/theory-composer.ts';
import { reportAudio } from '../measure/measure-audio.ts';
import { excerptOf } from '../preview/excerpt-of.ts';
import { renderStem } from '../render/render-stem.ts';
import { silentStereo } from '../signal/stereo.ts';
import { recipeFor } from '../testing/built-engine.ts';
import { compiledDsp } from '../testing/compiled-dsp.ts';
import { judgeAudio } from './judge-audio.ts';

vi.setConfig({ testTimeout: 60_000 });
beforeAll(async () => void vi.stubGlobal('FERMATA_DSP', await compiledDsp()), 180_000);
afterAll(() => vi.unstubAllGlobals());

const RATE = 24_000;
const BUILD = { version: '1.0.0', sha256: 'e'.repeat(64) };
const WIDTH_CODE = /^too-|^mono-loss|^phase|^out-of-phase/u;
/**
 * The most that the sides of a stem have against the middle below 120 Hz, in dB. Pads and chords reach
 * down only to the top of that band.
 */
const MAX_LOW_SIDES = { bass: -15, drums: -20, other: -6 } as const;
/** A stem with at least this share of its power below 250 Hz has bass. */
const BASS_SHARE = 0.4;

describe.each(STYLES)('%s', (style) => {
  test.each([1, 2, 3])(
    'is as wide as its records, with its bass in mono, and safe in mono (seed %i)',
    (seed) => {
      const { composition, seed: own } = recipeFor(
        BUILD,
        { text: style, style, durationSeconds: 30 },
        seed,
      );
      const score = excerptOf(theoryComposer.compose(composition, own));
      const mix = silentStereo(Math.round(score.durationSeconds * RATE), RATE);
      for (const { name } of score.parts) {
        const stem = renderStem(
          score,
          { ...composition, ending: undefined },
          name,
          RATE,
          () => undefined,
        );
        const { bands, stereo } = reportAudio(stem);
        if (bands.sub + bands.low > BASS_SHARE)
          expect(stereo?.sideToMidDb.low, name).toBeLessThan(
            name === 'bass' || name === 'drums' ? MAX_LOW_SIDES[name] : MAX_LOW_SIDES.other,
          );
        for (let i = 0; i < mix.left.length; i++) {
          mix.left[i] = (mix.left[i] ?? 0) + (stem.left[i] ?? 0);
          mix.right[i] = (mix.right[i] ?? 0) + (stem.right[i] ?? 0);
        }
      }
      const { durationSeconds } = score;
      const findings = judgeAudio(reportAudio(mix), { kind: 'mix', durationSeconds, style });
      expect(findings.filter(({ code }) => WIDTH_CODE.test(code))).toEqual([]);
    },
  );
});
