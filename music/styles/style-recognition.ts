import type { Mood } from '@fermata/contracts/values';
import type { StyleBand } from './style-band.ts';
import type { StyleTraits } from './style-traits.ts';

/** How a style is asked for, recognised and named. What it sounds like stands in `styles/`, which is part of the engine; this is not. */
export interface StyleRecognition {
  /** Words of a brief that name the style, and words that hint at it; `*` for any ending, `|` between them. */
  readonly names: string;
  readonly hints: string;
  /** What suits the style when a brief names none: these moods, a wish for fast music, a tempo from here on. */
  readonly suits?: {
    readonly moods: readonly Mood[];
    readonly fast: boolean;
    readonly fromBpm: number;
  };
  /** How much traits of the notes speak for the style; below 0 their absence does. The sizes sum to 1. */
  readonly traits: Readonly<Partial<Record<keyof StyleTraits, number>>>;
  /** Hertz around which its sketches lie, by amplitude; moods move it. */
  readonly centroidHz: number;
  /** Notes a beat of still music (energy 0), drums included. */
  readonly stillNotesPerBeat: number;
  /** Where its masters are expected; what is not told is as `USUAL_BAND` has it. */
  readonly band?: Partial<StyleBand>;
  /** What its tracks are called after. */
  readonly titleNouns: readonly string[];
}
