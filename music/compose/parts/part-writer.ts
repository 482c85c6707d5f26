import type { Note, PartName } from '@fermata/contracts/values';
import type { Random } from '../../signal/random.ts';
import type { PlacedSection } from '../song/fit-form.ts';
import type { HarmonyChord } from '../song/harmony.ts';
import { presenceOf, type Span } from '../song/presence.ts';
import type { RowHit } from '../song/read-row.ts';
import type { Song } from '../song/song.ts';

export interface BarContext {
  readonly bar: number;
  readonly inSection: number;
  readonly chord: HarmonyChord;
  readonly next: HarmonyChord;
  readonly last: boolean;
}
interface Stroke {
  readonly bar: number;
  readonly beat: number;
  readonly beats: number;
  readonly midi: number;
  readonly velocity: number;
  readonly late?: number;
  readonly tight?: boolean;
  readonly triplet?: boolean;
  /** The note before it slides into it. */
  readonly slide?: boolean;
}

/** How much wider the dynamics are if the composition has an energy curve. */
const CURVE_DYNAMICS = 0.55;
/** Notes of the same pitch closer than this merge. */
const MERGE_SECONDS = 0.03;

/**
 * Writes one part of one section with its own random numbers. Notes start and end within the
 * section, so a section or part can be rewritten while all others stay the same.
 */
export class PartWriter {
  readonly song: Song;
  readonly part: PartName;
  readonly section: PlacedSection;
  readonly random: Random;
  /** The bars of the section in which the part plays. */
  readonly spans: readonly Span[];
  readonly #notes: Note[] = [];
  readonly #touch: number;
  readonly #loose: number;
  readonly #late: number;
  readonly #dynamics: number;

  constructor(song: Song, part: PartName, section: PlacedSection) {
    const { style, composition } = song;
    this.song = song;
    this.part = part;
    this.section = section;
    this.random = song.sectionRandom(part, section);
    this.spans = presenceOf(song, part, section);
    this.#touch = style.touch[part] ?? 1;
    this.#loose = style.looseness * (style.timing?.[part]?.loose ?? 1);
    this.#late = style.timing?.[part]?.late ?? 0;
    this.#dynamics = composition.energyCurve
      ? Math.max(style.dynamics, CURVE_DYNAMICS)
      : style.dynamics;
  }

  /** The bars in which the part plays. */
  *bars(): Generator<BarContext> {
    for (const { from, to } of this.spans)
      for (let inSection = from; inSection < to; inSection++) yield this.barAt(inSection);
  }

  barAt(inSection: number): BarContext {
    const bar = this.section.startBar + inSection;
    return {
      bar,
      inSection,
      chord: this.chordAt(bar),
      next: this.chordAt(bar + 1),
      last: inSection === this.section.bars - 1,
    };
  }

  /**
   * The chord of a bar. After the last bar of a loop comes its first; after a final chord, none.
   */
  chordAt(bar: number): HarmonyChord {
    const { chords } = this.song.harmony;
    const chord =
      chords[this.song.form.loops ? bar % chords.length : Math.min(bar, chords.length - 1)];
    if (!chord) throw new RangeError(`bar ${bar} has no chord`);
    return chord;
  }

  /** The hits of a row in a bar of the section: bars in order, or drawn at random if `drawn`. */
  rowAt(row: string, inSection: number, drawn = false): readonly RowHit[] {
    const bars = this.song.row(row);
    return (drawn ? this.random.pick(bars) : bars[inSection % bars.length]) ?? [];
  }

  /** Energy at a (fractional) bar of the section. */
  energyAt(inSection: number): number {
    const { from, to, bars } = this.section;
    return from + (to - from) * Math.min(1, inSection / bars);
  }

  /** Writes a note, timed in beats of a bar, with the part's touch and human timing. */
  play(stroke: Stroke): void {
    const start = this.song.time(stroke.bar, stroke.beat, stroke.triplet);
    const end = this.song.time(stroke.bar, stroke.beat + stroke.beats, stroke.triplet);
    const soft =
      1 -
      this.#dynamics *
        (1 -
          this.energyAt(
            stroke.bar - this.section.startBar + stroke.beat / this.song.form.beatsPerBar,
          ));
    this.write({
      start: start + (stroke.late ?? 0) + this.#late,
      duration: end - start,
      midi: stroke.midi,
      velocity: stroke.velocity * soft,
      tight: stroke.tight ?? false,
      slide: stroke.slide ?? false,
    });
  }

  /** Writes a note, timed in seconds. `through`: also in the silence before a drop. */
  write(given: {
    readonly start: number;
    readonly duration: number;
    readonly midi: number;
    readonly velocity: number;
    readonly tight?: boolean;
    readonly through?: boolean;
    readonly slide?: boolean;
  }): void {
    const { section, random, song } = this;
    const loose = given.tight ? 0 : this.#loose;
    const start = Math.min(
      Math.max(section.start, given.start + random.between(-loose, loose)),
      section.end - 0.03,
    );
    const velocity = given.velocity * this.#touch * random.between(0.94, 1.06);
    // The last sound ends before the file does; a loop's end continues at its start.
    let end = Math.min(
      start + Math.max(0.03, given.duration),
      section.role === 'ending' ? section.end - 0.02 : section.end - 0.004,
    );
    for (const { from, to, all } of song.form.silences) {
      if (given.through && !all) continue;
      if (start >= from - 1e-6 && start < to - 1e-6) return;
      if (start < from && end > from) end = from;
      // Skip a note that would be cut off at once.
      if (end === from && end - start < MERGE_SECONDS) return;
    }
    this.#notes.push({
      start: round6(start),
      duration: round6(Math.max(0.02, end - start)),
      midi: Math.max(0, Math.min(127, Math.round(given.midi))),
      velocity: Math.max(1, Math.min(127, Math.round(127 * velocity))),
      ...(given.slide ? { slide: true as const } : {}),
    });
  }

  /** The written notes in order. A note ends where the same pitch starts again. */
  finish(): Note[] {
    const notes = this.#notes.sort(
      (a, b) => a.start - b.start || a.midi - b.midi || b.velocity - a.velocity,
    );
    const sounding = new Map<number, number>();
    const kept: Note[] = [];
    for (const note of notes) {
      const before = sounding.get(note.midi);
      const earlier = before === undefined ? undefined : kept[before];
      if (
        earlier !== undefined &&
        before !== undefined &&
        note.start < earlier.start + earlier.duration
      ) {
        if (note.start - earlier.start < MERGE_SECONDS) {
          kept[before] = {
            ...earlier,
            velocity: Math.max(earlier.velocity, note.velocity),
            duration: Math.max(
              earlier.duration,
              round6(note.start + note.duration - earlier.start),
            ),
          };
          continue;
        }
        kept[before] = { ...earlier, duration: round6(note.start - earlier.start - 0.002) };
      }
      sounding.set(note.midi, kept.length);
      kept.push(note);
    }
    return kept;
  }
}

const round6 = (x: number): number => Math.round(x * 1e6) / 1e6;
