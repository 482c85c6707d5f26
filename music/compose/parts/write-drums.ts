import { type Build, type Drum, type DrumRows, DRUMS } from '../../styles/style-notes.ts';
import type { RowHit } from '../song/read-row.ts';
import { kitHas } from './drum-kit.ts';
import type { PartWriter } from './part-writer.ts';

const MARK_VELOCITIES: Readonly<Record<string, number>> = {
  X: 1,
  x: 0.8,
  o: 0.5,
  g: 0.28,
  r: 0.6,
  t: 0.6,
  '?': 0.5,
};
/** Strikes of a mark within its step, each softer than the one before. */
const ROLLS: Readonly<Record<string, number>> = { r: 2, t: 3 };
const ROLL_FALL = 0.85;
const HEAVY_DRUMS: readonly string[] = ['kick', 'bigDrum', 'snare', 'clap'];
const LAID_BACK_DRUMS: readonly string[] = ['snare', 'rim', 'clap'];
const isDrum = (name: string): name is Drum => name in DRUMS;
const without = (rows: DrumRows, names: readonly string[]): DrumRows =>
  Object.fromEntries(Object.entries(rows).filter(([name]) => !names.includes(name)));

/**
 * A groove for the section, fills before a new section, a roll into a drop, a crash where the music
 * opens up. Before drums that enter late, only the light ones play.
 */
export function writeDrums(writer: PartWriter): void {
  const { section, song, random, spans } = writer;
  const { style, form } = song;
  const groove = song.pattern('drums', style.grooves, section);
  const [first, last] = [spans[0], spans.at(-1)];
  if (!groove || !first || !last) return;
  const lightBars = style.arrangement.drums?.[section.role] === 'late' ? first.from : 0;
  const fills = style.fills.filter(
    ({ energy, metre = '4/4' }) =>
      metre === form.shape.metre &&
      (!energy || (section.energy >= energy[0] && section.energy <= energy[1])),
  );
  const builds =
    section.role === 'build'
      ? style.builds.filter(({ metre = '4/4' }) => metre === form.shape.metre)
      : [];
  const build = builds.length > 0 ? random.pick(builds) : undefined;
  for (let i = lightBars > 0 ? 0 : first.from; i < last.to; i++) {
    if (i >= lightBars && !spans.some(({ from, to }) => i >= from && i < to)) continue;
    const bar = section.startBar + i;
    const force = 0.85 + 0.15 * writer.energyAt(i);
    const strikeRows = (rows: DrumRows): void =>
      strike(writer, rows, bar, force, (row) => writer.rowAt(row, i, groove.drawn));
    if (i < lightBars) {
      strikeRows(without(groove.steps, HEAVY_DRUMS));
      continue;
    }
    if (build) {
      const rolls = roll(writer, build, i);
      if (!rolls || !build.alone)
        strikeRows(without(groove.steps, rolls ? Object.keys(build.steps) : []));
      continue;
    }
    const ends = i === section.bars - 1 && section.bars >= 2 && section.role !== 'outro';
    const within = style.fillEvery > 0 && (i + 1) % style.fillEvery === 0;
    const fill =
      fills.length > 0 &&
      (ends || within) &&
      random.chance((ends ? 0.55 : 0.25) + 0.4 * section.energy)
        ? random.pick(fills)
        : undefined;
    strikeRows(fill ? without(groove.steps, Object.keys(fill.steps)) : groove.steps);
    if (fill) strike(writer, fill.steps, bar, force, (row) => writer.rowAt(row, 0));
    if (i === 0 && opensWithCrash(writer)) crash(writer, bar, section.drop ? 0.9 : 0.7);
  }
}

/** Whether the section opens with a drop, or is full and fuller than the previous one. */
function opensWithCrash({ section, song }: PartWriter): boolean {
  const before = song.form.sections[section.index - 1];
  if (section.drop) return song.style.drop.crash;
  return (
    section.role !== 'intro' &&
    section.energy > 0.6 &&
    before !== undefined &&
    section.energy > before.energy + 0.05
  );
}

function crash(writer: PartWriter, bar: number, velocity: number): void {
  if (kitHas(writer.song.style, DRUMS.crash))
    writer.play({ bar, beat: 0, beats: 1, midi: DRUMS.crash, velocity, tight: true });
}

/**
 * Plays the bar of a build that falls here, counted from the end of the section. Returns false
 * before the build starts.
 */
function roll(writer: PartWriter, build: Build, inSection: number): boolean {
  const { section, song } = writer;
  const longest = Math.max(...Object.values(build.steps).map((row) => song.row(row ?? '').length));
  if (section.bars - inSection > longest) return false;
  const [from, to] = build.grow;
  const begins = Math.max(0, section.bars - longest);
  const grown = (beat: number): number =>
    from +
    ((to - from) * (inSection - begins + beat / song.form.beatsPerBar)) / (section.bars - begins);
  strike(
    writer,
    build.steps,
    section.startBar + inSection,
    1,
    (row) => {
      const bars = song.row(row);
      return bars[bars.length - (section.bars - inSection)] ?? [];
    },
    grown,
  );
  return true;
}

function strike(
  writer: PartWriter,
  rows: DrumRows,
  bar: number,
  force: number,
  hitsOf: (row: string) => readonly RowHit[],
  grown: (beat: number) => number = () => 1,
): void {
  const { song, random } = writer;
  for (const [name, row] of Object.entries(rows)) {
    if (!isDrum(name) || !kitHas(song.style, DRUMS[name])) continue;
    for (const { beat, beats, mark, triplet } of hitsOf(row)) {
      const loud = MARK_VELOCITIES[mark];
      if (loud === undefined || (mark === '?' && !random.chance(0.4))) continue;
      const velocity = loud * force * grown(beat) * (song.isOnBeat(beat) ? 1 : 0.93);
      const stroke = {
        bar,
        beat,
        beats: Math.min(beats, 0.25),
        midi: DRUMS[name],
        velocity,
        triplet,
        late: LAID_BACK_DRUMS.includes(name) ? song.style.snareLate : 0,
        tight: name === 'kick',
      };
      const strikes = ROLLS[mark] ?? 1;
      let struck = velocity;
      for (let i = 0; i < strikes; i++) {
        writer.play({
          ...stroke,
          beat: beat + (beats * i) / strikes,
          beats: strikes === 1 ? stroke.beats : beats / strikes,
          velocity: struck,
        });
        struck *= ROLL_FALL;
      }
    }
  }
}
