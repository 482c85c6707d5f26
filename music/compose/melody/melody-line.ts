import type { Random } from '../../signal/random.ts';
import type { PlacedSection } from '../song/fit-form.ts';
import {
  bearsTonic,
  type HarmonyChord,
  isMinorThird,
  pentatonicOf,
  withLeadingTone,
} from '../song/harmony.ts';
import type { MetreShape } from '../song/metre-shape.ts';
import { presenceOf } from '../song/presence.ts';
import type { Song } from '../song/song.ts';
import type { SongThemes } from './song-themes.ts';
import { type Theme, type ThemeNote, varyTheme } from './theme.ts';

/**
 * A melody note. `bar` counts from the start of the piece; other times are beats within the bar.
 * `strong`: a structural note.
 */
export interface LineNote {
  readonly bar: number;
  readonly beat: number;
  readonly beats: number;
  readonly midi: number;
  readonly strong: boolean;
  readonly triplet: boolean;
}

/** Phrases for sections in which the melody is not the main thing: fragments of it. */
const FRAGMENTS: Readonly<Partial<Record<string, string>>> = {
  intro: '..a.',
  outro: 'a.c.',
  break: 'a...',
  build: 'aAAA',
};

/**
 * The lead's line through a section: phrases of themes (as they are, varied or closed), each fitted
 * to its chord so that strong and long notes are chord tones.
 * The last and fullest main section sits higher, solos are improvised, and a retake of a section
 * varies its themes. `asLead` false: see `songThemes`. `everyBar`: without the rests of the phrase.
 */
export function melodyLine(
  song: Song,
  section: PlacedSection,
  themes: SongThemes,
  asLead: boolean,
  random: Random = song.sectionRandom('lead', section, asLead ? 'lead' : null),
  everyBar = false,
): LineNote[] {
  const spans = everyBar ? [{ from: 0, to: section.bars }] : presenceOf(song, 'lead', section);
  if (spans.length === 0) return [];
  const { melody } = song.style;
  if (section.solo && melody.solo)
    return spans.flatMap(({ from, to }) => improvise(song, section, from, to, random));
  const about = section.role === 'contrast' ? themes.contrast : themes.main;
  const retaken = song.retaken(asLead ? 'lead' : null, section);
  const [a, b] = retaken
    ? about.map((theme) => varyTheme(theme, song.form.beatsPerBar, random))
    : about;
  if (!a || !b) return [];
  const range = rangeOf(song, section);
  const phrase = everyBar
    ? 'a'
    : (FRAGMENTS[section.role] ??
      (retaken ? random : song.songRandom('lead', `phrase/${section.role}`, null)).pick(
        melody.phrases,
      ));
  const notes: LineNote[] = [];
  for (const span of spans)
    for (let bar = span.from; bar < span.to;) {
      const closes = bar === section.bars - 1 && section.bars >= 4 && section.role !== 'build';
      const mark = closes ? 'c' : (phrase[bar % phrase.length] ?? '.');
      const motif = mark.toLowerCase() === 'b' ? b : a;
      const theme =
        mark === '.'
          ? undefined
          : mark === 'c'
            ? closingTheme(motif, song.form.shape, random)
            : mark === mark.toLowerCase()
              ? motif
              : varyTheme(motif, song.form.beatsPerBar, random);
      if (theme) {
        const lift = section.role === 'build' ? bar - span.from : 0;
        notes.push(
          ...realise(
            song,
            theme,
            section.startBar + bar,
            section.startBar + span.to,
            range,
            lift,
            notes.at(-1)?.midi,
          ),
        );
      }
      bar += Math.max(1, mark === '.' || mark === 'c' ? 1 : motif.bars);
    }
  return notes;
}

/**
 * The last main section, if it is the fullest, uses the top of the range; contrasting sections lie
 * a little lower.
 */
function rangeOf(song: Song, section: PlacedSection): readonly [number, number] {
  const [low, high] = song.style.melody.range;
  const mains = song.form.sections.filter(({ role }) => role === 'main');
  const climax =
    mains.length > 1 &&
    section === mains.at(-1) &&
    mains.every(({ energy }) => energy <= section.energy);
  return climax
    ? [low + 2, high + 1]
    : section.role === 'contrast'
      ? [low - 1, high - 3]
      : [low, high - 2];
}

