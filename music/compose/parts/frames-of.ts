/** Two frames of a screen. */
const NOTE_SECONDS = 1 / 30;

/** A note of a chord in frames. `late`: seconds after the chord's start. */
export interface FrameNote {
  readonly late: number;
  readonly seconds: number;
  readonly midi: number;
  /** Only the first note has an attack. */
  readonly slide: boolean;
}

/** A chord as one voice plays it: its notes one after another, again and again, for some seconds. */
export const framesOf = (hands: readonly number[], seconds: number): readonly FrameNote[] =>
  Array.from({ length: Math.max(hands.length, Math.floor(seconds / NOTE_SECONDS)) }, (_, i) => ({
    late: i * NOTE_SECONDS,
    seconds: NOTE_SECONDS,
    midi: hands[i % hands.length] ?? 0,
    slide: i > 0,
  }));
