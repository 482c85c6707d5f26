import type { Score } from '@fermata/contracts/values';

/** Notes of an n-gram: three intervals and three durations between onsets. */
const GRAM_NOTES = 4;
/** Onsets are rounded to this share of a beat, so that swing and human timing do not count. */
const STEPS_PER_BEAT = 4;

/**
 * The melodic ideas of a piece: each run of four notes of its lead, as intervals in semitones and
 * times between onsets in sixteenths. The key does not matter. Empty without a lead.
 */
export function melodyGrams({ parts, tempoBpm }: Score): Set<string> {
  const step = 60 / tempoBpm / STEPS_PER_BEAT;
  const notes = parts.find(({ name }) => name === 'lead')?.notes ?? [];
  const moves = notes.slice(1).map((note, i) => {
    const before = notes[i] ?? note;
    return `${note.midi - before.midi}/${Math.round((note.start - before.start) / step)}`;
  });
  const grams = new Set<string>();
  for (let i = 0; i + GRAM_NOTES - 1 <= moves.length; i++)
    grams.add(moves.slice(i, i + GRAM_NOTES - 1).join(' '));
  return grams;
}

/** Share of the shorter melody's n-grams that the other one has, too; 0 if one has none. */
export function gramOverlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  return few.size === 0 ? 0 : [...few].filter((gram) => many.has(gram)).length / few.size;
}
