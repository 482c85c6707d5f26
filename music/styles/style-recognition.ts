import type { Mood } from '@fermata/contracts/values';
import type { StyleBand } from './style-band.ts';
import type { StyleTraits } from './style-traits.ts';

/**
 * How a style is requested, recognised and named. Its notes and sound are part of the engine; this
 * is not.
 */
export interface StyleRecognition {
  /**
   * Words of a brief that name the style, and words that hint at it; `*` for any ending, `|` as
   * separator.
   */
  readonly names: string;
  readonly hints: string;
  /**
   * Words that choose among the substyles, by their names in `notes.ts`, once the style is known.
   * Those that also name the style stand in `names`, too.
   */
  readonly substyles?: Readonly<Record<string, string>>;
  /**
   * When the style suits a brief that names none: these moods, a wish for fast music, a tempo from
   * this value on.
   */
  readonly suits?: {
    readonly moods: readonly Mood[];
    readonly fast: boolean;
    readonly fromBpm: number;
  };
  /**
   * Weight of each trait of the notes as evidence for the style; negative: its absence counts.
   * Absolute values sum to 1.
   */
  readonly traits: Readonly<Partial<Record<keyof StyleTraits, number>>>;
  /** Spectral centroid of its sketches in Hz, by amplitude; moods shift it. */
  readonly centroidHz: number;
  /** Notes per beat of calm music (energy 0), drums included. */
  readonly stillNotesPerBeat: number;
  /** Expected ranges of its masters; missing ones are those of `DEFAULT_BAND`. */
  readonly band?: Partial<StyleBand>;
  /** Nouns for track titles. */
  readonly titleNouns: readonly string[];
}
