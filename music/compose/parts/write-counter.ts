import type { CounterHabit } from '../../styles/style-notes.ts';
import { type LineNote, melodyLine } from '../melody/melody-line.ts';
import type { SongThemes } from '../melody/song-themes.ts';
import { type HarmonyChord, withLeadingTone } from '../song/harmony.ts';
import type { BarContext, PartWriter } from './part-writer.ts';
import { voiceChord } from './voicing.ts';

/** The shortest lead note that a parallel voice doubles, in beats. */
const WORTH_FOLLOWING = 0.45;

/**
 * A second voice under the lead. It follows the lead as drawn from the seed, without the lead's
 * retakes, so a retake of the lead leaves it unchanged. It still fits, because its strong notes are
 * chord tones.
 */
export function writeCounter(writer: PartWriter, themes: SongThemes): void {
  const { song, section } = writer;
  const habit = song.pattern('counter', song.style.counter.habits, section);
  if (!habit) return;
  const lead = melodyLine(song, section, themes, false);
  const bars = [...writer.bars()];
  if (habit.kind === 'guide') guide(writer, bars);
  else if (habit.kind === 'figure') figure(writer, bars, habit);
  else if (habit.kind === 'echo') {
    if (echo(writer, bars, lead, habit.later ?? 0.75) === 0) guide(writer, bars);
  } else if (habit.kind === 'answers') {
    if (answer(writer, bars, lead, themes) === 0) guide(writer, bars);
  } else if (follow(writer, bars, lead, habit.kind === 'thirds' ? 2 : 5) === 0) guide(writer, bars);
}

const isTone = (chord: HarmonyChord, midi: number): boolean => chord.classes.includes(midi % 12);

/** The note of these pitch classes nearest to a target, within the counter-melody's range. */
function nearest(writer: PartWriter, classes: readonly number[], target: number): number {
  const [low, high] = writer.song.style.counter.range;
  let best = { midi: Math.max(low, Math.min(high, target)), distance: Infinity };
  for (let midi = low; midi <= high; midi++)
    if (classes.includes(midi % 12) && Math.abs(midi - target) < best.distance)
      best = { midi, distance: Math.abs(midi - target) };
  return best.midi;
}

/**
 * Guide tones: thirds and sevenths, each as near as possible to the previous one, held as long as
 * they fit.
 */
function guide(writer: PartWriter, bars: readonly BarContext[]): void {
  const [low, high] = writer.song.style.counter.range;
  const { beatsPerBar } = writer.song.form;
  let midi = Math.round((low + high) / 2);
  for (let i = 0; i < bars.length;) {
    const bar = bars[i];
    if (!bar) break;
    const { classes } = bar.chord;
    midi = nearest(
      writer,
      [classes[1], classes[3]].filter((tone) => tone !== undefined),
      midi,
    );
    let count = 1;
    while (i + count < bars.length && count < 2 && bars[i + count]?.chord === bar.chord) count++;
    writer.play({ bar: bar.bar, beat: 0, beats: count * beatsPerBar - 0.1, midi, velocity: 0.8 });
    i += count;
  }
}

function figure(writer: PartWriter, bars: readonly BarContext[], habit: CounterHabit): void {
  const [low, high] = writer.song.style.counter.range;
  let hands: number[] | undefined;
  for (const bar of bars) {
    hands = voiceChord(bar.chord, hands, { low, high, voices: 3 }, false);
    for (const { beat, beats, held, mark, triplet } of writer.rowAt(
      habit.steps ?? '0.1.2.1.',
      bar.inSection,
      habit.drawn,
    )) {
      const i = Number.parseInt(mark, 10);
      const midi = hands[i % hands.length];
      if (midi !== undefined)
        writer.play({
          bar: bar.bar,
          beat,
          beats: beats * (held ? 0.95 : 0.8),
          midi: Math.min(high, midi + 12 * Math.floor(i / hands.length)),
          velocity: writer.song.isOnBeat(beat) ? 0.9 : 0.78,
          triplet,
        });
    }
  }
}

/**
 * Doubles each longer lead note a number of scale steps below; a chord tone where the lead is strong.
 */
