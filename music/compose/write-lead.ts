import { melodyLine } from './melody-line.ts';
import type { SectionPen } from './section-pen.ts';
import type { SongIdeas } from './song-ideas.ts';

/** Beats of a grace note. */
const GRACE = 0.125;
/** What comes into a tone from beside it: down from the scale above, or up from the half step below. */
const FROM = [2, 1, -1] as const;

/** Sings the line of the section: peaks a little louder, an ornament here and there on a long note. */
export function writeLead(pen: SectionPen, ideas: SongIdeas): void {
  const { random, song } = pen;
  const { melody } = song.book;
  const line = melodyLine(song, pen.section, ideas, true);
  const pitches = line.map(({ midi }) => midi);
  const [low, high] = [Math.min(...pitches), Math.max(...pitches)];
  for (const { bar, beat, beats, midi, strong, triplet } of line) {
    const velocity =
      (strong ? 0.94 : 0.82) + (high > low ? 0.1 * ((midi - low) / (high - low)) : 0);
    const graced = beats >= 0.9 && !triplet && random.chance(melody.ornament ?? 0);
    if (graced) {
      const { scale } = song.harmony;
      // Who plays half steps anywhere slides in from one; others come from the scale, mostly from above.
      const side = melody.chromatic
        ? scale.includes((midi + 2) % 12)
          ? random.pick(FROM)
          : random.pick(FROM.slice(1))
        : random.chance(0.7)
          ? scale.includes((midi + 1) % 12)
            ? 1
            : 2
          : scale.includes((midi - 1) % 12)
            ? -1
            : -2;
      pen.play({
        bar,
        beat,
        beats: GRACE,
        midi: midi + side,
        velocity: velocity * 0.7,
        triplet: true,
      });
      pen.play({ bar, beat: beat + GRACE, beats: beats - GRACE, midi, velocity, triplet: true });
    } else pen.play({ bar, beat, beats, midi, velocity, triplet });
  }
}
