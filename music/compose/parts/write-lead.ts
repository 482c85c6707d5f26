import { melodyLine } from '../melody/melody-line.ts';
import type { SongThemes } from '../melody/song-themes.ts';
import type { PartWriter } from './part-writer.ts';

/** Length of a grace note in beats. */
const GRACE_BEATS = 0.125;
/** Approach notes in semitones: from the scale above, or from a half step below. */
const GRACE_INTERVALS = [2, 1, -1] as const;

/**
 * Writes the section's melody: peaks slightly louder, occasional ornaments on long notes.
 * `everyBar`: without the rests of the phrase.
 */
export function writeLead(writer: PartWriter, themes: SongThemes, everyBar = false): void {
  const { random, song } = writer;
  const { melody } = song.style;
  const line = melodyLine(song, writer.section, themes, true, undefined, everyBar);
  const pitches = line.map(({ midi }) => midi);
  const [low, high] = [Math.min(...pitches), Math.max(...pitches)];
  for (const { bar, beat, beats, midi, strong, triplet } of line) {
    const velocity =
      (strong ? 0.94 : 0.82) + (high > low ? 0.1 * ((midi - low) / (high - low)) : 0);
    const graced = beats >= 0.9 && !triplet && random.chance(melody.ornament ?? 0);
    if (graced) {
      const { scale } = song.harmony;
      // Styles with chromatic notes approach from a half step; others from the scale, mostly
      // from above.
      const side = melody.chromatic
        ? scale.includes((midi + 2) % 12)
          ? random.pick(GRACE_INTERVALS)
          : random.pick(GRACE_INTERVALS.slice(1))
        : random.chance(0.7)
          ? scale.includes((midi + 1) % 12)
            ? 1
            : 2
          : scale.includes((midi - 1) % 12)
            ? -1
            : -2;
      writer.play({
        bar,
        beat,
        beats: GRACE_BEATS,
        midi: midi + side,
        velocity: velocity * 0.7,
        triplet: true,
      });
      writer.play({
        bar,
        beat: beat + GRACE_BEATS,
        beats: beats - GRACE_BEATS,
        midi,
        velocity,
        triplet: true,
      });
    } else writer.play({ bar, beat, beats, midi, velocity, triplet });
  }
}
