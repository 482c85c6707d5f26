import type { PartName } from '@fermata/contracts/values';

/** The instruments of the engine: `render/dsp/<name>.dsp`. */
export type Instrument =
  // drums
  | 'kick'
  | 'snare'
  | 'hat'
  | 'cymbal'
  | 'brush'
  | 'clap'
  | 'claps'
  | 'cowbell'
  | 'bitnoise'
  | 'skin'
  | 'shaker'
  // basses
  | 'bass'
  | 'upright'
  | 'reese'
  | 'sub808'
  | 'acid'
  | 'rumble'
  | 'triangle'
  | 'slapbass'
  // keys
  | 'keys'
  | 'piano'
  | 'organ'
  | 'harpsichord'
  // plucked, struck and bowed by physical modelling
  | 'string'
  | 'ukulele'
  | 'wahguitar'
  | 'electric'
  | 'hammered'
  | 'bowed'
  | 'violin'
  // mallets, wind, voices
  | 'mallet'
  | 'flute'
  | 'reed'
  | 'brass'
  | 'choir'
  // synthesizers and effects
  | 'saws'
  | 'stab'
  | 'pulse'
  | 'bell'
  | 'strings'
  | 'sweep';

/**
 * One sound of a Faust instrument: the DSP, level (linear), pan (−1 left to 1 right), and the
 * settings that differ from the DSP's defaults.
 */
export interface Patch {
  readonly dsp: Instrument;
  readonly gain: number;
  readonly pan?: number;
  /** The longest that a drum hit may ring, in seconds. */
  readonly ring?: number;
  /**
   * Hits of one kit with the same word cut each other off, as a closed hi-hat does with the open
   * one.
   */
  readonly choke?: string;
  /** Extra velocity sensitivity: with 1, half the velocity is another 6 dB softer. */
  readonly response?: number;
  readonly set: Readonly<Record<string, number>>;
}

/** Hz and decibels of one band of an equalizer. */
export interface Shelf {
  readonly hz: number;
  readonly db: number;
}
export interface Bell extends Shelf {
  readonly q: number;
}

/** The settings of `render/dsp/amp.dsp`: gains are linear, frequencies in Hz. */
export interface Amp {
  /** Gain before the first stage and between the two: 1 clean, 10 crunch, 60 and more high gain. */
  readonly gain: number;
  readonly second?: number;
  /** Below this frequency the first stage hears less. */
  readonly tight?: number;
  readonly mids?: number;
  readonly scoop?: number;
  readonly bite?: number;
  readonly speaker?: number;
  /** How much of the strokes' loudness is left behind the gain, 0 to 1. */
  readonly touch?: number;
  readonly level: number;
}

/** A part's effects in signal order. Levels are linear; each stem contains its own sends. */
export interface Bus {
  readonly gain: number;
  readonly set: Readonly<Record<string, number>>;
  /** −1 left to 1 right. */
  readonly pan?: number;
  readonly eq?: {
    readonly low?: Shelf;
    readonly bell?: Bell;
    readonly peak?: Bell;
    readonly high?: Shelf;
  };
  /** A guitar amplifier before everything else: the part's notes distort together. */
  readonly amp?: Amp;
  /** Ratio 4 above `thresholdDb` (level after the cuts and the saturation); times in seconds. */
  readonly compress?: {
    readonly thresholdDb: number;
    readonly attack: number;
    readonly release: number;
    readonly makeupDb: number;
  };
  /** Tape wow: delay modulation in seconds and its rate in Hz. */
  readonly tape?: { readonly wow: number; readonly rate: number };
  /** Depth of the ensemble effect, 0 to 1. */
  readonly chorus?: number;
  /** How far the style's pump ducks this part (0 to 1), and for how many beats. */
  readonly duck?: { readonly depth: number; readonly beats: number };
  readonly delay?: {
    readonly level: number;
    readonly beats: number;
    readonly feedback: number;
    readonly damp: number;
  };
  /** Reverb sends: a small room, a steel plate, a concert hall. */
  readonly reverb?: RoomSend;
  readonly plate?: RoomSend;
  readonly hall?: RoomSend;
  /**
   * A pair of room microphones: early reflections, from this many seconds on, as a difference between
   * the channels. The mono sum has none of them.
   */
  readonly pair?: { readonly level: number; readonly seconds: number };
  /** Record noise under the part. */
  readonly vinyl?: { readonly level: number; readonly crackle: number; readonly hiss: number };
}
/**
 * Linear send level; reverberation time in seconds, treble damping from this frequency in Hz,
 * pre-delay in seconds.
 */
export interface RoomSend {
  readonly level: number;
  readonly t60: number;
  readonly damp: number;
  readonly before: number;
}

/** An instrument used from a MIDI note upwards, as violins above cellos. */
export interface Register {
  readonly from: number;
  readonly patch: Patch;
}

/**
 * The instrumentation of a part: one instrument, several by register (from below), a kit (MIDI note
 * → sound), or the audio loop that the recipe names.
 */
export type Sound = { readonly bus: Bus; readonly placement?: Placement } & (
  | { readonly patch: Patch }
  | { readonly registers: readonly [Register, ...Register[]] }
  | { readonly kit: Readonly<Record<number, Patch>> }
  | { readonly audioLoop: true }
);

/**
 * How the notes of a part lie between left and right, around the pan of their patches: how it is
 * recorded. −1 is left and 1 right. Costs nothing, as each note is rendered once.
 */
export interface Placement {
  /**
   * Pan of the highest notes; the lowest lie on the other side and middle C in between, as the keys
   * of a piano. Negative for an orchestra, whose basses sit on the right. Not for a kit.
   */
  readonly spread?: number;
  /** Each note sits somewhere up to this far from there, by its seed: the players of a section. */
  readonly scatter?: number;
  /**
   * A pair of microphones: the far one hears a note at the very side later by this many seconds.
   */
  readonly spacing?: number;
  /**
   * Double tracking: each side is a take of its own, and the later one comes up to this many seconds
   * after the other, at a slightly different level and brightness. Spread and pan are ignored.
   */
  readonly double?: number;
}

/** A player of a part: the name in the score selects the sound. */
export interface Player {
  readonly instrument: string;
  readonly midiProgram: number;
  readonly sound: Sound;
}

/**
 * A part of a style. Each piece draws one of it and its `alternatives` by its seed, of those that
 * its substyle plays (drums have one kit in each).
 */
export interface PartDefinition extends Player {
  readonly alternatives?: readonly Player[];
}

/**
 * The mastering character of a style, applied to the mix before gain and limiter. Defaults are
 * those of `render/dsp/glue.dsp`.
 */
export interface MasterTone {
  /** High-pass frequency in Hz, below which there is only rumble. */
  readonly lowCut?: number;
  /** Gain added (linear, −0.5 to 1) below 180 Hz and above 6 kHz. */
  readonly warmth?: number;
  readonly air?: number;
  /** Level (RMS, relative to full scale) above which the glue compresses gently, ratio 2. */
  readonly threshold?: number;
  readonly attackTime?: number;
  readonly releaseTime?: number;
}

/** How a style sounds, by part. A part missing here is never composed in the style. */
export type StyleSound = Readonly<Partial<Record<PartName, PartDefinition>>>;