function scaleNotesOf(song: Song, wide: boolean, low: number, high: number): number[] {
  const { scale } = song.harmony;
  const classes = song.style.melody.pentatonic && !wide ? pentatonicOf(scale) : scale;
  const notes: number[] = [];
  for (let midi = low; midi <= high; midi++) if (classes.includes(midi % 12)) notes.push(midi);
  return notes;
}

/** Ends a phrase: the head of the theme, then a long note. */
function closingTheme(theme: Theme, { beatsPerBar, rests }: MetreShape, random: Random): Theme {
  const head = theme.notes.filter(({ beat }) => beat < beatsPerBar / 2).slice(0, 3);
  const at = random.pick(rests);
  const kept = head.filter(({ beat }) => beat < at);
  const degree =
    (kept.at(-1)?.degree ?? theme.notes[0]?.degree ?? 0) + (random.chance(0.65) ? -1 : 1);
  const end: ThemeNote = {
    beat: at,
    beats: beatsPerBar - at - 0.1,
    degree,
    alter: 0,
    triplet: false,
    closes: true,
  };
  return {
    bars: 1,
    supplied: theme.supplied,
    notes: [...kept.map((note) => ({ ...note, beats: Math.min(note.beats, at - note.beat) })), end],
  };
}

function realise(
  song: Song,
  theme: Theme,
  startBar: number,
  endBar: number,
  range: readonly [number, number],
  lift: number,
  before: number | undefined,
): LineNote[] {
  const { beatsPerBar } = song.form;
  const [low, high] = range;
  const ladder = scaleNotesOf(song, theme.supplied, low - 24, high + 24);
  const anchor = anchorOf(song, theme, ladder, range, before) + lift;
  const line: LineNote[] = [];
  let previous: { midi: number; degree: number } | undefined;
  for (const note of theme.notes) {
    const bar = startBar + Math.floor(note.beat / beatsPerBar + 1e-9);
    if (bar >= endBar) continue;
    const beat = note.beat - (bar - startBar) * beatsPerBar;
    const chord = song.harmony.chords[bar];
    const written = ladder[anchor + note.degree];
    if (written === undefined || !chord) continue;
    const plain = song.style.melody.leadingTones
      ? withLeadingTone(written, chord, song.harmony.scale)
      : written;
    const strong = song.isStrong(beat) || note.beats >= 1.5;
    const moved = previous && note.degree !== previous.degree ? previous.midi : undefined;
    const fitting = bend(plain + note.alter, chord, {
      strong,
      long: note.beats >= 0.75,
      given: theme.supplied,
      moved,
    });
    const midi = foldIntoRange(
      note.closes && goesHome(song, chord) ? nearest(song.harmony.tonic, fitting) : fitting,
      range,
    );
    line.push({ bar, beat, beats: note.beats, midi, strong, triplet: note.triplet });
    previous = { midi, degree: note.degree };
  }
  return line;
}

/**
 * The scale degree where a theme starts: within the range, near the previous note, and with a chord
 * tone first if possible. A supplied motif starts from the tonic.
 */
function anchorOf(
  song: Song,
  theme: Theme,
  ladder: readonly number[],
  [low, high]: readonly [number, number],
  before: number | undefined,
): number {
  const degrees = theme.notes.map(({ degree }) => degree);
  const [lowest, highest] = [Math.min(...degrees), Math.max(...degrees)];
  const middle = (low + high) / 2;
  let best = { place: Math.floor(ladder.length / 2), cost: Infinity };
  ladder.forEach((midi, place) => {
    if (theme.supplied && midi % 12 !== song.harmony.tonic) return;
    const [bottom, top] = [ladder[place + lowest], ladder[place + highest]];
    if (bottom === undefined || top === undefined) return;
    const cost =
      3 * Math.max(0, low - bottom) +
      3 * Math.max(0, top - high) +
      0.5 * Math.abs((bottom + top) / 2 - middle) +
      (song.harmony.modal && !isHome(song, ladder[place + (degrees[0] ?? 0)]) ? UNLIKE_HOME : 0) +
      (before === undefined ? 0 : 0.25 * Math.abs(midi - before));
    if (cost < best.cost - 1e-9) best = { place, cost };
  });
  return best.place;
}

/**
 * Themes of a mode rather start on its tonic, and on its third if that is minor, else on its fifth: as
 * much as this many semitones are worth.
 */
