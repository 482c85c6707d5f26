import type { Mood } from '@fermata/contracts/values';

/**
 * How a mood changes any style. `brightness` scales filters (0 closed, 0.5 as written, 1 open);
 * `tempo` and `energy` are offsets to the style's own.
 */
export interface MoodColour {
  readonly brightness: number;
  readonly tempo: number;
  readonly energy: number;
  readonly minor: boolean;
}

export const MOOD_COLOURS: Readonly<Record<Mood, MoodColour>> = {
  calm: { brightness: 0.4, tempo: 0.93, energy: -0.15, minor: false },
  warm: { brightness: 0.4, tempo: 1, energy: 0, minor: false },
  happy: { brightness: 0.65, tempo: 1.06, energy: 0.12, minor: false },
  dark: { brightness: 0.28, tempo: 0.97, energy: 0, minor: true },
  sad: { brightness: 0.35, tempo: 0.9, energy: -0.12, minor: true },
  dreamy: { brightness: 0.48, tempo: 0.94, energy: -0.1, minor: false },
  driving: { brightness: 0.58, tempo: 1.08, energy: 0.12, minor: true },
  epic: { brightness: 0.62, tempo: 1.02, energy: 0.18, minor: true },
};
