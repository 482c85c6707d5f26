import { firstInKit } from './drum-kit.ts';
import { framesOf } from './frames-of.ts';
import type { PartWriter } from './part-writer.ts';
import { voiceChord } from './voicing.ts';
import { rootIn } from './write-bass.ts';
import { chordVoicing } from './write-chords.ts';

/** Seconds between the notes of a rolled chord, and of one struck by hand. */
const ROLL_SECONDS = 0.07;
const HANDS_SECONDS = 0.008;
/** Share of the ending for which the last chord is held; the rest is its decay. */
const HELD = 0.72;
/** Seconds of a last chord that is hit and left to ring. */
const HIT_SECONDS = 0.4;

/**
 * Writes the last chord of a part in the style's way of ending. All parts let go of it together:
 * only a struck sound decays earlier, by itself.
 */
export function writeEnding(writer: PartWriter): void {
  const { section, song, random } = writer;
  const { style, composition, form, harmony } = song;
  const length = form.endingSeconds;
  const held =
    style.ending === 'hit' ? Math.min(HIT_SECONDS + 0.2 * length, length * HELD) : length * HELD;
  const chord = writer.chordAt(form.bodyBars);
  const last = form.sections.at(-2)?.energy ?? composition.energy;
  // Without drums nothing strikes the end: the last chord is as soft as the music before it.
  const soft = style.parts.drums ? 1 : 1 - style.dynamics * (1 - last);
  const write = (midi: number, duration: number, velocity: number, late = 0): void =>
    writer.write({
      start: section.start + late,
      duration: duration - late,
      midi,
      velocity: velocity * soft,
      tight: true,
    });
  if (writer.part === 'drums') {
    const low = firstInKit(style, ['kick', 'bigDrum', 'lowTom', 'swirl']);
    const high = firstInKit(style, ['crash', 'ride', 'openHat']);
    if (low !== undefined) write(low, held, 0.6 + 0.35 * last);
    if (high !== undefined) write(high, held, 0.3 + 0.45 * last);
  } else if (writer.part === 'bass') write(rootIn(writer, chord.root), held, 0.85);
  else if (writer.part === 'chords') {
    const hands = voiceChord(
      chord,
      undefined,
      chordVoicing(writer),
      composition.parts.includes('bass'),
    );
    if (style.comping.some(({ kind }) => kind === 'frames'))
      for (const { late, seconds, midi, slide } of framesOf(hands, held))
        writer.write({
          start: section.start + late,
          duration: seconds,
          midi,
          velocity: 0.85 * soft,
          tight: true,
          slide,
        });
    else
      hands.forEach((midi, i) =>
        write(
          midi,
          held,
          0.85,
          Math.min(0.3 * length, i * (style.ending === 'roll' ? ROLL_SECONDS : HANDS_SECONDS)),
        ),
      );
  } else if (writer.part === 'pad') {
    for (const midi of voiceChord(
      chord,
      undefined,
      {
        ...style.padVoicing,
        high: Math.max(
          style.padVoicing.low + 14,
          Math.min(style.padVoicing.high, style.melody.range[0] + 5),
        ),
      },
      false,
    ))
      write(midi, held, 0.75);
  } else if (writer.part === 'lead') {
    const [low, high] = style.melody.range;
    // The melody comes home to the tonic; now and then it stays on the third.
    const tone = random.chance(0.8) ? harmony.tonic : (chord.classes[1] ?? harmony.tonic);
    write(near(tone, Math.round((low + high) / 2)), held, 0.75, 0.02);
  } else if (writer.part === 'counter') {
    const [low, high] = style.counter.range;
    write(near(chord.classes[1] ?? chord.root, Math.round((low + high) / 2)), held, 0.65, 0.02);
  }
}

/** The note of a pitch class nearest to a target. */
function near(tone: number, target: number): number {
  const up = target + ((((tone - target) % 12) + 12) % 12);
  return up - target <= 6 ? up : up - 12;
}
