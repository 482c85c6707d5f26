import type { Key, Mood, PartName, Style } from '@fermata/contracts';

/** A drum groove of one bar, sixteen steps: `X` loud, `x` normal, `o` soft, `?` by chance, `.` rest. */
export interface Groove {
  readonly name: string;
  /** For energies from here to there. */
  readonly energy: readonly [number, number];
  readonly steps: Readonly<Partial<Record<Drum, string>>>;
}

/** General MIDI percussion keys. */
export const DRUMS = { kick: 36, rim: 37, snare: 38, clap: 39, closedHat: 42, openHat: 46, lowTom: 45, midTom: 47, highTom: 50, crash: 49, ride: 51, shaker: 70 } as const;
export type Drum = keyof typeof DRUMS;

/** A bar of bass, sixteen steps: `R` root, `5` fifth, `8` octave, `3` third, `A` a step before the next root, `-` hold, `.` rest. */
export interface BassLine { readonly energy: readonly [number, number]; readonly steps: string }

/** A bar of chords, sixteen steps. block: `x` strike, `-` hold, `.` rest. arp: digits are the chord's voices from below. */
export interface Comping { readonly kind: 'block' | 'arp'; readonly energy: readonly [number, number]; readonly steps: string }

/** Roman numerals, one a bar. */
export type Loop = readonly string[];

/** What a style plays: open this and change it. */
export interface StyleNotes {
  readonly name: Style;
  readonly label: string;
  readonly tempo: { readonly slow: number; readonly usual: number; readonly fast: number };
  readonly energy: number;
  readonly mood: Mood;
  /** Where the second of two sixteenths falls: 0.5 straight, 0.66 a triplet. */
  readonly swing: number;
  /** How loosely people play, in seconds, and how late the snare sits. */
  readonly looseness: number;
  readonly snareLate: number;
  readonly key: Readonly<Record<Mood, Key>>;
  readonly loops: Readonly<Record<Key['mode'], readonly Loop[]>>;
  /** The last bar before the final chord, and the final chord. */
  readonly cadence: Readonly<Record<Key['mode'], readonly [string, string]>>;
  readonly grooves: readonly Groove[];
  readonly fills: readonly Readonly<Partial<Record<Drum, string>>>[];
  readonly bassLines: readonly BassLine[];
  /** Lowest and highest root of the bass. */
  readonly bassRange: readonly [number, number];
  readonly comping: readonly Comping[];
  readonly voicing: { readonly low: number; readonly high: number; readonly voices: number };
  readonly padVoicing: { readonly low: number; readonly high: number; readonly voices: number };
  readonly melody: {
    readonly rhythms: readonly string[];
    readonly range: readonly [number, number];
    /** Chance of a leap instead of a step, and of a rest instead of a weak note. */
    readonly leap: number;
    readonly rest: number;
    /** Share of the time to the next note that is held. */
    readonly legato: number;
    readonly pentatonic: boolean;
  };
  /** How loud each part plays before the bus, by velocity. */
  readonly touch: Readonly<Partial<Record<PartName, number>>>;
}
