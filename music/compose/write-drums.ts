import { DRUMS, type Drum, type Groove } from '../styles/style-notes.ts';
import type { PartWriter } from './part-writer.ts';

const LOUDNESS: Readonly<Record<string, number>> = { X: 1, x: 0.8, o: 0.5, '?': 0.55 };
const isDrum = (name: string): name is Drum => name in DRUMS;

/** A groove for each section, a fill before the next, a crash on the biggest, and a last hit with the final chord. */
export function writeDrums(pen: PartWriter): void {
  const { form, book, random } = pen;
  const grooves = new Map<string, Groove>();
  for (const bar of pen.bars()) {
    const { name, energy } = bar.section;
    const groove = grooves.get(name) ?? pen.suited(book.grooves, energy);
    grooves.set(name, groove);
    const quiet = name === 'intro' && form.bodyBars >= 10 && bar.inSection < bar.section.bars / 2;
    const fill = bar.lastOfSection && bar.section.bars >= 2 && name !== 'outro' && random.chance(0.45 + 0.5 * energy);
    strike(pen, bar.bar, fill ? { ...groove.steps, ...random.pick(book.fills).steps } : groove.steps, quiet, 0.8 + 0.2 * energy);
    if (bar.inSection === 0 && energy > 0.6 && (name === 'main' || name === 'variation') && 49 in kitOf(pen)) pen.play({ bar: bar.bar, step: 0, steps: 4, midi: DRUMS.crash, velocity: 0.7 });
  }
  const last = pen.endingStart;
  pen.write(last, 0.4, DRUMS.kick, 0.95, true);
  if (49 in kitOf(pen)) pen.write(last, 1.5, DRUMS.crash, 0.35 + 0.4 * pen.composition.energy, true);
}

const kitOf = (pen: PartWriter): Readonly<Record<number, unknown>> => {
  const sound = pen.book.parts.drums?.sound;
  return sound && 'kit' in sound ? sound.kit : {};
};

function strike(pen: PartWriter, bar: number, steps: Groove['steps'], quiet: boolean, force: number): void {
  for (const [name, row] of Object.entries(steps)) {
    if (!isDrum(name)) continue;
    if (quiet && (name === 'kick' || name === 'snare')) continue;
    [...row].forEach((mark, step) => {
      const loud = LOUDNESS[mark];
      if (loud === undefined || (mark === '?' && !pen.random.chance(0.4))) return;
      const accent = step % 4 === 0 ? 1 : 0.93;
      pen.play({ bar, step, steps: 1, midi: DRUMS[name], velocity: loud * accent * force, late: name === 'snare' || name === 'rim' ? pen.book.snareLate : 0, tight: name === 'kick' });
    });
  }
}
