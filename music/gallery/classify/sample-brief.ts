import { Brief, MODES, MOODS, type Style, TONICS } from '@fermata/contracts/values';
import { Random } from '../../signal/random.ts';
import { STYLE_DEFINITIONS } from '../../styles/style-definitions.ts';

const SECONDS = 30;

/** A brief as somebody might send it: the seed decides mood, key, tempo and energy; the same seed, the same brief. Tempo stays between what the style calls slow and fast. */
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
    // Half of those who ask name a key; the style's own for the mood is taken otherwise.
    ...(random.chance(0.5)
      ? { key: { tonic: random.pick(TONICS), mode: random.pick(MODES) } }
      : {}),
  });
}
