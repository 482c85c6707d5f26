import type { Composition, Note, Score } from '@fermata/contracts';
import type { StyleBook } from '../styles/style-books.ts';
import type { Form } from './fit-form.ts';
import type { Harmony } from './harmony.ts';
import type { Random } from './random.ts';

export const STEPS = 16;
type Section = Score['sections'][number];

/** Every sixteenth of the body, in order. */
export interface Bar { readonly bar: number; readonly section: Section; readonly inSection: number; readonly chord: string; readonly next: string; readonly lastOfSection: boolean }

/** What a part is written with: the form and the harmony to follow, its own random numbers, and a pen that knows time. */
export class PartWriter {
  readonly notes: Note[] = [];
  readonly book: StyleBook;
  readonly composition: Composition;
  readonly form: Form;
  readonly harmony: Harmony;
  readonly random: Random;
  readonly #touch: number;

  constructor(given: { book: StyleBook; composition: Composition; form: Form; harmony: Harmony; random: Random; touch: number }) {
    this.book = given.book;
    this.composition = given.composition;
    this.form = given.form;
    this.harmony = given.harmony;
    this.random = given.random;
    this.#touch = given.touch;
  }

  /** The bars before the final chord. */
  *bars(): Generator<Bar> {
    for (const section of this.form.sections) {
      if (section.name === 'ending') continue;
      for (let inSection = 0; inSection < section.bars; inSection++) {
        const bar = section.startBar + inSection;
        yield { bar, section, inSection, chord: this.chordAt(bar), next: this.chordAt(bar + 1), lastOfSection: inSection === section.bars - 1 };
      }
    }
  }

  chordAt(bar: number): string {
    const { chords } = this.harmony;
    const chord = chords[Math.min(bar, chords.length - 1)];
    if (chord === undefined) throw new RangeError(`there is no chord in bar ${bar}`);
    return chord;
  }

  /** Seconds of a step, swung. */
  time(bar: number, step: number): number {
    const pair = Math.floor(step / 2);
    const swung = pair * 2 + (step - pair * 2) * (step % 2 === 1 ? 2 * this.book.swing.at : 1);
    return (bar + swung / STEPS) * this.form.barSeconds;
  }

  get endingStart(): number {
    return this.form.bodyBars * this.form.barSeconds;
  }

  /** Writes a note from step to step (fractions allowed), with the part's touch and a person's looseness. */
  play(at: { bar: number; step: number; steps: number; midi: number; velocity: number; late?: number; tight?: boolean }): void {
    const start = this.time(at.bar, at.step);
    const whole = Math.floor(at.step + at.steps);
    const end = this.time(at.bar, whole) + ((at.step + at.steps - whole) / STEPS) * this.form.barSeconds;
    this.write(start + (at.late ?? 0), end - start, at.midi, at.velocity, at.tight ?? false);
  }

  /** Writes a note in seconds. */
  write(start: number, duration: number, midi: number, velocity: number, tight = false): void {
    const loose = tight ? 0 : this.book.looseness;
    const from = Math.max(0, start + this.random.between(-loose, loose));
    const to = Math.min(from + Math.max(0.03, duration), this.form.durationSeconds - 0.02);
    const loud = velocity * this.#touch * this.random.between(0.94, 1.06);
    this.notes.push({
      start: Math.round(from * 1e6) / 1e6,
      duration: Math.round(Math.max(0.02, to - from) * 1e6) / 1e6,
      midi: Math.max(0, Math.min(127, Math.round(midi))),
      velocity: Math.max(1, Math.min(127, Math.round(127 * loud))),
    });
  }

  /** Something of `items` that suits an energy; the nearest where nothing does. */
  suited<T extends { readonly energy: readonly [number, number] }>(items: readonly T[], energy: number): T {
    const fitting = items.filter((item) => energy >= item.energy[0] && energy <= item.energy[1]);
    if (fitting.length > 0) return this.random.pick(fitting);
    const distance = (item: T): number => Math.max(item.energy[0] - energy, energy - item.energy[1]);
    return this.random.pick([...items].sort((a, b) => distance(a) - distance(b)).slice(0, 1));
  }
}
