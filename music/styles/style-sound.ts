import type { PartName } from '@fermata/contracts/values';

/** The instruments of the engine: `render/dsp/<name>.dsp`. */
export type Instrument =
  // drums
  | 'kick'
  | 'snare'
  | 'hat'
  | 'cymbal'
  | 'brush'
  // basses
  | 'bass'
  | 'upright'
  | 'reese'
  // keys
  | 'keys'
  | 'piano'
  | 'organ'
  // plucked, struck and bowed by physical modelling
  | 'string'
  | 'hammered'
  | 'bowed'
  // mallets, wind, voices
  | 'mallet'
  | 'flute'
  | 'choir'
  // synthesizers and effects
  | 'saws'
  | 'bell'
  | 'strings'
  | 'sweep';

/** One sound of a Faust instrument: which DSP, how loud (linear), where (−1 left to 1 right), and the settings that differ from the DSP's own. */
export interface Patch {
  readonly dsp: Instrument;
  readonly gain: number;
  readonly pan?: number;
  /** The longest that one hit of a drum may ring, in seconds. */
  readonly ring?: number;
  /** Hits of one kit with the same word stop each other, as a closed hi-hat stops the open one. */
  readonly choke?: string;
  /** How much more than by itself it follows the velocity: with 1, half the velocity is 6 dB softer still. */
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

/** What a part runs through, in this order. Levels are linear; each stem keeps its own sends. */
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
  /** Ratio 4 from `thresholdDb` (level behind the cuts and the saturation) on; seconds. */
  readonly compress?: {
    readonly thresholdDb: number;
    readonly attack: number;
    readonly release: number;
    readonly makeupDb: number;
  };
  /** Seconds that an uneven tape swings, and how often a second. */
  readonly tape?: { readonly wow: number; readonly rate: number };
  /** Depth of the ensemble effect, 0 to 1. */
  readonly chorus?: number;
  /** How far the style's pump pushes this part down (0 to 1) and for how many beats. */
  readonly duck?: { readonly depth: number; readonly beats: number };
  readonly delay?: {
    readonly level: number;
    readonly beats: number;
    readonly feedback: number;
    readonly damp: number;
  };
  /** Sends to rooms: a small room, a steel plate, a concert hall. */
  readonly reverb?: RoomSend;
  readonly plate?: RoomSend;
  readonly hall?: RoomSend;
  /** Record noise under the part. */
  readonly vinyl?: { readonly level: number; readonly crackle: number; readonly hiss: number };
}
/** Linear level of the send; seconds of reverberation, Hz from which it loses its treble, seconds until it answers. */
export interface RoomSend {
  readonly level: number;
  readonly t60: number;
  readonly damp: number;
  readonly before: number;
}

/** An instrument that takes over from a MIDI note upwards, as the violins do from the cellos. */
export interface Register {
  readonly from: number;
  readonly patch: Patch;
}

/** What a part is played with: one instrument, several by register (from below), a kit (MIDI note → sound), or the recording that the recipe names. */
export type Sound = { readonly bus: Bus } & (
  | { readonly patch: Patch }
  | { readonly registers: readonly [Register, ...Register[]] }
  | { readonly kit: Readonly<Record<number, Patch>> }
  | { readonly recording: true }
);

/** Who plays a part: the name in the score says which sound it gets. */
export interface Player {
  readonly instrument: string;
  readonly midiProgram: number;
  readonly sound: Sound;
}

/** A part of a style. `others` may have it as well: each piece draws one by its seed (drums have one kit). */
export interface PartDefinition extends Player {
  readonly alternatives?: readonly Player[];
}

/** The mastering character of a style: what the mix passes before gain and limiter. What is not told is as `render/dsp/glue.dsp` has it. */
export interface MasterTone {
  /** Hz below which there is nothing but rumble. */
  readonly lowCut?: number;
  /** Added share (linear, −0.5 to 1) below 180 Hz and above 6 kHz. */
  readonly warmth?: number;
  readonly air?: number;
  /** Level (root mean square, of full scale) from which the whole is gently pressed together, ratio 2. */
  readonly threshold?: number;
  readonly attackTime?: number;
  readonly releaseTime?: number;
}

/** How a style sounds: the parts it has. A part that a style lacks is never composed in it. */
export type StyleSound = Readonly<Partial<Record<PartName, PartDefinition>>>;
