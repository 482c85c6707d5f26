import type { PartWriter } from './part-writer.ts';
import { voiceChord } from './voicing.ts';

/** Whole bars of sustained chords; a chord that stays is held over. */
export function writePad(pen: PartWriter): void {
  const { book, form } = pen;
  let hands: number[] | undefined;
  let since: { bar: number; chord: string; energy: number } | undefined;
  const release = (until: number): void => {
    if (!since || !hands) return;
    const start = pen.time(since.bar, 0);
    for (const midi of hands) pen.write(start, pen.time(until, 0) - start - 0.02, midi, 0.7 + 0.3 * since.energy, true);
  };
  for (const bar of pen.bars()) {
    if (since && since.chord === bar.chord && bar.inSection > 0) continue;
    release(bar.bar);
    hands = voiceChord(bar.chord, hands, book.padVoicing, false);
    since = { bar: bar.bar, chord: bar.chord, energy: bar.section.energy };
  }
  release(form.bodyBars);
  for (const midi of voiceChord(pen.chordAt(form.bodyBars), hands, book.padVoicing, false)) pen.write(pen.endingStart, form.endingSeconds * 0.7, midi, 0.8, true);
}
