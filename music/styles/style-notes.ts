import type {
  Key,
  Metre,
  Mood,
  PartName,
  SectionRole,
  Style,
  Substyle as SubstyleName,
} from '@fermata/contracts/values';

/**
 * An energy range, 0 (calm) to 1 (full). A section's energy is the brief's energy times the
 * section's share in the form.
 */
export type Energies = readonly [number, number];

/**
 * A row of music, one character per step, read from left to right. Bars are separated by `|`; a row
 * of several bars repeats.
 * The characters of a bar divide it evenly: in 4/4 16 are sixteenths, 8 eighths, 12 triplets, 24
 * sixteenth triplets; in 3/4 12 are sixteenths, 9 triplets; 8 are sixteenths in 2/4, 20 in 5/4, 12
 * in 6/8, 14 in 7/8. Triplets are played straight, everything else with the style's swing.
 * A bar of 8, 16 or 24 characters that do not divide the piece's metre is one of 4/4: it is cut, or
 * held on, to the length of the piece's bar.
 * `.` rests, `-` holds the sounding note (also across bar lines).
 */
export type Row = string;

/** Where and when a pattern is played. */
export interface Pattern {
  readonly energy: Energies;
  /** Only in sections of these roles; in all by default. */
  readonly roles?: readonly SectionRole[];
  /**
   * The metre for which it is written; 4/4 by default. Without a row it suits every metre. A part
   * without any pattern in the piece's metre plays its patterns in 4/4, cut or held on.
   */
  readonly metre?: Metre;
  /**
   * Draws each bar at random from the row's bars instead of in order, for unpredictable comping.
   */
  readonly drawn?: true;
}

/**
 * General MIDI percussion keys (`slap` and `swirl` as in its brush kit: a tapping brush, and one
 * stirring the snare).
 */
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
  highBongo: 60,
  lowBongo: 61,
  mutedConga: 62,
  highConga: 63,
  lowConga: 64,
  highTimbale: 65,
  lowTimbale: 66,
  highAgogo: 67,
  lowAgogo: 68,
  shaker: 70,
  guiro: 73,
  claves: 75,
  triangle: 81,
  mutedSurdo: 86,
  openSurdo: 87,
} as const;
export type Drum = keyof typeof DRUMS;
/**
 * Marks of a drum row: `X` loud, `x` normal, `o` soft, `g` ghost, `?` soft and random, `r` two
 * strikes in the step, `t` three, `.` rest.
 */
export type DrumRows = Readonly<Partial<Record<Drum, Row>>>;

export interface Groove extends Pattern {
  readonly name: string;
  readonly steps: DrumRows;
}
/**
 * The last bar before a new section: its rows replace those of the groove, and the groove's other
 * drums continue.
 */
export interface Fill {
  readonly energy?: Energies;
  readonly metre?: Metre;
  readonly steps: DrumRows;
}
/**
 * The bars that lead into a drop (snare rolls): the rows end with the section and grow between two
 * strengths (0 to 1). The groove's other drums continue unless `alone`.
 */
export interface Build {
  readonly metre?: Metre;
  readonly grow: readonly [number, number];
  readonly alone?: true;
  readonly steps: DrumRows;
}

/**
 * line: `R` root, `r` soft root, `g` a dead note (the left hand lies on the string), `2` the scale
 * step above it, `3` third, `5` fifth, `7` seventh, `8` octave, `T` tonic of the key whatever the
 * chord, `A` a step before the next root, `N` the next bar's root early.
 * walk: `x` at each note. Pitches are generated: the root on the first beat, chord and scale tones,
 * and a step into the next root at the end.
 * sequence: `x` at each note. A bar of pitches, slides and accents is drawn for the piece and
 * repeats, as in a step sequencer; every fourth bar differs a little, and accents swell and ebb over
 * eight bars.
 */
export interface BassLine extends Pattern {
  readonly kind?: 'line' | 'walk' | 'sequence';
  readonly steps: Row;
  /**
   * Of a line: `x` on a note's step slides into it from the note before, which lasts until then; `x`
   * on a note's step accents it, and the others are softer. The first note of a bar cannot slide.
   */
  readonly slides?: Row;
  readonly accents?: Row;
}

/**
 * block: `X` accent, `x` strike, `o` soft, `s` short. arp: digits are the chord's voices from below
 * (beyond the top one they continue an octave higher).
 * octaves: digits as in arp, each with its octave, and the marks of a block for the whole chord.
 * strum: `d` down, `u` up (fewer strings, softer), `D` accent, `c` a muted stroke. pick: digits are
 * voices, `B` the root with the thumb, `b` the fifth, `p` three voices together, `P` root and voices.
 * frames: one voice jumps through the chord, thirty notes a second, as a machine with few channels
 * plays it; marks as in blocks.
 */
export interface Comping extends Pattern {
  readonly kind: 'block' | 'arp' | 'octaves' | 'strum' | 'pick' | 'frames';
  readonly steps: Row;
  /** Of an arp: its notes sound on to the end of the bar, as with the pedal down. */
  readonly pedal?: true;
  /** A strike on the last eighth of a bar already plays the next chord. */
  readonly push?: true;
  /** Replaces the style's voicing. */
  readonly voicing?: Voicing;
}

