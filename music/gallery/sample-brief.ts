import { Brief, MODES, MOODS, type Style, TONICS } from '@fermata/contracts/values';
import { Random } from '../signal/random.ts';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';

const SECONDS = 30;

/**
 * A realistic brief: the seed decides mood, key, tempo and energy. The tempo stays between the
 * style's slow and fast tempos.
 */
export function sampleBrief(style: Style, seed: number): Brief {
  const random = new Random(seed).fork(`brief/${style}`);
  const { slow, fast } = STYLE_DEFINITIONS[style].tempo;
  const tempoBpm = Math.round(random.between(slow, fast));
  return Brief.parse({
    text: `a ${style} piece`,
    style,
    seed,
    durationSeconds: SECONDS,
    mood: random.pick(MOODS),
    energy: Math.round(random.between(20, 95)) / 100,
    tempoBpm,
    // Half of the briefs name a key; the others use the style's key for the mood.
    ...(random.chance(0.5)
      ? { key: { tonic: random.pick(TONICS), mode: random.pick(MODES) } }
      : {}),
  });
}
