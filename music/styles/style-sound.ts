import type { PartName } from '@fermata/contracts';

/** The instruments of the engine: `render/dsp/<name>.dsp`. */
export type Instrument =
  // drums
  | 'kick' | 'snare' | 'hat' | 'cymbal' | 'brush'
  // basses
  | 'bass' | 'upright' | 'reese'
  // keys
  | 'keys' | 'piano' | 'organ'
  // plucked, struck and bowed by physical modelling
  | 'string' | 'hammered' | 'bowed'
  // mallets, wind, voices
  | 'mallet' | 'flute' | 'choir'
  // synthesizers and effects
  | 'saws' | 'bell' | 'strings' | 'sweep';

/** One sound of a Faust instrument: which DSP, how loud (linear), where (−1 left to 1 right), and the settings that differ from the DSP's own. */
export interface Patch {
  readonly dsp: Instrument;
  readonly gain: number;
  readonly pan?: number;
  /** The longest that one hit of a drum may ring, in seconds. */
  readonly ring?: number;
  readonly set: Readonly<Record<string, number>>;
}

/** What a part runs through. Levels are linear; each stem keeps its own sends. */
export interface Bus {
  readonly gain: number;
  readonly set: Readonly<Record<string, number>>;
  /** Seconds that an uneven tape swings, and how often a second. */
  readonly tape?: { readonly wow: number; readonly rate: number };
  /** Depth of the ensemble effect, 0 to 1. */
  readonly chorus?: number;
  /** How far the kick pushes this part down (0 to 1) and for how many beats. */
  readonly duck?: { readonly depth: number; readonly beats: number };
  readonly delay?: { readonly level: number; readonly beats: number; readonly feedback: number; readonly damp: number };
  readonly reverb?: { readonly level: number; readonly t60: number; readonly damp: number; readonly before: number };
  /** Record noise under the part. */
  readonly vinyl?: { readonly level: number; readonly crackle: number; readonly hiss: number };
}

export type Sound = { readonly bus: Bus } & ({ readonly patch: Patch } | { readonly kit: Readonly<Record<number, Patch>> });

export interface PartBook {
  readonly instrument: string;
  readonly midiProgram: number;
  readonly sound: Sound;
}

/** How a style sounds: the parts it has. A part that a style lacks is never composed in it. */
export type StyleSound = Readonly<Partial<Record<PartName, PartBook>>>;
