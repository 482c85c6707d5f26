import type { Note, PartName, Score } from '@fermata/contracts/values';
import { DRUMS } from '../../styles/style-notes.ts';

/** Drums that take the same place in a groove. */
const DRUM_GROUPS = {
  kicks: [DRUMS.kick, DRUMS.bigDrum, DRUMS.openSurdo],
  snares: [DRUMS.snare, DRUMS.clap, DRUMS.rim, DRUMS.swirl],
  hats: [DRUMS.closedHat, DRUMS.openHat, DRUMS.pedalHat, DRUMS.ride, DRUMS.rideBell],
  shakers: [DRUMS.shaker, DRUMS.tambourine, DRUMS.guiro],
  skins: [DRUMS.highBongo, DRUMS.lowBongo, DRUMS.mutedConga, DRUMS.highConga, DRUMS.lowConga],
  wood: [DRUMS.claves, DRUMS.cowbell, DRUMS.highAgogo, DRUMS.lowAgogo],
} as const satisfies Record<string, readonly number[]>;
const PARTS = ['bass', 'chords', 'lead', 'counter'] as const satisfies readonly PartName[];
/** Sixteenths of two beats. */
const PLACES = 8;

/**
 * Onsets per two beats on each sixteenth of two beats, by group of drums and by part: what a
 * listener knows of a groove, without the names of the style and its instruments.
 */
export function placeTraits(score: Score): Record<string, number> {
  const drums = score.parts.find((part) => part.name === 'drums')?.notes ?? [];
  return Object.fromEntries([
    ...Object.entries(DRUM_GROUPS).flatMap(([group, keys]: [string, readonly number[]]) =>
      placesOf(
        group,
        drums.filter((note) => keys.includes(note.midi)),
        score,
      ),
    ),
    ...PARTS.flatMap((name) =>
      placesOf(name, score.parts.find((part) => part.name === name)?.notes ?? [], score),
    ),
  ]);
}

function placesOf(
  name: string,
  notes: readonly Note[],
  { tempoBpm, durationSeconds }: Score,
): [string, number][] {
  const sixteenth = 15 / tempoBpm;
  const counts = new Array<number>(PLACES).fill(0);
  // Notes of a chord begin together and count once.
  for (const at of new Set(notes.map((note) => Math.round(note.start / sixteenth))))
    counts[at % PLACES] = (counts[at % PLACES] ?? 0) + 1;
  const spans = Math.max(1, durationSeconds / (PLACES * sixteenth));
  return counts.map((count, place) => [`${name} on sixteenth ${place + 1}`, count / spans]);
}
