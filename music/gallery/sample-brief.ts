import { Brief, MODES, MOODS, type Style, TONICS } from '@fermata/contracts/values';
import { Random } from '../signal/random.ts';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';
import { inSubstyle, substyleFor } from '../styles/substyle.ts';

const SECONDS = 30;
const ENERGY = [0.2, 0.95] as const;

/**
 * A realistic brief: the seed decides mood, key, tempo and energy. Successive seeds go through the
 * substyles, with an energy of each. The tempo stays between the slow and the fast one.
 */
export function sampleBrief(style: Style, seed: number): Brief {
  const random = new Random(seed).fork(`brief/${style}`);
  const definition = STYLE_DEFINITIONS[style];
  const { substyles = [] } = definition;
  const pace = random.unit();
  const mood = random.pick(MOODS);
  const [from, to] = substyles[seed % Math.max(1, substyles.length)]?.energy ?? ENERGY;
  const energy =
    Math.round(
      random.between(100 * Math.max(from, ENERGY[0]) + 1, 100 * Math.min(to, ENERGY[1]) - 1),
    ) / 100;
  const { slow, fast } = inSubstyle(definition, substyleFor(definition, { energy })).tempo;
  return Brief.parse({
    text: `a ${style} piece`,
    style,
    seed,
    durationSeconds: SECONDS,
    mood,
    energy,
    tempoBpm: Math.round(slow + (fast - slow) * pace),
    // Half of the briefs name a key; the others use the style's key for the mood.
    ...(random.chance(0.5)
      ? { key: { tonic: random.pick(TONICS), mode: random.pick(MODES) } }
      : {}),
  });
}
