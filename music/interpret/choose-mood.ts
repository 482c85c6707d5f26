import { type Brief, type Mood, MOODS, type Origin } from '@fermata/contracts/values';
import { MOOD_COLOURS } from '../styles/mood-colour.ts';
import type { StyleDefinition } from '../styles/style-definitions.ts';
import { type Choice, choice, clampEnergy } from './choice.ts';
import { contentsOf, quoteOf, type TextReading } from './reading/wish.ts';
import { sceneOf } from './words/scenes.ts';

const WORD_WEIGHT = 2;
const SCENE_WEIGHT = 0.8;
/** What an excluded mood gives way to, if it is the usual one of the style. */
const NEUTRAL_MOODS: readonly Mood[] = ['warm', 'calm', 'happy', 'dreamy'];
const MORE_ENERGY = 0.25;
const LESS_ENERGY = -0.2;

export interface MoodWish {
  readonly mood: Mood;
  readonly word: string;
}

/** The mood with most words; the first one in the text of several. */
export function moodWish(reading: TextReading): MoodWish | undefined {
  const banned = excludedMoods(reading);
  const weights = new Map<Mood, { weight: number; word: string }>();
  const add = (mood: Mood | undefined, weight: number, word: string): void => {
    if (mood === undefined || banned.has(mood)) return;
    const before = weights.get(mood);
    weights.set(mood, { weight: (before?.weight ?? 0) + weight, word: before?.word ?? word });
  };
  for (const wish of reading.wishes) {
    if (wish.polarity !== 'wanted') continue;
    const word = quoteOf(reading, wish).toLowerCase();
    for (const content of wish.contents) {
      if (content.kind === 'mood') add(content.mood, WORD_WEIGHT, word);
      if (content.kind === 'scene') add(sceneOf(content.scene).mood, SCENE_WEIGHT, word);
    }
  }
  let best: (MoodWish & { weight: number }) | undefined;
  for (const [mood, { weight, word }] of weights)
    if (!best || weight > best.weight) best = { mood, word, weight };
  return best;
}

export const excludedMoods = (reading: TextReading): Set<Mood> =>
  new Set(
    contentsOf(reading, 'mood').flatMap(({ wish, content }) =>
      wish.polarity === 'wanted' ? [] : [content.mood],
    ),
  );

/** `usual`: the style's own. `origin`: that of a mood that the text does not ask for. */
export function chooseMood(
  brief: Brief,
  reading: TextReading,
  usual: Pick<StyleDefinition, 'mood' | 'label'>,
  origin: Origin,
): Choice<Mood> {
  if (brief.mood) return choice(brief.mood, 'asked', `mood: ${brief.mood}, as requested`);
  const wish = moodWish(reading);
  if (wish)
    return choice(
      wish.mood,
      'understood',
      `mood: ${wish.mood}, because the brief says "${wish.word}"`,
    );
  const banned = excludedMoods(reading);
  if (!banned.has(usual.mood))
    return choice(usual.mood, origin, `mood: ${usual.mood}, as is usual in ${usual.label}`);
  const other = [...NEUTRAL_MOODS, ...MOODS].find((mood) => !banned.has(mood)) ?? usual.mood;
  return choice(other, 'understood', `mood: ${other}, because the brief excludes ${usual.mood}`);
}

/** More or less energy than usual, by the first word for it. An excluded "loud" asks for less. */
export function energyWish(reading: TextReading): { change: number; word: string } | undefined {
  const first = contentsOf(reading, 'energy')[0];
  if (!first) return undefined;
  const isMore = (first.content.change === 'more') === (first.wish.polarity === 'wanted');
  return {
    change: isMore ? MORE_ENERGY : LESS_ENERGY,
    word: quoteOf(reading, first.wish).toLowerCase(),
  };
}

export function chooseEnergy(
  brief: Brief,
  reading: TextReading,
  usual: Pick<StyleDefinition, 'energy' | 'label'>,
  mood: Mood,
  origin: Origin,
): Choice<number> {
  if (brief.energy !== undefined)
    return choice(brief.energy, 'asked', `energy: ${brief.energy}, as requested`);
  const own = usual.energy + MOOD_COLOURS[mood].energy;
  const wish = energyWish(reading);
  return wish
    ? choice(
        clampEnergy(own + wish.change),
        'understood',
        `energy: ${wish.change > 0 ? 'more' : 'less'} than usual, because the brief says "${wish.word}"`,
      )
    : choice(clampEnergy(own), origin, `energy: as is usual in ${mood} ${usual.label}`);
}