const UNLIKE_HOME = 2;
function isHome({ harmony: { tonic, scale } }: Song, midi = 0): boolean {
  const third = scale[2] ?? tonic;
  const other = isMinorThird(tonic, third) ? third : scale[4];
  return [tonic, other].includes(midi % 12);
}

/** Whether a phrase may close on the tonic over a chord. */
const goesHome = ({ harmony: { tonic, modal } }: Song, chord: HarmonyChord): boolean =>
  chord.classes.includes(tonic) || (modal && bearsTonic(chord, tonic));

/** The note of a pitch class that is nearest to a note. */
const nearest = (tone: number, midi: number): number => {
  const above = (tone - (midi % 12) + 12) % 12;
  return midi + (above > 6 ? above - 12 : above);
};

const isTone = (chord: HarmonyChord, midi: number): boolean =>
  chord.classes.includes(((midi % 12) + 12) % 12);

/** Moves a note onto its chord. `moved`: the previous note, if the theme moves on from it. */
function bend(
  midi: number,
  chord: HarmonyChord,
  how: { strong: boolean; long: boolean; given: boolean; moved: number | undefined },
): number {
  if (isTone(chord, midi)) return midi;
  const rubs = isTone(chord, midi - 1) || isTone(chord, midi + 1);
  if (how.given ? !(how.strong && rubs) : !how.strong && !(how.long && isTone(chord, midi - 1)))
    return midi;
  for (const distance of [1, 2, 3, 4]) {
    const found = [midi - distance, midi + distance].filter((candidate) =>
      isTone(chord, candidate),
    );
    const fresh = found.filter((candidate) => candidate !== how.moved);
    const [pick] = fresh.length > 0 ? fresh : distance >= 3 ? found : [];
    if (pick !== undefined) return pick;
  }
  return midi;
}

/** Folds a note into the range by octaves, with a small tolerance at both ends. */
function foldIntoRange(midi: number, [low, high]: readonly [number, number]): number {
  let note = midi;
  while (note > high + 3) note -= 12;
  while (note < low - 3) note += 12;
  return note;
}

/**
 * An improvised line: directed runs, chord tones on the beats, chromatic approach notes, and leaps
 * that are filled in.
 */
function improvise(
  song: Song,
  section: PlacedSection,
  from: number,
  to: number,
  random: Random,
): LineNote[] {
  const { melody } = song.style;
  const { beatsPerBar } = song.form;
  const [low, high] = melody.range;
  const ladder = scaleNotesOf(song, true, low, high);
  const notes: LineNote[] = [];
  let place = Math.floor(ladder.length / 2);
  let way = random.chance(0.5) ? 1 : -1;
  for (let inSection = from; inSection < to; inSection++) {
    if (!melody.solo || random.chance(melody.solo.rest)) continue;
    const bar = section.startBar + inSection;
    const chord = song.harmony.chords[bar];
    const bars = song.row(
      random.pick(melody.solo.rhythmsIn?.[song.form.shape.metre] ?? melody.solo.rhythms),
    );
    const hits = (bars[0] ?? []).filter(({ beat }) => beat < beatsPerBar);
    hits.forEach((hit, i) => {
      if (!chord) return;
      const size = random.chance(melody.leap)
        ? random.pick([2, 3, 4])
        : random.chance(0.15)
          ? 2
          : 1;
      if (random.chance(0.16) || size > 2) way = -way;
      if (place + way * size < 0 || place + way * size >= ladder.length) way = -way;
      place = Math.max(0, Math.min(ladder.length - 1, place + way * size));
      const onBeat = song.isOnBeat(hit.beat);
      const plain = ladder[place] ?? low;
      const midi = bend(plain, chord, {
        strong: song.isStrong(hit.beat) || i === hits.length - 1,
        long: false,
        given: false,
        moved: notes.at(-1)?.midi,
      });
      const before = notes.at(-1);
      // The note before a strong one approaches it from a half step below.
      if (onBeat && before && !before.strong && random.chance(melody.chromatic ?? 0))
        notes[notes.length - 1] = { ...before, midi: midi - 1 };
      const until = hits[i + 1]?.beat ?? beatsPerBar;
      notes.push({
        bar,
        beat: hit.beat,
        beats: Math.min((until - hit.beat) * melody.legato, 2.5),
        midi,
        strong: onBeat,
        triplet: hit.triplet,
      });
    });
  }
  return notes;
}