function follow(
  writer: PartWriter,
  bars: readonly BarContext[],
  lead: readonly LineNote[],
  steps: number,
): number {
  const { scale } = writer.song.harmony;
  let written = 0;
  for (const { bar, beat, beats, midi, strong, triplet } of lead) {
    const own = bars.find((one) => one.bar === bar);
    if (!own || beats < WORTH_FOLLOWING) continue;
    let under = midi;
    for (let down = 0; down < steps;) if (scale.includes((--under + 120) % 12)) down++;
    if (writer.song.style.melody.leadingTones) under = withLeadingTone(under, own.chord, scale);
    const wanted =
      strong && !isTone(own.chord, under)
        ? nearest(writer, own.chord.classes, under)
        : nearest(writer, [((under % 12) + 12) % 12], under);
    writer.play({ bar, beat, beats, midi: wanted, velocity: strong ? 0.85 : 0.75, triplet });
    written++;
  }
  return written;
}

/**
 * The lead's notes again, later and softer, on the chord that sounds by then where they are strong.
 * Those that would fall into another section are left out.
 */
function echo(
  writer: PartWriter,
  bars: readonly BarContext[],
  lead: readonly LineNote[],
  later: number,
): number {
  const { form, style } = writer.song;
  const { beatsPerBar } = form;
  let written = 0;
  for (const { bar, beat, beats, midi, strong, triplet } of lead) {
    const over = Math.floor((beat + later) / beatsPerBar + 1e-9);
    const own = bars.find((one) => one.bar === bar + over);
    if (!own) continue;
    const folded = midi > style.counter.range[1] ? midi - 12 : midi;
    writer.play({
      bar: own.bar,
      beat: beat + later - over * beatsPerBar,
      beats,
      midi:
        strong && !isTone(own.chord, folded) ? nearest(writer, own.chord.classes, folded) : folded,
      velocity: strong ? 0.62 : 0.55,
      triplet,
    });
    written++;
  }
  return written;
}

/**
 * Where the lead rests for a beat and a half or more: a short figure of the style, shaped like the
 * end of the theme.
 */
function answer(
  writer: PartWriter,
  bars: readonly BarContext[],
  lead: readonly LineNote[],
  themes: SongThemes,
): number {
  const { song, random } = writer;
  const { beatsPerBar } = song.form;
  const [low, high] = song.style.counter.range;
  const tail = themes.main[0].notes.slice(-4).map(({ degree }) => degree);
  let written = 0;
  for (const bar of bars) {
    const sung = lead.filter((note) => note.bar === bar.bar);
    // The first bars of a phrase belong to the lead, even where it rests.
    if (lead.length === 0 && bar.inSection % 2 === 0) continue;
    const ends = Math.max(
      0,
      ...sung.map(({ beat, beats }) => (beats > 1.6 ? beat + 1.5 : beat + beats)),
    );
    const hits = writer
      .rowAt(random.pick(song.style.counter.rhythms), 0)
      .filter(
        ({ beat }) =>
          beat >= ends - 0.01 &&
          beat < beatsPerBar &&
          !sung.some((note) => note.beat >= beat - 0.01),
      );
    if (hits.length < 2) continue;
    let midi = nearest(
      writer,
      bar.chord.classes,
      Math.round((low + high) / 2) + random.pick([-3, 0, 3]),
    );
    hits.forEach(({ beat, beats, held, triplet }, i) => {
      const until = (hits[i + 1]?.beat ?? beatsPerBar) - beat;
      if (i > 0) {
        const way =
          Math.sign((tail[i % tail.length] ?? 0) - (tail[(i - 1) % tail.length] ?? 0)) || 1;
        const last = i === hits.length - 1;
        const classes = last ? bar.chord.classes : song.harmony.scale;
        let next = midi + way;
        while (!classes.includes(((next % 12) + 12) % 12) && Math.abs(next - midi) < 5) next += way;
        midi = nearest(writer, classes, next);
      }
      writer.play({
        bar: bar.bar,
        beat,
        beats: held ? beats * 0.95 : Math.min(until, 1.5) * 0.9,
        midi,
        velocity: i === 0 ? 0.86 : 0.78,
        triplet,
      });
      written++;
    });
  }
  return written;
}
