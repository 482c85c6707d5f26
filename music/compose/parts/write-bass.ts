import type { BassLine } from '../../styles/style-notes.ts';
import { type BassStep, drawSequence, varySequence } from './bass-sequence.ts';
import type { BarContext, PartWriter } from './part-writer.ts';

const MARKS = 'RrgT23578AN';
/** The marks that play the root of a tonic chord. */
const ROOT_MARKS = 'RrT8';

/** Loudness of the notes of a line with accents, and how much softer a sequence is as it ebbs. */
const ACCENTED = 1;
const UNACCENTED = 0.68;
const EBB = 0.3;
const SWELL_BARS = 8;

/** Length in beats and loudness of a dead note. */
const DEAD_BEATS = 0.07;
const DEAD_LOUDNESS = 0.62;

/**
 * A bass line on the roots of the harmony, as notated, walking or as drawn for a sequencer. Under
 * the first tonic chord of a main section it plays the tonic. Walking, it ignores pedals.
 */
export function writeBass(writer: PartWriter): void {
  const { song, section } = writer;
  const line = song.pattern('bass', song.style.bassLines, section);
  if (!line) return;
  const { tonic } = song.harmony;
  let place: number | undefined;
  let isStated = section.role !== 'main';
  const sequence = line.kind === 'sequence' ? sequenceOf(writer, line) : undefined;
  for (const bar of writer.bars()) {
    const statesTonic = !isStated && bar.chord.root === tonic;
    isStated ||= statesTonic;
    if (line.kind === 'walk') place = walk(writer, bar, line.steps, line.drawn ?? false, place);
    else if (sequence) {
      const steps = bar.inSection % 4 === 3 ? varySequence(writer.random, sequence) : sequence;
      playSteps(writer, bar, steps, statesTonic, swellAt(bar.inSection));
    } else playSteps(writer, bar, stepsOf(writer, line, bar.inSection), statesTonic);
  }
}

/** The root of a chord in the bass's range. */
export function rootIn(writer: PartWriter, root: number): number {
  const [low] = writer.song.style.bassRange;
  return low + ((((root - low) % 12) + 12) % 12);
}

/** The same sequence in all sections of a piece, but another in contrasts and retaken sections. */
function sequenceOf({ song, section, random }: PartWriter, line: BassLine): readonly BassStep[] {
  const kind = section.role === 'contrast' ? 'contrast' : 'main';
  return drawSequence(
    song.retaken('bass', section) ? random : song.songRandom('bass', `sequence/${kind}`),
    song.row(line.steps)[0] ?? [],
  );
}

/** 1 at the middle of every eight bars, less at their ends. */
const swellAt = (inSection: number): number => {
  const place = (inSection % SWELL_BARS) / SWELL_BARS;
  return 1 - EBB * Math.abs(2 * place - 1);
};

/** The notes of a bar as notated, with its slides and accents. */
function stepsOf(writer: PartWriter, line: BassLine, inSection: number): readonly BassStep[] {
  const { song, random } = writer;
  const bars = song.row(line.steps);
  const at = line.drawn ? random.pick([...bars.keys()]) : inSection;
  const marked = (row: string | undefined, beat: number): boolean =>
    row !== undefined &&
    writer.rowAt(row, at).some((hit) => hit.mark === 'x' && Math.abs(hit.beat - beat) < 1e-9);
  return writer
    .rowAt(line.steps, at)
    .filter(({ mark }) => MARKS.includes(mark))
    .map((hit, i) => ({
      ...hit,
      slide: i > 0 && marked(line.slides, hit.beat),
      accent: line.accents === undefined ? undefined : marked(line.accents, hit.beat),
    }));
}

