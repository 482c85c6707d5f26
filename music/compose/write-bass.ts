import { chordClasses } from './harmony.ts';
import { type PartWriter, STEPS } from './part-writer.ts';

/** A line for each kind of section, on the roots of the harmony; silent in the first half of an intro. */
export function writeBass(pen: PartWriter): void {
  const { book, form } = pen;
  const lines = new Map<string, string>();
  for (const bar of pen.bars()) {
    const { name, energy } = bar.section;
    const line = lines.get(name) ?? pen.suited(book.bassLines, energy).steps;
    lines.set(name, line);
    if (name === 'intro' && form.bodyBars >= 10 && bar.inSection < bar.section.bars / 2) continue;
    playLine(pen, bar.bar, line, bar.chord, bar.next, 0.8 + 0.2 * energy);
  }
  const root = rootIn(pen, pen.chordAt(form.bodyBars));
  pen.write(pen.endingStart, form.endingSeconds * 0.72, root, 0.85, true);
}

function rootIn(pen: PartWriter, chord: string): number {
  const [low] = pen.book.bassRange;
  const root = chordClasses(chord)[0] ?? 0;
  return low + ((((root - low) % 12) + 12) % 12);
}

function playLine(pen: PartWriter, bar: number, line: string, chord: string, next: string, force: number): void {
  const [root = 0, third = 0, fifth = 0] = chordClasses(chord);
  const base = rootIn(pen, chord);
  const above = (tone: number): number => base + ((((tone - root) % 12) + 12) % 12);
  const target = rootIn(pen, next);
  // A step of the scale below or above the next root, whichever side we come from.
  const side = target > base ? -1 : 1;
  const approach = pen.harmony.scale.includes((target + side + 12) % 12) ? target + side : target + 2 * side;
  const pitches: Readonly<Record<string, number>> = { R: base, 3: above(third), 5: above(fifth), 8: base + 12, A: approach };
  [...line].forEach((mark, step) => {
    const midi = pitches[mark];
    if (midi === undefined) return;
    let steps = 1;
    while (step + steps < STEPS && line[step + steps] === '-') steps++;
    pen.play({ bar, step, steps: steps * 0.92, midi, velocity: force * (step === 0 ? 1 : step % 4 === 0 ? 0.9 : 0.8) });
  });
}
