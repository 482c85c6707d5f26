import type { Random } from '../../signal/random.ts';
import type { RowHit } from '../song/read-row.ts';

/** A note of a bass line, by its mark; `slide`: the note before it slides into it. */
export interface BassStep extends RowHit {
  readonly slide: boolean;
  /** Undefined: as loud as its beat. */
  readonly accent: boolean | undefined;
}

/** Marks of a bass line, as often as a sequence should have them. */
const PITCHES = [...'RRRRRR8883557722'];
const ACCENT_CHANCE = 0.36;
const SLIDE_CHANCE = 0.42;
const CHANGE_CHANCE = 0.3;

/** Whether a note begins where another one ends. */
const follows = (before: RowHit | undefined, { beat }: RowHit): boolean =>
  before !== undefined && before.beat + before.beats >= beat - 1e-9;

/** Pitches, accents and slides for the notes of a bar, which begins on the root. */
export function drawSequence(random: Random, hits: readonly RowHit[]): BassStep[] {
  const steps: BassStep[] = [];
  for (const hit of hits) {
    const before = steps.at(-1);
    const mark = before ? random.pick(PITCHES) : 'R';
    const accent = random.chance(ACCENT_CHANCE);
    const slides = random.chance(SLIDE_CHANCE);
    steps.push({
      ...hit,
      mark,
      accent,
      slide: slides && follows(before, hit) && before?.mark !== mark,
    });
  }
  return steps;
}

/** The same bar with a few other pitches after its first half. */
export const varySequence = (random: Random, steps: readonly BassStep[]): BassStep[] =>
  steps.map((step) => {
    const changes = random.chance(CHANGE_CHANCE);
    const mark = random.pick(PITCHES);
    return changes && step.beat >= 2 ? { ...step, mark } : step;
  });
