import type { Comping } from '../styles/style-notes.ts';
import { type PartWriter, STEPS } from './part-writer.ts';
import { voiceChord } from './voicing.ts';

/** Comping or an arpeggio for each kind of section; the final chord is rolled and held. */
export function writeChords(pen: PartWriter): void {
  const { book, form, composition } = pen;
  const rootless = composition.parts.includes('bass');
  const compings = new Map<string, Comping>();
  let hands: number[] | undefined;
  for (const bar of pen.bars()) {
    const { name, energy } = bar.section;
    const comping = compings.get(name) ?? pen.suited(book.comping, energy);
    compings.set(name, comping);
    hands = voiceChord(bar.chord, hands, book.voicing, rootless);
    if (comping.kind === 'arp') arpeggiate(pen, bar.bar, comping.steps, hands, 0.75 + 0.25 * energy);
    else strum(pen, bar.bar, comping.steps, hands, 0.75 + 0.25 * energy);
  }
  const last = voiceChord(pen.chordAt(form.bodyBars), hands, book.voicing, rootless);
  last.forEach((midi, i) => pen.write(pen.endingStart + i * 0.035, form.endingSeconds * 0.74 - i * 0.035, midi, 0.85, true));
}

function held(row: string, step: number): number {
  let steps = 1;
  while (step + steps < STEPS && row[step + steps] === '-') steps++;
  return steps;
}

function strum(pen: PartWriter, bar: number, row: string, hands: readonly number[], velocity: number): void {
  [...row].forEach((mark, step) => {
    if (mark !== 'x') return;
    const steps = held(row, step) * 0.95;
    const accent = step === 0 ? 1 : 0.88;
    hands.forEach((midi, i) => pen.play({ bar, step, steps, midi, velocity: velocity * accent * (i === hands.length - 1 ? 1 : 0.9), late: i * pen.book.looseness }));
  });
}

function arpeggiate(pen: PartWriter, bar: number, row: string, hands: readonly number[], velocity: number): void {
  [...row].forEach((mark, step) => {
    const midi = hands[Number.parseInt(mark, 10)];
    if (midi === undefined) return;
    pen.play({ bar, step, steps: held(row, step) * 0.8, midi, velocity: velocity * (step % 4 === 0 ? 1 : 0.82) });
  });
}
