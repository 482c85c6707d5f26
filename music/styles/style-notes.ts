import type { Key, Mood, PartName, SectionRole, Style } from '@fermata/contracts/values';

/** From this energy to that, 0 (still) to 1 (full). A section's energy is what the brief asks for times what the form wants of the section. */
export type Energies = readonly [number, number];

/**
 * A row of music, one character a step, read from left to right; bars stand between `|`, and a row of several bars starts again when it is over.
 * The characters of a bar divide it evenly: in 4/4 16 are sixteenths, 8 eighths, 12 triplets, 24 sixteenth triplets; in 3/4 12 are sixteenths, 9 triplets.
 * Triplets are played as they stand, all else with the style's swing. `.` rests, `-` holds what sounds (also over the bar line).
 */
export type Row = string;

/** Where and when something is played. */
export interface Pattern {
  readonly energy: Energies;
  /** Only in sections of these roles; in all when not said. */
  readonly roles?: readonly SectionRole[];
  /** Beats a bar that it is written for; 4 when not said. */
  readonly meter?: 3 | 4;
  /** Every bar is drawn by chance from the row's bars, instead of one after the other: comping that nobody can foresee. */
  readonly drawn?: true;
}

/** General MIDI percussion keys (`slap` and `swirl` as in its brush kit: a brush that taps, and one that stirs the snare). */
export const DRUMS = {
  bigDrum: 35,
  kick: 36,
  rim: 37,
  snare: 38,
  clap: 39,
  slap: 39,
  swirl: 40,
  closedHat: 42,
  pedalHat: 44,
  lowTom: 45,
  openHat: 46,
  midTom: 47,
  crash: 49,
  highTom: 50,
  ride: 51,
  rideBell: 53,
  tambourine: 54,
  cowbell: 56,
  highConga: 63,
  lowConga: 64,
  shaker: 70,
  claves: 75,
} as const;
export type Drum = keyof typeof DRUMS;
/** Marks of a drum: `X` loud, `x` normal, `o` soft, `g` a ghost, `?` soft and by chance, `r` two strikes in the step, `.` rest. */
export type DrumRows = Readonly<Partial<Record<Drum, Row>>>;

export interface Groove extends Pattern {
  readonly name: string;
  readonly steps: DrumRows;
}
/** The last bar before something new: its rows take the place of the groove's, the groove's other drums go on. */
export interface Fill {
  readonly energy?: Energies;
  readonly meter?: 3 | 4;
  readonly steps: DrumRows;
}
/** The bars that lead into a drop (snare rolls): the rows end where the section ends, and grow from this force to that (0 to 1). The groove's other drums go on unless `alone`. */
export interface Build {
  readonly meter?: 3 | 4;
  readonly grow: readonly [number, number];
  readonly alone?: true;
  readonly steps: DrumRows;
}

/**
 * line: `R` root, `r` soft root, `3` third, `5` fifth, `7` seventh, `8` octave, `T` tonic of the key whatever the chord, `A` a step before the next root.
 * walk: `x` at each note; where it goes is found on the way: the root on the first beat, chord and scale tones, a step into the next root at the end.
 */
export interface BassLine extends Pattern {
  readonly kind?: 'line' | 'walk';
  readonly steps: Row;
}

/**
 * block: `X` accent, `x` strike, `o` soft, `s` short. arp: digits are the chord's voices from below (past the top one they go on an octave higher).
 * strum: `d` down, `u` up (fewer strings, softer), `D` accent, `c` a muted stroke. pick: digits are voices, `B` the root in the thumb, `b` the fifth.
 */
export interface Comping extends Pattern {
  readonly kind: 'block' | 'arp' | 'strum' | 'pick';
  readonly steps: Row;
  /** What is struck on the last eighth of a bar is already the next chord. */
  readonly push?: true;
  /** In place of the style's. */
  readonly voicing?: Voicing;
}

/** Held as long as a chord stays when it has no row; `x` and `o` as in blocks. `stagger`: beats between the entries of its voices. `drone`: only the root and fifth of the key. */
export interface PadFigure extends Pattern {
  readonly steps?: Row;
  readonly stagger?: number;
  readonly drone?: true;
}

/** close: within a hand. drop2: the second voice from above an octave lower. open: every other voice an octave higher. shell: third and seventh first. power: root, fifth, octave. */
export interface Voicing {
  readonly low: number;
  readonly high: number;
  readonly voices: number;
  readonly spread?: 'close' | 'drop2' | 'open' | 'shell' | 'power';
}

/** Roman numerals, one for each `barsPerChord`. */
export type Loop = readonly string[];

export interface SectionPlan {
  /** What a musician calls it: verse, drop, head. */
  readonly name: string;
  readonly role: Exclude<SectionRole, 'ending'>;
  /** As long as it would like to be; it is fitted to the piece in proportion. */
  readonly bars: number;
  /** Share of the asked energy, 0 to 1; `to`: where it has come to at its end. */
  readonly energy: number;
  readonly to?: number;
  /** home: the song's loop, away: its other one, pedal: stays on the first chord of home. Contrast and break go away when not said. */
  readonly harmony?: 'home' | 'away' | 'pedal';
  /** The lead improvises here (melody.solo) instead of saying its motifs. */
  readonly solo?: true;
}
/** A whole form. The one whose bars are nearest is taken (by chance among those as near; sections are sooner shortened than drawn out); for a long piece all between its first and last section comes again. */
export interface FormPlan {
  readonly name: string;
  readonly sections: readonly SectionPlan[];
  /** The most bars of a piece that it is for: a short form that came round and round would bore. */
  readonly upTo?: number;
}