/**
 * Without a row it is held while a chord lasts; `x` and `o` as in blocks. `stagger`: beats between
 * the entries of its voices. `drone`: only the root and fifth of the key.
 */
export interface PadFigure extends Pattern {
  readonly steps?: Row;
  readonly stagger?: number;
  readonly drone?: true;
}

/**
 * close: within one hand. drop2: the second voice from above an octave lower. open: every other
 * voice an octave higher. shell: third and seventh first. power: root, fifth, octave.
 */
export interface Voicing {
  readonly low: number;
  readonly high: number;
  readonly voices: number;
  readonly spread?: 'close' | 'drop2' | 'open' | 'shell' | 'power';
}

/** Roman numerals, one per `barsPerChord`. */
export type Loop = readonly string[];

export interface SectionPlan {
  /** The musician's name for it: verse, drop, head. */
  readonly name: string;
  readonly role: Exclude<SectionRole, 'ending'>;
  /** Natural length; fitted to the piece in proportion. */
  readonly bars: number;
  /** Share of the requested energy, 0 to 1; `to`: the share reached at its end. */
  readonly energy: number;
  readonly to?: number;
  /**
   * home: the song's loop; away: its other one; pedal: stays on the first chord of home. Contrast
   * and break default to away.
   */
  readonly harmony?: 'home' | 'away' | 'pedal';
  /** The lead improvises here (melody.solo) instead of playing its themes. */
  readonly solo?: true;
}
/**
 * A complete form. The form with the nearest number of bars is used (drawn among near ones;
 * shortening is preferred to stretching). In a long piece everything between the first and last
 * section repeats.
 */
export interface FormPlan {
  readonly name: string;
  readonly sections: readonly SectionPlan[];
  /**
   * The longest piece in bars that may use it; a short form repeated too often becomes monotonous.
   */
  readonly upTo?: number;
}

/**
 * By section role: the energy from which a part plays (a number), only in the second half (`late`),
 * only in the first (`early`) or `never`; always by default. Before drums that enter `late`, their
 * light ones play.
 */
export type Presence = Readonly<Partial<Record<SectionRole, number | 'late' | 'early' | 'never'>>>;

type RhythmsIn = Readonly<Partial<Record<Metre, readonly Row[]>>>;

export interface Melody {
  /**
   * Bars of theme rhythm: `x` a note, `-` holds it, `.` rest. A note without `-` lasts to the next
   * one, or as `legato` defines.
   */
  readonly rhythms: readonly Row[];
  /** Those of other metres than 4/4. */
  readonly rhythmsIn?: RhythmsIn;
  /** Lowest and highest note. */
  readonly range: readonly [number, number];
  /** Probability of a leap instead of a step, and of a rest instead of a weak note. */
  readonly leap: number;
  readonly rest: number;
  /** Share of the time to the next note for which a note is held. */
  readonly legato: number;
  /** Five scale notes that never clash, instead of seven. */
  readonly pentatonic: boolean;
  /**
   * Over a chord whose third is a half step above a note of the scale, that note is raised: the
   * leading tone of minor, and of the key to which a dominant leads.
   */
  readonly leadingTones?: true;
  /**
   * Phrases, one character per bar: `a`, `b` the themes as they are, `A`, `B` varied (sequence,
   * inversion, displacement, ornament), `c` a close, `.` silence. Four or eight bars each.
   */
  readonly phrases: readonly string[];
  /**
   * Probability of an ornament (grace note, turn) on a long note, and of a chromatic step into a
   * strong note.
   */
  readonly ornament?: number;
  readonly chromatic?: number;
  /** Rhythms of improvised bars, and the probability that a bar of a solo rests. */
  readonly solo?: {
    readonly rhythms: readonly Row[];
    readonly rhythmsIn?: RhythmsIn;
    readonly rest: number;
  };
}

/**
 * A second voice. answers: short figures in the rests of the lead. thirds, sixths: under the lead,
 * in parallel. guide: held thirds and sevenths that move by step.
 * figure: `steps` as an arpeggio through the chord (digits as in arp).
 * echo: the lead again, `later` beats after it and softer, as from a machine without a reverb.
 */
export interface CounterHabit extends Pattern {
  readonly kind: 'answers' | 'thirds' | 'sixths' | 'guide' | 'figure' | 'echo';
  readonly steps?: Row;
  readonly later?: number;
}

export interface Effects {
  /**
   * A riser of this many beats into a drop or a fuller section, if the energy grows by at least
   * `growth`.
   */
  readonly riser?: { readonly beats: number; readonly growth: number };
  /**
   * An impact on the first beat of a section with at least this energy that is fuller than the
   * previous one.
   */
  readonly impact?: { readonly energy: number };
  /** A downlifter of this many beats where the energy drops by at least `fall`. */
  readonly downlifter?: { readonly beats: number; readonly fall: number };
  /** A soft swell of `beats` beats every `every` bars, in these roles. */
  readonly swell?: {
    readonly beats: number;
    readonly every: number;
    readonly roles: readonly SectionRole[];
  };
}