/** `statesTonic`: without a root among them, the first note becomes one. */
function playSteps(
  writer: PartWriter,
  bar: BarContext,
  steps: readonly BassStep[],
  statesTonic: boolean,
  loudness = 1,
): void {
  const { classes } = bar.chord;
  const { pedal, tonic } = writer.song.harmony;
  const root = pedal[bar.bar] ? tonic : bar.chord.root;
  const base = rootIn(writer, root);
  const above = (tone: number): number => base + ((((tone - root) % 12) + 12) % 12);
  const target = rootIn(writer, bar.next.root);
  // A scale step below or above the next root, on the side we come from.
  const side = target > base ? -1 : 1;
  const approach = writer.song.harmony.scale.includes((target + side + 12) % 12)
    ? target + side
    : target + 2 * side;
  const pitches: Readonly<Record<string, number>> = {
    R: base,
    r: base,
    g: base,
    T: rootIn(writer, tonic),
    2: above(stepAbove(writer.song.harmony.scale, root)),
    3: above(classes[1] ?? root),
    5: above(classes[2] ?? root),
    7: above(classes[3] ?? (root + 10) % 12),
    8: base + 12,
    A: approach,
    N: target,
  };
  const needsRoot = statesTonic && !steps.some(({ mark }) => ROOT_MARKS.includes(mark));
  for (const [i, step] of steps.entries()) {
    const { beat, beats, held, mark, triplet } = step;
    const next = steps[i + 1];
    const midi = needsRoot && i === 0 ? base : pitches[mark];
    if (midi === undefined) continue;
    const byBeat = beat === 0 ? 1 : writer.song.isOnBeat(beat) ? 0.9 : 0.8;
    const accent =
      step.accent === undefined ? byBeat : loudness * (step.accent ? ACCENTED : UNACCENTED);
    writer.play({
      bar: bar.bar,
      beat,
      // A note that slides lasts until the next one.
      beats: next?.slide
        ? next.beat - beat
        : mark === 'g'
          ? DEAD_BEATS
          : beats * (held ? 0.94 : 0.88),
      midi,
      velocity: accent * (mark === 'r' ? 0.6 : mark === 'g' ? DEAD_LOUDNESS : 1),
      triplet,
      slide: step.slide,
    });
  }
}

/** The scale's next pitch class above a root. */
function stepAbove(scale: readonly number[], root: number): number {
  for (let tone = root + 1; tone < root + 12; tone++)
    if (scale.includes(tone % 12)) return tone % 12;
  return root;
}

/**
 * Walks from chord to chord: the root (or another chord tone if the chord stays) on the first beat,
 * chord and scale tones between, and on the last note a half or scale step into the next root.
 * Returns the last note, from which the next bar continues.
 */
function walk(
  writer: PartWriter,
  bar: BarContext,
  row: string,
  drawn: boolean,
  from: number | undefined,
): number {
  const { random, song } = writer;
  const [low] = song.style.bassRange;
  const high = low + 19;
  const near = (tone: number, to: number): number => {
    let best = rootIn(writer, tone);
    for (let midi = low; midi <= high; midi++)
      if ((midi - tone) % 12 === 0 && Math.abs(midi - to) < Math.abs(best - to)) best = midi;
    return best;
  };
  const hits = writer.rowAt(row, bar.inSection, drawn);
  let midi = near(bar.chord.root, from ?? low + 8);
  const target = near(bar.next.root, midi);
  const upwards = target === midi ? midi < low + 10 : target > midi;
  hits.forEach(({ beat, beats, mark, triplet }, i) => {
    if (i === 0 && beat === 0)
      midi =
        bar.inSection > 0 && writer.chordAt(bar.bar - 1) === bar.chord && random.chance(0.5)
          ? near(random.pick(bar.chord.classes.slice(1, 3)), midi)
          : near(bar.chord.root, from ?? midi);
    else if (i === hits.length - 1) midi = approach(writer, target, midi);
    else {
      // Skip notes (the second eighth of a beat) repeat the previous pitch; the others move on.
      const moves = Number.isInteger(beat);
      const tones = beat % 2 === 0 || random.chance(0.55) ? bar.chord.classes : song.harmony.scale;
      if (moves) midi = stepTo(tones, midi, upwards ? 1 : -1, low, high);
    }
    writer.play({
      bar: bar.bar,
      beat,
      beats:
        beats * 0.95 +
        (hits[i + 1]
          ? Math.min(0.7, (hits[i + 1]?.beat ?? 0) - beat - beats)
          : song.form.beatsPerBar - beat - beats),
      midi,
      velocity: mark === 'o' ? 0.6 : Number.isInteger(beat) ? random.between(0.85, 1) : 0.7,
      triplet,
    });
  });
  return midi;
}

/** The next of these tones in a direction; reverses at the end of the range. */
function stepTo(
  tones: readonly number[],
  from: number,
  direction: 1 | -1,
  low: number,
  high: number,
): number {
  for (const way of [direction, -direction])
    for (let midi = from + way; midi >= low && midi <= high; midi += way)
      if (tones.includes(midi % 12)) return midi;
  return from;
}

function approach(writer: PartWriter, target: number, from: number): number {
  const { random, song } = writer;
  const [low] = song.style.bassRange;
  const side = from < target || (from === target && random.chance(0.5)) ? -1 : 1;
  const wish =
    target +
    side *
      (random.chance(0.6) ? 1 : song.harmony.scale.includes((target + 2 * side + 12) % 12) ? 2 : 1);
  return wish < low ? target + 1 : wish;
}
