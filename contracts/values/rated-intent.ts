import type { Intent } from './brief.ts';

/** The part of an intent by which candidates are rated: its music, and none of its words. */
export type RatedIntent = Pick<
  Intent,
  'style' | 'mood' | 'tempoBpm' | 'key' | 'durationSeconds' | 'energy' | 'withoutParts'
>;

export const ratedIntent = ({
  style,
  mood,
  tempoBpm,
  key,
  durationSeconds,
  energy,
  withoutParts,
}: RatedIntent): RatedIntent => ({
  ...{ style, mood, tempoBpm, key, durationSeconds, energy },
  withoutParts: [...withoutParts],
});
