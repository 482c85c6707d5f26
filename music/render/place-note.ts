import type { Patch, Placement } from '../styles/style-sound.ts';

/** Pitches this far from middle C, in semitones, lie at the very side of a `spread`. */
const HALF_RANGE = 30;
const MIDDLE_C = 60;
/** Of double-tracked notes, the second take is late by at least this share of the set time. */
const LEAST_LATE = 0.4;
/** How much softer or louder the second take is at most (linear), and how much duller or brighter. */
const TAKE_LEVEL = 0.16;
const TAKE_TINT = 0.12;

/**
 * How a channel receives a note: level (linear), delay in seconds, and how much duller
 * (`tint` above 0) or brighter (below) it is.
 */
export interface PlacedChannel {
  readonly gain: number;
  readonly delay: number;
  readonly tint: number;
}
export interface PlacedNote {
  readonly left: PlacedChannel;
  readonly right: PlacedChannel;
}

/**
 * Where a note lies between left and right: panned by level, or as two microphones or two takes hear
 * it. The note is rendered once in every case.
 */
export function placeNote(
  patch: Pick<Patch, 'pan' | 'ring'>,
  placement: Placement | undefined,
  note: { readonly midi: number; readonly seed: number },
): PlacedNote {
  const { spread = 0, scatter = 0, spacing = 0, double } = placement ?? {};
  // A drum's number is no pitch.
  const pitch = patch.ring === undefined ? (note.midi - MIDDLE_C) / HALF_RANGE : 0;
  const pan = limited(
    (patch.pan ?? 0) + spread * limited(pitch) + scatter * (2 * draw(note.seed, 1) - 1),
  );
  const near = { gain: 1, delay: 0, tint: 0 };
  const far = { gain: 1 - Math.abs(pan), delay: spacing * Math.abs(pan), tint: 0 };
  if (double === undefined)
    return pan < 0 ? { left: near, right: far } : { left: far, right: near };
  const second = {
    gain: 1 + TAKE_LEVEL * (2 * draw(note.seed, 2) - 1),
    delay: double * (LEAST_LATE + (1 - LEAST_LATE) * draw(note.seed, 3)),
    tint: TAKE_TINT * (2 * draw(note.seed, 4) - 1),
  };
  // Neither side leads throughout.
  return draw(note.seed, 5) < 0.5 ? { left: near, right: second } : { left: second, right: near };
}

const limited = (x: number): number => Math.max(-1, Math.min(1, x));

/** A number from 0 to 1 for the seed of a note; `which` keeps several of them apart. */
function draw(seed: number, which: number): number {
  const x = Math.imul(Math.imul(seed + 1, 0x9e3779b1) ^ (which * 0x85ebca6b), 0xc2b2ae35) >>> 0;
  return ((x ^ (x >>> 15)) >>> 0) / 0x1_0000_0000;
}
