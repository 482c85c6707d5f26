import { chordClasses, pentatonicOf } from './harmony.ts';
import { type PartWriter, STEPS } from './part-writer.ts';

/** A bar of melody before it meets its chord: where notes fall and how far each moves, in steps of the scale. */
interface Motif { readonly hits: readonly { readonly step: number; readonly move: number }[] }

/**
 * Two motifs make phrases of four bars (a, b, a, answer). Each motif keeps its rhythm and its shape; strong notes go to the
 * nearest tone of the chord, so the same idea is heard over every harmony. The bridge and the outro breathe.
 */
export function writeLead(pen: PartWriter): void {
  const { book, form, random, composition } = pen;
  const [low, high] = book.melody.range;
  const ladder = ladderOf(book.melody.pentatonic ? pentatonicOf(pen.harmony.scale) : pen.harmony.scale, low, high);
  const alone = composition.parts.length === 1;
  const motifs = { main: [inventMotif(pen), inventMotif(pen), answer(pen)], variation: [inventMotif(pen), inventMotif(pen), answer(pen)] };
  let place = Math.floor(ladder.length / 2);
  for (const bar of pen.bars()) {
    const { name, energy } = bar.section;
    if (!alone && (name === 'intro' || name === 'outro')) continue;
    if (!alone && name === 'bridge' && bar.inSection % 2 === 1) continue;
    // Quiet music leaves every other phrase to the chords.
    if (!alone && energy < 0.35 && bar.inSection % 4 > 1) continue;
    const set = name === 'variation' ? motifs.variation : motifs.main;
    const motif = bar.inSection % 4 === 3 || bar.lastOfSection ? set[2] : bar.inSection % 4 === 1 ? set[1] : set[0];
    if (motif) place = sing(pen, bar.bar, motif, bar.chord, ladder, place, 0.75 + 0.25 * energy);
  }
  const tonic = pen.harmony.scale[0] ?? 0;
  const goal = nearest(ladder, place, (midi) => midi % 12 === tonic);
  const midi = ladder[goal];
  if (midi !== undefined && random.chance(alone ? 1 : 0.85)) pen.write(pen.endingStart + 0.02, form.endingSeconds * 0.6, midi, 0.75);
}

function ladderOf(classes: readonly number[], low: number, high: number): number[] {
  const notes: number[] = [];
  for (let midi = low; midi <= high; midi++) if (classes.includes(midi % 12)) notes.push(midi);
  return notes;
}

function inventMotif(pen: PartWriter): Motif {
  const { random, book, composition } = pen;
  const row = random.pick(book.melody.rhythms);
  const hits: { step: number; move: number }[] = [];
  [...row].forEach((mark, step) => {
    if (mark !== 'x') return;
    if (step % 4 !== 0 && random.chance(book.melody.rest * (1.3 - composition.energy))) return;
    const size = random.chance(book.melody.leap) ? random.pick([2, 3]) : random.pick([0, 1, 1, 1]);
    hits.push({ step, move: random.chance(0.5) ? size : -size });
  });
  return { hits };
}

/** Ends a phrase: few notes, then a long one. */
function answer(pen: PartWriter): Motif {
  const up = pen.random.chance(0.4);
  return { hits: pen.random.chance(0.5) ? [{ step: 0, move: up ? 1 : -1 }, { step: 4, move: -1 }, { step: 6, move: up ? 1 : -1 }] : [{ step: 0, move: -1 }, { step: 6, move: up ? 2 : -2 }] };
}

function sing(pen: PartWriter, bar: number, motif: Motif, chord: string, ladder: readonly number[], from: number, velocity: number): number {
  const tones = chordClasses(chord);
  let place = from;
  motif.hits.forEach(({ step, move }, i) => {
    // Turned back where the range ends.
    const wish = place + move < 0 || place + move >= ladder.length ? place - move : place + move;
    const bounded = Math.max(0, Math.min(ladder.length - 1, wish));
    place = step % 8 === 0 || i === motif.hits.length - 1 ? nearest(ladder, bounded, (midi) => tones.includes(midi % 12)) : bounded;
    const midi = ladder[place];
    if (midi === undefined) return;
    const until = motif.hits[i + 1]?.step ?? STEPS;
    const steps = Math.min(until - step, 10) * pen.book.melody.legato;
    pen.play({ bar, step, steps, midi, velocity: velocity * (step % 8 === 0 ? 1 : 0.86) });
  });
  return place;
}

/** The place on the ladder nearest to `from` that `fits`; `from` itself where none does. */
function nearest(ladder: readonly number[], from: number, fits: (midi: number) => boolean): number {
  for (let distance = 0; distance < ladder.length; distance++) {
    for (const place of [from - distance, from + distance]) {
      const midi = ladder[place];
      if (midi !== undefined && fits(midi)) return place;
    }
  }
  return from;
}