/**
 * A variant of a style. A brief gets the one that its words name (`recognition.ts`), else the one
 * whose `energy` has that of the brief.
 */
export interface Substyle {
  readonly name: SubstyleName;
  readonly label: string;
  /** Energies of a brief, not of a section: together, those of a style cover 0 to 1. */
  readonly energy: Energies;
  /** Fields that replace the style's own. */
  readonly notes: Partial<Omit<StyleNotes, 'name' | 'label' | 'substyles'>>;
  /**
   * By part, the instruments of `sound.ts` of which a piece draws one; missing parts draw from all.
   * Drums: exactly one kit.
   */
  readonly players?: Readonly<Partial<Record<PartName, readonly string[]>>>;
}

/** The notes of a style. Edit this to change the style. */
export interface StyleNotes {
  readonly name: Style;
  readonly label: string;
  readonly substyles?: readonly Substyle[];
  /**
   * Without a wish, the seed draws from the whole range, most often near the usual tempo (shifted
   * by the mood).
   */
  readonly tempo: { readonly slow: number; readonly usual: number; readonly fast: number };
  readonly energy: number;
  readonly mood: Mood;
  /**
   * The metres that the style plays. Without a wish, the seed draws one: `['4/4', '4/4', '3/4']` is
   * a waltz one time in three. The first is the usual one.
   */
  readonly metres: readonly [Metre, ...Metre[]];
  /**
   * Position of the second of two eighths or sixteenths: 0.5 straight, 0.667 a triplet. `at`
   * applies at the style's slow tempo, `atFast` at its fast one.
   */
  readonly swing: { readonly at: number; readonly unit: 8 | 16; readonly atFast?: number };
  /** Random timing deviation in seconds, and how late the snare sits. */
  readonly looseness: number;
  readonly snareLate: number;
  /**
   * Per part: share of the looseness (1 by default), and delay behind the beat in seconds
   * (negative: ahead).
   */
  readonly timing?: Readonly<
    Partial<Record<PartName, { readonly loose?: number; readonly late?: number }>>
  >;
  /** How much softer calm music is played than full music, 0 (no difference) to 1. */
  readonly dynamics: number;
  /** The usual key of each mood, for a brief without a seed. */
  readonly key: Readonly<Record<Mood, Key>>;
  /**
   * The tonics and, by mood, the modes from which the seed draws a key if none is asked for. A
   * repeated one is drawn more often. Their number must not be a multiple of seven.
   */
  readonly tonics: readonly Key['tonic'][];
  readonly modes: Readonly<Record<Mood, readonly Key['mode'][]>>;
  /** In modes other than major and minor, the composer starts them on the tonic, which returns more often. */
  readonly loops: Readonly<Record<Key['mode'], readonly Loop[]>>;
  /** Bars per chord of a loop; 1 by default. */
  readonly barsPerChord?: 1 | 2 | 4;
  /** The last bar before the final chord, and the final chord. */
  readonly cadence: Readonly<Record<Key['mode'], readonly [string, string]>>;
  /** Forms for short and long pieces. */
  readonly forms: readonly FormPlan[];
  readonly arrangement: Readonly<Partial<Record<PartName, Presence>>>;
  readonly grooves: readonly Groove[];
  readonly fills: readonly Fill[];
  /** A fill at the end of a section, and after each `fillEvery` bars within it. */
  readonly fillEvery: number;
  readonly builds: readonly Build[];
  /**
   * Beats of silence before a drop (where a build or a hit point leads into the fullest section),
   * and whether it starts with a crash.
   */
  readonly drop: { readonly gap: number; readonly crash: boolean };
  readonly bassLines: readonly BassLine[];
  /** Lowest and highest root of the bass. */
  readonly bassRange: readonly [number, number];
  readonly comping: readonly Comping[];
  readonly voicing: Voicing;
  /**
   * Chords play the tonic with its root, above a bass, too, and without its seventh: third, fifth and
   * seventh alone sound like another key.
   */
  readonly rootedTonic?: true;
  readonly pads: readonly PadFigure[];
  readonly padVoicing: Voicing;
  readonly melody: Melody;
  readonly counter: {
    readonly habits: readonly CounterHabit[];
    readonly range: readonly [number, number];
    readonly rhythms: readonly Row[];
  };
  readonly fx: Effects;
  /**
   * The pulse for which other parts duck (sidechain), independent of the drums: `X` full, `o` half.
   * No pumping at energies without a row.
   */
  readonly pump: readonly (Pattern & { readonly steps: Row })[];
  /** The last chord: held, rolled from below and held, or hit and left to ring. */
  readonly ending: 'hold' | 'roll' | 'hit';
  /** Velocity factor of each part before the bus. */
  readonly touch: Readonly<Partial<Record<PartName, number>>>;
}