/** In sections of a role a part plays from an energy on (a number), in the second half (`late`), in the first (`early`) or `never`; always where nothing is said. Before drums that come `late` their light ones play. */
export type Presence = Readonly<Partial<Record<SectionRole, number | 'late' | 'early' | 'never'>>>;

export interface Melody {
  /** Bars of rhythm for motifs: `x` a note, `-` holds it, `.` rest. A note without `-` lasts to the next one, or as `legato` says. */
  readonly rhythms: readonly Row[];
  readonly rhythms3?: readonly Row[];
  /** Lowest and highest note. */
  readonly range: readonly [number, number];
  /** Chance of a leap instead of a step, and of a rest instead of a weak note. */
  readonly leap: number;
  readonly rest: number;
  /** Share of the time to the next note that is held. */
  readonly legato: number;
  /** Five notes of the scale that never rub, instead of seven. */
  readonly pentatonic: boolean;
  /** Phrases, one character a bar: `a`, `b` the motifs as they are, `A`, `B` varied (sequence, inversion, displacement, ornament), `c` a close, `.` silence. Four or eight bars each. */
  readonly phrases: readonly string[];
  /** Chance of an ornament (grace note, turn) on a long note, and of a chromatic step into a strong note. */
  readonly ornament?: number;
  readonly chromatic?: number;
  /** Rhythms of improvised bars, and the chance that a bar of a solo is left to the others. */
  readonly solo?: {
    readonly rhythms: readonly Row[];
    readonly rhythms3?: readonly Row[];
    readonly rest: number;
  };
}

/**
 * A second voice. answers: short figures in the rests of the lead. thirds, sixths: under the lead, moving with it. guide: held thirds and sevenths that move by step.
 * figure: `steps` as an arpeggio through the chord (digits as in arp).
 */
export interface CounterHabit extends Pattern {
  readonly kind: 'answers' | 'thirds' | 'sixths' | 'guide' | 'figure';
  readonly steps?: Row;
}

export interface Effects {
  /** A riser of so many beats into a drop or a fuller section, when the music grows by this energy or more. */
  readonly riser?: { readonly beats: number; readonly growth: number };
  /** An impact on the first beat of a section of this energy or more that is fuller than the one before. */
  readonly impact?: { readonly energy: number };
  /** A downlifter of so many beats where the music falls back by this energy or more. */
  readonly downlifter?: { readonly beats: number; readonly fall: number };
  /** A soft swell of so many beats into every so many bars, in these roles. */
  readonly swell?: {
    readonly beats: number;
    readonly every: number;
    readonly roles: readonly SectionRole[];
  };
}

/** What a style plays: open this and change it. */
export interface StyleNotes {
  readonly name: Style;
  readonly label: string;
  readonly tempo: { readonly slow: number; readonly usual: number; readonly fast: number };
  readonly energy: number;
  readonly mood: Mood;
  /** Beats a bar, one drawn for each piece: `[4, 4, 3]` is a waltz one time in three. `[4]` when not said. */
  readonly meters?: readonly (3 | 4)[];
  /** Where the second of two eighths or sixteenths falls: 0.5 straight, 0.667 a triplet. `atFast`: where it has come to at the style's fast tempo, from `at` at its slow one. */
  readonly swing: { readonly at: number; readonly unit: 8 | 16; readonly atFast?: number };
  /** How loosely people play, in seconds, and how late the snare sits. */
  readonly looseness: number;
  readonly snareLate: number;
  /** Share of the looseness that a part plays with (1 when not said), and how far behind the beat it sits, in seconds (before it: below 0). */
  readonly timing?: Readonly<
    Partial<Record<PartName, { readonly loose?: number; readonly late?: number }>>
  >;
  /** How much softer still music is played than full music, 0 (not) to 1. */
  readonly dynamics: number;
  readonly key: Readonly<Record<Mood, Key>>;
  readonly loops: Readonly<Record<Key['mode'], readonly Loop[]>>;
  /** Bars that each chord of a loop lasts; 1 when not said. */
  readonly barsPerChord?: 1 | 2 | 4;
  /** The last bar before the final chord, and the final chord. */
  readonly cadence: Readonly<Record<Key['mode'], readonly [string, string]>>;
  /** Forms for short and long pieces. */
  readonly forms: readonly FormPlan[];
  readonly arrangement: Readonly<Partial<Record<PartName, Presence>>>;
  readonly grooves: readonly Groove[];
  readonly fills: readonly Fill[];
  /** A fill comes at the end of a section, and of every so many bars within it. */
  readonly fillEvery: number;
  readonly builds: readonly Build[];
  /** Beats of silence before a drop (where a build, or a hit point, leads into the fullest music), and whether a crash falls on it. */
  readonly drop: { readonly gap: number; readonly crash: boolean };
  readonly bassLines: readonly BassLine[];
  /** Lowest and highest root of the bass. */
  readonly bassRange: readonly [number, number];
  readonly comping: readonly Comping[];
  readonly voicing: Voicing;
  readonly pads: readonly PadFigure[];
  readonly padVoicing: Voicing;
  readonly melody: Melody;
  readonly counter: {
    readonly habits: readonly CounterHabit[];
    readonly range: readonly [number, number];
    readonly rhythms: readonly Row[];
  };
  readonly fx: Effects;
  /** The pulse that other parts make room for (sidechain), whatever the drums play: `X` full, `o` half. No row for an energy: no pumping. */
  readonly pump: readonly (Pattern & { readonly steps: Row })[];
  /** The last chord: held, rolled from below and held, or hit and left to ring. */
  readonly ending: 'hold' | 'roll' | 'hit';
  /** How loud each part plays before the bus, by velocity. */
  readonly touch: Readonly<Partial<Record<PartName, number>>>;
}
